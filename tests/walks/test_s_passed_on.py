"""Walk s: bait that is not in a message's own words, nor under its author's own name."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots import demo
from bots.sandbox.client import DiscordPerson, TelegramPerson
from tests.stage import Stage, staged
from tests.walks.parts import on

BAIT = "Enter your seed phrase to keep your balance"
GROUP = "Harbour"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, '[trust]\ndomains = ["harbour.example"]') as standing:
        await standing.sandbox.discord.world(
            {
                "users": [
                    {"id": 2901, "name": "News", "bot": True},
                    {"id": 2902, "name": "zoe", "global_name": "Zoe"},
                    {"id": 2903, "name": "liam", "global_name": "Liam"},
                ]
            }
        )
        await standing.sandbox.telegram.world({"users": [{"id": 5901, "first_name": "Zoe"}]})
        await on(standing.mo)
        yield standing


async def zoe(stage: Stage) -> TelegramPerson:
    group = {"id": demo.TELEGRAM_COMMUNITY, "members": [{"user": 5901, "status": "member"}]}
    await stage.sandbox.telegram.world({"groups": [group]})
    return TelegramPerson(stage.sandbox, 5901, demo.TELEGRAM_BOT)


async def says(person: TelegramPerson, **what: object) -> None:
    await person.act("send", {"chat": demo.TELEGRAM_COMMUNITY, "text": "", **what})


async def test_a_webhooks_card_and_the_address_of_its_button_are_read(stage: Stage) -> None:
    at = (await stage.rita.place("general")).channel
    card = {"type": "rich", "title": "Now", "description": BAIT}
    await stage.sandbox.discord.user("2901", "webhook", {"channel": at, "name": "News", "embeds": [card]})
    await stage.mo.sees(lambda each: "discord:2901" in each.text and BAIT in each.text)
    await stage.sandbox.discord.world({"users": [{"id": 2904, "name": "Buttons", "bot": True}]})
    link = {"type": 2, "style": 5, "label": "Verify", "url": "https://harbour-verify.app"}
    row = [{"type": 1, "components": [link]}]
    await stage.sandbox.discord.user(
        "2904", "webhook", {"channel": at, "name": "Buttons", "text": "Good morning", "components": row}
    )
    await stage.mo.sees(lambda each: "discord:2904" in each.text and "harbour-verify.app" in each.text)


async def test_a_bot_that_sends_nobody_anywhere_is_not_taken_at_its_word(stage: Stage) -> None:
    at = (await stage.rita.place("general")).channel
    for title, words in (("Welcome Rita!", "Come say hi to everyone."), ("Now", BAIT)):
        card = {"type": "rich", "title": title, "description": words}
        await stage.sandbox.discord.user("2901", "webhook", {"channel": at, "name": "News", "embeds": [card]})
    card = await stage.mo.sees(lambda each: "discord:2901" in each.text and BAIT in each.text)
    assert "say hi" not in card.text


async def test_whoever_forwards_words_is_taken_at_them(stage: Stage) -> None:
    zoe = DiscordPerson(stage.sandbox, 2902, demo.BOT)
    await zoe.act("join", {"guild": demo.GUILD})
    await zoe.act("send", {"channel": (await zoe.place("general")).channel, "text": "", "forwarded": BAIT})
    await stage.mo.sees(lambda each: "discord:2902" in each.text and BAIT in each.text)


async def test_people_who_are_sent_to_an_account_that_reads_like_support(stage: Stage) -> None:
    zoe, liam = (DiscordPerson(stage.sandbox, number, demo.BOT) for number in (2902, 2903))
    await zoe.act("join", {"guild": demo.GUILD})
    await liam.act("join", {"guild": demo.GUILD})
    await liam.say("never trust @harbour_helpdesk on telegram", place="general")
    await liam.say("is @harbour_helpdesk you?", place="general")
    await zoe.say("@harbour_helpdesk answered me in a minute", place="general")
    await stage.mo.sees(lambda each: "discord:2902" in each.text and "sends people to @harbour" in each.text)
    await stage.mo.has_not("discord:2903")


async def test_whoever_opens_a_thread_that_is_called_like_a_case(stage: Stage) -> None:
    zoe, liam = (DiscordPerson(stage.sandbox, number, demo.BOT) for number in (2902, 2903))
    for each, name in ((liam, "holiday pictures"), (zoe, "ticket-0482")):
        await each.act("join", {"guild": demo.GUILD})
        at = (await each.place("general")).channel
        await each.act("thread", {"channel": at, "name": name, "text": "Hello, I take it from here"})
    await stage.mo.sees(lambda each: "discord:2902" in each.text and "called like one of ours" in each.text)
    await stage.mo.has_not("discord:2903")


async def test_on_telegram_addresses_behind_words_and_polls_are_read(stage: Stage) -> None:
    person = await zoe(stage)
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "https://harbour.login-secure.top"}
    await says(person, text="here", entities=[link])
    await stage.mo.sees(lambda each: "telegram:5901" in each.text and "login-secure.top" in each.text)
    await says(person, poll={"question": BAIT, "options": ["Yes", "No"]})
    await stage.mo.sees(lambda each: "telegram:5901" in each.text and BAIT in each.text)


async def test_on_telegram_names_under_which_words_are_forwarded_are_looked_at(stage: Stage) -> None:
    person, fake = await zoe(stage), TelegramPerson(stage.sandbox, 5102, demo.TELEGRAM_BOT)
    await says(fake, text="That is how it works", forward_from=5002)  # who is staff
    await says(
        fake, text="See you", contact={"first_name": "Ben", "user_id": 5002, "phone_number": "+351211"}
    )
    await says(person, text="Your case is in hand", forward_from="Harbour Support")
    await stage.mo.sees(
        lambda each: (
            "telegram:5901" in each.text and "the words or the contact of “Harbour Support”" in each.text
        )
    )
    await stage.mo.has_not("telegram:5102")


async def test_on_telegram_a_contact_of_the_desk_is_looked_at_and_the_desks_own_bot_may_be_named(
    stage: Stage,
) -> None:
    person, tess = await zoe(stage), stage.tess
    await stage.sandbox.telegram.world(
        {"bots": [{"id": demo.TELEGRAM_BOT, "username": "harbour_support_bot"}]}
    )
    await stage.restart()
    await tess.say("just open @harbour_support_bot", place=GROUP)
    await says(person, contact={"first_name": "Harbour", "last_name": "Support", "phone_number": "+351211"})
    await stage.mo.sees(
        lambda each: "telegram:5901" in each.text and "contact of “Harbour Support”" in each.text
    )
    await stage.mo.has_not("telegram:5102")
