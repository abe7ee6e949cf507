"""Titles of office: "Russian President", "Minister of Foreign Affairs of Russia", "Deputy Prime Ministers"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc
from spacy.vocab import Vocab

from accords.extraction.gazetteer import Name, NameKind, past_state_form, tokenizer_for
from accords.extraction.lexicons import lexicon, words

PREPOSITIONS = frozenset({"of", "for", "to"})
JOINERS = frozenset({"and", "&", "of", "the", ","})
SMALL = frozenset(
    {"of", "for", "to", "and", "the", "on", "in", "against", "at", "elect", "designate"}
)  # words of a title without a capital
COMPLEMENTS = frozenset({"for", "of", "on", "against"})  # before what a body of state is for
LONGEST_INSTITUTION = 6  # words
LONGEST_PORTFOLIO = 8
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


@lru_cache(maxsize=4)
def _phrases(vocab: Vocab) -> dict[str, list[tuple[tuple[str, ...], str, bool]]]:
    """Titles by first word, longest first: words, rank, plural."""
    tokenizer = tokenizer_for(vocab)
    table: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
    for rank, titles in lexicon("offices")["titles"].items():
        for title in titles:
            for text, plural in ((title, False), (_plural(title), True)):
                phrase = tuple(token.lower_ for token in tokenizer(text))
                table.setdefault(phrase[0], []).append((phrase, rank, plural))
    for phrases in table.values():
        phrases.sort(key=lambda entry: -len(entry[0]))
    return table


def _plural(title: str) -> str:
    """The title with its last word before a preposition in the plural.

    >>> _plural("minister of foreign affairs"), _plural("foreign secretary")
    ('ministers of foreign affairs', 'foreign secretaries')
    """
    parts = title.split(" ")
    head = next((i for i, word in enumerate(parts) if word in PREPOSITIONS), len(parts)) - 1
    word = parts[head]
    parts[head] = f"{word[:-1]}ies" if word.endswith("y") else word if word.endswith("s") else f"{word}s"
    return " ".join(parts)


def capitalised(title: str) -> str:
    """A title with capitals, however the text writes it, so that one office reads the same everywhere.

    >>> capitalised("foreign minister"), capitalised("minister of foreign affairs"), capitalised("governor-general")
    ('Foreign Minister', 'Minister of Foreign Affairs', 'Governor-General')
    """
    return re.sub(
        r"(?<![\w’'])\w+", lambda word: word[0] if word[0] in SMALL else word[0][:1].upper() + word[0][1:], title
    )


class TitleFinder:
    """Finds the titles of one parsed text."""

    def __init__(self, doc: Doc, names: list[Name]) -> None:
        self.doc = doc
        self.lower = [token.lower_ for token in doc]
        self.starts = {name.start: name for name in names}
        self.ends = {name.end: name for name in names}
        self.phrases = _phrases(doc.vocab)
        self.prefixes = words("offices", "prefixes")
        self.former = words("offices", "prefixes", "former")
        self.portfolios = words("offices", "portfolios")
        self.institutions = words("offices", "institutions")
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
        if core is not None and self._opens_longer(position, core[0]):
            return None
        if core is None or (position in self.starts and self.starts[position].end >= core[0]):
            return None
        head_end, rank, plural = core
        start, countries, body, former, promoted = self._leftward(position, floor, rank)
        rank = promoted
        end, more, more_body, portfolio_end = self._rightward(head_end)
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
                if i not in self.starts
                and self.lower[i] not in ("'s", "’s", "the", *words("offices", "prefixes", "passing"))
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
            elif self.lower[index] in ("'s", "’s", "the", "and", ",", "’", "'"):
                index += 1
            else:
                break
        return index

    def _leftward(self, position: int, floor: int, rank: str) -> tuple[int, tuple[str, ...], str, bool, str]:
        """Prefixes, portfolio and state before the title's core: new start, countries, body, former, rank."""
        start, former = position, False
        while start > floor:
            word = self.lower[start - 1]
            if word in self.prefixes:
                former = former or word in self.former
                if word in ("deputy", "vice", "assistant") and rank in ("minister", "foreign_minister"):
                    rank = "senior_official"
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
            if self.lower[before] in ("'s", "’s", "’", "'") and before in self.ends:
                before -= 1
            name = self.ends.get(before + 1)
            if name is None or name.start < floor:
                break
            start = name.start
            if name.kind is NameKind.ORGANISATION:
                body = name.code
                break
            countries.insert(0, name.code)
            if self.lower[start - 1 : start] == ["and"] and start - 1 in self.ends and start - 1 > floor:
                start -= 1
                continue
            break
        return start, tuple(countries), body, former, rank

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

    def _before_minister(self, index: int, rank: str) -> bool:
        """Whether a word in lower case belongs to the title behind it ("infrastructure minister", "foreign policy adviser")."""
        near = rank in ("minister", "senior_official") and self.doc[index].dep_ in ("compound", "amod")
        return near and not self.doc[index].is_sent_start

    def _covered(self) -> set[int]:
        return {i for name in self.starts.values() for i in range(name.start, name.end)}

    def _rightward(self, end: int) -> tuple[int, tuple[str, ...], str, int]:
        """What follows "of", "for" or "to": new end, countries, body, and where the portfolio ends."""
        countries: list[str] = []
        body, portfolio_end = "", end
        if self.lower[end - 1] in self.portfolios and self.lower[end : end + 1] == ["and"]:
            reach = self._portfolio(end + 1)  # "Minister of Foreign Affairs and European Integration"
            if reach > end + 1 and not any(self._core(i) for i in range(end + 1, min(reach + 1, len(self.doc)))):
                end = portfolio_end = reach
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
            name = self.starts.get(following)
            abroad = self.lower[end] in ("to", "for")
            if name:
                end = name.end
                if name.kind is NameKind.ORGANISATION:
                    body = body or name.code
                    portfolio_end = end
                elif abroad:  # an ambassador to a state serves another
                    portfolio_end = end if not countries else portfolio_end
                else:
                    countries.append(name.code)
                    end, more = self._listed(end)
                    countries += more
                    while (
                        name.kind is NameKind.DEMONYM
                        and self.lower[end] in self.institutions | self.portfolios
                        and end < len(self.doc) - 1
                    ):
                        end += 1  # "Speaker of the Latvian parliament N"
                continue
            reach = max(self._portfolio(following), self._institution(following), self._up_to_person(following))
            if reach == following:
                break
            end = portfolio_end = reach
        return end, tuple(countries), body, portfolio_end

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
