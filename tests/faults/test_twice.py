"""What may have been sent is sent once more, marked, and never a third time, not even when the repetition is killed."""

from pathlib import Path

import pytest

from tests.acceptance.noticing import unmarked
from tests.acceptance.statusing import PLACES, furnished, publishes, told, writes
from tests.faults.chat import Chat
from tests.faults.trouble import REPEATED, freeze, kill_both, met, seen, settled
from tests.stage import Stage, staged

SAID = "A rack is dark."
LIST = "status@lists.example"
TOLD = f"""on_call = ["discord:2003"]
{PLACES}"""


async def killed_once_it_is_there(stage: Stage, count: int) -> None:
    """Killed when so many copies stand in the group, the newest of which nobody has recorded."""
    await met(stage.sandbox.telegram)
    freeze(stage)

    async def there() -> bool:
        return len(await told(stage.tess)) == count

    assert await stage.tess.until(there)
    await kill_both(stage)


async def begun(stage: Stage) -> None:
    """Nothing is on its way to Telegram any more, the queue's board neither."""
    await furnished(stage.sandbox)
    await stage.start()
    await stage.ben.sees("0 people waiting")
    await settled(stage)


async def late(stage: Stage) -> None:
    """The next message comes so late that the store can be stopped before."""
    await stage.sandbox.telegram.fault("/sendMessage$", "delay", seconds=2.0)


@pytest.mark.fault(4)
async def test_a_post_has_one_copy_more_at_most_however_often_it_is_killed(tmp_path: Path) -> None:
    async with staged(tmp_path, TOLD, running=False) as stage:
        await begun(stage)
        await late(stage)
        await writes(stage.mo, "incident start", "No power", SAID)
        await publishes(stage.mo, SAID)
        await killed_once_it_is_there(stage, 1)
        await late(stage)
        await stage.start()
        await killed_once_it_is_there(stage, 2)
        await stage.start()
        await stage.mo.sees("could not be posted")
        await settled(stage)
        assert [REPEATED in unmarked(each) for each in await told(stage.tess)] == [False, True]


@pytest.mark.fault(4)
async def test_a_post_whose_answer_was_lost_has_one_copy_more_at_most_when_that_is_killed(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path, TOLD, running=False) as stage:
        await begun(stage)
        await stage.sandbox.telegram.fault("/sendMessage$", "drop_reply")
        await late(stage)
        await writes(stage.mo, "incident start", "No power", SAID)
        await publishes(stage.mo, SAID)
        await killed_once_it_is_there(stage, 2)
        await stage.start()
        await stage.mo.sees("could not be posted")
        await settled(stage)
        assert [REPEATED in unmarked(each) for each in await told(stage.tess)] == [False, True]


@pytest.mark.fault(4)
async def test_a_mail_to_a_list_that_was_taken_when_the_program_was_killed_comes_again_under_its_name(
    tmp_path: Path,
) -> None:
    with_list = PLACES.replace('"]', f'", "mail:{LIST}"]')
    async with staged(tmp_path, with_list, running=False) as stage:
        await begun(stage)
        mail = stage.sandbox.mail
        await mail.late(60)
        await writes(stage.mo, "incident start", "No power", SAID)
        await publishes(stage.mo, SAID)
        first = await mail.sees(LIST)
        await stage.kill()
        await mail.late(0)
        await stage.start()
        again = await mail.sees(LIST, after=first.number)
        assert (again.id, again.text) == (first.id, first.text)
        await settled(stage)
        assert len(await mail.of(LIST)) == 2


@pytest.mark.fault(4)
async def test_words_whose_repetition_is_killed_are_shown_when_the_agent_asks(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        chat = Chat(stage, *stage.pair("D", "T"))
        await chat.opened()
        await settled(stage)
        await stage.sandbox.telegram.fault("/sendMessage$", "drop_reply")
        await late(stage)
        await chat.asks("please read this")
        await met(stage.sandbox.telegram)
        freeze(stage)
        await chat.agent.sees(REPEATED)
        await kill_both(stage)
        await stage.start()
        await chat.agent.sees("kept in the transcript")
        await settled(stage)
        assert len(await seen(chat.agent, "please read this")) == 2
        await chat.ends()
