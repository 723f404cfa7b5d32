"""What agents see of whoever asks: the customer, the plan, and a written order. Nothing else of a person's."""

from core.people.rules import PeopleRules
from core.people.standing import Authorisation, Standing
from core.words.texts import Text, text


def lines(whole: Standing, order: Authorisation | None, rules: PeopleRules) -> tuple[Text, ...]:
    who: tuple[Text, ...]
    match whole.kind:
        case "guest":
            who = (text("header.guest"),) if rules.mail else ()
        case "contact":
            who = (text("header.contact", customer=whole.customer, plan=whole.plan),)
        case "authorised":
            at = whole.proven_at or ""
            who = (text("header.authorised", customer=whole.customer, plan=whole.plan, at=at),)
    if order is None:
        return who
    return (*who, text("header.authorisation", customer=order.customer, at=order.at, words=order.words))
