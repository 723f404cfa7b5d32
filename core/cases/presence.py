"""Agents coming and going."""

from dataclasses import replace

from core.cases.decision import Decision, Scene
from core.cases.people import Desk
from core.cases.seats import Presence, Seat
from core.policy import Agent, Facts
from core.words.cards import Answer
from core.words.refs import Account
from core.words.texts import text


def be(scene: Scene, presence: Presence, agent: Agent, acting: Account, facts: Facts) -> Decision:
    """The agent is on, away (nothing new is given) or off (their cases go back; the desk sees to that)."""
    seat = scene.seat or Seat(agent.id, agent.capacity, "off", (), facts.now)
    idle = facts.now if presence == "on" and seat.presence != "on" else seat.idle_since
    changed = replace(
        seat,
        presence=presence,
        capacity=agent.capacity,
        acting=acting,
        idle_since=idle,
        private=agent.private,
    )
    return Decision((changed,), (), (), Answer(text(f"told.presence_{presence}", count=len(seat.cases))))


def pause(scene: Scene, agent: Agent, facts: Facts, *, stop: bool) -> Decision:
    """Live chat is stopped for newcomers at once, or taken up again. Those waiting keep their places."""
    if stop == (scene.desk.paused_since is not None):
        return Decision(answer=Answer(text("told.paused" if stop else "told.resumed")))
    desk: Desk = replace(
        scene.desk, paused_since=facts.now if stop else None, paused_by=agent.name if stop else ""
    )
    return Decision((desk,), (), (), Answer(text("told.paused" if stop else "told.resumed")))
