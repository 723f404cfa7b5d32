"""A `Document` as a piece of a web page, for transcripts."""

from html import escape

from core.words.documents import Document, Kind, Mark, aligned, runs
from core.words.links import honest

_TAGS = {
    Kind.QUOTE: "blockquote",
    Kind.SPOILER: "span",
    Kind.MENTION: "span",
    Kind.BOLD: "strong",
    Kind.ITALIC: "em",
    Kind.UNDERLINE: "u",
    Kind.STRIKE: "s",
    Kind.CODE: "code",
}
_HEADINGS = {"1": "h4", "2": "h5"}
_LEAST_HEADING = "h6"


def to_html(document: Document) -> str:
    """HTML with everything a person wrote escaped; it holds no script, style, image or attribute of theirs.

    Links go to http and https only, in a new tab, without referrer or vouching; one whose label looks like
    another address is written out. Lines are kept as newlines: show it with `white-space: pre-wrap`. Headings
    begin at h4, for they stand inside a page. Spoilers and mentions are spans of the classes "spoiler" and
    "mention".
    """
    pieces: list[str] = []
    for run in runs(aligned(honest(document))):
        pieces += map(_opening, run.opened)
        pieces.append(escape(run.text))
        pieces += map(_closing, run.closed)
    return "".join(pieces)


def _opening(mark: Mark) -> str:
    match mark.kind:
        case Kind.LINK:
            return f'<a href="{escape(mark.argument)}" rel="noopener noreferrer nofollow" target="_blank">'
        case Kind.CODE_BLOCK:
            return "<pre><code>"
        case Kind.HEADING:
            return f"<{_HEADINGS.get(mark.argument, _LEAST_HEADING)}>"
        case Kind.SPOILER | Kind.MENTION:
            return f'<span class="{mark.kind}">'
        case _:
            return f"<{_TAGS[mark.kind]}>"


def _closing(mark: Mark) -> str:
    match mark.kind:
        case Kind.LINK:
            return "</a>"
        case Kind.CODE_BLOCK:
            return "</code></pre>"
        case Kind.HEADING:
            return f"</{_HEADINGS.get(mark.argument, _LEAST_HEADING)}>"
        case _:
            return f"</{_TAGS[mark.kind]}>"
