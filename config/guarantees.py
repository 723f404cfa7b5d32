"""The tables about what is guaranteed of components."""

from datetime import timedelta
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from config.opening import Section
from config.values import Duration, Identifier
from core.promises.hours import Hours
from core.status.components import ComponentId
from core.status.guarantees import Daily, Guarantee, ProRata


class GuaranteeTable(Section):
    """What is guaranteed of some components' uptime, and what is credited where it was not kept."""

    id: Identifier
    components: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    rule: Literal["pro-rata", "daily"] = Field(
        description="pro-rata: the time a day was down beyond `over`, a day's fee at least and a month's at most; "
        "daily: a thirtieth of the month for each 24 hours or part of each trigger."
    )
    uptime: Annotated[float, Field(gt=0, le=100)] = Field(default=99.0, description="Percent of each month.")
    calendar: str = Field(default="always", description="Whose working days claims are reckoned in.")
    claim_within: Annotated[int, Field(ge=1, le=366)] = Field(
        default=7, description="Working days after the fault's resolution."
    )
    excludes: tuple[Literal["maintenance", "customer", "third_party", "force_majeure"], ...] = Field(
        default=("maintenance", "customer", "force_majeure"), description="What is not counted."
    )
    over: Duration = Field(default=timedelta(hours=1), description="pro-rata: so long a day may be down.")
    triggers: tuple[Literal["outage", "impaired", "response", "repair"], ...] = Field(
        default=("outage", "impaired", "response", "repair"), description="daily: what is credited."
    )
    response_within: Duration = Field(
        default=timedelta(hours=2), description="daily: when an answer is due from the fault's beginning."
    )
    repair_within: Duration = Field(default=timedelta(hours=24), description="daily: when the repair is due.")

    def guarantee(self, hours: Hours) -> Guarantee:
        """The same as core reckons with it, on these hours."""
        rule = (
            ProRata(self.over)
            if self.rule == "pro-rata"
            else Daily(self.triggers, self.response_within, self.repair_within)
        )
        return Guarantee(
            self.id,
            tuple(map(ComponentId, self.components)),
            rule,
            hours,
            Fraction(str(self.uptime)) / 100,
            frozenset(self.excludes),
            self.claim_within,
        )
