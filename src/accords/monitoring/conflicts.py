"""Dates on which documents disagree: both are kept, with who says what; nothing is decided here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from accords.core.matter import Claim, Conflict
from accords.core.timex import Edtf, Precision
from accords.monitoring.lifecycle import days
from accords.monitoring.reports import Act, Report


def conflicts(reports: Sequence[Report]) -> tuple[Conflict, ...]:
    """Stages told of other days by different documents, party by party, and plans so near that one account is wrong."""
    done: dict[tuple[str, tuple[str, ...]], list[Report]] = defaultdict(list)
    plans: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.stage is not None and report.date is not None and report.act in {Act.REACHED, Act.UNDER_WAY}:
            done[report.stage.value.replace("_", " "), report.parties].append(report)
        elif report.act is Act.PROMISED and report.deadline is not None and report.deadline.date is not None:
            plans[report.goals[0].words].append(report)
    found = [(what, disagreeing([(report.date, report.member) for report in told if report.date]))
             for (what, _), told in done.items()]
    found += [(what, disagreeing([(report.deadline.date, report.member) for report in told
                                  if report.deadline and report.deadline.date], within=days("conflict")))
              for what, told in plans.items()]
    return tuple(Conflict(what, claims) for what, claims in found if claims)


def disagreeing(told: Iterable[tuple[Edtf, str]], within: int | None = None) -> tuple[Claim, ...]:
    """The dates that share no day with some other one told by another document, with the findings that tell them.

    Args:
        told: Dates with references, in the order in which they became known.
        within: Dates farther apart than so many days do not disagree: a plan moved. None for any number.
    """
    members: dict[Edtf, list[str]] = defaultdict(list)
    for value, member in told:
        members[value].append(member)
    against = {value for one, other in combinations(members, 2) if _disagree(one, other, within)
               and {_document(ref) for ref in members[one]} != {_document(ref) for ref in members[other]}
               for value in (one, other)}
    return tuple(Claim(value, tuple(refs)) for value, refs in members.items() if value in against)


def two_accounts(one: Edtf, other: Edtf) -> bool:
    """Whether two planned days are so near that one of two accounts is wrong, rather than that the plan moved."""
    to_the_day = one.precision is Precision.DAY and other.precision is Precision.DAY
    return to_the_day and one != other and abs((one.first - other.first).days) <= days("conflict")


def _disagree(one: Edtf, other: Edtf, within: int | None) -> bool:
    apart = max(0, (max(one.first, other.first) - min(one.last, other.last)).days)
    return not one.overlaps(other) and (within is None or apart <= within)


def _document(ref: str) -> str:
    return ref.rsplit("/", 1)[0]
