"""Accounts that somebody sends others to in words: `@acme_support`, `t.me/acme_support`.

Not where the sentence warns of them, or asks whether they are real.
"""

import re
from collections.abc import Iterator
from typing import Final

from core.trust import wordings

_HANDLE: Final = re.compile(r"(?:(?<![\w.@/])@|(?<![\w-])t\.me/)([a-z][\w.]{3,31})", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^!?\n]+[!?]*")
_WARNED: Final = re.compile(rf"(?<![\w@])(?:{wordings.WARNED}|{wordings.NEVER})(?!\w)")
LONGEST: Final = 4_000


def sent_to(words: str, own: frozenset[str]) -> Iterator[str]:
    """The user names, but for the desk's own; `own` are bare and in small letters."""
    if "@" not in words and "t.me/" not in words.lower():
        return
    for sentence in _SENTENCE.finditer(words[:LONGEST]):
        said = sentence[0].lower()
        if said.endswith("?") or _WARNED.search(said):
            continue
        for handle in _HANDLE.finditer(sentence[0]):
            name = handle[1].rstrip("._")
            if name.lower() not in own:
                yield name
