"""Links that lead where they say, or nowhere."""

import re
from collections.abc import Iterator

from core.words.documents import Document, Edit, Kind, Mark, edited
from core.words.web import LONGEST_ADDRESS, host

_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]{0,15}"
_ANY_SCHEME = re.compile(rf"({_SCHEME})://((?:(?!{_SCHEME}://)[^\s/?#<>]){{0,255}})")
"""With its host, which ends where another address begins."""
_PRETENDING = re.compile(r"(?:https?://|www\.)|\A[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}(?:/|\Z)", re.IGNORECASE)


def honest(document: Document, longest: int = LONGEST_ADDRESS) -> Document:
    """Links whose label looks like another address are written out: "bank.example (https://evil.example)".

    So are, without a link, those with an address longer than `longest`, which would not fit where it hides.
    """
    edits: list[Edit] = []
    written: list[Mark] = []
    dropped: set[Mark] = set()
    grown = 0
    for mark in document.marks:
        label = document.text[mark.start : mark.end]
        long = len(mark.argument) > longest
        if mark.kind is not Kind.LINK or not (long or _misleads(label, mark.argument)):
            continue
        dropped.add(mark)
        if label != mark.argument:
            # In place of the last character, so that a quote or spoiler around the label takes it in.
            edit = Edit(mark.end - 1, mark.end, f"{label[-1]} ({mark.argument})")
            start = mark.end + grown + len(" (")
            if not long:
                written.append(Mark(start, start + len(mark.argument), Kind.LINK, mark.argument))
            edits.append(edit)
            grown += len(edit.text) - 1
    if not dropped:
        return document
    kept = Document(document.text, tuple(mark for mark in document.marks if mark not in dropped))
    changed = edited(kept, edits)
    return Document(changed.text, (*changed.marks, *written))


def _misleads(label: str, url: str) -> bool:
    if _PRETENDING.search(label.strip()) is None:
        return False
    shown = label.strip() if "://" in label else f"http://{label.strip()}"
    return host(shown) != host(url)


def defang(document: Document) -> Document:
    """The document with no link left in it, and no text that a chat program would make one.

    Addresses stay readable: https://evil.example/x is hxxps://evil[.]example/x, behind its label if it had
    one.
    """
    text = document.text
    edits: list[Edit] = []
    links = [mark for mark in document.marks if mark.kind is Kind.LINK]
    at = 0
    for mark in links:
        edits += _defanging(text, at, mark.start)
        label = text[mark.start : mark.end]
        behind = "" if label == mark.argument else f" ({_defanged(mark.argument)})"
        tame = _defanged(label)
        if tame == label:
            edits.append(Edit(mark.end - 1, mark.end, label[-1] + behind))
        else:
            edits.append(Edit(mark.start, mark.end, tame + behind))
        at = mark.end
    edits += _defanging(text, at, len(text))
    kept = Document(text, tuple(mark for mark in document.marks if mark.kind is not Kind.LINK))
    return edited(kept, edits)


def _defanging(text: str, start: int, end: int) -> Iterator[Edit]:
    for found in _ANY_SCHEME.finditer(text, start, end):
        yield Edit(found.start(), found.end(), _defanged(found[0]))


def _defanged(address: str) -> str:
    def tamed(found: re.Match[str]) -> str:
        scheme = found[1].casefold()
        opening = scheme.replace("tt", "xx") + "://" if scheme in ("http", "https") else f"{found[1]}[:]//"
        return opening + found[2].replace(".", "[.]")

    return _ANY_SCHEME.sub(tamed, address)
