"""The directory's file: customers with their contacts and contracts, as TOML or CSV.

    [[customers]]
    id = "harbour"
    name = "Harbour Ltd"
    plan = "priority"
    from = 2026-01-01
    until = 2026-12-31
    terms = { first_response = "1h" }
    packs = [{ time = "10h", from = 2026-01-10 }, { time = "2h", from = 2026-01-01, monthly = true }]
    contacts = [
        { email = "ana@harbour.example", accounts = ["discord:2101"] },
        { email = "tom@harbour.example", authorises = false },
    ]

The same as CSV has a line for each contact; of a customer's lines the first says the rest:

    customer,name,plan,from,until,first_response,email,accounts,registered,authorises,no_contact,packs
    harbour,Harbour Ltd,priority,2026-01-01,2026-12-31,1h,ana@harbour.example,discord:2101,yes,yes,no,10h 2026-01-10
    harbour,,,,,,tom@harbour.example,,yes,no,,

Packs are parted by semicolons there; a monthly one says so, and may end: `2h 2026-01-01 monthly 2026-12-31`.
"""

import csv
import io
import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from config.customers import DirectoryTable
from config.problems import Problem, SettingsError, explained
from config.values import meant
from core.people.directory import Book

HEADERS = (
    "customer", "name", "plan", "from", "until", "first_response", "next_response", "resolution",
    "email", "accounts", "registered", "authorises", "no_contact", "packs",
    "language", "billing", "billing_every", "price", "service",
)  # fmt: skip
_NEEDED = ("customer", "name", "plan")
_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})
_TABLE = re.compile(r"\s*\[\[\s*customers\s*\]\]")


@dataclass(frozen=True, slots=True)
class _Read:
    """The file's tables, and the line at which each customer begins or, in CSV, each contact stands."""

    table: dict[str, object]
    lines: tuple[int, ...]
    contact_lines: tuple[tuple[int, ...], ...] = ()

    def line(self, keys: tuple[str | int, ...]) -> int | None:
        match keys:
            case ("customers", int(number), "contacts", int(contact), *_) if number < len(self.contact_lines):
                return self.contact_lines[number][contact]
            case ("customers", int(number), *_) if number < len(self.lines):
                return self.lines[number]
            case _:
                return None


def read(file: Path, plans: Collection[str] = ()) -> Book:
    """The directory. `plans`: those that the desk gives by contract, if it does; a customer's must be one of them.

    Raises:
        SettingsError: with everything that is wrong, each with its line where it has one.
    """
    try:
        written = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _refused(file, "there is no such file; set directory.file") from None
    except OSError as wrong:
        raise _refused(file, f"it cannot be read: {wrong.strerror}") from None
    except UnicodeDecodeError:
        raise _refused(file, "it is not text in UTF-8; save it as that") from None
    found = _csv(file, written) if file.suffix.lower() == ".csv" else _toml(file, written)
    try:
        table = DirectoryTable.model_validate(found.table)
    except ValidationError as wrong:
        raise SettingsError(tuple(_problems(wrong, file, found))) from None
    faults = (*_twice(table, file, found), *_unknown(table, plans, file, found))
    if faults:
        raise SettingsError(faults)
    return Book.of(each.customer() for each in table.customers)


def _toml(file: Path, written: str) -> _Read:
    try:
        table = tomllib.loads(written)
    except tomllib.TOMLDecodeError as wrong:
        raise _refused(file, f"it is not TOML: {wrong}") from None
    lines = (number for number, line in enumerate(written.splitlines(), 1) if _TABLE.match(line))
    return _Read(table, tuple(lines))


def _csv(file: Path, written: str) -> _Read:
    rows = csv.reader(io.StringIO(written))
    header = [name.strip() for name in next(rows, [])]
    unknown = [f'there is no column "{name}"{meant(name, HEADERS)}' for name in header if name not in HEADERS]
    absent = [f'the column "{name}" is missing' for name in _NEEDED if name not in header]
    if unknown or absent:
        raise SettingsError(tuple(Problem(f"{file}: line 1", "", each) for each in (*unknown, *absent)))
    customers: dict[str, dict[str, object]] = {}
    lines: dict[str, int] = {}
    contacts: dict[str, list[int]] = {}
    for row in rows:
        number = rows.line_num
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise _refused(file, f"{len(row)} cells under {len(header)} columns", number)
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=True) if cell.strip()}
        id_ = cells.get("customer", "")
        if id_ not in customers:
            customers[id_], lines[id_], contacts[id_] = _customer(file, number, cells), number, []
        if "email" in cells or "accounts" in cells:
            held = customers[id_]["contacts"]
            if isinstance(held, list):
                held.append(_contact(file, number, cells))
            contacts[id_].append(number)
    table: dict[str, object] = {"customers": list(customers.values())}
    return _Read(table, tuple(lines.values()), tuple(map(tuple, contacts.values())))


def _customer(file: Path, line: int, cells: dict[str, str]) -> dict[str, object]:
    terms = {name: cells[name] for name in ("first_response", "next_response", "resolution") if name in cells}
    plain: dict[str, object] = {
        name: cells[name]
        for name in ("name", "plan", "from", "until", "billing", "billing_every", "price", "service")
        if name in cells
    }
    flag = {"no_contact": _yes(file, line, cells, "no_contact")} if "no_contact" in cells else {}
    packs = [_pack(file, line, written) for written in cells.get("packs", "").split(";") if written.strip()]
    return {
        "id": cells.get("customer", ""), **plain, **flag, "terms": terms, "packs": packs, "contacts": [],
    }  # fmt: skip


def _pack(file: Path, line: int, written: str) -> dict[str, object]:
    match written.split():
        case [time, starts]:
            return {"time": time, "from": starts}
        case [time, starts, "monthly"]:
            return {"time": time, "from": starts, "monthly": True}
        case [time, starts, "monthly", ends]:
            return {"time": time, "from": starts, "monthly": True, "until": ends}
        case _:
            wrong = f'"{written.strip()}" is no pack; write 10h 2026-01-10, or 2h 2026-01-01 monthly'
            raise _refused(file, wrong, line)


def _contact(file: Path, line: int, cells: dict[str, str]) -> dict[str, object]:
    given: dict[str, object] = {name: cells[name] for name in ("email", "language") if name in cells}
    flags: dict[str, object] = {
        name: _yes(file, line, cells, name) for name in ("registered", "authorises") if name in cells
    }
    return {**given, "accounts": cells.get("accounts", "").split(), **flags}


def _yes(file: Path, line: int, cells: dict[str, str], name: str) -> bool:
    said = cells[name].lower()
    if said not in _YES | _NO:
        raise _refused(file, f'"{cells[name]}" under {name} is neither yes nor no', line)
    return said in _YES


def _problems(wrong: ValidationError, file: Path, found: _Read) -> Iterator[Problem]:
    for problem in explained(wrong, DirectoryTable, str(file), {}):
        keys = tuple(int(part) if part.isdecimal() else part for part in re.findall(r"\w+", problem.key))
        line = found.line(keys)
        yield replace(problem, source=_at(file, line))


def _unknown(table: DirectoryTable, plans: Collection[str], file: Path, found: _Read) -> Iterator[Problem]:
    """Customers whose plan the desk does not have: nothing would be promised to them."""
    for number, customer in enumerate(table.customers):
        if plans and customer.plan not in plans:
            unknown = f'"{customer.id}" has the plan "{customer.plan}", which is none of the desk\'s'
            source = _at(file, found.line(("customers", number)))
            yield Problem(source, "", unknown + meant(customer.plan, plans))


def _at(file: Path, line: int | None) -> str:
    return str(file) if line is None else f"{file}: line {line}"


def _twice(table: DirectoryTable, file: Path, found: _Read) -> Iterator[Problem]:
    """What may be there once only: a customer's id, an address, an account."""
    owners: dict[str, str] = {}
    for number, customer in enumerate(table.customers):
        source = _at(file, found.line(("customers", number)))
        named = [f'the customer "{customer.id}"']
        for contact in customer.contacts:
            named += [f'"{each}"' for each in (contact.email, *contact.accounts) if each is not None]
        for what in named:
            if what in owners:
                yield Problem(source, "", f"{what} is there already, of {owners[what]}; keep one")
            owners.setdefault(what, f'"{customer.id}"')


def _refused(file: Path, wrong: str, line: int | None = None) -> SettingsError:
    return SettingsError((Problem(_at(file, line), "", wrong),))
