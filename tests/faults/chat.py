"""One chat from its first words to its transcript, and that it is whole."""

import json
from dataclasses import dataclass, field

from bots.sandbox.client import Message, Person, TelegramPerson
from tests.faults.trouble import once, seen, settled, soon
from tests.stage import Stage
from tests.walks.parts import on

QUESTION = "My card was charged twice"


@dataclass(slots=True)
class Chat:
    """One chat on the stage, and all that was said in it, in order."""

    stage: Stage
    requester: Person
    agent: Person
    said: list[tuple[str, str]] = field(default_factory=list)

    async def joined(self) -> None:
        """The agent comes on duty."""
        await on(self.agent)

    async def asked(self) -> None:
        if isinstance(self.requester, TelegramPerson):
            await self.requester.start()
        await self.joined()
        await self.asks(QUESTION)
        await self.requester.sees("1st")

    async def taken(self) -> Message:
        await self.agent.press("Take next")
        return await self.agent.sees(QUESTION)

    async def opened(self) -> Message:
        await self.asked()
        return await self.taken()

    async def asks(self, words: str) -> str:
        self.said.append(("requester", words))
        return await self.requester.say(words)

    async def answers(self, words: str, to: Message) -> None:
        self.said.append(("agent", words))
        await self.agent.say(words, reply_to=to)

    async def ends(self) -> None:
        """The chat goes on to its end, and nothing of it is lost or doubled."""
        await self.asks("one more thing")
        question = await self.agent.sees("one more thing")
        await self.answers("that is all done", question)
        await self.requester.sees("that is all done")
        await self.agent.press("Close")
        await self.requester.press("Solved")
        await self.requester.press("5")
        await self.requester.sees("hank")
        await self.is_whole()

    async def is_whole(self) -> None:
        """All of it was seen and is in the transcript, each side's words in their order."""
        await settled(self.stage)
        for by, words in self.said:
            await once(self.agent if by == "requester" else self.requester, words)
        kept = await self.transcript()
        for side in ("requester", "agent"):
            assert [each for each in kept if each[0] == side] == [
                each for each in self.said if each[0] == side
            ]

    async def arrived(self, *words: str) -> None:
        """All of it arrives; what may not have, on Telegram, as soon as the agent asks for it."""
        for each in words:
            async for _ in soon():
                if await seen(self.requester, each) or await seen(self.agent, each):
                    break
                asking = [card for card in await self.agent.everything() if card.button("Send again")]
                if asking:
                    await self.agent.press("Send again", asking[0])

    async def has_room(self) -> bool:
        return await self.rooms() > 0

    async def rooms(self) -> int:
        return sum(place.title.startswith("#1 ") for place in await self.agent.places())

    async def transcript(self) -> list[tuple[str, str]]:
        """Who said what, as the transcript leaves it after edits and deletions."""
        await self.requester.press("Transcript")
        handed = await self.requester.sees(
            lambda each: any(file.name.endswith(".json") for file in each.files)
        )
        url = next(file.url for file in handed.files if file.name.endswith(".json"))
        entries = json.loads(await self.stage.sandbox.download(url))["entries"]
        edits = {entry["about"]: entry["text"] for entry in entries if entry["kind"] == "edited"}
        gone = {entry["about"] for entry in entries if entry["kind"] == "deleted"}
        return [
            (entry["from"], edits.get(entry["id"], entry["text"]))
            for entry in entries
            if entry["kind"] == "said" and entry["id"] not in gone
        ]
