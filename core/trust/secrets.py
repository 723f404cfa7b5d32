"""Secrets that somebody has written by mistake: seed phrases, keys, tokens, card numbers. Found to be removed.

Patterns are linear: none has a repetition within a repetition.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.trust.phrases import phrases
from core.words.documents import Document, Edit, edited
from core.words.secrets import SecretKind

MARK: Final = "█████"
"""What stands in a text where a secret was."""
NEAR: Final = 60
"""So many signs before a number that alone may be harmless, such as a transaction's, tell what it is."""

_BASE58: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CERTAIN: Final[tuple[tuple[SecretKind, re.Pattern[str]], ...]] = (
    (
        "key",
        re.compile(
            r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{1,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?"
        ),
    ),
    ("key", re.compile(r"\b[xyztuv]prv[1-9A-HJ-NP-Za-km-z]{100,112}\b")),
    ("key", re.compile(r"\[\s*(?:\d{1,3}\s*,\s*){63}\d{1,3}\s*\]")),
    ("token", re.compile(r"\b[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}")),
    ("token", re.compile(r"\b\d{8,10}:[A-Za-z0-9_-]{35}\b")),
    ("token", re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_[A-Za-z0-9_]{40,100}\b")),
    ("token", re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}\b|\bxox[abeprs]-[A-Za-z0-9-]{10,200}\b")),
    ("token", re.compile(r"\b[sr]k_(?:live|test)_[A-Za-z0-9]{16,200}\b|\bwhsec_[A-Za-z0-9+/=]{20,100}")),
    ("token", re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[A-Za-z0-9_-]{35}\b")),
    ("token", re.compile(r"\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,200}\b")),
    ("token", re.compile(r"\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}")),
)
_NAMED: Final = re.compile(
    r"priv|secret|seed|\bpk\b|\bsk\b|wallet key|key ?phrase|chave|clave|clé priv|schlüssel", re.IGNORECASE
)
_MAYBE: Final = (
    re.compile(r"\b(?:0x)?[0-9a-fA-F]{64}\b"),
    re.compile(r"(?<![1-9A-HJ-NP-Za-km-z])[1-9A-HJ-NP-Za-km-z]{86,88}(?![1-9A-HJ-NP-Za-km-z])"),
)
_ANY: Final = re.compile(
    r"[A-Za-z0-9_+/=-]{16}|\d(?:[ -]?\d){12}|-----BEGIN|\[\s*\d{1,3}\s*,|:[A-Za-z0-9_-]{16}"
)
"""Something of these is in every secret but a phrase: most messages are done with after this one look."""
_WIF: Final = re.compile(r"\b[5KLc9][1-9A-HJ-NP-Za-km-z]{50,51}\b")
_CARD: Final = re.compile(r"(?<![\w#+@/.:-])\d(?:[ -]?\d){12,18}(?![\w-])")
_ISSUERS: Final = re.compile(
    r"(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|5\d\d)\d{12}"
    r"|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[689]\d)\d{11}|62\d{14})$"
)


@dataclass(frozen=True, slots=True)
class Secret:
    """What was found, and where: code points from `start` to `end`."""

    kind: SecretKind
    start: int
    end: int


def found(text: str) -> tuple[Secret, ...]:
    """The secrets in a text, in order; those that overlap are one."""
    spans = sorted(_spans(text), key=lambda each: (each.start, -each.end))
    merged: list[Secret] = []
    for each in spans:
        if merged and each.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Secret(last.kind, last.start, max(last.end, each.end))
        else:
            merged.append(each)
    return tuple(merged)


def without(document: Document, secrets: tuple[Secret, ...]) -> Document:
    """The document with a mark in place of each."""
    return edited(document, tuple(Edit(each.start, each.end, MARK) for each in secrets))


def _spans(text: str) -> Iterator[Secret]:
    for start, end in phrases(text):
        yield Secret("phrase", start, end)
    if _ANY.search(text) is None:
        return
    for kind, pattern in _CERTAIN:
        for hit in pattern.finditer(text):
            yield Secret(kind, *hit.span())
    for hit in _WIF.finditer(text):
        if _checked(hit[0]):
            yield Secret("key", *hit.span())
    for pattern in _MAYBE:
        for hit in pattern.finditer(text):
            if _NAMED.search(text, max(0, hit.start() - NEAR), hit.start()):
                yield Secret("key", *hit.span())
    for hit in _CARD.finditer(text):
        if _is_card(hit[0]):
            yield Secret("card", *hit.span())


def _checked(written: str) -> bool:
    """Whether a base58 text ends in its checksum, as a wallet's key does."""
    number = 0
    for sign in written:
        number = number * 58 + _BASE58.index(sign)
    data = number.to_bytes(38, "big").lstrip(b"\0")
    return (
        len(data) in {37, 38} and hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] == data[-4:]
    )


def _is_card(written: str) -> bool:
    """Whether the digits are an issuer's and their last one checks the others (ISO/IEC 7812)."""
    digits = [int(sign) for sign in written if sign.isdecimal()]
    if _ISSUERS.match("".join(map(str, digits))) is None or len(set(digits)) < 2:
        return False
    doubled = (digit * 2 - 9 * (digit > 4) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
