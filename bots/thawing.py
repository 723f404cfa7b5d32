"""`switchboard thaw`: whoever runs the program lets a frozen member of staff go on, where no admin is left to."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from bots.upkeep import opened, tell_program
from config.catalogue import Catalogue
from config.problems import Problem
from config.settings import Settings, SettingsError
from core.cases.decision import Refusal
from core.cases.founding import settled
from core.policy import Facts, Moment, Policy, Roster
from core.ports import Commit, Committed, Row
from core.scenes import Loaded, Scenes
from core.trust.freezing import let_go_on
from core.words.refs import CommandId
from core.words.texts import text


async def thaw(settings: Settings, rules: Policy, named: str) -> None:
    """Staff are told, and it stands in the audit trail. A running program goes by it at once.

    Raises:
        SettingsError: nobody whom that means is frozen.
    """
    texts = Catalogue.load(rules.language, rules.zone, rules.languages)
    by = texts.say(rules.language, text("staff.operator"))
    command = CommandId(f"thaw:{secrets.token_hex(8)}")
    async with opened(settings) as store:
        committed = False
        while not committed:
            loaded = Loaded()
            desk = await Scenes(store).desk(loaded)
            policy = settled(rules, desk)
            facts = Facts(policy, Roster.of(policy.agents), Moment(datetime.now(UTC)))
            outcome = let_go_on(desk, named, by, facts)
            if isinstance(outcome, Refusal):
                raise SettingsError((Problem("AGENT", "", _whom(named, policy)),))
            rows = tuple(Row(f"{command}#{place}", each) for place, each in enumerate(outcome.effects))
            expect = {"desk": loaded.versions["desk"]}
            commit = Commit(command, facts.now, expect, dict.fromkeys(expect, outcome.put[0]), rows=rows)
            committed = isinstance(await store.commit(commit), Committed)
    tell_program(Path(settings.store.path))


def _whom(named: str, policy: Policy) -> str:
    frozen = ", ".join(str(each.id) for each in policy.frozen)
    return f"{named!r} is not frozen; these are: {frozen}" if frozen else "nobody is frozen"
