"""The staff's pictures as fingerprints, and who has one of them."""

import io

from numpy.random import default_rng

from adapters.pictures.gallery import OF_EACH, Gallery
from core.trust.pictures import Match, NoMatch, Unreadable, Why
from core.words.refs import Account
from tests.bench.pictures import face

MO, ANA = Account("discord:1"), Account("telegram:2")


def picture(seed: int) -> bytes:
    out = io.BytesIO()
    face(default_rng(seed)).save(out, "PNG")
    return out.getvalue()


async def owner(gallery: Gallery, seed: int) -> str | None:
    found = await gallery.look(picture(seed))
    return str(found.staff) if isinstance(found, Match) else None


async def test_a_picture_is_its_owners_as_long_as_they_are_staff() -> None:
    gallery = Gallery()
    assert await gallery.look(picture(1)) == NoMatch()
    assert await gallery.enrol(MO, "Mo", "a", picture(1)) is None
    assert await gallery.enrol(ANA, "Ana", "b", picture(2)) is None
    assert [await owner(gallery, seed) for seed in (1, 2, 3)] == ["Mo", "Ana", None]
    assert gallery.has(MO, "a")
    assert not gallery.has(MO, "b")
    before = gallery.version
    gallery.keep_only(frozenset({ANA}))
    assert gallery.version != before
    assert [await owner(gallery, seed) for seed in (1, 2)] == [None, "Ana"]
    assert not gallery.has(MO, "a")


async def test_of_one_account_the_latest_pictures_are_kept() -> None:
    gallery = Gallery()
    for seed in range(1, OF_EACH + 2):
        await gallery.enrol(MO, "Mo", str(seed), picture(seed))
    assert await owner(gallery, 1) is None
    assert await owner(gallery, 2) == "Mo"
    assert await owner(gallery, OF_EACH + 1) == "Mo"


async def test_what_cannot_be_compared_is_said_and_not_asked_for_again() -> None:
    gallery = Gallery()
    assert await gallery.enrol(MO, "Mo", "a", b"no picture") is Why.BROKEN
    assert gallery.has(MO, "a")
    assert await gallery.look(b"no picture") == Unreadable(Why.BROKEN)
    assert await gallery.look(picture(1)) == NoMatch()
