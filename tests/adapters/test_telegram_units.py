"""The Telegram adapter's pure parts: ids, button payloads, prompts, budgets, the short way to draw."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import (
    Chat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageEntity,
    Poll,
    PollOption,
)
from test_telegram_inbound import Words

from adapters.telegram import refs
from adapters.telegram.commands import case_number
from adapters.telegram.failures import outcome
from adapters.telegram.formatting import to_entities
from adapters.telegram.limits import REACTIONS, Pace, reaction
from adapters.telegram.parts import texts
from adapters.telegram.payloads import Ask, PayloadTooLongError, Press, decode, encode, sealed, unsealed
from adapters.telegram.refs import ForeignRefError, Spot
from adapters.telegram.render import Renderer
from adapters.telegram.settings import Webhook
from adapters.telegram.transport import NotSentError, ReplyLostError, ServerTroubleError
from adapters.telegram.watch import spoken
from core.words.cards import Verb
from core.words.deliveries import RetryAfter, Uncertain
from core.words.documents import plain
from core.words.effects import Voice
from core.words.refs import Account, CaseId, Place

numbers = st.integers(min_value=-(2**63), max_value=2**63)
cases = st.none() | st.integers(min_value=0, max_value=10**12).map(CaseId)


@given(numbers, st.none() | numbers)
def test_places_are_read_as_they_were_written(chat: int, thread: int | None) -> None:
    assert refs.spot_of(refs.place(chat, thread)) == Spot(chat, thread)


@pytest.mark.parametrize("name", ["discord:channel:1", "telegram:chat:x", "telegram:topic:1", "", "telegram"])
def test_foreign_places_are_refused(name: str) -> None:
    with pytest.raises(ForeignRefError):
        refs.spot_of(Place(name))


def test_the_private_chat_of_an_account_is_known_without_asking() -> None:
    assert refs.private_place(Account("telegram:8")) == "telegram:chat:8"
    with pytest.raises(ForeignRefError):
        refs.private_place(Account("discord:8"))


@given(st.sampled_from(list(Verb)), cases, st.integers(0, 10**6), st.text(max_size=8), st.booleans())
def test_what_a_button_carries_comes_back(
    verb: Verb, case: CaseId | None, revision: int, argument: str, in_place: bool
) -> None:
    press = Press(verb, case, revision, argument, in_place)
    try:
        data = encode(press)
    except (PayloadTooLongError, UnicodeEncodeError):
        return
    assert len(data.encode()) <= 64
    assert decode(data) == press


@given(st.text(max_size=64))
def test_forged_button_data_is_nothing_or_well_formed(data: str) -> None:
    found = decode(data)
    assert found is None or isinstance(found, Press | Ask)


def test_what_does_not_fit_into_a_button_is_refused() -> None:
    with pytest.raises(PayloadTooLongError):
        encode(Press(Verb.RESEND, CaseId(1), 1, "x" * 64))


def test_a_question_is_read_only_in_the_chat_it_was_asked_in() -> None:
    ask = Ask("ticket", None, "billing", "x")
    link = sealed(ask, 77, "secret", "desk_bot")
    assert unsealed(link, 77, "secret") == ask
    assert unsealed(link, 78, "secret") is None
    assert unsealed(link, 77, "other") is None
    assert unsealed(link[:-2] + "AA", 77, "secret") is None
    assert unsealed("https://t.me/desk_bot?start=ask", 77, "secret") is None


VOICES = st.sampled_from([Voice("Ben", True), Voice("Zoë", False), Voice("A", True, True)])
ORDINARY = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x2AF, exclude_characters="@", exclude_categories=("C",))
    | st.sampled_from("\n–—“”…€"),
    min_size=1,
    max_size=60,
)


@given(ORDINARY | st.text(max_size=60), VOICES)
def test_the_short_way_shows_what_the_long_one_shows(words: str, voice: Voice) -> None:
    renderer = Renderer(Words())
    brief = renderer.brief("en", voice, plain(words))
    if brief is None:
        return
    (part,) = texts(renderer.relayed("en", voice, plain(words)))
    shown, entities = to_entities(renderer.relayed("en", voice, plain(words)))
    assert part.values["text"] == shown
    assert brief.text.strip() == shown.strip()
    (bold,) = [each for each in entities if each.type == "bold"]
    assert brief.entities == f'[{{"type":"bold","offset":{bold.offset},"length":{bold.length}}}]'


def test_most_messages_go_the_short_way() -> None:
    renderer = Renderer(Words())
    for words in (
        "Hello, how can I help?",
        "Não está a funcionar — ajuda!",
        "See https://a.example/?x=1 (here)",
    ):
        assert renderer.brief("en", Voice("Ben", True), plain(words)) is not None
    for words in ("call @ann", "a\u202eb", "é" * 2000, "e\u0301"):
        assert renderer.brief("en", Voice("Ben", True), plain(words)) is None


def test_every_reaction_put_is_one_that_telegram_has() -> None:
    for emoji in ("👍", "👍🏽", "❤️", "✅", "😂", "🤷‍♂️"):
        assert reaction(emoji) in REACTIONS
    assert reaction("🧭") is None


def test_rates_of_zero_mean_unpaced() -> None:
    assert Pace(0, 0, 0).budgets(Spot(1)) == ()
    assert [each.key for each in Pace(30, 1, 20).budgets(Spot(-5, 7))] == ["telegram:chat:-5", "telegram"]


@pytest.mark.parametrize(("given", "meant"), [("#12", 12), ("12", 12), ("", None), ("x1", None), ("²", None)])
def test_case_numbers_are_read_with_and_without_their_sign(given: str, meant: int | None) -> None:
    assert case_number(given) == meant


@pytest.mark.parametrize(
    ("error", "words", "edits"),
    [
        (NotSentError("x"), RetryAfter, RetryAfter),
        (ReplyLostError("x"), Uncertain, RetryAfter),
        (ServerTroubleError(502), Uncertain, RetryAfter),
        (ServerTroubleError(503), RetryAfter, RetryAfter),
    ],
)
def test_only_what_is_harmless_twice_is_repeated_on_doubt(
    error: NotSentError, words: type, edits: type
) -> None:
    assert isinstance(outcome(error, repeatable=False), words)
    assert isinstance(outcome(error, repeatable=True), edits)


def test_a_webhook_without_a_path_gets_one() -> None:
    assert Webhook("https://a.example", "s").address == "https://a.example/telegram/webhook"
    assert Webhook("https://a.example/t/x", "s").path == "/t/x"


def test_all_that_a_message_says_is_read() -> None:
    link = MessageEntity(MessageEntity.TEXT_LINK, 0, 4, url="https://one.example")
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Claim", url="https://two.example")]])
    chat, at = Chat(-100, "supergroup"), datetime(2026, 3, 2, tzinfo=UTC)
    options = [PollOption(each, 0, persistent_id=each) for each in ("Yes", "No")]
    poll = Poll(
        "9", "Still waiting?", options, 0, is_closed=False, is_anonymous=True, type=Poll.REGULAR,
        allows_multiple_answers=False, allows_revoting=False, members_only=False, description="Read this",
    )  # fmt: skip
    words = Message(7, at, chat, text="here", entities=[link], reply_markup=keys)
    assert spoken(words).split("\n") == ["here", "https://one.example", "Claim https://two.example"]
    assert spoken(Message(8, at, chat, poll=poll)).split("\n") == ["Still waiting?", "Read this", "Yes", "No"]
    assert spoken(Message(9, at, chat, caption="look")) == "look"
