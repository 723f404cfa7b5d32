"""Mail as it goes over the wire: one line for each header, whatever was put in, and one verdict for each reply."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.email.outbound import MailMessenger, greeted
from adapters.email.refs import NoMailboxError, recipient
from adapters.email.settings import MailSettings
from bots.sandbox.bus import Bus
from bots.sandbox.mail import Post
from config.catalogue import Catalogue
from core.people.addresses import mailbox
from core.people.proof import code
from core.status.mailing import Link, read
from core.words.deliveries import Attempt, Delivered, Delivery, Rejected, RetryAfter
from core.words.effects import CloseRoom, Effect, SendCode, SendMail, Tell
from core.words.refs import Account, Place, RoomKey, direct
from core.words.texts import text
from tests.core.setting import MINUTE, NOW
from tests.core.world import ToldClock

TO = direct(mailbox("ana@harbour.example"))
LIST = Place("mail:status@lists.example")
KEY = b"of this desk"


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    made = Post(Bus())
    await made.start()
    yield made
    await made.stop()


def messenger(post: Post, **changes: object) -> MailMessenger:
    settings = {
        "host": post.host, "port": post.port, "sender": "Support <help@desk.example>", "desk": "Harbour",
        "security": "none", "code_key": KEY,
    }  # fmt: skip
    clock = ToldClock(NOW)
    return MailMessenger(MailSettings(**{**settings, **changes}), Catalogue.load("en", "UTC"), clock)


def proof(**changes: object) -> SendCode:
    made = {
        "to": TO,
        "seed": "5eed",
        "until": NOW + 10 * MINUTE,
        "asker": Account("x:1"),
        "on": "X",
        "language": "en",
    }
    return SendCode(**{**made, **changes})


async def sent(post: Post, effect: Effect, **changes: object) -> Delivery:
    return await messenger(post, **changes).deliver(Attempt("row#0", effect, None))


async def test_a_code_is_made_when_it_is_sent(post: Post) -> None:
    assert await sent(post, proof()) == Delivered()
    (mail,) = post.mails
    assert code("5eed", KEY) in mail.text
    assert mail.to == ("ana@harbour.example",)
    assert b"Auto-Submitted: auto-generated" in mail.raw
    assert b"5eed" not in mail.raw


async def test_a_mail_that_goes_twice_is_one_to_its_reader(post: Post) -> None:
    await sent(post, proof())
    await sent(post, proof())
    ids = {line for mail in post.mails for line in mail.raw.splitlines() if line.startswith(b"Message-ID")}
    assert len(ids) == 1


@pytest.mark.parametrize("desk", ["Har\r\nBcc: eve@moor.example", "Har\nbour", "Har\x00bour\u2028x"])
async def test_no_header_is_smuggled_in(post: Post, desk: str) -> None:
    assert await sent(post, proof(), desk=desk, sender="Sup\x00port <help@desk.example>") == Delivered()
    (mail,) = post.mails
    head = mail.raw.split(b"\r\n\r\n")[0]
    assert b"\r\nBcc" not in head
    assert mail.subject.isprintable()
    assert mail.sender.isprintable()
    assert mail.to == ("ana@harbour.example",)


@pytest.mark.parametrize(
    "to",
    [direct(Account("mail:ana@x.example\r\nRCPT TO:<eve@x.example>")), direct(Account("mail:<a@x.example>")),
     direct(Account("other:ana@x.example")), Place("mail:ANA@x.example"), RoomKey("room/1/agent/1/mail"),
     direct(Account("mail:ANA@x.example"))],
)  # fmt: skip
async def test_only_plain_addresses_are_written_to(post: Post, to: Place) -> None:
    with pytest.raises(NoMailboxError):
        recipient(to)
    assert await sent(post, proof(to=to)) == Rejected("unreachable", "no mailbox")
    assert not post.mails


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [("550 nobody", Rejected("unreachable", "550")), ("451 later", RetryAfter(timedelta(seconds=30)))],
)
async def test_replies_are_verdicts(post: Post, reply: str, verdict: Delivery) -> None:
    post.refusing.reply, post.refusing.times = reply, 1
    assert await sent(post, proof()) == verdict


async def test_a_server_that_is_away_is_tried_again(post: Post) -> None:
    await post.stop()
    assert await sent(post, proof()) == RetryAfter(timedelta(seconds=5))


async def test_nothing_is_said_to_a_server_without_the_encryption_that_was_asked_for(post: Post) -> None:
    assert isinstance(await sent(post, proof(), security="starttls"), RetryAfter)
    assert not post.mails


async def test_an_expired_code_is_not_sent(post: Post) -> None:
    assert isinstance(await sent(post, proof(until=NOW)), Rejected)
    assert not post.mails


async def test_a_line_goes_and_a_room_does_not(post: Post) -> None:
    assert await sent(post, Tell(TO, text("proof.guest"), "pt-PT")) == Delivered()
    assert "visitante" in post.mails[0].text
    room = CloseRoom(TO, text("board.title"), "en")  # type: ignore[arg-type]
    assert isinstance(await sent(post, room), Rejected)


async def test_the_doctor_is_told_what_stands_in_the_way(post: Post) -> None:
    fine = MailSettings(post.host, post.port, "d@desk.example", "Harbour", security="none")
    assert await greeted(fine) is None
    assert (
        await greeted(replace(fine, security="starttls"))
        == "it cannot be reached as configured (SMTPException)"
    )
    await post.stop()
    assert await greeted(fine) == "it cannot be reached as configured (SMTPConnectError)"


async def test_a_letter_has_its_subject_its_paragraphs_and_the_mark(post: Post) -> None:
    day, about = date(2027, 1, 1), text("notice.about", customer="Harbour Ltd", plan="Gold")
    letter = SendMail(
        TO, text("notice.title_price", day=day), (about, text("notice.words", words="Até já")), "pt-BR"
    )
    assert await sent(post, letter) == Delivered()
    (mail,) = post.mails
    assert mail.subject == "Nossos preços mudam em 1 de janeiro de 2027"
    assert mail.text.strip().split("\n\n") == [
        "Isto é sobre Harbour Ltd (Gold).",
        "Até já",
        Catalogue.load("en", "UTC").say("pt-BR", text("mark.automatic")),
    ]
    assert b"Auto-Submitted: auto-generated" in mail.raw


@pytest.mark.parametrize("address", ["ana@harbour.example", f"{'a' * 60}@{'b' * 60}.{'c' * 60}.example"])
async def test_news_end_by_a_link_and_by_the_mail_program_in_one_step(post: Post, address: str) -> None:
    news = SendMail(direct(mailbox(address)), text("board.title"), (), "en", link="unsubscribe")
    assert await sent(post, news, pages="https://help.example") == Delivered()
    (mail,) = post.mails
    (link,) = re.findall(r"https://help\.example/status/unsubscribe/(\S+)", mail.text)
    assert read(link, "unsubscribe", KEY, NOW) == Link("unsubscribe", address, "en")
    head = mail.raw.split(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    assert f"List-Unsubscribe: <https://help.example/status/unsubscribe/{link}>".encode() in head
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head


async def test_without_pages_news_say_how_they_end_in_the_chat(post: Post) -> None:
    news = SendMail(TO, text("board.title"), (), "en", link="unsubscribe")
    assert await sent(post, news) == Delivered()
    assert "/subscribe mail stop" in post.mails[0].text
    assert b"List-Unsubscribe" not in post.mails[0].raw


async def test_a_subscription_is_confirmed_by_a_link_that_is_good_for_a_day(post: Post) -> None:
    offer = SendMail(TO, text("board.title"), (text("mail.confirm", desk="Harbour"),), "en", link="subscribe")
    assert await sent(post, offer, pages="https://help.example") == Delivered()
    (link,) = re.findall(r"https://help\.example/status/subscribe/(\S+)", post.mails[0].text)
    day = timedelta(days=1)
    assert read(link, "subscribe", KEY, NOW + day - MINUTE) == Link(
        "subscribe", "ana@harbour.example", "en", NOW + day
    )


async def test_mails_of_a_thread_name_those_before_them_and_every_try_has_the_same_name(post: Post) -> None:
    lines = (text("notice.words", words="It fails."),)
    first = SendMail(LIST, text("board.title"), lines, "en", thread=("1/0",))
    last = replace(first, thread=("1/0", "1/1", "1/end"))
    for effect in (first, last, last):
        assert await sent(post, effect) == Delivered()
    one, two, again = post.mails
    assert one.to == two.to == ("status@lists.example",)
    assert (one.references, two.references[0]) == ((), one.id)
    assert (len(two.references), two.id == again.id) == (2, True)
    assert two.id not in two.references
    assert f"In-Reply-To: {two.references[-1]}".encode() in two.raw
    assert two.subject == f"Re: {one.subject}"
    assert b"Auto-Submitted: auto-generated" in one.raw


@pytest.mark.parametrize(
    "name", ["x\r\nBcc: eve@moor.example", "x\nSubject: y", "x\u2028Bcc: eve@moor.example", "\0"]
)
async def test_no_letter_smuggles_a_header_in(post: Post, name: str) -> None:
    letter = SendMail(TO, text("notice.words", words=name), (text("notice.words", words=name),), "en")
    assert await sent(post, letter) == Delivered()
    (mail,) = post.mails
    head = mail.raw.split(b"\r\n\r\n")[0]
    assert b"\r\nBcc" not in head
    assert head.count(b"\r\nSubject:") + head.startswith(b"Subject:") == 1
    assert mail.subject.isprintable()
    assert mail.to == ("ana@harbour.example",)
