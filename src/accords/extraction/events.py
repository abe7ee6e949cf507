"""The stage that codes events of cooperation in PLOVER's classes (Open Event Data Alliance, PLOVER codebook)."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.reference import countries, country_name, organisations
from accords.core.statement import Actor, CodedEvent
from accords.core.vocabulary import EventStatus
from accords.extraction.dating import Dating
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import span_of, unique
from accords.extraction.syntax import Index, Time, cases, children, negated, passive, subject, time_of


def find_events(doc: Doc, index: Index, dating: Dating) -> list[CodedEvent]:
    """One event for each verb of cooperation whose source is a party."""
    found = []
    for token in doc:
        if token.pos_ == "VERB" and (coded := _coded(token)):
            event = _event(doc, index, dating, token, *coded)
            if event:
                found.append(event)
    return found


def _coded(verb: Token) -> tuple[str, str] | None:
    lemma = verb.lemma_.lower()
    if lemma in words("events", "nouns_verbs"):
        for noun in children(verb, "obj", "nsubj:pass", "obl"):
            for name, nouns in lexicon("events")["nouns"].items():
                if noun.lemma_.lower() in nouns:
                    return name, "visit" if noun.lemma_ == "visit" else "meet" if name == "CONSULT" else ""
    for name, modes in lexicon("events")["verbs"].items():
        for mode, lemmas in modes.items():
            if lemma in lemmas:
                return name, mode
    return None


def _event(doc: Doc, index: Index, dating: Dating, verb: Token, name: str, mode: str) -> CodedEvent | None:
    first = subject(verb)
    sources = index.parties(index.referents(first)) if first is not None else ()
    objects = [
        t
        for t in children(verb, "obj", "iobj", "obl")
        if t.dep_ != "obl" or cases(t) & {"with", "to", "for", "from", "between"}
    ]
    targets = unique([p for t in objects for p in index.parties(index.referents(t))])
    if passive(verb):
        agents = unique(
            [
                p
                for t in children(verb, "obl:agent", "obl")
                if "by" in cases(t)
                for p in index.parties(index.referents(t))
            ]
        )
        sources, targets = agents, unique([*sources, *targets])
    if not sources:
        return None
    dates = [t.date for t in dating.of(verb) if t.date is not None]
    status = (
        EventStatus.DENIED
        if negated(verb)
        else EventStatus.PLANNED
        if time_of(verb) is Time.FUTURE
        else EventStatus.DONE
    )
    span = span_of(doc, verb.i, verb.i + 1)
    return CodedEvent(
        content_id("event", name, mode, span.start),
        name,
        mode,
        tuple(map(_actor, sources)),
        tuple(_actor(p) for p in targets if p not in sources),
        status,
        (span,),
        dates[0] if dates else None,
        0.6,
    )


def _actor(party: str) -> Actor:
    country = countries().get(party)
    if country:
        return Actor(country.name, country.alpha3)
    organisation = organisations().get(party)
    return Actor(country_name(party), organisation.code if organisation else "IGO")
