"""The Telegram adapter over TCP against the sandbox, with the real store: what comes in."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from telegram import MessageEntity

from adapters.redis.files import FolderFiles
from adapters.redis.store import RedisStore, open_store
from adapters.telegram.adapter import FatalTelegramError, TelegramAdapter
from adapters.telegram.clock import SystemClock
from adapters.telegram.payloads import Ask
from adapters.telegram.settings import TelegramSettings, Webhook
from bots.sandbox import bus as happenings
from bots.sandbox.bus import Bus
from bots.sandbox.telegram import World, mount
from core.ports import Commit, StoreUnavailable
from core.trust.crowds import Sieve, in_turn
from core.words.cards import NOTHING, Action, Answer, Card, Form, Verb
from core.words.commands import Asked, Command, Edited, Pressed, Reacted, Said, Typing, Unreachable
from core.words.deliveries import Attempt, Delivered
from core.words.documents import Document, Kind, plain
from core.words.effects import Draw, Hand, OpenRoom
from core.words.files import File
from core.words.people import Person, Profile
from core.words.records import Entry
from core.words.refs import (
    Account,
    AgentId,
    CardKey,
    Carrier,
    CaseId,
    CommandId,
    EntryId,
    MessageRef,
    Place,
    room_key,
)
from core.words.texts import Text, text

TOKEN = "42:abcdefghijklmnopqrstuvwxyz"
BOT, ANN, BEN, EVE = 42, 4_503_599_627_370_001, 8, 9
AGENTS, MORE_AGENTS, PUBLIC = -1_001_111_111_111, -1_001_111_111_112, -1_002_222_222_222
ROOM = room_key(CaseId(7), "agent", 1, Carrier("telegram"))
NOW = datetime(2026, 3, 1, tzinfo=UTC)
WORLD = {
    "bots": [{"id": BOT, "token": TOKEN, "username": "desk_bot", "name": "Desk", "privacy": False}],
    "users": [
        {"id": ANN, "first_name": "Ann", "username": "ann", "language_code": "pt-br"},
        {"id": BEN, "first_name": "Ben", "last_name": "Bow", "username": "ben"},
        {"id": EVE, "first_name": "Eve", "username": "eve"},
    ],
    "groups": [
        {
            "id": group,
            "title": title,
            "forum": forum,
            "members": [
                {"user": BEN, "status": "creator"},
                {"user": EVE, "status": "member"},
                {"user": BOT, "status": "administrator"},
            ],
        }
        for group, title, forum in (
            (AGENTS, "Agents", True),
            (MORE_AGENTS, "More agents", True),
            (PUBLIC, "Community", False),
        )
    ],
}


class Words:
    """Texts that say their key and values, so that a test reads what was meant."""

    def languages(self) -> tuple[str, ...]:
        return ("en", "pt-BR")

    def choose(self, saved: str | None, locale: str | None) -> str:
        return saved or "en"

    def say(self, language: str, text: Text, zone: str | None = None) -> str:
        values = "".join(f" {name}={self._value(value)}" for name, value in text.values)
        return f"{text.key}{values}"

    def _value(self, value: object) -> str:
        return value.key if isinstance(value, Text) else str(value)

    def document(self, language: str, text: Text, zone: str | None = None) -> Document:
        return plain(self.say(language, text, zone))


@dataclass
class Recorder:
    """A desk that remembers what it was told, and answers as it was told to."""

    commands: list[Command] = field(default_factory=list)
    given: dict[Verb | type, Answer] = field(default_factory=dict)
    broken: int = 0
    crash: str | None = None
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, command: Command) -> Answer:
        if isinstance(command, Said) and (gate := self.held.get(command.words.text)) is not None:
            await gate.wait()
        if self.broken:
            self.broken -= 1
            raise StoreUnavailable("told to")
        if isinstance(command, Said) and command.words.text == self.crash:
            raise LookupError("a mistake of ours")
        self.commands.append(command)
        self.news.set()
        if isinstance(command, Pressed):
            return self.given.get(command.verb, NOTHING)
        return self.given.get(type(command), NOTHING)

    def form(self, who: Person, verb: Verb, case: CaseId | None = None, argument: str = "") -> Answer:
        return NOTHING

    def typing(self, typing: Typing) -> None:
        raise AssertionError("Telegram tells bots of nobody's typing")

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
        return account == f"telegram:{BEN}"

    def agents(self) -> tuple[tuple[AgentId, str], ...]:
        return ()

    def macros(self) -> tuple[str, ...]:
        return ()

    def topics(self, language: str) -> tuple[tuple[str, str], ...]:
        return (("billing", "Billing"), ("tech", "Technical"))

    async def some(self, kind: type[Command], count: int = 1) -> list[Any]:
        """The first commands of a kind, waited for."""
        async with asyncio.timeout(10):
            while len(found := [each for each in self.commands if isinstance(each, kind)]) < count:
                self.news.clear()
                await self.news.wait()
        return found


@dataclass
class Ahead(SystemClock):
    """The real clock, which a test may put forward."""

    by: timedelta = timedelta()

    def now(self) -> datetime:
        return super().now() + self.by


@dataclass
class Scene:
    """A sandbox, a desk that records, and the adapter between them."""

    world: World
    session: aiohttp.ClientSession
    desk: Recorder
    store: RedisStore
    files: FolderFiles
    adapter: TelegramAdapter
    base: str
    clock: Ahead

    restart: Callable[[], None]

    async def control(self, path: str, **body: Any) -> Any:
        async with self.session.post(f"/control/{path}", json=body) as answer:
            told = await answer.json()
            assert answer.status == 200, told
            return told

    async def user(self, user: int, action: str, **body: Any) -> Any:
        return await self.control(f"telegram/users/{user}/{action}", **body)

    async def say(self, user: int, words: str, **more: Any) -> int:
        return int((await self.user(user, "send", **{"chat": "desk_bot", "text": words, **more}))["message"])

    async def seen(self, user: int, chat: int | str = "desk_bot") -> list[Any]:
        async with self.session.get(f"/control/telegram/users/{user}/view") as answer:
            view = await answer.json()
        wanted = str(BOT if chat == "desk_bot" else chat)
        return next((each["messages"] for each in view["chats"] if str(each["id"]) == wanted), [])

    async def toasts(self, user: int) -> list[Any]:
        async with self.session.get(f"/control/telegram/users/{user}/view") as answer:
            return list((await answer.json())["toasts"])

    async def until(self, look: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
        """What is seen once it holds; the sandbox tells of each change."""
        number = 0
        async with asyncio.timeout(10):
            while True:
                found = await look()
                if holds(found):
                    return found
                query = {"after": str(number), "timeout": "1"}
                async with self.session.get("/control/wait", params=query) as answer:
                    number = (await answer.json())["last"]

    async def message(self, user: int, words: str, chat: int | str = "desk_bot") -> Any:
        """The newest message with these words in it that the user sees, waited for."""
        found = await self.until(
            lambda: self.seen(user, chat), lambda seen: any(words in _words(each) for each in seen)
        )
        return next(each for each in reversed(found) if words in _words(each))


def _words(message: Any) -> str:
    return f"{message.get('text') or ''}{message.get('caption') or ''}"


SETTINGS = TelegramSettings(
    TOKEN, agent_groups=(AGENTS, MORE_AGENTS), messages_per_second=0, chat_per_second=0, group_per_minute=0
)


@asynccontextmanager
async def staged(
    tmp_path: Path, settings: TelegramSettings = SETTINGS, *, started: Sequence[int] = (ANN, BEN)
) -> AsyncIterator[Scene]:
    """The scene with the people's chats open and nothing waiting; the adapter does not run yet."""
    app = web.Application()
    bus = Bus()
    happenings.mount(app, bus)
    world = mount(app, bus)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    desk, files = Recorder(), FolderFiles(tmp_path / "kept")
    async with AsyncExitStack() as stack:
        stack.push_async_callback(runner.cleanup)
        session = await stack.enter_async_context(aiohttp.ClientSession(base))
        store = await stack.enter_async_context(open_store(None, tmp_path / "store", "test"))

        async def papers(hand: Hand | Draw) -> tuple[tuple[str, bytes], ...]:
            assert isinstance(hand, Hand)
            return ((f"case-{hand.case}.html", b"<p>"), (f"case-{hand.case}.json", b"{}"))

        settings = replace(settings, api_url=f"{base}/telegram")

        def restart() -> None:
            scene.adapter = made()

        def made() -> TelegramAdapter:
            return TelegramAdapter(settings, desk, Words(), files, store, papers=papers, clock=clock)

        clock = Ahead()
        scene = Scene(world, session, desk, store, files, made(), base, clock, restart)
        await scene.control("telegram/world", **WORLD)
        for user in started:
            await scene.user(user, "start", bot="desk_bot")
        world.bots[BOT].queue.clear()
        await scene.control("telegram/limits", enabled=False)
        yield scene


@asynccontextmanager
async def running(scene: Scene) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(scene.adapter.run())
        async with asyncio.timeout(10):
            await scene.adapter.ready.wait()
        yield
        task.cancel()


@pytest_asyncio.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with staged(tmp_path) as scene, running(scene):
        yield scene


async def test_a_private_message_arrives_with_who_where_and_its_marks(scene: Scene) -> None:
    number = await scene.say(ANN, "My bold order", entities=[{"type": "bold", "offset": 3, "length": 4}])
    (said,) = await scene.desk.some(Said)
    assert said.id == f"telegram:m:{ANN}:{number}"
    assert said.who == Person(Account(f"telegram:{ANN}"), "Ann", "pt-br")
    assert said.where == Place(f"telegram:chat:{ANN}")
    assert said.private
    assert said.ref == MessageRef(Place(f"telegram:chat:{ANN}"), str(number))
    assert said.words.text == "My bold order"
    assert [(each.kind, each.start, each.end) for each in said.words.marks] == [(Kind.BOLD, 3, 7)]
    assert isinstance(said.sent_at, datetime)
    assert said.sent_at.tzinfo is not None


async def test_a_reply_names_the_message_it_answers(scene: Scene) -> None:
    first = await scene.say(ANN, "one")
    await scene.say(ANN, "two", reply_to=first)
    _, second = await scene.desk.some(Said, 2)
    assert second.reply_to == MessageRef(Place(f"telegram:chat:{ANN}"), str(first))


async def test_an_edit_names_the_message_and_carries_the_new_words(scene: Scene) -> None:
    number = await scene.say(ANN, "teh")
    await scene.desk.some(Said)
    await scene.user(ANN, "edit", chat="desk_bot", message=number, text="the")
    (edited,) = await scene.desk.some(Edited)
    assert (edited.ref.id, edited.words.text) == (str(number), "the")
    assert edited.id.startswith(f"telegram:e:{ANN}:{number}:")


async def test_a_reaction_arrives_and_so_does_its_removal(scene: Scene) -> None:
    number = await scene.say(ANN, "hello")
    await scene.user(ANN, "react", chat="desk_bot", message=number, emoji="🔥")
    await scene.user(ANN, "react", chat="desk_bot", message=number, emoji=None)
    came, went = await scene.desk.some(Reacted, 2)
    assert (came.emoji, came.added, came.ref.id) == ("🔥", True, str(number))
    assert (went.emoji, went.added) == ("🔥", False)


async def test_whoever_blocks_the_bot_is_unreachable(scene: Scene) -> None:
    await scene.user(ANN, "block", bot="desk_bot")
    (gone,) = await scene.desk.some(Unreachable)
    assert gone.who.account == f"telegram:{ANN}"


async def test_a_command_is_a_press_with_its_words(scene: Scene) -> None:
    scene.desk.given[Verb.HELP] = Answer(text("told.waiting"))
    await scene.say(ANN, "/support my card is gone")
    (pressed,) = await scene.desk.some(Pressed)
    assert (pressed.verb, pressed.words, pressed.private) == (Verb.HELP, plain("my card is gone"), True)
    assert (await scene.message(ANN, "told.waiting"))["from"]["id"] == BOT


async def test_a_command_for_another_bot_is_not_ours(scene: Scene) -> None:
    await scene.say(ANN, "/support@other_bot help")
    await scene.say(ANN, "done")
    await scene.desk.some(Said)
    assert [type(each) for each in scene.desk.commands] == [Said]


async def test_a_deep_link_presses_what_it_names(scene: Scene) -> None:
    await scene.user(ANN, "start", bot="desk_bot", payload="help")
    await scene.user(ANN, "start", bot="desk_bot", payload="case_17")
    asked, viewed = await scene.desk.some(Pressed, 2)
    assert asked.verb is Verb.HELP
    assert (viewed.verb, viewed.case) == (Verb.VIEW, 17)


async def test_start_shows_what_can_be_done_here(scene: Scene) -> None:
    await scene.user(ANN, "start", bot="desk_bot")
    card = await scene.message(ANN, "start.title")
    labels = [button["label"] for row in card["buttons"] for button in row]
    assert labels == ["button.help", "button.verify", "button.status", "button.cases"]


async def test_a_pressed_button_carries_case_and_revision_and_is_answered(scene: Scene) -> None:
    card = Card(
        CardKey("list"), text("a.card"), actions=(Action(Verb.VIEW, text("a.button"), CaseId(7), 3, "x:y"),)
    )
    scene.desk.given[Verb.CASES] = Answer(card=card)
    scene.desk.given[Verb.VIEW] = Answer(
        text("a.refusal"), Card(CardKey("view"), text("another.card")), alert=True
    )
    await scene.say(ANN, "/cases")
    shown = await scene.message(ANN, "a.card")
    await scene.user(ANN, "press", chat="desk_bot", message=int(shown["id"]), label="a.button")
    _, pressed = await scene.desk.some(Pressed, 2)
    assert (pressed.verb, pressed.case, pressed.revision, pressed.argument) == (Verb.VIEW, 7, 3, "x:y")
    assert pressed.ref == MessageRef(Place(f"telegram:chat:{ANN}"), str(shown["id"]))
    toasts = await scene.until(lambda: scene.toasts(ANN), bool)
    assert (toasts[-1]["text"], toasts[-1]["alert"]) == ("a.refusal", True)
    replaced = await scene.message(ANN, "another.card")
    assert replaced["id"] == shown["id"]


async def test_a_form_is_asked_for_in_words_and_its_answer_needs_no_memory(scene: Scene) -> None:
    scene.desk.given[Verb.NOTE] = Answer(form=Form("note", text("form.title"), CaseId(5)))
    await scene.say(BEN, "/note")
    question = await scene.message(BEN, "form.words.note")
    scene.adapter._questions._last.clear()
    await scene.say(BEN, "they called before", reply_to=int(question["id"]))
    _, noted = await scene.desk.some(Pressed, 2)
    assert (noted.verb, noted.case, noted.words) == (Verb.NOTE, 5, plain("they called before"))


async def test_a_question_may_also_be_answered_without_replying(scene: Scene) -> None:
    scene.desk.given[Verb.HELP] = Answer(form=Form("ticket", text("form.title")))
    await scene.say(ANN, "/support")
    await scene.message(ANN, "form.words.ticket")
    await scene.say(ANN, "the site is down")
    (asked,) = await scene.desk.some(Asked)
    assert (asked.wants, asked.words, asked.room) == ("ticket", plain("the site is down"), False)
    await scene.say(ANN, "hello?")
    assert (await scene.desk.some(Said))[0].words == plain("hello?")


async def test_a_question_left_alone_takes_no_later_words_but_a_reply_still_answers_it(scene: Scene) -> None:
    scene.desk.given[Verb.COMMENT] = Answer(form=Form("comment", text("form.title"), CaseId(5)))
    scene.desk.given[Verb.CASES] = Answer(
        card=Card(
            CardKey("list"), text("a.card"), actions=(Action(Verb.COMMENT, text("a.button"), CaseId(5)),)
        )
    )
    await scene.say(ANN, "/cases")
    card = await scene.message(ANN, "a.card")
    await scene.user(ANN, "press", chat="desk_bot", message=int(card["id"]), label="a.button")
    question = await scene.message(ANN, "form.words.comment")
    scene.clock.by = timedelta(minutes=11)
    await scene.say(ANN, "my withdrawal is stuck")
    (said,) = await scene.desk.some(Said)
    assert said.words == plain("my withdrawal is stuck")
    await scene.say(ANN, "thank you", reply_to=int(question["id"]))
    *_, comment = await scene.desk.some(Pressed, 3)
    assert (comment.verb, comment.case, comment.words) == (Verb.COMMENT, 5, plain("thank you"))


async def test_a_command_puts_the_open_question_aside(scene: Scene) -> None:
    scene.desk.given[Verb.HELP] = Answer(form=Form("ticket", text("form.title")))
    await scene.say(ANN, "/support")
    await scene.message(ANN, "form.words.ticket")
    await scene.say(ANN, "/cases")
    await scene.say(ANN, "hello?")
    (said,) = await scene.desk.some(Said)
    assert said.words == plain("hello?")


async def test_an_answer_that_the_store_did_not_take_answers_when_it_comes_again(scene: Scene) -> None:
    scene.desk.given[Verb.NOTE] = Answer(form=Form("note", text("form.title"), CaseId(5)))
    await scene.say(BEN, "/note")
    await scene.message(BEN, "form.words.note")
    scene.desk.broken = 1
    await scene.say(BEN, "they called before")
    await scene.say(BEN, "hello Ann")
    (said,) = await scene.desk.some(Said)
    assert said.words == plain("hello Ann")
    *_, noted = scene.desk.commands[:-1]
    assert isinstance(noted, Pressed)
    assert (noted.verb, noted.words) == (Verb.NOTE, plain("they called before"))


async def test_the_topic_of_a_form_is_chosen_by_a_button(scene: Scene) -> None:
    scene.desk.given[Verb.HELP] = Answer(form=Form("chat", text("form.title"), topics=("billing", "tech")))
    await scene.say(ANN, "/support")
    offer = await scene.message(ANN, "form.topic")
    await scene.user(ANN, "press", chat="desk_bot", message=int(offer["id"]), label="Technical")
    question = await scene.message(ANN, "form.words.chat")
    await scene.say(ANN, "it crashes", reply_to=int(question["id"]))
    (asked,) = await scene.desk.some(Asked)
    assert (asked.topic, asked.words, asked.wants) == ("tech", plain("it crashes"), "either")


async def test_a_copied_question_is_nothing_in_another_chat(scene: Scene) -> None:
    scene.desk.given[Verb.NOTE] = Answer(form=Form("note", text("form.title"), CaseId(5)))
    await scene.say(BEN, "/note")
    await scene.message(BEN, "form.words.note")
    stolen = scene.adapter._questions.link(Ask("note", CaseId(5)), BEN)
    sent = await scene.adapter._wire.send_message(
        ANN, "✏️ copied", entities=[MessageEntity(MessageEntity.TEXT_LINK, 0, 2, url=stolen)]
    )
    await scene.say(ANN, "gotcha", reply_to=sent.message_id)
    (said,) = await scene.desk.some(Said)
    assert said.words == plain("gotcha")


async def test_a_file_is_kept_and_one_too_large_is_named(scene: Scene) -> None:
    await scene.user(
        ANN, "send", chat="desk_bot", caption="see", files=[{"name": "log.txt", "base64": "aGVsbG8="}]
    )
    (said,) = await scene.desk.some(Said)
    (file,) = said.files
    assert isinstance(file, File)
    assert (file.name, await scene.files.read(file.id), said.words.text) == ("log.txt", b"hello", "see")


async def test_a_contact_is_told_in_words(scene: Scene) -> None:
    await scene.user(ANN, "send", chat="desk_bot", contact={"phone_number": "+351 900", "first_name": "Mum"})
    (said,) = await scene.desk.some(Said)
    assert said.words.text == "placeholder.contact name=Mum number=+351 900"


async def test_an_album_is_one_message(scene: Scene) -> None:
    files = [{"name": f"{n}.txt", "base64": "aGVsbG8="} for n in range(3)]
    sent = await scene.user(ANN, "send", chat="desk_bot", caption="all of it", files=files, album=True)
    await scene.say(ANN, "that is all")
    album, last = await scene.desk.some(Said, 2)
    assert [each.name for each in album.files] == ["0.txt", "1.txt", "2.txt"]
    assert [album.ref.id, *(each.id for each in album.also)] == [str(each) for each in sent["messages"]]
    assert (album.words.text, last.words.text) == ("all of it", "that is all")


SHOTS = [{"name": f"{n}.txt", "base64": "aGVsbG8="} for n in range(2)]


async def test_an_album_captioned_with_a_command_is_that_command_with_all_its_files(scene: Scene) -> None:
    asked = await scene.say(BEN, "from a requester")
    sent = await scene.user(
        BEN, "send", chat="desk_bot", caption="/note a scammer", files=SHOTS, album=True, reply_to=asked
    )
    await scene.say(BEN, "that is all")
    assert [each.words.text for each in await scene.desk.some(Said, 2)] == ["from a requester", "that is all"]
    (noted,) = await scene.desk.some(Pressed)
    assert (noted.verb, noted.words) == (Verb.NOTE, plain("a scammer"))
    assert [each.name for each in noted.files] == ["0.txt", "1.txt"]
    place = Place(f"telegram:chat:{BEN}")
    assert noted.reply_to == MessageRef(place, str(asked))
    assert noted.ref == MessageRef(place, str(sent["messages"][0]))


async def test_an_album_answers_a_question_with_all_its_files(scene: Scene) -> None:
    scene.desk.given[Verb.NOTE] = Answer(form=Form("note", text("form.title"), CaseId(5)))
    await scene.say(BEN, "/note")
    await scene.message(BEN, "form.words.note")
    await scene.user(BEN, "send", chat="desk_bot", caption="a scammer", files=SHOTS, album=True)
    _, noted = await scene.desk.some(Pressed, 2)
    assert (noted.verb, noted.case, noted.words) == (Verb.NOTE, 5, plain("a scammer"))
    assert [each.name for each in noted.files] == ["0.txt", "1.txt"]


async def test_a_command_committed_before_a_crash_leaves_no_part_of_its_album_to_be_words(
    scene: Scene,
) -> None:
    sent = await scene.user(BEN, "send", chat="desk_bot", caption="/note a scammer", files=SHOTS, album=True)
    (noted,) = await scene.desk.some(Pressed)
    await scene.store.commit(Commit(noted.id, NOW, {}, {}))
    body = b'{"message_id":%d,"date":1,"media_group_id":"g","chat":{"id":%d,"type":"private"},'
    body += b'"from":{"id":%d,"is_bot":false,"first_name":"Ben"},"caption":"part %d"}'
    for number in sent["messages"]:
        scene.world.bots[BOT].queue.add("message", "x", body % (number, BEN, BEN, number))
    await scene.say(BEN, "that is all")
    (said,) = await scene.desk.some(Said)
    assert said.words.text == "that is all"


async def test_what_the_store_did_not_take_comes_again_in_order(scene: Scene) -> None:
    scene.desk.broken = 1
    await scene.say(ANN, "one")
    await scene.say(ANN, "two")
    said = await scene.desk.some(Said, 2)
    assert [each.words.text for each in said] == ["one", "two"]


async def test_a_slow_message_holds_up_nobody_else(scene: Scene) -> None:
    gate = scene.desk.held["slow"] = asyncio.Event()
    await scene.say(ANN, "slow")
    await scene.say(ANN, "after it")
    for number in range(3):
        await scene.say(BEN, f"quick {number}")
        await scene.desk.some(Said, number + 1)
    gate.set()
    said = await scene.desk.some(Said, 5)
    assert [each.words.text for each in said] == ["quick 0", "quick 1", "quick 2", "slow", "after it"]


async def test_nothing_is_confirmed_before_it_is_committed(tmp_path: Path) -> None:
    async with staged(tmp_path) as scene:
        scene.desk.held["slow"] = asyncio.Event()
        async with running(scene):
            await scene.say(ANN, "slow")
            await scene.say(BEN, "quick")
            await scene.desk.some(Said)
        assert [each.kind for each in scene.world.bots[BOT].queue.pending][:1] == ["message"]
        scene.desk.held.clear()
        async with running(scene):
            said = await scene.desk.some(Said, 2)
        assert "slow" in [each.words.text for each in said]


async def test_numbers_that_jump_back_are_accepted(scene: Scene) -> None:
    await scene.say(ANN, "before")
    await scene.desk.some(Said)
    await scene.control("telegram/updates", action="jump_back")
    await scene.say(ANN, "after")
    async with asyncio.timeout(10):
        while "after" not in [each.words.text for each in await scene.desk.some(Said)]:
            scene.desk.news.clear()
            await scene.desk.news.wait()


async def test_an_unknown_kind_of_update_is_confirmed_and_ignored(scene: Scene) -> None:
    queue = scene.world.bots[BOT].queue
    queue.add("message", "x", b'{"nonsense":true}')
    queue.allowed |= {"brand_new"}
    queue.add("brand_new", "x", b'{"deep":1}')
    await scene.say(ANN, "still here")
    (said,) = await scene.desk.some(Said)
    assert said.words.text == "still here"


async def test_a_public_question_is_taken_into_private_by_its_author_only(scene: Scene) -> None:
    public = await scene.say(EVE, "/support where is my money", chat=PUBLIC)
    asking = await scene.say(BEN, "@desk_bot hello?", chat=PUBLIC)
    offer = await scene.message(EVE, "group.private", PUBLIC)
    (button,) = [button for row in offer["buttons"] for button in row]
    assert button["url"].startswith("https://t.me/desk_bot?start=take_")
    payload = f"take_{-PUBLIC}_{asking}"
    await scene.user(BEN, "start", bot="desk_bot", payload=payload)
    (asked,) = await scene.desk.some(Asked)
    assert asked.about == MessageRef(Place(f"telegram:chat:{PUBLIC}"), str(asking))
    assert asked.words.text == "@desk_bot hello?"
    await scene.user(EVE, "start", bot="desk_bot", payload=payload)
    await scene.message(EVE, "start.title")
    assert len(scene.desk.commands) == 1
    assert public


async def test_agents_speak_in_topics_and_a_colleague_is_not_relayed(scene: Scene) -> None:
    topic = await scene.adapter._wire.create_forum_topic(AGENTS, "#7 Ann")
    thread = topic.message_thread_id
    first = await scene.say(BEN, "hello Ann", chat=AGENTS, thread=thread)
    await scene.say(EVE, "are you sure?", chat=AGENTS, thread=thread, reply_to=first)
    await scene.say(BEN, "/r on its way", chat=AGENTS, thread=thread)
    to_requester, to_colleague = await scene.desk.some(Said, 2)
    place = Place(f"telegram:topic:{AGENTS}:{thread}")
    assert (to_requester.where, to_requester.private, to_requester.to_staff) == (place, False, False)
    assert to_requester.reply_to is None
    assert to_colleague.to_staff
    (pressed,) = await scene.desk.some(Pressed)
    assert (pressed.verb, pressed.where, pressed.words) == (Verb.REPLY, place, plain("on its way"))


async def test_channels_and_anonymous_administrators_say_nothing(scene: Scene) -> None:
    topic = await scene.adapter._wire.create_forum_topic(AGENTS, "#7")
    thread = topic.message_thread_id
    await scene.say(BEN, "as nobody", chat=AGENTS, thread=thread, **{"as": "group"})
    await scene.say(BEN, "as Ben", chat=AGENTS, thread=thread)
    (said,) = await scene.desk.some(Said)
    assert said.words.text == "as Ben"


async def test_a_webhook_confirms_after_the_commit_and_only_with_the_secret(tmp_path: Path) -> None:
    hooks = web.Application()
    runner = web.AppRunner(hooks, access_log=None, shutdown_timeout=0.1)
    settings = replace(SETTINGS, webhook=Webhook("http://127.0.0.1:1/telegram/webhook", "s3cret"))
    async with staged(tmp_path, settings) as scene:
        scene.adapter.routes(hooks)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram/webhook"
        scene.adapter._settings = replace(scene.adapter._settings, webhook=Webhook(url, "s3cret"))
        async with running(scene), aiohttp.ClientSession() as session:
            scene.desk.broken = 1
            await scene.say(ANN, "by webhook")
            (said,) = await scene.desk.some(Said)
            assert said.words.text == "by webhook"
            update = {"update_id": 1, "message": {}}
            async with session.post(url, json=update) as answer:
                assert answer.status == 403
            headers = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
            async with session.post(url, data=b"[" * 50_000, headers=headers) as answer:
                assert answer.status == 200
        await runner.cleanup()


async def test_a_reaction_in_a_topic_finds_its_message_even_after_a_restart(tmp_path: Path) -> None:
    async with staged(tmp_path) as scene:
        room = OpenRoom(ROOM, CaseId(7), "agent", text("room.agent"), (), "en")
        await scene.adapter.start()
        opened = await scene.adapter.messenger.deliver(Attempt("row", room, None))
        assert isinstance(opened, Delivered)
        assert opened.place is not None
        thread = int(opened.place.split(":")[3])
        async with running(scene):
            heard = await scene.say(BEN, "hello", chat=AGENTS, thread=thread)
            await scene.user(EVE, "react", chat=AGENTS, message=heard, emoji="👍")
            (reacted,) = await scene.desk.some(Reacted)
        assert reacted.ref == MessageRef(opened.place, str(heard))
        entry = Entry(EntryId("a-7-1"), CaseId(7), "said", NOW, "1", None, "Ben", refs=(reacted.ref,))
        await scene.store.commit(Commit(CommandId("c"), NOW, {}, {}, entries=(entry,)))
        scene.restart()
        async with running(scene):
            await scene.user(EVE, "react", chat=AGENTS, message=heard, emoji="🔥")
            found = await scene.desk.some(Reacted, 3)
        assert {each.ref for each in found} == {reacted.ref}


async def test_what_follows_an_album_committed_before_a_crash_is_not_lost(scene: Scene) -> None:
    files = [{"name": f"{n}.txt", "base64": "aGVsbG8="} for n in range(3)]
    await scene.user(ANN, "send", chat="desk_bot", files=files, album=True)
    (album,) = await scene.desk.some(Said)
    entry = Entry(
        EntryId("r-7-1"), CaseId(7), "said", NOW, "1", None, "Ann", refs=(album.ref, *album.also[:1])
    )
    await scene.store.commit(Commit(album.id, NOW, {}, {}, entries=(entry,)))
    body = b'{"message_id":%d,"date":1,"media_group_id":"g","chat":{"id":%d,"type":"private"},'
    body += b'"from":{"id":%d,"is_bot":false,"first_name":"Ann"},"caption":"part %d"}'
    for number in (album.ref.id, album.also[0].id, album.also[1].id):
        scene.world.bots[BOT].queue.add("message", "x", body % (int(number), ANN, ANN, int(number)))
    _, rest = await scene.desk.some(Said, 2)
    assert (rest.ref, rest.also) == (album.also[1], ())


async def test_a_token_revoked_meanwhile_ends_the_program(tmp_path: Path) -> None:
    async with staged(tmp_path) as scene:
        task = asyncio.ensure_future(scene.adapter.run())
        await asyncio.wait_for(scene.adapter.ready.wait(), 10)
        await scene.control("telegram/world", bots=[{"id": BOT, "token": "42:another-token-for-the-bot"}])
        await scene.say(ANN, "wakes the poll")
        with pytest.raises(FatalTelegramError):
            await asyncio.wait_for(task, 10)


async def test_a_message_that_always_fails_is_given_up_and_the_rest_flows(scene: Scene) -> None:
    scene.desk.crash = "poison"
    await scene.say(ANN, "poison")
    await scene.say(ANN, "after it")
    await scene.say(BEN, "elsewhere")
    said = await scene.desk.some(Said, 2)
    assert [each.words.text for each in said] == ["elsewhere", "after it"]


async def test_another_poller_is_named_and_does_not_end_the_program(scene: Scene) -> None:
    said = asyncio.Event()
    watch = logging.Handler()
    watch.handle = lambda record: record.msg == "telegram.another_poller" and said.set()
    logging.getLogger("adapters.telegram.polling").addHandler(watch)
    async with scene.session.post(f"/telegram/bot{TOKEN}/getUpdates", json={"timeout": 0}) as answer:
        assert answer.status == 200
    await asyncio.wait_for(said.wait(), 10)
    logging.getLogger("adapters.telegram.polling").removeHandler(watch)
    assert not scene.adapter.ready.is_set() or not scene.desk.commands


async def test_setup_in_a_group_says_what_is_missing_and_how_to_mend_it(scene: Scene) -> None:
    await scene.say(BEN, "/setup", chat=PUBLIC)
    report = await scene.message(BEN, "setup.title", PUBLIC)
    assert "setup.topics_fix" in report["text"]
    assert f"setup.add_group group={PUBLIC}" in report["text"]
    await scene.say(BEN, "/setup", chat=AGENTS)
    report = await scene.message(BEN, "setup.title", AGENTS)
    assert "_fix" not in report["text"]


async def test_commands_are_offered_where_they_work(scene: Scene) -> None:
    async def menus() -> dict[str, list[str]]:
        async with scene.session.get(f"/control/telegram/bots/{BOT}") as answer:
            view = await answer.json()
        return {str(each["scope"]): [one["command"] for one in each["commands"]] for each in view["commands"]}

    found = await scene.until(menus, lambda found: len(found) >= 4)
    assert all("support" in names for names in found.values())
