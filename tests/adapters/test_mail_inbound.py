"""Mails that report a fake: what is read of them, whom they are about, and what is not believed."""

from email.message import EmailMessage

import pytest

from adapters.email.inbound import LARGEST, Mailed, UnreadableMailError, read
from bots.mailreports import accused
from tests.walks.browsing import png


def mail(words: str = "They want my seed", subject: str = "A fake", **headers: str) -> EmailMessage:
    written = EmailMessage()
    written["From"] = "Rita <rita@harbour.example>"
    written["Subject"] = subject
    written.set_content(words)
    for name, value in headers.items():
        written[name.replace("_", "-")] = value
    return written


def test_who_it_says_sent_it_and_what_it_says_without_the_signature() -> None:
    assert read(bytes(mail("They want my seed\n-- \nRita, Harbour"))) == Mailed(
        "rita@harbour.example", "A fake\nThey want my seed"
    )
    assert read(bytes(mail(Content_Language="pt-PT"))).language == "pt-PT"


def test_of_a_page_is_read_what_is_seen_of_it_and_where_its_links_lead() -> None:
    written = EmailMessage()
    written.set_content(
        "<style>p {}</style><p>It was <a href='https://t.me/mo_help'>this&nbsp;one</a></p><script>x</script>",
        subtype="html",
    )
    assert read(bytes(written)).words.split() == ["It", "was", "https://t.me/mo_help", "this", "one"]


@pytest.mark.parametrize("how", ["message", "file"])
def test_a_mail_that_is_passed_on_is_read_too_and_so_is_a_picture_in_it(how: str) -> None:
    inner, outer = mail("Send me your seed", "Support", To="rita@harbour.example"), mail("Look")
    inner.replace_header("From", "Mo <mo@harbour-help.example>")
    inner.add_attachment(png(60, 40), maintype="image", subtype="png", filename="a.png")
    if how == "message":
        outer.add_attachment(inner)
    else:
        outer.add_attachment(
            bytes(inner), maintype="application", subtype="octet-stream", filename="Support.EML"
        )
    found = read(bytes(outer))
    assert found.sender == "rita@harbour.example"
    assert found.words.splitlines() == [
        *("A fake", "Look", "", "Mo <mo@harbour-help.example>", "Support", "Send me your seed"),
    ]
    assert found.pictures == (png(60, 40),)


def test_the_largest_picture_comes_first() -> None:
    written = mail()
    for size in (20, 60, 40):
        written.add_attachment(png(size, 40), maintype="image", subtype="png", filename=f"{size}.png")
    assert read(bytes(written)).pictures == (png(60, 40), png(40, 40), png(20, 40))


@pytest.mark.parametrize(
    ("header", "value", "automatic"),
    [
        ("Auto-Submitted", "auto-replied", True),
        ("Auto-Submitted", "auto-generated; why=x", True),
        ("Auto-Submitted", "no", False),
        ("Precedence", "bulk", True),
        ("List-Id", "<news.harbour.example>", True),
        ("Return-Path", "<>", True),
        ("Return-Path", "<rita@harbour.example>", False),
    ],
)
def test_what_a_program_sends_is_known(header: str, value: str, automatic: bool) -> None:
    assert read(bytes(mail(**{header.replace("-", "_"): value}))).automatic is automatic


def nested(depth: int) -> bytes:
    """Parts within parts."""
    heads = "".join(
        f"Content-Type: multipart/mixed; boundary=b{each}\n\n--b{each}\n" for each in range(depth)
    )
    return f"From: rita@harbour.example\n{heads}Content-Type: text/plain\n\nhello\n".encode()


@pytest.mark.parametrize(
    "data",
    [bytes(LARGEST + 1), nested(3_000), b"Content-Type: text/plain; charset=nonsense\n\nhello"],
    ids=["large", "deep", "charset"],
)
def test_what_nobody_wrote_is_refused_and_nothing_falls_over(data: bytes) -> None:
    with pytest.raises(UnreadableMailError):
        read(data)


@pytest.mark.parametrize("data", [b"", b"\0\xff", b"From: \xff\n\n\xfe", b"From: a\nFrom: b\n\nhello"])
def test_what_is_hardly_a_mail_is_of_nobody_and_about_nobody(data: bytes) -> None:
    assert accused(read(data).words) is None


@pytest.mark.parametrize(
    ("words", "account"),
    [
        ("It was discord: 200300400500600999, I think", "discord:200300400500600999"),
        ("Telegram: @Mo_Help", "telegram:@mo_help"),
        ("telegram:5009.", "telegram:5009"),
        ("Discord: mo.help", "discord:@mo.help"),
        ("See https://t.me/mo_help!", "telegram:@mo_help"),
        ("See tg://user?id=5009", "telegram:5009"),
        ("<@200300400500600999> wrote", "discord:200300400500600999"),
        ("https://discord.com/users/200300400500600999 then t.me/mo_help", "discord:200300400500600999"),
        ("t.me/mo_help then https://discord.com/users/200300400500600999", "telegram:@mo_help"),
        ("On Telegram, @mo_help. Mail me: rita@harbour.example", "telegram:@mo_help"),
        ("On Discord it was @mo.help", "discord:@mo.help"),
        ("See t.me/ours, but Telegram: @mo_help", "telegram:@mo_help"),
    ],
)
def test_the_account_is_found_however_it_is_named(words: str, account: str) -> None:
    found = accused(words)
    assert found is not None
    assert found.account == account


@pytest.mark.parametrize(
    "words",
    [
        "Somebody wrote to me",
        "Mail rita@harbour.example about Telegram",
        "@mo_help wrote",
        "On Discord and on Telegram @mo_help wrote",
        "Telegram: ???",
    ],
)
def test_what_may_be_anybody_is_nobody(words: str) -> None:
    assert accused(words) is None
