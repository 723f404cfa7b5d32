"""Effects on their way out: each becomes calls of the Bot API, and each ends as a `Delivery`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import assert_never

from telegram import (
    ChatMemberAdministrator,
    ChatMemberOwner,
    ChatPermissions,
    ReactionTypeEmoji,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, TelegramError

from adapters.telegram.failures import SOON, missing_message, not_modified, outcome, says
from adapters.telegram.formatting import to_entities
from adapters.telegram.groups import Groups
from adapters.telegram.limits import CAPTION, LIMITS, TOPIC_TITLE, Pace, reaction
from adapters.telegram.parts import Loaded, Part, pieces, plan, sendable, sort_of, text_part, texts
from adapters.telegram.refs import (
    CARRIER,
    ForeignRefError,
    Spot,
    destination_spot,
    number_of,
    place,
    private_place,
    sender_of,
    spot_of,
    user_of,
)
from adapters.telegram.render import Drawn, Renderer, cut, drawn, italic
from adapters.telegram.transport import TooLargeError
from adapters.telegram.wire import Value, Wire
from core.ports import Budget, Files, StoreUnavailable
from core.words.deliveries import Attempt, Delivered, Delivery, Limits, Rejected, RetryAfter, Uncertain
from core.words.documents import Document
from core.words.effects import (
    Amend,
    Badge,
    CloseRoom,
    Draw,
    Effect,
    Expel,
    Export,
    Hand,
    LetIn,
    Mark,
    OpenRoom,
    React,
    Readmit,
    Remove,
    ReopenRoom,
    Retract,
    Say,
    SendCode,
    SendMail,
    Share,
    Show,
    Stamp,
    Tell,
)
from core.words.files import File, FileId, labelled
from core.words.refs import Carrier, Destination, Place
from core.words.texts import Text, text

log = logging.getLogger(__name__)

PATIENCE = 18.0
"""Seconds for one delivery: below the 20 of a lease."""


ABOUT_FILES = ("photo", "video", "media", "image", "file", "voice", "document", "too large")

Papers = Callable[[Hand | Draw | Export], Awaitable[tuple[tuple[str, bytes], ...]]]
"""Makes a case's transcript in a language, as files: names and bytes."""


class TelegramMessenger:
    """The `Messenger` of one bot.

    Telegram has no idempotency key: what a dead process may have sent is `Uncertain`, the marked repetition of
    something too. What is harmless twice is simply done again.
    """

    def __init__(
        self,
        wire: Wire,
        renderer: Renderer,
        files: Files,
        groups: Groups,
        *,
        papers: Papers,
        pace: Pace,
        tag: str = "",
    ) -> None:
        self._wire = wire
        self._render = renderer
        self._files = files
        self._groups = groups
        self._papers = papers
        self._pace = pace
        self._tag = tag

    @property
    def carrier(self) -> Carrier:
        return CARRIER

    @property
    def limits(self) -> Limits:
        return LIMITS

    def budgets(self, to: Destination, place: Place | None, effect: Effect) -> tuple[Budget, ...]:
        """What the delivery spends; effects that make no call spend nothing."""
        match effect:
            case LetIn() | Mark(state="sent"):
                return ()
            case OpenRoom():
                groups = self._groups.by_turn()
                return self._pace.budgets(Spot(groups[0]) if groups and effect.side == "agent" else None)
            case React() | Mark(state="received" | "read"):
                return self._pace.budgets(None)
            case _:
                try:
                    return self._pace.budgets(destination_spot(to, place))
                except ForeignRefError:
                    return ()  # a channel's account, to which nothing can be written: no call is made

    async def typing(self, to: Destination, place: Place | None) -> None:
        try:
            there = destination_spot(to, place)
            if there is None:
                return
            spot = self._groups.outward(there)
            await self._wire.call(
                "sendChatAction", {"chat_id": spot.chat, "message_thread_id": spot.thread, "action": "typing"}
            )
        except (TelegramError, ForeignRefError):
            log.debug("telegram.typing_failed")

    async def deliver(self, attempt: Attempt) -> Delivery:
        repeatable = _repeatable(attempt)
        if attempt.tries > 0 and not repeatable:
            return Uncertain("crash", attempt.done)
        run = Run(attempt)
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._perform(run)
        except TimeoutError:
            return RetryAfter(SOON, run.refs) if repeatable else Uncertain("no_answer", run.refs)
        except ChatMigrated as error:
            return await self._migrated(run, error)
        except TelegramError as error:
            return outcome(error, repeatable=repeatable, refs=run.refs)
        except ForeignRefError as error:
            return Rejected("refused", f"not a place of Telegram: {error}")

    async def _migrated(self, run: "Run", error: ChatMigrated) -> Delivery:
        spot = destination_spot(run.attempt.effect.to, run.attempt.place)
        if spot is None:
            return RetryAfter(SOON, run.refs)
        return await self._followed(spot.chat, error, run.refs)

    async def _followed(self, chat: int, error: ChatMigrated, refs: tuple[str, ...] = ()) -> Delivery:
        try:
            await self._groups.moved(chat, error.new_chat_id)
        except StoreUnavailable:
            log.warning("telegram.migration_not_stored", extra={"chat": chat})
        return RetryAfter(timedelta(0), refs)

    async def _perform(self, run: "Run") -> Delivery:
        effect = run.attempt.effect
        if isinstance(effect, OpenRoom):
            return await self._open(effect)
        spot = destination_spot(effect.to, run.attempt.place)
        if spot is None:
            return Rejected("place_gone", "the room has no place")
        run.known, run.spot = spot, self._groups.outward(spot)
        if isinstance(effect, Expel | Remove) and await self._spared(effect):
            return Rejected("spared")
        match effect:
            case Say():
                return await self._say(run, effect)
            case Amend():
                return await self._amend(run, effect)
            case Retract():
                return await self._retract(run, effect)
            case React():
                return await self._react(run, effect.emoji, added=effect.added)
            case Mark():
                return await self._mark(run, effect)
            case Show():
                return await self._show(run, effect)
            case Tell():
                line = self._render.line(effect.language, effect.text, _stamp(run.attempt))
                return Delivered(await self._post(run, line))
            case CloseRoom() | ReopenRoom():
                return await self._set_open(run, effect)
            case LetIn():
                return Delivered()
            case Hand() | Draw() | Export():
                return await self._hand(run, effect)
            case SendCode() | SendMail() | Share():
                return Rejected("refused", "it goes another way")
            case Expel():
                return await self._expel(run, effect)
            case Badge():
                return await self._badge(run, effect)
            case Readmit():
                return await self._readmit(run, effect)
            case Remove():
                return await self._remove(run, effect)
            case _:
                assert_never(effect)

    async def _expel(self, run: "Run", effect: Expel) -> Delivery:
        """A channel that speaks in a group can only be banned for good; a person can be silenced for a while. Nothing
        that they wrote goes with a ban: `revoke_messages` is about what the one who is removed still sees, and bots
        have no other way to find what somebody wrote.

        https://core.telegram.org/bots/api#banchatmember
        """
        chat, account = run.spot.chat, sender_of(effect.account)
        if account < 0 and effect.until is not None:
            return Rejected("refused", "a channel can only be banned for good")
        if account < 0:
            await self._wire.call("banChatSenderChat", {"chat_id": chat, "sender_chat_id": account})
        elif effect.until is None:
            await self._wire.call("banChatMember", {"chat_id": chat, "user_id": account})
        else:
            until, silent = int(effect.until.timestamp()), ChatPermissions.no_permissions()
            values: dict[str, Value] = {
                "chat_id": chat,
                "user_id": account,
                "permissions": silent,
                "until_date": until,
            }
            await self._wire.call("restrictChatMember", values)
        return Delivered()

    async def _spared(self, effect: Expel | Remove) -> bool:
        """The bot is an administrator itself where it can do anything at all."""
        account = sender_of(effect.account)
        for each in effect.spares if account > 0 else ():
            spot = self._groups.outward(spot_of(each))
            try:
                member = await self._wire.get_chat_member(spot.chat, account)
            except BadRequest as error:
                if not says(error, "user not found", "participant_id_invalid", "user_not_participant"):
                    raise
                continue
            if isinstance(member, ChatMemberOwner | ChatMemberAdministrator):
                return True
        return False

    async def _badge(self, run: "Run", badge: Badge) -> Delivery:
        """Administrators have titles in place of tags, which are not the bot's: somebody has to take them away.

        https://core.telegram.org/bots/api#setchatmembertag
        """
        tag = self._tag if badge.given else ""
        values: dict[str, Value] = {"chat_id": run.spot.chat, "user_id": user_of(badge.account), "tag": tag}
        try:
            await self._wire.call("setChatMemberTag", values)
        except BadRequest as error:
            if says(error, "administrator of the chat") and not badge.given:
                return Rejected("forbidden", "an administrator's title stays")
            if says(error, "administrator of the chat", "user_not_participant", "user not found"):
                return Delivered(lost=("mark",))
            raise
        return Delivered()

    async def _readmit(self, run: "Run", effect: Readmit) -> Delivery:
        chat, account = run.spot.chat, sender_of(effect.account)
        if account < 0:
            await self._wire.call("unbanChatSenderChat", {"chat_id": chat, "sender_chat_id": account})
        elif effect.silenced:
            free = ChatPermissions.all_permissions()
            await self._wire.call(
                "restrictChatMember", {"chat_id": chat, "user_id": account, "permissions": free}
            )
        else:
            values: dict[str, Value] = {"chat_id": chat, "user_id": account, "only_if_banned": True}
            await self._wire.call("unbanChatMember", values)
        return Delivered()

    async def _remove(self, run: "Run", effect: Remove) -> Delivery:
        try:
            await self._wire.call(
                "deleteMessage", {"chat_id": run.spot.chat, "message_id": number_of(effect.message)}
            )
        except BadRequest as error:
            if not says(error, "message to delete not found", "message_id_invalid"):
                raise
        return Delivered()

    # ---- words

    async def _say(self, run: "Run", effect: Say) -> Delivery:
        if not effect.files and not effect.stamp and not run.attempt.repeated and not run.attempt.done:
            brief = self._render.brief(effect.language, effect.voice, effect.words)
            if brief is not None:
                return Delivered(self._heard(run, await self._post(run, brief)))
        going, notes, lost = sendable(effect.files)
        loaded, gone = await self._loaded(going)
        notes = (*notes, *(text("file.gone", name=file.name) for file in gone))
        stamp: Stamp = "possibly_repeated" if run.attempt.repeated else effect.stamp
        words = self._render.relayed(effect.language, effect.voice, effect.words, stamp, notes)
        refs = await self._send_all(run, plan(words, loaded, self._unable(effect.language)))
        return Delivered(refs, lost=(*lost, *(file.name for file in gone)))

    async def _loaded(self, files: Sequence[File]) -> tuple[tuple[Loaded, ...], tuple[File, ...]]:
        loaded: list[Loaded] = []
        gone: list[File] = []
        for file in files:
            try:
                loaded.append(Loaded(file, await self._files.read(file.id), sort_of(file)))
            except FileNotFoundError:
                gone.append(file)
        return tuple(loaded), tuple(gone)

    async def _send_all(self, run: "Run", parts: Sequence[Part]) -> tuple[str, ...]:
        """Send what an earlier try has not; only the first part is a reply. Words are not held up by a file that
        Telegram does not take.
        """
        there, done, left = 0, len(run.attempt.done), list(parts)
        while left:
            part = left.pop(0)
            known, begun = there + part.count <= done, there < done
            if known or (not begun and await self._sent(run, part, reply=there == 0)):
                there += part.count
            else:
                left = [*part.apart, *left]
        return self._heard(run, run.refs)

    async def _sent(self, run: "Run", part: Part, *, reply: bool) -> bool:
        """Whether Telegram takes it as it is; a refusal has sent nothing."""
        try:
            run.refs = (*run.refs, *await self._part(run, part, reply=reply))
        except (BadRequest, TooLargeError) as error:
            if not part.apart or not says(error, *ABOUT_FILES):
                raise
            return False
        return True

    def _unable(self, language: str) -> Callable[[File], Document]:
        return lambda file: italic(
            self._render.document(language, text("file.unsupported", name=labelled(file)))
        )

    def _heard(self, run: "Run", refs: tuple[str, ...]) -> tuple[str, ...]:
        for ref in refs if run.known.thread is not None else ():
            self._groups.heard(run.known, number_of(ref))
        return refs

    async def _part(self, run: "Run", part: Part, *, reply: bool) -> tuple[str, ...]:
        values = run.addressed(part.values, reply=reply)
        try:
            return await self._wire.send(part.method, values)
        except BadRequest as error:
            # A refusal sent nothing, so the plainer form is a first try and not a repetition.
            if part.plainer is None or not says(error, "entit", *ABOUT_FILES):
                raise
            return await self._wire.send(part.plainer.method, run.addressed(part.plainer.values, reply=reply))

    async def _post(self, run: "Run", what: Drawn, *, reply: bool = True) -> tuple[str, ...]:
        return await self._wire.send("sendMessage", run.addressed(what.values(), reply=reply))

    async def _amend(self, run: "Run", effect: Amend) -> Delivery:
        """The copies show the new words, a file's caption as much as it takes; what they lack follows."""
        _, notes, _ = sendable(effect.files)
        words = self._render.relayed(effect.language, effect.voice, effect.words, notes=notes)
        left, refs = list(texts(words)), run.attempt.known
        for number, ref in enumerate(refs):
            shown: dict[str, Value] = dict(left[0].values) if left else {"text": "⋯"}
            if await self._edit(run, ref, shown):
                left = left[1:]
            elif number == 0:
                caption, *others = pieces(words, CAPTION)
                await self._edit_caption(run, ref, Drawn(*to_entities(caption)))
                left = list(map(text_part, others))
        for part in left if refs else ():
            run.refs = (*run.refs, *await self._part(run, part, reply=False))
        return Delivered((*refs, *run.refs))

    async def _edit(self, run: "Run", ref: str, values: dict[str, Value]) -> bool:
        """Edit a text; False where the message is a file, whose text is its caption."""
        try:
            await self._wire.call(
                "editMessageText", {"chat_id": run.spot.chat, "message_id": number_of(ref), **values}
            )
        except BadRequest as error:
            if says(error, "no text in the message"):
                return False
            if not not_modified(error) and not missing_message(error):
                raise
        return True

    async def _edit_caption(self, run: "Run", ref: str, what: Drawn) -> None:
        values: dict[str, Value] = {"caption": what.text, "caption_entities": what.values()["entities"]}
        try:
            await self._wire.call(
                "editMessageCaption", {"chat_id": run.spot.chat, "message_id": number_of(ref), **values}
            )
        except BadRequest as error:
            if not not_modified(error) and not missing_message(error):
                raise

    async def _retract(self, run: "Run", effect: Retract) -> Delivery:
        trace = drawn(self._render.document(effect.language, text("relay.deleted")))
        for ref in run.attempt.known:
            if effect.tombstone:
                await self._bury(run, ref, trace)
                continue
            try:
                await self._wire.call(
                    "deleteMessage", {"chat_id": run.spot.chat, "message_id": number_of(ref)}
                )
            except BadRequest as error:
                if says(error, "message to delete not found", "message_id_invalid"):
                    continue
                if not says(error, "can't be deleted"):
                    raise
                await self._bury(run, ref, trace)
        return Delivered(run.attempt.known)

    async def _bury(self, run: "Run", ref: str, trace: Drawn) -> None:
        if not await self._edit(run, ref, trace.values()):
            await self._edit_caption(run, ref, trace)

    # ---- reactions and marks

    async def _react(self, run: "Run", emoji: str, *, added: bool) -> Delivery:
        able = reaction(emoji)
        if able is None or not run.attempt.known:
            return Delivered(lost=(emoji,))
        try:
            await self._set_reaction(run, [ReactionTypeEmoji(able)] if added else [])
        except BadRequest as error:
            if says(error, "reaction", "not found", "message_id_invalid"):
                return Delivered(lost=(emoji,))
            raise
        return Delivered()

    async def _set_reaction(self, run: "Run", reactions: list[ReactionTypeEmoji]) -> None:
        await self._wire.call(
            "setMessageReaction",
            {"chat_id": run.spot.chat, "message_id": number_of(run.attempt.known[0]), "reaction": reactions},
        )

    async def _mark(self, run: "Run", effect: Mark) -> Delivery:
        """Reactions for what is well; a line for what is not, since ⚠ and ❓ are no reactions here."""
        match effect.state:
            case "sent":
                return Delivered()
            case "received":
                return await self._react(run, "👀", added=True)
            case "read":
                return await self._react(run, "👍", added=True)
            case "failed" | "uncertain":
                if not run.attempt.known:
                    return Delivered(lost=(effect.state,))
                line = self._render.document(self._render.own_language(), text(f"mark.{effect.state}"))
                reply = {"reply_parameters": _reply(run.attempt.known[0])}
                await self._wire.send(
                    "sendMessage", run.addressed({**drawn(line).values(), **reply}, reply=False)
                )
                return Delivered()
            case _:
                assert_never(effect.state)

    # ---- cards

    async def _show(self, run: "Run", effect: Show) -> Delivery:
        stamp = _stamp(run.attempt)
        card = self._render.card(effect.language, effect.card, stamp=stamp)
        if run.attempt.known:
            try:
                await self._wire.call(
                    "editMessageText",
                    {
                        "chat_id": run.spot.chat,
                        "message_id": number_of(run.attempt.known[0]),
                        **card.values(),
                    },
                )
            except BadRequest as error:
                if not_modified(error):
                    return Delivered(run.attempt.known)
                if not missing_message(error):
                    raise
            else:
                return Delivered(run.attempt.known)
        refs = await self._post(run, card)
        if effect.card.pinned:
            await self._pin(run, refs[0])
        return Delivered(refs)

    async def _pin(self, run: "Run", ref: str) -> None:
        """Best effort: an unpinned card is still a card."""
        try:
            await self._wire.call(
                "pinChatMessage",
                {"chat_id": run.spot.chat, "message_id": number_of(ref), "disable_notification": True},
            )
        except TelegramError as error:
            log.info("telegram.not_pinned", extra={"chat": run.spot.chat, "error": type(error).__name__})

    # ---- rooms

    async def _open(self, effect: OpenRoom) -> Delivery:
        """A topic in the group whose turn it is, or the private chat where that is asked for or there are no groups.

        Topics cannot be listed: one that was made and not recorded stays empty, and this makes another.
        """
        groups = self._groups.by_turn() if effect.side == "agent" and not effect.private else ()
        if not groups:
            if not effect.people:
                return Rejected("refused", "a private room for nobody")
            return Delivered(place=private_place(effect.people[0]))
        refusal: Delivery = Rejected("place_gone", "no group")
        title = cut(" ".join(self._render.say(effect.language, effect.title).split()), TOPIC_TITLE) or "…"
        for group in groups:
            spot = self._groups.outward(Spot(group))
            try:
                made = await self._wire.call("createForumTopic", {"chat_id": spot.chat, "name": title})
            except ChatMigrated as error:
                return await self._followed(group, error)
            except TelegramError as error:
                refusal = outcome(error, repeatable=True)
                if not isinstance(refusal, Rejected):
                    return refusal
                log.warning("telegram.no_topic", extra={"chat": group, "reason": refusal.reason})
                continue
            thread = made.get("message_thread_id") if isinstance(made, dict) else None
            if not isinstance(thread, int):
                return RetryAfter(SOON)
            try:
                await self._groups.opened(group, thread)
            except StoreUnavailable:
                log.warning("telegram.topic_not_noted", extra={"chat": group})
            return Delivered(place=place(group, thread))
        return refusal

    async def _set_open(self, run: "Run", effect: CloseRoom | ReopenRoom) -> Delivery:
        """Close the topic or open it again; its title says which, so a closed one is renamed before."""
        if run.spot.thread is None:
            return Delivered()
        where: dict[str, Value] = {"chat_id": run.spot.chat, "message_thread_id": run.spot.thread}
        title = cut(" ".join(self._render.say(effect.language, effect.title).split()), TOPIC_TITLE)
        turn = "closeForumTopic" if isinstance(effect, CloseRoom) else "reopenForumTopic"
        for method, values in (("editForumTopic", {"name": title}), (turn, {})):
            try:
                await self._wire.call(method, {**where, **values})
            except BadRequest as error:
                if not not_modified(error) and not says(error, "already closed"):
                    raise
        return Delivered()

    async def _hand(self, run: "Run", effect: Hand | Draw | Export) -> Delivery:
        loaded = tuple(_paper(name, data) for name, data in await self._papers(effect))
        caption = self._render.document(effect.language, _said_of(effect))
        return Delivered(await self._send_all(run, plan(caption, loaded, self._unable(effect.language))))


class Run:
    """One attempt under way: its place as the desk and as Telegram knows it, and what is there by now."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.refs = attempt.done
        self.known = self.spot = Spot(0)

    def addressed(self, values: dict[str, Value], *, reply: bool) -> dict[str, Value]:
        to: dict[str, Value] = {"chat_id": self.spot.chat, "message_thread_id": self.spot.thread}
        if reply and self.attempt.answers is not None:
            to["reply_parameters"] = _reply(self.attempt.answers)
        return {**to, **values}


def _reply(ref: str) -> ReplyParameters:
    return ReplyParameters(number_of(ref), allow_sending_without_reply=True)


def _stamp(attempt: Attempt) -> Stamp:
    return "possibly_repeated" if attempt.repeated else ""


def _said_of(effect: Hand | Draw | Export) -> Text:
    match effect:
        case Draw(title=title):
            return title
        case Export():
            return text("export.here")
        case Hand(case=case):
            return text("transcript.here", case=case)
        case _:
            assert_never(effect)


def _paper(name: str, data: bytes) -> Loaded:
    if name.endswith(".png"):
        return Loaded(File(FileId(""), name, "image", "image/png", len(data)), data, "photo")
    return Loaded(File(FileId(""), name, "file", "application/octet-stream", len(data)), data, "document")


def _repeatable(attempt: Attempt) -> bool:
    """Whether doing it twice is the same as doing it once."""
    match attempt.effect:
        case Amend() | Retract() | React() | CloseRoom() | ReopenRoom() | LetIn() | OpenRoom():
            return True
        case Expel() | Readmit() | Remove() | Badge():
            return True
        case Mark(state=state):
            return state in ("sent", "received", "read")
        case Show():
            return bool(attempt.known)
        case Say() | Tell() | Hand() | Draw() | Export() | SendCode() | SendMail() | Share():
            return False
        case _:
            assert_never(attempt.effect)
