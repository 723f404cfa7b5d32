"""A case that grows beyond a chat, on the demo's page: escalated, waiting for a supplier, complained of, closed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, Route, expect

from tests.walks.browsing import BROWSING, PALE, act, launched, overflow, pane, visited
from tests.walks.test_demo_page import RITA, demonstrated, say

pytestmark = [*BROWSING]


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


class Desk:
    """Rita on the left; on the right whoever is played there."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self.rita = pane(page, RITA)
        self.staff = page.get_by_role("region").nth(1)
        self.pictures = pictures
        self.taken = 0

    async def plays(self, person: str, on: str = "Telegram") -> None:
        """Somebody else of the staff on the right, in their private chat with the bot."""
        picker = self.staff.get_by_label("Who is played here")
        group = picker.locator(f'optgroup[label="Simulated {on}"]')
        option = group.get_by_role("option", name=person, exact=True)
        await picker.select_option(value=await option.get_attribute("value"))
        self.staff = pane(self.page, f"{person}, Simulated {on}")
        await self.goes(self.staff, "Switchboard")

    async def goes(self, side: Locator, place: str) -> None:
        await side.get_by_role("navigation").get_by_role("button", name=place).first.click()
        await expect(side.get_by_role("heading", name=place)).to_be_visible()

    async def starts(self, person: str, on: str = "Telegram") -> None:
        """They go on duty."""
        await self.plays(person, on)
        await say(self.page, self.staff, "/on")
        await expect(self.words(self.staff, "You are on")).to_be_visible()

    async def answers(self, question: str, words: str) -> None:
        asked = self.page.locator(".words", has_text=question)
        await act(self.page, self.staff.locator(".message").filter(has=asked), "Reply")
        await self.page.keyboard.type(words)
        await self.page.keyboard.press("Enter")
        await expect(self.words(self.rita, words)).to_be_visible()

    def words(self, side: Locator, words: str) -> Locator:
        return side.locator(".words", has_text=words).last

    async def looks(self, name: str) -> None:
        assert await overflow(self.page) == []
        assert await self.page.evaluate(PALE) == []
        self.taken += 1
        await self.page.screenshot(path=self.pictures / f"{self.taken:02}-{name}.png")


async def _asks_and_is_escalated(desk: Desk) -> None:
    page, rita = desk.page, desk.rita
    await desk.starts("Mo", "Discord")
    await desk.starts("Ben")
    await desk.starts("Ana")
    await desk.goes(rita, "support")
    await rita.get_by_role("button", name="Get help").click()
    form = page.get_by_role("dialog", name="Get help")
    await form.get_by_label("How can we help?").fill("I was charged twice")
    await form.get_by_role("button", name="Submit").click()
    await desk.goes(rita, "Support #1")
    await desk.goes(desk.staff, "Queue")
    await desk.staff.get_by_role("button", name="Take next").click()
    await desk.goes(desk.staff, "#1 Rita")
    await desk.answers("charged twice", "I pass it on to our billing people")
    await say(page, desk.staff, "/escalate billing look at the invoice")
    await expect(desk.words(rita, "with everything you said")).to_be_visible()
    await desk.looks("escalated")


async def _waits_for_a_supplier(desk: Desk) -> None:
    page, rita = desk.page, desk.rita
    await desk.plays("Ben")
    await expect(desk.words(desk.staff, "was escalated to you")).to_be_visible()
    await desk.looks("called")
    await desk.staff.get_by_role("button", name="Take", exact=True).last.click()
    await desk.goes(desk.staff, "#1 Rita")
    await desk.answers("charged twice", "The bank has to look at it")
    await say(page, desk.staff, "/wait The Bank 3d")
    await expect(desk.words(rita, "waiting for The Bank")).to_be_visible()
    await desk.looks("waiting")


async def _complains(desk: Desk) -> None:
    page, rita = desk.page, desk.rita
    await say(page, rita, "/complain Nobody tells me anything")
    await expect(desk.words(desk.staff, "is not content")).to_be_visible()
    await say(page, rita, "/complain Ben was rude to me")
    await expect(desk.words(rita, "Your complaint about #1 is #2")).to_be_visible()
    await desk.looks("complained")
    await expect(desk.staff.get_by_text("Ben was rude to me")).to_have_count(0)


async def _is_heard(desk: Desk) -> None:
    rita = desk.rita
    await desk.plays("Mo", "Discord")
    await expect(desk.words(desk.staff, "A complaint by")).to_be_visible()
    await desk.staff.get_by_role("button", name="Take", exact=True).last.click()
    await desk.goes(rita, "Switchboard")
    await desk.answers("Ben was rude to me", "I am sorry, and speak with him")
    await desk.looks("heard")


async def _is_closed(desk: Desk) -> None:
    page, rita = desk.page, desk.rita
    await desk.goes(rita, "Support #1")
    await say(page, rita, "Thank you, it works now")
    await desk.plays("Ben")
    await desk.goes(desk.staff, "#1 Rita")
    await say(page, desk.staff, "/take 1")
    await expect(desk.words(rita, "Ben has joined")).to_be_visible()
    await desk.staff.get_by_role("button", name="Close", exact=True).first.click()
    await rita.get_by_role("button", name="Solved").last.click()
    await rita.get_by_role("button", name="5 stars").last.click()
    await expect(desk.words(rita, "Thank you!")).to_be_visible()
    await desk.looks("closed")


async def test_a_case_is_played_from_chat_to_complaint_to_the_close(
    tmp_path: Path, chromium: Browser
) -> None:
    async with demonstrated() as url, visited(chromium, url, width=1280, height=900) as page:
        desk = Desk(page, tmp_path)
        await _asks_and_is_escalated(desk)
        await _waits_for_a_supplier(desk)
        await _complains(desk)
        await _is_heard(desk)
        await _is_closed(desk)


async def test_whoever_is_played_next_has_no_places_of_the_one_before(
    tmp_path: Path, chromium: Browser
) -> None:
    async with demonstrated() as url, visited(chromium, url, width=1280, height=900) as page:
        desk, answers = Desk(page, tmp_path), asyncio.Event()
        await expect(desk.staff.get_by_role("navigation").get_by_role("button").first).to_be_visible()

        async def late(route: Route) -> None:
            await answers.wait()
            await route.continue_()

        await page.route("**/view*", late)
        picker = desk.staff.get_by_label("Who is played here")
        mo = picker.locator('optgroup[label="Simulated Discord"]').get_by_role(
            "option", name="Mo", exact=True
        )
        await picker.select_option(value=await mo.get_attribute("value"))
        side = pane(page, "Mo, Simulated Discord")
        await expect(side.get_by_role("navigation").get_by_role("button")).to_have_count(0)
        answers.set()
        await desk.goes(side, "Switchboard")
