"""The stage that finds instruments: named and described documents, made one under their several names, with their stages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from accords.core.ids import content_id
from accords.core.instrument import Instrument, StageEvent
from accords.core.span import Span
from accords.core.vocabulary import InstrumentKind, Stage
from accords.extraction.analysis import Analysis
from accords.extraction.dating import Dating
from accords.extraction.gazetteer import NameKind
from accords.extraction.instrument_kinds import kind_of
from accords.extraction.instrument_known import Known, known_documents
from accords.extraction.instrument_names import document_extent
from accords.extraction.instrument_parties import PartyEvidence, PartyReader
from accords.extraction.instrument_stages import ONGOING, PLANNED, Governed, StageReader
from accords.extraction.instrument_titles import LONGEST_TITLE, TitleReader, behind, is_domestic, same_title, term_of
from accords.extraction.lexicons import words
from accords.extraction.mentions import span_of, unique
from accords.extraction.proper_names import tidy
from accords.extraction.syntax import Index, cases, children, negated, passive, subject

SHORT = re.compile(
    r"\s*(?:\((?:the )?[\"“]?|, (?:also |better )?(?:known|called|dubbed) (?:as )?|,? or )(?:the )?([A-Z][A-Za-z]*[A-Z]\w*)\b"
)
REACH = 3  # sentences back in which a pronoun finds its instrument
# Stages that one party may bring about for itself.
UNILATERAL = frozenset({Stage.RATIFIED, Stage.SUSPENDED, Stage.TERMINATED})
INDIVIDUAL = frozenset({"between", "with", "among"})
ABOUT = frozenset({"on", "concerning", "regarding"})


@dataclass(slots=True)
class Named:
    """One instrument of the text, gathered from all its names; `heads` are the tokens that name it."""

    title: str
    kind: InstrumentKind
    proper: bool
    parties: PartyEvidence
    heads: list[Token] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    events: list[StageEvent] = field(default_factory=list)
    shorts: set[str] = field(default_factory=set)
    known: str = ""  # its name among the known documents
    listed: bool = True  # False for one only described, until something is told of it


class InstrumentFinder:
    """Finds the instruments of one analysed text."""

    def __init__(self, doc: Doc, index: Index, dating: Dating, state: Analysis) -> None:
        self.doc, self.index, self.dating, self.state = doc, index, dating, state
        self.stages, self.whose = StageReader(doc, dating, state.document.published), PartyReader(doc, index, state)
        towns = frozenset(n.start for n in state.names if n.kind is NameKind.CAPITAL)
        self.titles = TitleReader(doc, dating, self.stages, state.title_end, towns)
        self.found: list[Named] = []
        self.known = known_documents(doc)
        self.covered: set[int] = set()  # tokens inside names already read
        self.sentence = {t.i: n for n, sentence in enumerate(doc.sents) for t in sentence}
        # Where documents were spoken of, in order; None for a document that is no instrument, "law" for what ratifies one.
        self.trail: list[tuple[Token, Named | None, bool]] = []

    def find(self) -> list[Instrument]:
        for token in self.doc:
            if token.i in self.covered:
                continue
            if token.lower_ == "it":
                self._pronoun(token)
            elif token.pos_ == "VERB" and token.lemma_.lower() in words("instruments", "moods", "aims"):
                self._aim(token)
            elif token.is_sent_start and token.tag_ in ("VBN", "VBD"):
                self._fragment(token)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in words("instruments", "stage_rules", "laws"):
                self._law(token)
            elif short := next((n for n in self.found if token.text in n.shorts), None):
                self._again(short, token, self.stages.of(token, short.kind))
            elif known := self.known.get(token.i):
                self._famous(known)
            elif kind := kind_of(token):
                self._name(token, kind)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in words("instruments", "rules", "pointers"):
                self._point(token, None)
            elif token.pos_ == "NOUN":
                self._stage_noun(token)
        return [self._instrument(named) for named in self.found if named.listed]

    # ------------------------------------------------------------ names
    def _famous(self, known: Known) -> None:
        """A document by a name that is known, with the noun for its kind behind it ("the CETA agreement")."""
        start, end, head = known.start, known.end, self.doc[known.start : known.end].root
        if head.dep_ == "compound" and head.head.i in (end, end + 1) and kind_of(head.head):
            head, end = head.head, head.head.i + 1
        elif head.dep_ == "compound" and head.head.i >= end and head.head.text[0].isupper():
            return  # "the NPT Review Conference"
        if kind_of(head) and head.text[0].isupper():
            named = self.titles.numbered(*document_extent(head))
            start, end = min(start, named[0]), max(end, named[1])
        self._add(head, known.kind, tidy(self.doc[start:end]), True, start, end)

    def _name(self, token: Token, kind: InstrumentKind) -> None:
        if token.text[0].isupper():
            start, end = self.titles.numbered(*document_extent(token))
            title = tidy(self.doc[start:end])
            if self.titles.is_title(token, kind, title):
                taken = any(h.i in range(start, end) for n in self.found for h in n.heads)
                if taken or (kind is InstrumentKind.PLAN and self._of_one_state(token, start)):
                    return
                doubtful = token.lemma_.lower() in words("instruments", "rules", "if_told")
                if doubtful and not any(g.sure for g in self.stages.of(token)):
                    return
                self._add(token, kind, title, True, start, end)
                return
        if number := self._number(token):
            start = self.titles.body(token)
            self._add(token, kind, tidy(self.doc[start:number]), True, start, number)
            return
        if named := self._set_beside(token):
            self._again(named, token, self.stages.of(token, named.kind), self._extent(token))
            return
        told = self.stages.of(token)
        if kind.value in words("instruments", "rules", "proper_only") and not told:
            return
        if self._points_back(token) and self._point(token, kind):
            return
        lemma = token.lemma_.lower()
        made = any(g.reached and (g.sure or g.verb.lemma_.lower() == "agree") and g.stage is Stage.SIGNED for g in told)
        if lemma in words("instruments", "rules", "never") or (
            lemma in words("instruments", "rules", "weak") and not made
        ):
            return
        start, end = self.titles.described(token, told[-1].verb if told else None)
        if end - token.i > 1 or start < token.i - (token.lemma_.lower() == "map"):
            title = re.sub(r"^(?:an?|the|this|new) ", "", tidy(self.doc[start:end]))
            self._add(token, kind, title, False, start, end, listed=self._exists(token, kind, told))
        elif title := self._of_signatories(token, told) or self._by_clause(token, told):
            self._add(token, kind, title, False, token.i, token.i + 1)

    def _number(self, token: Token) -> int:
        """The end of a numbered document in small letters ("resolution 1540", "resolution 2231 (2015)"); 0 where it has no number."""
        if token.lemma_.lower() not in words("instruments", "rules", "numbered") or token.i + 1 >= len(self.doc):
            return 0
        end = token.i + 2
        behind = self.doc[end : end + 3].text
        return (end + 3 if re.fullmatch(r"\((?:19|20)\d\d\)", behind) else end) if token.nbor(1).like_num else 0

    def _set_beside(self, token: Token) -> Named | None:
        """The document that a noun explains: "CETA, the trade agreement between A and B"."""
        apart = token.dep_ == "appos" and any(c.dep_ == "det" for c in token.children)
        return next((n for n in self.found for h in n.heads if h.i == token.head.i), None) if apart else None

    def _extent(self, token: Token) -> tuple[int, int]:
        return self.titles.described(token, None)

    def _of_one_state(self, token: Token, start: int) -> bool:
        """Whether a plan or strategy is one state's own ("the Norwegian National Transport Plan", "its Arctic Strategy")."""
        if self.doc[start].lower_ in words("instruments", "rules", "national"):
            return True
        owners = [m for c in children(token, "nmod:poss") for m in self.index.referents(c)]
        inside = [n.code for n in self.state.names if start <= n.start < token.i and n.kind is not NameKind.CAPITAL]
        parties = unique([*self.index.parties(owners), *inside])
        its = any(c.lower_ == "its" for c in children(token, "nmod:poss"))
        return its or (len(parties) == 1 and len(parties[0]) == 2)

    def _exists(self, token: Token, kind: InstrumentKind, told: list[Governed]) -> bool:
        """Whether a described noun stands for one document, not for documents of a sort or one that nobody made."""
        if kind.value in words("instruments", "rules", "proper_only"):
            named = token.text[0].isupper()
            approving = frozenset() if named else words("instruments", "stage_rules", "approving")
            if not named and "Plur" in token.morph.get("Number", []):
                return False
            domestic = is_domestic([t.lower_ for t in token.subtree])
            told = [g for g in told if g.stage is not Stage.PROPOSED and g.verb.lemma_.lower() not in approving]
            return bool(told) and not domestic
        if "Plur" in token.morph.get("Number", []) and children(token, "nummod"):
            return False
        indefinite = any(c.dep_ == "det" and c.lower_ not in ("the", "this", "that") for c in token.children)
        return any(g.reached or not indefinite for g in told) or self._individual(token)

    def _individual(self, token: Token) -> bool:
        """Whether a noun stands for one document: of certain parties ("the agreement between A and B", "our security treaty")."""
        if "Plur" in token.morph.get("Number", []):
            return False
        described = [
            c for c in children(token, "compound", "amod") if c.lower_ not in words("instruments", "rules", "plain")
        ]
        owned = children(token, "nmod:poss")
        between = [c for c in children(token, "nmod") if cases(c) & INDIVIDUAL]
        named = [c for c in (*described, *owned, *between) if self.index.referents(c)]
        definite = any(c.lower_ == "the" for c in children(token, "det"))
        about = definite and any(cases(c) & ABOUT for c in children(token, "nmod"))
        return bool(between and named) or bool(described and named) or about

    def _of_signatories(self, token: Token, told: list[Governed]) -> str:
        """A title for a document told only by who signed it ("the treaty that A and B signed") or what it changes."""
        for verb in children(token, "acl", "acl:relcl"):
            for changed in children(verb, "obj"):
                if kind_of(changed) and changed.text[0].isupper():
                    start, end = self.titles.numbered(*document_extent(changed))
                    return f"{token.text} to the {tidy(self.doc[start:end])}"
        for governed in told:
            actor = governed.actor
            if actor is not None and governed.verb.dep_ == "acl:relcl" and len(self.whose.acting(governed)) > 1:
                inside = sorted(t.i for t in actor.subtree)
                return f"{token.text} of {tidy(self.doc[inside[0] : inside[-1] + 1])}"
        return ""

    def _by_clause(self, token: Token, told: list[Governed]) -> str:
        """A title for a document signed by named parties and told by a clause ("an agreement that divides the island")."""
        signed = [g for g in told if g.reached and g.sure and g.stage is Stage.SIGNED]
        clauses = [c for c in children(token, "acl", "acl:relcl") if c.i > token.i]
        if not clauses or not any(len(self.whose.acting(g)) > 1 for g in signed):
            return ""
        end = min(max(t.i for t in clauses[0].subtree) + 1, token.i + LONGEST_TITLE)
        return tidy(self.doc[token.i : end]).rstrip(" ,.;")

    # ------------------------------------------------------------ what points back
    def _points_back(self, token: Token) -> bool:
        """ "this treaty", "the agreement" without any words of its own."""
        determiners = {c.lower_ for c in token.children if c.dep_ in ("det", "nmod:poss")}
        plain = words("instruments", "rules", "plain")
        own = [
            c
            for c in token.children
            if c.dep_ in ("nmod", "compound", "amod", "acl", "nummod")
            and not (c.lower_ in plain or self._apart(c) or (c.i > token.i and not self.titles.complement(c, token)))
        ]
        if token.lemma_.lower() == "map":
            own = [c for c in own if c.lower_ != "road"]
        return bool(determiners & {"the", "this", "that", "its", "their"}) and not own

    @staticmethod
    def _apart(child: Token) -> bool:
        """A participle told beside the noun ("the treaty, signed in 1998, …")."""
        return child.dep_ == "acl" and child.tag_ == "VBN"

    def _point(self, token: Token, kind: InstrumentKind | None) -> bool:
        """Take up the latest instrument that a definite noun fits; whether there is one."""
        told = self.stages.of(token, kind)
        if kind is None and (not told or not self._points_back(token)):
            return False
        lemma, approving = token.lemma_.lower(), words("instruments", "stage_rules", "approving")
        heads = {h.lower_ for n in self.found for h in n.heads}
        praised = [g for g in told if g.verb.lemma_.lower() in approving and g.stage is not Stage.RATIFIED]
        if token.lower_ not in heads and praised:
            return False
        any_kind = lemma in words("instruments", "rules", "pointers")
        alike = words("instruments", "rules", "alike")
        fits = [n for n in self.found if n.kind is kind]
        if not fits:
            fits = [
                n
                for n in self.found
                if self._near(n, token) and (any_kind or (kind and kind.value in alike and n.kind.value in alike))
            ]
        if not fits or any(c.dep_ == "appos" and kind_of(c) for c in token.children):
            return False
        self._again(max(fits, key=lambda n: max(h.i for h in n.heads)), token, told)
        return True

    def _near(self, named: Named, token: Token) -> bool:
        return any(0 <= self.sentence[token.i] - self.sentence[h.i] <= REACH for h in named.heads if h.i < token.i)

    def _pronoun(self, token: Token) -> None:
        """ "it": the document spoken of last, of those that can reach the stage."""
        if children(token.head, "ccomp", "csubj") or token.dep_ == "expl":  # "it was agreed that"
            return
        for position, named, law in reversed(self.trail):
            if self.sentence[token.i] - self.sentence[position.i] > REACH:
                return
            if law and named is not None:
                self._ratified_by_law(named, token)
                return
            if named is None:
                return
            told = [g for g in self.stages.of(token, named.kind) if g.stage not in ONGOING]
            if told and told[0].stage is Stage.PLANNED_SIGNATURE and self._signed_before(named):
                continue
            fitting = named.kind.value in words("instruments", "rules", "alike")
            if told and (fitting or told[0].stage in (Stage.SIGNED, Stage.PLANNED_SIGNATURE)):
                self._again(named, token, told)
                return

    def _stage_noun(self, noun: Token) -> None:
        """ "The signing took place on Monday", "its ratification": a stage of the document spoken of last."""
        deposit = noun.head if noun.head.lemma_.lower() in words("instruments", "stage_rules", "deposits") else noun
        determiners = {c.lower_ for c in (*noun.children, *deposit.children) if c.dep_ in ("det", "nmod:poss")}
        own = any(c.dep_ == "compound" for c in noun.children) or any(kind_of(t) for t in noun.subtree)
        named = self.trail[-1][1] if self.trail else None
        if named is None or own or not determiners & ({"the", "its"} | ({"their"} if deposit.i != noun.i else set())):
            return
        if self.sentence[noun.i] - self.sentence[self.trail[-1][0].i] <= REACH - 1:
            self._events(named, noun, self.stages.of_noun(noun))

    def _fragment(self, verb: Token) -> None:
        """ "Signed at Oslo on 3 May.": a line of a collection of treaties, of the document spoken of last."""
        named = self.trail[-1][1] if self.trail else None
        if named is None or verb.dep_ != "ROOT" or subject(verb) is not None:
            return
        if not any(h.dep_ == "ROOT" or h.dep_.startswith("nsubj") for h in named.heads):  # only named in passing
            return
        if self.sentence[verb.i] - self.sentence[self.trail[-1][0].i] <= REACH:
            self._events(named, verb, self.stages.of_verb(verb, named.kind))

    def _signed_before(self, named: Named) -> bool:
        """Whether a document cannot be signed any more: it was, or it is known by the year in which it was."""
        published = self.state.document.published
        year = re.search(r"\bof ((?:19|20)\d\d)\b", named.title)
        old = year is not None and published is not None and int(year.group(1)) < published.year
        return old or any(e.stage is Stage.SIGNED for e in named.events)

    def _aim(self, verb: Token) -> None:
        """ "Both sides now aim at April": the date of what the sentence before left open of the document spoken of last."""
        value = self.stages.dates.aimed_at(verb)
        if (
            value is None
            or children(verb, "obj", "xcomp", "ccomp", "advcl")
            or negated(verb)
            or not self._of_sides(verb)
        ):
            return
        ahead = {**PLANNED, **{stage: stage for stage in PLANNED.values()}}
        for position, named, law in reversed(self.trail):
            if self.sentence[verb.i] - self.sentence[position.i] > REACH or named is None or law:
                return
            told = [g for g in self.stages.of(position, named.kind) if g.stage in ahead]
            if told and told[-1].reached and told[-1].stage in PLANNED:  # done: nothing of it is ahead
                return
            if told:
                self._event(named, verb, Governed(verb, ahead[told[-1].stage], value), "")
                return

    def _of_sides(self, verb: Token) -> bool:
        """Whether a verb in the active is said of parties or persons ("both sides", "they"), not of what has a date of its own."""
        token = subject(verb)
        return token is not None and not passive(verb) and (token.pos_ == "PRON" or bool(self.index.referents(token)))

    def _law(self, token: Token) -> None:
        """A law by which a state ratifies the instrument spoken of; any other law is nothing that "it" may skip."""
        around = [*token.subtree, *self.doc[max(token.i - 1, 0) : token.i + 4]]
        by_name = any(t.lemma_.lower() in words("instruments", "stage_nouns", "ratified") for t in around)
        told = [e for _, n, _ in self.trail[-1:] if n for e in n.events if e.stage is Stage.RATIFIED]
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)
        named = self._spoken_of(token) if by_name or (told and definite) else None
        if named is not None:
            self._ratified_by_law(named, token)
        self.trail.append((token, named, True))

    def _spoken_of(self, token: Token) -> Named | None:
        near = [n for p, n, _ in self.trail if n and self.sentence[token.i] - self.sentence[p.i] <= REACH + 2]
        return near[-1] if near else None

    def _ratified_by_law(self, named: Named, token: Token) -> None:
        verb = token.head
        if token.dep_ in ("obj", "nsubj:pass") and verb.lemma_.lower() in words(
            "instruments", "stage_rules", "law_verbs"
        ):
            self._again(named, token, self.stages.told(verb, Stage.RATIFIED))

    def _again(self, named: Named, token: Token, told: list[Governed], extent: tuple[int, int] | None = None) -> None:
        named.heads.append(token)
        law = token.lemma_.lower() in words("instruments", "stage_rules", "laws")
        if not law:
            self.trail.append((token, named, False))
        named.parties.add(self.whose.evidence(token, *(extent or (token.i, token.i)), told))
        self._events(named, token, told)

    def _add(
        self, token: Token, kind: InstrumentKind, title: str, proper: bool, start: int, end: int, *, listed: bool = True
    ) -> None:
        told = self.stages.of(token, kind)
        title = self._joined(token, title, told)
        famous = self.known.get(token.i)
        name = famous.name if famous is not None else ""
        evidence = self.whose.evidence(token, start, end, told)
        evidence.many = evidence.many or (famous is not None and famous.many)
        known = next((n for n in self.found if self._same(n, title, proper, kind, name)), None)
        if known is None:
            known = Named(title, kind, proper, evidence, known=name, listed=listed)
            self.found.append(known)
        else:
            known.parties.add(evidence)
            known.listed = known.listed or listed
            if proper and (len(title) > len(known.title) or not known.proper):
                known.title, known.proper = title, True
        known.heads.append(token)
        known.spans.append(span_of(self.doc, start, end))
        known.known = known.known or name
        known.shorts |= self._shorts(end)
        if proper:
            self.covered.update(range(start, end))
        self.trail.append((token, known, False))
        if listed:
            self._events(known, token, told)

    @staticmethod
    def _same(named: Named, title: str, proper: bool, kind: InstrumentKind, known: str) -> bool:
        """Whether a title is another name of an instrument; one only described so far is not known by its words."""
        if known and named.known:
            return known == named.known
        alike = named.title == title or ((named.listed or not proper) and same_title(named.title, title))
        return named.kind is kind and alike

    def _shorts(self, end: int) -> set[str]:
        """The short form behind a name: "(CETA)", ", known as CETA,", "or CETA"."""
        around = self.doc[end : end + 5].text
        match = SHORT.match(around)
        return {match.group(1)} if match else set()

    def _joined(self, token: Token, title: str, told: list[Governed]) -> str:
        """A title whose complement stands behind the verb, without the verb between."""
        if told and token.dep_ == "nsubj:pass" and not any(c.dep_ in ("nmod", "acl") for c in token.children):
            clauses = behind(told[-1].verb)
            if clauses:
                subtree = sorted(t.i for t in clauses[0].subtree)
                return f"{token.text} {tidy(self.doc[subtree[0] : min(subtree[-1] + 1, subtree[0] + LONGEST_TITLE)])}"
        return title

    # ------------------------------------------------------------ events
    def _events(self, named: Named, token: Token, told: list[Governed]) -> None:
        for governed in (g for g in told if g.reached):
            named.listed = True
            party = self.whose.ratifier(governed) if governed.stage in UNILATERAL else ""
            self._event(named, token, governed, party)

    def _event(self, named: Named, token: Token, governed: Governed, party: str) -> None:
        stage, date = governed.stage, governed.date
        span = span_of(self.doc, min(token.i, governed.verb.i), max(token.i, governed.verb.i) + 1)
        for position, known in enumerate(named.events):
            same = known.stage is stage and (known.party == party or not (known.party and party))
            if same and (known.date is None or date is None or known.date.overlaps(date)):
                dated = known.date is None and date is not None  # the words with the date stand for it
                named.events[position] = replace(
                    known,
                    spans=(span,) if dated else known.spans,
                    date=date if dated else known.date,
                    party=known.party or party,
                )
                return
        identity = content_id("stage", named.title, stage, str(date), span.start)
        named.events.append(StageEvent(identity, stage, (span,), date, party, 0.8))

    def _instrument(self, named: Named) -> Instrument:
        spans = tuple(sorted(set(named.spans))) or (span_of(self.doc, named.heads[0].i, named.heads[0].i + 1),)
        return Instrument(
            content_id("instrument", named.title, [[s.start, s.end] for s in spans]),
            named.title,
            named.kind,
            named.parties.parties(self.state.principals),
            spans,
            tuple(named.events),
            term_of(named.title),
            0.85 if named.proper else 0.65,
        )
