"""A stolen profile picture is known again; what cannot be read is never clear."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageDraw

from adapters.pictures.likeness import Likeness
from adapters.pictures.reading import LARGEST
from adapters.pictures.views import Print, prepared
from core.trust.pictures import How, Match, NoMatch, Unreadable, Why
from core.words.refs import AgentId
from tests.bench.pictures import FURTHER, KINDS, PREPARED, SLIGHT

ANA, RUI = AgentId("ana"), AgentId("rui")
EDITS = {**SLIGHT, **PREPARED, **FURTHER}
del EDITS["two at once"]  # now and then the two leave too little; the bench measures how often


def saved(picture: Image.Image, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


def made(picture: Image.Image) -> Print:
    done = prepared(saved(picture))
    assert isinstance(done, Print)
    return done


@pytest.fixture(scope="module")
def faces() -> list[Image.Image]:
    draw = np.random.default_rng(7)
    return [KINDS["face"](draw) for _ in range(12)]


@pytest.fixture(scope="module")
def roster(faces: list[Image.Image]) -> Likeness:
    return Likeness({ANA: [made(faces[0])], RUI: [made(faces[1]), made(faces[2])]})


@pytest.mark.parametrize("edit", EDITS)
def test_a_stolen_picture_is_known_whatever_was_done_to_it(
    roster: Likeness, faces: list[Image.Image], edit: str
) -> None:
    look = roster.look(saved(EDITS[edit](faces[0], np.random.default_rng(1))))
    assert isinstance(look, Match)
    assert look.staff == ANA


def test_each_picture_of_a_member_is_known(roster: Likeness, faces: list[Image.Image]) -> None:
    looks = [roster.look(saved(faces[place])) for place in (1, 2)]
    assert looks == [Match(RUI, 1.0, (How.SAME,))] * 2


@pytest.mark.parametrize("seed", range(3))
def test_a_crop_between_two_prepared_ones_is_known_even_of_a_fine_texture(seed: int) -> None:
    draw = np.random.default_rng(seed)
    grains = Image.fromarray(draw.integers(0, 256, (32, 32), dtype=np.uint8))
    texture = grains.resize((256, 256), Image.Resampling.BICUBIC).convert("RGB")
    look = Likeness({ANA: [made(texture)]}).look(saved(texture.crop((40, 40, 216, 216))))
    assert isinstance(look, Match)
    assert look.reasons == (How.CROPPED,)


def test_a_stranger_in_the_same_pose_is_nobody(roster: Likeness, faces: list[Image.Image]) -> None:
    assert [roster.look(saved(face)) for face in faces[3:]] == [NoMatch()] * 9


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        ("flip", How.MIRRORED),
        ("crop, even", How.CROPPED),
        ("border", How.BORDERED),
        ("rotation 2 to 8 degrees", How.TURNED),
    ],
)
def test_a_moderator_reads_what_was_done(
    roster: Likeness, faces: list[Image.Image], edit: str, reason: How
) -> None:
    look = roster.look(saved(EDITS[edit](faces[0], np.random.default_rng(3))))
    assert isinstance(look, Match)
    assert reason in look.reasons


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_every_form_in_which_the_platforms_send_pictures_is_read(
    roster: Likeness, faces: list[Image.Image], form: str
) -> None:
    look = roster.look(saved(faces[0], form))
    assert isinstance(look, Match)
    assert look.staff == ANA


def test_of_a_moving_picture_the_first_frame_is_read(roster: Likeness, faces: list[Image.Image]) -> None:
    out = io.BytesIO()
    faces[0].save(out, "GIF", save_all=True, append_images=faces[3:6])
    look = roster.look(out.getvalue())
    assert isinstance(look, Match)
    assert look.staff == ANA


def test_a_plain_picture_matches_nobody_and_cannot_be_prepared(roster: Likeness) -> None:
    plain = Image.new("RGB", (128, 128), "#5865f2")
    mark = plain.copy()
    ImageDraw.Draw(mark).ellipse((44, 50, 84, 78), "white")
    for picture in (plain, mark):
        assert prepared(saved(picture)) == Unreadable(Why.PLAIN)
        assert roster.look(saved(picture)) == NoMatch()


def test_nobody_on_the_roster_is_nobody_matched(faces: list[Image.Image]) -> None:
    assert Likeness({}).look(saved(faces[0])) == NoMatch()


def png_header(wide: int, high: int) -> bytes:
    """A picture that says how large it is, and has hardly anything in it."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(64))),
    ]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("picture", "why"),
    [
        (b"", Why.BROKEN),
        (b"no picture at all", Why.BROKEN),
        (png_header(64, 64), Why.BROKEN),
        (png_header(5000, 5000), Why.LARGE),
        (png_header(12_000, 12_000), Why.LARGE),
        (png_header(60_000, 60_000), Why.LARGE),
        (b"\x89PNG" + bytes(LARGEST), Why.LARGE),
        (saved(Image.new("RGB", (8, 8), "red")), Why.SMALL),
        (saved(Image.new("RGB", (64, 64), "red"), "BMP"), Why.BROKEN),
    ],
    ids=["empty", "text", "cut", "large", "larger", "bomb", "heavy", "small", "another form"],
)
def test_what_cannot_be_read_cannot_be_told(roster: Likeness, picture: bytes, why: Why) -> None:
    assert roster.look(picture) == Unreadable(why)
    assert prepared(picture) == Unreadable(why)


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_damaged_pictures_never_raise(roster: Likeness, faces: list[Image.Image], form: str) -> None:
    draw = np.random.default_rng(5)
    whole = saved(faces[0].resize((64, 64)), form)
    for _ in range(60):
        damaged = bytearray(whole[: int(draw.integers(1, len(whole)))] if draw.random() < 0.3 else whole)
        for place in draw.integers(0, len(damaged), 8):
            damaged[place] = int(draw.integers(0, 256))
        assert isinstance(roster.look(bytes(damaged)), Match | NoMatch | Unreadable)


def test_transparent_parts_do_not_count(roster: Likeness, faces: list[Image.Image]) -> None:
    mask = Image.new("L", faces[0].size, 0)
    ImageDraw.Draw(mask).ellipse((0, 0, faces[0].width, faces[0].height), 255)
    cut = faces[0].copy()
    cut.putalpha(mask)
    look = roster.look(saved(cut))
    assert isinstance(look, Match)
    assert look.staff == ANA
