"""Discord's markdown as safe HTML: everything is escaped first, then a few marks are turned into tags."""

import html
import re

from simcord.backend import Backend

LITERAL = re.compile(r"```(?:[\w+-]*\n)?(?P<block>.+?)```|`(?P<code>[^`\n]+)`|\\(?P<sign>[^\w\s])", re.DOTALL)
"""What stands as it is: code, and a sign after a backslash."""
MARKS = (
    (re.compile(r"\*\*(.+?)\*\*", re.DOTALL), r"<strong>\1</strong>"),
    (re.compile(r"__(.+?)__", re.DOTALL), r"<u>\1</u>"),
    (re.compile(r"~~(.+?)~~", re.DOTALL), r"<s>\1</s>"),
    (re.compile(r"\|\|(.+?)\|\|", re.DOTALL), r'<span class="spoiler">\1</span>'),
    (re.compile(r"(?<![\w*])\*(?!\s)([^*\n]+?)\*(?!\w)"), r"<em>\1</em>"),
    (re.compile(r"(?<!\w)_(?!\s)([^_\n]+?)_(?!\w)"), r"<em>\1</em>"),
    (re.compile(r"^### (.+)$", re.MULTILINE), r"<h3>\1</h3>"),
    (re.compile(r"^## (.+)$", re.MULTILINE), r"<h2>\1</h2>"),
    (re.compile(r"^# (.+)$", re.MULTILINE), r"<h1>\1</h1>"),
    (re.compile(r"^-# (.+)$", re.MULTILINE), r"<small>\1</small>"),
    (re.compile(r"^&gt; (.+)$", re.MULTILINE), r"<blockquote>\1</blockquote>"),
    (re.compile(r"\[([^\]\n]+)\]\((https?://[^\s)\"]+)\)"), r'<a href="\2" rel="noreferrer">\1</a>'),
    (re.compile(r"(?<![\"=>])(https?://[^\s<\"]+)"), r'<a href="\1" rel="noreferrer">\1</a>'),
)
STAMP = re.compile(r"&lt;t:(\d+)(?::[tTdDfFR])?&gt;")
MENTION = re.compile(r"&lt;(@!?|@&amp;|#)(\d+)&gt;")


def as_html(model: Backend, content: str) -> str:
    """The rendering of a message's text, for the sandbox's page."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "block":
                kept.append(f"<pre>{found['block']}</pre>")
            case "code":
                kept.append(f"<code>{found['code']}</code>")
            case _:
                kept.append(found["sign"])
        return f"\0{len(kept) - 1}\0"

    text = LITERAL.sub(keep, html.escape(content))
    for pattern, tag in MARKS:
        text = pattern.sub(tag, text)
    text = STAMP.sub(r'<time data-seconds="\1"></time>', text)
    text = MENTION.sub(lambda found: _mention(model, found[1], int(found[2])), text)
    text = text.replace("\n", "<br>")
    return re.sub(r"\0(\d+)\0", lambda found: kept[int(found[1])], text)


def _mention(model: Backend, sign: str, target: int) -> str:
    if sign == "#":
        channel = model.channels.get(target)
        name = f"#{channel.name}" if channel is not None else "#unknown"
    elif sign == "@&amp;":
        role = next((guild.roles[target] for guild in model.guilds.values() if target in guild.roles), None)
        name = f"@{role.name}" if role is not None else "@unknown-role"
    else:
        user = model.users.get(target)
        name = f"@{user.global_name or user.name}" if user is not None else "@unknown-user"
    return f'<span class="mention">{html.escape(name)}</span>'
