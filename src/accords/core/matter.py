"""Matters: one commitment or instrument followed over documents, and where it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accords.core.commitment import Deadline
from accords.core.timex import Edtf
from accords.core.vocabulary import MatterStatus, Modality, Stage


@dataclass(frozen=True, slots=True)
class Claim:
    """A date as some documents tell it: the references of the findings that do."""

    date: Edtf
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Dates told of one thing that share no day, earliest known first. `what` is a stage ("signed") or a goal ("signature")."""

    what: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A goal of an instrument that was reached while a later one is still ahead ("signature"); fields as in `Matter`."""

    goal: str
    status: MatterStatus
    status_date: Edtf | None
    deadline: Deadline | None
    first_deadline: Deadline | None
    slip_days: int | None


@dataclass(frozen=True, slots=True)
class MatterStep:
    """One report and what it made of the matter.

    Attributes:
        known: The day the report was published.
        status: Status on that day, with this report and those before it.
        deadline: The deadline that this report states, if any.
        member: Reference of the finding that reports it, "<document stem>/<item id>".
        note: What the report says, in a few words ("planned: signed, in May 2014"; "moved by 214 days").
    """

    known: date
    status: MatterStatus
    deadline: Deadline | None
    member: str
    note: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter on a day, as known on that day.

    Attributes:
        id: Made of the earliest known member; it stays while later texts add to the matter.
        title: The instrument's title or the commitment's wording.
        kind: "instrument" or "commitment".
        parties: States (ISO 3166-1 alpha-2) and organisations bound by it.
        members: References of findings, stages of instruments included, earliest known first.
        status: Where it stands.
        status_date: When that status began in the world: the day of signature, the last day of a deadline that passed,
            ../DAY where all that is known is that it was so by the DAY of the report; None where nothing dates it.
        deadline: The deadline that holds now, an occasion's date filled in where it is known.
        slip_days: Days between the first deadline and the one that holds now or the day of fulfilment; negative where
            it was moved forward; None where there is no slip.
        history: Every report, in the order in which they became known.
        stage: The last stage that an instrument is reported to have reached.
        note: Why the status is what it is ("no report of it until 1 February 2015").
        first_deadline: The deadline first stated, where it was moved since.
        modality: The firmest in which it is undertaken; None where no commitment states it.
        lasting: Whether no single act fulfils it, and it has no date: an attitude ("support"), not something to be done.
        conflicts: Dates on which documents disagree, with who says what; each is in the history too.
        kept: What was promised and reached, where the status is that of a later goal.
    """

    id: str
    title: str
    kind: str
    parties: tuple[str, ...]
    members: tuple[str, ...]
    status: MatterStatus
    status_date: Edtf | None
    deadline: Deadline | None
    slip_days: int | None
    history: tuple[MatterStep, ...]
    stage: Stage | None = None
    note: str = ""
    first_deadline: Deadline | None = None
    modality: Modality | None = None
    lasting: bool = False
    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[Kept, ...] = ()
