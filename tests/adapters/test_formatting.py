import re
import time
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity

from adapters.discord.reading import to_document
from adapters.discord.writing import LONGEST_HIDDEN_ADDRESS, split_markdown, to_markdown
from adapters.telegram import formatting as telegram
from adapters.web.formatting import to_html
from core.words.documents import Document, Kind, Mark, aligned, concat, plain
from core.words.graphemes import graphemes
from core.words.links import honest
from core.words.splitting import utf16_units

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(list("*_~|`[]()<>@#&!:/\\.-+ \n\u200b1at\0\ud800🙂👍🏽e\u0301")),
        st.characters(),
        st.characters(categories=["Cs", "Cf", "Mn"]),
    ),
    max_size=80,
)
PHRASES = st.lists(
    st.sampled_from(
        [
            *(
                "**",
                "*",
                "__",
                "_",
                "~~",
                "||",
                "`",
                "``",
                "```",
                "```py\n",
                "\n",
                "\n> ",
                "\n>>> ",
                "\n# ",
                "\n-# ",
            ),
            *(
                "\n- ",
                "\n1. ",
                "\\",
                " ",
                "a",
                "b c",
                "🙂",
                "[",
                "](https://a.example)",
                "<https://b.example/x_y>",
            ),
            *(
                "https://c.example",
                "@everyone",
                "@here",
                "<@1>",
                "<@&2>",
                "<#3>",
                "<:e:4>",
                "<t:0:R>",
                "</c:5>",
            ),
            *("http://", "discord.gg/x", ":smile:", "\u200b", "javascript:x", "[x](<https://d.example>)"),
        ]
    ),
    max_size=25,
).map("".join)
MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(0, 80),
        st.integers(0, 80),
        st.sampled_from(Kind),
        st.sampled_from(["", "1", "py", "https://a.example/x", "https://b.example/(y)_*@everyone"]),
    ),
    max_size=10,
).map(tuple)
DOCUMENTS = st.builds(Document, HOSTILE | PHRASES, MARKS)
RAW_PING = re.compile(r"@everyone|@here|<@[!&]?\d+>", re.IGNORECASE)


def read(markdown: str) -> Document:
    return to_document(markdown, mentions={"1": "Ann\n B", "2": "helpers", "3": "general"})


def marked(document: Document) -> list[tuple[str, str, str]]:
    return [(document.text[mark.start : mark.end], mark.kind.value, mark.argument) for mark in document.marks]


class TestReadingDiscord:
    @pytest.mark.parametrize(
        ("markdown", "text", "marks"),
        [
            (
                "**a** *b* _c_ __d__ ~~e~~ ||f|| `g`",
                "a b c d e f g",
                "bold italic italic underline strike spoiler code",
            ),
            ("***both***", "both", "bold italic"),
            ("*a **b***", "a b", "italic bold"),
            ("***a** b*", "a b", "italic bold"),
            ("__*x*__", "x", "italic underline"),
            ("||a||||b||", "ab", "spoiler"),
            ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4", ""),
            (r"\*no\* \_no\_ \`no\`", "*no* _no_ `no`", ""),
            ("**open *never closed", "**open *never closed", ""),
            ("`**raw**`", "**raw**", "code"),
            ("``a`b``", "a`b", "code"),
            ("# Title\ntext", "Title\ntext", "heading"),
            ("#no #### no", "#no #### no", ""),
            ("-# small", "small", ""),
            ("- a\n  * b\n1. c", "• a\n  • b\n1. c", ""),
            ("> a\n> **b**\nc", "a\nb\nc", "quote bold"),
            (">>> a\nb", "a\nb", "quote"),
            ("a > b", "a > b", ""),
            ("```py\nx = **1**\n```", "x = **1**", "code_block"),
            ("before```x```after", "before\nx\nafter", "code_block"),
            ("> ```\n> a\n> ```\nb", "a\nb", "quote code_block"),
            ("[label **x**](https://a.example)", "label x", "link bold"),
            ('[label](<https://a.example> "title")', "label", "link"),
            ("[x](javascript:alert(1))", "[x](javascript:alert(1))", ""),
            (
                "[https://bank.example](https://evil.example)",
                "[https://bank.example](https://evil.example)",
                "link",
            ),
            ("<https://a.example> https://b.example.", "https://a.example https://b.example.", "link link"),
            ("||https://a.example||", "https://a.example", "spoiler link"),
            ("<@1> <@!9> <@&2> <#3>", "@Ann B @9 @helpers #general", "mention mention mention mention"),
            (
                "<:wave:123> <a:dance:4> </close ticket:5> <id:guide>",
                ":wave: :dance: /close ticket #guide",
                "",
            ),
            (
                "<t:1618953630> <t:1618953630:d> <t:1618953630:T>",
                "2021-04-20 21:20 UTC 2021-04-20 21:20:30 UTC",
                "",
            ),
            ("<t:9999999999999> <t:x>", "<t:9999999999999> <t:x>", ""),
            ("¯\\_(ツ)_/¯ *x*", "¯\\_(ツ)_/¯ x", "italic"),
            ("@everyone @here", "@everyone @here", ""),
        ],
    )
    def test_the_dialect_is_understood(self, markdown: str, text: str, marks: str) -> None:
        document = read(markdown)
        assert document.text == text
        assert " ".join(mark.kind.value for mark in document.marks) == marks

    def test_marks_say_where_and_what(self) -> None:
        assert marked(read("# A **b** c\n[d](https://e.example/)\n```sql\nf\n```")) == [
            ("A b c", "heading", "1"),
            ("b", "bold", ""),
            ("d", "link", "https://e.example/"),
            ("f", "code_block", "sql"),
        ]

    @given(HOSTILE | PHRASES)
    def test_it_never_raises(self, markdown: str) -> None:
        read(markdown).text.encode()


class TestWritingDiscord:
    @pytest.mark.parametrize(
        ("document", "markdown"),
        [
            (plain("1 * 2_3 ~ |x| `y` \\"), r"1 \* 2\_3 \~ \|x\| \`y\` \\"),
            (plain("# a\n- b\n1. c\n> d\n-# e"), "\\# a\n\\- b\n1\\. c\n\\> d\n\\-# e"),
            (
                plain("@everyone @HERE <@1> <@&2> a@b"),
                "@\u200beveryone @\u200bHERE \\<@\u200b1> \\<@\u200b&2> a@b",
            ),
            (plain("[x](https://a.example)"), r"\[x\](https\://a.example)"),
            (plain("discord.gg/x :smile: at 10:30"), r"discord\.gg/x \:smile: at 10:30"),
            (
                Document("bold both it", (Mark(0, 9, Kind.BOLD), Mark(5, 12, Kind.ITALIC))),
                "**bold *both***\u200b *it*".replace("\u200b ", " "),
            ),
            (Document("ab", (Mark(0, 1, Kind.BOLD), Mark(1, 2, Kind.ITALIC))), "**a**\u200b*b*"),
            (Document("a`b", (Mark(0, 3, Kind.CODE),)), "``a`b``"),
            (Document("x", (Mark(0, 1, Kind.CODE_BLOCK, "py"),)), "```py\nx\n```"),
            (Document("x", (Mark(0, 1, Kind.CODE_BLOCK, "no lang"),)), "```\nx\n```"),
            (Document("```", (Mark(0, 3, Kind.CODE_BLOCK),)), "```\n`\u200b`\u200b`\n```"),
            (Document("a\nb\nc", (Mark(0, 3, Kind.QUOTE),)), "> a\n> b\nc"),
            (Document("a\nb", (Mark(0, 1, Kind.HEADING, "2"),)), "## a\nb"),
            (
                Document("it", (Mark(0, 2, Kind.LINK, "https://a.example/(b)"),)),
                "[it](<https://a.example/%28b%29>)",
            ),
            (
                Document("https://a.example/b_c", (Mark(0, 21, Kind.LINK, "https://a.example/b_c"),)),
                "<https://a.example/b_c>",
            ),
            (
                Document("bank.example", (Mark(0, 12, Kind.LINK, "https://evil.example"),)),
                "bank.example (<https://evil.example>)",
            ),
            (Document("@everyone", (Mark(0, 9, Kind.CODE),)), "`@\u200beveryone`"),
            (
                Document(
                    "x", (Mark(0, 1, Kind.UNDERLINE), Mark(0, 1, Kind.LINK, "https://a.example/__@here"))
                ),
                "[__x__](<https://a.example/_%5F%40here>)",
            ),
            (Document("@everyone", (Mark(1, 9, Kind.BOLD),)), "@\u200b**everyone**"),
        ],
    )
    def test_it_is_written_so(self, document: Document, markdown: str) -> None:
        assert to_markdown(document) == markdown

    @given(DOCUMENTS)
    def test_what_is_read_again_is_the_text_that_was_written(self, document: Document) -> None:
        written = to_markdown(document)
        sent = aligned(honest(document, LONGEST_HIDDEN_ADDRESS))
        assert unquote(read(written).text) == unquote(sent.text)

    @given(HOSTILE | PHRASES)
    def test_plain_text_stays_plain(self, text: str) -> None:
        written = to_markdown(plain(text))
        assert RAW_PING.search(written) is None
        assert read(written) == plain(text)

    @given(DOCUMENTS)
    def test_nothing_pings_whatever_is_marked(self, document: Document) -> None:
        written = to_markdown(document)
        assert RAW_PING.search(written) is None
        assert not any(mark.kind is Kind.MENTION for mark in read(written).marks)

    @given(DOCUMENTS)
    def test_marks_that_discord_has_come_back(self, document: Document) -> None:
        sent = aligned(honest(document, LONGEST_HIDDEN_ADDRESS))
        again = read(to_markdown(document))
        for kind in (Kind.BOLD, Kind.ITALIC, Kind.STRIKE, Kind.UNDERLINE, Kind.SPOILER, Kind.CODE):
            assert covered(again, kind) == covered(sent, kind)

    @given(DOCUMENTS, st.integers(150, 300))
    def test_parts_fit_and_hold_the_text_in_order(self, document: Document, limit: int) -> None:
        document = concat(*[document] * 8)
        parts = split_markdown(document, limit)
        sent = aligned(honest(document, LONGEST_HIDDEN_ADDRESS))
        assert all(utf16_units(to_markdown(part)) <= limit for part in parts)
        assert "".join("".join(part.text.split()) for part in parts) == "".join(sent.text.split())

    def test_a_long_message_is_cut_between_words_with_its_code_block_open_again(self) -> None:
        lines = "\n".join(f"line {number} 🙂" for number in range(400))
        document = concat(plain("before\n"), Document(lines, (Mark(0, len(lines), Kind.CODE_BLOCK, "txt"),)))
        written = [to_markdown(part).strip() for part in split_markdown(document)]
        assert len(written) > 2
        assert all(len(part) <= 2_000 and part.endswith("\n```") for part in written)
        assert all(part.startswith("```txt\nline ") for part in written[1:])


class TestTelegram:
    def test_entities_count_in_utf_16_units(self) -> None:
        entities = [MessageEntity(MessageEntity.BOLD, 3, 2), MessageEntity(MessageEntity.ITALIC, 6, 3)]
        document = telegram.to_document("🙂 𠌕 x𝄢", entities)
        assert marked(document) == [("𠌕", "bold", ""), ("x𝄢", "italic", "")]
        assert telegram.to_entities(document) == ("🙂 𠌕 x𝄢", entities)

    @pytest.mark.parametrize(
        ("text", "entity", "marks"),
        [
            (
                "a.example",
                MessageEntity(MessageEntity.URL, 0, 9),
                [("a.example", "link", "http://a.example")],
            ),
            (
                "x",
                MessageEntity(MessageEntity.TEXT_LINK, 0, 1, url="https://a.example"),
                [("x", "link", "https://a.example")],
            ),
            ("x", MessageEntity(MessageEntity.TEXT_LINK, 0, 1, url="tg://user?id=1"), []),
            ("@ann", MessageEntity(MessageEntity.MENTION, 0, 4), [("@ann", "mention", "")]),
            ("x", MessageEntity(MessageEntity.PRE, 0, 1, language="py"), [("x", "code_block", "py")]),
            ("x", MessageEntity(MessageEntity.EXPANDABLE_BLOCKQUOTE, 0, 1), [("x", "quote", "")]),
            ("#x", MessageEntity(MessageEntity.HASHTAG, 0, 2), []),
            ("x", MessageEntity("never seen", 0, 1), []),
            ("x", MessageEntity(MessageEntity.BOLD, -5, 900), [("x", "bold", "")]),
            ("🙂", MessageEntity(MessageEntity.BOLD, 0, 1), [("🙂", "bold", "")]),
            ("\ud83dx", MessageEntity(MessageEntity.BOLD, 1, 1), [("x", "bold", "")]),
        ],
    )
    def test_entities_become_marks(
        self, text: str, entity: MessageEntity, marks: list[tuple[str, str, str]]
    ) -> None:
        assert marked(telegram.to_document(text, [entity])) == marks

    def test_a_block_in_a_line_gets_a_line_of_its_own(self) -> None:
        document = telegram.to_document("a code b", [MessageEntity(MessageEntity.PRE, 2, 4)])
        assert document == Document("a \ncode\n b", (Mark(3, 7, Kind.CODE_BLOCK),))

    def test_entities_stand_only_where_telegram_lets_them(self) -> None:
        document = Document(
            "head\nbold code link",
            (
                Mark(0, 4, Kind.HEADING, "1"),
                Mark(5, 19, Kind.BOLD),
                Mark(10, 14, Kind.CODE),
                Mark(15, 19, Kind.LINK, "https://a.example"),
                Mark(15, 19, Kind.CODE),
            ),
        )
        _, entities = telegram.to_entities(document)
        assert [(entity.type, entity.offset, entity.length) for entity in entities] == [
            ("bold", 0, 4),
            ("bold", 5, 4),
            ("code", 10, 4),
            ("text_link", 15, 4),
            ("bold", 15, 4),
        ]

    @pytest.mark.parametrize(
        ("text", "sent"),
        [
            ("hi @ann", "hi @\u200bann"),
            ("a@b.example", "a@b.example"),
            ("@ x", "@ x"),
            ("(@ann)", "(@\u200bann)"),
        ],
    )
    def test_a_name_calls_nobody(self, text: str, sent: str) -> None:
        assert telegram.to_entities(plain(text)) == (sent, [])

    def test_an_address_keeps_its_at_sign(self) -> None:
        url = "https://a.example/@ann"
        document = Document(f"{url} @ann", (Mark(0, len(url), Kind.LINK, url),))
        assert telegram.to_entities(document)[0] == f"{url} @\u200bann"

    @given(DOCUMENTS)
    def test_entities_nest_are_trimmed_and_lie_in_the_text(self, document: Document) -> None:
        text, entities = telegram.to_entities(document)
        encoded = text.encode("utf-16-le")
        assert len(entities) <= telegram.MOST_ENTITIES
        for entity in entities:
            start, end = entity.offset, entity.offset + entity.length
            said = encoded[2 * start : 2 * end].decode("utf-16-le")
            assert 0 <= start < end <= len(encoded) // 2
            assert said.strip()
            assert entity.type in ("pre", "blockquote") or said == said.strip()
            for other in entities:
                other_end = other.offset + other.length
                assert (
                    end <= other.offset
                    or other_end <= start
                    or within(entity, other)
                    or within(other, entity)
                )
                if entity.type in ("code", "pre") and other is not entity and within(entity, other):
                    assert other.type == "blockquote"

    @given(HOSTILE, st.lists(st.tuples(st.integers(-5, 200), st.integers(-5, 200)), max_size=8))
    def test_reading_never_raises(self, text: str, places: list[tuple[int, int]]) -> None:
        kinds = [MessageEntity.BOLD, MessageEntity.PRE, MessageEntity.URL, MessageEntity.TEXT_LINK, "unknown"]
        entities = [MessageEntity(kinds[index % 5], *place) for index, place in enumerate(places)]
        telegram.to_document(text, entities).text.encode()

    @given(DOCUMENTS, st.integers(40, 80))
    def test_parts_fit_and_break_no_grapheme(self, document: Document, limit: int) -> None:
        whole = aligned(honest(document))
        ends = set(graphemes(whole.text))
        parts = telegram.split_entities(document, limit)
        assert all(utf16_units(telegram.to_entities(part)[0]) <= limit for part in parts)
        assert "".join("".join(part.text.split()) for part in parts) == "".join(whole.text.split())
        at = 0
        for part in parts:
            at = whole.text.index(part.text, at) + len(part.text)
            assert at in ends

    def test_a_caption_has_a_smaller_limit(self) -> None:
        parts = telegram.split_entities(plain("🙂" * 1_000), telegram.CAPTION_LIMIT)
        assert [len(part.text) for part in parts] == [512, 488]


def within(inner: MessageEntity, outer: MessageEntity) -> bool:
    return outer.offset <= inner.offset and inner.offset + inner.length <= outer.offset + outer.length


def covered(document: Document, *kinds: Kind, apart_from: tuple[Kind, ...] = ()) -> set[int]:
    """The visible characters under marks of the kinds."""
    places = {place for mark in document.marks if mark.kind in kinds for place in range(mark.start, mark.end)}
    hidden = {place for place in places if document.text[place].isspace() or document.text[place] == "\ufeff"}
    return places - hidden - (covered(document, *apart_from) if apart_from else set())


@given(PHRASES)
def test_from_discord_over_telegram_and_back_text_and_shared_marks_are_kept(markdown: str) -> None:
    document = aligned(honest(read(markdown)))
    text, entities = telegram.to_entities(document)
    again = telegram.to_document(text, entities)
    assert again.text.replace("@\u200b", "@") == document.text.replace("@\u200b", "@")
    if "@\u200b" in text or len(entities) == telegram.MOST_ENTITIES:
        return
    for kind in (Kind.ITALIC, Kind.UNDERLINE, Kind.STRIKE, Kind.SPOILER, Kind.LINK):
        outside = () if kind in (Kind.SPOILER, Kind.LINK) else (Kind.CODE,)
        assert covered(again, kind, apart_from=outside) == covered(document, kind, apart_from=outside)
    assert covered(again, Kind.CODE) == covered(document, Kind.CODE, apart_from=(Kind.SPOILER, Kind.LINK))
    for kind in (Kind.QUOTE, Kind.CODE_BLOCK):
        assert covered(again, kind) == covered(document, kind)
    bold = covered(document, Kind.BOLD, Kind.HEADING, apart_from=(Kind.CODE,))
    assert covered(again, Kind.BOLD, apart_from=(Kind.CODE,)) == bold


class Page(HTMLParser):
    """Notes every tag and attribute, and that they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.stack: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.stack.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data


class TestHtml:
    def test_everything_is_escaped_and_links_vouch_for_nothing(self) -> None:
        document = Document(
            '<script>"x"</script> go',
            (Mark(0, 20, Kind.BOLD), Mark(21, 23, Kind.LINK, 'https://a.example/?a&b="')),
        )
        assert to_html(document) == (
            "<strong>&lt;script&gt;&quot;x&quot;&lt;/script&gt;</strong> "
            '<a href="https://a.example/?a&amp;b=%22" rel="noopener noreferrer nofollow" target="_blank">'
            "go</a>"
        )

    def test_blocks_have_their_elements(self) -> None:
        document = Document(
            "t\nq\nc\ns",
            (
                Mark(0, 1, Kind.HEADING, "1"),
                Mark(2, 3, Kind.QUOTE),
                Mark(4, 5, Kind.CODE_BLOCK, "py"),
                Mark(6, 7, Kind.SPOILER),
            ),
        )
        assert to_html(document) == (
            "<h4>t</h4>\n<blockquote>q</blockquote>\n<pre><code>c</code></pre>\n"
            '<span class="spoiler">s</span>'
        )

    @given(DOCUMENTS)
    def test_it_nests_says_the_text_and_links_to_the_web_only(self, document: Document) -> None:
        page = Page()
        page.feed(to_html(document))
        page.close()
        assert page.stack == []
        assert page.said.replace("\r", "\n") == aligned(honest(document)).text.replace("\r", "\n")
        for name, value in page.attributes:
            assert name in ("href", "rel", "target", "class")
            assert name != "href" or (value or "").lower().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "hostile",
    [
        *(
            "*",
            "_",
            "[",
            "`",
            "|",
            "<",
            "\\",
            "\n> ",
            "](http://",
            "**a*",
            "[*",
            "<https://",
            "``` ",
            "`a``b",
        ),
        *("||a", "https://x.y/*_|", "[*a*](", "*a**b***c"),
    ],
)
def test_100_kb_of_anything_take_linear_time(hostile: str) -> None:
    markdown = hostile * (100_000 // len(hostile))
    started = time.process_time()
    document = read(markdown)
    to_markdown(document)
    to_html(document)
    telegram.to_document(*telegram.to_entities(document))
    split_markdown(plain(markdown))
    telegram.split_entities(plain(markdown))
    assert time.process_time() - started < 10
