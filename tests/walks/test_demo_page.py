"""The demo as a newcomer meets it: one command, one page, a whole chat played on both sides of it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from bots.sandbox.client import TelegramPerson
from tests.stage import ROOT, Stage, staged
from tests.walks.browsing import BROWSING, PALE, Scheme, act, launched, overflow, pane, png, visited

pytestmark = [*BROWSING]

RITA, ANA = "Rita, Simulated Discord", "Ana, Simulated Telegram"
PATIENCE = 30.0


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


@asynccontextmanager
async def demonstrated() -> AsyncIterator[str]:
    """`switchboard demo` as a newcomer starts it; the page's address."""
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bots", "demo", "--port", "0", "--no-browser"),
        cwd=ROOT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert program.stdout is not None
        line = await asyncio.wait_for(program.stdout.readline(), PATIENCE)
        assert line.startswith(b"ready http://"), line
        yield line.decode().split()[1]
    finally:
        if program.returncode is None:
            program.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(program.wait(), PATIENCE) == 0


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)]
)
async def test_a_whole_chat_is_played_in_the_page(
    tmp_path: Path, chromium: Browser, scheme: Scheme, width: int
) -> None:
    async with demonstrated() as url, visited(chromium, url, scheme=scheme, width=width, height=900) as page:
        walk = Walk(page, tmp_path / f"{scheme}-{width}", narrow=width < 768)
        await walk.asks("My card was **charged** twice 😀")
        await walk.takes()
        await walk.talks()
        await walk.ends()


class Walk:
    """Rita on the left and Ana on the right; on a narrow screen one of them at a time."""

    def __init__(self, page: Page, pictures: Path, *, narrow: bool) -> None:
        self.page = page
        self.pictures = pictures
        self.narrow = narrow
        self.taken = 0

    @property
    def rita(self) -> Locator:
        return pane(self.page, RITA)

    @property
    def ana(self) -> Locator:
        return pane(self.page, ANA)

    async def turn_to(self, name: str) -> Locator:
        """This person's side; on a narrow screen by their tab."""
        if self.narrow:
            await self.page.get_by_role("tab", name=name).click()
        return self.rita if name == "Rita" else self.ana

    async def goes(self, side: Locator, place: str) -> None:
        """Open a place from the list, which a narrow pane keeps behind a button."""
        toggle = side.get_by_role("button", name="Places", exact=True)
        if await toggle.is_visible():
            await toggle.click()
        await side.get_by_role("navigation").get_by_role("button", name=place).first.click()

    async def looks(self, name: str) -> None:
        """Take a picture; nothing sticks out, and everything can be read."""
        assert await overflow(self.page) == []
        assert await self.page.evaluate(PALE) == []
        self.taken += 1
        await self.page.screenshot(path=self.pictures / f"{self.taken:02}-{name}.png")

    async def says(self, side: Locator, place: str, words: str) -> None:
        await side.get_by_label(f"Message to {place}").fill(words)
        await self.page.keyboard.press("Enter")

    async def asks(self, words: str) -> None:
        rita = await self.turn_to("Rita")
        await self.goes(rita, "support")
        for label in ("Is this really staff?", "Status"):
            await expect(rita.get_by_role("button", name=label)).to_be_visible()
        await self.looks("panel")
        ana = await self.turn_to("Ana")
        await self.goes(ana, "Start Switchboard")
        await self.says(ana, "Switchboard", "/on")
        await expect(ana.locator(".words", has_text="You are on")).to_be_visible()

        rita = await self.turn_to("Rita")
        await rita.get_by_role("button", name="Get help").click()
        form = self.page.get_by_role("dialog", name="Get help")
        await expect(form).to_contain_text("What helps: a screenshot")
        await form.get_by_label("What is it about?").select_option("A payment")
        await form.get_by_label("How can we help?").fill(words)
        await self.looks("form")
        await form.get_by_role("button", name="Submit").click()
        await expect(rita.get_by_text("Only you can see this")).to_be_visible()
        await expect(rita.get_by_text("We talk in your private thread")).to_be_visible()
        await self.looks("receipt")
        await self.goes(rita, "Support #1")
        await expect(rita.get_by_text("You are 1st in line.")).to_be_visible()
        await self.looks("waiting")

    async def takes(self) -> None:
        ana = await self.turn_to("Ana")
        await self.goes(ana, "Queue")
        await expect(ana.get_by_text("1 person waiting")).to_be_visible()
        await self.looks("board")
        await ana.get_by_role("button", name="Take next").click()
        await self.goes(ana, "#1 Rita")
        await expect(ana.locator("strong", has_text="charged")).to_be_visible()
        await self.looks("room")
        rita = await self.turn_to("Rita")
        await expect(rita.get_by_text("You are with Ana.")).to_be_visible()
        await expect(rita.get_by_text("Ana has joined")).to_be_visible()

    async def talks(self) -> None:
        ana = await self.turn_to("Ana")
        await act(self.page, ana.locator(".message", has_text="charged"), "Reply")
        await self.page.keyboard.type("I am **looking** 🔎 into it")
        await self.page.keyboard.press("Enter")
        await self.says(ana, "#1 Rita", "nobody but us reads this")
        rita = await self.turn_to("Rita")
        answer = rita.locator(".message", has_text="looking")
        await expect(answer.locator("strong", has_text="looking")).to_be_visible()
        await expect(answer).to_contain_text("official staff")
        await act(self.page, answer, "React with 👍")
        await self.says(rita, "Support #1", "It was *yesterday* evening")
        await act(self.page, rita.locator(".message", has_text="yesterday"), "Edit")
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.type("It was *today* at noon")
        await self.page.keyboard.press("Enter")

        ana = await self.turn_to("Ana")
        await expect(ana.get_by_role("button", name="👍, 1")).to_be_visible()
        edited = ana.locator(".message", has_text="at noon")
        await expect(edited.locator("em", has_text="today")).to_be_visible()
        await act(self.page, edited, "Reply")
        shot = FilePayload(name="refund.png", mimeType="image/png", buffer=png(240, 120))
        await ana.locator("input[type=file]").set_input_files(shot)
        await self.says(ana, "#1 Rita", "Here is your refund")
        rita = await self.turn_to("Rita")
        picture = rita.get_by_role("img", name="photo-")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("image => image.naturalWidth") == 240
        await expect(rita.get_by_text("nobody but us")).to_have_count(0)
        await self.looks("talking")
        await self.turn_to("Ana")
        await self.looks("talking-agent")

    async def ends(self) -> None:
        ana = await self.turn_to("Ana")
        await ana.get_by_role("button", name="Close", exact=True).click()
        rita = await self.turn_to("Rita")
        await rita.get_by_role("button", name="Solved").click()
        await self.looks("stars")
        await rita.get_by_role("button", name="5 stars").click()
        await expect(rita.get_by_text("Thank you!")).to_be_visible()
        await rita.get_by_role("button", name="Transcript").last.click()
        await expect(rita.get_by_role("link", name="case-1.html")).to_be_visible()
        await self.looks("ended")
        await self.turn_to("Ana")
        await self.looks("ended-agent")


async def test_the_page_goes_on_while_the_program_is_killed_and_started_again(
    tmp_path: Path, chromium: Browser
) -> None:
    async with staged(tmp_path) as stage, visited_at_once(chromium, stage) as page:
        rita, ana = pane(page, RITA), pane(page, ANA)
        agent = stage.ana
        await agent.command("/on")
        await rita.get_by_role("button", name="Message Switchboard").click()
        await expect(rita.get_by_label("Message to Switchboard")).to_be_visible()
        await say(page, rita, "Are you there?")
        await agent.press("Take next")
        await agent.sees("Are you there?")
        await ana.get_by_role("navigation").get_by_role("button", name="#1 Rita").click()

        await stage.kill()
        await say(page, rita, "written while the desk was away")
        await act(page, ana.locator(".message", has_text="Are you there?"), "Reply")
        await page.keyboard.type("answered while the desk was away")
        await page.keyboard.press("Enter")
        await expect(page.locator("#offline")).to_be_hidden()
        await stage.start()
        await expect(ana.locator(".words", has_text="written while the desk was away")).to_have_count(1)
        await expect(rita.locator(".words", has_text="answered while the desk was away")).to_have_count(1)

        await say(page, rita, "and after it")
        await expect(ana.locator(".words", has_text="and after it")).to_have_count(1)


@asynccontextmanager
async def visited_at_once(chromium: Browser, stage: Stage) -> AsyncIterator[Page]:
    """The page with Ana's private chat begun, so that there is something in it."""
    agent: TelegramPerson = stage.ana
    await agent.start()
    async with visited(chromium, stage.sandbox.url) as page:
        yield page


async def say(page: Page, side: Locator, words: str) -> None:
    await side.get_by_label("Message to").fill(words)
    await page.keyboard.press("Enter")
