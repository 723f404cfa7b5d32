"""The commands people type, the same on every platform: name, meaning, what may follow, and who may use it."""

from dataclasses import dataclass
from typing import Literal

from core.words.cards import Verb


@dataclass(frozen=True, slots=True)
class Entry:
    """`/name`, in one word or two. `takes`: nothing, free words, one argument (a macro, a case, a language, an account,
    stars, a code; `proof`: an address or what proves it; `find`: an address or a case; a component, or what else
    may follow `/subscribe`), an agent and then words, `somebody` (by their account, or a name that was pasted) and
    then words, or a `form`, whose words follow where there are no forms. Its description is the text `command.<key>`.
    """

    name: str
    verb: Verb
    takes: Literal[
        "",
        "words",
        "agent_words",
        "macro",
        "case",
        "language",
        "account",
        "stars",
        "code",
        "proof",
        "find",
        "somebody",
        "form",
        "component",
    ] = ""
    audience: Literal["requester", "agent", "admin"] = "agent"

    @property
    def key(self) -> str:
        return self.name.replace(" ", "_")

    @property
    def family(self) -> str | None:
        """The first of two words."""
        first, _, second = self.name.partition(" ")
        return first if second else None


MENU = (
    Entry("support", Verb.HELP, "words", "requester"),
    Entry("cases", Verb.CASES, "", "requester"),
    Entry("close", Verb.CLOSE, "words"),
    Entry("language", Verb.LANGUAGE, "language", "requester"),
    Entry("transcript", Verb.TRANSCRIPT, "case", "requester"),
    Entry("complain", Verb.COMPLAIN, "words", "requester"),
    Entry("delete", Verb.UNSEND, "", "requester"),
    Entry("plan", Verb.PLAN, "", "requester"),
    Entry("privacy", Verb.PRIVACY, "", "requester"),
    Entry("prove", Verb.PROVE, "proof", "requester"),
    Entry("verify", Verb.VERIFY, "somebody", "requester"),
    Entry("report", Verb.REPORT, "somebody", "requester"),
    Entry("appeal", Verb.APPEAL, "words", "requester"),
    Entry("find", Verb.FIND, "find"),
    Entry("on", Verb.ON),
    Entry("away", Verb.AWAY),
    Entry("off", Verb.OFF),
    Entry("next", Verb.NEXT),
    Entry("take", Verb.TAKE, "case"),
    Entry("release", Verb.RELEASE),
    Entry("transfer", Verb.TRANSFER, "agent_words"),
    Entry("with", Verb.WITH, "agent_words"),
    Entry("note", Verb.NOTE, "words"),
    Entry("r", Verb.REPLY, "words"),
    Entry("macro", Verb.MACRO, "macro"),
    Entry("escalate", Verb.ESCALATE, "words"),
    Entry("wait", Verb.WAIT, "words"),
    Entry("snooze", Verb.SNOOZE, "words"),
    Entry("chat", Verb.CHAT),
    Entry("category", Verb.CATEGORY, "words"),
    Entry("priority", Verb.PRIORITY, "words"),
    Entry("time", Verb.TIME, "words"),
    Entry("stats", Verb.STATS, "words"),
    Entry("link", Verb.LINK, "words"),
    Entry("merge", Verb.MERGE, "words"),
    Entry("unsend", Verb.UNSEND),
    Entry("notices", Verb.NOTICES),
    Entry("incident start", Verb.INCIDENT, "form"),
    Entry("incident update", Verb.UPDATE, "form"),
    Entry("incident resolve", Verb.RESOLVE, "form"),
    Entry("incident known", Verb.KNOWN, "form"),
    Entry("incident link", Verb.AFFECTED, "words"),
    Entry("maintenance schedule", Verb.MAINTENANCE, "form"),
    Entry("maintenance update", Verb.PROGRESS, "form"),
    Entry("console", Verb.CONSOLE),
    Entry("status", Verb.STATUS, "", "requester"),
    Entry("claim", Verb.CLAIM, "case", "requester"),
    Entry("subscribe", Verb.SUBSCRIBE, "component", "requester"),
    Entry("pause", Verb.PAUSE),
    Entry("resume", Verb.RESUME),
    Entry("block", Verb.BLOCK, "words"),
    Entry("unblock", Verb.UNBLOCK, "account"),
    Entry("setup", Verb.SETUP, "code", "admin"),
    Entry("staff list", Verb.STAFF),
    Entry("staff prove", Verb.VOUCH, "code"),
    Entry("staff add", Verb.INVITE, "words"),
    Entry("staff join", Verb.JOIN, "code"),
    Entry("staff remove", Verb.DISMISS, "words"),
    Entry("staff freeze", Verb.FREEZE, "agent_words"),
    Entry("staff thaw", Verb.THAW, "words"),
    Entry("staff audit", Verb.AUDIT),
    Entry("staff reports", Verb.REPORTS, "words"),
)
"""`/close` belongs to both: whoever writes it in a case closes it from their side. So does `/plan`: an agent who writes
it in a case is told of its requester's.
"""

FAMILIES = tuple(dict.fromkeys(entry.family for entry in MENU if entry.family is not None))
"""First words that several commands have in common; each has the description `command.<word>`."""

BY_NAME = {entry.name: entry for entry in MENU}
