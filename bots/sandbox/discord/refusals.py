"""Refusals that Discord gives and simcord's catalogue lacks, and the shape of form errors.

Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

import re

from simcord.backend.errors import BackendError

PATH = re.compile(r"^([A-Za-z_][\w.\[\]]*): (.+)$", re.DOTALL)


def form(path: str, code: str, message: str) -> BackendError:
    """A 50035 that names the field, as Discord nests it: `form("embeds.0.title", …)`."""
    inner: dict[str, object] = {"_errors": [{"code": code, "message": message}]}
    for part in reversed([piece for piece in path.split(".") if piece]):
        inner = {part: inner}
    return BackendError(400, 50035, "Invalid Form Body", errors=inner)


def too_long(path: str, limit: int) -> BackendError:
    return form(path, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")


def as_discord_says(error: BackendError) -> dict[str, object]:
    """The body of a refusal; simcord's one-line form errors are nested under their field."""
    if error.code != 50035 or error.errors is not None:
        return error.to_json()
    detail = error.message.removeprefix("Invalid Form Body").removeprefix(": ")
    found = PATH.match(detail)
    path, message = (found[1].replace("[", "").replace("]", ""), found[2]) if found else ("", detail)
    return form(path, "BASE_TYPE_INVALID", message or "This value is invalid.").to_json()


def empty_message() -> BackendError:
    return BackendError(400, 50006, "Cannot send an empty message")


def cannot_message_user() -> BackendError:
    return BackendError(403, 50007, "Cannot send messages to this user")


def too_large() -> BackendError:
    return BackendError(413, 40005, "Request entity too large")


def unknown_reply() -> BackendError:
    return form("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")


def reply_needs_history() -> BackendError:
    return BackendError(400, 160002, "Cannot reply without permission to read message history")


def thread_exists() -> BackendError:
    return BackendError(400, 160004, "A thread has already been created for this message")


def thread_locked() -> BackendError:
    return BackendError(400, 160005, "Thread is locked")


def too_many_threads() -> BackendError:
    return BackendError(400, 160006, "Maximum number of active threads reached")


def thread_archived() -> BackendError:
    return BackendError(400, 50083, "Thread is archived")


def unknown_command() -> BackendError:
    return BackendError(404, 10063, "Unknown application command")


def modal_out_of_place() -> BackendError:
    return form("type", "INTERACTION_RESPONSE_MODAL_INVALID", "Cannot respond with a modal here.")


def invalid_role() -> BackendError:
    return BackendError(400, 50028, "Invalid role")


def missing_access() -> BackendError:
    return BackendError(403, 50001, "Missing Access")
