"""What the program says of itself, as one more monitor: whether a platform, or its own store, can be reached."""

from datetime import datetime
from typing import Final

from core.policy import Policy
from core.status.components import ComponentId
from core.words.alerts import Alert
from core.words.texts import Texts, text

OWN: Final = "own."
"""The monitor's id, which no configured one can have."""
STORE: Final = "store"
"""What else than a platform can be away."""


def alert(
    of: str, component: ComponentId, *, reached: bool, at: datetime, texts: Texts, policy: Policy
) -> Alert:
    """What is told of a platform, or of the store, that has been reached, or not, since `at`."""
    language = policy.language
    title = text("own.away", component=policy.status.named(component, language))
    words = text("own.store_words", at=at) if of == STORE else text("own.words", at=at)
    return Alert(
        of, not reached, texts.say(language, title), texts.say(language, words), component, "major", at
    )
