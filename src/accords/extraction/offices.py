"""Titles of office: "Russian President", "Minister of Foreign Affairs of Russia", "Deputy Prime Ministers"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from accords.extraction.gazetteer import Name, NameKind, past_state_form
from accords.extraction.lexicons import lexicon, words
from accords.extraction.office_words import (
    POSSESSIVES,
    PREPOSITIONS,
    capitalised,
    region_at,
    region_before,
    title_phrases,
)

JOINERS = frozenset({"and", "&", "of", "the", ","})
COMPLEMENTS = frozenset({"for", "of", "on", "against"})  # before what a body of state is for
LONGEST_INSTITUTION = 6  # words
LONGEST_PORTFOLIO = 8
LEADING = frozenset(
    {"head_of_state", "head_of_government", "deputy_head_of_government", "minister", "foreign_minister"}
)
WEAK_RANKS = frozenset({"senior_official"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title at tokens `start` to `end` (exclusive): its rank, whether plural, the states and the body it names.

    `text` is the title without its state, as the text has it ("Minister of Foreign Affairs"); `head` the index of its last
    core word; `former` marks titles no longer held.
    """

    start: int
    end: int
    head: int
    rank: str
    plural: bool
    text: str
    countries: tuple[str, ...]
    body: str
    former: bool


def _bound(title: str) -> tuple[str, ...]:
    """The state whose own title this is ("Taoiseach")."""
    return tuple(code for code, titles in lexicon("offices")["bound"].items() if title in titles)


class TitleFinder:
    """Finds the titles of one parsed text."""

    def __init__(self, doc: Doc, names: list[Name]) -> None:
        self.doc = doc
        self.lower = [*(token.lower_ for token in doc), ""]  # an empty word behind the last
        self.starts = {name.start: name for name in names}
        self.ends = {name.end: name for name in names}
        self.phrases = title_phrases(doc.vocab)
        self.prefixes = words("offices", "prefixes")
        self.passing = words("offices", "prefixes", "passing")
        self.former = words("offices", "prefixes", "former")
        self.portfolios = words("offices", "portfolios")
        self.institutions = words("offices", "institutions")
        self.of_bodies = self.institutions | self.portfolios | words("offices", "institutions", "adjectives")
        people = [e for e in doc.ents if e.label_ == "PER" and e[-1].lower_ not in self.institutions]
        self.persons = {i for entity in people for i in range(entity.start, entity.end)}

    def find(self) -> list[Title]:
        """All titles in text order, none inside another."""
        titles: list[Title] = []
        position = 0
        while position < len(self.doc):
            title = self._at(position, titles[-1].end if titles else 0)
            if title:
                titles.append(title)
            position = title.end if title else position + 1
        return titles

    def _core(self, position: int) -> tuple[int, str, bool] | None:
        for phrase, rank, plural in self.phrases.get(self.lower[position], ()):
            end = position + len(phrase)
            if tuple(self.lower[position:end]) == phrase:
                return end, rank, plural
        return None

    def _at(self, position: int, floor: int) -> Title | None:
        core = self._core(position)
        if core is not None and (self._opens_longer(position, core[0]) or self._is_name(position, floor)):
            return None
        if core is None or (position in self.starts and self.starts[position].end >= core[0]):
            return None
        head_end, rank, plural = core
        start, countries, body, former, promoted = self._leftward(position, floor, rank)
        rank = promoted
        end, more, more_body, portfolio_end = self._rightward(head_end)
        if not (countries or body) and (region := region_before(self.doc, start, floor)):
            start, countries = region[0], (region[1],)
        if not (countries or more or body or more_body):
            countries = _bound(" ".join(self.lower[position:head_end]))
        if rank in LEADING and any(region_at(self.doc, i) for i in range(start, end)):
            rank = "senior_official"  # who leads a province leads no state
        if (
            self.lower[head_end - 1] in words("offices", "presiding")
            and portfolio_end > head_end
            and not (body or more_body)
        ):
            rank = "senior_official" if rank == "head_of_state" else rank
        if self.lower[head_end - 1] in words("offices", "counterparts", "abroad") and not (countries or more):
            return None
        leads = not plural and self._leads(start, position, countries, body, end)
        if self.lower[head_end - 1].removesuffix("s") in words("offices", "leaders") and not leads:
            return None
        if self.lower[head_end - 1] in words("offices", "leaders") and body and not countries:
            rank = "organisation_head"
        if rank == "organisation_head" and countries and not (body or more_body):
            rank = "senior_official"
        text_start = next(
            (
                i
                for i in range(start, position + 1)
                if i not in self.starts and self.lower[i] not in ("'s", "’s", "the", *self.passing)
            ),
            position,
        )
        text_start = max(text_start, self._after_names(start, position))
        text = self.doc[text_start:portfolio_end].text
        return Title(
            start,
            end,
            head_end - 1,
            rank,
            plural,
            capitalised(" ".join(text.split())),
            (*countries, *more),
            body or more_body,
            former,
        )

    def _opens_longer(self, position: int, end: int) -> bool:
        """Whether a title word is only the first of a longer title ("chief foreign policy adviser")."""
        if end != position + 1 or self.lower[position] not in self.prefixes:
            return False
        index = end
        while index < len(self.doc) and (self.lower[index] in self.portfolios or self.lower[index] in self.prefixes):
            index += 1
        return index > end and index < len(self.doc) and self._core(index) is not None

    def _is_name(self, position: int, floor: int) -> bool:
        """Whether the title of a monarch is a name here ("Minister Sultan N", "Dr. Sultan N", "Sultan bin N")."""
        if self.lower[position] not in words("offices", "monarchs"):
            return False
        addressed = position > 0 and self.lower[position - 1] in words("offices", "honorifics")
        within = self.lower[position + 1 : position + 2]
        return addressed or 0 < floor == position or not words("offices", "monarchs", "particles").isdisjoint(within)

    def _leads(self, start: int, position: int, countries: tuple[str, ...], body: str, end: int) -> bool:
        """Whether a "leader" leads a state or body: its name stands right before the word, and a person's right behind."""
        core = self._after_names(start, position)
        while body and not countries and core < position and self.lower[core] in self.prefixes:
            core += 1  # "Taliban deputy leader N"
        return bool(countries or body) and core == position and end in self.persons

    def _after_names(self, start: int, position: int) -> int:
        """The first token after the states' names that stand before a title."""
        index = start
        while index < position:
            if index in self.starts:
                index = self.starts[index].end
            elif self._owning(index):
                index += 2
            elif self.lower[index] in ("'s", "’s", "the", "and", ",", "’", "'"):
                index += 1
            else:
                break
        return index

    def _owning(self, index: int) -> bool:
        """Whether a noun of government stands here as the owner of a title ("the Norwegian government's chief negotiator")."""
        owned = index + 1 < len(self.doc) and self.lower[index + 1] in POSSESSIVES
        return owned and self.lower[index] in words("offices", "government", "nouns")

    def _leftward(self, position: int, floor: int, rank: str) -> tuple[int, tuple[str, ...], str, bool, str]:
        """Prefixes, portfolio and state before the title's core: new start, countries, body, former, rank."""
        start, former = position, False
        while start > floor:
            word = self.lower[start - 1]
            if word in self.prefixes:
                former = former or word in self.former
                if word in ("deputy", "vice", "assistant") and rank in ("minister", "foreign_minister"):
                    rank = "senior_official"
            elif word == "and" and self._is_portfolio(start) and start - 2 >= floor and self._is_portfolio(start - 2):
                pass  # "Trade and Industry Minister"
            elif not (
                word in self.portfolios
                and (self.doc[start - 1].text[0].isupper() or self._before_minister(start - 1, rank))
                and start - 1 not in self._covered()
            ):
                break
            start -= 1
        countries: list[str] = []
        body = ""
        start = self._institution_before(start, floor)
        while start > floor:
            before = start - 1
            if self.lower[before] in POSSESSIVES and before > floor:
                before -= 2 if self._owning(before - 1) else 1
            name = self.ends.get(before + 1)
            if name is None or name.start < floor:
                break
            start = name.start
            if name.kind is NameKind.ORGANISATION:
                body = name.code
                break
            countries.insert(0, name.code)
            start = self._institution_of(start, floor)
            if self.lower[start - 1 : start] == ["and"] and start - 1 in self.ends and start - 1 > floor:
                start -= 1
                continue
            break
        if countries or body:  # "acting Norwegian minister", "former NATO commander"
            former = former or (start > floor and self.lower[start - 1] in self.former)
            start -= start > floor and self.lower[start - 1] in self.prefixes - self.former - self.passing
        return start, tuple(countries), body, former, rank

    def _institution_of(self, state: int, floor: int) -> int:
        """Where a body begins that a state's name before a title is part of ("Central Bank of Armenia governor"), else `state`."""
        body = state - 1 - (self.lower[state - 1] == "the")
        if body <= floor or self.lower[body] != "of":
            return state
        first = self._institution_before(body, floor)
        return first if first < body else state

    def _institution_before(self, start: int, floor: int) -> int:
        """Where the body of state or organisation before a title begins ("Foreign Ministry spokesman"), else `start`."""
        if (
            start - 1 < floor
            or self.lower[start - 1] not in self.institutions
            or not self.doc[start - 1].text[0].isupper()
        ):
            return start
        covered, first = self._covered(), start
        while first > floor and self._of_a_name(first - 1) and first - 1 not in covered:
            first -= 1
        return first if start - first <= LONGEST_INSTITUTION else start

    def _is_portfolio(self, index: int) -> bool:
        return (
            self.lower[index] in self.portfolios and self.doc[index].text[0].isupper() and index not in self._covered()
        )

    def _before_minister(self, index: int, rank: str) -> bool:
        """Whether a word in lower case belongs to the title behind it ("infrastructure minister", "foreign policy adviser")."""
        near = rank in ("minister", "senior_official") and self.doc[index].dep_ in ("compound", "amod")
        return near and not self.doc[index].is_sent_start

    def _covered(self) -> set[int]:
        return {i for name in self.starts.values() for i in range(name.start, name.end)}

    def _rightward(self, end: int) -> tuple[int, tuple[str, ...], str, int]:
        """What follows "of", "for" or "to": new end, countries, body, and where the portfolio ends."""
        countries: list[str] = []
        body, end = "", self._second_portfolio(end)
        portfolio_end = end
        while end < len(self.doc) - 1 and self.lower[end] in PREPOSITIONS:
            following = end + 1
            while following < len(self.doc) - 1 and self.lower[following] in ("the", "his", "her", "their"):
                following += 1
            nested = self._core(following) if self.lower[end] in ("to", "of") else None
            if nested and following == end + 1 and nested[0] in self.persons:
                break  # "adviser to President N" tells of two persons
            if nested and following not in self.starts:
                end = portfolio_end = nested[0]
                continue
            following = past_state_form(self.doc, following, self.starts)
            abroad = self.lower[end] in ("to", "for")
            region = region_at(self.doc, following) if self.lower[end] != "to" else None
            name = self.starts.get(following)
            if region:
                end = portfolio_end = region[0]
                countries.append(region[1])
                continue
            if name and name.kind is NameKind.ORGANISATION:
                body = body or name.code
                end = portfolio_end = self._owned(name)
                continue
            if name and abroad:  # an ambassador to a state serves another, an adviser to its prime minister does not
                served = self._served(name)
                countries += [name.code] if served else []
                end = served or name.end
                portfolio_end = end if served or not countries else portfolio_end
                continue
            if name:
                countries.append(name.code)
                end, more = self._listed(name.end)
                countries += more
                if not more and self._owned(name) > end:
                    end = portfolio_end = self._owned(name)
                continue
            if self.lower[following] in self.institutions and self.lower[following + 1 : following + 2] == ["of"]:
                end = portfolio_end = following + 1  # "chairman of the board of the Nordic Fund"
                continue
            reach = max(self._portfolio(following), self._institution(following), self._up_to_person(following))
            if reach == following:
                break
            end = portfolio_end = reach
            countries += [n.code for n in map(self.ends.get, (reach,)) if n is not None and n.kind is NameKind.STATE]
        return end, tuple(countries), body, portfolio_end

    def _served(self, name: Name) -> int:
        """Where the title of whom one serves ends behind a state's name ("adviser to Finland's prime minister"); 0 if none."""
        core = self._core(name.end + (self.lower[name.end] in POSSESSIVES))
        unnamed = core is not None and core[0] < len(self.doc) and core[0] not in self.persons
        return core[0] if core is not None and unnamed else 0

    def _second_portfolio(self, end: int) -> int:
        """Where a portfolio behind a title's own and an "and" ends ("Minister of Foreign Affairs and European Integration")."""
        if self.lower[end - 1] not in self.portfolios or self.lower[end : end + 1] != ["and"]:
            return end
        reach = self._portfolio(end + 1)
        another = any(self._core(i) for i in range(end + 1, min(reach + 1, len(self.doc))))
        return reach if reach > end + 1 and not another else end

    def _owned(self, name: Name) -> int:
        """Where a body that belongs to a party ends ("Iran's Ice Council", "the Latvian parliament")."""
        owned = name.end + (self.lower[name.end] in POSSESSIVES)
        if owned == name.end and name.kind is not NameKind.DEMONYM:
            return name.end
        reach = end = max(self._institution(owned), owned)
        while reach == owned and end < len(self.doc) - 1 and self.lower[end] in self.of_bodies:
            end += 1
        return end if end > owned else name.end

    def _listed(self, end: int) -> tuple[int, list[str]]:
        """Further states joined by commas and "and" ("the presidents of A, B and C")."""
        codes = []
        while end < len(self.doc) - 1:
            following = end
            while following < len(self.doc) - 1 and self.lower[following] in (",", "and", "the", "of"):
                following += 1
            name = self.starts.get(following)
            if following == end or name is None or name.kind is not NameKind.STATE:
                break
            if following + len(range(name.start, name.end)) < len(self.doc) and self._core(name.end):
                break
            codes.append(name.code)
            end = name.end
        return end, codes

    def _up_to_person(self, position: int) -> int:
        """Where a portfolio with a word that no list has ends right before a person's name ("Security and Citizen Protection N")."""
        index = position
        while (
            index < len(self.doc)
            and index - position < LONGEST_PORTFOLIO
            and (self.lower[index] in JOINERS or self._of_a_name(index))
        ):
            index += 1
        named = index < len(self.doc) and index in self.persons and self.lower[index - 1] not in JOINERS
        return index if named and not self._covered() & set(range(position, index)) else position

    def _institution(self, position: int) -> int:
        """Where the name of a body of state that begins here ends ("Federal Commission for Public Health")."""
        index = end = position
        while index < len(self.doc) and self._of_a_name(index) and index - position < LONGEST_INSTITUTION:
            index += 1
            if self.lower[index - 1] in self.institutions:
                end = index
        if end == position:
            return position
        index = end
        if index < len(self.doc) - 1 and self.lower[index] in COMPLEMENTS:
            index += 1 + (self.lower[index + 1] == "the")
            while index < len(self.doc) and (self._of_a_name(index) or self.lower[index] in ("and", "of")):
                index += 1
                if self.lower[index - 1] not in ("and", "of"):
                    end = index
        return end

    def _of_a_name(self, index: int) -> bool:
        return self.doc[index].text[0].isupper() and index not in self.persons and self._core(index) is None

    def _portfolio(self, position: int) -> int:
        """Where a portfolio that begins here ends ("Economy and Sustainable Development")."""
        index = end = position
        while index < len(self.doc):
            word = self.lower[index]
            written = self.doc[index].text[0].isupper() or self.doc[position - 2].text[0].islower()
            if word in self.portfolios and written and index not in self.starts:
                index += 1
                end = index
            elif word in JOINERS and index > position:
                index += 1
            else:
                break
        return end
