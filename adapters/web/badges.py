"""A badge: one line of a label and a state, as a picture that other pages show."""

from html import escape

from core.status.components import Level

COLOURS: dict[Level, str] = {
    "operational": "#1a7f37",
    "maintenance": "#0a58ca",
    "degraded": "#8a5a00",
    "partial": "#b54708",
    "major": "#b42318",
}
"""Dark enough for white words on them (WCAG AA)."""
_SIGN = 7.2
_PADDING = 8


def badge(label: str, state: str, level: Level) -> bytes:
    """An SVG of 20 pixels' height. What it says is its accessible name, too."""
    left, right = (round(len(words) * _SIGN) + 2 * _PADDING for words in (label, state))
    said = escape(f"{label}: {state}")
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" \
aria-label="{said}"><title>{said}</title><rect width="{left + right}" height="20" rx="3" fill="#444c56"/>\
<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right - 3}z" fill="{COLOURS[level]}"/>\
<g fill="#fff" font-family="Verdana,Geneva,sans-serif" font-size="11">\
<text x="{_PADDING}" y="14" textLength="{left - 2 * _PADDING}">{escape(label)}</text>\
<text x="{left + _PADDING}" y="14" textLength="{right - 2 * _PADDING}">{escape(state)}</text></g></svg>""".encode()
