"""A local mail server, and everybody's mailbox in one, under `/control/mail`."""

from bots.sandbox.mail.control import mount
from bots.sandbox.mail.server import Post

__all__ = ["Post", "mount"]
