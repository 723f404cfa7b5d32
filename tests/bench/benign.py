"""Names of people who pass for nobody: natural ones of eight scripts, namesakes of staff, friends of the desk."""

import random
from collections.abc import Iterator

from faker import Faker

LOCALES = [
    "en_US",
    "en_GB",
    "pt_BR",
    "pt_PT",
    "es_ES",
    "de_DE",
    "fr_FR",
    "it_IT",
    "pl_PL",
    "tr_TR",
    "nl_NL",
    "sv_SE",
    "ru_RU",
    "uk_UA",
    "bg_BG",
    "el_GR",
    "ar_EG",
    "fa_IR",
    "he_IL",
    "hi_IN",
    "ja_JP",
    "ko_KR",
    "zh_CN",
    "th_TH",
    "ka_GE",
    "hy_AM",
]
"""Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari, Kana and Han, Hangul, Thai, Georgian, Armenian."""
NICKS = [
    "gamer",
    "x",
    "crypto",
    "dark",
    "wolf",
    "cat",
    "moon",
    "sun",
    "rider",
    "ninja",
    "panda",
    "king",
    "blue",
    "star",
]
FANDOM = [
    "I love {desk}",
    "{desk} fan",
    "{desk} holder",
    "{desk} user",
    "{first} loves {desk}",
    "{desk} to the moon",
    "{desk} enthusiast {first}",
    "{first} ({desk} fan)",
    "no more {desk}",
    "{desk} believer",
    "Ask me about {desk}",
    "{desk}Lover{number}",
    "waiting for {desk}",
    "Mrs {last} likes {desk}",
    "{desk} investor",
]


def natural(count: int, seed: int) -> Iterator[str]:
    dice = random.Random(seed)
    sources = []
    for place, locale in enumerate(LOCALES):
        source = Faker(locale)
        source.seed_instance(seed * 1_000 + place)
        sources.append(source)
    for _ in range(count):
        source = dice.choice(sources)
        match dice.randrange(8):
            case 0:
                yield source.first_name()
            case 1:
                yield f"{source.first_name()}{dice.randint(1, 2010)}"
            case 2:
                yield f"{dice.choice(NICKS)}{dice.choice(['_', '', '.'])}{dice.choice(NICKS)}{dice.randint(0, 99)}"
            case 3:
                yield f"{source.first_name()} {source.last_name()[:1]}."
            case _:
                yield f"{source.first_name()} {source.last_name()}"


def namesakes(firsts: list[str], count: int, seed: int) -> Iterator[str]:
    """People who share a first name with somebody on the staff."""
    dice, source = random.Random(seed), Faker("en_US")
    source.seed_instance(seed)
    for _ in range(count):
        first = dice.choice(firsts)
        yield dice.choice(
            [
                f"{first} {source.last_name()}",
                f"{first} {source.last_name()[0]}.",
                first,
                f"{first}{dice.randint(50, 99)}",
            ]
        )


def fans(desk: str, count: int, seed: int) -> Iterator[str]:
    dice, source = random.Random(seed), Faker("en_US")
    source.seed_instance(seed)
    for _ in range(count):
        yield dice.choice(FANDOM).format(
            desk=desk, first=source.first_name(), last=source.last_name(), number=dice.randint(1, 99)
        )
