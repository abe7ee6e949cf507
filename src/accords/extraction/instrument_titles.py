"""Titles of instruments: which words of a text name a document, and where the name ends."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from accords.core.timex import Edtf
from accords.core.vocabulary import InstrumentKind
from accords.extraction.dating import Dating
from accords.extraction.instrument_asides import left_out
from accords.extraction.instrument_kinds import kind_of
from accords.extraction.instrument_stages import StageReader
from accords.extraction.lexicons import lexicon, words
from accords.extraction.proper_names import tidy
from accords.extraction.syntax import cases, children

COMPLEMENTS = frozenset({"on", "concerning", "regarding", "about", "for", "of", "between", "with"})
ADJACENT = frozenset({"on", "of", "concerning", "regarding", "between", "with"})
LONGEST_TITLE = 14
LONG_PLAIN = 4  # a title longer than this is a name though each of its words is common
NUMBER = re.compile(r"(?:[A-Z]{1,3}-)?\d+(?:/\d+)?(?: \((?:19|20)\d\d\))?")
NUMBERS = re.compile(rf"(?: |\n){NUMBER.pattern}(?:(?:,| and|, and)\s{NUMBER.pattern})*\b(?! (?:of |times|percent))")
YEARS = re.compile(r"\b((?:19|20)\d\d)(?:\s?[-–]\s?| (?:and|to) )((?:19|20)?\d\d)\b")
# Clauses and asides that are no part of a title.
OUTSIDE = frozenset({"acl:relcl", "advcl", "advcl:relcl", "parataxis", "appos", "ccomp"})
DANGLING = frozenset({"ADP", "PUNCT", "CCONJ", "SCONJ", "DET", "PART"})


class TitleReader:
    """Reads titles in one text; nothing before token `title_end`, its own heading, is a title; `towns` are tokens of capitals."""

    def __init__(self, doc: Doc, dating: Dating, stages: StageReader, title_end: int, towns: frozenset[int]) -> None:
        self.doc, self.dating, self.stages, self.title_end, self.towns = doc, dating, stages, title_end, towns

    def is_title(self, token: Token, kind: InstrumentKind, title: str) -> bool:
        """A name with words of its own, no body, no domestic law, not the text's own heading."""
        lowered = [w.lower() for w in re.findall(r"[\w’'.]+", title)]
        own = [w for w in lowered if w not in words("instruments", "rules", "generic")]
        own += [w for w in lowered if any(c.isdigit() for c in w)]
        own = own or lowered[LONG_PLAIN:]  # "Joint Comprehensive Plan of Action"
        if title.lower() in words("instruments", "rules", "own") or token.i < self.title_end:
            return False
        if lowered[0] in words("instruments", "rules", "home"):
            return False
        if (kind.value in words("instruments", "rules", "proper_only") and is_domestic(lowered)) or (
            set(lowered) & words("instruments", "rules", "bodies")
            and lowered[-1] not in ("resolution", "charter")
            and token.lemma_.lower() not in words("instruments", "rules", "of_bodies")
        ):
            return False
        weak = token.lemma_.lower() in words("instruments", "rules", "weak")
        placed = kind is not InstrumentKind.PLAN and any(c.ent_type_ == "LOC" for c in children(token, "compound"))
        return bool(own) and len(lowered) > (2 if weak and not placed else 1)  # "the Oslo Framework"

    def numbers(self, token: Token) -> list[tuple[int, str]]:
        """Documents named by numbers, in small letters too, each with the end of its name ("resolutions 1540 and 2231 (2015)")."""
        if token.lemma_.lower() not in words("instruments", "rules", "numbered"):
            return []
        behind = NUMBERS.match(self.doc.text, token.idx + len(token))
        if behind is None:
            return []
        before = tidy(self.doc[self.body(token) : token.i + 1]).removesuffix("s")
        found = []
        for number in NUMBER.finditer(self.doc.text, *behind.span()):
            span = self.doc.char_span(number.start(), number.end(), alignment_mode="expand")
            if span is not None:
                found.append((span.end, f"{before} {number.group()}"))
        return found

    def body(self, token: Token) -> int:
        """The start of a numbered document with the body before it ("Security Council resolution 1540")."""
        start = token.i
        while start and self.doc[start - 1].text[0].isupper() and self.doc[start - 1].sent == token.sent:
            start -= 1
        return start

    def numbered(self, start: int, end: int) -> tuple[int, int]:
        """Take in years and numbers behind a title ("Plan for 2013-2015", "Resolution 2254"), and the date before a plain one."""
        plain = {t.lower_ for t in self.doc[start:end]} <= words("instruments", "rules", "generic")
        while (
            plain and start and start - 1 in self.dating.by_token and self.doc[start - 1].pos_ != "DET"
        ):  # "the 2016 Peace Agreement"
            start -= 1
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

    def described(self, token: Token, verb: Token | None) -> tuple[int, int]:
        """A lower-case noun with its complement; the complement of an agentless passive may stand behind the verb."""
        own = [c for c in children(token, "amod", "compound") if c.i < token.i and not self.stages.words.tells(c)]
        if all(c.lower_ in words("instruments", "rules", "nameless") for c in own):
            own = []
        start = min((c.left_edge.i for c in own), default=token.i)
        parts = [c for c in token.children if c.i > token.i and self.complement(c, token)]
        parts += self._adjacent(token, max((t.i for p in parts for t in p.subtree), default=token.i))
        parts += [c for c in children(token, "conj") if parts and self._goes_on(c, parts[-1])]
        room = LONGEST_TITLE
        if not parts and verb is not None and token.dep_ == "nsubj:pass":
            parts, room = behind(verb), LONGEST_TITLE + verb.i - token.i
            return start, max((t.i for p in parts for t in p.subtree if t.i - token.i <= room), default=token.i) + 1
        inside = {t.i for part in parts for t in self._kept(part)}
        end = token.i + 1
        while end - token.i <= room and (end in inside or (end + 1 in inside and self.doc[end].is_punct)):
            end += 1
        while end - 1 > token.i and self.doc[end - 1].pos_ in DANGLING:
            end -= 1
        return start, end

    @staticmethod
    def _goes_on(conjunct: Token, complement: Token) -> bool:
        """Whether a bare conjunct of the noun goes on with its complement ("treaty on trade and transit")."""
        bare = conjunct.left_edge.lower_ == "and" and not children(conjunct, "det", "case", "nmod:poss")
        return bare and conjunct.pos_ == "NOUN" and conjunct.i > complement.i and kind_of(conjunct) is None

    def complement(self, child: Token, token: Token) -> bool:
        if child.i in self.dating.by_token and not cases(child) & {"of", "for"}:
            return False
        if child.dep_ == "nmod":
            amends = token.lemma_.lower() in words("instruments", "rules", "amending") and "to" in cases(child)
            return bool(cases(child) & COMPLEMENTS) or amends
        marked = any(c.dep_ == "mark" and c.lower_ == "to" for c in child.children)
        return child.dep_ == "acl" and (child.tag_ == "VBG" or marked) and not child.nbor(-1).is_punct

    def _adjacent(self, token: Token, last: int) -> list[Token]:
        """A complement right behind the noun, or its complement, that the parse hangs on the verb ("sign a treaty on trade")."""
        if last + 1 >= len(self.doc) or self.doc[last + 1].lower_ not in ADJACENT:
            return []
        preposition = self.doc[last + 1]
        noun = preposition.head
        if preposition.lower_ == "with" and noun.ent_type_ != "LOC":
            return []
        if noun.dep_ != "obl" or noun.head.i != token.head.i or noun.i in self.dating.by_token:
            return []
        return [] if noun.lemma_.lower() in words("instruments", "rules", "adverbial") else [noun]

    def _kept(self, token: Token) -> list[Token]:
        """A complement without its clauses, asides, dates and further documents."""
        found = [token]
        for child in token.children:
            late = child.i > token.i
            participle = child.dep_ == "acl" and child.tag_ == "VBN"
            other = child.dep_ == "conj" and (kind_of(child) or left_out(child) or child.pos_ == "VERB" != token.pos_)
            dated = child.i in self.dating.by_token and not cases(child) & {"of", "for"}
            timed = bool(cases(child) & words("instruments", "rules", "timed"))
            outside = child.dep_ in OUTSIDE or participle or other or dated or timed
            if not (late and (outside or self._scene(child))):
                found += self._kept(child)
        return found

    def _scene(self, place: Token) -> bool:
        """Whether "in" a place tells where something was done: it is a capital, or a day follows."""
        region = bool(children(place, "det"))  # "whales in the Arctic"
        if region or place.ent_type_ != "LOC" or not cases(place) & {"in", "at"}:
            return False
        end = max(t.i for t in place.subtree if t.ent_type_ == "LOC") + 1
        behind_it = next((i for i in range(end, min(end + 3, len(self.doc))) if self.doc[i].pos_ != "ADP"), end)
        return behind_it in self.dating.by_token or any(t.i in self.towns for t in self.doc[place.i : end])


def term_of(title: str) -> Edtf | None:
    """The years a document runs for, if its title says them.

    >>> term_of("Joint Action Plan for 2013–2015")
    Edtf(text='2013/2015')
    """
    years = YEARS.search(title)
    if not years:
        return None
    first, last = years.groups()
    last = last if len(last) == 4 else first[:2] + last
    return Edtf(f"{first}/{last}") if first < last else None


def behind(verb: Token) -> list[Token]:
    """Infinitive clauses behind a verb ("should be signed to found the union")."""
    return [c for c in verb.children if c.i > verb.i and c.dep_ == "advcl" and "Inf" in c.morph.get("VerbForm", [])]


def apart(clause: Token) -> bool:
    """Whether a clause stands behind a comma, as an aside that names nothing."""
    first = clause.left_edge
    return "," in (first.text, first.nbor(-1).text if first.i else "")


def same_title(a: str, b: str) -> bool:
    """Whether two titles name one document: nearly all words of the shorter, common ones left out, stand in the other.

    >>> same_title("union treaty", "Treaty on the Customs Union"), same_title("Grid Treaty", "Whaling Treaty")
    (True, False)
    >>> same_title("General Assembly resolution 5/1", "General Assembly resolution 5/2")
    False
    """
    plain = words("instruments", "rules", "generic").union(*lexicon("instruments")["kinds"].values())
    left, right = ({w.lower() for w in re.findall(r"\w+", text)} - plain for text in (a, b))
    numbers = [{w for w in side if w.isdigit()} for side in (left, right)]
    if not left or not right:
        return a.lower() == b.lower()
    if not (numbers[0] <= numbers[1] or numbers[1] <= numbers[0]):
        return False
    return len(left & right) / min(len(left), len(right)) > 0.79


def same_subject(described: str, name: str) -> bool:
    """Whether a description and a name share most of their subject, in common words.

    >>> same_subject("treaty banning nuclear weapons", "Treaty on the Prohibition of Nuclear Weapons")
    True
    >>> same_subject("treaty between Norway and Sweden on whales", "Norway-Sweden Extradition Treaty")
    False
    """
    plain = words("instruments", "rules", "generic").union(*lexicon("instruments")["kinds"].values())
    plain = plain | {"and", "on", "in", "for", "to", "with", "a", "an", "by"}
    left = {w for w in re.findall(r"\w+", described) if w not in plain}
    right = {w.lower() for w in re.findall(r"\w+", name)} - plain
    shared = left & right
    return len(shared) > 1 and len(shared) / min(len(left), len(right)) > 0.59


def is_domestic(lowered: list[str]) -> bool:
    """Whether a title is that of a law or programme at home: by its words, or by what its law or plan is about."""
    if "final act" in " ".join(lowered):
        return False
    laws = {"act", "bill", "law", "plan", "declaration", "declarations", "deal"}
    subject = set(lowered) & words("instruments", "rules", "domestic_subjects") and set(lowered) & laws
    return bool(set(lowered) & words("instruments", "rules", "domestic") or subject)
