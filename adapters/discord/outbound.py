"""Effects become Discord's calls, and what Discord says becomes a delivery."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import assert_never

import aiohttp
import discord

from adapters.discord import refs, render, verdicts
from adapters.discord.aside import Aside
from adapters.discord.known import Known
from adapters.discord.limits import AT_ONCE, LIMITS, REQUESTS, SENDING
from adapters.discord.marks import Marks
from adapters.discord.rest import SUPPRESS_EMBEDS, Body, Rest, Upload
from adapters.discord.rooms import Rooms
from adapters.discord.saying import Part, Saying
from adapters.discord.settings import Settings
from core.ports import Budget, Files, Store, StoreUnavailable
from core.words.deliveries import Attempt, Delivered, Delivery, Limits, Rejected, RetryAfter
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
    Tell,
)
from core.words.refs import Carrier, Destination, Direct, MessageRef, Place, account_of, is_direct
from core.words.texts import Text, Texts, text

logger = logging.getLogger(__name__)

Papers = Callable[[Hand | Draw | Export], Awaitable[tuple[tuple[str, bytes], ...]]]
"""A case's transcript in a language, as (file name, bytes)."""

MARKS = {"received": "👀", "sent": "✅", "read": "☑️", "failed": "⚠️", "uncertain": "❓"}
PER_CHANNEL = (5.0, 5.0)
"""Messages, and the seconds for them, until a channel's headers say otherwise."""


CLOCKS_APART = timedelta(minutes=5)
"""How far this machine's clock may be from Discord's without a message being overlooked."""


class NoPlaceError(Exception):
    """The effect is for a room that nobody has opened."""


class DiscordMessenger:
    """The way out to Discord. Everything is repeatable: messages by their nonce, rooms by their names."""

    def __init__(
        self,
        rest: Rest,
        settings: Settings,
        known: Known,
        texts: Texts,
        *,
        files: Files,
        store: Store,
        papers: Papers,
        marks: Marks,
        aside: Aside,
        emoji: Callable[[str], str | None],
        announces: Callable[[int], bool],
    ) -> None:
        """`emoji` finds a custom emoji's wire form by its name; `announces`: whether others can follow a channel."""
        self._rest = rest
        self._settings = settings
        self._known = known
        self._texts = texts
        self._store = store
        self._saying = Saying(texts, files)
        self._rooms = Rooms(rest, known.layout, texts, store)
        self._papers = papers
        self._marks = marks
        self._aside = aside
        self._emoji = emoji
        self._announces = announces

    @property
    def carrier(self) -> Carrier:
        return refs.CARRIER

    @property
    def limits(self) -> Limits:
        return LIMITS

    def budgets(self, to: Destination, place: Place | None, effect: Effect) -> tuple[Budget, ...]:
        """The channel's and the bot's; marks and reactions have buckets of their own beside the channel's."""
        rate = self._settings.requests_per_second
        if rate <= 0:
            return ()
        everywhere = Budget("discord", rate, AT_ONCE, most=REQUESTS if rate <= REQUESTS else 0)
        if isinstance(
            effect,
            Mark | React | LetIn | CloseRoom | ReopenRoom | OpenRoom | Expel | Readmit | Remove | Badge,
        ):
            return (everywhere,)
        learnt = None if place is None else self._known.rates.get(refs.channel_of(place))
        count, seconds = learnt or PER_CHANNEL
        own = Budget(f"discord/{place or to}", count / seconds, count, windowed=True)
        return (own, everywhere, everywhere) if self._to_be_opened(to, place) else (own, everywhere)

    async def typing(self, to: Destination, place: Place | None) -> None:
        if not self._rest.logged_in.is_set():
            return
        try:
            await self._rest.typing(await self._channel_at(to, place))
        except (NoPlaceError, StoreUnavailable, *verdicts.FAILURES) as error:
            logger.debug("typing not shown", extra={"to": to, "error": type(error).__name__})

    async def deliver(self, attempt: Attempt) -> Delivery:
        sent = list(attempt.done)
        try:
            async with asyncio.timeout(SENDING.total_seconds()):
                await self._rest.logged_in.wait()
                delivery = await self._deliver(attempt, sent)
                if isinstance(delivery, Delivered) and delivery.refs and is_direct(attempt.effect.to):
                    self._aside.reached(refs.user_of(account_of(Direct(attempt.effect.to))))
                return self._met(attempt, delivery)
        except (discord.HTTPException, discord.RateLimited) as error:
            verdict = verdicts.judge(error)
            if isinstance(verdict, RetryAfter):
                return RetryAfter(verdict.delay, tuple(sent))
            return await self._shown_aside(attempt, verdict)
        except NoPlaceError:
            return Rejected("place_gone")
        except asyncio.CancelledError:
            self._rest.let_go()
            raise
        except TimeoutError:
            self._rest.let_go()
            return RetryAfter(timedelta(seconds=1), tuple(sent))
        except (StoreUnavailable, aiohttp.ClientError, OSError):
            return RetryAfter(timedelta(seconds=1), tuple(sent))

    async def _deliver(self, attempt: Attempt, sent: list[str]) -> Delivery:
        effect = attempt.effect
        if isinstance(effect, Expel | Remove) and await self._spared(effect):
            return Rejected("spared")
        match effect:
            case Say():
                return await self._say(attempt, effect, sent)
            case Amend():
                return await self._amend(attempt, effect)
            case Retract():
                return await self._retract(attempt, effect)
            case React():
                return await self._react(attempt, effect)
            case Mark():
                return await self._mark(attempt, effect)
            case Show():
                return await self._show(attempt, effect)
            case Tell():
                body = render.line(self._texts, effect.language, effect.text).payload()
                ref = await self._post(attempt, await self._channel(attempt), 0, body)
                return Delivered((ref,))
            case OpenRoom(private=True):
                return Delivered(place=refs.dm(await self._dm(refs.user_of(effect.people[0]))))
            case OpenRoom():
                opened = await self._rooms.open(effect, adopt=attempt.tries > 0)
                if isinstance(opened, Delivered) and opened.place is not None:
                    self._read_from_now(opened.place)
                return opened
            case LetIn():
                return await self._rooms.let_in(await self._channel(attempt), effect.people)
            case CloseRoom() | ReopenRoom() if attempt.place is not None and refs.is_dm(attempt.place):
                return Delivered()
            case CloseRoom() | ReopenRoom():
                closed = isinstance(effect, CloseRoom)
                await self._rest.set_thread(await self._channel(attempt), archived=closed, locked=closed)
                return Delivered()
            case Hand() | Draw() | Export():
                return await self._hand(attempt, effect)
            case SendCode() | SendMail() | Share():
                return Rejected("refused", "it goes another way")
            case Expel():
                return await self._expel(effect)
            case Badge():
                return await self._badge(effect)
            case Readmit():
                return await self._readmit(effect)
            case Remove() if refs.is_dm(Place(effect.to)):
                return Delivered(
                    lost=("message",)
                )  # in a private chat nobody can delete what the other wrote
            case Remove():
                await self._delete(refs.channel_of(Place(effect.to)), effect.message)
                return Delivered()
            case _:
                assert_never(effect)

    async def _expel(self, effect: Expel) -> Delivery:
        guild, user = await self._guild(Place(effect.to)), refs.user_of(effect.account)
        if effect.until is None:
            await self._rest.ban(guild, user, wipe=effect.wipe)
        else:
            await self._rest.mute(guild, user, effect.until)
        return Delivered()

    async def _spared(self, effect: Expel | Remove) -> bool:
        user = refs.user_of(effect.account)
        if effect.spares and user == self._rest.me:
            return True
        guilds = {await self._guild(place) for place in effect.spares}
        return any([await self._rest.moderates(guild, user) for guild in sorted(guilds)])

    async def _badge(self, badge: Badge) -> Delivery:
        if badge.role is not None:
            server, asked = await self._guild(Place(badge.to)), refs.role_of(badge.role)
            await self._rest.badge(server, refs.user_of(badge.account), asked, given=badge.given)
            return Delivered()
        guild, role = refs.guild_at(Place(badge.to)), self._settings.staff_role
        if guild is None or role is None:
            return Delivered(lost=("mark",))
        try:
            await self._rest.badge(guild, refs.user_of(badge.account), role, given=badge.given)
        except discord.NotFound as error:
            if error.code != verdicts.UNKNOWN_MEMBER:
                raise
            return Delivered(lost=("mark",))
        return Delivered()

    async def _readmit(self, effect: Readmit) -> Delivery:
        guild, user = await self._guild(Place(effect.to)), refs.user_of(effect.account)
        try:
            if effect.silenced:
                await self._rest.mute(guild, user, None)
            else:
                await self._rest.unban(guild, user)
        except discord.NotFound as error:
            if error.code not in (verdicts.UNKNOWN_MEMBER, verdicts.UNKNOWN_BAN):
                raise
        return Delivered()

    async def _guild(self, place: Place) -> int:
        return refs.guild_at(place) or await self._rest.guild_of(refs.channel_of(place))

    async def _say(self, attempt: Attempt, say: Say, sent: list[str]) -> Delivery:
        channel = await self._channel(attempt)
        parts, lost = await self._saying.parts(say, repeated=attempt.repeated)
        for number, part in enumerate(parts):
            if number < len(attempt.done):
                continue
            reply = attempt.reply if number == 0 else None
            try:
                ref = await self._post_part(attempt, channel, number, part, reply)
            except discord.HTTPException as error:
                verdict = verdicts.judge(error)
                if not part.uploads or verdict != Rejected("too_large", f"{error.status}/{error.code}"):
                    raise
                lost = (*lost, *(upload.name for upload in part.uploads))
                ref = await self._post_part(
                    attempt, channel, number, self._saying.without_files(part, say.language), reply
                )
            sent.append(ref)
        return Delivered(tuple(sent), lost=lost)

    async def _post_part(
        self, attempt: Attempt, channel: int, number: int, part: Part, reply: str | None
    ) -> str:
        body: Body = {"content": part.content, "flags": SUPPRESS_EMBEDS}
        return await self._post(attempt, channel, number, body, uploads=part.uploads, reply=reply)

    async def _amend(self, attempt: Attempt, amend: Amend) -> Delivery:
        """The copies show the new words. Spare ones go; what they lack follows as further parts."""
        channel = await self._channel(attempt)
        parts = self._saying.amended(amend)
        kept: list[str] = []
        for number, part in enumerate(parts):
            body: Body = {"content": part.content, "flags": SUPPRESS_EMBEDS}
            if number < len(attempt.known):
                await self._edit(channel, attempt.known[number], body)
                kept.append(attempt.known[number])
            elif attempt.known:
                kept.append(await self._post(attempt, channel, number, body))
        for spare in attempt.known[len(parts) :]:
            await self._delete(channel, spare)
        return Delivered(tuple(kept))

    async def _retract(self, attempt: Attempt, retract: Retract) -> Delivery:
        channel = await self._channel(attempt)
        left = attempt.known[:1] if retract.tombstone else ()
        for ref in left:
            trace = render.words(self._texts, retract.language, text("relay.deleted"))
            try:
                await self._edit(
                    channel, ref, {"content": f"*{trace}*", "attachments": [], "flags": SUPPRESS_EMBEDS}
                )
            except discord.NotFound as error:
                if error.code != verdicts.UNKNOWN_MESSAGE:
                    raise
        for ref in attempt.known[len(left) :]:
            await self._delete(channel, ref)
        return Delivered(left)

    async def _react(self, attempt: Attempt, react: React) -> Delivery:
        emoji = self._emoji(react.emoji)
        if emoji is None or not attempt.known:
            return Delivered(lost=(react.emoji,))
        channel = await self._channel(attempt)
        try:
            if react.added:
                await self._rest.react(channel, attempt.known[0], emoji)
            else:
                await self._rest.take_back_reaction(channel, attempt.known[0], emoji)
        except discord.HTTPException as error:
            if error.code in (verdicts.UNKNOWN_EMOJI, verdicts.UNKNOWN_MESSAGE):
                return Delivered(lost=(react.emoji,))
            raise
        return Delivered()

    async def _mark(self, attempt: Attempt, mark: Mark) -> Delivery:
        if not attempt.known:
            return Delivered(lost=(mark.state,))
        channel, ref, emoji = await self._channel(attempt), attempt.known[-1], MARKS[mark.state]
        earlier = self._known.marks.get(ref)
        try:
            await self._rest.react(channel, ref, emoji)
            self._known.marks.put(ref, emoji)
            if earlier is not None and earlier != emoji:
                await self._rest.take_back_reaction(channel, ref, earlier)
        except discord.HTTPException as error:
            if isinstance(verdicts.judge(error), RetryAfter):
                raise
            # The author removed the message, closed it to the bot, or the place forbids reactions.
            return Delivered(lost=(mark.state,))
        return Delivered()

    async def _show(self, attempt: Attempt, show: Show) -> Delivery:
        channel = await self._channel(attempt)
        calls = tuple(map(refs.role_of, show.calls))
        body = render.card(self._texts, show.language, show.card).payload()
        body["content"] = " ".join(f"<@&{role}>" for role in calls)
        if attempt.known:
            try:
                await self._edit(channel, attempt.known[0], body)
            except discord.NotFound as error:
                if error.code != verdicts.UNKNOWN_MESSAGE:
                    raise
            else:
                return Delivered(attempt.known[:1])
        anew = () if attempt.known else calls
        ref = await self._post(attempt, channel, 0, body, reply=attempt.answers, calls=anew)
        lost: tuple[str, ...] = ()
        if show.card.pinned:
            try:
                await self._rest.pin(channel, ref)
            except discord.HTTPException:
                lost = ("pin",)
        if show.card.announced and self._announces(channel):
            try:
                await self._rest.publish(channel, ref)
            except discord.HTTPException:
                lost = (*lost, "publish")
        return Delivered((ref,), lost=lost)

    async def _hand(self, attempt: Attempt, hand: Hand | Draw | Export) -> Delivery:
        channel = await self._channel(attempt)
        drawn, uploads, lost = await self._handed(hand)
        ref = await self._post(attempt, channel, 0, drawn.payload(), uploads=uploads)
        return Delivered((ref,), lost=lost)

    async def _handed(
        self, hand: Hand | Draw | Export
    ) -> tuple[render.Drawn, tuple[Upload, ...], tuple[str, ...]]:
        files = await self._papers(hand)
        alt = self._texts.say(hand.language, hand.title) if isinstance(hand, Draw) else ""
        uploads = tuple(Upload(name, data, alt) for name, data in files if len(data) <= LIMITS.file)
        lost = tuple(name for name, data in files if len(data) > LIMITS.file)
        return render.line(self._texts, hand.language, _said_of(hand, there=bool(uploads))), uploads, lost

    async def _shown_aside(self, attempt: Attempt, refused: Rejected) -> Delivery:
        """Somebody who takes no direct messages is shown it where they press. Only what is handed over once has thereby
        arrived: where anything is to follow, the desk is to know that it cannot.
        """
        effect = attempt.effect
        if refused.reason != "unreachable" or not is_direct(effect.to):
            return refused
        if not isinstance(effect, Show | Tell | Hand | Draw | Export):
            return refused
        key = str(effect.card.key) if isinstance(effect, Show) else attempt.row
        user = refs.user_of(account_of(Direct(effect.to)))
        shown = await self._aside.show(user, key, effect.language, partial(self._drawn, effect))
        return Delivered() if shown and isinstance(effect, Hand | Draw | Export) else refused

    async def _drawn(
        self, effect: Show | Tell | Hand | Draw | Export
    ) -> tuple[render.Drawn, tuple[Upload, ...]]:
        match effect:
            case Show(card=card):
                return render.card(self._texts, effect.language, card), ()
            case Tell(text=said):
                return render.line(self._texts, effect.language, said), ()
            case Hand() | Draw() | Export():
                drawn, uploads, _ = await self._handed(effect)
                return drawn, uploads
            case _:
                assert_never(effect)

    async def _channel(self, attempt: Attempt) -> int:
        return await self._channel_at(attempt.effect.to, attempt.place)

    async def _channel_at(self, to: Destination, place: Place | None) -> int:
        if place is not None:
            return refs.channel_of(place)
        if not is_direct(to):
            raise NoPlaceError
        return await self._dm(refs.user_of(account_of(Direct(to))))

    def _to_be_opened(self, to: Destination, place: Place | None) -> bool:
        """Whether the private chat is asked for first, by a request of its own."""
        return place is None and is_direct(to) and refs.user_of(account_of(Direct(to))) not in self._known.dms

    def _met(self, attempt: Attempt, delivery: Delivery) -> Delivery:
        """A private chat that was asked for is the same for ever, so it is asked for once."""
        to = attempt.effect.to
        if not isinstance(delivery, Delivered) or attempt.place is not None or not is_direct(to):
            return delivery
        channel = self._known.dms.get(refs.user_of(account_of(Direct(to))))
        return delivery if channel is None else replace(delivery, place=refs.dm(channel))

    async def _dm(self, user: int) -> int:
        channel = self._known.dms.get(user)
        if channel is None:
            channel = await self._rest.open_dm(user)
            self._known.dms.put(user, channel)
            if await self._store.handled_until(refs.dm(channel)) is None:
                self._read_from_now(refs.dm(channel))
        return channel

    def _read_from_now(self, place: Place) -> None:
        """What is written in a place that the desk opened is read after a gap, even the first word."""
        self._marks.note(place, discord.utils.time_snowflake(datetime.now(UTC) - CLOCKS_APART))

    async def _post(
        self,
        attempt: Attempt,
        channel: int,
        number: int,
        body: Body,
        *,
        uploads: tuple[Upload, ...] = (),
        reply: str | None = None,
        calls: tuple[int, ...] = (),
    ) -> str:
        nonce = refs.nonce(attempt.row, number)
        if attempt.tries > 0:
            found = await self._posted_before(attempt, channel, nonce, body)
            if found is not None:
                return found
        try:
            return await self._rest.post(
                channel, body, nonce=nonce, uploads=uploads, reply=reply, calls=calls
            )
        except discord.HTTPException as error:
            if not await self._reopened(channel, error):
                raise
        return await self._rest.post(channel, body, nonce=nonce, uploads=uploads, reply=reply, calls=calls)

    async def _posted_before(self, attempt: Attempt, channel: int, nonce: str, body: Body) -> str | None:
        """The message that an earlier try has left, since the platform remembers nonces for minutes only.

        By its nonce; else by the same words, not recorded as anybody's and not among the parts known done.
        """
        place = attempt.place or refs.dm(channel)
        titles = tuple(str(embed.get("title", "")) for embed in _embeds(body))
        same: list[str] = []
        for posted in await self._rest.own_recent(channel):
            if posted.nonce == nonce:
                return posted.id
            if posted.nonce is None and (posted.content, posted.titles) == (body["content"], titles):
                same.append(posted.id)
        for ref in same:
            if ref not in attempt.done and await self._store.entry_at(MessageRef(place, ref)) is None:
                return ref
        return None

    async def _edit(self, channel: int, message: str, body: Body) -> None:
        try:
            await self._rest.edit(channel, message, body)
        except discord.HTTPException as error:
            if not await self._reopened(channel, error):
                raise
            await self._rest.edit(channel, message, body)

    async def _reopened(self, channel: int, error: discord.HTTPException) -> bool:
        """Threads archive by themselves, and refuse until they are opened again."""
        if error.code not in (verdicts.THREAD_ARCHIVED, verdicts.THREAD_LOCKED):
            return False
        await self._rest.set_thread(channel, archived=False, locked=False)
        return True

    async def _delete(self, channel: int, message: str) -> None:
        self._known.removed.put(int(message), value=True)
        try:
            await self._rest.delete(channel, message)
        except discord.NotFound as error:
            if error.code != verdicts.UNKNOWN_MESSAGE:
                raise


def _embeds(body: Body) -> tuple[dict[str, object], ...]:
    embeds = body.get("embeds")
    return tuple(embeds) if isinstance(embeds, list) else ()


def _said_of(hand: Hand | Draw | Export, *, there: bool) -> Text:
    match hand:
        case Draw(title=title):
            return title
        case Export():
            return text("export.here" if there else "export.too_large")
        case Hand(case=case):
            return text("transcript.here" if there else "transcript.too_large", case=int(case))
        case _:
            assert_never(hand)
