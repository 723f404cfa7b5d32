"""Promises in words: what is owed, and why it is or is not."""

from typing import assert_never

from core.promises.plans import Book, BusinessDays, BusinessTime, ClockTime
from core.promises.terms import NotPromised, Outcome, Promised, Term
from core.words.texts import Text, in_language, text


def explained(book: Book, outcome: Outcome, language: str) -> Text:
    """Which promise holds and why, or why none does, for the agent and, where the desk wants, the requester."""
    match outcome:
        case Promised() as promised:
            plan = label(book, promised.plan, language)
            if promised.ended is not None:
                return text("promises.why.ended", plan=plan, ended=promised.ended)
            if promised.contract is not None:
                return text("promises.why.contract", plan=plan, contract=promised.contract)
            return text("promises.why.open", plan=plan)
        case NotPromised() as refused:
            return _refused(refused)
        case _:
            assert_never(outcome)


def _refused(outcome: NotPromised) -> Text:
    lines = ", ".join(outcome.lines)
    match outcome.reason:
        case "ended" if outcome.ended is not None:
            return text("promises.not.ended", ended=outcome.ended)
        case "line" if lines:
            return text("promises.not.line", lines=lines)
        case "own_contact" if lines:
            return text("promises.not.own_contact", lines=lines)
        case "unregistered":
            return text("promises.not.unregistered")
        case "not_begun":
            return text("promises.not.not_begun")
        case "none" | "line" | "own_contact" | "ended":
            return text("promises.not.none")  # Or what it is about cannot be named.
        case _:
            assert_never(outcome.reason)


def label(book: Book, id_: str, language: str) -> str:
    """What a plan is called."""
    plan = book.plan(id_)
    if plan is None or not plan.label:
        return id_
    return in_language(plan.label, language)


def said(term: Term) -> Text:
    """A term in words: `promises.first.business_time` with its `length` or `count`, and its strength."""
    strength = text(f"promises.strength.{term.strength}")
    match term.target:
        case BusinessTime(length):
            return text(f"promises.{term.kind}.business_time", length=length, strength=strength)
        case ClockTime(length):
            return text(f"promises.{term.kind}.clock_time", length=length, strength=strength)
        case BusinessDays(count):
            return text(f"promises.{term.kind}.business_days", count=count, strength=strength)
        case _:
            assert_never(term.target)
