"""`switchboard report`: a mail to the address for reports, on standard input as mail servers give it to a command.

It is taken like a report on the desk's page: whoever sends it proves nothing by it, and hears at the address that it
names what became of it.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from adapters.email.inbound import Mailed, UnreadableMailError, read
from adapters.redis.embedded import EmbeddedError
from adapters.redis.store import RedisStore
from adapters.web.reporting import WORDS
from bots import upkeep, wiring
from config.settings import Settings
from core.ports import StoreUnavailable
from core.words.commands import Reported
from core.words.documents import plain
from core.words.files import File
from core.words.people import Profile
from core.words.refs import CommandId
from core.words.texts import Text, Texts, text

TAKEN, WRONG, LATER = 0, 65, 75
"""Exit codes as mail servers know them: of `sysexits.h`, EX_DATAERR, upon which the sender gets the mail back with what
was said, and EX_TEMPFAIL, upon which it is tried again."""
_LINE: Final = re.compile(r"\b(discord|telegram)[ \t]*:[ \t]*(\S+)", re.IGNORECASE)
_DISCORD: Final = re.compile(r"https?://(?:\w+\.)?discord(?:app)?\.com/users/\d+|<@!?\d+>")
_TELEGRAM: Final = re.compile(r"(?:https?://)?t\.me/\w+|tg://user\?id=\d+", re.ASCII)
_AT: Final = re.compile(r"(?<![\w.@])@[\w.]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Heard:
    """How it ended for the mail server, and what is said of it."""

    code: int
    said: str = ""


async def report(settings: Settings, data: bytes) -> Heard:
    """Take one mail. Raises `SettingsError` where the desk's file cannot be used."""
    rules = wiring.desk_rules(settings)
    try:
        mailed = read(data)
    except UnreadableMailError:
        return Heard(WRONG, "that mail cannot be read")
    if mailed.automatic:
        return Heard(TAKEN)
    about = accused(mailed.words)
    try:
        async with upkeep.opened(settings) as store, upkeep.sharing(settings) as shared:
            program = wiring.built(settings, store, wiring.SystemClock(), shared)
            await program.clockwork.views.look()
            language = program.texts.choose(None, mailed.language)
            if about is None:
                return _refused(text("mailreport.whom"), language, program.texts)
            picture = await _kept(mailed, store)
            id_ = CommandId(f"mail:report:{sha256(data).hexdigest()[:32]}")
            words = plain(mailed.words[:WORDS])
            command = Reported(id_, about, words, mailed.sender, language, picture, by_mail=True)
            answer = await program.desk.handle(command)
            if answer.alert and picture is not None:
                await store.evidence.forget(picture.id)
    except (StoreUnavailable, EmbeddedError, OSError) as error:
        return Heard(LATER, str(error))
    upkeep.tell_program(Path(settings.store.path))
    if not answer.alert or answer.text is None:
        return Heard(TAKEN)
    if answer.text.key == "webreport.full" and rules.web_reports_per_hour:
        return Heard(LATER, program.texts.say(language, answer.text))
    return _refused(answer.text, language, program.texts)


def accused(words: str) -> Profile | None:
    """The account that a mail is about: in a line that says so, else the first link to one, else the first @name where
    only one of the platforms is spoken of.
    """
    for named in _LINE.finditer(words):
        if about := wiring.accused(named[1].lower(), named[2].strip(".,;()")):
            return about
    links = [(each, "discord") for each in _DISCORD.finditer(words)]
    links += [(each, "telegram") for each in _TELEGRAM.finditer(words)]
    for link, platform in sorted(links, key=lambda each: each[0].start()):
        if about := wiring.accused(platform, link[0]):
            return about
    spoken = [each for each in ("discord", "telegram") if each in words.lower()]
    if len(spoken) == 1:
        for name in _AT.finditer(words):
            if about := wiring.accused(spoken[0], name[0].rstrip(".")):
                return about
    return None


async def _kept(mailed: Mailed, store: RedisStore) -> File | None:
    """The largest that is a picture: the others are what signatures are adorned with."""
    from adapters.pictures.evidence import drawn_anew  # noqa: PLC0415 - what unpacks is large, and often not needed

    drawn = next(filter(None, map(drawn_anew, mailed.pictures)), None)
    return None if drawn is None else await store.evidence.keep(drawn, "evidence.jpg", None)


def _refused(said: Text, language: str, texts: Texts) -> Heard:
    return Heard(WRONG, texts.say(language, said))
