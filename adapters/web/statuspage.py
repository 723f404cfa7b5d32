"""An `Overview` in the shape of Statuspage's public API, version 2, so that its clients can read it.

https://www.atlassianstatuspage.io/api (the shape is that of the pages' own /api/v2).
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from core.status.components import Affected, Component, Impact, Level
from core.status.incidents import Incident, Stage, Update
from core.status.maintenance import Maintenance, Matter
from core.status.overview import Overview

Json = dict[str, "Json"] | list["Json"] | str | int | bool | None

LEVELS: dict[Level, str] = {
    "operational": "operational",
    "maintenance": "under_maintenance",
    "degraded": "degraded_performance",
    "partial": "partial_outage",
    "major": "major_outage",
}
DESCRIPTIONS: dict[Impact, str] = {
    "none": "All Systems Operational",
    "minor": "Minor Service Outage",
    "major": "Partial System Outage",
    "critical": "Major Service Outage",
}
STAGES: dict[Stage, str] = {"cancelled": "completed"}
"""Those that Statuspage has not got."""
DOCUMENTS: Final = (
    "summary.json",
    "status.json",
    "components.json",
    "incidents.json",
    "incidents/unresolved.json",
    "scheduled-maintenances.json",
    "scheduled-maintenances/upcoming.json",
    "scheduled-maintenances/active.json",
)
"""Their paths below /api/v2/."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Statuspage:
    """Renders overviews of one desk: `page` is its id, `name` what people call it, `url` where the page is."""

    def __init__(self, page: str, name: str, url: str, zone: str, language: str) -> None:
        self._page = page
        self._name = name
        self._url = url
        self._zone = zone
        self._language = language

    def document(self, path: str, overview: Overview) -> Json:
        """The document at this path below /api/v2/; None where there is none."""
        page = self._about(overview)
        coming = overview.coming
        match path:
            case "summary.json":
                return {
                    "page": page,
                    "components": self._components(overview),
                    "incidents": self._incidents(overview.open, overview),
                    "scheduled_maintenances": self._works(coming, overview),
                    "status": self._status(overview),
                }
            case "status.json":
                return {"page": page, "status": self._status(overview)}
            case "components.json":
                return {"page": page, "components": self._components(overview)}
            case "incidents.json":
                return {"page": page, "incidents": self._incidents(overview.incidents, overview)}
            case "incidents/unresolved.json":
                return {"page": page, "incidents": self._incidents(overview.open, overview)}
            case "scheduled-maintenances.json":
                return {"page": page, "scheduled_maintenances": self._works(overview.planned, overview)}
            case "scheduled-maintenances/upcoming.json":
                later = [each for each in coming if not each.under_way]
                return {"page": page, "scheduled_maintenances": self._works(later, overview)}
            case "scheduled-maintenances/active.json":
                active = [each for each in coming if each.under_way]
                return {"page": page, "scheduled_maintenances": self._works(active, overview)}
            case _:
                return None

    def _about(self, overview: Overview) -> Json:
        return {
            "id": self._page,
            "name": self._name,
            "url": self._url,
            "time_zone": self._zone,
            "updated_at": _at(overview.changed_at or EPOCH),
        }

    def _status(self, overview: Overview) -> Json:
        return {"indicator": overview.impact, "description": DESCRIPTIONS[overview.impact]}

    def _components(self, overview: Overview) -> list[Json]:
        found: list[Json] = []
        for place, group in enumerate(overview.rules.groups, 1):
            members = [each for each in overview.rules.components if each.group == group.id]
            level = max((overview.level(each.id) for each in members), key=list(LEVELS).index, default=None)
            name = overview.rules.group_named(group.id, self._language)
            found.append(
                {
                    **self._part(f"group-{group.id}", name, level or "operational", place, overview),
                    "group": True,
                    "components": [str(each.id) for each in members],
                }
            )
        found += [
            self._component(each, place, overview) for place, each in enumerate(overview.rules.components, 1)
        ]
        return found

    def _component(self, component: Component, place: int, overview: Overview) -> Json:
        name = overview.rules.named(component.id, self._language)
        part = self._part(component.id, name, overview.level(component.id), place, overview)
        return {**part, "group_id": None if component.group is None else f"group-{component.group}"}

    def _part(self, id_: str, name: str, level: Level, place: int, overview: Overview) -> dict[str, Json]:
        changed = [each.last.at for each in overview.incidents if id_ in each.concerned]
        return {
            "id": id_,
            "name": name,
            "status": LEVELS[level],
            "created_at": _at(EPOCH),
            "updated_at": _at(max(changed, default=EPOCH)),
            "position": place,
            "description": None,
            "showcase": False,
            "start_date": None,
            "group_id": None,
            "page_id": self._page,
            "group": False,
            "only_show_if_degraded": False,
        }

    def _incidents(self, incidents: Iterable[Incident], overview: Overview) -> list[Json]:
        return [self._incident(each, overview) for each in incidents]

    def _works(self, planned: Iterable[Maintenance], overview: Overview) -> list[Json]:
        return [self._planned(each, overview) for each in planned]

    def _planned(self, maintenance: Maintenance, overview: Overview) -> Json:
        return {
            **self._incident(maintenance, overview),
            "impact": "maintenance",
            "started_at": _at(maintenance.began),
            "scheduled_for": _at(maintenance.starts),
            "scheduled_until": _at(maintenance.ends),
        }

    def _incident(self, incident: Matter, overview: Overview) -> dict[str, Json]:
        updates = list(incident.updates)
        watched = next((each.at for each in updates if each.stage == "monitoring"), None)
        components = [
            self._component(each, place, overview)
            for place, each in enumerate(overview.rules.components, 1)
            if each.id in incident.concerned
        ]
        return {
            "id": str(incident.number),
            "name": incident.title,
            "status": STAGES.get(incident.last.stage, incident.last.stage),
            "created_at": _at(updates[0].at),
            "updated_at": _at(incident.last.at),
            "monitoring_at": None if watched is None else _at(watched),
            "resolved_at": None if incident.ended is None else _at(incident.ended),
            "impact": incident.impact,
            "shortlink": f"{self._url}/status/{incident.number}",
            "started_at": _at(incident.began),
            "page_id": self._page,
            "incident_updates": [
                self._update(incident, number, each, updates[number - 2] if number > 1 else None, overview)
                for number, each in reversed(list(enumerate(updates, 1)))
            ],
            "components": components,
        }

    def _update(
        self, incident: Matter, number: int, update: Update, before: Update | None, overview: Overview
    ) -> Json:
        return {
            "id": f"{incident.number}-{number}",
            "status": STAGES.get(update.stage, update.stage),
            "body": update.words,
            "incident_id": str(incident.number),
            "created_at": _at(update.at),
            "updated_at": _at(update.at),
            "display_at": _at(update.at),
            "affected_components": self._changes(
                update.affected, before.affected if before else (), overview
            ),
            "deliver_notifications": True,
            "custom_tweet": None,
            "tweet_id": None,
        }

    def _changes(
        self, after: Iterable[Affected], before: Iterable[Affected], overview: Overview
    ) -> list[Json]:
        old = {each.component: each.level for each in before}
        new = {each.component: each.level for each in after}
        return [
            {
                "code": str(component),
                "name": overview.rules.named(component, self._language),
                "old_status": LEVELS[old.get(component, "operational")],
                "new_status": LEVELS[new.get(component, "operational")],
            }
            for component in dict.fromkeys((*new, *old))
        ]


def _at(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
