"""Who may know of a case, and who may have it. Every way to a case by its number asks here."""

from core.cases.case import Case
from core.policy import Agent, Facts


def may_see(case: Case, agent: Agent, facts: Facts) -> bool:
    """A complaint is there for its department's agents alone, and never for one whom it is against."""
    if case.complaint is None:
        return True
    return agent.id not in case.complaint.against and _in_department(case, agent, facts, missing=False)


def may_take(case: Case, agent: Agent, facts: Facts) -> bool:
    """A department's ticket is for its agents; one without a department, or of a department that names no agents,
    is for everybody.
    """
    return may_see(case, agent, facts) and _in_department(case, agent, facts, missing=True)


def _in_department(case: Case, agent: Agent, facts: Facts, *, missing: bool) -> bool:
    department = None if case.department is None else facts.policy.department(case.department)
    if department is None or not department.agents:
        return missing
    return agent.id in department.agents
