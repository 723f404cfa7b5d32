"""What the operator's system answers, and what of it is believed.

    GET {url}?email=ana%40harbour.example
    Authorization: Bearer {token}
    Accept: application/json

`404` says that nobody has that address. `200` says who has:

    {
      "id": "harbour",
      "name": "Harbour Ltd",
      "plan": "priority",
      "from": "2026-01-01",
      "until": "2026-12-31",
      "no_contact": false,
      "packs": [{"minutes": 600, "from": "2026-01-10"}, {"minutes": 120, "from": "2026-01-01", "monthly": true}],
      "contact": {"email": "ana@harbour.example", "registered": true, "authorises": true}
    }

`from`, `until`, `no_contact`, `packs` and the contact's two flags may be left out (`null`, `null`, false, none, true,
true), a pack's `monthly` and, of a monthly one, `until` as well. Anything else, a field that is not named here or
another address than the one asked for, is no answer.
"""

from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from core.people.directory import Contact, Contract, Customer, CustomerId, Pack, PlanId

Named = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]


class Answer(BaseModel):
    """Base of the answer's parts: strict, and nothing beside them."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ContactAnswer(Answer):
    email: Annotated[str, Field(max_length=254)]
    registered: Annotated[bool, Field(strict=True)] = True
    authorises: Annotated[bool, Field(strict=True)] = True


class PackAnswer(Answer):
    minutes: Annotated[int, Field(strict=True, ge=1, le=1_000_000)]
    starts: Annotated[date, Field(alias="from")]
    monthly: Annotated[bool, Field(strict=True)] = False
    ends: Annotated[date | None, Field(alias="until")] = None

    def pack(self) -> Pack:
        return Pack(timedelta(minutes=self.minutes), self.starts.isoformat(), self.monthly, _iso(self.ends))


class CustomerAnswer(Answer):
    id: Named
    name: Named
    plan: Named
    starts: Annotated[date | None, Field(alias="from")] = None
    ends: Annotated[date | None, Field(alias="until")] = None
    no_contact: Annotated[bool, Field(strict=True)] = False
    packs: Annotated[tuple[PackAnswer, ...], Field(max_length=100)] = ()
    contact: ContactAnswer

    def customer(self) -> Customer:
        return Customer(
            CustomerId(self.id),
            self.name,
            Contract(PlanId(self.plan), _iso(self.starts), _iso(self.ends)),
            (Contact(self.contact.email.lower(), (), self.contact.registered, self.contact.authorises),),
            self.no_contact,
            tuple(each.pack() for each in self.packs),
        )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
