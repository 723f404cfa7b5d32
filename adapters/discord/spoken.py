"""All that a message says, wherever that stands: words, forwarded words, a poll, and the cards and buttons of bots.

https://discord.com/developers/docs/resources/message#message-object. A person's message has cards too, which Discord
makes of the pages that it links to: those are not their words.
"""

from collections.abc import Iterator, Sequence

import discord
from discord.components import Component


def spoken(message: discord.Message) -> str:
    return "\n".join(filter(None, (each.strip() for each in _parts(message))))


def _parts(message: discord.Message) -> Iterator[str]:
    yield message.content
    for snapshot in message.message_snapshots:
        yield snapshot.content
    if message.poll is not None:
        yield message.poll.question
        for answer in message.poll.answers:
            yield answer.text
    if message.author.bot:
        for embed in message.embeds:
            yield from _card(embed)
        yield from _components(message.components)


def _card(embed: discord.Embed) -> Iterator[str]:
    texts = (embed.author.name, embed.title, embed.description, embed.url, embed.footer.text)
    yield from (each for each in texts if each)
    for each in embed.fields:
        yield f"{each.name or ''} {each.value or ''}"


def _components(components: Sequence[Component]) -> Iterator[str]:
    for each in components:
        match each:
            case discord.TextDisplay():
                yield each.content
            case discord.components.Button():
                yield f"{each.label or ''} {each.url or ''}"
            case discord.components.ActionRow() | discord.Container():
                yield from _components(each.children)
            case discord.SectionComponent():
                yield from _components([*each.children, each.accessory])
            case _:
                pass
