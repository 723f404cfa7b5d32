"""Secrets are taken out of a command before anything is kept of it, and its author is told what to do now."""

from dataclasses import replace

from core.cases.decision import Decision
from core.trust.secrets import found, without
from core.words.commands import Asked, Command, Edited, Leaked, Noticed, Pressed, Reported, Said
from core.words.documents import Document, plain
from core.words.effects import Effect, Remove, Tell
from core.words.refs import Account, Destination, MessageRef, direct
from core.words.secrets import SecretKind
from core.words.texts import Text, text


def leaked(words: str) -> tuple[SecretKind, ...]:
    """The kinds of secrets in a text, each once."""
    return tuple(dict.fromkeys(each.kind for each in found(words)))


def cleaned(command: Command) -> Command:
    """The command with a mark in place of each secret, and their kinds noted."""
    match command:
        case Said() | Edited() | Asked():
            words, kinds = _cleaned(command.words)
            return replace(command, words=words, removed=kinds) if kinds else command
        case Pressed():
            return _form_cleaned(command)
        case Noticed(words=Document() as given) | Reported(words=given):
            words, kinds = _cleaned(given)
            return replace(command, words=words) if kinds else command
        case _:
            return command


def warned(decision: Decision, command: Command, language: str) -> Decision:
    """The decision, after which the message is deleted where the program may, and its author warned in private."""
    match command:
        case Said(removed=kinds) | Edited(removed=kinds) | Leaked(removed=kinds) if kinds:
            to: Destination = direct(command.who.account)
            if isinstance(command, Said) and not command.private:
                to = command.where
            told: tuple[Effect, ...] = (
                _gone(command.ref, command.who.account),
                Tell(to, _what(kinds), language),
            )
        case Asked(removed=kinds) | Pressed(removed=kinds) if kinds:
            told = (Tell(direct(command.who.account), _what(kinds), language),)
            if (
                isinstance(command, Pressed)
                and command.ref is not None
                and command.about is None
                and command.words
            ):
                told = (_gone(command.ref, command.who.account), *told)
        case _:
            return decision
    return replace(decision, effects=(*decision.effects, *told))


def _form_cleaned(command: Pressed) -> Pressed:
    """What was typed with a press, and into each field of a form."""
    words, kinds = (None, ()) if command.words is None else _cleaned(command.words)
    fields = [(name, *_cleaned(plain(typed))) for name, typed in command.filled]
    kinds = tuple(dict.fromkeys((*kinds, *(kind for _, _, found_there in fields for kind in found_there))))
    if not kinds:
        return command
    filled = tuple((name, typed.text) for name, typed, _ in fields)
    return replace(command, words=words, filled=filled, removed=kinds)


def _cleaned(words: Document) -> tuple[Document, tuple[SecretKind, ...]]:
    secrets = found(words.text)
    if not secrets:
        return words, ()
    return without(words, secrets), tuple(dict.fromkeys(each.kind for each in secrets))


def _gone(ref: MessageRef, account: Account) -> Remove:
    return Remove(ref.place, ref.id, account)


def _what(kinds: tuple[SecretKind, ...]) -> Text:
    return text(f"secret.{kinds[0]}")
