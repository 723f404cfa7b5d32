"""The sandbox's page in a real browser: opening it, finding things in it, what must hold of any page."""

import shutil
import struct
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
]
Scheme = Literal["light", "dark"]

BROWSING = (
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="the package chromium is not installed"),
)


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A browser of its own, gone when the block ends."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = b"".join(
        b"\0" + b"".join(bytes((x * 255 // width, 110, y * 255 // height)) for x in range(width))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(lines))
        + chunk(b"IEND", b"")
    )


@asynccontextmanager
async def visited(
    chromium: Browser,
    url: str,
    *,
    scheme: Scheme = "light",
    width: int = 1280,
    height: int = 800,
    refused: int = 0,
) -> AsyncIterator[Page]:
    """The page as a returning visitor sees it; any complaint of the browser fails the test.

    It complains of each of the requests that are `refused`.
    """
    context = await chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": height})
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.add_init_script("localStorage.setItem('sandbox-guided', 'yes')")
    await page.goto(url + "/")
    await expect(page.locator(".message").first).to_be_visible()
    yield page
    await context.close()
    expected = [each for each in complaints if "status of 403" in each]
    assert len(expected) == refused
    assert complaints == expected


def pane(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


async def focus(page: Page, target: Locator, key: str = "Tab") -> None:
    """Reach the target as somebody without a mouse does."""
    for _ in range(60):
        if await target.evaluate("element => element === document.activeElement"):
            return
        await page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {target}")


async def act(page: Page, message: Locator, item: str) -> None:
    await message.last.get_by_role("button", name="Actions for").focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name=item).focus()
    await page.keyboard.press("Enter")


async def overflow(page: Page) -> object:
    """What sticks out at the side, beyond what may be scrolled by itself."""
    return await page.evaluate(WIDE)


WIDE = """() => {
    const out = [];
    if (document.documentElement.scrollWidth > innerWidth) out.push("the page");
    for (const each of document.querySelectorAll(".scroller, .talk, .pane, .bar, .guide, .trouble")) {
        if (each.checkVisibility() && each.scrollWidth > each.clientWidth) out.push(each.className);
    }
    return out;
}"""

PALE = """() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => {
        const part = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const ground = (element) => {
        for (let each = element; each; each = each.parentElement) {
            const color = rgba(getComputedStyle(each).backgroundColor);
            if (color[3] === 255) return color;
        }
        return [255, 255, 255, 255];
    };
    const pale = [];
    for (const element of document.querySelectorAll("body *")) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        if (!own || !element.checkVisibility() || element.closest(".unseen, :disabled")) continue;
        const [one, two] = [light(rgba(getComputedStyle(element).color)), light(ground(element))];
        const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
        if (ratio < 4.5) pale.push(`${element.className || element.tagName}: ${ratio.toFixed(2)}`);
    }
    return pale;
}"""
