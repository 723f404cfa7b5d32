"""Files: what each kind looks like to a bot, how ids lead back to it, and what may be sent as what.

https://core.telegram.org/bots/api#sending-files: ids of files differ from bot to bot, the unique id does not.
"""

import base64
import struct

from bots.sandbox.telegram.model import Bot, StoredFile, World
from bots.sandbox.telegram.refusals import Wire, bad_request

KINDS = ("photo", "document", "video", "audio", "voice", "animation", "sticker", "video_note")
NAMES = {"video_note": "VideoNote", "voice": "VoiceNote"}
EXTENSIONS = {"photo": "jpg", "video": "mp4", "voice": "oga", "audio": "mp3", "sticker": "webp"}
FOLDERS = {"photo": "photos", "video": "videos", "voice": "voice", "audio": "music", "document": "documents"}
PHOTO_LIMIT = 10 << 20


def store(world: World, kind: str, name: str, mime: str, content: bytes) -> StoredFile:
    """Keep a file.

    Raises:
        RefusedError: 400 for an empty file, or a photo that is no picture or too big.
    """
    if not content:
        raise bad_request("file must be non-empty")
    width, height = picture_size(content)
    if kind == "photo":
        if len(content) > PHOTO_LIMIT:
            raise bad_request("file is too big")
        if not width:
            raise bad_request("IMAGE_PROCESS_FAILED")
        mime = picture_mime(content)
    unique = "AQAD" + base64.urlsafe_b64encode(struct.pack(">QI", world.number(), len(content))).decode()
    stored = StoredFile(unique.rstrip("="), kind, name, mime, content, width, height)
    world.files[stored.unique_id] = stored
    return stored


def file_id(file: StoredFile, bot: Bot) -> str:
    return base64.urlsafe_b64encode(f"{bot.id}.{file.kind}.{file.unique_id}".encode()).decode().rstrip("=")


def find(world: World, bot: Bot, asked: str) -> StoredFile | None:
    """The file behind an id that this bot was given."""
    try:
        plain = base64.urlsafe_b64decode(asked + "=" * (-len(asked) % 4)).decode()
    except ValueError:
        return None
    owner, _, rest = plain.partition(".")
    return world.files.get(rest.partition(".")[2]) if owner == str(bot.id) else None


def path(file: StoredFile) -> str:
    """`file_path` of getFile: a folder by kind, and a name of no meaning."""
    named = file.name.rpartition(".")[2]
    extension = EXTENSIONS.get(file.kind) or (named if named.isalnum() else "bin")
    return f"{FOLDERS.get(file.kind, file.kind + 's')}/file_{file.unique_id}.{extension}"


def by_path(world: World, asked: str) -> StoredFile | None:
    name = asked.rpartition("/")[2].removeprefix("file_").rpartition(".")[0]
    found = world.files.get(name)
    return found if found is not None and path(found) == asked else None


def type_name(kind: str) -> str:
    return NAMES.get(kind, kind.capitalize())


def media_json(file: StoredFile, bot: Bot) -> Wire:
    """The message's field for this file."""
    body: Wire = {
        "file_id": file_id(file, bot),
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
    }
    sized: Wire = {"width": file.width or 640, "height": file.height or 480}
    named: Wire = {"file_name": file.name, "mime_type": file.mime} if file.name else {"mime_type": file.mime}
    match file.kind:
        case "photo":
            return {"photo": [body | sized]}
        case "video":
            return {"video": body | sized | named | {"duration": 1}}
        case "animation":
            animation = body | sized | named | {"duration": 1}
            return {"animation": animation, "document": body | named}
        case "audio":
            return {"audio": body | named | {"duration": 1}}
        case "voice":
            return {"voice": body | {"duration": 1, "mime_type": file.mime}}
        case "video_note":
            return {"video_note": body | {"length": 240, "duration": 1}}
        case "sticker":
            kind: Wire = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "🙂"}
            return {"sticker": body | {"width": 512, "height": 512} | kind}
        case _:
            return {"document": body | named}


def picture_mime(content: bytes) -> str:
    """The type of a picture by its first bytes, empty for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return ""


def picture_size(content: bytes) -> tuple[int, int]:
    """Width and height, (0, 0) for what is no picture."""
    match picture_mime(content):
        case "image/png" if len(content) >= 24:
            width, height = struct.unpack(">II", content[16:24])
            return int(width), int(height)
        case "image/gif" if len(content) >= 10:
            width, height = struct.unpack("<HH", content[6:10])
            return int(width), int(height)
        case "image/jpeg":
            return _jpeg_size(content)
        case "image/webp":
            return 512, 512
        case _:
            return 0, 0


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(width), int(height)
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return 640, 480
