"""Notices: which a day brings, who is to be told by which way, and what becomes of a batch of them."""

import asyncio
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.cases import noticing
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal
from core.cases.noticing import STEP, Ways, today
from core.cases.people import Requester
from core.people.addresses import MAIL, address_of, fingerprint
from core.people.directory import Contact, Customer
from core.people.proof import Link, Mailbox
from core.people.reaching import Way, customer_of, way_to
from core.policy import Agent, Facts, Policy
from core.ports import Store
from core.promises.batches import DECIDED, LARGEST, OPEN, SAID, Batch, BatchId, Offered, Sending, batch_id
from core.promises.notices import Notice, Rule, coming, due_on
from core.scenes import Loaded, Scenes
from core.words.cards import Answer, Verb
from core.words.commands import PrepareNotices, Pressed, SendNotices, Undelivered
from core.words.refs import Account, CommandId, Destination, Direct, account_of, carrier, is_direct
from core.words.texts import Text, Texts, text

PAGE = 1_000
VERBS = frozenset({Verb.NOTICES, Verb.PREVIEW, Verb.SEND, Verb.SKIP})
_ROW = re.compile(r"(?:^|:)notices:([^:#]+):\d+#")


def step_id(batch: str, step: int) -> CommandId:
    """The id of one step of a batch's sending: the same whoever takes it, so that it is taken once."""
    return CommandId(f"notices:{batch}:{step}")


@dataclass(slots=True)
class Announcing:
    """Loads what notices concern. They are for desks that know their directory as a whole."""

    store: Store
    scenes: Scenes
    texts: Texts

    async def advance(self, command: PrepareNotices | SendNotices, loaded: Loaded, facts: Facts) -> Outcome:
        """What the desk does by itself: offer the next batch, or take one step of an approved one."""
        match command:
            case PrepareNotices():
                return await self._prepare(loaded, facts)
            case SendNotices():
                return await self._send(command, loaded, facts)

    async def _prepare(self, loaded: Loaded, facts: Facts) -> Outcome:
        """Offer the first batch that today brings and that was not offered yet, if there is one."""
        places = approvers(facts.policy)
        for rule in facts.policy.notices if places else ():
            due, held = await self._new(rule, facts)
            ahead = max((each.ahead for each in (*due, *held)), default=None)
            if ahead is None:
                continue
            batch = Batch(
                await self._free_id(rule, ahead, loaded, facts),
                rule,
                ahead,
                facts.now,
                places,
                tuple([each for each in due if each.ahead == ahead][:LARGEST]),
                tuple([each for each in held if each.ahead == ahead][:LARGEST]),
            )
            return noticing.offer(batch, facts)
        return UNCHANGED

    async def decide(self, command: Pressed, agent: Agent | None, loaded: Loaded, facts: Facts) -> Outcome:
        """What staff press on a batch's card."""
        if agent is None:
            return Refusal(text("refusal.agents_only"))
        if command.verb is Verb.NOTICES:
            return await self._waiting(facts)
        batch = await self._batch(BatchId(command.argument), loaded)
        if batch is None:
            return Refusal(text("refusal.expired"))
        match command.verb:
            case Verb.SEND:
                return noticing.approve(batch, agent, facts)
            case Verb.SKIP:
                return noticing.skip(batch, agent, facts)
            case _:
                ways = await self._ways(batch.left, batch.rule, facts)
                card = noticing.preview(batch, ways, self._example(batch, ways, facts), facts)
                return Decision(answer=Answer(card=card))

    async def _waiting(self, facts: Facts) -> Outcome:
        """The batch that has waited longest for somebody's word, wherever its card has gone."""
        found = [each for each in await self._open() if isinstance(each.phase, Offered)]
        if not found:
            return Decision(answer=Answer(text("told.no_notices")))
        return Decision(answer=Answer(card=noticing.batch_card(found[0], facts)))

    async def _send(self, command: SendNotices, loaded: Loaded, facts: Facts) -> Outcome:
        """One step of an approved batch."""
        batch = await self._batch(BatchId(command.batch), loaded)
        if batch is None or not isinstance(batch.phase, Sending):
            return UNCHANGED
        ways = await self._ways(batch.left[:STEP], batch.rule, facts)
        return noticing.send(batch, batch.phase, ways, facts)

    def concerns(self, command: Undelivered) -> bool:
        """Whether what was not delivered is a notice, or the card of a batch."""
        return _ROW.search(command.row) is not None

    async def undelivered(self, command: Undelivered, loaded: Loaded, facts: Facts) -> Outcome:
        named = _ROW.search(command.row)
        batch = None if named is None else await self._batch(BatchId(named[1]), loaded)
        if batch is None or not is_direct(command.to) or command.to in batch.places:
            return UNCHANGED
        account = account_of(Direct(command.to))
        requester = await self.scenes.requester(loaded, account)
        proven = requester.proven if requester else None
        customer = _of_mail(account, facts) or customer_of(account, proven, facts.policy.people)
        contact = None if customer is None else _contact(customer, account, proven.address if proven else "")
        if customer is None or contact is None:
            return UNCHANGED
        return noticing.undelivered(batch, command, customer, contact, facts)

    # ---- what a day brings

    async def _new(self, rule: Rule, facts: Facts) -> tuple[list[Notice], list[Notice]]:
        book, day = facts.policy.people.book, today(facts)
        customers = () if book is None else book.customers
        # Aside, since it takes a while for very many customers, and others are being served.
        found = await asyncio.to_thread(lambda: due_on(day, coming(customers, rule, day), (rule,), ()))
        if not found.due and not found.held:
            return [], []
        known = await self._members(DECIDED)
        for batch in await self._open():
            known |= {each.id for each in batch.notices}
        said = await self._members(SAID) if found.held else set()
        due = [each for each in found.due if each.id not in known]
        return due, [each for each in found.held if each.id not in said]

    async def _members(self, index: str) -> set[str]:
        found: set[str] = set()
        while members := await self.store.first(index, PAGE, len(found)):
            found |= {member for member, _ in members}
            if len(members) < PAGE:
                break
        return found

    async def _open(self) -> tuple[Batch, ...]:
        size = await self.store.size(OPEN)
        members = await self.store.first(OPEN, size)
        found = await self.store.load([f"notices/{member}" for member, _ in members]) if members else ()
        return tuple(each.record for each in found if isinstance(each.record, Batch))

    async def _free_id(self, rule: Rule, ahead: int, loaded: Loaded, facts: Facts) -> BatchId:
        number = 1
        while await self._batch(batch_id(rule, ahead, today(facts), number), loaded) is not None:
            number += 1
        return batch_id(rule, ahead, today(facts), number)

    async def _batch(self, id_: BatchId, loaded: Loaded) -> Batch | None:
        key = f"notices/{id_}"
        await self.scenes.records(loaded, key)
        record = loaded.records.get(key)
        return record if isinstance(record, Batch) else None

    # ---- who is told, and where

    async def _ways(self, notices: Iterable[Notice], rule: Rule, facts: Facts) -> Ways:
        book = facts.policy.people.book
        found = [] if book is None else [book.by_id(each.contract) for each in notices]
        concerned = {
            customer.id: tuple(each for each in customer.contacts if rule.concerns(each))
            for customer in found
            if customer is not None
        }
        contacts = [contact for every in concerned.values() for contact in every]
        links, known = await self._known(contacts)
        return {
            customer: self._once(
                way_to(
                    contact,
                    links.get(contact.email or "", ()),
                    known,
                    mail=facts.policy.people.mail,
                    now=facts.now,
                )
                for contact in every
            )
            for customer, every in concerned.items()
        }

    async def _known(
        self, contacts: Iterable[Contact]
    ) -> tuple[dict[str, tuple[Link, ...]], dict[Account, Requester]]:
        """Who has proven the contacts' addresses, by address, and who of them all has written to the desk."""
        loaded, every = Loaded(), tuple(contacts)
        boxes = {each.email: f"mailbox/{fingerprint(each.email)}" for each in every if each.email}
        await self.scenes.records(loaded, *boxes.values())
        links: dict[str, tuple[Link, ...]] = {}
        for email, key in boxes.items():
            box = loaded.records.get(key)
            links[email] = box.links if isinstance(box, Mailbox) else ()
        accounts = {account for each in every for account in each.accounts}
        accounts |= {link.account for each in links.values() for link in each}
        await self.scenes.records(loaded, *(f"requester/{account}" for account in sorted(accounts)))
        people = [each for each in loaded.records.values() if isinstance(each, Requester)]
        return links, {person.account: person for person in people}

    def _once(self, ways: Iterable[Way | None]) -> tuple[Way | None, ...]:
        """Each in a language that the desk speaks; nobody twice, who stands there twice."""
        spoken: dict[Direct | None, Way | None] = {}
        for way in ways:
            if way is None:
                spoken[None] = None
            else:
                spoken.setdefault(way.to, replace(way, language=self.texts.choose(None, way.language)))
        return tuple(spoken.values())

    def _example(self, batch: Batch, ways: Ways, facts: Facts) -> tuple[Text, ...]:
        return tuple(self._examples(batch, ways, facts))

    def _examples(self, batch: Batch, ways: Ways, facts: Facts) -> Iterator[Text]:
        """The first that can be sent, as its reader will see it: in their language."""
        book = facts.policy.people.book
        for notice in batch.left:
            way = next((each for each in ways.get(notice.contract, ()) if each is not None), None)
            customer = None if book is None else book.by_id(notice.contract)
            if way is None or customer is None:
                continue
            language = way.language or facts.policy.language
            said = noticing.letter(notice, batch, customer, language, facts)
            yield text("notices.example", customer=customer.name, language=language)
            for line in (said.title, *said.lines):
                yield text("notice.words", words=self.texts.say(language, line))
            return


def approvers(policy: Policy) -> tuple[Destination, ...]:
    """Where those who approve look: where the desk calls for help, else its boards."""
    return policy.on_call or policy.boards


def _of_mail(account: Account, facts: Facts) -> Customer | None:
    book = facts.policy.people.book
    return book.by_email(address_of(account)) if book is not None and carrier(account) == MAIL else None


def _contact(customer: Customer, account: Account, proven: str) -> Contact | None:
    return (
        customer.by_email(address_of(account))
        if carrier(account) == MAIL
        else customer.by_account(account) or customer.by_email(proven)
    )
