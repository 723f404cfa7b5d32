"""`/setup`: the channels, the role and the panel that a desk needs, made without Administrator.

What it made is remembered in the store under the server, so that it is found after a restart and not made
twice.
"""

import logging
from collections.abc import Awaitable
from typing import Literal

import discord

from adapters.discord import refs, render, verdicts
from adapters.discord.doctor import PANEL, Finding
from adapters.discord.known import Known
from adapters.discord.rest import Body, Rest
from core.cases.cards import button
from core.ports import Store
from core.words.cards import Answer, Card, Verb
from core.words.people import Person
from core.words.refs import CardKey, Direct, direct
from core.words.texts import Texts, text

logger = logging.getLogger(__name__)

Part = Literal["panel_channel", "agents_forum"]
HOME = "setup:home"


def panel_card() -> Card:
    """The one message that an admin posts; its buttons work for good."""
    return Card(
        CardKey(PANEL),
        text("panel.title"),
        (text("panel.how"), text("panel.never")),
        (
            button(Verb.HELP, style="primary"),
            button(Verb.VERIFY),
            button(Verb.STATUS),
        ),
        automatic=False,
    )


class Setup:
    def __init__(
        self,
        client: discord.Client,
        rest: Rest,
        known: Known,
        *,
        texts: Texts,
        store: Store,
    ) -> None:
        self._client = client
        self._rest = rest
        self._layout = known.layout
        self._texts = texts
        self._store = store

    async def recall(self) -> None:
        """Find what an earlier `/setup` made, for what the settings leave open."""
        home = await self._store.refs(self._own(), HOME)
        self._layout.guild = self._layout.guild or (int(home[0]) if home else None)
        self._layout.panel_channel = self._layout.panel_channel or await self._remembered(
            self._layout.guild, "panel_channel"
        )
        self._layout.agents_forum = self._layout.agents_forum or await self._remembered(
            self._layout.agents_guild, "agents_forum"
        )

    async def _remembered(self, guild: int | None, part: Part) -> int | None:
        if guild is None:
            return None
        found = await self._store.refs(refs.guild(guild), f"setup:{part}")
        return int(found[0]) if found else None

    def _own(self) -> Direct:
        """Under which is remembered what concerns no single server."""
        return direct(refs.account(self._rest.me))

    async def by_interaction(self, interaction: discord.Interaction, who: Person, language: str) -> Answer:
        """`/setup` by somebody who may administer the server: each step ticked, the rest with its fix."""
        if self._layout.guild is None and interaction.guild_id is not None:
            self._layout.guild = interaction.guild_id
            await self._store.remember(self._own(), HOME, (str(interaction.guild_id),))
        findings = await self.run(self._layout.guild, language, refs.user_of(who.account))
        tone: Literal["good", "warning"] = "good" if all(each.ok for each in findings) else "warning"
        lines = tuple(each.line() for each in findings)
        return Answer(card=Card(CardKey("setup"), text("setup.title"), lines, tone=tone), language=language)

    async def run(self, guild: int | None, language: str, agent: int | None = None) -> tuple[Finding, ...]:
        """Make what is missing; `agent` gets the agents' role.

        One step that Discord refuses is named with its fix, and the others go on.
        """
        server = self._client.get_guild(guild or 0)
        staff = self._client.get_guild(self._layout.staff_guild or guild or 0)
        if server is None or staff is None:
            return (Finding(text("setup.server"), ok=False, fix=text("setup.fix.server")),)
        channel, forum, panel = (
            await self._refused(self._panel_channel(server, language)),
            await self._refused(self._agents_forum(staff, language, agent)),
            await self._refused(self._panel(server, language)),
        )
        return (
            Finding(
                text("setup.panel_channel"),
                channel is None,
                text("setup.panel_channel.fix", code=channel or 0),
            ),
            Finding(
                text("setup.agents_forum"), forum is None, text("setup.agents_forum.fix", code=forum or 0)
            ),
            Finding(text("setup.panel"), panel is None, text("setup.panel.fix", code=panel or 0)),
        )

    async def _refused(self, step: Awaitable[None]) -> int | None:
        """Discord's code where it refuses a step."""
        try:
            await step
        except discord.HTTPException as error:
            logger.warning("a step of the setup was refused", extra={"code": error.code})
            return error.code
        return None

    async def _panel_channel(self, server: discord.Guild, language: str) -> None:
        """Where the panel stands: everybody reads it, nobody but the bot writes or opens threads there."""
        known = self._layout.panel_channel
        if known is not None and server.get_channel(known) is not None:
            return
        closed = discord.PermissionOverwrite(
            view_channel=True,
            send_messages=False,
            create_public_threads=False,
            create_private_threads=False,
            send_messages_in_threads=True,
        )
        own = discord.PermissionOverwrite(
            view_channel=True,
            send_messages=True,
            create_private_threads=True,
            send_messages_in_threads=True,
            manage_threads=True,
        )
        name = self._texts.say(language, text("setup.name.panel"))
        made = await server.create_text_channel(
            name, overwrites={server.default_role: closed, server.me: own}
        )
        self._layout.panel_channel = made.id
        await self._remember(server.id, "panel_channel", made.id)

    async def _agents_forum(self, server: discord.Guild, language: str, agent: int | None) -> None:
        """Where agents get their cases, seen by a role of theirs; a text channel without forums."""
        known = self._layout.agents_forum
        if known is not None and server.get_channel(known) is not None:
            return
        named = self._texts.say(language, text("setup.name.role"))
        role = discord.utils.get(server.roles, name=named) or await server.create_role(
            name=named, permissions=discord.Permissions.none(), mentionable=False
        )
        seen = discord.PermissionOverwrite(
            view_channel=True, send_messages_in_threads=True, read_message_history=True
        )
        own = discord.PermissionOverwrite(
            view_channel=True,
            send_messages=True,
            send_messages_in_threads=True,
            manage_threads=True,
            read_message_history=True,
        )
        overwrites: dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite] = {
            server.default_role: discord.PermissionOverwrite(view_channel=False),
            role: seen,
            server.me: own,
        }
        name = self._texts.say(language, text("setup.name.cases"))
        made: discord.ForumChannel | discord.TextChannel
        try:
            made = await server.create_forum(name, overwrites=overwrites)
        except discord.Forbidden:
            raise
        except discord.HTTPException:
            made = await server.create_text_channel(name, overwrites=overwrites)
        self._layout.agents_forum = made.id
        await self._remember(server.id, "agents_forum", made.id)
        if agent is not None:
            await (await server.fetch_member(agent)).add_roles(role)

    async def _panel(self, server: discord.Guild, language: str) -> None:
        """Post the panel, or bring the posted one up to date."""
        channel = self._layout.panel_channel
        if channel is None:
            return  # its own step says so
        place = refs.channel(channel)
        body: Body = render.card(self._texts, language, panel_card()).payload()
        posted = await self._store.refs(place, PANEL)
        if posted:
            try:
                await self._rest.edit(channel, posted[0], body)
            except discord.NotFound as error:
                if error.code != verdicts.UNKNOWN_MESSAGE:
                    raise
            else:
                return
        # Two who press at once post one panel: the nonce is the same.
        ref = await self._rest.post(channel, body, nonce=refs.nonce(f"{PANEL}/{server.id}/{posted}", 0))
        await self._store.remember(place, PANEL, (ref,))

    async def _remember(self, guild: int, part: Part, channel: int) -> None:
        await self._store.remember(refs.guild(guild), f"setup:{part}", (str(channel),))
