"""What several walks begin with, and what they look at."""

from bots.sandbox.client import Message, Person, TelegramPerson
from tests.stage import Stage

PAIRS = [("D", "D"), ("D", "T"), ("T", "D"), ("T", "T")]
"""Who asks and who answers, by the platforms' initials."""


async def on(*agents: Person) -> None:
    """The agents come on duty, on Telegram in the private chat and on Discord in the server."""
    for agent in agents:
        if isinstance(agent, TelegramPerson):
            await agent.start()
        await agent.command("/on", place=None if isinstance(agent, TelegramPerson) else "support")
        await agent.sees("You are on")


async def opened(stage: Stage, requester: Person, agent: Person, words: str) -> Message:
    """The question as the agent sees it, asked in the private chat and taken from the board."""
    if isinstance(requester, TelegramPerson):
        await requester.start()
    await on(agent)
    await requester.say(words)
    await requester.sees("1st")
    await agent.press("Take next")
    return await agent.sees(words)
