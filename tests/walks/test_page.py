"""The sandbox's page in a real browser, with a bot of a few lines behind both platforms."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiosmtplib
import pytest
import pytest_asyncio
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType
from playwright.async_api import Browser, FilePayload, expect

from bots.sandbox.client import DiscordPerson, Sandbox, TelegramPerson, Upload, started
from tests.walks.browsing import BROWSING, PALE, Scheme, act, focus, launched, overflow, pane, png, visited

pytestmark = [pytest.mark.asyncio(loop_scope="module"), *BROWSING]

TOKEN = "sandbox-token"
TELEGRAM_TOKEN = "700:page"
STAFF = -1001234567890
SENT_BY_FORM = "Thank you, the desk has your question."

FORM = {
    "type": 9,
    "data": {
        "custom_id": "ask",
        "title": "How can we help?",
        "components": [
            {
                "type": 18,
                "label": "Topic",
                "component": {
                    "type": 3,
                    "custom_id": "topic",
                    "options": [{"label": "Billing", "value": "b"}, {"label": "Login", "value": "l"}],
                },
            },
            {
                "type": 18,
                "label": "What happened?",
                "description": "A sentence is enough.",
                "component": {"type": 4, "custom_id": "words", "style": 2, "max_length": 1000},
            },
        ],
    },
}


class Bot:
    """Answers whatever is pressed: a form for `ask`, a private line for everything else."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def rest(self, method: str, path: str, body: object) -> object:
        headers = {"Authorization": f"Bot {TOKEN}"}
        address = f"{self.url}/discord/api/v10{path}"
        async with self.session.request(method, address, json=body, headers=headers) as response:
            assert response.status < 300, await response.text()
            return await response.json() if response.status == 200 else None

    async def telegram(self, method: str, body: object) -> None:
        address = f"{self.url}/telegram/bot{TELEGRAM_TOKEN}/{method}"
        async with self.session.post(address, json=body) as response:
            assert response.status == 200, await response.text()

    async def serve(self, socket: ClientWebSocketResponse, ready: asyncio.Event) -> None:
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            said = frame.json()
            if said["op"] == 10:
                properties = {"os": "linux", "browser": "test", "device": "test"}
                data = {"token": TOKEN, "intents": 513, "properties": properties}
                await socket.send_json({"op": 2, "d": data})
            elif said["t"] == "READY":
                ready.set()
            elif said["t"] == "INTERACTION_CREATE":
                await self.answer(said["d"])

    async def answer(self, interaction: dict[str, object]) -> None:
        data = interaction["data"]
        assert isinstance(data, dict)
        if interaction["type"] == 3 and data["custom_id"] == "ask":
            reply: dict[str, object] = FORM
        else:
            content = SENT_BY_FORM if interaction["type"] == 5 else "Only for you."
            reply = {"type": 4, "data": {"content": content, "flags": 64}}
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        await self.rest("POST", path, reply)


@asynccontextmanager
async def behind(sandbox: Sandbox) -> AsyncIterator[Bot]:
    ready = asyncio.Event()
    address = sandbox.url.replace("http", "ws", 1) + "/discord/gateway/?v=10&encoding=json"
    async with (
        ClientSession() as session,
        session.ws_connect(address) as socket,
        asyncio.TaskGroup() as tasks,
    ):
        bot = Bot(session, sandbox.url)
        serving = tasks.create_task(bot.serve(socket, ready))
        await asyncio.wait_for(ready.wait(), 10)
        yield bot
        serving.cancel()


async def furnish(sandbox: Sandbox, bot: Bot) -> None:
    rita, ana = DiscordPerson(sandbox, 21, 500), TelegramPerson(sandbox, 11, 700)
    panel = {
        "embeds": [
            {
                "title": "Support",
                "description": "Ask here, **people** answer. Answers usually come within <t:1900000000:R>.",
                "color": 0x2E8B57,
                "fields": [
                    {"name": "Waiting", "value": "2 people", "inline": True},
                    {"name": "Longest wait", "value": "6 minutes", "inline": True},
                ],
                "footer": {"text": "Automatic message"},
            }
        ],
        "components": [
            {
                "type": 1,
                "components": [
                    {"type": 2, "style": 1, "label": "Get help", "custom_id": "ask"},
                    {"type": 2, "style": 2, "label": "Is this really staff?", "custom_id": "staff"},
                    {"type": 2, "style": 2, "label": "Status", "custom_id": "status"},
                ],
            }
        ],
    }
    await bot.rest("POST", "/channels/901/messages", panel)
    await bot.rest(
        "PUT",
        "/applications/500/commands",
        [
            {"name": "status", "description": "What works and what does not", "type": 1},
            {
                "name": "case",
                "description": "Your cases",
                "type": 1,
                "options": [
                    {
                        "name": "view",
                        "type": 1,
                        "description": "Show one case",
                        "options": [
                            {"name": "number", "type": 4, "description": "Its number", "required": True}
                        ],
                    }
                ],
            },
        ],
    )
    await rita.say("Hello! I was charged twice, see `order 4411`.", place="general")
    await rita.say("شكرا جزيلا لكم <script>alert(1)</script>", place="general")
    await rita.say("Hi, here is the receipt.", files=[Upload("receipt.png", png(240, 120))])
    await ana.start()
    await bot.telegram(
        "sendMessage",
        {
            "chat_id": STAFF,
            "text": "<b>Queue</b>: 2 waiting, the longest for <i>6 minutes</i>\n#482 Rita: charged twice",
            "parse_mode": "HTML",
            "reply_markup": {
                "inline_keyboard": [
                    [{"text": "Take next", "callback_data": "next"}],
                    [
                        {"text": "#482 Rita", "callback_data": "482"},
                        {"text": "#483 Omar", "callback_data": "483"},
                    ],
                ]
            },
        },
    )
    await bot.telegram("sendMessage", {"chat_id": 11, "text": "You are on duty, Ana. Two people wait."})
    await ana.say("Taking the first one.")
    await ana.react(await ana.sees("on duty"), "👍")


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with started() as running:
        await running.telegram.world(
            {
                "bots": [
                    {
                        "token": TELEGRAM_TOKEN,
                        "id": 700,
                        "username": "desk_bot",
                        "name": "Plutus desk",
                        "privacy": False,
                    }
                ],
                "users": [{"id": 11, "first_name": "Ana"}, {"id": 12, "first_name": "Omar"}],
                "groups": [
                    {
                        "id": STAFF,
                        "title": "Plutus staff",
                        "forum": True,
                        "members": [
                            {"user": 11, "status": "creator"},
                            {"user": 700, "status": "administrator"},
                        ],
                    }
                ],
            }
        )
        await running.discord.world(
            {
                "application": {
                    "id": "500",
                    "token": TOKEN,
                    "name": "Plutus desk",
                    "intents": {"members": True, "message_content": True},
                },
                "users": [
                    {"id": "21", "name": "rita", "global_name": "Rita"},
                    {"id": "22", "name": "max", "global_name": "Max (moderator)"},
                ],
                "guilds": [
                    {
                        "id": "900",
                        "name": "Plutus",
                        "owner": "22",
                        "channels": [
                            {"id": "901", "name": "general", "type": "text"},
                            {"id": "902", "name": "announcements", "type": "text"},
                            {"id": "903", "name": "cases", "type": "forum"},
                        ],
                        "members": [{"user": "21"}, {"user": "22"}],
                        "bot_permissions": 8,
                    }
                ],
            }
        )
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with behind(sandbox) as serving:
        await furnish(sandbox, serving)
        yield serving


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with launched() as browser:
        yield browser


async def test_a_first_visit_shows_what_to_try_and_both_people(
    chromium: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    page = await chromium.new_page()
    await page.goto(sandbox.url + "/")
    await expect(page.get_by_role("heading", name="Four things to try")).to_be_visible()
    await expect(pane(page, "Rita, Simulated Discord")).to_be_visible()
    await expect(pane(page, "Ana, Simulated Telegram")).to_be_visible()
    await page.get_by_role("button", name="Got it").click()
    await page.reload()
    await expect(pane(page, "Rita, Simulated Discord")).to_be_visible()
    await expect(page.get_by_role("heading", name="Four things to try")).to_be_hidden()


async def test_the_page_runs_no_script_or_style_but_its_own(sandbox: Sandbox) -> None:
    async with ClientSession() as session, session.get(sandbox.url + "/") as response:
        policy = response.headers["Content-Security-Policy"]
        body = await response.text()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "style=" not in body
    assert "onclick" not in body


async def test_orders_from_another_sites_page_are_refused(sandbox: Sandbox) -> None:
    address = f"{sandbox.url}/control/telegram/users/11/start"
    headers = {"Origin": "http://elsewhere.example"}
    async with (
        ClientSession() as session,
        session.post(address, json={"bot": 700}, headers=headers) as response,
    ):
        assert response.status == 403


async def test_words_go_out_with_enter_and_come_in_by_themselves(
    chromium: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    rita = DiscordPerson(sandbox, 21, 500)
    async with visited(chromium, sandbox.url) as page:
        left = pane(page, "Rita, Simulated Discord")
        await left.get_by_label("Message to Plutus desk").fill("Is anybody there?")
        await page.keyboard.press("Enter")
        await expect(left.get_by_text("Is anybody there?")).to_be_visible()
        await rita.sees(lambda each: each.text == "Is anybody there?")
        await bot.telegram("sendMessage", {"chat_id": 11, "text": "Somebody asks."})
        right = pane(page, "Ana, Simulated Telegram")
        await expect(right.locator(".words", has_text="Somebody asks.")).to_be_visible()
        await expect(right.locator("[aria-live]")).to_have_text("Plutus desk: Somebody asks.")


async def test_a_form_is_opened_filled_and_sent_with_the_keyboard_alone(
    chromium: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    async with visited(chromium, sandbox.url) as page:
        left = pane(page, "Rita, Simulated Discord")
        await focus(page, left.get_by_role("button", name="general"))
        await page.keyboard.press("Enter")
        await expect(left.get_by_label("Message to general")).to_be_focused()
        await focus(page, left.get_by_role("button", name="Get help"), key="Shift+Tab")
        await page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="How can we help?")
        await expect(form.get_by_label("Topic")).to_be_focused()
        await page.keyboard.type("Bill")
        await page.keyboard.press("Tab")
        await page.keyboard.type("Charged twice.")
        await focus(page, form.get_by_role("button", name="Submit"))
        await page.keyboard.press("Enter")
        await expect(left.locator(".words", has_text=SENT_BY_FORM)).to_be_visible()
        await expect(left.get_by_text("Only you can see this")).to_be_visible()
        await expect(form).to_have_count(0)


async def test_escape_dismisses_a_form_for_good(chromium: Browser, sandbox: Sandbox, bot: Bot) -> None:
    rita = DiscordPerson(sandbox, 21, 500)
    async with visited(chromium, sandbox.url) as page:
        await pane(page, "Rita, Simulated Discord").get_by_role("button", name="general").click()
        await page.get_by_role("button", name="Get help").click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)

        async def dismissed() -> bool:
            return (await rita.view()).modals == ()

        assert await rita.until(dismissed)


async def test_a_message_is_answered_reacted_to_edited_and_deleted_from_its_menu(
    chromium: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    ana = TelegramPerson(sandbox, 11, 700)
    async with visited(chromium, sandbox.url) as page:
        right = pane(page, "Ana, Simulated Telegram")
        await act(page, right.locator(".message", has_text="You are on duty"), "React with 🔥")
        await ana.sees(lambda each: each.emoji == ("🔥",))
        await act(page, right.locator(".message", has_text="You are on duty"), "Reply")
        await page.keyboard.type("Good.")
        await page.keyboard.press("Enter")
        duty = await ana.sees("on duty")
        await ana.sees(lambda each: each.text == "Good." and each.reply_to == duty.id)
        await act(page, right.locator(".message", has_text="Good."), "Edit")
        await page.keyboard.press("End")
        await page.keyboard.type(" Very good.")
        await page.keyboard.press("Enter")
        await expect(right.get_by_text("Good. Very good.")).to_be_visible()
        await expect(right.get_by_text("edited", exact=True)).to_be_visible()
        await act(page, right.locator(".message", has_text="Very good."), "Delete")
        await expect(right.get_by_text("Very good.")).to_have_count(0)
        await ana.has_not(lambda each: "Very good" in each.text)


async def test_a_slash_lists_the_commands_and_asks_for_what_one_needs(
    chromium: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    async with visited(chromium, sandbox.url) as page:
        left = pane(page, "Rita, Simulated Discord")
        await left.get_by_role("button", name="general").click()
        await page.keyboard.type("/ca")
        await expect(left.get_by_role("option", name="/case view")).to_be_visible()
        await page.keyboard.press("Enter")
        await expect(left.get_by_label("number")).to_be_focused()
        await page.keyboard.type("482")
        await page.keyboard.press("Enter")
        await expect(left.locator(".words", has_text="Only for you.")).to_be_visible()


async def test_a_file_is_attached_and_shown(chromium: Browser, sandbox: Sandbox, bot: Bot) -> None:
    ana = TelegramPerson(sandbox, 11, 700)
    async with visited(chromium, sandbox.url) as page:
        right = pane(page, "Ana, Simulated Telegram")
        picture = FilePayload(name="screen.png", mimeType="image/png", buffer=png(64, 48))
        await right.locator("input[type=file]").set_input_files(picture)
        await right.get_by_label("Message to Plutus desk").fill("Look at this")
        await page.keyboard.press("Enter")
        await expect(right.get_by_role("img", name="screen.png")).to_be_visible()
        seen = await ana.sees(lambda each: each.text == "Look at this")
        assert await sandbox.download(seen.files[0].url) == png(64, 48)
        width = await right.get_by_role("img", name="screen.png").evaluate("image => image.naturalWidth")
        assert width == 64


@pytest.mark.parametrize(
    "words", ["<img src=x onerror=alert(1)>", "<b>bold</b>", "[here](javascript:alert(1))"]
)
async def test_what_people_write_never_becomes_markup(
    words: str, chromium: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    await DiscordPerson(sandbox, 21, 500).say(words)
    await TelegramPerson(sandbox, 11, 700).say(words)
    async with visited(chromium, sandbox.url) as page:
        for name in ("Rita, Simulated Discord", "Ana, Simulated Telegram"):
            shown = pane(page, name).locator(".words").last
            await expect(shown).to_have_text(words)
            assert await shown.evaluate("element => element.children.length") == 0


async def test_a_fault_is_ordered_and_taken_back(chromium: Browser, sandbox: Sandbox, bot: Bot) -> None:
    asked = {"chat_id": 11, "text": "hello"}
    address = f"{sandbox.url}/telegram/bot{TELEGRAM_TOKEN}/sendMessage"
    async with visited(chromium, sandbox.url) as page, ClientSession() as session:
        await page.get_by_role("button", name="Misbehave").click()
        column = page.locator(".trouble-column", has_text="Simulated Telegram")
        await column.get_by_role("button", name="Refuse three times").click()
        await expect(page.get_by_text("Telegram: the next three")).to_be_visible()
        async with session.post(address, json=asked) as response:
            assert response.status == 503
        await column.get_by_role("button", name="Back to normal").click()
        await expect(page.get_by_text("Telegram: works normally.")).to_be_visible()
        async with session.post(address, json=asked) as response:
            assert response.status == 200


async def test_mail_is_counted_and_read_and_its_server_can_be_stopped(
    chromium: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    host, port = (await sandbox.mail.url()).removeprefix("smtp://").split(":")
    letter = "From: d@desk.example\r\nTo: ana@harbour.example\r\nSubject: <b>A code</b>\r\n\r\nABCD-EFGH\r\n"
    async with visited(chromium, sandbox.url) as page:
        await aiosmtplib.send(
            letter, sender="d@desk.example", recipients=["ana@harbour.example"], hostname=host, port=int(port)
        )
        await page.get_by_role("button", name="Mail 1").click()
        mail = page.locator(".mail")
        await expect(mail).to_contain_text("<b>A code</b> to ana@harbour.example")
        await expect(mail).to_contain_text("ABCD-EFGH")
        await page.get_by_role("button", name="Stop the mail server").click()
        await expect(page.get_by_role("button", name="Start the mail server")).to_be_visible()
        with pytest.raises(aiosmtplib.SMTPConnectError):
            await aiosmtplib.send(
                letter, sender="d@x.example", recipients=["a@x.example"], hostname=host, port=int(port)
            )
        await page.get_by_role("button", name="Start the mail server").click()
        await expect(page.get_by_role("button", name="Stop the mail server")).to_be_visible()
        await page.get_by_role("button", name="Empty").click()
        await expect(page.get_by_text("No mail yet.")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.locator("#mail")).to_be_hidden()


async def test_a_refusal_is_said_to_the_person(chromium: Browser, sandbox: Sandbox, bot: Bot) -> None:
    async with visited(chromium, sandbox.url, refused=1) as page:
        left = pane(page, "Rita, Simulated Discord")
        await left.get_by_role("button", name="general").click()
        await act(page, left.locator(".message", has_text="Ask here"), "Delete")
        await expect(left.get_by_role("alert")).to_contain_text("manage_messages")


async def test_somebody_is_chosen_where_a_button_asks_for_a_user(
    chromium: Browser, sandbox: Sandbox, bot: Bot
) -> None:
    key = {"text": "Choose who it is", "request_users": {"request_id": 1, "request_name": True}}
    asking = {"chat_id": 11, "text": "Whom is it about?", "reply_markup": {"keyboard": [[key]]}}
    async with visited(chromium, sandbox.url) as page:
        await bot.telegram("sendMessage", asking)
        right = pane(page, "Ana, Simulated Telegram")
        await right.get_by_role("button", name="Choose who it is").focus()
        await page.keyboard.press("Enter")
        await page.get_by_role("menuitem", name="Omar").focus()
        await page.keyboard.press("Enter")
        await expect(right.get_by_text("users shared")).to_be_visible()


async def test_people_are_added_and_removed(chromium: Browser, sandbox: Sandbox, bot: Bot) -> None:
    async with visited(chromium, sandbox.url) as page:
        await page.get_by_role("button", name="Add a person").click()
        third = pane(page, "Max (moderator), Simulated Discord")
        await expect(third).to_be_visible()
        await page.reload()
        await expect(third).to_be_visible()
        await third.get_by_role("button", name="More about this person").click()
        await page.get_by_role("menuitem", name="Remove this pane").click()
        await expect(third).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_fits_into_320_pixels(
    scheme: Scheme, chromium: Browser, sandbox: Sandbox, bot: Bot, tmp_path: Path
) -> None:
    await DiscordPerson(sandbox, 21, 500).say("https://example.org/" + "a" * 200, place="general")
    async with visited(chromium, sandbox.url, scheme=scheme, width=320, height=640) as page:
        assert await overflow(page) == []
        await page.get_by_role("button", name="Places").click()
        await page.get_by_role("button", name="general").click()
        assert await overflow(page) == []
        await page.screenshot(path=tmp_path / f"narrow-{scheme}.png")
        await page.get_by_role("tab", name="Ana").click()
        await expect(pane(page, "Ana, Simulated Telegram")).to_be_visible()
        await expect(pane(page, "Rita, Simulated Discord")).to_be_hidden()
        assert await overflow(page) == []
        await page.get_by_role("button", name="Misbehave").click()
        assert await overflow(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_stands_out_from_its_ground(
    scheme: Scheme, chromium: Browser, sandbox: Sandbox, bot: Bot, tmp_path: Path
) -> None:
    async with visited(chromium, sandbox.url, scheme=scheme) as page:
        await page.get_by_role("button", name="general").click()
        await page.get_by_role("button", name="Plutus staff").click()
        await page.get_by_role("button", name="Status").click()
        await expect(page.locator(".words", has_text="Only for you.")).to_be_visible()
        await page.get_by_role("button", name="Guide").click()
        await page.get_by_role("button", name="Misbehave").click()
        assert await page.evaluate(PALE) == []
        await page.screenshot(path=tmp_path / f"wide-{scheme}.png")


async def test_the_theme_is_chosen_and_kept(chromium: Browser, sandbox: Sandbox, bot: Bot) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    async with visited(chromium, sandbox.url, scheme="dark") as page:
        dark = await page.evaluate(ground)
        await page.get_by_role("button", name="Theme: auto").click()
        light = await page.evaluate(ground)
        await page.reload()
        await expect(page.get_by_role("button", name="Theme: light")).to_be_visible()
        assert await page.evaluate(ground) == light != dark
