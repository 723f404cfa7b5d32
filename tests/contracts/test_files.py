"""Every promise of the `Files` port."""

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.redis.files import FolderFiles, safe_name, sniffed
from core.words.files import FileId

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture
def files(tmp_path: Path) -> FolderFiles:
    return FolderFiles(tmp_path / "files")


async def test_bytes_come_back_as_they_were_kept(files: FolderFiles) -> None:
    data = bytes(range(256)) * 1000
    kept = await files.keep(data, "a.bin", None)
    assert (kept.name, kept.size) == ("a.bin", 256_000)
    assert await files.read(kept.id) == data
    assert await FolderFiles(files._folder).read(kept.id) == data


async def test_equal_files_have_ids_of_their_own_that_say_nothing(files: FolderFiles) -> None:
    first, second = [await files.keep(b"x", "secret.txt", None) for _ in range(2)]
    assert first.id != second.id
    assert len(first.id) >= 32
    names = {path.name for path in files._folder.rglob("*")}
    assert not any("secret" in name for name in names)


async def test_a_forgotten_file_is_gone_and_forgetting_again_is_fine(files: FolderFiles) -> None:
    kept = await files.keep(b"x", "a", None)
    await files.forget(kept.id)
    await files.forget(kept.id)
    with pytest.raises(FileNotFoundError):
        await files.read(kept.id)
    assert [path for path in files._folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "wrong", ["", "../../etc/passwd", "0" * 31, "A" * 32, "0" * 31 + "/", "0" * 32 + "\n"]
)
async def test_an_id_that_was_never_given_leads_nowhere(files: FolderFiles, wrong: str) -> None:
    with pytest.raises(FileNotFoundError):
        await files.read(FileId(wrong))
    await files.forget(FileId(wrong))


async def test_a_disk_that_refuses_is_an_os_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"")
    with pytest.raises(OSError, match="files"):
        await FolderFiles(tmp_path / "files").keep(b"x", "a", None)


async def test_folders_are_closed_to_others(files: FolderFiles) -> None:
    await files.keep(b"x", "a", None)
    for folder in (path for path in files._folder.rglob("*") if path.is_dir()):
        assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize(
    ("data", "said", "mime", "kind"),
    [
        (PNG, "text/html", "image/png", "image"),
        (b"\xff\xd8\xff\xe0rest", None, "image/jpeg", "image"),
        (b"GIF89a....", None, "image/gif", "animation"),
        (b"RIFF\0\0\0\0WEBPVP8 ", None, "image/webp", "image"),
        (b"\0\0\0\x20ftypisom....", None, "video/mp4", "video"),
        (b"OggS\0\x02", "audio/ogg", "audio/ogg", "audio"),
        (b"\xff\xfb\x90\x64....", None, "audio/mpeg", "audio"),
        (b"%PDF-1.7\n", "image/png", "application/pdf", "file"),
        (b"PK\x03\x04....", None, "application/zip", "file"),
        ("héllo\n".encode(), "text/html", "text/plain", "file"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
            "image/svg+xml",
            "application/octet-stream",
            "file",
        ),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "text/html", "application/octet-stream", "file"),
        (b"plain at first <ScRiPt>x()</script>", "text/plain", "application/octet-stream", "file"),
        (b"MZ\x90\0", "image/png", "application/vnd.microsoft.portable-executable", "file"),
        (b"\0\1\2", "image/png", "application/octet-stream", "file"),
        (b"\xfe\xff\0a", "text/plain", "application/octet-stream", "file"),
        (b"", "image/png", "application/octet-stream", "file"),
    ],
)
async def test_the_type_is_what_the_bytes_show(
    files: FolderFiles, data: bytes, said: str | None, mime: str, kind: str
) -> None:
    kept = await files.keep(data, "x.png", said)
    assert (kept.mime, kept.kind) == (mime, kind)


@pytest.mark.parametrize(
    ("given_", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\x.txt", "x.txt"),
        (".htaccess", "htaccess"),
        ("..", "file"),
        ("", "file"),
        ("a\r\nb\0.txt", "ab.txt"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("con.txt", "_con.txt"),
        ("what?.png", "what_.png"),
        ("x. . ", "x"),
        ("a" * 300 + ".jpeg", "a" * 115 + ".jpeg"),
        ("Ação 日本.png", "Ação 日本.png"),
    ],
)
def test_a_name_is_made_safe(given_: str, safe: str) -> None:
    assert safe_name(given_) == safe


@given(st.text())
def test_no_name_is_more_than_a_name(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= 121
    assert Path(safe).name == safe
    assert not safe.startswith(".")
    assert safe_name(safe) == safe


@given(st.binary(max_size=200))
def test_whatever_the_bytes_they_have_a_type_that_no_browser_runs(data: bytes) -> None:
    assert sniffed(data) not in {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"}
