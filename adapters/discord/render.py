"""Cards, forms and answers in Discord's widgets: embeds with rows of buttons, modals, ephemeral replies."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

import discord

from adapters.discord import limits
from adapters.discord.payloads import encode, of_action, of_form
from adapters.discord.writing import to_markdown
from core.words.cards import Action, Answer, Card, Field, Form
from core.words.documents import plain
from core.words.texts import Text, Texts, Value, text

STYLES = {
    "primary": discord.ButtonStyle.primary,
    "secondary": discord.ButtonStyle.secondary,
    "success": discord.ButtonStyle.success,
    "danger": discord.ButtonStyle.danger,
}
COLOURS = {"calm": 0x5865F2, "waiting": 0xF0B232, "good": 0x23A55A, "warning": 0xE5682B}

TOPIC, WORDS, FILES, AGENT = "topic", "words", "files", "agent"
"""The fields of a form, by which they come back."""

_TIME = f"t{secrets.token_hex(6)}x"
_TIMES = re.compile(rf"{_TIME}(\d+)z")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A message ready to be posted or edited to."""

    content: str = ""
    embed: discord.Embed | None = None
    view: discord.ui.View | None = None

    def payload(self) -> dict[str, object]:
        """The body for Discord's message routes, complete, so that an edit leaves nothing of the old."""
        return {
            "content": self.content,
            "embeds": [] if self.embed is None else [self.embed.to_dict()],
            "components": [] if self.view is None else self.view.to_components(),
        }


def words(texts: Texts, language: str, said: Text) -> str:
    """A text as Discord's Markdown; each time in it is shown by Discord in the reader's own zone."""
    if not said.values:
        return to_markdown(texts.document(language, said))
    markdown = to_markdown(texts.document(language, _with_times_kept(said)))
    return _TIMES.sub(lambda found: f"<t:{found[1]}:f>", markdown)


def _with_times_kept(said: Text) -> Text:
    return replace(said, values=tuple((name, _kept(value)) for name, value in said.values))


def _kept(value: Value) -> Value:
    match value:
        case datetime():
            return f"{_TIME}{int(value.timestamp())}z"
        case Text():
            return _with_times_kept(value)
        case _:
            return value


def name(shown: str) -> str:
    """A person's name on one line, inert."""
    return to_markdown(plain(" ".join(shown.split())))


def cut(shown: str, limit: int) -> str:
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def line(texts: Texts, language: str, said: Text) -> Drawn:
    """One line by the desk itself, marked as automatic."""
    mark = words(texts, language, text("mark.automatic"))
    body = cut(words(texts, language, said), limits.TEXT - len(mark) - 10)
    return Drawn(f"{body}\n-# {mark}")


def card(texts: Texts, language: str, shown: Card) -> Drawn:
    """A card as an embed with its buttons."""
    embed = discord.Embed(
        title=cut(words(texts, language, shown.title), limits.EMBED_TITLE),
        description=cut("\n".join(words(texts, language, each) for each in shown.lines), limits.EMBED_TEXT),
        colour=COLOURS[shown.tone],
    )
    if shown.automatic:
        embed.set_footer(text=texts.say(language, text("mark.automatic")))
    return Drawn(embed=embed, view=buttons(texts, language, shown.actions))


def buttons(texts: Texts, language: str, actions: tuple[Action, ...]) -> discord.ui.View | None:
    """Rows of buttons. The view is stopped: presses are told by their ids, so nothing is remembered of it."""
    if not actions:
        return None
    view = discord.ui.View(timeout=None)
    for action in actions[: limits.BUTTONS]:
        view.add_item(
            discord.ui.Button(
                style=STYLES[action.style],
                label=cut(texts.say(language, action.label), limits.LABEL),
                custom_id=encode(of_action(action)),
            )
        )
    view.stop()
    return view


def form(
    texts: Texts,
    language: str,
    asked: Form,
    *,
    topics: tuple[tuple[str, str], ...],
    agents: tuple[tuple[str, str], ...],
) -> discord.ui.Modal:
    """A form as a modal: why it is this one, a choice, the words, files. `topics` are (id, label)."""
    modal = discord.ui.Modal(
        title=cut(texts.say(language, asked.title), limits.MODAL_TITLE), custom_id=encode(of_form(asked))
    )
    if asked.why is not None:
        modal.add_item(discord.ui.TextDisplay(cut(words(texts, language, asked.why), limits.MODAL_TEXT)))
    if asked.hint is not None and not asked.fields:
        modal.add_item(discord.ui.TextDisplay(cut(words(texts, language, asked.hint), limits.MODAL_TEXT)))
    for field in asked.fields:
        modal.add_item(_field(texts, language, field))
    if asked.fields:
        modal.stop()
        return modal
    offered = tuple(each for each in topics if each[0] in asked.topics)
    if asked.kind in ("chat", "ticket") and offered:
        modal.add_item(
            _select(texts, language, "form.topic", TOPIC, offered, chosen=asked.topic, required=False)
        )
    if asked.kind == "transfer" and not asked.argument and agents:
        modal.add_item(_select(texts, language, "form.agent", AGENT, agents, chosen=None, required=True))
    modal.add_item(
        discord.ui.Label(
            text=cut(texts.say(language, text(f"form.words.{asked.kind}")), limits.MODAL_LABEL),
            component=discord.ui.TextInput(
                style=discord.TextStyle.short if asked.kind == "prove" else discord.TextStyle.paragraph,
                custom_id=WORDS,
                default=asked.words[: limits.MODAL_TEXT] or None,
                required=asked.kind not in ("transfer", "close", "comment"),
                max_length=limits.MODAL_TEXT,
            ),
        )
    )
    if asked.kind in ("chat", "ticket", "details", "reply", "note", "complaint"):
        modal.add_item(
            discord.ui.Label(
                text=cut(texts.say(language, text("form.files")), limits.MODAL_LABEL),
                component=discord.ui.FileUpload(
                    custom_id=FILES, required=False, min_values=0, max_values=limits.FILES
                ),
            )
        )
    modal.stop()
    return modal


def _field(texts: Texts, language: str, field: Field) -> discord.ui.Label[discord.ui.Modal]:
    component: discord.ui.Select[discord.ui.Modal] | discord.ui.TextInput[discord.ui.Modal]
    if field.choices:
        options = [
            discord.SelectOption(
                label=cut(texts.say(language, each.label), limits.CHOICE),
                value=each.value,
                default=each.chosen,
            )
            for each in field.choices[: limits.CHOICES]
        ]
        component = discord.ui.Select(
            custom_id=field.name,
            options=options,
            required=field.required,
            min_values=int(field.required),
            max_values=len(options) if field.many else 1,
        )
    else:
        component = discord.ui.TextInput(
            style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
            custom_id=field.name,
            default=field.value or None,
            required=field.required,
            max_length=limits.MODAL_TEXT if field.long else limits.MODAL_LINE,
        )
    return discord.ui.Label(
        text=cut(texts.say(language, field.label), limits.MODAL_LABEL), component=component
    )


def _select(
    texts: Texts,
    language: str,
    key: str,
    field: str,
    choices: tuple[tuple[str, str], ...],
    *,
    chosen: str | None,
    required: bool,
) -> discord.ui.Label[discord.ui.Modal]:
    options = [
        discord.SelectOption(
            label=cut(label, limits.CHOICE), value=cut(value, limits.CHOICE), default=value == chosen
        )
        for value, label in choices[: limits.CHOICES]
    ]
    select: discord.ui.Select[discord.ui.Modal] = discord.ui.Select(
        custom_id=field, options=options, required=required, min_values=int(required), max_values=1
    )
    return discord.ui.Label(
        text=cut(texts.say(language, text(key)), limits.MODAL_LABEL),
        component=select,
    )


def answer(texts: Texts, given: Answer) -> Drawn | None:
    """What the acting person sees; None where there is nothing to see.

    A form cannot follow here (a modal answers neither a deferral nor a modal): it becomes a button that opens
    it.
    """
    said = "" if given.text is None else cut(words(texts, given.language, given.text), limits.TEXT)
    if given.form is not None:
        return _offer(texts, given, said, given.form)
    if given.card is not None:
        return replace(card(texts, given.language, given.card), content=said)
    return Drawn(said) if said else None


def _offer(texts: Texts, given: Answer, said: str, asked: Form) -> Drawn:
    why = "" if asked.why is None else words(texts, given.language, asked.why)
    payload = of_form(asked)
    action = Action(payload.verb, asked.title, payload.case, 0, payload.argument, "primary")
    content = cut("\n".join(each for each in (said, why) if each), limits.TEXT)
    return Drawn(content, view=buttons(texts, given.language, (action,)))
