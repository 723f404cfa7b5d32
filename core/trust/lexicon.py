"""Words that staff's names are dressed with, and words that people who like a desk dress theirs with."""

from typing import Final

ROLES: Final = frozenset(
    """
    support helpdesk help helper helpline service services desk care agent agents admin admins administrator
    administration mod mods moderator moderators moderation team staff official officiel officially verified verify
    verification manager management representative rep assistant assistance assist operator owner founder ceo cto coo
    security compliance live chat livechat bot ticket tickets contact info inquiry
    recovery refund refunds response hotline center centre department dept technical tech billing head lead
    payment payments finance accounting success onboarding concierge alerts announcements notifications system
    suporte apoio ajuda atendimento atendente equipe equipa oficial moderador moderadora administrador administradora
    gerente seguranca assistencia tecnico financeiro faturacao faturamento cobranca pagamentos avisos sistema sac
    soporte ayuda equipo asistencia servicio atencion seguridad moderacion finanzas facturacion cobranza pagos
    unterstutzung hilfe kundendienst kundenservice mitarbeiter offiziell verwaltung
    assistance equipe aide moderateur administrateur officielle
    destek yardim yonetici resmi ekip musteri
    podderzhka
    bantuan resmi layanan pelanggan
    """.split()  # noqa: SIM905 - a word list reads as words
)
"""In the languages that communities of the desks speak, folded."""

CUSTOMERS: Final = frozenset(["customer", "customers", "client", "clients", "cliente", "clientes"])
"""Whom a desk serves: with a role they say whom it is for, without one who bears the name."""

FILLERS: Final = frozenset(
    [
        *CUSTOMERS,
        "the",
        "a",
        "an",
        "of",
        "at",
        "by",
        "for",
        "from",
        "and",
        "or",
        "de",
        "da",
        "do",
        "del",
        "la",
        "le",
        "el",
        "der",
        "die",
        "das",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sr",
        "sra",
        "senhor",
        "senhora",
        "real",
        "original",
        "true",
        "main",
        "only",
        "new",
        "online",
        "here",
        "now",
        "my",
        "your",
        "our",
        "io",
        "com",
        "net",
        "org",
        "app",
        "dao",
        "hq",
        "inc",
        "ltd",
        "co",
        "eu",
        "uk",
        "us",
        "24",
        "7",
        "247",
        "i",
        "x",
        "xx",
    ]
)
"""Words that change nothing about who a name says it is."""

FANS: Final = frozenset(
    [
        "like",
        "likes",
        "love",
        "happy",
        "proud",
        "loyal",
        "early",
        "since",
        "big",
        "feliz",
        "loves",
        "loving",
        "lover",
        "fan",
        "fans",
        "fanatic",
        "holder",
        "hodler",
        "user",
        "member",
        "enthusiast",
        "supporter",
        "believer",
        "investor",
        "hater",
        "hate",
        "scam",
        "scammed",
        "not",
        "no",
        "never",
        "anti",
        "ex",
        "former",
        "against",
        "hello",
        "hi",
        "hey",
        "buy",
        "need",
        "wants",
        "want",
        "is",
        "has",
        "question",
        "asking",
        "amo",
        "adoro",
        "usuario",
        "usuaria",
        "nao",
        "membro",
        "gosto",
        "quero",
        "preciso",
        "tenho",
    ]
)
"""Words of those who speak of a desk and not for it."""
