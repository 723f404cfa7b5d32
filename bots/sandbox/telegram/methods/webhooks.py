"""setWebhook and its kin, https://core.telegram.org/bots/api#setwebhook.

As a server of one's own in `--local` mode, plain http is allowed.
"""

import re
from urllib.parse import urlsplit

from bots.sandbox.telegram.methods.updates import displace
from bots.sandbox.telegram.model import Bot
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, Described, method

SECRET_LIMIT = 256
SECRET = re.compile(r"[A-Za-z0-9_-]*")
CONNECTIONS = 40
MOST_CONNECTIONS = 100


@method("setWebhook")
def set_webhook(call: Call) -> object:
    """An empty address deletes the webhook."""
    arguments, hook = call.arguments, call.bot.hook
    url = arguments.text("url")
    if not url:
        return delete_webhook(call)
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise bad_request("invalid webhook URL specified")
    secret = arguments.text("secret_token")
    if len(secret) > SECRET_LIMIT:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    displace(call.bot.queue, "webhook")
    _prepare(call)
    hook.connections = min(max(arguments.integer("max_connections", CONNECTIONS), 1), MOST_CONNECTIONS)
    hook.url, hook.secret = url, secret
    hook.last_error, hook.last_error_date = "", 0
    world = call.world
    call.bot.queue.changed = world.hooks_changed
    call.bot.queue.wake()
    return Described(result=True, description="Webhook was set")


@method("deleteWebhook")
def delete_webhook(call: Call) -> object:
    had = bool(call.bot.hook.url)
    _prepare(call)
    call.bot.hook.url = call.bot.hook.secret = ""
    call.bot.queue.changed = None
    return Described(result=True, description=f"Webhook {'was' if had else 'is already'} deleted")


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> object:
    return webhook_info(call.bot)


def _prepare(call: Call) -> None:
    """What setting and deleting have in common: old deliveries end, and what waits is offered anew."""
    arguments, queue = call.arguments, call.bot.queue
    if arguments.has("allowed_updates"):
        queue.allow(arguments.sequence("allowed_updates", "can't parse allowed_updates") or [])
    if arguments.flag("drop_pending_updates"):
        queue.clear()
    call.bot.hook.generation += 1
    queue.rewind()


def webhook_info(bot: Bot) -> Wire:
    hook, queue = bot.hook, bot.queue
    info: Wire = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(queue.waiting),
    }
    if hook.last_error:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error}
    if hook.url:
        info |= {"max_connections": hook.connections, "ip_address": "127.0.0.1"}
    if queue.chosen:
        info["allowed_updates"] = sorted(queue.allowed)
    return info
