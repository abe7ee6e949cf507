"""The stage that finds instruments: named and described documents, made one under their several names, with their stages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.instrument import Instrument, StageEvent
from accords.core.span import Span
from accords.core.timex import Edtf
from accords.core.vocabulary import InstrumentKind, Stage
from accords.extraction.analysis import Analysis
from accords.extraction.dating import Dating
from accords.extraction.gazetteer import NameKind
from accords.extraction.instrument_stages import StageReader
from accords.extraction.lexicons import lexicon, words
from accords.extraction.mentions import span_of, unique
from accords.extraction.proper_names import name_extent, tidy
from accords.extraction.syntax import Index, cases, children

COMPLEMENTS = frozenset({"on", "concerning", "regarding", "about", "for", "of", "between", "with"})
LONGEST_TITLE = 14
VAGUE = frozenset({"new", "recent", "joint", "bilateral", "future", "further", "other", "such"})


@dataclass(slots=True)
class Named:
    """One instrument of the text, gathered from all its names; `heads` are the tokens that name it."""

    title: str
    kind: InstrumentKind
    proper: bool
    parties: tuple[str, ...]
    heads: list[Token] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    events: list[StageEvent] = field(default_factory=list)
    term: Edtf | None = None


@dataclass(slots=True)
class InstrumentFinder:
    """Finds the instruments of one analysed text."""

    doc: Doc
    index: Index
    dating: Dating
    state: Analysis
    found: list[Named] = field(default_factory=list)

    def find(self) -> list[Instrument]:
        stages = StageReader(self.doc, self.dating)
        for token in self.doc:
            if token.lower_ == "it" and token.dep_ in ("obj", "nsubj:pass") and self.found and stages.of(token):
                self._again(self._latest(token), token, stages)
            elif kind := self._kind(token):
                self._name(token, kind, stages)
        return [self._instrument(named) for named in self.found]

    def _kind(self, token: Token) -> InstrumentKind | None:
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        if token.dep_ in ("compound", "flat") and token.head.i == token.i + 1 and self._kind_word(token.head):
            return None
        return self._kind_word(token)

    @staticmethod
    def _kind_word(token: Token) -> InstrumentKind | None:
        lemma, lower = token.lemma_.lower(), token.lower_
        for kind, nouns in lexicon("instruments")["kinds"].items():
            if lemma in nouns or lower in nouns:
                return InstrumentKind(kind)
        return None

    # ------------------------------------------------------------ names
    def _name(self, token: Token, kind: InstrumentKind, stages: StageReader) -> None:
        if token.text[0].isupper():
            start, end = self._numbered(*name_extent(token))
            title = tidy(self.doc[start:end])
            if self._is_title(token, kind, title):
                if any(h.i in range(start, end) for n in self.found for h in n.heads):
                    return
                self._add(token, kind, title, True, start, end, stages)
                return
        governed = stages.of(token)
        if kind.value in words("instruments", "rules", "proper_only") and not governed:
            return
        if self._points_back(token):
            if self.found:
                self._again(self._latest(token, kind), token, stages)
            return
        if (governed or self._individual(token)) and token.lemma_.lower() not in words("instruments", "rules", "weak"):
            start, end = self._described(token, governed.verb if governed else None)
            title = tidy(self.doc[start:end])
            if end - token.i > 1 or start < token.i:
                self._add(token, kind, re.sub(r"^(?:an?|the|this|new) ", "", title), False, start, end, stages)

    def _individual(self, token: Token) -> bool:
        """Whether a noun stands for one document: of certain parties ("the agreement between A and B", "our security treaty")."""
        if "Plur" in token.morph.get("Number", []):
            return False
        described = [c for c in children(token, "compound", "amod") if c.lower_ not in VAGUE]
        owned = children(token, "nmod:poss")
        between = [c for c in children(token, "nmod") if cases(c) & {"between", "with", "among"}]
        named = [c for c in (*described, *owned, *between) if self.index.referents(c)]
        return bool(between and named) or bool(described and named)

    def _is_title(self, token: Token, kind: InstrumentKind, title: str) -> bool:
        """A name with words of its own, no body, no domestic law, not the text's own heading."""
        lowered = [w.lower() for w in re.findall(r"[\w’'.]+", title)]
        domestic = words("instruments", "rules", "domestic")
        own = [w for w in lowered if w not in words("instruments", "rules", "generic")]
        if title.lower() in words("instruments", "rules", "own") or token.i < self.state.title_end:
            return False
        if (kind.value in words("instruments", "rules", "proper_only") and set(lowered) & domestic) or (
            set(lowered) & words("instruments", "rules", "bodies")
            and lowered[-1] not in ("resolution", "charter")
            and token.lemma_.lower() not in ("resolution", "treaty", "agreement", "convention", "charter")
        ):
            return False
        weak = token.lemma_.lower() in words("instruments", "rules", "weak")
        return bool(own) and len(lowered) > (2 if weak else 1)

    def _numbered(self, start: int, end: int) -> tuple[int, int]:
        """Take in years and numbers behind a title ("Plan for 2013-2015", "Resolution 2254")."""
        match = (
            re.match(
                r"\s*(?:(?:for|of|to) )?(?:the (?:period|years) )?\d{2,4}(?:\s?[-–/]\s?\d{2,4})?",
                self.doc[end : end + 8].text,
            )
            if end < len(self.doc)
            else None
        )
        if match:
            limit = self.doc[end].idx + match.end()
            while end < len(self.doc) and self.doc[end].idx < limit:
                end += 1
        return start, end

    def _described(self, token: Token, verb: Token | None) -> tuple[int, int]:
        """A lower-case noun with its complement; the complement of an agentless passive may stand behind the verb."""
        start = min(
            (c.i for c in token.children if c.dep_ in ("amod", "compound", "nummod") and c.i < token.i), default=token.i
        )
        parts = [
            c
            for c in token.children
            if c.i > token.i and ((c.dep_ == "nmod" and cases(c) & COMPLEMENTS) or c.dep_ == "acl")
        ]
        room = LONGEST_TITLE
        if not parts and verb is not None and token.dep_ == "nsubj:pass":
            parts, room = _behind(verb), LONGEST_TITLE + verb.i - token.i
        ends = [t.i for part in parts for t in part.subtree if t.i - token.i <= room]
        return start, max(ends, default=token.i) + 1

    def _points_back(self, token: Token) -> bool:
        """ "this treaty", "the agreement" without any words of its own."""
        determiners = {c.lower_ for c in token.children if c.dep_ in ("det", "nmod:poss")}
        own = [
            c
            for c in token.children
            if c.dep_ in ("nmod", "compound", "amod", "acl", "nummod")
            and c.lower_ not in ("new", "joint", "said", "bilateral")
        ]
        return bool(determiners & {"the", "this", "that", "its", "their"}) and not own

    def _latest(self, token: Token, kind: InstrumentKind | None = None) -> Named:
        same = [n for n in self.found if kind is None or n.kind is kind or token.lemma_.lower() == "document"]
        return max(same or self.found, key=lambda n: max(h.i for h in n.heads))

    def _again(self, named: Named, token: Token, stages: StageReader) -> None:
        named.heads.append(token)
        self._events(named, token, stages)

    def _add(
        self, token: Token, kind: InstrumentKind, title: str, proper: bool, start: int, end: int, stages: StageReader
    ) -> None:
        title = self._joined(token, title, stages)
        span = span_of(self.doc, start, end)
        known = next((n for n in self.found if _same_title(n.title, title) and n.kind is kind), None)
        if known is None:
            known = Named(title, kind, proper, self._parties(token, start, end, stages))
            self.found.append(known)
        elif len(title) > len(known.title) and proper:
            known.title = title
        known.heads.append(token)
        known.spans.append(span)
        self._events(known, token, stages)

    def _joined(self, token: Token, title: str, stages: StageReader) -> str:
        """A title whose complement stands behind the verb, without the verb between."""
        governed = stages.of(token)
        if governed and token.dep_ == "nsubj:pass":
            behind = _behind(governed.verb)
            if behind and not any(c.dep_ in ("nmod", "acl") for c in token.children):
                subtree = sorted(t.i for t in behind[0].subtree)
                return f"{token.text} {tidy(self.doc[subtree[0] : min(subtree[-1] + 1, subtree[0] + LONGEST_TITLE)])}"
        return title

    # ------------------------------------------------------------ parties and events
    def _parties(self, token: Token, start: int, end: int, stages: StageReader) -> tuple[str, ...]:
        inside = unique([p for m in self.index.mentions if start <= m.start < end for p in m.parties])
        named = unique([n.code for n in self.state.names if start <= n.start < end and n.kind is not NameKind.CAPITAL])
        between = unique(
            [
                p
                for c in children(token, "nmod", "nmod:poss")
                if cases(c) & {"between", "with", "among"} or c.dep_ == "nmod:poss"
                for m in self.index.referents(c)
                for p in m.parties
            ]
        )
        if len(between) > 1 or len(inside) > 1:
            return between if len(between) > 1 else inside
        organisations = [n.code for n in self.state.names if start <= n.start < end and n.kind is NameKind.ORGANISATION]
        if organisations and token.text[0].isupper():
            return unique(organisations)
        governed = stages.of(token)
        actors = self.index.parties(governed.actors(self.index)) if governed else ()
        if len(actors) > 1:
            return actors
        if between:
            return unique(
                [*actors, *between, *([p for p in self.state.principals if len(actors) + len(between) < 2][:1])]
            )
        if len(named) == 1 and named[0] not in self.state.principals:
            return named
        return self.state.principals

    def _events(self, named: Named, token: Token, stages: StageReader) -> None:
        governed = stages.of(token)
        if governed is None:
            return
        stage = governed.stage
        date = governed.date
        party = ""
        actors = self.index.parties(governed.actors(self.index))
        if stage is Stage.RATIFIED and len(actors) == 1:
            party = actors[0]
        span = span_of(self.doc, min(token.i, governed.verb.i), max(token.i, governed.verb.i) + 1)
        for known in named.events:
            if (
                known.stage is stage
                and known.party == party
                and (known.date is None or date is None or known.date.overlaps(date))
            ):
                if known.date is None and date is not None:
                    named.events[named.events.index(known)] = StageEvent(
                        known.id, stage, known.spans, date, party, known.confidence
                    )
                return
        named.events.append(
            StageEvent(content_id("stage", named.title, stage, str(date), span.start), stage, (span,), date, party, 0.8)
        )

    def _instrument(self, named: Named) -> Instrument:
        years = re.search(r"\b((?:19|20)\d\d)\s?[-–]\s?((?:19|20)?\d\d)\b", named.title)
        term = None
        if years:
            first, last = years.groups()
            last = last if len(last) == 4 else first[:2] + last
            term = Edtf(f"{first}/{last}") if first < last else None
        spans = tuple(sorted(set(named.spans))) or (span_of(self.doc, named.heads[0].i, named.heads[0].i + 1),)
        return Instrument(
            content_id("instrument", named.title, [[s.start, s.end] for s in spans]),
            named.title,
            named.kind,
            named.parties,
            spans,
            tuple(named.events),
            term,
            0.85 if named.proper else 0.65,
        )


def _behind(verb: Token) -> list[Token]:
    """Infinitive clauses behind a verb ("should be signed to found the union")."""
    return [c for c in verb.children if c.i > verb.i and c.dep_ == "advcl" and "Inf" in c.morph.get("VerbForm", [])]


def _same_title(a: str, b: str) -> bool:
    left, right = (
        {w.lower() for w in re.findall(r"\w+", text)} - words("instruments", "rules", "generic") for text in (a, b)
    )
    if not left or not right:
        return a.lower() == b.lower()
    return len(left & right) / min(len(left), len(right)) > 0.79
