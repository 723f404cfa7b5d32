"""The table `[trust]`: how the desk guards its name."""

from typing import get_args

from pydantic import Field, field_validator

from config.opening import Section
from config.sections import Where
from config.values import meant
from core.trust.certainty import ALONE
from core.trust.nameformat import NameFormat
from core.trust.rules import Act, Acts, RosterRules
from core.trust.texts import EVERYTHING, Forbidden, TextRules

FORBIDDEN: tuple[str, ...] = get_args(Forbidden)


class Rule(Section):
    """What is done to an account without anybody's press. Off unless this table is there."""

    at: float = Field(
        default=0.95,
        gt=ALONE,
        le=0.99,
        description="How sure the desk must be, as its card says. Names and pictures alone, words alone and reports "
        "alone are worth 0.9 at most, and so are never enough.",
    )
    does: Act = Field(
        default="silence",
        description="`silence` for a day, which moderators lift; `delete` what it wrote; `ban` it.",
    )


class Trust(Section):
    """Accounts that pass for staff, and what staff and others may not write."""

    moderators: tuple[Where, ...] = Field(
        default=(),
        description="Where accounts that pass for staff are shown; where the boards stand if empty.",
    )
    pictures: bool = Field(
        default=True,
        description="Compare the pictures of those who come, or whose names are a little alike, with the staff's.",
    )
    acts: Rule | None = Field(
        default=None, description="What is done to an account without anybody's press; nothing by default."
    )
    warns_askers: bool = Field(
        default=False,
        description="Whoever asks for help in public gets one private message about swindlers, with the way to ask in "
        "private.",
    )
    askers_at: tuple[Where, ...] = Field(
        default=(), description="The only channels and groups where that is done, even without warns_askers."
    )
    warnings_per_hour: int = Field(
        default=20,
        ge=1,
        description="So many such messages at most, on each platform: Discord takes more for spam.",
    )
    shares: bool = Field(
        default=False,
        description="What moderators decide about accounts is told to the other desks that share on the same server "
        "(store.url), and what these decided is shown.",
    )
    web_reports_per_hour: int = Field(
        default=20,
        ge=0,
        description="So many accounts can be reported in an hour, by all together, at `/staff/report` of the desk's "
        "own server and by mail; with 0 neither is taken.",
    )
    forbids: tuple[str, ...] = Field(
        default=FORBIDDEN,
        description="What staff never ask for: keys (of a wallet), logins, cards, remote (control), commands (to "
        "paste), wallets (to connect), elsewhere (another account or page). A message of theirs that does is held.",
    )
    domains: tuple[str, ...] = Field(default=(), description="The desk's own domains, as in acme.org.")
    accounts: tuple[str, ...] = Field(
        default=(), description="Its own accounts and addresses elsewhere, which staff may send people to."
    )
    format: str | None = Field(
        default=None,
        description="Of staff's names, as in `{first} | Acme ({department})`; `{name}` and `{last}` can be in it too.",
    )
    directory: bool = Field(
        default=True, description="Who is staff is shown at `/staff` of the desk's own server."
    )
    lists_accounts: bool = Field(default=False, description="With the ids of their accounts.")

    @field_validator("forbids")
    @classmethod
    def _known(cls, forbids: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [each for each in forbids if each not in FORBIDDEN]
        if wrong:
            known = ", ".join(FORBIDDEN)
            raise ValueError(f'"{wrong[0]}" is none of {known}{meant(wrong[0], FORBIDDEN)}')
        return forbids

    @field_validator("format")
    @classmethod
    def _readable(cls, written: str | None) -> str | None:
        if written is not None and (flaw := NameFormat(written).flaw()):
            raise ValueError(f'"{written}": {flaw}')
        return written

    @field_validator("domains")
    @classmethod
    def _bare(cls, domains: tuple[str, ...]) -> tuple[str, ...]:
        for each in domains:
            if "/" in each or "." not in each:
                raise ValueError(f'"{each}" is no domain; write it bare, as in acme.org')
        return tuple(each.lower().removeprefix("www.") for each in domains)

    def texts(self) -> TextRules:
        """The rules for what is written."""
        forbids = frozenset(each for each in EVERYTHING if each in self.forbids)
        return TextRules(forbids, self.domains, self.accounts)

    def rule(self) -> Acts | None:
        """What is done by itself."""
        return None if self.acts is None else Acts(self.acts.at, self.acts.does)

    def roster(self) -> RosterRules:
        """The rules for how the roster is seen."""
        return RosterRules(
            self.directory, self.lists_accounts, None if self.format is None else NameFormat(self.format)
        )
