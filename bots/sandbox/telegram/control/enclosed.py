"""What a person encloses with a message: files, a contact, a location, a poll."""

import base64
import binascii

from bots.sandbox.telegram.control.asked import Asked
from bots.sandbox.telegram.files import KINDS, store
from bots.sandbox.telegram.methods.messages import poll_json
from bots.sandbox.telegram.model import StoredFile, User
from bots.sandbox.telegram.refusals import ControlError, RefusedError, Wire


def enclosed(asked: Asked) -> list[StoredFile | None]:
    """`files`: each with kind, name, mime and base64."""
    return [_file(each) for each in asked.objects("files")]


def _file(asked: Asked) -> StoredFile:
    kind = asked.text("kind", "document")
    if kind not in KINDS:
        raise ControlError(f"a file's 'kind' must be one of {', '.join(KINDS)}")
    try:
        content = base64.b64decode(asked.text("base64"), validate=True)
    except binascii.Error:
        raise ControlError("'base64' of a file is not base64") from None
    mime = asked.text("mime", "application/octet-stream")
    try:
        return store(asked.world, kind, asked.text("name", ""), mime, content)
    except RefusedError as error:
        raise ControlError(f"Telegram refuses this file: {error.description}") from None


def extras(asked: Asked, user: User) -> Wire:
    """The message's contact, location or poll, whichever the request has."""
    if asked.has("contact"):
        contact: Wire = {"first_name": user.first_name, "user_id": user.id} | asked.object("contact")
        if "phone_number" not in contact:
            raise ControlError("'contact' needs a phone_number")
        return {"contact": contact}
    if asked.has("location"):
        location = asked.object("location")
        if not {"latitude", "longitude"} <= location.keys():
            raise ControlError("'location' needs latitude and longitude")
        return {"location": location}
    if asked.has("poll"):
        poll = Asked(asked.world, asked.object("poll"))
        options = poll.body.get("options")
        if not isinstance(options, list) or not options or not all(isinstance(each, str) for each in options):
            raise ControlError("'poll' needs a list of options")
        return {"poll": poll_json(asked.world.number(), poll.text("question"), options)}
    return {}
