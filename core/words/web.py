"""Addresses of the web, as they stand in a text."""

import re
import unicodedata
from collections.abc import Iterator

from core.words.graphemes import is_blank

LONGEST_ADDRESS = 2_048

_ADDRESS = re.compile(rf"https?://[^\s<>]{{1,{LONGEST_ADDRESS}}}", re.IGNORECASE)
_AUTHORITY = re.compile(r"(https?)://([^/?#]*)", re.IGNORECASE)
_AWKWARD = re.compile(r"[\"'<>\\^`{|}]")


def web_address(url: str) -> str | None:
    """The address if it is one of the web (http or https) and harmless to write down, else None.

    Quotes, angle brackets and the like are percent-encoded; spaces and invisible characters make it none.
    """
    url = url.strip()
    found = _AUTHORITY.match(url)
    if found is None or not any(map(str.isalnum, found[2])) or len(url) > LONGEST_ADDRESS:
        return None
    if any(is_blank(character) or unicodedata.category(character)[0] == "C" for character in url):
        return None
    return _AWKWARD.sub(lambda awkward: f"%{ord(awkward[0]):02X}", url)


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where web addresses written out in the text start and end, in order.

    Punctuation that ends the sentence, and a bracket that was opened before the address, are left outside.
    """
    for found in _ADDRESS.finditer(text):
        start, end = found.span()
        surplus = found[0].count(")") - found[0].count("(")
        while text[end - 1] in ".,:;!?\"']" or (text[end - 1] == ")" and surplus > 0):
            surplus -= text[end - 1] == ")"
            end -= 1
        if web_address(text[start:end]) is not None and not text[start - 1 : start].isalnum():
            yield start, end


def host(url: str) -> str:
    """Whom an address belongs to, as people compare it; empty where it is none of the web."""
    found = _AUTHORITY.match(url)
    return "" if found is None else found[2].casefold().removeprefix("www.")
