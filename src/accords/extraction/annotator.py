"""The stages of extraction in order, each a spaCy component that declares what it requires and assigns.

A pipeline of one's own may hold any parser that labels Universal Dependencies: `nlp.add_pipe(name)` for each of STAGES.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from accords.core.ids import content_id
from accords.core.party import Person
from accords.core.reference import countries, country_name, organisations, regions
from accords.extraction.analysis import analysis
from accords.extraction.commitments import CommitmentFinder
from accords.extraction.datelines import detach, find_dateline
from accords.extraction.dating import Dating
from accords.extraction.event_actors import Actors
from accords.extraction.events import find_events
from accords.extraction.gazetteer import find_names
from accords.extraction.instruments import InstrumentFinder
from accords.extraction.lists import attach_items
from accords.extraction.meetings import MeetingFinder
from accords.extraction.mentions import span_of
from accords.extraction.outlook import outlook_of
from accords.extraction.parties import find_parties
from accords.extraction.person_standing import confidence_of, is_private
from accords.extraction.persons import LEADING_STATES, Draft
from accords.extraction.series import find_series
from accords.extraction.statements import find_statements
from accords.extraction.syntax import Index
from accords.extraction.timex import find_timexes


@dataclass(frozen=True, slots=True)
class Stage:
    """A component's name and what it needs and gives; attributes beyond spaCy's are those of `Analysis`."""

    name: str
    requires: tuple[str, ...]
    assigns: tuple[str, ...]


TREE = ("token.dep", "token.head", "token.pos", "token.lemma", "doc.sents")
STAGES = (
    Stage("accords_timex", TREE, ("timexes",)),
    Stage("accords_parties", (*TREE, "doc.ents"), ("names", "drafts", "mentions", "principals", "persons")),
    Stage("accords_meetings", ("timexes", "mentions", "drafts"), ("meetings",)),
    Stage("accords_instruments", ("timexes", "mentions"), ("instruments",)),
    Stage("accords_commitments", ("timexes", "mentions", "meetings", "instruments"), ("commitments",)),
    Stage("accords_series", ("meetings",), ("series",)),
    Stage("accords_statements", ("mentions",), ("statements",)),
    Stage("accords_events", ("names", "mentions", "timexes", "meetings", "instruments"), ("events",)),
)


def check_order(stages: tuple[Stage, ...] = STAGES) -> list[str]:
    """What is wrong with the order of stages: one line for each requirement that no earlier stage assigns."""
    have = set(TREE) | {"doc.ents"}
    problems = []
    for stage in stages:
        problems += [
            f"{stage.name} requires {need}, which no stage before it assigns"
            for need in stage.requires
            if need not in have
        ]
        have |= set(stage.assigns)
    return problems


@Language.component("accords_timex", requires=list(TREE))
def timex_stage(doc: Doc) -> Doc:
    """Find the dateline and time expressions; the words that govern each tell past from future."""
    state = analysis(doc)
    title = state.document.title_span
    state.title_end = sum(1 for token in doc if title is not None and token.idx < title.end)
    state.dateline = find_dateline(doc.text, title.end if title is not None else 0)
    detach(doc, state.dateline)
    attach_items(doc)
    state.timexes = find_timexes(doc.text, state.document.published, outlook=partial(outlook_of, doc))
    return doc


@Language.component("accords_parties", requires=[*TREE, "doc.ents"])
def parties_stage(doc: Doc) -> Doc:
    """Find persons, parties and what refers to them."""
    from accords.extraction.home import home_state

    state = analysis(doc)
    state.names = find_names(doc)
    state.drafts, state.mentions, state.principals = find_parties(
        doc, state.names, home_state(state.document), state.title_end, state.document.published
    )
    state.persons = [_person(doc, draft) for draft in state.drafts if not is_private(doc, draft)]
    return doc


def _names_of(party: str) -> tuple[str, ...]:
    """All words that a title may name a party with: an organisation's names; a state's, its adjectives and its provinces."""
    if party in organisations():
        return (party, *organisations()[party].also)
    state = countries().get(party)
    if state is None:
        return (party,)
    provinces = (name for name, code in regions().items() if code == party)
    return (state.name, *state.also, *state.demonyms, *provinces)


def _person(doc: Doc, draft: Draft) -> Person:
    title = draft.title
    office = ""
    if title:
        holder = draft.body or (country_name(draft.country) if draft.country else "")
        article = "the " if holder.startswith("United") else ""
        singular = title.text[:-1] if title.plural and title.text.endswith("s") else title.text
        named = any(name in singular for name in _names_of(draft.body or draft.country))
        office = f"{singular} of {article}{holder}" if holder and not named else singular
    spans = tuple(span_of(doc, m.start, m.end) for m in draft.mentions)
    return Person(
        content_id("person", draft.name, office, [[s.start, s.end] for s in spans]),
        draft.name,
        office,
        draft.country,
        spans,
        draft.rank if draft.country or draft.body or draft.rank not in LEADING_STATES else "",
        confidence_of(draft),
    )


@Language.component("accords_meetings", requires=list(TREE))
def meetings_stage(doc: Doc) -> Doc:
    """Find meetings."""
    state = analysis(doc)
    state.meetings = MeetingFinder(doc, Index(doc, state.mentions), Dating(doc, state.timexes), state).find()
    return doc


@Language.component("accords_instruments", requires=list(TREE))
def instruments_stage(doc: Doc) -> Doc:
    """Find instruments and their stages."""
    state = analysis(doc)
    state.instruments = InstrumentFinder(doc, Index(doc, state.mentions), Dating(doc, state.timexes), state).find()
    return doc


@Language.component("accords_commitments", requires=list(TREE))
def commitments_stage(doc: Doc) -> Doc:
    """Find commitments."""
    state = analysis(doc)
    state.commitments = CommitmentFinder(doc, Index(doc, state.mentions), Dating(doc, state.timexes), state).find()
    return doc


@Language.component("accords_series", requires=list(TREE))
def series_stage(doc: Doc) -> Doc:
    """Find series."""
    state = analysis(doc)
    state.series = find_series(doc, state)
    return doc


@Language.component("accords_statements", requires=list(TREE))
def statements_stage(doc: Doc) -> Doc:
    """Find statements."""
    state = analysis(doc)
    state.statements = find_statements(doc, Index(doc, state.mentions))
    return doc


@Language.component("accords_events", requires=list(TREE))
def events_stage(doc: Doc) -> Doc:
    """Code events."""
    state = analysis(doc)
    dating = Dating(doc, state.timexes)
    actors = Actors(doc, state.mentions, state.names)
    state.events = find_events(doc, actors, dating, state.meetings, state.instruments)
    return doc
