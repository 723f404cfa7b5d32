"""The forms that a press opens at once, without a look into the store."""

from collections import OrderedDict
from dataclasses import dataclass, field

from core.cases.intake import details_form, draft_form, entry_form, report_form
from core.cases.people import Draft, Requester
from core.people.proving import NEW
from core.people.proving import form as proving_form
from core.policy import Facts
from core.posting import WRITING
from core.status.forms import status_form
from core.views import Lookout
from core.words.cards import Form, Verb
from core.words.people import Person
from core.words.refs import Account, CaseId
from core.words.texts import text

REMEMBERED = 2_000


@dataclass(slots=True)
class Forms:
    """Remembers languages and drafts of the people lately seen. They are lost at a restart, without harm."""

    lookout: Lookout
    languages: OrderedDict[Account, str] = field(default_factory=OrderedDict)
    drafts: OrderedDict[Account, Draft] = field(default_factory=OrderedDict)

    def learn(self, requester: Requester) -> None:
        if requester.language is not None:
            self.languages[requester.account] = requester.language
        if requester.draft is not None:
            self.drafts[requester.account] = requester.draft
        else:
            self.drafts.pop(requester.account, None)
        for memory in (self.languages, self.drafts):
            while len(memory) > REMEMBERED:
                memory.popitem(last=False)

    def form(
        self, who: Person, verb: Verb, case: CaseId | None, argument: str, language: str, facts: Facts
    ) -> Form | None:
        """What is to be filled in; None where the press is a command as it is."""
        policy = facts.policy
        draft = self.drafts.get(who.account)
        is_agent = who.account in facts.roster.by_account
        match verb:
            case Verb.HELP | Verb.PRIVATE:
                report = report_form(policy, argument)
                return report or entry_form(policy, self.lookout.front(policy, facts.now))
            case Verb.TICKET if case is None and draft is not None:
                return draft_form(policy, draft)
            case Verb.DETAILS:
                return details_form(policy, case)
            case Verb.PROVE if argument in {"", NEW} and policy.people.mail:
                return proving_form()
            case Verb.COMMENT:
                return Form("comment", text("form.comment"), case)
            case Verb.COMPLAIN:
                return Form("complaint", text("form.complaint"), case)
            case Verb.APPEAL:
                return Form("appeal", text("form.appeal"))
            case Verb.NOTE if is_agent:
                return Form("note", text("form.note"), case)
            case Verb.REPLY if is_agent:
                return Form("reply", text("form.reply"), case)
            case _ if verb in WRITING and is_agent:
                return status_form(verb, argument, self.lookout.matters, facts, language)
            case Verb.TRANSFER if is_agent and not argument:
                return Form("transfer", text("form.transfer"), case)
            case _:
                return None
