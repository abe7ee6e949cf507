"""The stage that finds instruments: named and described documents, made one under their several names, with their stages."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from accords.core.instrument import Instrument
from accords.core.reference import countries
from accords.core.vocabulary import InstrumentKind, Stage
from accords.extraction.analysis import Analysis
from accords.extraction.dating import Dating
from accords.extraction.gazetteer import NameKind
from accords.extraction.instrument_existence import Existence, plural
from accords.extraction.instrument_governed import ONGOING, Governed
from accords.extraction.instrument_kinds import kind_of
from accords.extraction.instrument_known import Known, known_documents
from accords.extraction.instrument_names import document_extent
from accords.extraction.instrument_parties import PartyReader
from accords.extraction.instrument_record import Named, Way
from accords.extraction.instrument_sameness import like, of_heading, taken_up
from accords.extraction.instrument_stages import StageReader
from accords.extraction.instrument_titles import LONGEST_TITLE, TitleReader, apart, behind
from accords.extraction.instrument_trail import Spoken, Trail
from accords.extraction.lexicons import words
from accords.extraction.mentions import span_of, unique
from accords.extraction.proper_names import tidy
from accords.extraction.syntax import Index, Time, children, time_of

SHORT = re.compile(
    r"\s*(?:\((?:the )?[\"“]?|, (?:also |better )?(?:known|called|dubbed) (?:as )?|,? or )(?:the )?([A-Z][A-Za-z]*[A-Z]\w*)\b"
)


OF_PARTIES = frozenset({"parties to the", "parties of the"})


class InstrumentFinder:
    """Finds the instruments of one analysed text."""

    def __init__(self, doc: Doc, index: Index, dating: Dating, state: Analysis) -> None:
        self.doc, self.state = doc, state
        self.stages, self.whose = (
            StageReader(doc, dating, state.document.published, state.meetings),
            PartyReader(doc, index, state),
        )
        towns = frozenset(n.start for n in state.names if n.kind is NameKind.CAPITAL)
        self.titles = TitleReader(doc, dating, self.stages, state.title_end, towns)
        self.trail = Trail(doc, index, state, (self.stages, self.whose, self.titles))
        self.existence = Existence(doc, index, state)
        self.found = self.trail.found
        self.known = known_documents(doc)
        self.covered: set[int] = set()  # tokens inside names already read

    def find(self) -> list[Instrument]:
        """The instruments in the order in which they are first named."""
        for token in self.doc:
            if token.i not in self.covered:
                self._read(token)
        return [named.instrument(self.state.principals) for named in self.found if named.listed]

    def _read(self, token: Token) -> None:
        lemma, noun = token.lemma_.lower(), token.pos_ == "NOUN"
        if token.lower_ == "it":
            self.trail.pronoun(token)
        elif token.lower_ in ("they", "them"):
            self.trail.pronouns(token)
        elif token.pos_ == "VERB" and lemma in words("instruments", "moods", "aims"):
            self.trail.aim(token)
        elif token.is_sent_start and token.tag_ in ("VBN", "VBD"):
            self.trail.fragment(token)
        elif noun and lemma in words("instruments", "stage_rules", "laws"):
            self.trail.law(token)
        elif short := next((n for n in self.found if token.text in n.shorts), None):
            self.trail.again(short, token, self.stages.of(token, short.kind), way=Way.NAMED)
        elif known := self.known.get(token.i):
            self._famous(known)
        elif kind := kind_of(token):
            self._name(token, kind)
        elif noun and lemma in words("instruments", "rules", "pointers"):
            self.trail.point(token, None)
        elif token.pos_ in ("NOUN", "PROPN"):
            self.trail.stage_noun(token)
            self.trail.begun(token)

    # ------------------------------------------------------------ names
    def _famous(self, known: Known) -> None:
        """A document by a name that is known, with the noun for its kind behind it ("the CETA agreement")."""
        start, end, head = known.start, known.end, self.doc[known.start : known.end].root
        if start > 2 and self.doc[start - 3 : start].text.lower() in OF_PARTIES:
            return  # the conference of those who are bound by it
        if head.dep_ == "compound" and head.head.i in (end, end + 1) and kind_of(head.head):
            head, end = head.head, head.head.i + 1
        elif head.dep_ == "compound" and head.head.i >= end and head.head.text[0].isupper():
            return  # "the NPT Review Conference"
        if kind_of(head) and head.text[0].isupper():
            named = self.titles.numbered(*document_extent(head))
            start, end = min(start, named[0]), max(end, named[1])
        self._add(head, known.kind, tidy(self.doc[start:end]), True, start, end)

    def _name(self, token: Token, kind: InstrumentKind) -> None:
        if token.text[0].isupper() and self._titled(token, kind):
            return
        if numbers := self.titles.numbers(token):
            start = self.titles.body(token)
            for end, title in numbers:
                self._add(token, kind, title, True, start, end)
        elif named := self._set_beside(token):
            extent = self.titles.described(token, None)
            self.trail.again(named, token, self.stages.of(token, named.kind), extent)
        else:
            self._described(token, kind, self.stages.of(token))

    def _titled(self, token: Token, kind: InstrumentKind) -> bool:
        """Take in a document written as a name; False where the words are no name."""
        start, end = self.titles.numbered(*document_extent(token))
        title = tidy(self.doc[start:end])
        if not self.titles.is_title(token, kind, title):
            return False
        taken = any(h.i in range(start, end) for n in self.found for h in n.heads)
        own = kind is InstrumentKind.PLAN and (plural(token) or self.existence.of_one_state(token, start))
        doubtful = token.lemma_.lower() in words("instruments", "rules", "if_told")
        if not (taken or own) and not (doubtful and not any(g.sure for g in self.stages.of(token))):
            self._add(token, kind, title, True, start, end)
        return True

    def _described(self, token: Token, kind: InstrumentKind, told: list[Governed]) -> None:
        """Take in what a noun describes or points back at."""
        if kind.value in words("instruments", "rules", "proper_only") and not told:
            return
        if self.trail.points_back(token) and self.trail.point(token, kind):
            return
        if self.existence.too_weak(token, told) or self._of_companies(token, kind, told):
            return
        start, end = self.titles.described(token, told[-1].verb if told else None)
        if known := self._in_heading(token, kind) or taken_up(self.found, token, kind, self.trail.since):
            if end - token.i > 1 and not known.proper:  # the text says what it is about at more length
                known.title, known.kind = tidy(self.doc[start:end]), like(known.kind, kind)
            self.trail.again(known, token, told, (start, end), way=Way.NAMED)
            return
        if end - token.i > 1 or start < token.i - (token.lemma_.lower() == "map"):
            title = re.sub(r"^(?:an?|the|this|new) ", "", tidy(self.doc[start:end]))
            self._add(token, kind, title, False, start, end, listed=self.existence.exists(token, kind, told))
        elif (
            title := self._of_signatories(token, told) or self._by_clause(token, told) or self._of_parties(token, told)
        ):
            self._add(token, kind, title, False, token.i, token.i + 1)

    def _in_heading(self, token: Token, kind: InstrumentKind) -> Named | None:
        return of_heading(self.found, token, kind, self.state.title_end, self.trail.since)

    @staticmethod
    def _anew(token: Token) -> bool:
        """Whether a document is told of as new ("a treaty")."""
        return any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.children)

    def _introduced(self, token: Token, kind: InstrumentKind, told: list[Governed]) -> Named | None:
        """The document signed in the sentence before, of which this one opens by giving its name.

        "They signed an agreement to share power on Monday. The Unity Agreement names a council" is one; a treaty known for
        being of many states is told beside what was signed.
        """
        famous, verb = self.known.get(token.i), token.head
        opens = token.dep_.startswith("nsubj") and token.left_edge.is_sent_start and token.left_edge.lower_ == "the"
        tells = verb.pos_ == "VERB" and time_of(verb) is not Time.PAST and not any(g.reached for g in told)
        if not (opens and tells) or (famous is not None and famous.many):
            return None
        signed = [n for n in self.found if not n.proper and n.kind is kind and self._just_signed(n, token)]
        alike = [n for n in signed if famous is not None or any(h.lemma_ == token.lemma_.lower() for h in n.heads)]
        return alike[0] if len(alike) == 1 else None

    def _just_signed(self, named: Named, token: Token) -> bool:
        """Whether the sentence before told of a document as signed."""
        near = any(self.trail.sentence[token.i] - self.trail.sentence[h.i] == 1 for h in named.heads)
        return near and any(e.stage is Stage.SIGNED for e in named.events)

    def _of_companies(self, token: Token, kind: InstrumentKind, told: list[Governed]) -> bool:
        """Whether a plan or a letter is told of somebody who is no party ("the company adopted a savings plan")."""
        weak = token.lemma_.lower() in words("instruments", "rules", "weak")
        acting = [g for g in told if g.actor is not None and g.actor.i != token.i and g.stage not in ONGOING]
        return (weak or kind is InstrumentKind.PLAN) and bool(acting) and not any(map(self.whose.acting, acting))

    def _set_beside(self, token: Token) -> Named | None:
        """The document that a noun explains: "CETA, the trade agreement between A and B"."""
        apart = token.dep_ == "appos" and any(c.dep_ == "det" for c in token.children)
        return next((n for n in self.found for h in n.heads if h.i == token.head.i), None) if apart else None

    def _of_signatories(self, token: Token, told: list[Governed]) -> str:
        """A title for a document told only by who signed it ("the treaty that A and B signed") or what it changes."""
        for verb in children(token, "acl", "acl:relcl"):
            for changed in children(verb, "obj"):
                if kind_of(changed) and changed.text[0].isupper():
                    start, end = self.titles.numbered(*document_extent(changed))
                    return f"{token.text} to the {tidy(self.doc[start:end])}"
        for governed in told:
            actor = governed.actor
            named = actor is not None and actor.pos_ != "PRON"
            if (
                actor is not None
                and named
                and governed.verb.dep_ == "acl:relcl"
                and len(self.whose.acting(governed)) > 1
            ):
                inside = sorted(t.i for t in actor.subtree)
                return f"{token.text} of {tidy(self.doc[inside[0] : inside[-1] + 1])}"
        return ""

    def _by_clause(self, token: Token, told: list[Governed]) -> str:
        """A title for a document signed by named parties and told by a clause ("an agreement that divides the island")."""
        signed = [g for g in told if g.reached and g.sure and g.stage is Stage.SIGNED and self.whose.acting(g)]
        clauses = [c for c in children(token, "acl", "acl:relcl") if c.i > token.i and not apart(c)]
        clauses = [*clauses, *(c for g in signed for c in behind(g.verb))]
        if not clauses or not signed:
            return ""
        inside = sorted(t.i for t in clauses[0].subtree)
        clause = self.doc[inside[0] : min(inside[-1] + 1, inside[0] + LONGEST_TITLE)]
        return f"{token.text} {tidy(clause)}".rstrip(" ,.;")

    def _of_parties(self, token: Token, told: list[Governed]) -> str:
        """A title for a document of which only the signatories are told ("A and B signed a memorandum in Oslo")."""
        signed = [g for g in told if g.reached and g.sure and g.stage is Stage.SIGNED]
        parties = unique([p for g in signed for p in self.whose.acting(g)])
        one = not plural(token) and any(c.lower_ in ("a", "an") for c in token.children)
        if not one or len(parties) < 2:
            return ""
        known = countries()
        *first, last = [known[p].name if p in known else p for p in parties]
        return f"{token.text} between {', '.join(first)} and {last}"

    def _add(
        self, token: Token, kind: InstrumentKind, title: str, proper: bool, start: int, end: int, *, listed: bool = True
    ) -> None:
        told = self.stages.of(token, kind)
        title = self._joined(token, title, told)
        famous = self.known.get(token.i)
        name = famous.name if famous is not None else ""
        evidence = self.whose.evidence(token, start, end, told)
        numbered = kind is InstrumentKind.OTHER and token.lemma_.lower() in words("instruments", "rules", "numbered")
        evidence.many = evidence.many or numbered or (famous is not None and famous.many)
        known = next((n for n in self.found if n.same(title, proper, kind, name)), None)
        if proper and known is not None and known.proper and known.title != title and not name and self._anew(token):
            known = None  # "hope to conclude a full Cooperation Agreement" beside one signed
        if proper and known is None:
            known = self._renamed(start, end) or self._introduced(token, kind, told) or self._in_heading(token, kind)
        if known is None:
            known = Named(title, kind, proper, evidence, known=name, listed=listed)
            self.found.append(known)
        else:
            known.parties.add(evidence)
            known.listed = known.listed or listed
            if proper and (len(title) > len(known.title) or not known.proper):
                known.title, known.proper, known.kind = title, True, like(known.kind, kind)
        known.heads.append(token)
        known.spans.append(span_of(self.doc, start, end))
        known.known = known.known or name
        known.shorts |= self._shorts(end)
        if proper:
            self.covered.update(range(start, end))
        self.trail.spoken.append(Spoken(token, known))
        if listed:
            self.trail.tell(known, token, told, Way.NAMED)

    def _renamed(self, start: int, end: int) -> Named | None:
        """The document that a name is another name of: "the interim accord, known as the Plan", "Treaty on X (Y Treaty)"."""
        first = start - 1 if start and self.doc[start - 1].lower_ == "the" else start
        before = self.doc[max(first - 2, 0) : first].text.lower()
        inside = before.endswith("(") and end < len(self.doc) and self.doc[end].text == ")"
        if not inside and not re.search(r"\b(?:known as|called|dubbed|named)$", before):
            return None
        near = [n for n in self.found for h in n.heads if h.sent == self.doc[start].sent]
        if inside:
            near = [n for n in near if any(0 <= self.doc[first - 1].idx - s.end <= 1 for s in n.spans)]
        return near[-1] if near else None

    def _shorts(self, end: int) -> set[str]:
        """The short form behind a name: "(CETA)", ", known as CETA,", "or CETA"."""
        around = self.doc[end : end + 5].text
        match = SHORT.match(around)
        return {match.group(1)} if match else set()

    def _joined(self, token: Token, title: str, told: list[Governed]) -> str:
        """A title whose complement stands behind the verb, or behind the day of its signature, without what is between."""
        bare = not any(c.dep_ in ("nmod", "acl") for c in token.children)
        signed = token.dep_ == "obj" and any(g.stage is Stage.SIGNED and g.verb.i == token.head.i for g in told)
        if told and bare and (token.dep_ == "nsubj:pass" or (signed and token.text[0].islower())):
            clauses = [c for c in behind(token.head if signed else told[-1].verb) if not (signed and apart(c))]
            if clauses:
                subtree = sorted(t.i for t in clauses[0].subtree)
                return f"{token.text} {tidy(self.doc[subtree[0] : min(subtree[-1] + 1, subtree[0] + LONGEST_TITLE)])}"
        return title
