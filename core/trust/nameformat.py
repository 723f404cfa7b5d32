"""The format of staff's names, as in `{first} | Acme ({department})`: what of a name is the person's own."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

HOLE: Final = re.compile(r"\{(\w*)\}")
PERSONS: Final = ("name", "first", "last")
HOLES: Final = (*PERSONS, "department")


@dataclass(frozen=True, slots=True)
class Read:
    """A name that follows the format: the person's part of it, and the department where that is in it."""

    person: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class NameFormat:
    """`written` as the desk's file has it: text with `{name}` or `{first}` and `{last}`, and `{department}`."""

    written: str

    def flaw(self) -> str:
        """What is wrong with it, for whoever writes it; empty where nothing is."""
        holes = HOLE.findall(self.written)
        unknown = [hole for hole in holes if hole not in HOLES]
        if unknown:
            return f"{{{unknown[0]}}} is none of {', '.join(f'{{{hole}}}' for hole in HOLES)}"
        if not set(PERSONS) & set(holes):
            return "it needs {name}, or {first} and {last}: the person's part"
        if len(set(holes)) < len(holes):
            return "each part can be in it once"
        if re.search(r"\}\s*\{", self.written.replace("{first} {last}", "{first}")):
            return "there must be something between two parts"
        return "" if HOLE.sub("", self.written).strip() else "there is nothing of the desk in it"

    @property
    def words(self) -> str:
        """What is in every such name."""
        return HOLE.sub(" ", self.written)

    def read(self, name: str) -> Read | None:
        """None where the name does not follow the format, to the sign but for how wide a gap is."""
        found = _pattern(self.written).fullmatch(" ".join(name.split()))
        if found is None:
            return None
        parts = found.groupdict()
        person = " ".join(parts[each] for each in PERSONS if parts.get(each))
        return Read(person, parts.get("department", ""))

    def own(self, name: str) -> str:
        """The person in a name that follows the format or is all theirs, as far as the format has room."""
        read = self.read(name)
        person = name if read is None else read.person
        return person if "{name}" in self.written or "{last}" in self.written else person.partition(" ")[0]

    def fill(self, person: str, department: str) -> str:
        """A name in the format."""
        first, _, last = person.partition(" ")
        parts = {"name": person, "first": first, "last": last, "department": department}
        return " ".join(HOLE.sub(lambda hole: parts[hole[1]], self.written).split())


@lru_cache(maxsize=16)
def _pattern(written: str) -> re.Pattern[str]:
    pieces = HOLE.split(" ".join(written.split()))
    return re.compile(
        "".join(f"(?P<{piece}>.+?)" if at % 2 else re.escape(piece) for at, piece in enumerate(pieces))
    )
