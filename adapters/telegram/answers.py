"""What the acting person sees at once: a toast, a line, a card, or the question that stands for a form."""

import logging
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from telegram import CallbackQuery, Message, ReplyParameters
from telegram.error import TelegramError

from adapters.telegram.failures import not_modified
from adapters.telegram.limits import TOAST
from adapters.telegram.payloads import Ask, ask_of, sealed, unsealed
from adapters.telegram.refs import Spot
from adapters.telegram.render import PROMPT_SIGN, Drawn, Renderer, cut, drawn, joined, prompt
from adapters.telegram.transport import TooFastError
from adapters.telegram.wire import Value, Wire
from core.ports import Clock, Handler
from core.words.cards import Answer, Form
from core.words.documents import Document
from core.words.texts import Text, text

log = logging.getLogger(__name__)

OPEN_QUESTIONS: Final = 10_000
ENTITY_AT_START: Final = 0

ANSWERED_WITHIN: Final = timedelta(minutes=10)
"""Whoever writes later than this after a question, and not in reply to it, has something else to say."""


@dataclass(frozen=True, slots=True)
class Open:
    """A question that waits for somebody's next message."""

    ask: Ask
    at: datetime


class Questions:
    """Prompts and what they ask.

    A reply carries the question in the message replied to, which outlives us. Many people simply write
    instead of replying; for them the last question in a chat or topic is remembered too: for a while, until
    their next message or command there, or a restart.
    """

    def __init__(self, secret: str, clock: Clock) -> None:
        self._secret = secret
        self._clock = clock
        self._last: OrderedDict[tuple[int, int | None, int], Open] = OrderedDict()
        self.username = ""

    def link(self, ask: Ask, chat: int) -> str:
        return sealed(ask, chat, self._secret, self.username)

    def asked(self, spot: Spot, user: int, ask: Ask) -> None:
        self._last[spot.chat, spot.thread, user] = Open(ask, self._clock.now())
        if len(self._last) > OPEN_QUESTIONS:
            self._last.popitem(last=False)

    def dropped(self, spot: Spot, user: int) -> None:
        """Nothing waits for this person's next message here any more; a reply still answers its question."""
        self._last.pop((spot.chat, spot.thread, user), None)

    def closed(self, spot: Spot, user: int, ask: Ask) -> None:
        """A question's answer is committed. One asked since then stays open."""
        last = self._last.get((spot.chat, spot.thread, user))
        if last is not None and last.ask is ask:
            self.dropped(spot, user)

    def answered(self, message: Message, user: int) -> Ask | None:
        """The question that this message answers, if any.

        It stays open until `closed`: an answer that could not be committed comes again, and answers it then.
        """
        spot = Spot(message.chat.id, message.message_thread_id if message.is_topic_message else None)
        replied = replied_to(message)
        if replied is None:
            last = self._last.get((spot.chat, spot.thread, user))
            if last is not None and self._clock.now() - last.at < ANSWERED_WITHIN:
                return last.ask
            self.dropped(spot, user)
            return None
        self.dropped(spot, user)
        for entity in replied.entities:
            if (
                entity.offset == ENTITY_AT_START
                and entity.url
                and (replied.text or "").startswith(PROMPT_SIGN)
            ):
                return unsealed(entity.url, message.chat.id, self._secret)
        return None


def replied_to(message: Message) -> Message | None:
    """What a message answers. In a topic one that answers nothing names the message that opened the topic."""
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created is not None:
        return None
    return None if message.is_topic_message and replied.message_id == message.message_thread_id else replied


class Answers:
    """Shows answers. Best effort: an answer is never the only carrier of what must not be lost."""

    def __init__(
        self, wire: Wire, renderer: Renderer, questions: Questions, clock: Clock, handler: Handler
    ) -> None:
        self._wire = wire
        self._render = renderer
        self._questions = questions
        self._clock = clock
        self._handler = handler

    async def toast(self, query: CallbackQuery, answer: Answer) -> None:
        """Answer the press itself: the text in a bubble, or nothing, which stops the button's spinning."""
        said = self._render.say(answer.language, answer.text) if answer.text is not None else ""
        await self._quietly(
            "answerCallbackQuery",
            {
                "callback_query_id": query.id,
                "text": cut(said, TOAST) or None,
                "show_alert": (answer.alert and bool(said)) or None,
            },
        )

    async def follow(self, query: CallbackQuery, spot: Spot, answer: Answer, *, in_place: bool) -> None:
        """What does not fit into a bubble: a card, a question, a long text."""
        said = self._render.say(answer.language, answer.text) if answer.text is not None else ""
        if answer.card is not None:
            card = self._render.card(answer.language, answer.card, in_place=True)
            if in_place and query.message is not None:
                await self._replace(spot, query.message.message_id, card)
            else:
                await self._post(spot, card, None)
        elif len(said.encode("utf-16-le")) > 2 * TOAST:
            await self._post(
                spot, self._render.line(answer.language, answer.text or text("mark.automatic")), None
            )
        if answer.form is not None:
            await self.ask(spot, query.from_user.id, answer.form, answer.language, None)

    async def show(self, spot: Spot, user: int, answer: Answer, to: int | None) -> None:
        """Answer a message, in groups as a reply to it (`to`)."""
        if answer.private and not spot.private:
            sent = await self._shown(Spot(user), answer, None)
            where = text("told.in_private") if sent else text("refusal.private_first")
            await self._post(spot, self._render.line(answer.language, where), to)
            return
        if answer.form is not None:
            said = None if answer.text is None else self._render.document(answer.language, answer.text)
            await self.ask(spot, user, answer.form, answer.language, to, said=said)
            return
        await self._shown(spot, answer, to)

    async def _shown(self, spot: Spot, answer: Answer, to: int | None) -> bool:
        """Post the text, then the card; whether everything arrived."""
        said = [] if answer.text is None else [self._render.line(answer.language, answer.text)]
        if answer.card is not None:
            said.append(self._render.card(answer.language, answer.card, in_place=True))
        arrived = [await self._post(spot, each, to) for each in said]
        return all(arrived)

    async def ask(
        self,
        spot: Spot,
        user: int,
        form: Form,
        language: str,
        to: int | None,
        *,
        said: Document | None = None,
    ) -> None:
        """Ask for a form's words in a message; first, by buttons, for the topic or the agent to be chosen."""
        lines = [self._render.document(language, form.title)]
        if said is not None:
            lines.insert(0, said)
        if form.why is not None:
            lines.insert(0, self._render.document(language, form.why))
        if form.hint is not None:
            lines.append(self._render.document(language, form.hint))
        ask = ask_of(form)
        question, choices = self._choices(form, ask, language)
        if choices:
            lines.append(self._render.document(language, question))
            await self._post(spot, drawn(joined(lines), self._render.choices(choices)), to)
            return
        lines.append(self._render.document(language, text(f"form.words.{form.kind}")))
        await self._prompt(spot, user, ask, joined(lines), to)

    def _choices(self, form: Form, ask: Ask, language: str) -> tuple[Text, tuple[tuple[str, Ask], ...]]:
        """What is to be chosen before the words are asked for: labels, and what each then asks."""
        if form.kind == "transfer" and not ask.argument:
            agents = self._handler.agents()
            return text("form.agent"), tuple((name, replace(ask, argument=agent)) for agent, name in agents)
        topics = () if ask.topic else self._handler.topics(language)
        offered = tuple((label, replace(ask, topic=topic)) for topic, label in topics if topic in form.topics)
        return text("form.topic"), offered

    async def ask_words(self, spot: Spot, user: int, ask: Ask, language: str) -> None:
        """Ask for the words once the topic is chosen."""
        await self._prompt(
            spot, user, ask, self._render.document(language, text(f"form.words.{ask.kind}")), None
        )

    async def _prompt(self, spot: Spot, user: int, ask: Ask, words: Document, to: int | None) -> None:
        self._questions.asked(spot, user, ask)
        await self._post(spot, prompt(words, self._questions.link(ask, spot.chat)), to)

    async def post(self, spot: Spot, what: Drawn, to: int | None) -> None:
        await self._post(spot, what, to)

    async def _post(self, spot: Spot, what: Drawn, to: int | None) -> bool:
        values: dict[str, Value] = {"chat_id": spot.chat, "message_thread_id": spot.thread, **what.values()}
        if to is not None and not spot.private:
            values["reply_parameters"] = ReplyParameters(to, allow_sending_without_reply=True)
        return await self._quietly("sendMessage", values)

    async def _replace(self, spot: Spot, number: int, what: Drawn) -> None:
        await self._quietly("editMessageText", {"chat_id": spot.chat, "message_id": number, **what.values()})

    async def _quietly(self, method: str, values: dict[str, Value]) -> bool:
        try:
            try:
                await self._wire.call(method, values)
            except TooFastError as error:
                await self._clock.sleep(error.delay)
                await self._wire.call(method, values)
        except TelegramError as error:
            if not not_modified(error):
                log.info("telegram.answer_not_shown", extra={"method": method, "error": type(error).__name__})
            return False
        return True
