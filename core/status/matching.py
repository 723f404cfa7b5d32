"""Whether what somebody asks for help with may be an incident that is known already."""

import re
import unicodedata
from collections.abc import Iterable

from core.status.incidents import Incident
from core.status.rules import StatusRules

SHORTEST = 4
STEM = 5
_WORD = re.compile(r"[^\W\d_]+")
_EMPTY = frozenset(
    {
        "does", "doesn", "dont", "have", "hello", "help", "just", "like", "need", "please", "some", "something", "that",
        "their", "there", "they", "this", "want", "what", "when", "where", "which", "will", "with", "work", "works",
        "working", "would", "your", "from", "been", "cannot", "could", "fail", "fails", "broken", "down", "slow",
        "para", "como", "isso", "isto", "esta", "estou", "quando", "porque", "minha", "nao", "mais", "ajuda", "ola",
        "preciso", "quero", "pode", "funciona", "problema", "falha", "issue", "problem", "error", "erro",
    }
)  # fmt: skip
"""Words that say nothing about what is the matter."""


def matching(
    words: str, topic: str | None, incidents: Iterable[Incident], rules: StatusRules
) -> tuple[Incident, ...]:
    """The incidents that this may be about: by the topic, or by a word that their titles or components have too."""
    said = stems(words)
    found = []
    for incident in incidents:
        concerned = [each for each in rules.components if each.id in incident.concerned]
        known = stems(
            " ".join((incident.title, *(label for each in concerned for label in each.label.values())))
        )
        by_topic = topic is not None and any(topic in each.topics for each in concerned)
        if by_topic or said & known:
            found.append(incident)
    return tuple(found)


def stems(words: str) -> frozenset[str]:
    """The beginnings of the words that say something, without accents."""
    bare = "".join(
        each for each in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(each)
    )
    return frozenset(
        each[:STEM] for each in _WORD.findall(bare) if len(each) >= SHORTEST and each not in _EMPTY
    )
