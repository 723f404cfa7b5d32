"""What is told, as feeds that other programs follow: Atom or RSS for news, iCalendar for maintenance."""

from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

from adapters.web.statusview import Say, told
from core.status.maintenance import Matter
from core.status.overview import Overview
from core.words.neutralising import neutralise
from core.words.texts import text

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def atom(overview: Overview, desk: str, say: Say, url: str) -> bytes:
    """RFC 4287. One entry for each incident and maintenance, whose id stays and whose time is that of its latest
    update. `desk` is its name, `url` is where the pages are.
    """
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    _child(feed, "id", f"{url}/status.atom")
    _child(feed, "title", _title(desk, say))
    _child(feed, "updated", (overview.changed_at or EPOCH).isoformat())
    _link(feed, f"{url}/status.atom", "self")
    _link(feed, f"{url}/status", "alternate")
    _child(_child(feed, "author"), "name", desk)
    for matter in overview.latest[:NEWEST]:
        entry = _child(feed, "entry")
        _child(entry, "id", f"{url}/status/{matter.number}")
        _child(entry, "title", neutralise(matter.title))
        _child(entry, "updated", matter.last.at.isoformat())
        _child(entry, "published", matter.updates[0].at.isoformat())
        _link(entry, f"{url}/status/{matter.number}", "alternate")
        _child(entry, "content", _said(matter, say)).set("type", "text")
    made: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def rss(overview: Overview, desk: str, say: Say, url: str) -> bytes:
    """RSS 2.0, for readers that know no better; an item's guid stays, its time is that of its latest update."""
    feed = ET.Element("rss", version="2.0")
    channel = ET.SubElement(feed, "channel")
    _plain(channel, "title", _title(desk, say))
    _plain(channel, "link", f"{url}/status")
    _plain(channel, "description", _title(desk, say))
    _plain(channel, "lastBuildDate", format_datetime(overview.changed_at or EPOCH))
    for matter in overview.latest[:NEWEST]:
        item = ET.SubElement(channel, "item")
        _plain(item, "title", neutralise(matter.title))
        _plain(item, "link", f"{url}/status/{matter.number}")
        _plain(item, "guid", f"{url}/status/{matter.number}")
        _plain(item, "pubDate", format_datetime(matter.last.at))
        # What a description holds is read as HTML.
        _plain(item, "description", escape(_said(matter, say)))
    made: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def calendar(overview: Overview, id_: str, desk: str, say: Say, url: str) -> bytes:
    """RFC 5545. Each maintenance is an event; what is cancelled stays, as cancelled."""
    from icalendar import Calendar, Event, vText  # noqa: PLC0415 - large, and needed by those who follow alone

    found = Calendar()
    found.add("prodid", f"-//{id_}//switchboard//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", vText(_title(desk, say)))
    for each in overview.planned:
        event = Event()
        event.add("uid", f"{each.number}@{id_}.switchboard")
        event.add("dtstamp", each.last.at)
        event.add("last-modified", each.last.at)
        event.add("sequence", len(each.updates))
        event.add("dtstart", each.starts)
        event.add("dtend", each.ends)
        event.add("summary", neutralise(each.title))
        event.add("description", _said(each, say))
        event.add("url", f"{url}/status/{each.number}")
        event.add("status", "CANCELLED" if each.last.stage == "cancelled" else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    made: bytes = found.to_ical()
    return made


def _title(desk: str, say: Say) -> str:
    return say(text("statuspage.title", desk=desk))


def _said(matter: Matter, say: Say) -> str:
    return "\n\n".join(f"{each.at} · {each.stage}\n{each.words}".strip() for each in told(matter, say))


def _plain(parent: ET.Element, name: str, words: str) -> None:
    ET.SubElement(parent, name).text = _writable(words)


def _child(parent: ET.Element, name: str, words: str = "") -> ET.Element:
    child = ET.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = _writable(words) or None
    return child


def _writable(words: str) -> str:
    """What XML 1.0 has no way to write is left out."""
    return "".join(each for each in words if each in "\t\n" or each >= " ")


def _link(parent: ET.Element, href: str, rel: str) -> None:
    link = _child(parent, "link")
    link.set("href", href)
    link.set("rel", rel)
