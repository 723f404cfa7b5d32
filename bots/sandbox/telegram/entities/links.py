"""Addresses that a text may lead to."""

import re

from bots.sandbox.telegram.entities.spans import entity
from bots.sandbox.telegram.refusals import Wire

USER = re.compile(r"tg://user\?id=([1-9][0-9]{0,18})$")
WEB = re.compile(r"(?:https?|tg|ton|tonsite)://[^\s]+$", re.IGNORECASE)
BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:][^\s]*)?$")


def checked(url: str) -> str:
    """The address as Telegram keeps it, empty when it is none."""
    url = url.strip()
    if WEB.match(url):
        bare = url.partition("://")[2]
        return url if "/" in bare or url.startswith("tg:") else f"{url}/"
    return f"http://{url}" + ("" if "/" in url else "/") if BARE.match(url) else ""


def text_link(url: str, offset: int, size: int) -> Wire | None:
    """The entity of linked words, None when the address is none: then the words stay plain."""
    user = USER.match(url)
    if user:
        mentioned: Wire = {"id": int(user[1]), "is_bot": False, "first_name": ""}
        return entity("text_mention", offset, size, user=mentioned)
    address = checked(url)
    return entity("text_link", offset, size, url=address) if address else None
