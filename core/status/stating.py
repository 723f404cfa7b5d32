"""A statement of a credit in words: each line shows what it adds, so that anybody can work it out again."""

from fractions import Fraction

from core.policy import Facts
from core.status.guarantees import Statement
from core.words.texts import Text, text


def lines(found: Statement, facts: Facts, language: str) -> tuple[Text, ...]:
    """What is guaranteed and what was, each part of it, and the sum."""
    name = facts.policy.status.named(found.component, language)
    said = [
        text(
            "claim.uptime",
            component=name,
            month=found.month,
            share=found.uptime,
            guaranteed=found.guaranteed,
        )
    ]
    for each in found.items:
        what = text(f"claim.for_{each.what}")
        if each.excluded is not None and not each.counted:
            why = text(f"claim.not_{each.excluded}")
            said.append(text("claim.excluded", what=what, start=each.start, end=each.end, why=why))
        elif not each.counted:
            said.append(text("claim.too_short", what=what, start=each.start, end=each.end))
        elif each.days:
            said.append(
                text(
                    "claim.by_days",
                    what=what,
                    start=each.start,
                    end=each.end,
                    length=each.counted,
                    days=each.days,
                )
            )
        else:
            said.append(text("claim.by_time", what=what, start=each.start, end=each.end, length=each.counted))
    if found.raw != found.share:
        said.append(text("claim.bounded", raw=_fraction(found.raw), share=_fraction(found.share)))
    said.append(text("claim.sum", share=_fraction(found.share)) if found.share else text("claim.nothing"))
    return tuple(said)


def _fraction(share: Fraction) -> str:
    return str(share.numerator) if share.denominator == 1 else f"{share.numerator}/{share.denominator}"
