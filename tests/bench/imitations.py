"""Names that pass for staff's, made by rule from a seed: one generator for each way of doing it."""

import random
import string
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from core.trust.glyphs import GLYPHS

ROLES = [
    "Support",
    "Helpdesk",
    "Admin",
    "Moderator",
    "Official",
    "Team",
    "Help",
    "Customer Service",
    "Agent",
    "Staff",
]
SEPARATORS = [" ", "_", "-", ".", "·", " | ", " • ", "/", "~", "+", " ", "․", "‧"]
STYLED = [0x1D400, 0x1D434, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D608, 0x1D63C, 0x1D670, 0xFF21]
"""Where alphabets of 26 capitals, then 26 small letters, begin (of the last, 32 further on)."""
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u034f\u2063\u3164"
MARKS = "".join(
    map(chr, (*range(0x300, 0x315), 0x323, 0x324, 0x325, 0x32D, 0x330, 0x331, 0x335, 0x336, 0x337, 0x338))
)
LEET = {"o": "0", "i": "1", "l": "1", "e": "3", "a": "4", "s": "5", "t": "7", "b": "8", "g": "9"}
BEYOND = {
    "a": "ᴀ卂ᗩ₳α",
    "b": "ʙвᗷ฿乃",
    "c": "ᴄ匚ᑕ₵",
    "d": "ᴅᗪ刀∂",
    "e": "ᴇ乇ᗴ€єэ",
    "f": "ꜰ千ᖴ₣",
    "g": "ɢᘜ厶",
    "h": "ʜнᕼ卄",
    "i": "ɪ丨ι",
    "j": "ᴊᒍʝ",
    "k": "ᴋкҝ₭",
    "l": "ʟᒪㄥ",
    "m": "ᴍмᗰ爪",
    "n": "ɴпᑎ几η",
    "o": "ᴏㄖσ",
    "p": "ᴘᑭ卩ρ",
    "r": "ʀяᖇ尺г",
    "s": "ꜱᔕ丂$",
    "t": "ᴛт丅ㄒ₮τ",
    "u": "ᴜᑌㄩυ",
    "v": "ᴠᐯν",
    "w": "ᴡᗯ山шω",
    "x": "x᙭乂χ",
    "y": "ʏㄚу¥",
    "z": "ᴢᘔ乙",
}
"""Signs that UTS #39 does not map to their letter."""

Maker = Callable[[str, random.Random], str]


def confusables(version: Path | None = None) -> dict[str, list[str]]:
    """For each small letter, the signs that are drawn like it, whatever table says so."""
    by_letter = {
        letter: [chr(int(point, 16)) for point in points.split()]
        for letter, points in GLYPHS.items()
        if len(letter) == 1 and letter.isalpha()
    }
    return {
        letter: [
            each
            for each in signs
            if unicodedata.category(each)[0] == "L" and not unicodedata.decomposition(each)
        ]
        for letter, signs in by_letter.items()
    }


CONFUSABLE = confusables()
CYRILLIC = {
    "a": "а",
    "b": "ь",
    "c": "с",
    "d": "ԁ",
    "e": "е",
    "h": "һ",
    "i": "і",
    "j": "ј",
    "k": "к",
    "l": "ӏ",
    "m": "м",
    "n": "п",
    "o": "о",
    "p": "р",
    "q": "ԛ",
    "r": "г",
    "s": "ѕ",
    "t": "т",
    "u": "и",
    "v": "ѵ",
    "w": "ԝ",
    "x": "х",
    "y": "у",
}


def _letters(name: str) -> list[int]:
    return [place for place, sign in enumerate(name) if sign.isascii() and sign.isalpha()]


def _swap(name: str, by: dict[str, list[str]] | dict[str, str], count: int, dice: random.Random) -> str:
    signs = list(name)
    places = [place for place in _letters(name) if by.get(name[place].lower())]
    for place in dice.sample(places, min(count, len(places))):
        signs[place] = dice.choice(list(by[name[place].lower()]))
    return "".join(signs)


def one_confusable(name: str, dice: random.Random) -> str:
    return _swap(name, CONFUSABLE, 1, dice)


def several_confusables(name: str, dice: random.Random) -> str:
    return _swap(name, CONFUSABLE, dice.randint(2, 5), dice)


def whole_script(name: str, dice: random.Random) -> str:
    return "".join(CYRILLIC.get(sign.lower(), sign) if sign.isalpha() else sign for sign in name)


def beyond(name: str, dice: random.Random) -> str:
    return _swap(name, BEYOND, dice.randint(1, 4), dice)


def styled(name: str, dice: random.Random) -> str:
    start = dice.choice(STYLED)
    gap = 32 if start == 0xFF21 else 26

    def one(sign: str) -> str:
        if not (sign.isascii() and sign.isalpha()):
            return sign
        point = start + ord(sign.upper()) - 65 + (gap if sign.islower() else 0)
        return chr(point) if unicodedata.category(chr(point)) != "Cn" else sign

    return "".join(map(one, name))


def invisible(name: str, dice: random.Random) -> str:
    for _ in range(dice.randint(1, 4)):
        place = dice.randint(1, len(name) - 1)
        name = name[:place] + dice.choice(INVISIBLE) + name[place:]
    return name


def bidi(name: str, dice: random.Random) -> str:
    if dice.random() < 0.5:
        return f"\u202e{name[::-1]}\u202c"
    place = dice.randint(0, len(name) - 1)
    return f"{name[:place]}\u2066{name[place:]}\u2069"


def combining(name: str, dice: random.Random) -> str:
    out = "".join(
        sign + (dice.choice(MARKS) if sign.isalpha() and dice.random() < 0.5 else "") for sign in name
    )
    return out if out != name else name[0] + MARKS[0] + name[1:]


def typo(name: str, dice: random.Random) -> str:
    places = _letters(name)
    place = dice.choice(places)
    match dice.randrange(5):
        case 0:
            other = dice.choice(string.ascii_lowercase)
            return name[:place] + other + name[place + 1 :]
        case 1:
            return name[:place] + dice.choice(string.ascii_lowercase) + name[place:]
        case 2:
            return name[:place] + name[place + 1 :]
        case 3:
            return name[:place] + name[place] + name[place:]
        case _:
            if place + 1 < len(name) and name[place + 1].isalpha():
                return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
            return name[:place] + name[place] * 2 + name[place + 1 :]


def two_typos(name: str, dice: random.Random) -> str:
    return typo(typo(name, dice), dice)


def separators(name: str, dice: random.Random) -> str:
    if dice.random() < 0.3:
        return dice.choice([" ", ".", "-", "_"]).join(sign for sign in name if sign.isalnum())
    return "".join(sign if sign.isalnum() else dice.choice(SEPARATORS) for sign in name)


def reordered(name: str, dice: random.Random) -> str:
    words = [word.strip("|()") for word in name.split() if word.strip("|()")]
    shuffled = words[:]
    while shuffled == words and len(words) > 1:
        dice.shuffle(shuffled)
    return " ".join(shuffled)


def truncated(name: str, dice: random.Random) -> str:
    """Cut off within the last third, so that two letters of a word are left at least."""
    least = max(5, int(len(name) * 0.66), name.find(" ") + 3)
    return name[: dice.randint(least, len(name) - 1)].rstrip(" |(") if least < len(name) else name[:-1]


def with_role(name: str, dice: random.Random) -> str:
    role = dice.choice(ROLES)
    return dice.choice(
        [f"{name} {role}", f"{role} {name}", f"{name} | {role}", f"[{role}] {name}", f"{name} ({role})"]
    )


def leet(name: str, dice: random.Random) -> str:
    return _swap(name, LEET, dice.randint(1, 3), dice)


def emoji(name: str, dice: random.Random) -> str:
    mark = dice.choice(["✅", "☑️", "🛡️", "🎧", "💬", "⭐", "🔵", "✔"])
    return dice.choice([f"{name} {mark}", f"{mark} {name}", f"{mark}{name}{mark}"])


def several(name: str, dice: random.Random) -> str:
    ways = dice.sample(
        [one_confusable, invisible, combining, with_role, separators, leet, emoji, typo], dice.randint(2, 3)
    )
    for way in ways:
        name = way(name, dice)
    return name


CLASSES: dict[str, Maker] = {
    "one confusable": one_confusable,
    "several confusables": several_confusables,
    "whole script": whole_script,
    "glyphs outside UTS #39": beyond,
    "styled alphabets": styled,
    "invisible": invisible,
    "bidi": bidi,
    "combining marks": combining,
    "leet": leet,
    "one typo": typo,
    "two typos": two_typos,
    "separators": separators,
    "reordering": reordered,
    "truncation": truncated,
    "added role": with_role,
    "emoji": emoji,
    "several at once": several,
}


def username(first: str, desk: str, dice: random.Random) -> str:
    """A user name of a member of staff with the desk's name or a role."""
    first, desk = first.lower(), desk.lower()
    role = dice.choice(["support", "help", "admin", "official", "team", "helpdesk"])
    parts = dice.choice(
        [[first, desk], [desk, first], [first, role], [desk, role, first], [first, desk, role]]
    )
    name = dice.choice(["_", ".", "", "-"]).join(parts)
    if dice.random() < 0.4:
        name = _swap(name, LEET, 1, dice)
    return name + (str(dice.randint(1, 999)) if dice.random() < 0.3 else "")


def of_desk(desk: str, dice: random.Random) -> str:
    """The desk itself, or its bot."""
    role = dice.choice(ROLES)
    name = dice.choice(
        [f"{desk} {role}", f"{role} {desk}", f"{desk}{role}", f"{desk} | {role}", f"Official {desk} {role}"]
    )
    return dice.choice([lambda: name, lambda: leet(name, dice), lambda: one_confusable(name, dice)])()


def imitations(names: list[str], maker: Maker, count: int, dice: random.Random) -> Iterator[tuple[str, str]]:
    """(the member of staff, a name that passes for theirs)"""
    for _ in range(count):
        name = dice.choice(names)
        made = maker(name, dice)
        if made.casefold() != name.casefold() or maker is separators:
            yield name, made
