"""The stage that codes events of cooperation in PLOVER's classes (Open Event Data Alliance, PLOVER codebook).

Meetings and signatures are those found by the stages before; what else parties do to each other is told by verbs. Following
the codebook, what is promised or announced for later is of the class AGREE; its status is "planned". Signing and ratifying are
of the class SUPPORT, as in the published mapping of CAMEO's code 057.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from accords.core.ids import content_id
from accords.core.instrument import Instrument
from accords.core.meeting import Meeting
from accords.core.reference import countries, country_name, organisations
from accords.core.span import Span
from accords.core.statement import Actor, CodedEvent
from accords.core.timex import Edtf
from accords.core.vocabulary import EventStatus, MeetingKind, MeetingStatus
from accords.extraction.dating import VAGUE, Dating
from accords.extraction.event_actors import Actors
from accords.extraction.event_classes import class_of, is_signing
from accords.extraction.event_verbs import Told, broken_off, event_of, is_unreal
from accords.extraction.lexicons import words
from accords.extraction.mentions import span_of

MODES = {MeetingKind.VISIT: "visit", MeetingKind.CALL: "phone"}
STATUSES = {
    MeetingStatus.HELD: EventStatus.DONE,
    MeetingStatus.PLANNED: EventStatus.PLANNED,
    MeetingStatus.POSTPONED: EventStatus.PLANNED,
    MeetingStatus.CANCELLED: EventStatus.DENIED,
}
FOUND, TOLD = 0.8, 0.6  # confidence of events from other findings, and from verbs


def find_events(
    doc: Doc, actors: Actors, dating: Dating, meetings: Sequence[Meeting], instruments: Sequence[Instrument]
) -> list[CodedEvent]:
    """Events of meetings, of instruments, and of verbs in sentences that tell no such event, in text order."""
    coded = [(token, told) for token in doc if (told := event_of(token, actors)) is not None]
    calls = {token.idx: told for token, told in coded if told.mode == "phone" and told.targets}
    met = [_directed(event, calls) for event in _of_meetings(meetings) if not _broken_off(doc, event)]
    signed = [event for event in _of_instruments(instruments) if not _only_meant(doc, event)]
    told_meetings, told_signings = _sentences(doc, met), _sentences(doc, signed)
    found = [*met, *signed]
    for token, told in coded:
        sentence = token.sent.start
        if told.event == "CONSULT" and (sentence in told_meetings or _met(told, meetings)):
            continue
        if is_signing(token) and sentence in told_signings:
            continue
        found.append(_event(told, (span_of(doc, token.i, token.i + 1),), _date_of(token, dating), TOLD))
    return sorted(found, key=lambda event: event.spans[0])


def _date_of(verb: Token, dating: Dating) -> Edtf | None:
    """The date that hangs on the verb itself, and not on what it acts on ("signed a protocol to the treaty of 1998")."""
    own = [dating.by_token[child.i] for child in verb.children if child.i in dating.by_token]
    return next((timex.date for timex in own if timex.date is not None and timex.value not in VAGUE), None)


def _met(told: Told, meetings: Sequence[Meeting]) -> bool:
    """Whether the text tells of a meeting of these parties, at which they will have discussed it."""
    return not told.mode and any({*told.sources, *told.targets} <= {*meeting.parties} for meeting in meetings)


def _of_meetings(meetings: Iterable[Meeting]) -> Iterator[CodedEvent]:
    for meeting in meetings:
        if len(meeting.parties) > 1:
            told = Told("CONSULT", MODES.get(meeting.kind, "meet"), meeting.parties, (), STATUSES[meeting.status])
            yield _event(told, meeting.spans, meeting.date, FOUND)


def _directed(event: CodedEvent, calls: dict[int, Told]) -> CodedEvent:
    """A call with who phoned whom, where its verb says so."""
    told = next((calls[at] for at in calls for span in event.spans if span.start <= at < span.end), None)
    if told is None or {a.code for a in event.sources} != {_actor(p).code for p in (*told.sources, *told.targets)}:
        return event
    return _event(replace(told, status=event.status), event.spans, event.date, FOUND)


def _of_instruments(instruments: Iterable[Instrument]) -> Iterator[CodedEvent]:
    done, planned = words("events", "signing", "stages"), words("events", "signing", "planned")
    for instrument in instruments:
        for stage in instrument.events:
            parties = (stage.party,) if stage.party else instrument.parties
            targets = tuple(party for party in instrument.parties if stage.party and party != stage.party)
            if len(parties) + len(targets) > 1 and stage.stage in done | planned:
                status = EventStatus.PLANNED if stage.stage in planned else EventStatus.DONE
                yield _event(Told("SUPPORT", "", parties, targets, status), stage.spans, stage.date, FOUND)


def _broken_off(doc: Doc, event: CodedEvent) -> bool:
    """Whether a meeting is told only as refused or broken off, which is an act of conflict."""
    return all(map(broken_off, _told(doc, event)))


def _only_meant(doc: Doc, event: CodedEvent) -> bool:
    """Whether every verb that tells the signature tells it as refused, asked for, possible, or only agreed."""
    if _broken_off(doc, event):
        return True
    told = [token for words_of in _told(doc, event) for token in words_of]
    verbs = [token for token in told if is_signing(token)]
    if not verbs:
        return any(coded is not None and coded.event == "AGREE" for coded in map(class_of, told))
    return event.status is not EventStatus.PLANNED and all(map(is_unreal, verbs))


def _sentences(doc: Doc, events: list[CodedEvent]) -> set[int]:
    """The first tokens of the sentences in which the events are told."""
    return {words_of[0].sent.start for event in events for words_of in _told(doc, event)}


def _told(doc: Doc, event: CodedEvent) -> list[DocSpan]:
    """The words in which the event is told."""
    found = [doc.char_span(span.start, span.end, alignment_mode="expand") for span in event.spans]
    return [words_of for words_of in found if words_of is not None]


def _event(told: Told, spans: tuple[Span, ...], date: Edtf | None, confidence: float) -> CodedEvent:
    """The coded event; one that is planned is the agreement to it."""
    name, mode = ("AGREE", "") if told.status is EventStatus.PLANNED else (told.event, told.mode)
    return CodedEvent(
        content_id("event", name, mode, told.sources, [[span.start, span.end] for span in spans]),
        name,
        mode,
        tuple(map(_actor, told.sources)),
        tuple(map(_actor, told.targets)),
        told.status,
        spans,
        date,
        confidence,
    )


def _actor(party: str) -> Actor:
    country = countries().get(party)
    if country:
        return Actor(country.name, country.alpha3)
    organisation = organisations().get(party)
    return Actor(country_name(party), organisation.code if organisation else "IGO")
