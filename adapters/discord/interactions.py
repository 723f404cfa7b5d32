"""Commands, buttons and forms: acknowledged at once, handled in order, answered by one edit.

Everything is told by its typed id and nothing by an object in memory, so what was drawn before a restart
works.
https://discord.com/developers/docs/interactions/receiving-and-responding
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import assert_never

import discord

from adapters.discord import fields, limits, refs, render, verdicts
from adapters.discord.answers import Answers
from adapters.discord.commands import AGENT_OPTION, IS_STAFF, REPORT_FAKE, TEXT_OPTION, menu_name
from adapters.discord.downloads import Downloads
from adapters.discord.inbound import person
from adapters.discord.known import Known, Recent
from adapters.discord.lanes import Lanes
from adapters.discord.payloads import Payload, decode
from adapters.discord.reading import to_document
from adapters.discord.settings import Settings
from core.ports import Handler
from core.words.cards import DRAFT, Answer, Form, Verb
from core.words.commands import Asked, Command, Pressed, Settled
from core.words.documents import Document, plain
from core.words.files import Attachment
from core.words.menu import BY_NAME, Entry
from core.words.people import Person, Profile
from core.words.refs import MessageRef
from core.words.texts import Texts, text

logger = logging.getLogger(__name__)

Setup = Callable[[discord.Interaction, Person, str], Awaitable[Answer]]
"""`/setup`, for somebody who may administer the server, in a language."""
TOLERATED = (verdicts.UNKNOWN_INTERACTION, verdicts.ALREADY_ACKNOWLEDGED)


class Interactions:
    def __init__(
        self,
        handler: Handler,
        texts: Texts,
        downloads: Downloads,
        known: Known,
        answers: Answers,
        *,
        lanes: Lanes,
        settings: Settings,
        setup: Setup,
    ) -> None:
        self._handler = handler
        self._texts = texts
        self._downloads = downloads
        self._known = known
        self._answers = answers
        self._lanes = lanes
        self._settings = settings
        self._setup = setup
        self._seen: Recent[int, bool] = Recent(10_000)

    async def on(self, interaction: discord.Interaction) -> None:
        """Whatever somebody did with a command, a button or a form."""
        if interaction.id in self._seen:
            return  # the gateway may deliver an event more than once
        self._seen.put(interaction.id, value=True)
        if interaction.guild_id is None and interaction.channel_id is not None:
            self._known.dms.put(interaction.user.id, interaction.channel_id)
        match interaction.type:
            case discord.InteractionType.application_command:
                await self._command(interaction)
            case discord.InteractionType.component:
                await self._press(interaction)
            case discord.InteractionType.modal_submit:
                await self._submission(interaction)
            case discord.InteractionType.autocomplete:
                await self._complete(interaction)
            case discord.InteractionType.ping:
                pass
            case _:
                assert_never(interaction.type)

    # ---- what was done

    async def _command(self, interaction: discord.Interaction) -> None:
        called = fields.called(interaction)
        who = _who(interaction)
        if called.target is not None and called.name == menu_name(self._texts, REPORT_FAKE):
            await self._later(interaction, self._reported(interaction, who, called.target))
            return
        if called.target is not None:
            await self._later(interaction, self._taken_private(interaction, who, called.target))
            return
        if called.name == menu_name(self._texts, IS_STAFF) and called.user is not None:
            await self._later(interaction, self._about(interaction, who, Verb.VERIFY, called.user, None))
            return
        entry = BY_NAME.get(called.name)
        if entry is None:
            await self._expired(interaction, who)
            return
        if entry.verb is Verb.SETUP:
            await self._set_up(interaction, who, _argument(entry, called))
            return
        payload = Payload(entry.verb, argument=_argument(entry, called))
        typed = called.options.get(TEXT_OPTION, "")
        if entry.verb is Verb.HELP or (
            entry.takes in ("words", "agent_words", "proof", "form") and not typed
        ):
            given = self._handler.form(who, entry.verb, None, payload.argument)
            if given.form is not None:
                asked = replace(given.form, words=typed or given.form.words)
                await self._open(interaction, given, asked)
                return
        words = plain(typed) if typed else None
        if entry.takes == "somebody":
            about = called.user or self._pasted(typed)
            await self._later(interaction, self._about(interaction, who, entry.verb, about, words))
            return

        async def command() -> Command:
            if payload.verb is Verb.HELP and words is not None:
                return self._asked(interaction, who, payload, topic=None, words=typed, files=())
            return replace(self._pressed(interaction, who, payload), words=words)

        await self._later(interaction, command)

    async def _press(self, interaction: discord.Interaction) -> None:
        who = _who(interaction)
        payload = decode(fields.custom_id(interaction))
        if payload is None:
            await self._expired(interaction, who)
            return
        given = self._handler.form(who, payload.verb, payload.case, payload.argument)
        if given.form is not None:
            await self._open(interaction, given, given.form)
            return

        async def command() -> Command:
            return self._pressed(interaction, who, payload)

        await self._later(interaction, command)

    async def _submission(self, interaction: discord.Interaction) -> None:
        who = _who(interaction)
        payload = decode(fields.custom_id(interaction))
        if payload is None:
            await self._expired(interaction, who)
            return
        filled = fields.filled(interaction)
        words = filled.one(render.WORDS)

        async def command() -> Command:
            files = await self._downloads.keep(filled.files)
            if payload.verb in (Verb.HELP, Verb.TICKET):
                topic = filled.one(render.TOPIC) or None
                return self._asked(interaction, who, payload, topic=topic, words=words, files=files)
            chosen = replace(payload, argument=filled.one(render.AGENT) or payload.argument)
            exact = payload.verb is Verb.PROVE  # an address may have signs that elsewhere mark words
            document = plain(words) if exact or not words else to_document(words, mentions={})
            given = tuple(
                (name, value)
                for name, values in filled.values.items()
                for value in values
                if value and name not in (render.WORDS, render.AGENT)
            )
            return replace(self._pressed(interaction, who, chosen), words=document, files=files, filled=given)

        await self._later(interaction, command)

    async def _complete(self, interaction: discord.Interaction) -> None:
        called = fields.called(interaction)
        entry = BY_NAME.get(called.name)
        offered: tuple[tuple[str, str], ...] = ()
        if entry is not None:
            match entry.takes:
                case "agent_words":
                    offered = tuple((str(agent), name) for agent, name in self._handler.agents())
                case "macro":
                    offered = tuple((name, name) for name in self._handler.macros())
                case "language":
                    offered = tuple((tag, tag) for tag in self._texts.languages())
                case _:
                    pass
        typed = called.focused.casefold()
        choices = [
            discord.app_commands.Choice(
                name=render.cut(label, limits.CHOICE), value=render.cut(value, limits.CHOICE)
            )
            for value, label in offered
            if typed in label.casefold() or typed in value.casefold()
        ]
        try:
            await interaction.response.autocomplete(choices[: limits.CHOICES])
        except discord.HTTPException as error:
            _tolerate(error)

    # ---- the commands they make

    def _pressed(self, interaction: discord.Interaction, who: Person, payload: Payload) -> Pressed:
        place = fields.place_of(interaction)
        return Pressed(
            refs.interaction_id(interaction.id),
            who,
            place,
            payload.verb,
            refs.is_dm(place),
            payload.case,
            payload.revision,
            payload.argument,
            ref=None if interaction.message is None else refs.message(place, interaction.message.id),
            moderator=_administers(interaction)
            if payload.verb is Verb.SETUP
            else self._moderates(interaction),
            room=self._room(interaction),
        )

    def _asked(
        self,
        interaction: discord.Interaction,
        who: Person,
        payload: Payload,
        *,
        topic: str | None,
        words: str,
        files: tuple[Attachment, ...],
    ) -> Asked:
        place = fields.place_of(interaction)
        return Asked(
            refs.interaction_id(interaction.id),
            who,
            place,
            self._room(interaction),
            topic,
            to_document(words, mentions={}),
            interaction.created_at,
            files,
            "ticket" if payload.verb is Verb.TICKET else "chat",
            private=refs.is_dm(place),
            from_draft=payload.argument == DRAFT,
        )

    def _room(self, interaction: discord.Interaction) -> bool:
        """Whether the conversation gets a private thread. Without the intent to read there it is the DM."""
        return (
            interaction.guild_id is not None
            and self._known.layout.guild in (None, interaction.guild_id)
            and self._settings.requester_room == "thread"
            and self._known.layout.panel_channel is not None
            and interaction.client.intents.message_content
        )

    def _moderates(self, interaction: discord.Interaction) -> bool:
        """Whether somebody may ban on a server of the desk's. On others everybody may be whatever they like."""
        layout, client = self._known.layout, interaction.client
        channels = (layout.panel_channel, layout.agents_forum)
        stands = [client.get_channel(each) for each in channels if each is not None]
        own = {each.guild.id for each in stands if isinstance(each, discord.abc.GuildChannel)}
        return interaction.guild_id in own | {layout.guild, layout.staff_guild} - {None} and (
            _administers(interaction) or interaction.permissions.ban_members
        )

    def _pasted(self, typed: str) -> Profile | None:
        """Whom pasted words mean: an id or a mention is an account, whose names nobody has told; else a name."""
        account = refs.pasted(typed)
        if account is not None:
            return Profile(account, ())
        return Profile(None, (typed.strip(),)) if typed.strip() else None

    def _about(
        self,
        interaction: discord.Interaction,
        who: Person,
        verb: Verb,
        about: Profile | None,
        words: Document | None,
    ) -> Callable[[], Awaitable[Command]]:
        async def command() -> Command:
            pressed = self._pressed(interaction, who, Payload(verb))
            return replace(pressed, about=about, words=words, ref=None)

        return command

    def _reported(
        self, interaction: discord.Interaction, who: Person, target: fields.Target
    ) -> Callable[[], Awaitable[Command]]:
        """A message is reported: it is kept as evidence, since its author may delete it."""

        async def command() -> Command:
            pressed = self._pressed(interaction, who, Payload(Verb.REPORT))
            ref = MessageRef(pressed.where, str(target.message))
            words = to_document(target.content, mentions={})
            return replace(pressed, about=target.author, words=words, ref=ref)

        return command

    def _taken_private(
        self, interaction: discord.Interaction, who: Person, target: fields.Target
    ) -> Callable[[], Awaitable[Command]]:
        """A public message into a private case: by its author at once; by others the desk decides."""
        place = fields.place_of(interaction)
        about = MessageRef(place, str(target.message))

        async def command() -> Command:
            words = to_document(target.content, mentions={})
            files = await self._downloads.keep(target.files)
            if target.author.account == who.account:
                asked = self._asked(interaction, who, Payload(Verb.HELP), topic=None, words="", files=files)
                return replace(asked, words=words, about=about)
            author = str(target.author.account)
            pressed = self._pressed(interaction, who, Payload(Verb.PRIVATE, argument=author))
            return replace(pressed, words=words, files=files, ref=about)

        return command

    # ---- answering

    async def _open(self, interaction: discord.Interaction, given: Answer, asked: Form) -> None:
        """Open a form; nothing may be awaited before it, since Discord takes one within 3 seconds only."""
        language = given.language
        topics = self._handler.topics(language)
        agents = tuple((str(agent), name) for agent, name in self._handler.agents())
        modal = render.form(self._texts, language, asked, topics=topics, agents=agents)
        try:
            await interaction.response.send_modal(modal)
        except discord.HTTPException as error:
            _tolerate(error)

    async def _later(
        self, interaction: discord.Interaction, command: Callable[[], Awaitable[Command]]
    ) -> None:
        """Acknowledge, handle in the conversation's order, put the answer in the acknowledgement's place."""
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
        except discord.HTTPException as error:
            _tolerate(error)  # it counts all the same: the person pressed it

        self._answers.await_one(interaction, self._handler.language(_who(interaction)))

        made: list[Command] = []

        async def handle() -> None:
            if not made:  # while the store is away this is tried again, and files are fetched once
                made.append(await command())
            await self._answers.show(interaction, await self._handler.handle(made[0]))

        self._lanes.add(self._lane(interaction), handle)

    def _lane(self, interaction: discord.Interaction) -> str:
        """A room is one conversation; at a panel or a board everybody has their own."""
        place = fields.place_of(interaction)
        if refs.is_dm(place) or isinstance(interaction.channel, discord.Thread):
            return place
        return refs.account(interaction.user.id)

    async def _set_up(self, interaction: discord.Interaction, who: Person, code: str) -> None:
        language = self._handler.language(who)
        if not _administers(interaction):
            await self._say(interaction, Answer(text("setup.not_allowed"), alert=True, language=language))
            return
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
        except discord.HTTPException as error:
            _tolerate(error)

        async def handle() -> None:
            asked = self._pressed(interaction, who, Payload(Verb.SETUP, argument=code))
            allowed = await self._handler.handle(asked)
            if allowed.alert:
                await self._answers.show(interaction, allowed)
                return
            done = await self._setup(interaction, who, language)
            if self._known.layout.agents_forum is not None:
                await self._handler.handle(Settled(refs.settled_id(interaction.id), refs.CARRIER))
            await self._answers.show(interaction, done)

        self._lanes.add("setup", handle)

    async def _expired(self, interaction: discord.Interaction, who: Person) -> None:
        language = self._handler.language(who)
        await self._say(interaction, Answer(text("refusal.expired"), alert=True, language=language))

    async def _say(self, interaction: discord.Interaction, given: Answer) -> None:
        drawn = render.answer(self._texts, given)
        if drawn is None:
            return
        try:
            await interaction.response.send_message(
                drawn.content, ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
            )
        except discord.HTTPException as error:
            _tolerate(error)


def _who(interaction: discord.Interaction) -> Person:
    return replace(person(interaction.user), locale=str(interaction.locale))


def _administers(interaction: discord.Interaction) -> bool:
    allowed = interaction.permissions
    return interaction.guild_id is not None and (allowed.administrator or allowed.manage_guild)


def _argument(entry: Entry, called: fields.Called) -> str:
    match entry.takes:
        case "agent_words":
            return called.options.get(AGENT_OPTION, "")
        case "account":
            user = called.options.get(entry.takes, "")
            return str(refs.account(int(user))) if user.isdecimal() else ""
        case "macro" | "case" | "language" | "stars" | "code" | "proof" | "find" | "component":
            return called.options.get(entry.takes, "")
        case "" | "words" | "form" | "somebody":
            return ""
        case _:
            assert_never(entry.takes)


def _tolerate(error: discord.HTTPException) -> None:
    """Too late, or acknowledged by an earlier try of ours: both happen without anybody's fault."""
    logger.info("an interaction was not acknowledged", extra={"code": error.code, "status": error.status})
    if error.code not in TOLERATED and error.status < 500:
        raise error
