"""Walk b: a queue of four, whose places are kept current in one message each."""

import re
from pathlib import Path

import pytest

from bots.sandbox.client import Message, Person, TelegramPerson
from tests.stage import Stage, staged
from tests.walks.parts import on

NUMBER = re.compile(r"^#(\d+)", re.MULTILINE)
ROOMY = """
[live_chat]
fullness = 10
"""


@pytest.mark.parametrize("agent", ["D", "T"])
async def test_positions_are_kept_current_in_one_message_each(tmp_path: Path, agent: str) -> None:
    async with staged(tmp_path, ROOMY) as stage:
        _, answers = stage.pair("D", agent)
        await on(answers)
        rita, joao, tess = await three_wait(stage)
        await shows(answers, "3 people waiting", [1, 2, 3])

        await a_topic_with_priority(stage)
        rui = await stage.rui.sees("Posição na fila: 1")
        await moved(stage.rita, rita, "2nd")
        await moved(stage.joao, joao, "Posição na fila: **3**")
        await moved(stage.tess, tess, "4th")
        await shows(answers, "4 people waiting", [4, 1, 2, 3])

        await stage.joao.press("Sair da fila", joao)
        await moved(stage.joao, joao, "Recebemos seu ticket")
        await moved(stage.tess, tess, "3rd")
        await shows(answers, "1 open ticket", [4, 1, 3, 2])

        await answers.press("Take next")
        await moved(stage.rui, rui, "Ben" if agent == "T" else "Mo")
        await moved(stage.rita, rita, "1st")
        await moved(stage.tess, tess, "2nd")
        await moved(stage.tess, tess, "Expected wait")
        await shows(answers, "2 people waiting", [1, 3, 2])
        for person, card in ((stage.rita, rita), (stage.joao, joao), (stage.tess, tess), (stage.rui, rui)):
            title = card.text.splitlines()[0]
            heads = [each for each in await person.messages(card.place) if title in each.text]
            assert [each.id for each in heads] == [card.id], "one card for all of it"


async def three_wait(stage: Stage) -> tuple[Message, Message, Message]:
    """Rita in her private chat, João in a private thread, Tess on Telegram: their cards."""
    await stage.rita.say("the first question")
    rita = await stage.rita.sees("1st")
    await stage.joao.command("/support", place="support")
    await stage.joao.fill({"Como podemos": "a segunda pergunta"})
    receipt = await stage.joao.sees("Suporte #2", place="support")
    assert "Posição na fila: **2**" in receipt.text
    assert receipt.ephemeral
    joao = await stage.joao.sees(lambda each: "Posição" in each.text and each.place.kind == "thread")
    await stage.tess.start()
    await stage.tess.command("/support the third question")
    return rita, joao, await stage.tess.sees("3rd")


async def a_topic_with_priority(stage: Stage) -> None:
    """Rui asks about a payment, which goes before everything else."""
    await stage.rui.start()
    await stage.rui.command("/support")
    await stage.rui.press("Um pagamento")
    await stage.rui.fill({"Como podemos": "cobraram-me duas vezes"})


async def moved(person: Person, card: Message, words: str) -> None:
    """The very same message now says so."""
    await person.sees(
        lambda each: (each.id, each.place) == (card.id, card.place) and words in each.text, timeout=15
    )


async def shows(agent: Person, words: str, order: list[int]) -> None:
    """The board says so, and names these cases in this order."""

    def fits(each: Message) -> bool:
        plain = each.text.replace("**", "").replace("\\", "")
        return words in plain and [int(found) for found in NUMBER.findall(plain)] == order

    board = await agent.sees(fits)
    assert board.button(f"Take #{order[0]}"), "whoever waits can be taken from the board"
    titled = [each for each in await agent.messages(board.place) if each.buttons]
    assert [each.id for each in titled] == [board.id], "one board"
    first = (await agent.messages(board.place))[0]
    assert isinstance(agent, TelegramPerson) or first.id == board.id, "the board heads its post"
