"""Sending files, and fetching what others sent: https://core.telegram.org/bots/api#sending-files."""

from bots.sandbox.telegram import files
from bots.sandbox.telegram.arguments import Arguments, Upload, as_text
from bots.sandbox.telegram.entities.given import checked_caption, formatted_from, given_caption
from bots.sandbox.telegram.entities.spans import Formatted
from bots.sandbox.telegram.files import file_id, type_name
from bots.sandbox.telegram.model import StoredFile
from bots.sandbox.telegram.posting import Draft
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, Method, method
from bots.sandbox.telegram.sending import Target, send, send_message, target
from bots.sandbox.telegram.wire import message_json

DOWNLOAD_LIMIT = 20 << 20
"""Bytes a bot may download, https://core.telegram.org/bots/api#getfile."""
ALBUM_LIMIT = 10
ALBUMS = ("photo", "video", "document", "audio")
RIGHTS = {
    "photo": "can_send_photos",
    "document": "can_send_documents",
    "video": "can_send_videos",
    "audio": "can_send_audios",
    "voice": "can_send_voice_notes",
    "video_note": "can_send_video_notes",
    "animation": "can_send_other_messages",
    "sticker": "can_send_other_messages",
}
METHOD_NAMES = {
    "photo": "sendPhoto",
    "document": "sendDocument",
    "video": "sendVideo",
    "audio": "sendAudio",
    "voice": "sendVoice",
    "video_note": "sendVideoNote",
    "animation": "sendAnimation",
    "sticker": "sendSticker",
}


def _sender(kind: str) -> Method:
    def send_file(call: Call) -> object:
        goal = target(call, RIGHTS[kind])
        arguments = call.arguments
        captioned = kind not in {"sticker", "video_note"}
        formatted = given_caption(arguments) if captioned else Formatted("")
        file = given_file(call, kind, arguments.text(kind), arguments.files.get(kind))
        spoiler = arguments.flag("has_spoiler")
        draft = Draft(text=formatted.text, entities=formatted.entities, file=file, has_spoiler=spoiler)
        return send(call, goal, draft)

    return send_file


for _kind, _name in METHOD_NAMES.items():
    method(_name)(_sender(_kind))


def given_file(call: Call, kind: str, named: str, upload: Upload | None) -> StoredFile:
    """The file a request means: uploaded with it, or known by its id.

    Raises:
        RefusedError: 400 when there is none, or it cannot be sent as `kind`.
    """
    if named.startswith("attach://"):
        upload = call.arguments.files.get(named.removeprefix("attach://"))
    if upload is not None:
        return files.store(call.world, kind, upload.name, upload.mime, upload.content)
    if not named or named.startswith("attach://"):
        raise bad_request(f"there is no {kind.replace('_', ' ')} in the request")
    if named.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = files.find(call.world, call.bot, named)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {type_name(file.kind)} as {type_name(kind)}")
    return file


def given_media(call: Call, media: Wire) -> tuple[StoredFile, Formatted]:
    """One `InputMedia`: its file and its caption."""
    kind = str(media.get("type", ""))
    if kind not in {*ALBUMS, "animation"}:
        raise bad_request(
            f"can't parse InputMedia: type {kind} is unknown" if kind else "type must be non-empty"
        )
    caption = str(media.get("caption") or "")
    mode = str(media.get("parse_mode") or "")
    listed = Arguments({"caption_entities": as_text(media.get("caption_entities"))})
    formatted = checked_caption(formatted_from(caption, mode, listed, "caption_entities"))
    named = str(media.get("media") or "")
    if not named:
        raise bad_request("media not found")
    return given_file(call, kind, named, None), formatted


@method("sendMediaGroup")
def send_media_group(call: Call) -> object:
    """Several messages with one `media_group_id`, all or none."""
    goal = target(call)
    listed = call.arguments.sequence("media", "can't parse media JSON object") or []
    if not listed:
        raise bad_request("there are no messages to send")
    if len(listed) > ALBUM_LIMIT:
        raise bad_request("too many messages to send as an album")
    drafts = [_item(call, each) for each in listed]
    kinds = {draft.file.kind for draft in drafts if draft.file is not None}
    for single in ("document", "audio"):
        if single in kinds and len(kinds) > 1:
            raise bad_request(f"{single} can't be mixed with other media types")
    return _post_album(call, goal, drafts)


def _item(call: Call, listed: object) -> Draft:
    if not isinstance(listed, dict):
        raise bad_request("can't parse InputMedia: expected an Object")
    if listed.get("type") not in ALBUMS:
        raise bad_request("can't use the media of the specified type in the album")
    file, formatted = given_media(call, listed)
    spoiler = listed.get("has_spoiler") is True
    return Draft(text=formatted.text, entities=formatted.entities, file=file, has_spoiler=spoiler)


def _post_album(call: Call, goal: Target, drafts: list[Draft]) -> list[Wire]:
    world, limits = call.world, call.world.limits
    limits.spend(call.bot.id, goal.chat.id, len(drafts))
    group = str(13_000_000_000_000_000 + world.number()) if len(drafts) > 1 else ""
    goal.markup = None
    posted = []
    for draft in drafts:
        draft.group = group
        posted.append(message_json(send_message(call, goal, draft, counted=True), call.bot))
    return posted


@method("getFile")
def get_file(call: Call) -> object:
    named = call.arguments.text("file_id")
    if not named:
        raise bad_request("file_id not specified")
    file = files.find(call.world, call.bot, named)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file_id(file, call.bot),
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": files.path(file),
    }
