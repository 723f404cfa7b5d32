"""What mailing lists hear of an incident or a maintenance. A mail cannot grow, so they hear of what makes people look
again: that it has begun, that it is a grade worse, that work has begun, that it is over. One matter is one thread.
"""

from collections.abc import Iterable

from core.policy import Facts
from core.status import showing
from core.status.incidents import OVER
from core.status.maintenance import Matter
from core.words.effects import SendMail
from core.words.refs import Destination
from core.words.texts import Text, text


def mails(matter: Matter, told: int, lists: Iterable[Destination], facts: Facts) -> tuple[SendMail, ...]:
    """What of the updates after the first `told` begins a new message in other places."""
    before, since = matter.updates[:told], matter.updates[told:]
    ends = any(each.stage in OVER for each in since) and not any(each.stage in OVER for each in before)
    begins = bool(since) and not matter.over and (not before or since[-1].part > before[-1].part)
    if not ends and not begins:
        return ()
    earlier = range(before[-1].part + 1) if before else ()
    thread = tuple(_name(matter, each, facts) for each in (*earlier, "end" if ends else matter.last.part))
    subject, language = text("incident.news", title=showing.titled(matter)), facts.policy.language
    lines = (*(_end if ends else _now)(matter, facts), *_page(matter, facts))
    return tuple(SendMail(to, subject, lines, language, thread=thread) for to in lists)


def _name(matter: Matter, part: int | str, facts: Facts) -> str:
    """What its Message-ID is made of. The number alone would come again where a desk begins anew."""
    return f"{facts.policy.desk}/incident/{matter.number}/{matter.updates[0].at.timestamp():.0f}/{part}"


def _now(matter: Matter, facts: Facts) -> tuple[Text, ...]:
    return (*showing.state(matter, facts), *showing.history(matter))


def _end(matter: Matter, facts: Facts) -> tuple[Text, ...]:
    card = showing.ending(matter, facts)
    return (card.title, *card.lines)


def _page(matter: Matter, facts: Facts) -> tuple[Text, ...]:
    """Where it stands as it is by the time that somebody reads of it."""
    url = facts.policy.console.url
    return (text("incident.page", address=f"{url}/status/{matter.number}"),) if url else ()
