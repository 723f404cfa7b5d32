"""The Discord adapter with the real discord.py, the real store, and the sandbox's Discord over TCP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from adapters.discord import refs
from adapters.discord.client import DiscordAdapter, FatalDiscordError
from adapters.discord.settings import Settings
from adapters.redis.files import FolderFiles
from adapters.redis.store import RedisStore, open_store
from bots.sandbox.client.control import Sandbox
from bots.sandbox.client.discord import DiscordPerson
from bots.sandbox.client.person import Upload
from bots.sandbox.server import running
from core.cases.case import cases_of
from core.ports import Commit, Committed, Row, StoreUnavailable
from core.trust.crowds import Sieve, in_turn
from core.words.cards import NOTHING, Action, Answer, Card, Form, Verb
from core.words.commands import Asked, Command, Deleted, Edited, Pressed, Reacted, Said, Typing
from core.words.deliveries import Attempt, Delivered, Rejected, RetryAfter
from core.words.documents import Document, plain
from core.words.effects import (
    Amend,
    CloseRoom,
    Draw,
    Effect,
    Export,
    Hand,
    Mark,
    OpenRoom,
    React,
    Retract,
    Say,
    Show,
    Tell,
    Voice,
)
from core.words.files import File
from core.words.people import Person, Profile
from core.words.records import Entry, Ranked
from core.words.refs import (
    Account,
    AgentId,
    CardKey,
    CaseId,
    CommandId,
    EntryId,
    Place,
    direct,
    room_key,
)
from core.words.texts import Text, text

TOKEN = "token-of-the-bot"
BOT, ANNA, ZOE, ADMIN, MAX = 900, 1001, 1002, 1003, 1004
GUILD, PANEL, CASES, LOBBY = 2001, 2201, 2202, 2203
WORLD = {
    "application": {
        "id": BOT,
        "name": "Desk",
        "token": TOKEN,
        "intents": {"members": True, "message_content": True, "presences": False},
    },
    "users": [
        {"id": ANNA, "name": "anna", "global_name": "Anna", "locale": "pt-BR"},
        {"id": ZOE, "name": "zoe", "global_name": "Zoe"},
        {"id": ADMIN, "name": "admin"},
        {"id": MAX, "name": "max"},
    ],
    "guilds": [
        {
            "id": GUILD,
            "name": "Town",
            "owner": ADMIN,
            "roles": [{"name": "staff", "permissions": ["manage_threads"]}],
            "bot_permissions": [
                "view_channel",
                "send_messages",
                "send_messages_in_threads",
                "create_private_threads",
                "create_public_threads",
                "manage_threads",
                "manage_channels",
                "manage_roles",
                "manage_messages",
                "read_message_history",
                "embed_links",
                "attach_files",
                "add_reactions",
            ],
            "channels": [
                {"id": LOBBY, "name": "lobby"},
                {"id": PANEL, "name": "support"},
                {"id": CASES, "name": "cases", "type": "forum"},
            ],
            "members": [{"user": ANNA}, {"user": MAX}, {"user": ZOE, "roles": ["staff"]}],
        }
    ],
}

C = TypeVar("C")
ROOM = room_key(CaseId(482), "agent", 1, refs.CARRIER)


class Keys:
    """Texts that say their key and their values."""

    def languages(self) -> tuple[str, ...]:
        return ("en", "pt-BR")

    def choose(self, saved: str | None, locale: str | None) -> str:
        return saved or locale or "en"

    def say(self, language: str, text: Text, zone: str | None = None) -> str:
        values = " ".join(str(value) for _, value in text.values)
        return f"{text.key} {values}".strip()

    def document(self, language: str, text: Text, zone: str | None = None) -> Document:
        return plain(self.say(language, text, zone))


@dataclass
class Recorder:
    """A desk that writes down what it hears, and answers as told."""

    heard: list[Command] = field(default_factory=list)
    typed: list[Typing] = field(default_factory=list)
    staff: set[Account] = field(default_factory=set)
    forms: dict[Verb, Form] = field(default_factory=dict)
    answer: Answer = NOTHING
    away: int = 0
    decides: asyncio.Event = field(default_factory=asyncio.Event)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def handle(self, command: Command) -> Answer:
        async with self.changed:
            if self.away:
                self.away -= 1
                raise StoreUnavailable
            if command.id not in [each.id for each in self.heard]:
                self.heard.append(command)
            self.changed.notify_all()
        await self.decides.wait()
        return self.answer

    def form(self, who: Person, verb: Verb, case: CaseId | None = None, argument: str = "") -> Answer:
        form = self.forms.get(verb)
        return Answer(form=form and replace(form, case=case, argument=argument))

    def typing(self, typing: Typing) -> None:
        self.typed.append(typing)

    def language(self, who: Person) -> str:
        return "en"

    async def answers(self, who: Person) -> bool:
        return True

    def suspicious(self, about: Profile, words: str = "") -> bool:
        return False

    def known_as(self, username: str) -> None:
        return None

    def asks(self, who: Account, where: Place, words: str) -> bool:
        return False

    def resembles(self, about: Profile) -> bool:
        return False

    def sieve(self) -> AbstractAsyncContextManager[Sieve]:
        return in_turn(lambda: None)

    def officials(self) -> tuple[tuple[Account, str], ...]:
        return ()

    def is_agent(self, account: Account) -> bool:
        return account in self.staff

    def agents(self) -> tuple[tuple[AgentId, str], ...]:
        return ((AgentId("zoe"), "Zoe"), (AgentId("max"), "Max"))

    def macros(self) -> tuple[str, ...]:
        return ("hello", "refund")

    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        return (("billing", "Billing"), ("access", "Access"))

    async def hears(self, kind: type[C], count: int = 1) -> list[C]:
        """The first `count` commands of a kind, waiting for them."""

        def found() -> list[C]:
            return [each for each in self.heard if isinstance(each, kind)]

        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(lambda: len(found()) >= count)
        return found()


@dataclass
class Hours:
    """The machine's clock, put forward by a test."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    async def sleep(self, duration: timedelta) -> None:
        await asyncio.sleep(duration.total_seconds())


@dataclass
class Town:
    sandbox: Sandbox
    store: RedisStore
    files: FolderFiles
    desk: Recorder
    settings: Settings
    adapter: DiscordAdapter
    clock: Hours

    def person(self, user: int) -> DiscordPerson:
        return DiscordPerson(self.sandbox, user, BOT)

    async def deliver(
        self,
        effect: Effect,
        *,
        place: Place | None = None,
        row: str = "row#0",
        **more: object,
    ) -> Delivered:
        delivery = await self.adapter.messenger.deliver(Attempt(row, effect, place, **more))  # type: ignore[arg-type]
        assert isinstance(delivery, Delivered), delivery
        return delivery

    async def opened(self) -> Place:
        room = OpenRoom(ROOM, CaseId(482), "agent", text("room.agent"), (), "en")
        place = (await self.deliver(room)).place
        assert place is not None
        return place

    @asynccontextmanager
    async def started(self) -> AsyncIterator[None]:
        """The adapter connected while the context lasts."""
        self.adapter = _adapter(self.settings, self.desk, self.files, self.store, self.clock)
        run = asyncio.create_task(self.adapter.run())
        ready = asyncio.create_task(self.adapter.ready.wait())
        try:
            await asyncio.wait({run, ready}, timeout=20, return_when=asyncio.FIRST_COMPLETED)
            if run.done():
                await run
            assert ready.done(), "not connected"
            yield
        finally:
            ready.cancel()
            run.cancel()
            await asyncio.gather(run, return_exceptions=True)


async def _papers(hand: Hand | Draw | Export) -> tuple[tuple[str, bytes], ...]:
    assert isinstance(hand, Hand)
    return ((f"case-{hand.case}.html", b"<p>hello</p>"),)


def _adapter(
    settings: Settings, desk: Recorder, files: FolderFiles, store: RedisStore, clock: Hours
) -> DiscordAdapter:
    return DiscordAdapter(settings, desk, Keys(), files, store, _papers, clock)


@pytest.fixture
async def quiet(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose adapter is not connected yet."""
    async with (
        running("127.0.0.1", 0) as url,
        Sandbox(url) as sandbox,
        open_store(None, tmp_path / "data", "desk") as store,
    ):
        await sandbox.discord.world(WORLD)
        settings = Settings(
            TOKEN,
            guild=GUILD,
            panel_channel=PANEL,
            agents_forum=CASES,
            api_url=f"{url}/discord/api/v10",
            gateway_url=f"ws{url.removeprefix('http')}/discord/gateway",
        )
        files, desk, clock = FolderFiles(tmp_path / "files"), Recorder(), Hours()
        desk.decides.set()
        adapter = _adapter(settings, desk, files, store, clock)
        yield Town(sandbox, store, files, desk, settings, adapter, clock)


@pytest.fixture
async def town(quiet: Town) -> AsyncIterator[Town]:
    async with quiet.started():
        yield quiet


def voice(name: str = "Zoe", *, staff: bool = True) -> Voice:
    return Voice(name, staff)


# ---- what arrives


async def test_a_private_message_is_heard_with_its_files_and_its_reply(town: Town) -> None:
    anna = town.person(ANNA)
    await anna.say("**hello** there")
    (first,) = await town.desk.hears(Said)
    assert (first.who.account, first.private, first.words.text) == (refs.account(ANNA), True, "hello there")
    seen = await anna.sees(lambda each: "hello" in each.text)
    await anna.say("look", reply_to=seen, files=[Upload("a.txt", b"alpha")])
    second = (await town.desk.hears(Said, 2))[1]
    assert second.reply_to == first.ref
    (kept,) = second.files
    assert isinstance(kept, File)
    assert (kept.name, await town.files.read(kept.id)) == ("a.txt", b"alpha")


async def test_edits_deletions_and_reactions_follow_under_the_ids_of_their_message(town: Town) -> None:
    anna = town.person(ANNA)
    number = await anna.say("one")
    await town.desk.hears(Said)
    await anna.edit(number, "two")
    (edited,) = await town.desk.hears(Edited)
    await anna.react(number, "👍")
    (reacted,) = await town.desk.hears(Reacted)
    await anna.delete(number)
    (deleted,) = await town.desk.hears(Deleted)
    assert edited.words.text == "two"
    assert (reacted.emoji, reacted.added, reacted.who.account) == ("👍", True, refs.account(ANNA))
    assert edited.ref == reacted.ref == deleted.ref
    assert edited.ref.id == number


async def test_messages_in_rooms_are_heard_and_those_in_public_channels_are_not(town: Town) -> None:
    place = await town.opened()
    zoe = town.person(ZOE)
    await zoe.say("in public", place="lobby")
    at = next(each for each in await zoe.places() if each.channel == str(refs.channel_of(place)))
    await zoe.say("in the room", place=at)
    (said,) = await town.desk.hears(Said)
    assert (said.where, said.private, said.words.text) == (place, False, "in the room")


async def test_a_message_waits_while_the_store_is_away_and_later_ones_wait_behind_it(town: Town) -> None:
    town.desk.away = 2
    anna = town.person(ANNA)
    await anna.say("first")
    await anna.say("second")
    said = await town.desk.hears(Said, 2)
    assert [each.words.text for each in said] == ["first", "second"]


# ---- commands, buttons, forms


async def test_support_opens_a_form_whose_submission_asks_for_help(town: Town) -> None:
    town.desk.forms[Verb.HELP] = Form("chat", text("form.chat"), topics=("billing", "access"))
    town.desk.answer = Answer(text("told.received"))
    anna = town.person(ANNA)
    await anna.command("/support", place="lobby")
    await anna.fill(
        {"topic": "billing", "words": "It **fails**"}, files={"files": [Upload("shot.txt", b"pixels")]}
    )
    (asked,) = await town.desk.hears(Asked)
    assert (asked.topic, asked.words.text, asked.wants, asked.room) == ("billing", "It fails", "chat", True)
    assert asked.who == Person(refs.account(ANNA), "Anna", "pt-BR")
    (kept,) = asked.files
    assert isinstance(kept, File)
    assert await town.files.read(kept.id) == b"pixels"
    await anna.sees("told.received")


async def test_a_command_with_words_needs_no_form(town: Town) -> None:
    zoe = town.person(ZOE)
    await zoe.command("/note call back", place="lobby")
    (pressed,) = await town.desk.hears(Pressed)
    assert (pressed.verb, pressed.words, pressed.case) == (Verb.NOTE, plain("call back"), None)


async def test_a_form_of_a_case_comes_back_as_its_verb_with_the_chosen_agent(town: Town) -> None:
    town.desk.forms[Verb.TRANSFER] = Form("transfer", text("form.transfer"))
    card = Card(CardKey("c"), text("card"), actions=(Action(Verb.TRANSFER, text("pass on"), CaseId(7), 3),))
    await town.deliver(Show(refs.channel(LOBBY), card, "en"), place=refs.channel(LOBBY))
    zoe = town.person(ZOE)
    await zoe.press("pass on")
    await zoe.fill({"agent": "max", "words": "speaks French"})
    (pressed,) = await town.desk.hears(Pressed)
    assert (pressed.verb, pressed.case, pressed.argument) == (Verb.TRANSFER, CaseId(7), "max")
    assert pressed.words == plain("speaks French")


async def test_a_button_drawn_before_a_restart_works_and_its_answer_is_shown(quiet: Town) -> None:
    action = Action(Verb.TAKE, text("take it"), CaseId(7), 3, "x")
    card = Card(CardKey("c"), text("a card"), (text("a line"),), (action,))
    async with quiet.started():
        await quiet.deliver(Show(refs.channel(LOBBY), card, "en"), place=refs.channel(LOBBY))
    quiet.desk.answer = Answer(text("told.taken"))
    async with quiet.started():
        zoe = quiet.person(ZOE)
        await zoe.press("take it")
        (pressed,) = await quiet.desk.hears(Pressed)
        told = await zoe.sees("told.taken")
    assert (pressed.verb, pressed.case, pressed.revision, pressed.argument) == (Verb.TAKE, CaseId(7), 3, "x")
    assert told.ephemeral


async def test_an_empty_answer_leaves_nothing_behind(town: Town) -> None:
    zoe = town.person(ZOE)
    await zoe.command("/on", place="lobby")
    await town.desk.hears(Pressed)

    async def gone() -> bool:
        return not await zoe.messages("lobby")

    assert await zoe.until(gone)


async def test_a_form_offered_too_late_to_open_becomes_a_button_that_opens_it(town: Town) -> None:
    town.desk.forms[Verb.TICKET] = Form("ticket", text("make a ticket"))
    town.desk.answer = Answer(form=Form("ticket", text("make a ticket"), why=text("closed"), argument="d1"))
    anna = town.person(ANNA)
    await anna.command("/cases", place="lobby")
    await anna.press("make a ticket")
    await anna.fill({"words": "please"})
    (asked,) = await town.desk.hears(Asked)
    assert asked.wants == "ticket"


async def test_a_public_message_is_taken_private_by_its_author(town: Town) -> None:
    anna = town.person(ANNA)
    number = await anna.say("my payment is lost", place="lobby")
    message = next(each for each in await anna.messages("lobby") if each.id == number)
    await anna.menu("command.private_case", message)
    (asked,) = await town.desk.hears(Asked)
    assert asked.words == plain("my payment is lost")
    assert asked.about == refs.message(refs.channel(LOBBY), int(number))


async def test_agents_and_macros_are_offered_while_typing(town: Town) -> None:
    zoe = town.person(ZOE)
    offered = await zoe.autocomplete("transfer", "agent", "ma", place="lobby")
    assert "Max" in str(offered)
    assert "Zoe" not in str(offered)
    assert "refund" in str(await zoe.autocomplete("macro", "macro", "ref", place="lobby"))


# ---- what goes out


async def test_an_agents_words_reach_a_private_chat_under_their_name_without_pinging(town: Town) -> None:
    say = Say(direct(refs.account(ANNA)), EntryId("a:1"), voice(), plain("hello @everyone"), "en")
    done = await town.deliver(say)
    seen = await town.person(ANNA).sees("hello")
    assert seen.id == done.refs[0]
    assert seen.text.splitlines()[0] == "**Zoe** · voice.official"


async def test_a_private_chat_that_had_to_be_opened_is_told_and_counts_as_a_request_of_its_own(
    town: Town,
) -> None:
    tell = Tell(direct(refs.account(ANNA)), text("news"), "en")
    budgets = town.adapter.messenger.budgets
    assert [each.key for each in budgets(tell.to, None, tell)][1:] == ["discord", "discord"]
    place = (await town.deliver(tell)).place
    assert place is not None
    assert [each.key for each in budgets(tell.to, place, tell)] == [f"discord/{place}", "discord"]
    async with town.started():
        again = await town.deliver(tell, place=place, row="row#1")
    assert again.place is None
    assert len(await town.person(ANNA).messages("dm")) == 2


async def test_the_same_row_sent_twice_is_one_message(town: Town) -> None:
    say = Say(direct(refs.account(ANNA)), EntryId("a:1"), voice(), plain("only once"), "en")
    first = await town.deliver(say)
    second = await town.deliver(say)
    assert first == second
    assert len(await town.person(ANNA).messages("dm")) == 1


async def test_a_long_text_goes_in_numbered_parts_and_goes_on_where_it_was_cut(town: Town) -> None:
    words = plain("\n".join(f"line {number}" for number in range(600)))
    say = Say(direct(refs.account(ANNA)), EntryId("a:1"), voice(), words, "en")
    done = await town.deliver(say)
    count = len(done.refs)
    assert count > 2
    again = await town.deliver(say, done=done.refs[:1])
    assert again.refs == done.refs
    texts = [each.text for each in await town.person(ANNA).messages("dm")]
    assert len(texts) == count
    assert f"(1/{count})" in texts[0]
    assert texts[-1].endswith("line 599")
    assert max(len(each) for each in texts) <= 2_000


async def test_files_are_sent_again_and_too_large_ones_are_named(town: Town) -> None:
    kept = await town.files.keep(b"alpha", "a.txt", None)
    large = replace(kept, name="big.bin", size=11 * 1024 * 1024)
    say = Say(direct(refs.account(ANNA)), EntryId("a:1"), voice(), plain("see"), "en", (kept, large))
    done = await town.deliver(say)
    seen = await town.person(ANNA).sees("see")
    assert [each.name for each in seen.files] == ["a.txt"]
    assert done.lost == ("big.bin",)
    assert "file.too" in seen.text


async def test_an_entry_is_amended_marked_reacted_to_and_retracted_where_it_stands(town: Town) -> None:
    anna, to = town.person(ANNA), direct(refs.account(ANNA))
    entry = EntryId("a:1")
    known = (await town.deliver(Say(to, entry, voice(), plain("one"), "en"))).refs
    await town.deliver(Amend(to, entry, voice(), plain("two"), "en"), known=known)
    assert "two" in (await anna.sees("two")).text
    await town.deliver(Mark(to, entry, "received"), known=known)
    await town.deliver(Mark(to, entry, "sent"), known=known)
    await town.deliver(React(to, entry, "👍"), known=known)
    (seen,) = await anna.messages("dm")
    assert {emoji for emoji, _ in seen.reactions} == {"✅", "👍"}
    await town.deliver(Retract(to, entry, tombstone=False, language="en"), known=known)
    assert await anna.messages("dm") == ()


async def test_a_tombstone_stays_where_staff_saw_the_words(town: Town) -> None:
    place = await town.opened()
    zoe = town.person(ZOE)
    known = (
        await town.deliver(
            Say(ROOM, EntryId("r:1"), voice("Anna", staff=False), plain("oops"), "en"), place=place
        )
    ).refs
    await town.deliver(Retract(ROOM, EntryId("r:1"), tombstone=True, language="en"), place=place, known=known)
    await zoe.sees("relay.deleted")
    await zoe.has_not("oops")


async def test_a_card_is_edited_in_place_and_posted_anew_when_somebody_deleted_it(town: Town) -> None:
    place = refs.channel(LOBBY)
    card = Card(CardKey("c"), text("first"))
    known = (await town.deliver(Show(place, card, "en"), place=place)).refs
    newer = replace(card, title=text("second"))
    assert (await town.deliver(Show(place, newer, "en"), place=place, row="b", known=known)).refs == known
    zoe = town.person(ZOE)
    await zoe.sees("second")
    await town.deliver(
        Retract(place, EntryId("a:1"), tombstone=False, language="en"), place=place, known=known
    )
    anew = await town.deliver(Show(place, newer, "en"), place=place, row="c", known=known)
    assert anew.refs != known
    await zoe.sees("second")


async def test_a_room_left_by_a_crash_is_adopted(town: Town) -> None:
    room = OpenRoom(ROOM, CaseId(482), "agent", text("room.agent"), (), "en")
    first = (await town.deliver(room)).place
    again = (await town.deliver(room, tries=1)).place
    assert first is not None
    assert first == again


async def test_an_earlier_room_of_the_same_name_is_not_taken_over(town: Town) -> None:
    room = OpenRoom(ROOM, CaseId(482), "agent", text("room.agent"), (), "en")
    commit = Commit(CommandId("asked"), datetime.now(UTC), {}, {}, rows=(Row("asked#0", room),))
    assert isinstance(await town.store.commit(commit), Committed)
    (attempt,) = await town.store.take((refs.CARRIER,), datetime.now(UTC), 1)
    first = await town.adapter.messenger.deliver(attempt)
    await town.store.settle(attempt, first, datetime.now(UTC), more=False)
    assert isinstance(first, Delivered)
    second = await town.deliver(replace(room, to=room_key(CaseId(482), "agent", 2, refs.CARRIER)), tries=1)
    assert second.place != first.place


async def test_a_requesters_room_is_a_private_thread_that_others_do_not_see(town: Town) -> None:
    key = room_key(CaseId(482), "requester", 1, refs.CARRIER)
    room = OpenRoom(key, CaseId(482), "requester", text("room.requester"), (refs.account(ANNA),), "en")
    place = (await town.deliver(room)).place
    assert place is not None
    await town.deliver(Tell(key, text("told.welcome"), "en"), place=place)
    await town.person(ANNA).sees("told.welcome")
    everybody = town.person(MAX)
    assert str(refs.channel_of(place)) not in [each.channel for each in await everybody.places()]
    assert "support" in [each.title for each in await everybody.places()]


async def test_a_closed_room_opens_again_when_something_is_said_in_it(town: Town) -> None:
    place = await town.opened()
    await town.deliver(CloseRoom(ROOM, text("room.closed"), "en"), place=place)
    await town.deliver(Tell(ROOM, text("told.again"), "en"), place=place)
    await town.person(ZOE).sees("told.again")


async def test_the_transcript_is_handed_over_as_a_file(town: Town) -> None:
    await town.deliver(Hand(direct(refs.account(ANNA)), CaseId(482), "en"))
    seen = await town.person(ANNA).sees("transcript.here")
    assert [each.name for each in seen.files] == ["case-482.html"]


async def test_refusals_are_told_apart(town: Town) -> None:
    messenger = town.adapter.messenger
    stranger = direct(refs.account(ADMIN))
    await town.sandbox.discord.world({"users": [{"id": ADMIN, "name": "admin", "dms_open": False}]})
    closed = await messenger.deliver(Attempt("r1", Tell(stranger, text("hi"), "en"), None))
    gone = await messenger.deliver(Attempt("r2", Tell(ROOM, text("hi"), "en"), refs.thread(77)))
    unopened = await messenger.deliver(Attempt("r3", Tell(ROOM, text("hi"), "en"), None))
    assert closed == Rejected("unreachable", "403/50007")
    assert gone == Rejected("place_gone", "404/10003")
    assert unopened == Rejected("place_gone")


async def test_a_dropped_reply_is_repeated_and_stays_one_message(town: Town) -> None:
    await town.sandbox.discord.fault(r"POST /channels/\d+/messages", "drop_reply")
    say = Say(direct(refs.account(ANNA)), EntryId("a:1"), voice(), plain("only once"), "en")
    attempt = Attempt("row#0", say, None)
    assert isinstance(await town.adapter.messenger.deliver(attempt), RetryAfter)
    assert isinstance(await town.adapter.messenger.deliver(replace(attempt, tries=1)), Delivered)
    assert len(await town.person(ANNA).messages("dm")) == 1


# ---- gaps and ends


async def test_what_was_written_while_the_program_was_down_is_heard_in_order_once(quiet: Town) -> None:
    anna = quiet.person(ANNA)
    async with quiet.started():
        await anna.say("before")
        await quiet.desk.hears(Said)
    await anna.say("during 1")
    await anna.say("during 2")
    async with quiet.started():
        said = await quiet.desk.hears(Said, 3)
    assert [each.words.text for each in said] == ["before", "during 1", "during 2"]


async def test_edits_of_the_gap_are_found(quiet: Town) -> None:
    anna = quiet.person(ANNA)
    async with quiet.started():
        number = await anna.say("before")
        await quiet.desk.hears(Said)
    await anna.edit(number, "after")
    async with quiet.started():
        (edited,) = await quiet.desk.hears(Edited)
    assert edited.words.text == "after"


async def test_deletions_and_reactions_of_the_gap_are_found_by_comparing(quiet: Town) -> None:
    anna = quiet.person(ANNA)
    async with quiet.started():
        one, two = await anna.say("one"), await anna.say("two")
        said = await quiet.desk.hears(Said, 2)
        case = CaseId(482)
        entries = [
            Entry(
                EntryId(f"r:482:{each.ref.id}"),
                case,
                "said",
                each.sent_at,
                each.ref.id,
                each.who.account,
                "Anna",
                each.words,
                refs=(each.ref,),
            )
            for each in said
        ]
        index = Ranked(cases_of(refs.account(ANNA)), "482", 1)
        commit = Commit(CommandId("c"), datetime.now(UTC), {}, {}, add=[index], entries=entries)
        assert isinstance(await quiet.store.commit(commit), Committed)
    await anna.delete(one)
    await anna.react(two, "👍")
    async with quiet.started():
        (deleted,) = await quiet.desk.hears(Deleted)
        (reacted,) = await quiet.desk.hears(Reacted)
    assert deleted.ref.id == one
    assert (reacted.ref.id, reacted.emoji, reacted.added) == (two, "👍", True)


async def test_an_adapter_that_gave_way_to_another_program_can_run_again(quiet: Town) -> None:
    anna = quiet.person(ANNA)
    for times in (1, 2):
        run = asyncio.create_task(quiet.adapter.run())
        await asyncio.wait_for(quiet.adapter.ready.wait(), 10)
        await anna.say("hello")
        await quiet.desk.hears(Said, times)
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)
        assert not quiet.adapter.ready.is_set()


async def test_a_process_without_a_session_delivers(quiet: Town) -> None:
    await quiet.adapter.start()
    try:
        await quiet.deliver(Tell(direct(refs.account(ANNA)), text("told.hello"), "en"))
    finally:
        await quiet.adapter.stop()
    await quiet.person(ANNA).sees("told.hello")


@pytest.mark.parametrize(("code", "reason"), [(4004, "token"), (4014, "intents")])
async def test_a_final_close_ends_the_program_with_the_fix(quiet: Town, code: int, reason: str) -> None:
    adapter = _adapter(quiet.settings, quiet.desk, quiet.files, quiet.store, quiet.clock)
    run = asyncio.create_task(adapter.run())
    await asyncio.wait_for(adapter.ready.wait(), 10)
    await quiet.sandbox.discord.post("gateway", {"action": "close", "code": code})
    with pytest.raises(FatalDiscordError) as raised:
        await asyncio.wait_for(run, 10)
    assert reason in raised.value.reason


async def test_a_refused_token_ends_the_program_with_the_fix(quiet: Town) -> None:
    adapter = _adapter(
        replace(quiet.settings, token="wrong"), quiet.desk, quiet.files, quiet.store, quiet.clock
    )
    with pytest.raises(FatalDiscordError) as raised:
        await asyncio.wait_for(adapter.run(), 10)
    assert "discord.token" in raised.value.fix


async def test_what_was_written_while_the_session_was_lost_is_heard_in_order_once(town: Town) -> None:
    anna = town.person(ANNA)
    await anna.say("before")
    await town.desk.hears(Said)
    await town.sandbox.discord.post("gateway", {"action": "outage", "on": True})
    await town.sandbox.discord.post("gateway", {"action": "invalid_session"})
    await anna.say("during 1")
    await anna.say("during 2")
    await town.sandbox.discord.post("gateway", {"action": "outage", "on": False})
    said = await town.desk.hears(Said, 3)
    await anna.say("after")
    said = await town.desk.hears(Said, 4)
    assert [each.words.text for each in said] == ["before", "during 1", "during 2", "after"]


async def test_a_long_refusal_for_one_channel_is_told_and_other_channels_go_on(town: Town) -> None:
    place = refs.channel(LOBBY)
    messages = rf"POST /channels/{LOBBY}/messages"
    await town.sandbox.discord.fault(messages, "retry_after", seconds=60.0)
    limited = await town.adapter.messenger.deliver(Attempt("a#0", Tell(place, text("one"), "en"), place))
    assert isinstance(limited, RetryAfter)
    assert limited.delay.total_seconds() > 50
    await town.deliver(Tell(direct(refs.account(ANNA)), text("two"), "en"))


async def test_a_server_error_is_repeated_until_it_is_delivered_once(town: Town) -> None:
    await town.sandbox.discord.fault(r"POST /channels/\d+/messages", "status", status=503)
    say = Say(direct(refs.account(ANNA)), EntryId("a:1"), voice(), plain("only once"), "en")
    assert isinstance(await town.adapter.messenger.deliver(Attempt("row#0", say, None)), RetryAfter)
    await town.deliver(say)
    assert len(await town.person(ANNA).messages("dm")) == 1


async def test_own_messages_and_those_taken_away_by_the_desk_are_no_news(town: Town) -> None:
    place = await town.opened()
    known = (await town.deliver(Say(ROOM, EntryId("r:1"), voice(), plain("x"), "en"), place=place)).refs
    await town.deliver(
        Retract(ROOM, EntryId("r:1"), tombstone=False, language="en"), place=place, known=known
    )
    await town.person(ANNA).say("the end")
    await town.desk.hears(Said)
    assert [type(each) for each in town.desk.heard] == [Said]


# ---- setting up


async def test_setup_makes_what_is_missing_once_and_the_doctor_finds_it(quiet: Town) -> None:
    quiet.settings = replace(quiet.settings, panel_channel=None, agents_forum=None)
    async with quiet.started():
        first = await quiet.adapter.setup.run(GUILD, "en")
        again = await quiet.adapter.setup.run(GUILD, "en")
        await quiet.person(ANNA).sees("panel.title")
        findings = await quiet.adapter.doctor.look()
    assert all(each.ok for each in (*first, *again)), first
    assert [each.what for each in findings if not each.ok] == []
    panels = [each for each in await quiet.person(ANNA).everything() if "panel.title" in each.text]
    assert len(panels) == 1


async def test_the_doctor_says_among_how_many_sessions_discord_wants_the_servers_shared(quiet: Town) -> None:
    await quiet.sandbox.discord.world({"guilds": [{"id": 1 << 22, "name": "Other", "owner": ADMIN}]})
    await quiet.sandbox.discord.post("limits", {"guilds_of_a_shard": 1})
    await quiet.adapter.start()
    findings = {each.what.key: each for each in await quiet.adapter.doctor.look()}
    await quiet.adapter.stop()
    shards = findings["doctor.discord.shards"]
    assert (shards.ok, shards.fix) == (False, text("doctor.discord.shards.fix", count=2))
