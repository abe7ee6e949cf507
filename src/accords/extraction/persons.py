"""Persons with office and state, from titles, appositions, coordination and recognised names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Doc, Span

from accords.core.reference.office_holders import RANKS, holder_of
from accords.extraction.gazetteer import Name, NameKind, past_state_form
from accords.extraction.names import NameScanner, clean, same_person, surname
from accords.extraction.office_words import POSSESSIVES
from accords.extraction.offices import WEAK_RANKS, Title, TitleFinder

COUNTERPART = "counterpart"  # the rank of "his Russian counterpart" until the person before tells it
LEADING_STATES = frozenset({"head_of_state", "head_of_government"})
ORGANISATION_HEAD = "organisation_head"
UNSURE_RANKS = WEAK_RANKS | {ORGANISATION_HEAD}
SEPARATORS = frozenset({",", "and", ";", "&"})
BARE_TITLES = frozenset(
    {"general", "head", "chief", "chair", "speaker", "king", "commander", "director", "state secretary", "aide"}
)


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A named person at tokens `start` to `end`, with the title and state that stand with the name."""

    start: int
    end: int
    name_start: int
    name_end: int
    name: str
    title: Title | None
    country: str
    body: str


@dataclass(slots=True)
class Draft:
    """One person of the text, gathered from all mentions of the name."""

    name: str
    mentions: list[PersonMention] = field(default_factory=list)
    country: str = ""
    body: str = ""
    held: str = ""  # rank of the office that the reference tables give to a person named without one

    @property
    def title(self) -> Title | None:
        """The most telling title: with a state first, then the longest."""
        titles = [m.title for m in self.mentions if m.title]
        return max(titles, key=lambda t: (not t.former, bool(t.countries), len(t.text)), default=None)

    @property
    def rank(self) -> str:
        if self.title is None:
            return self.held
        if self.body and not self.country and self.title.rank in LEADING_STATES:
            return ORGANISATION_HEAD
        return "" if self.title.former else self.title.rank


class PersonFinder:
    """Finds the persons of one parsed text."""

    def __init__(self, doc: Doc, names: list[Name], published: date | None = None) -> None:
        self.doc, self.names, self.published = doc, names, published
        self.by_start = {name.start: name for name in names}
        self.titles = TitleFinder(doc, names).find()
        listed = {i for name in names for i in range(name.start, name.end)}
        self.title_tokens = {i for title in self.titles for i in range(title.start, title.end)}
        self.scanner = NameScanner(doc, listed | self.title_tokens)
        self.used: set[int] = set()

    def find(self) -> tuple[list[Draft], list[Title]]:
        """Persons in text order, and the titles that stand without a name."""
        mentions: list[PersonMention] = []
        bare: list[Title] = []
        for title in self.titles:
            if any(m.start <= title.start < m.end for m in mentions):
                continue  # the second of two offices behind a name
            found = self._plural(title) if title.plural else self._single(title)
            mentions += found
            if not found and title.rank != COUNTERPART:
                bare.append(title)
        bare = [title for title in bare if not any(m.start <= title.start < m.end for m in mentions)]
        mentions = _with_counterparts(sorted([*mentions, *self._untitled()], key=lambda m: m.start))
        return self._gather(mentions), bare

    # ------------------------------------------------------------ title and name
    def _single(self, title: Title) -> list[PersonMention]:
        """The name right behind a title, else the one before its comma, else the one behind a comma of its own."""
        weak = title.rank in WEAK_RANKS and title.text.lower() in BARE_TITLES
        if found := self._behind(title, title.end, strict=weak) or self._apposed(title):
            return found
        comma = title.end < len(self.doc) and self.doc[title.end].text == ","
        return self._behind(title, title.end + 1, strict=True) if comma else []

    def _behind(self, title: Title, position: int, strict: bool) -> list[PersonMention]:
        start = self.scanner.after_honorifics(position)
        end = self.scanner.scan(start, strict=strict)
        lone = end == start + 1 and title.rank in UNSURE_RANKS
        if lone and self.scanner.label.get(start) != "PER":
            return []  # "Senior Adviser for Public Engagement"
        return [self._mention(title.start, start, end, title)] if end > start and start not in self.used else []

    def _apposed(self, title: Title) -> list[PersonMention]:
        """The name before a comma: "Olaf Scholz, Chancellor of Germany"; also "A, the prime minister"."""
        before = title.start - 1
        while before > 0 and self.doc[before].lower_ in ("the", "current", "then", "’s", "'s", "new", "a", "an"):
            before -= 1
        if before <= 0 or self.doc[before].text not in (",", "(", "–", "—"):
            return []
        entity = next((e for e in self.doc.ents if e.label_ == "PER" and e.end in (before, before - 1)), None)
        if entity is None or any(i in self.title_tokens for i in range(entity.start, entity.end)):
            return []
        start, end = self.scanner.after_honorifics(entity.start), before
        if start >= end or start in self.used:
            return []
        start = self.scanner.from_given(start)
        return [self._mention(start, start, end, title, end=self._offices_end(title))]

    def _offices_end(self, title: Title) -> int:
        """Where the offices behind a name end ("Deputy Prime Minister and Minister of Finance")."""
        joined = self.doc[title.end].lower_ == "and" if title.end < len(self.doc) else False
        second = next((t for t in self.titles if joined and t.start == title.end + 1 and not t.plural), None)
        if second is None or self.scanner.scan(self.scanner.after_honorifics(second.end)) > second.end:
            return title.end  # "A, the president, and Prime Minister B"
        return second.end

    def _plural(self, title: Title) -> list[PersonMention]:
        """Coordinated names behind a plural title, each with its own state: "Presidents A of X and B of Y"."""
        found: list[PersonMention] = []
        position = title.end
        if position < len(self.doc) and self.doc[position].text in (",", ":"):
            position += 1
        while position < len(self.doc):
            start = self.scanner.after_honorifics(position)
            end = self.scanner.scan(start)
            if end == start or start in self.used:
                break
            found.append(self._mention(title.start if not found else start, start, end, title))
            position = found[-1].end
            joined = position
            while joined < len(self.doc) and self.doc[joined].text in SEPARATORS:
                joined += 1
            if joined == position:
                break
            position = joined
        found = found or self._apposed_to(title)
        if len(title.countries) == len(found) > 1:
            found = [
                PersonMention(m.start, m.end, m.name_start, m.name_end, m.name, m.title, code, m.body)
                for m, code in zip(found, title.countries, strict=True)
            ]
        elif len(title.countries) > 1:
            found = [
                PersonMention(
                    m.start,
                    m.end,
                    m.name_start,
                    m.name_end,
                    m.name,
                    m.title,
                    "" if m.country == title.countries[0] else m.country,
                    m.body,
                )
                for m in found
            ]
        return found

    def _apposed_to(self, title: Title) -> list[PersonMention]:
        """The coordinated names before a plural title's comma, one for each state: "A and B, the presidents of X and Y"."""
        before = title.start - 1
        before -= before > 0 and self.doc[before].lower_ == "the"
        if before <= 0 or self.doc[before].text not in (",", "–", "—", "("):
            return []
        entities: list[Span] = []
        for entity in reversed([e for e in self.doc.ents if e.label_ == "PER" and e.end <= before]):
            between = self.doc[entity.end : entities[-1].start if entities else before]
            if any(t.text not in SEPARATORS for t in between) or entity.start in self.used:
                break
            entities.append(entity)
        if len(entities) != len(title.countries) or len(entities) < 2:
            return []
        return [
            self._mention(e.start, self.scanner.after_honorifics(e.start), e.end, title) for e in reversed(entities)
        ]

    def _mention(self, start: int, name_start: int, name_end: int, title: Title | None, end: int = 0) -> PersonMention:
        self.used.update(range(name_start, name_end))
        country, body, after = self._state_after(name_end)
        if title is None and not (country or body):
            country, body = self._possessor(name_start)
        if title:
            country = country or (title.countries[0] if title.countries else "")
            body = body or title.body
            country = (
                country
                or self._of_first(title)
                or self._as_counterpart(title)
                or self._of_second(title)
                or self._of_principal(title)
            )
            title = self._higher(title)
        near = (t for t in self.titles if t.start - name_end in (1, 2) and self.doc[name_end].text == ",")
        behind = next((t for t in near if self.doc[t.start - 1].lower_ not in ("and", "or")), None)
        if behind and not (country or body):
            country, body = (behind.countries[0] if behind.countries else ""), behind.body
        name = clean(self.doc[name_start:name_end].text)
        start = min(start, self.scanner.before_honorifics(name_start))
        start = next((t.start for t in self.titles if title and t.end == start and not t.plural), start)
        return PersonMention(start, max(end, after), name_start, name_end, name, title, country, body)

    def _first(self, title: Title) -> Title | None:
        """The first of two offices before one name ("Norwegian Prime Minister and Crown Prince N")."""
        if title.plural or self.doc[title.start - 1].lower_ != "and":
            return None
        return next((t for t in self.titles if t.end == title.start - 1 and not t.plural), None)

    def _of_first(self, title: Title) -> str:
        """The state told with the first of two offices before a name, unless it begins a name's phrase of its own."""
        first = self._first(title)
        definite = first is not None and first.start > 0 and self.doc[first.start - 1].lower_ in ("the", "’s", "'s")
        return first.countries[0] if first is not None and first.countries and not definite else ""

    def _higher(self, title: Title) -> Title:
        """The title with the words and rank of the first of two offices, where that is the higher ("Prime Minister and … N")."""
        first = self._first(title)
        if first is None or first.end > first.head + 1 or RANKS.index(first.rank) >= RANKS.index(title.rank):
            return title
        return replace(title, rank=first.rank, text=first.text)

    def _of_second(self, title: Title) -> str:
        """The state told with the second of two offices ("Deputy Prime Minister and Foreign Minister of Norway")."""
        end = self._offices_end(title)
        second = next((t for t in self.titles if title.end < t.start and t.end == end), None)
        return second.countries[0] if second is not None and second.countries else ""

    def _of_principal(self, title: Title) -> str:
        """The state of the leader to whom one is an adviser or envoy ("adviser to President N of Norway")."""
        start = title.end + (title.end < len(self.doc) and self.doc[title.end].text == ",")
        if start + 1 >= len(self.doc) or self.doc[start].lower_ != "to":
            return ""
        served = next((t for t in self.titles if t.start - start in (1, 2) and not t.plural), None)
        if served is None or served.countries or served.body:
            return served.countries[0] if served is not None and served.countries else ""
        name = self.scanner.after_honorifics(served.end)
        end = self.scanner.scan(name)
        return self._state_after(end)[0] if end > name else ""

    def _as_counterpart(self, title: Title) -> str:
        """The state of one introduced as a counterpart before the title ("her Finnish colleague, transport minister N")."""
        before = (t for t in self.titles if t.rank == COUNTERPART and t.end == title.start - 1)
        return next((t.countries[0] for t in before if t.countries and self.doc[t.end].text == ","), "")

    def _state_after(self, end: int) -> tuple[str, str, int]:
        """ "of Germany", "(Germany)" or ", of Germany" behind a name: country, body, and where it ends."""
        index = end
        opened = index < len(self.doc) and self.doc[index].text == "("
        joint = self.doc[index].lower_ if index < len(self.doc) else ""
        if joint in ("of", "for") or opened:
            index += 1
            index += index < len(self.doc) and index not in self.by_start and self.doc[index].lower_ == "the"
            index = past_state_form(self.doc, index, self.by_start)
            name = self.by_start.get(index)
            if joint == "for" and (name is None or name.kind is not NameKind.STATE or not self._ends(name.end)):
                return "", "", end
            if name and name.kind is not NameKind.DEMONYM and (name.kind is not NameKind.CAPITAL or opened):
                closing = int(opened and name.end < len(self.doc) and self.doc[name.end].text == ")")
                if name.kind is NameKind.ORGANISATION:
                    return "", name.code, name.end + closing
                return name.code, "", name.end + closing
        return "", "", end

    def _possessor(self, start: int) -> tuple[str, str]:
        """The state or organisation whose possessive stands right before a name ("Finland's Aino Salo")."""
        owner = next((n for n in self.names if n.end == start - 1 and self.doc[n.end].lower_ in POSSESSIVES), None)
        if owner is None or owner.kind not in (NameKind.STATE, NameKind.ORGANISATION):
            return "", ""
        return (owner.code, "") if owner.kind is NameKind.STATE else ("", owner.code)

    def _ends(self, index: int) -> bool:
        """Whether a phrase ends here: "A for Norway and B for Finland", but not "A for Norway talks"."""
        return (
            index >= len(self.doc)
            or self.doc[index].is_punct
            or self.doc[index].pos_ in ("CCONJ", "VERB", "AUX", "ADP")
        )

    # ------------------------------------------------------------ names alone
    def _untitled(self) -> list[PersonMention]:
        found = []
        for entity in self.doc.ents:
            if entity.label_ != "PER" or any(
                i in self.used or i in self.title_tokens for i in range(entity.start, entity.end)
            ):
                continue
            start = self.scanner.after_honorifics(entity.start)
            end = self.scanner.scan(start)
            if end > start and start < entity.end:
                start = self.scanner.from_given(start)
                found.append(self._mention(start, start, end, None))
        return found

    # ------------------------------------------------------------ one person, many mentions
    def _gather(self, mentions: list[PersonMention]) -> list[Draft]:
        drafts: list[Draft] = []
        for mention in sorted(mentions, key=lambda m: (-len(m.name.split()), m.title is None, m.start)):
            home = next((d for d in drafts if self._of(d, mention) and self._compatible(d, mention)), None)
            if home is None:
                if len(mention.name.split()) == 1 and mention.title is None and not self._known(mention):
                    continue
                home = Draft(mention.name)
                drafts.append(home)
            home.mentions.append(mention)
            home.country = home.country or mention.country
            home.body = home.body or mention.body
        for draft in drafts:
            draft.mentions.sort(key=lambda m: m.start)
        drafts.sort(key=lambda d: d.mentions[0].start)
        self._surnames(drafts)
        return drafts

    @staticmethod
    def _of(draft: Draft, mention: PersonMention) -> bool:
        """Whether a name may be that of a person known: alike, a given name behind the same title ("King Salman"), or a surname
        behind an abbreviation ("DNI Haines").
        """
        if same_person(draft.name, mention.name):
            return True
        words_told, title = mention.name.split(), mention.title
        if len(words_told) == 2 and len(words_told[0]) > 2 and words_told[0].isupper():
            return same_person(draft.name, words_told[1])
        ranked = title is not None and title.rank in LEADING_STATES and title.rank == draft.rank
        return ranked and len(words_told) == 1 and words_told[0] == draft.name.split()[0]

    @staticmethod
    def _compatible(draft: Draft, mention: PersonMention) -> bool:
        return not (
            draft.country and mention.country and draft.country != mention.country and len(mention.name.split()) == 1
        )

    def _known(self, mention: PersonMention) -> bool:
        """A lone name counts as a person only where a known office holder bears it and acts."""
        token = self.doc[mention.name_end - 1]
        acts = token.dep_.startswith(("nsubj", "obj", "obl", "conj", "nmod"))
        holder = holder_of(mention.name, self.published) if acts else None
        return holder is not None and len(holder.name.split()) > 1

    def _surnames(self, drafts: list[Draft]) -> None:
        """Later mentions by surname alone that the recogniser missed."""
        known = {surname(draft.name): draft for draft in drafts}
        taken = {i for d in drafts for m in d.mentions for i in range(m.start, m.end)} | self.used
        for token in self.doc:
            if token.i in taken or not token.text[0].isupper() or token.i in self.by_start:
                continue
            draft = known.get(surname(token.text))
            if draft and len(token) > 2:
                draft.mentions.append(
                    PersonMention(token.i, token.i + 1, token.i, token.i + 1, token.text, None, "", "")
                )


def _with_counterparts(mentions: list[PersonMention]) -> list[PersonMention]:
    """Give "his Russian counterpart N" the office of the person named before."""
    found: list[PersonMention] = []
    for mention in mentions:
        title = mention.title
        if title is not None and title.rank == COUNTERPART:
            before = next((m.title for m in reversed(found) if m.title is not None), None)
            title = replace(title, rank=before.rank, text=before.text, plural=before.plural) if before else None
        found.append(replace(mention, title=title))
    return found
