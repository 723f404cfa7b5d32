import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words.documents import Document, Edit, Kind, Mark, aligned, concat, edited, plain, runs
from core.words.graphemes import graphemes
from core.words.links import defang, honest
from core.words.neutralising import MARKS_PER_BASE, neutralise, neutralised
from core.words.splitting import split, utf16_units
from core.words.web import addresses, web_address

ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cf", "Mn", "Cc"]),
        st.sampled_from("ab \n\r\t\0*`[]<>@\u200b\u200d\ufe0f👩🏽🇩🇪❤\u202e한ᄀ각"),
    ),
    max_size=60,
)
MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(-2, 60),
        st.integers(-2, 60),
        st.sampled_from(Kind),
        st.sampled_from(["", "1", "py", "https://a.example/", "https://b.example/", "javascript:x"]),
    ),
    max_size=12,
).map(tuple)
DOCUMENTS = st.builds(Document, ANYTHING, MARKS)
WITH_ADDRESSES = st.one_of(
    ANYTHING, st.sampled_from(["https://a.example/x", "(HTTP://b.example)", "https://é.example"])
)


def code_points(document: Document) -> int:
    return len(document.text)


def bold(start: int, end: int) -> Mark:
    return Mark(start, end, Kind.BOLD)


def link(start: int, end: int, url: str) -> Mark:
    return Mark(start, end, Kind.LINK, url)


class TestTheCanonicalForm:
    @pytest.mark.parametrize(
        ("text", "given_marks", "kept"),
        [
            ("  a  ", [bold(0, 5)], [bold(2, 3)]),
            ("   ", [bold(0, 3)], []),
            ("abc", [bold(-4, 99)], [bold(0, 3)]),
            ("abc", [bold(2, 1)], []),
            ("abcd", [bold(0, 2), bold(2, 4)], [bold(0, 4)]),
            ("abcd", [bold(0, 3), bold(1, 4)], [bold(0, 4)]),
            (
                "abcd",
                [link(0, 3, "https://a.example"), link(1, 4, "https://b.example")],
                [link(0, 3, "https://a.example"), link(3, 4, "https://b.example")],
            ),
            ("abc", [link(0, 3, "javascript:alert(1)")], []),
            ("abc", [link(0, 3, "tg://user?id=1")], []),
            (
                "a\nb\nc",
                [bold(0, 5), Mark(2, 3, Kind.CODE_BLOCK)],
                [bold(0, 1), Mark(2, 3, Kind.CODE_BLOCK), bold(4, 5)],
            ),
            ("abcd", [bold(0, 2), Mark(1, 3, Kind.CODE)], [bold(0, 1), Mark(1, 3, Kind.CODE)]),
            (
                "a\nb",
                [Mark(0, 3, Kind.HEADING, "1")],
                [Mark(0, 1, Kind.HEADING, "1"), Mark(2, 3, Kind.HEADING, "1")],
            ),
            ("\n  x\n", [Mark(0, 5, Kind.CODE_BLOCK)], [Mark(1, 4, Kind.CODE_BLOCK)]),
        ],
    )
    def test_marks_are_cut_trimmed_joined_and_freed_of_what_cannot_be(
        self, text: str, given_marks: list[Mark], kept: list[Mark]
    ) -> None:
        assert Document(text, tuple(given_marks)).marks == tuple(kept)

    def test_nul_and_lone_surrogates_become_the_replacement_character_in_place(self) -> None:
        assert Document("a\0\ud83db", (bold(3, 4),)) == Document("a\ufffd\ufffdb", (bold(3, 4),))

    @given(DOCUMENTS)
    def test_making_it_again_changes_nothing(self, document: Document) -> None:
        assert Document(document.text, document.marks) == document
        document.text.encode()

    @given(DOCUMENTS)
    def test_marks_of_one_kind_lie_apart(self, document: Document) -> None:
        for kind in Kind:
            some = [mark for mark in document.marks if mark.kind is kind]
            assert all(first.end <= second.start for first, second in pairwise(some))


class TestChangingText:
    def test_concat_moves_marks_along(self) -> None:
        assert concat(plain("a "), Document("b", (bold(0, 1),)), plain("!")) == Document(
            "a b!", (bold(2, 3),)
        )

    @pytest.mark.parametrize(
        ("edit", "changed"),
        [
            (Edit(1, 1, "XX"), Document("aXXbbc", (bold(3, 5),))),
            (Edit(3, 3, "XX"), Document("abbXXc", (bold(1, 3),))),
            (Edit(2, 2, "XX"), Document("abXXbc", (bold(1, 5),))),
            (Edit(0, 2, ""), Document("bc", (bold(0, 1),))),
            (Edit(1, 3, ""), Document("ac")),
            (Edit(2, 4, "X"), Document("abX", (bold(1, 3),))),
        ],
    )
    def test_an_edit_moves_marks_and_gives_them_nothing_new_at_their_edges(
        self, edit: Edit, changed: Document
    ) -> None:
        assert edited(Document("abbc", (bold(1, 3),)), [edit]) == changed

    def test_blocks_get_lines_of_their_own(self) -> None:
        document = Document("see x=1 there", (Mark(4, 7, Kind.CODE_BLOCK),))
        assert aligned(document) == Document("see \nx=1\n there", (Mark(5, 8, Kind.CODE_BLOCK),))

    @given(DOCUMENTS)
    def test_runs_open_and_close_like_brackets_and_say_the_whole_text(self, document: Document) -> None:
        stack: list[Mark] = []
        said = ""
        for run in runs(document):
            assert run.start == len(said)
            stack += run.opened
            said += run.text
            for mark in run.closed:
                assert stack.pop() == mark
        assert stack == []
        assert said == document.text

    @given(DOCUMENTS)
    def test_runs_leave_every_visible_character_under_its_marks(self, document: Document) -> None:
        wanted = {
            (place, mark.kind, mark.argument)
            for mark in document.marks
            for place in range(mark.start, mark.end)
        }
        open_now: list[Mark] = []
        found: set[tuple[int, Kind, str]] = set()
        for run in runs(document):
            open_now += run.opened
            places = range(run.start, run.start + len(run.text))
            found |= {(place, mark.kind, mark.argument) for mark in open_now for place in places}
            del open_now[len(open_now) - len(run.closed) :]
        assert found <= wanted
        assert all(
            document.text[place] == "\ufeff" or document.text[place].isspace() for place, *_ in wanted - found
        )


class TestSplitting:
    @pytest.mark.parametrize(
        ("text", "limit", "parts"),
        [
            ("", 5, [""]),
            ("short", 5, ["short"]),
            ("hello world", 8, ["hello ", "world"]),
            ("first one\n\ntwo three", 13, ["first one\n\n", "two three"]),
            ("aaaa\nbb cc dd", 8, ["aaaa\n", "bb cc dd"]),
            ("abcdefgh", 3, ["abc", "def", "gh"]),
            ("ab👨‍👩‍👧cd", 6, ["ab", "👨‍👩‍👧c", "d"]),
            ("🇩🇪🇫🇷🇮🇹", 3, ["🇩🇪", "🇫🇷", "🇮🇹"]),
            ("xe\u0301", 2, ["x", "e\u0301"]),
            ("a" + "\u0301" * 5, 4, ["a" + "\u0301" * 3, "\u0301" * 2]),
        ],
    )
    def test_it_cuts_at_the_best_place_that_fits(self, text: str, limit: int, parts: list[str]) -> None:
        assert [part.text for part in split(plain(text), limit, code_points)] == parts

    def test_marks_go_on_in_the_next_part(self) -> None:
        document = Document("x = 1\ny = 2", (Mark(0, 11, Kind.CODE_BLOCK, "py"),))
        assert split(document, 7, code_points) == (
            Document("x = 1\n", (Mark(0, 5, Kind.CODE_BLOCK, "py"),)),
            Document("y = 2", (Mark(0, 5, Kind.CODE_BLOCK, "py"),)),
        )

    def test_what_a_part_costs_beside_its_text_is_counted(self) -> None:
        def with_brackets(part: Document) -> int:
            return len(part.text) + 4 * len(part.marks)

        parts = split(Document("abcdefghij", (bold(0, 10),)), 7, with_brackets)
        assert [part.text for part in parts] == ["abc", "def", "ghi", "j"]

    def test_a_better_place_that_costs_too_much_is_passed_over(self) -> None:
        def dear_spaces(part: Document) -> int:
            return len(part.text) + (5 if part.text.endswith(" ") else 0)

        assert [part.text for part in split(plain("aaaa bbbb"), 8, dear_spaces)] == ["aaaa bbb", "b"]

    def test_a_limit_for_no_text_is_refused(self) -> None:
        with pytest.raises(ValueError, match="holds no text"):
            split(plain("🙂"), 1, lambda part: utf16_units(part.text))

    @given(DOCUMENTS, st.integers(2, 20))
    def test_parts_fit_and_joined_give_the_text(self, document: Document, limit: int) -> None:
        parts = split(document, limit, lambda part: utf16_units(part.text))
        assert "".join(part.text for part in parts) == document.text
        assert all(utf16_units(part.text) <= limit for part in parts)

    @given(DOCUMENTS, st.integers(2, 20))
    def test_no_grapheme_is_broken_that_would_have_fitted(self, document: Document, limit: int) -> None:
        ends = [0, *graphemes(document.text)]
        longest = max((end - start for start, end in pairwise(ends)), default=0)
        if longest <= limit:
            reached = 0
            for part in split(document, limit, code_points):
                reached += len(part.text)
                assert reached in ends


class TestGraphemes:
    @pytest.mark.parametrize(
        "cluster",
        [
            "e\u0301\u0323",
            "👩‍👩‍👧‍👦",
            "👍🏽",
            "❤️",
            "🏳️‍🌈",
            "🇩🇪",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "각",
            "\u1100\u1161\u11a8",
            "क्षि",
            "นี้",
            "\r\n",
            "3️⃣",
            "\ud83d\ude00",
        ],
    )
    def test_what_is_seen_as_one_is_one(self, cluster: str) -> None:
        assert list(graphemes(f"x{cluster}y")) == [1, 1 + len(cluster), 2 + len(cluster)]

    @pytest.mark.parametrize("apart", ["ab", "漢字", "🙂🙂", "한국", "\n\u0301", "éa"])
    def test_what_is_seen_as_two_is_two(self, apart: str) -> None:
        assert list(graphemes(apart)) == [1, 2]


class TestNeutralising:
    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("invoice\u202egpj.exe", "invoicegpj.exe"),
            ("\u2066\u2067a\u2069\u200e", "a"),
            ("pay\u200bp\u2060al\ufeff\u00ad", "paypal"),
            ("a\u3164\u115fb", "ab"),
            ("a\0b\ud800c\uffff", "a\ufffdb\ufffdc\ufffd"),
            ("a\x1b[31m\x07", "a[31m"),
            ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
            ("Z" + "\u0301" * 40, "Z" + "\u0301" * MARKS_PER_BASE),
            ("hi\U000e0068\U000e0069", "hi"),
            ("a\u200db", "ab"),
            ("a\ufe0f", "a"),
        ],
    )
    def test_what_hides_or_turns_is_taken_out(self, written: str, shown: str) -> None:
        assert neutralise(written) == shown

    @pytest.mark.parametrize(
        "written",
        [
            "👨‍👩‍👧 ❤️ 👍🏽 🏳️‍🌈 3️⃣",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "می‌خواهم",
            "क्‍ष",
            "tab\tand\nline",
            "Tiếng Việt e\u0323\u0302",
            "שָׁלוֹם",
            "日本語 한국어",
        ],
    )
    def test_what_people_need_to_write_stays(self, written: str) -> None:
        assert neutralise(written) == written

    def test_marks_move_along(self) -> None:
        assert neutralised(Document("\u202ea\u200bb", (bold(1, 4),))) == Document("ab", (bold(0, 2),))

    @given(ANYTHING)
    def test_it_never_raises_and_twice_is_once(self, text: str) -> None:
        shown = neutralise(text)
        assert neutralise(shown) == shown
        assert not any("\u202a" <= each <= "\u202e" or "\u2066" <= each <= "\u2069" for each in shown)
        assert all(unicodedata.category(each) not in ("Cc", "Cs") or each in "\n\t" for each in shown)


class TestAddresses:
    @pytest.mark.parametrize(
        ("written", "taken"),
        [
            ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
            ("HTTP://A.example", "HTTP://A.example"),
            ("https://a.example/<b>\"'", "https://a.example/%3Cb%3E%22%27"),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("https://", None),
            ("https://a.example/\u202ex", None),
            ("https://a b.example", None),
            ("https://a.example/" + "x" * 3_000, None),
            ("", None),
        ],
    )
    def test_only_sound_addresses_of_the_web_are_any(self, written: str, taken: str | None) -> None:
        assert web_address(written) == taken

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("see https://a.example/x.", ["https://a.example/x"]),
            ("(https://a.example/b_(c))", ["https://a.example/b_(c)"]),
            ("<https://a.example> xhttps://b.example", ["https://a.example"]),
            ("https:// http://[", []),
        ],
    )
    def test_addresses_in_a_text_end_before_the_punctuation(self, text: str, found: list[str]) -> None:
        assert [text[start:end] for start, end in addresses(text)] == found

    def test_a_label_that_looks_like_another_address_is_written_out(self) -> None:
        assert honest(Document("bank.example now", (link(0, 12, "https://evil.example/"),))) == Document(
            "bank.example (https://evil.example/) now", (link(14, 35, "https://evil.example/"),)
        )

    def test_what_is_written_out_stays_in_the_quote_and_spoiler_of_its_label(self) -> None:
        around = (Mark(0, 12, Kind.QUOTE), Mark(0, 12, Kind.SPOILER), link(0, 12, "https://evil.example/"))
        told = honest(Document("bank.example\nnow", around))
        assert {(mark.kind, mark.end) for mark in told.marks} == {
            (Kind.QUOTE, 36),
            (Kind.SPOILER, 36),
            (Kind.LINK, 35),
        }

    @pytest.mark.parametrize(
        "label", ["click", "evil.example", "https://www.evil.example/x", "https://evil.example/"]
    )
    def test_an_honest_label_stays(self, label: str) -> None:
        document = Document(label, (link(0, len(label), "https://evil.example/"),))
        assert honest(document) == document

    @pytest.mark.parametrize(
        ("document", "shown"),
        [
            (plain("go https://a.b.example/c.d"), "go hxxps://a[.]b[.]example/c.d"),
            (
                plain("HTTP://x tg://resolve?x javascript:alert(1)"),
                "hxxp://x tg[:]//resolve?x javascript:alert(1)",
            ),
            (
                Document("click here", (link(6, 10, "https://evil.example/"), bold(0, 10))),
                "click here (hxxps://evil[.]example/)",
            ),
            (Document("https://a.example", (link(0, 17, "https://a.example"),)), "hxxps://a[.]example"),
        ],
    )
    def test_defanged_addresses_can_be_read_and_not_followed(self, document: Document, shown: str) -> None:
        tame = defang(document)
        assert tame.text == shown
        assert not any(mark.kind is Kind.LINK for mark in tame.marks)

    @given(st.builds(Document, st.lists(WITH_ADDRESSES, max_size=4).map("".join), MARKS))
    def test_nothing_defanged_holds_a_link(self, document: Document) -> None:
        tame = defang(document)
        assert not any(mark.kind is Kind.LINK for mark in tame.marks)
        assert list(addresses(tame.text)) == []


@pytest.mark.parametrize(
    "hostile", ["\u0301", "\u200d", "\u202e", "🏴\U000e0067", "http://", "https://x.y/ ", "a\n", "www."]
)
def test_100_kb_of_anything_take_linear_time(hostile: str) -> None:
    document = Document(hostile * (100_000 // len(hostile)))
    started = time.process_time()
    neutralised(defang(document))
    list(addresses(document.text))
    honest(aligned(document))
    split(document, 2_000, code_points)
    assert time.process_time() - started < 5
