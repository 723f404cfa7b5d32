"""Effects into mail.

A header is made of one line whatever was put into it, and an address is parsed before it is used.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from datetime import timedelta
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, parseaddr

import aiosmtplib

from adapters.email import limits
from adapters.email.refs import CARRIER, NoMailboxError, recipient
from adapters.email.settings import MailSettings
from core.people.proof import code
from core.ports import Budget, Clock
from core.status.mailing import GOOD_FOR, Link, token
from core.words.deliveries import Attempt, Delivered, Delivery, Limits, Rejected, RetryAfter, Uncertain
from core.words.effects import Effect, SendCode, SendMail, Tell
from core.words.refs import Carrier, Destination, Place
from core.words.texts import Text, Texts, text

log = logging.getLogger(__name__)

PERMANENT = range(500, 600)


class _OneWord(UnstructuredHeader, BaseHeader):
    """A header of one long word, which the library would encode to break its line, so that no program understood it."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _OneWord)
WIRE = SMTP.clone(header_factory=_HEADERS)


class MailMessenger:
    """The `Messenger` port over SMTP: lines of the desk's own, and codes. A connection is made for each mail."""

    def __init__(self, settings: MailSettings, texts: Texts, clock: Clock) -> None:
        self._settings = settings
        self._texts = texts
        self._clock = clock

    @property
    def carrier(self) -> Carrier:
        return CARRIER

    @property
    def limits(self) -> Limits:
        return limits.LIMITS

    def budgets(self, to: Destination, place: Place | None, effect: Effect) -> tuple[Budget, ...]:  # noqa: ARG002
        """See `core.ports.Messenger`."""
        return (limits.mailbox(to), limits.EVERYBODY)

    async def typing(self, to: Destination, place: Place | None) -> None:
        """Nobody sees somebody write a mail."""

    async def deliver(self, attempt: Attempt) -> Delivery:
        """See `core.ports.Messenger`."""
        try:
            to = recipient(attempt.effect.to)
        except NoMailboxError:
            return Rejected("unreachable", "no mailbox")
        match attempt.effect:
            case SendCode() as proof if self._clock.now() >= proof.until:
                return Rejected("refused", "the code has expired")
            case SendCode() as proof:
                message = self._proof(proof)
            case Tell() as told:
                message = self._line(told)
            case SendMail() as letter:
                message = self._letter(letter, to)
            case _:
                return Rejected("refused", "mail has no such thing")
        self._address(message, to, _names(attempt))
        return await self._send(message, to)

    # ---- what is written

    def _proof(self, effect: SendCode) -> EmailMessage:
        made = code(effect.seed, self._settings.code_key)
        said = self._saying(effect.language)
        minutes = max(timedelta(minutes=1), effect.until - self._clock.now())
        body = (
            said(text("mail.code", desk=self._settings.desk, on=effect.on)),
            f"    {made}",
            said(text("mail.code_how", code=made, within=minutes)),
            said(text("mail.code_not_you")),
        )
        return _mail(said(text("mail.code_subject", desk=self._settings.desk)), "\n\n".join(body))

    def _line(self, effect: Tell) -> EmailMessage:
        said = self._saying(effect.language)
        return _mail(
            said(text("mail.line_subject", desk=self._settings.desk)),
            f"{said(effect.text)}\n\n{said(text('mark.automatic'))}",
        )

    def _letter(self, effect: SendMail, to: str) -> EmailMessage:
        said = self._saying(effect.language)
        link = self._link(effect, to)
        body = [said(each) for each in effect.lines]
        match effect.link:
            case "subscribe":
                body.insert(1, link)
            case "unsubscribe" if link:
                body += [said(text("mail.unsubscribe", desk=self._settings.desk)), link]
            case "unsubscribe":
                body.append(said(text("subscription.by_mail", desk=self._settings.desk)))
            case "":
                pass
        answers = "Re: " if len(effect.thread) > 1 else ""
        message = _mail(answers + said(effect.subject), "\n\n".join((*body, said(text("mark.automatic")))))
        if effect.link == "unsubscribe" and link:
            # RFC 8058: mail programs end it in one step.
            message["List-Unsubscribe"] = f"<{link}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return message

    def _link(self, effect: SendMail, to: str) -> str:
        """The link that the mail ends with; empty where there is none to be made."""
        if not effect.link or self._settings.pages is None:
            return ""
        until = self._clock.now() + GOOD_FOR if effect.link == "subscribe" else None
        made = token(Link(effect.link, to, effect.language, until), self._settings.code_key)
        return f"{self._settings.pages}/status/{effect.link}/{made}"

    def _saying(self, language: str) -> Callable[[Text], str]:
        return lambda what: self._texts.document(language, what).text

    def _address(self, message: EmailMessage, to: str, names: tuple[str, ...]) -> None:
        """`names`: of the mails of its thread, and its own; for each try the same, so that a mailbox that gets it twice
        shows it once.
        """
        name, own = parseaddr(self._settings.sender)
        local, _, domain = own.rpartition("@")
        message["From"] = Address(_one_line(name, 80), local, domain)
        message["To"] = Address(addr_spec=to)
        message["Date"] = format_datetime(self._clock.now())
        *before, own_id = (f"<{hashlib.sha256(name.encode()).hexdigest()[:32]}@{domain}>" for name in names)
        message["Message-ID"] = own_id
        if before:
            # RFC 5322, 3.6.4
            message["In-Reply-To"] = before[-1]
            message["References"] = " ".join(before)
        message["Auto-Submitted"] = "auto-generated"

    # ---- how it goes

    async def _send(self, message: EmailMessage, to: str) -> Delivery:
        sending = Sending(self._settings)
        try:
            async with asyncio.timeout(limits.TIMEOUT.total_seconds()):
                await sending.send(message, to)
        except aiosmtplib.SMTPAuthenticationError as error:
            log.warning("mail.refused", extra={"code": error.code})
            return RetryAfter(limits.LATER)
        except aiosmtplib.SMTPRecipientsRefused as error:
            return _judged(error.recipients[0].code)
        except aiosmtplib.SMTPResponseException as error:
            return _judged(error.code)
        except (TimeoutError, aiosmtplib.SMTPException, OSError) as error:
            if sending.handed_over:
                return Uncertain(f"no word after the mail: {type(error).__name__}")
            log.warning("mail.unreachable", extra={"error": type(error).__name__})
            return RetryAfter(limits.AGAIN)
        return Delivered()


def _names(attempt: Attempt) -> tuple[str, ...]:
    thread = attempt.effect.thread if isinstance(attempt.effect, SendMail) else ()
    return thread or (attempt.row,)


async def greeted(settings: MailSettings) -> str | None:
    """Log in to the server and leave; what stood in the way, if anything did."""
    client = connection(settings)
    try:
        async with asyncio.timeout(limits.TIMEOUT.total_seconds()):
            await client.connect()
    except aiosmtplib.SMTPAuthenticationError as error:
        return f"it refuses the user or the password ({error.code})"
    except (TimeoutError, aiosmtplib.SMTPException, OSError) as error:
        return f"it cannot be reached as configured ({type(error).__name__})"
    finally:
        client.close()
    return None


def connection(settings: MailSettings) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(
        hostname=settings.host,
        port=settings.port,
        use_tls=settings.security == "tls",
        start_tls=settings.security == "starttls",
        username=settings.user,
        password=settings.password,
        timeout=limits.TIMEOUT.total_seconds(),
    )


class Sending:
    """One mail over one connection. `handed_over`: its words may be with the server from here on."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self.handed_over = False

    async def send(self, message: EmailMessage, to: str) -> None:
        client = connection(self._settings)
        try:
            await client.connect()
            await client.mail(parseaddr(self._settings.sender)[1])
            await client.rcpt(to)
            self.handed_over = True
            await client.data(message.as_bytes(policy=WIRE))
        finally:
            client.close()


def _judged(code: int) -> Delivery:
    """RFC 5321, 4.2.1: 4xx may work later, 5xx will not."""
    if code in PERMANENT:
        return Rejected("unreachable", str(code))
    return RetryAfter(limits.LATER)


def _mail(subject: str, body: str) -> EmailMessage:
    message = EmailMessage(policy=WIRE)
    message["Subject"] = _one_line(subject, limits.SUBJECT)
    message.set_content(body + "\n", cte="quoted-printable")
    return message


def _one_line(written: str, longest: int) -> str:
    """Without line ends and other control signs: nothing that is put into a header begins another."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in written).split())[:longest]
