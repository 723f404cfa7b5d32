"""What a message asks of its reader: secrets and other places are told from everything that only speaks of them."""

import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.reading.second import second_reading
from core.trust.sentences import SIZE
from core.trust.texts import HEAD, JUDGED, WEIGHTS, TextRules, screen

RULES = TextRules(domains=("plutus.it",), accounts=("@plutus_support",), second=second_reading)


THINGS = {
    "en": (
        "seed phrase",
        "recovery phrase",
        "private key",
        "wallet password",
        "SMS code",
        "card number and CVV",
        "twelve words",
    ),
    "pt": (
        "frase de recuperação",
        "chave privada",
        "senha",
        "palavra-passe",
        "código do SMS",
        "número do cartão",
    ),
    "es": ("frase semilla", "clave privada", "contraseña", "código de verificación", "número de la tarjeta"),
}
FRAMES = {
    "en": (
        "For verification purposes, kindly furnish your {}",
        "Your withdrawal is on hold. Sending your {} will release it.",
        "I can only proceed once I've got your {}",
        "Mind dropping your {} here?",
        "Please key in the {} at the prompt",
        "Support requires the {} to validate ownership",
        "Before I escalate, I should see the {} first",
        "Attach the {} to your next message",
        "Without the {} our hands are tied",
        "Let's get your {} verified, just type it",
        "Once you've sent over the {}, the refund is automatic",
        "Our policy is that customers hand in their {} when they open a dispute",
    ),
    "pt": (
        "Para validarmos a titularidade, basta mandar a sua {}",
        "Só consigo avançar depois de receber a sua {}",
        "Pode deixar aqui a {}?",
        "O sistema pede a {} para desbloquear",
        "Me fala sua {} aí",
        "Necessário enviar {} para liberar o saque",
        "Antes de escalar, tenho de ver a {}",
        "Junte a {} à próxima mensagem",
        "Sem a {} não consigo fazer nada",
        "Vamos verificar a sua {}, é só escrever",
        "Assim que enviar a {}, o reembolso é automático",
        "Anexa a tua {} e já trato",
    ),
    "es": (
        "Para validar la titularidad basta con mandar tu {}",
        "Solo puedo avanzar cuando tenga tu {}",
        "¿Puedes dejar aquí tu {}?",
        "El sistema pide la {} para desbloquear",
        "Pon tu {} aquí",
        "Hace falta enviar la {} para liberar el retiro",
        "Antes de escalar, tengo que ver la {}",
        "Adjunta la {} en tu próximo mensaje",
        "Sin la {} no puedo hacer nada",
        "Vamos a verificar tu {}, solo escríbela",
        "En cuanto envíes la {}, el reembolso es automático",
        "Mándame por aquí la {}",
    ),
}
"""Ways of asking that were unseen once, and are learned from now (`tests/bench/asked`)."""
ORDINARY = (
    "Thanks for waiting, I'm looking at your account now.",
    "Your card was declined by the bank; please call the number on its back.",
    "You may need to confirm your e-mail address in the settings first.",
    "Have you tried logging out and in again?",
    "The code expires after ten minutes; request a new one in the app.",
    "I can see that the payment of 20 euros is pending.",
    "Could you send me the last four digits of your order number?",
    "Please never post your password here.",
    "For your safety keep the recovery phrase offline.",
    "A colleague from billing will answer you in this chat.",
    "Which wallet do you use, and on which phone?",
    "Please update the app and open it again.",
    "I've sent you a link to reset your password.",
    "If you lost your phone, tap Forgot password on the login page.",
    "We'll refund it within five days to the same card.",
    "Can you describe what you see after you enter the code?",
    "The private key never leaves your device.",
    "Your PIN can be changed in the app under Security.",
    "Please attach a screenshot where no card number is visible.",
    "You can follow the status of the incident on our page.",
    "A sua encomenda já seguiu; recebe um e-mail com o código de seguimento.",
    "Se esqueceu a palavra-passe, carregue em Recuperar na página de entrada.",
    "Pode enviar-me o número do pedido?",
    "Por segurança nunca escreva aqui a sua senha.",
    "Vou passar o seu caso ao departamento de pagamentos.",
    "O cartão chega em dez dias úteis.",
    "Já confirmei os seus dados e o pedido está em análise.",
    "Qual é o seu número de cliente?",
    "Puedes cambiar la contraseña en los ajustes de la aplicación.",
    "He pasado tu caso a mi compañera de facturación, te responde aquí.",
    "¿Me puedes decir el número de pedido?",
    "Tu tarjeta llegará en diez días.",
    "Your statement is ready under Documents.",
    "We have blocked the old card and ordered a new one.",
    "Please tell me when the payment was made.",
    "I've raised it with our developers, ticket 4812.",
    "You'll get a push message when it's done.",
    "Is the app version 4.2 or newer?",
    "The exchange rate is fixed when you confirm.",
    "Do you still need help with this?",
    "Our wallet supports three networks.",
    "Please restart the phone and sign in again.",
    "The verification of your identity takes two days.",
    "Please upload the document in the app, not here.",
    "I'm sorry for the trouble, let me check with the bank.",
    "Your perks renew on the first of the month.",
    "If the code does not arrive, wait a minute and ask for another one in the app.",
    "Two-factor authentication can be switched on under Security.",
    "O extrato está disponível em Documentos.",
    "A verificação da sua identidade demora dois dias.",
    "Se o código não chegar, aguarde um minuto.",
    "Pode reiniciar o telemóvel e entrar de novo?",
    "La verificación de tu identidad tarda dos días.",
    "Si el código no llega, espera un minuto.",
    "Tu pedido sale mañana.",
    "He pedido la revisión al banco.",
    "From Telegram",
    "On WhatsApp?",
    "Por WhatsApp también",
    "No Telegram, ontem.",
)


@pytest.mark.parametrize(
    ("language", "frame"), [(tongue, each) for tongue in FRAMES for each in FRAMES[tongue]]
)
def test_a_way_of_asking_is_known_whatever_is_asked_for(language: str, frame: str) -> None:
    missed = [thing for thing in THINGS[language] if not screen(frame.format(thing), RULES, staff=True)]
    assert not missed


WARNED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        (
            "We never ask for your seed phrase.",
            "Nobody here needs your password.",
            "Please keep the 12 words to yourself.",
            "You never have to tell me a code.",
        ),
        (
            "Which wallet is it?",
            "What's your order number?",
            "Could you tell me what the app shows?",
            "I've passed your case to billing, they answer here.",
        ),
    ),
    "pt": (
        ("Nunca pedimos a sua senha.", "Não me diga o código."),
        ("Qual é o número do pedido?", "Que carteira usa?"),
    ),
    "es": (
        ("Nunca te pediremos la contraseña.", "No me mandes tu frase semilla."),
        ("¿Qué billetera es?", "¿Me puedes decir el número de caso?"),
    ),
}
"""Warnings, and what is asked beside them."""


@pytest.mark.parametrize("language", WARNED)
def test_a_warning_beside_a_question_is_not_held(language: str) -> None:
    pairs = list(product(*WARNED[language]))
    said = [f"{warning} {question}" for warning, question in pairs]
    said += [f"{question} {warning}" for warning, question in pairs]
    assert not [words for words in said if screen(words, RULES, staff=True)]


def test_what_agents_write_all_day_is_not_held() -> None:
    assert not [words for words in ORDINARY if screen(words, RULES, staff=True)]


@pytest.mark.parametrize(
    "text",
    [
        "Please send me your seed phrase so I can restore your wallet",
        "What is your password?",
        "Could you tell me the 6-digit code you just received",
        "Kindly share your recovery phrase with our team",
        "I need your private key to fix this",
        "enter your 12 words here",
        "Connect your wallet at this link",
        "download AnyDesk and give me the number",
        "Press Win+R and paste the command",
        "Scan this QR code to log in",
        "Por favor envie a sua frase de recuperação",
        "Qual é a sua senha?",
        "Preciso do código que recebeu por SMS",
        "Introduza a sua chave privada aqui",
        "Envíame tu contraseña",
        "Necesito tu frase semilla",
        "Cuál es tu código de verificación",
        "Plеase sеnd me yоur s e e d phrase",
        "contact our support at @plutus_help_desk",
        "DM me on whatsapp +44 7700 900123 and our agent will fix it",
        "verify your account at plutus-support.com/verify",
        "react ✅ for support",
        "Fale com o suporte no Telegram @plutus_ajuda",
        "open a ticket at https://pIutus.it/help",
        "Can I have your CVV?",
        "I'll need the seed words to proceed",
    ],
)
def test_it_asks_for_what_nobody_of_a_desk_asks_for(text: str) -> None:
    assert screen(text, RULES)


@pytest.mark.parametrize(
    "text",
    [
        "We never ask for your seed phrase",
        "Our staff will never ask you for your password. Do not share it with anybody.",
        "Please use the password reset page to change your password",
        "Did you get the code we sent? Do not share it with anyone.",
        "Is it safe to share my seed phrase?",
        "I forgot my password",
        "Someone asked me for my private key, is that a scam?",
        "Please enter the code in the app",
        "Could you tell me your e-mail address or case number?",
        "I have sent you the transcript",
        "Nunca pedimos a sua senha",
        "Não partilhe a sua frase de recuperação com ninguém",
        "Please send a screenshot of the error",
        "Write to us at support@plutus.it if it happens again",
        "You can read more at https://plutus.it/help",
        "No compartas tu contraseña",
        "What is your order number?",
        "Let me check your account",
        "The password must have 12 signs",
        "Please send me the transaction id",
        "Which card do you use, Visa or Mastercard?",
        "Hello Rita, how can I help?",
    ],
)
def test_it_asks_for_nothing_of_the_kind(text: str) -> None:
    assert screen(text, RULES) == ()


def test_what_a_desk_allows_is_left_alone() -> None:
    allowing = TextRules(frozenset({"keys"}))
    assert screen("Please download AnyDesk and tell me the number", allowing) == ()
    assert [each.what for each in screen("Send me your private key", allowing)] == ["keys"]


def test_the_words_concerned_are_shown_where_they_stand() -> None:
    text = "Hello! Plеase sеnd me yоur private key. Thanks"
    (found,) = screen(text)
    assert text[found.start : found.end] == "sеnd me yоur private key"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Send me your seed phrase and your card number", {"keys", "cards"}),
        ("What's your password?", {"logins"}),
        ("Dime tu contraseña por aquí", {"logins"}),
        ("Share your screen and open AnyDesk so that I can fix it for you", {"remote"}),
        ("Open PowerShell and paste this command", {"commands"}),
        ("Validate your wallet on this page to claim the airdrop", {"wallets"}),
        ("Escribe a nuestro soporte en Telegram @plutus_ayuda_24", {"elsewhere"}),
    ],
)
def test_what_is_asked_for_is_told_by_its_kind(text: str, what: set[str]) -> None:
    assert {each.what for each in screen(text, RULES)} == what


@pytest.mark.parametrize(
    "text",
    [
        "Please contact our support at @plutus_support",
        "Open a ticket at https://help.plutus.it/ticket, support answers there",
        "Fale com o suporte em support@plutus.it",
        "Escribe a soporte en plutus.it/ayuda",
    ],
)
def test_nobody_is_sent_elsewhere_by_the_desks_own_pages_and_accounts(text: str) -> None:
    assert not [each for each in screen(text, RULES) if each.what == "elsewhere"]
    assert [each.what for each in screen(text.replace("plutus", "p1utus-desk"), RULES)] == ["elsewhere"]


def test_the_weights_are_as_many_as_the_numbers_of_what_is_said() -> None:
    assert WEIGHTS.stat().st_size == len(JUDGED) * (HEAD.size + SIZE)


def test_long_messages_are_looked_at_in_time_that_grows_with_their_length() -> None:
    short, long = ("send your seed code here " * times for times in (40, 160))
    assert spent(long) < 8 * spent(short)


def spent(text: str) -> float:
    def once() -> float:
        before = time.process_time()
        screen(text)
        return time.process_time() - before

    return min(once() for _ in range(20))


@given(st.text(max_size=500))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(0 <= each.start < each.end <= len(text) for each in screen(text))
