"""A suspect's card for moderators, and what everybody is told of an account."""

import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

from core.cases.cards import button
from core.trust.certainty import certainty
from core.trust.rules import Acts
from core.trust.suspects import STANDING, Ended, Report, Suspect, appeals, pictures, put_out
from core.words.cards import Action, Card, Verb
from core.words.refs import Account, CardKey
from core.words.texts import Text, Value, text

QUOTED: Final = 3
"""So many of the latest messages are on the card; the record has more."""
DEEDS: Final = 5
LONGEST: Final = 200
HIDDEN: Final = frozenset({"Cf", "Cc", "Co", "Cn", "Zl", "Zp"})


def visible(name: str) -> str:
    """A name with its invisible characters made visible, and nothing that could turn the line around."""
    return "".join(
        f"⟨{ord(sign):04X}⟩" if unicodedata.category(sign) in HIDDEN else sign for sign in name[:LONGEST]
    )


def who(by: str) -> Value:
    """Whose doing something is, as it is said."""
    return by or text("suspect.rule")


def card(
    suspect: Suspect, alike: tuple[Account, ...], acts: Acts | None = None, elsewhere: tuple[Text, ...] = ()
) -> Card:
    """What a moderator sees: who it is, whom they pass for and why, what they wrote, who reported it, the ways on."""
    account, names = suspect.account, _names(suspect)
    named = text("suspect.account", account=account, names=names)
    lines = [named if names else text("suspect.account_alone", account=account)]
    if suspect.staff:
        lines.append(text("suspect.passes_for", staff=suspect.staff))
    lines += suspect.reasons
    if suspect.pictured:
        lines.append(text("suspect.pictured", staff=suspect.pictured))
    if suspect.by_name:
        lines.append(text("suspect.by_name"))
    lines += _reports(suspect)
    lines += [text("suspect.wrote", words=each.words[:LONGEST]) for each in suspect.wrote[-QUOTED:]]
    if alike:
        lines.append(text("suspect.alike", accounts=", ".join(alike)))
    lines += elsewhere
    lines += _certainty(suspect, acts)
    if suspect.wiped:
        lines.append(text("suspect.wiped"))
    if suspect.trouble:
        lines.append(text("suspect.trouble", why=text(f"suspect.trouble_{suspect.trouble}")))
    if suspect.ended is not None:
        lines.append(_ended(suspect.ended))
    if len(suspect.deeds) > 1 or (
        suspect.ended is None and any(each.what in STANDING for each in suspect.deeds)
    ):
        lines += [
            text(f"suspect.did_{each.what}", by=who(each.by), at=each.at) for each in suspect.deeds[-DEEDS:]
        ]
    if suspect.appeal is not None and appeals(suspect):
        lines.append(text("suspect.appeals", words=suspect.appeal.words[:LONGEST]))
    if suspect.lifting:
        lines.append(text("suspect.lifting", by=suspect.lifting))
    title = text("suspect.title", name=visible(suspect.shown))
    waits = suspect.ended is None or appeals(suspect)
    tone: Literal["good", "warning"] = "warning" if waits else "good"
    return Card(CardKey(f"suspect/{suspect.account}"), title, tuple(lines), _ways(suspect), tone)


def _reports(suspect: Suspect) -> Iterator[Text]:
    """How many have reported it, and the latest of what they say."""
    of_web = sum(each.web for each in suspect.reports)
    if known := len(suspect.reports) - of_web:
        yield text("suspect.reported", count=known)
    if doubtful := known - suspect.credible:
        yield text("suspect.cried", count=doubtful)
    if of_web:
        yield text("suspect.reported_on_web", count=of_web)
    if shown := len(pictures(suspect.reports)):
        yield text("suspect.pictures", count=shown)
    for report in suspect.reports[-QUOTED:]:
        if report.words:
            yield text(_why(report), words=report.words)


def _why(report: Report) -> str:
    if report.by_mail:
        return "suspect.why_by_mail"
    return "suspect.why_on_web" if report.web else "suspect.why"


def _certainty(suspect: Suspect, acts: Acts | None) -> Iterator[Text]:
    """How sure the desk is and why, and what the rule would do then or has done; as long as nobody has decided."""
    known = certainty(suspect)
    if known.sure > 0:
        looks, asks, reports = (_percent(each) for each in (known.looks, known.asks, known.reports))
        sure = _percent(known.sure)
        yield text("suspect.certainty", sure=sure, looks=looks, asks=asks, reports=reports)
    if acts is not None and suspect.ended is None and suspect.ruled is None:
        yield text(f"suspect.acts_{acts.does}", at=_percent(acts.at))


def _percent(share: float) -> int:
    return int(100 * share + 1e-9)


def _ended(ended: Ended) -> Text:
    if ended.done:
        return text(f"suspect.ended_{ended.how}", by=who(ended.by), at=ended.at)
    return text(f"suspect.going_{ended.how}", by=who(ended.by), at=ended.at)


def _names(suspect: Suspect) -> str:
    """Every name that it goes by, each once."""
    shown = (name for name in suspect.names if name and name != suspect.username)
    names = dict.fromkeys((*shown, f"@{suspect.username}") if suspect.username else shown)
    return ", ".join(map(visible, names))


def _ways(suspect: Suspect) -> tuple[Action, ...]:
    argument, banned = suspect.account, suspect.ended is not None and suspect.ended.how == "banned"
    ways: list[Action] = []
    if not banned and not suspect.by_name:
        ways.append(button(Verb.BAN, argument=argument, style="danger"))
    if suspect.ended is None and not suspect.by_name:
        ways.append(button(Verb.MUTE, argument=argument))
    if not banned and suspect.wrote and not suspect.wiped:
        ways.append(button(Verb.WIPE, argument=argument))
    if suspect.ended is None or (appeals(suspect) and not put_out(suspect)):
        ways.append(button(Verb.FINE, argument=argument))
    elif put_out(suspect) and not suspect.lifting:
        ways.append(button(Verb.FINE, argument=argument, label=text("button.lift")))
    if appeals(suspect) and not suspect.lifting:
        ways.append(button(Verb.UPHOLD, argument=argument))
    return tuple(ways)
