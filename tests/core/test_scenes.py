"""What is loaded for a command."""

from dataclasses import replace

from core.cases.case import Closed, Ticket
from core.ports import Commit
from core.scenes import Loaded, Scenes
from core.words.records import Entry
from core.words.refs import CaseId, CommandId, EntryId
from tests.core.memory import MemoryStore, Shelf
from tests.core.setting import ASKED, NOW, RITA, case

ONE, TWO, THREE = CaseId(1), CaseId(2), CaseId(3)


def said(number: CaseId) -> Entry:
    return Entry(EntryId(f"r:{number}:x"), number, "said", NOW, "", RITA.account, "Rita")


async def test_what_is_known_of_a_case_is_all_that_was_said_in_those_that_became_part_of_it() -> None:
    over = Closed(NOW, "merged", None, mode="ticket")
    first = replace(case(replace(over, into=TWO)), id=ONE)
    second = replace(case(replace(over, into=THREE)), id=TWO, links=(ONE,))
    third = replace(case(Ticket(ASKED, "left")), id=THREE, links=(TWO,))
    apart = replace(case(Ticket(ASKED, "left")), id=CaseId(4))
    cases = (first, second, replace(third, links=(TWO, apart.id)), apart)
    store = MemoryStore(Shelf())
    put = {f"case/{each.id}": each for each in cases}
    entries = tuple(said(each.id) for each in cases)
    await store.commit(Commit(CommandId("made"), NOW, {}, put, entries=entries))
    loaded = Loaded()
    history = await Scenes(store).whole_history(loaded, cases[2])
    assert [each.case for each in history] == [THREE, TWO, ONE]
    assert {key for key in loaded.versions if key.startswith("t:")} == {"t:1", "t:2", "t:3"}
