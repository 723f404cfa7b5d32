"""What Discord allows.

https://discord.com/developers/docs/resources/message and https://discord.com/developers/docs/components/reference
"""

from datetime import timedelta

from core.words.deliveries import Limits

TEXT = 2_000
EMBED_TITLE = 256
EMBED_TEXT = 4_096
FILE = 10 * 1024 * 1024
FILES = 10
REQUEST = 24 * 1024 * 1024
"""All files of one message together."""
BUTTONS = 25
LABEL = 80
CUSTOM_ID = 100
MODAL_TITLE = 45
MODAL_LABEL = 45
MODAL_TEXT = 4_000
MODAL_LINE = 200
CHOICES = 25
CHOICE = 100
THREAD_NAME = 100
COMMAND_TEXT = 100

REQUESTS = 50
"""In any second, over all channels."""
AT_ONCE = 2.0
"""So many of them may go side by side: whoever speaks goes with what was about to go."""

DOWNLOAD = 25 * 1024 * 1024
"""The largest file kept from a person; Discord itself lets some send up to 500 MB."""
DOWNLOADS = 4
DOWNLOAD_TIME = timedelta(seconds=30)

PICTURE = 2 * 1024 * 1024
"""Of a profile picture; Discord sends one of 256 by 256 pixels in far less."""
PICTURE_TIME = timedelta(seconds=10)

SENDING = timedelta(seconds=15)
"""After this a delivery gives up, well within a lease."""
INTERACTION_LIFE = timedelta(minutes=14)
"""Discord lets an interaction be answered for a minute more, which is not relied on."""
SLOW = timedelta(seconds=5)
"""After this, whoever waits for an answer is told where it will come."""

LIMITS = Limits(
    text=TEXT,
    caption=TEXT,
    file=FILE,
    files=FILES,
    buttons=BUTTONS,
    label=LABEL,
    idempotent=True,
    edit_window=None,
    delete_window=None,
    lists_rooms=True,
    forms=True,
)
