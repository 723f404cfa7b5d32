"""What a message asks of its reader: secrets and other places are told from everything that only speaks of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.trust.texts import TextRules, screen

RULES = TextRules(domains=("plutus.it",), accounts=("@plutus_support",))


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


@given(st.text(max_size=500))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(0 <= each.start < each.end <= len(text) for each in screen(text))
