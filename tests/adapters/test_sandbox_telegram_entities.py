"""How the sandbox's Telegram reads marked-up text, and shows it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.sandbox.telegram.entities.parse_html import parse_html
from bots.sandbox.telegram.entities.parse_markdown import parse_legacy, parse_markdown
from bots.sandbox.telegram.entities.render import html
from bots.sandbox.telegram.entities.spans import Formatted, detected, length, span, trimmed
from bots.sandbox.telegram.refusals import RefusedError

PIECES = [
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    '<a href="http://x.y">',
    "</a>",
    "<pre>",
    "</pre>",
    "&lt;",
    "&",
    "<",
    ">",
]
MARKS = [
    "*",
    "_",
    "__",
    "~",
    "||",
    "`",
    "```",
    "[",
    "](http://x.y)",
    "\\",
    "\n>",
    "![",
    "](tg://emoji?id=5)",
    "!",
]


def words(formatted: Formatted) -> list[tuple[object, str]]:
    raw = formatted.text.encode("utf-16-le")
    return [
        (each["type"], raw[2 * begin : 2 * end].decode("utf-16-le"))
        for each in formatted.entities
        for begin, end in [span(each)]
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<b>a<i>b</i></b>", [("bold", "ab"), ("italic", "b")]),
        ("<B>a</B> &amp; <code>&lt;b&gt;</code>", [("bold", "a"), ("code", "<b>")]),
        ('<pre><code class="language-py">x</code></pre>', [("pre", "x")]),
        ("<blockquote expandable>x</blockquote>", [("expandable_blockquote", "x")]),
        ("<tg-spoiler>x</tg-spoiler><span class='tg-spoiler'>y</span>", [("spoiler", "x"), ("spoiler", "y")]),
        ('<a href="nowhere">x</a>', []),
        ("<b></b>x", []),
    ],
)
def test_html_means_entities(source: str, found: list[tuple[str, str]]) -> None:
    assert words(parse_html(source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("__u___i_", [("underline", "u"), ("italic", "i")]),
        (">a\n>b\nc", [("blockquote", "a\nb\n")]),
        ("```py\nx\n```", [("pre", "x\n")]),
        ("[x](tg://user?id=7)", [("text_mention", "x")]),
        ("![👍](tg://emoji?id=5)", [("custom_emoji", "👍")]),
    ],
)
def test_markdown_means_entities(source: str, found: list[tuple[str, str]]) -> None:
    assert words(parse_markdown(source)) == found


def test_the_older_markdown_is_read_without_nesting() -> None:
    formatted = parse_legacy("*b* _i_ `c` [l](http://x.org) \\*")
    assert formatted.text == "b i c l *"
    assert words(formatted) == [("bold", "b"), ("italic", "i"), ("code", "c"), ("text_link", "l")]


def test_commands_mentions_and_addresses_are_found_by_themselves() -> None:
    text = "/help@desk_bot ask @ann_b or a@b.org, see https://x.org/a. #tag and/or 1/2"
    assert words(detected(Formatted(text))) == [
        ("bot_command", "/help@desk_bot"),
        ("mention", "@ann_b"),
        ("email", "a@b.org"),
        ("url", "https://x.org/a"),
        ("hashtag", "#tag"),
    ]


def test_a_page_shows_no_dangerous_link() -> None:
    evil = [{"type": "text_link", "offset": 0, "length": 1, "url": 'javascript:alert("x")'}]
    assert html("<", evil) == '<span class="text_link">&lt;</span>'


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12))
def test_any_html_is_read_or_refused(pieces: list[str]) -> None:
    _holds(parse_html, "".join(pieces))


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=12))
def test_any_markdown_is_read_or_refused(pieces: list[str]) -> None:
    _holds(parse_markdown, "".join(pieces))


def _holds(parse: Callable[[str], Formatted], source: str) -> None:
    """Entities lie inside the text, and the page shows every character of it escaped."""

    try:
        formatted = detected(trimmed(parse(source)))
    except RefusedError:
        return
    for each in formatted.entities:
        begin, end = span(each)
        assert 0 <= begin < end <= length(formatted.text)
    assert "<script" not in html(formatted.text, formatted.entities)
