"""References inside a text: "the presidents", "the sides", "his Kazakh counterpart", "they", "we".

Resolved by number, rank, state and nearness; a group of persons is the latest named persons of that rank, a group of states
the parties the text is about (`principals`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from accords.core.reference import countries
from accords.extraction.lexicons import words
from accords.extraction.mentions import Mention, MentionKind, head_of, unique
from accords.extraction.offices import Title
from accords.extraction.persons import Draft
from accords.extraction.syntax import cases

WE = frozenset({"we", "us", "our", "ours", "ourselves"})
THEY = frozenset({"they", "them", "their", "theirs"})
HE = frozenset({"he", "she", "him", "her", "his", "hers"})
I = frozenset({"i", "me", "my", "myself"})  # noqa: E741 (the word itself)
OWN = frozenset({"det", "amod", "nummod", "nmod:poss", "compound"})
ADDRESSES = frozenset({"majesty", "majesties", "excellency", "highness", "holiness", "royal", "eminence", "serene"})
NEAR = 5
"""Sentences in which those are named whom "the two" means."""
FAMILIES = {
    "head_of_state": ("head_of_state",),
    "head_of_government": ("head_of_government",),
    "foreign_minister": ("foreign_minister", "minister"),
    "minister": ("minister", "foreign_minister", "deputy_head_of_government"),
}


@dataclass(slots=True)
class Resolver:
    """Adds the text's references to its named mentions."""

    doc: Doc
    drafts: list[Draft]
    principals: tuple[str, ...]
    named: list[Mention]
    home: str = ""
    _known: list[Mention] = field(default_factory=list)

    def resolve(self, bare: list[Title]) -> list[Mention]:
        """Named mentions and resolved references in text order."""
        self._known = []
        pending = sorted(
            [*self.named, *self._titles(bare), *self._nouns(bare), *self._pronouns()], key=lambda m: (m.start, -m.end)
        )
        end = 0
        for mention in pending:
            if mention.start < end:
                continue
            resolved = mention if mention.named else self._fill(mention)
            if resolved.parties or resolved.persons:
                self._known.append(resolved)
                end = resolved.end
        return self._known

    # ------------------------------------------------------------ candidates
    def _titles(self, bare: list[Title]) -> list[Mention]:
        found = []
        for title in bare:
            start = title.start
            if start and self.doc[start - 1].lower_ in ("the", "both", "two", "his", "her", "their", "its"):
                start -= 1
            definite = start < title.start or title.countries or title.body or self.doc[title.head].text[0].isupper()
            if definite:
                kind = MentionKind.GROUP if title.plural else MentionKind.PERSON
                found.append(
                    Mention(
                        start,
                        title.end,
                        head_of(self.doc, title.start, title.end),
                        kind,
                        title.countries or ((title.body,) if title.body else ()),
                        (),
                        False,
                        title.rank,
                    )
                )
        return found

    def _nouns(self, bare: list[Title]) -> list[Mention]:
        covered = {i for title in bare for i in range(title.start, title.end)} | {
            i for m in self.named for i in range(m.start, m.end)
        }
        persons, states = words("offices", "groups", "persons"), words("offices", "groups", "states")
        known, determiners = (
            persons | states | words("offices", "groups", "home"),
            words("offices", "groups", "determiners"),
        )
        found = []
        for token in self.doc:
            lemma = token.lemma_.lower()
            if self._the_two(token):
                found.append(Mention(token.i - 1, token.i + 1, token.i, MentionKind.GROUP, (), (), False, "*persons"))
            if token.i in covered or token.pos_ not in ("NOUN", "PROPN") or lemma not in known:
                continue
            first = min((c.i for c in token.lefts if c.dep_ in OWN), default=token.i)
            own = [self.doc[i].lower_ for i in range(first, token.i)]
            plural = "Plur" in token.morph.get("Number", []) or token.lower_ != lemma
            if plural and set(own) & determiners:
                rank = "*states" if lemma in states else "*persons"
                found.append(Mention(first, token.i + 1, token.i, MentionKind.GROUP, (), (), False, rank))
            elif lemma in words("offices", "delegations", "travelling") and "the" in own:
                found.append(Mention(first, token.i + 1, token.i, MentionKind.GROUP, (), (), False, "*delegation"))
            elif lemma in words("offices", "titles", "counterpart"):
                found.append(Mention(first, token.i + 1, token.i, MentionKind.PERSON, (), (), False, "*counterpart"))
            elif not plural and self.home and lemma in words("offices", "groups", "home") and set(own) & determiners:
                found.append(Mention(first, token.i + 1, token.i, MentionKind.STATE, (), (), False, "*home"))
        return found

    @staticmethod
    def _the_two(token: Token) -> bool:
        """Whether "the two" alone, or "the pair", stands for the persons spoken of."""
        if token.lower_ in words("offices", "groups", "pairs") and token.dep_.startswith("nsubj"):
            alone = {c.dep_ for c in token.children} <= {"det", "amod", "nummod"}
            counted = token.tag_ == "NN" or token.nbor(-1).lower_ == "two"
            return alone and counted and token.i > 0 and token.nbor(-1).lower_ in ("the", "two")
        between = token.dep_ in ("nmod", "obl") and "between" in {c.lower_ for c in token.children}
        alone = token.lower_ == "two" and (token.dep_.startswith("nsubj") or between) and token.i > 0
        return alone and token.nbor(-1).lower_ == "the" and token.nbor(-1).head.i == token.i

    def _pronouns(self) -> list[Mention]:
        found = []
        for token in self.doc:
            word = token.lower_
            if token.pos_ != "PRON" and word not in ("our", "their", "his", "her"):
                continue
            rank = (
                "*we" if word in WE else "*they" if word in THEY else "*he" if word in HE else "*i" if word in I else ""
            )
            if rank and not (
                rank == "*he" and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ in ADDRESSES
            ):
                found.append(Mention(token.i, token.i + 1, token.i, MentionKind.PRONOUN, (), (), False, rank))
        return found

    # ------------------------------------------------------------ resolution
    def _fill(self, mention: Mention) -> Mention:
        match mention.rank:
            case "*states" | "*we":
                return self._own_states(mention) or replace(mention, parties=self.principals)
            case "*they":
                return self._they(mention)
            case "*delegation":
                return self._own_states(mention) or self._traveller(mention) or mention
            case "*home":
                return self._own_states(mention) or replace(mention, parties=(self.home,))
            case "*persons":
                return self._of_states(mention) or self._group(mention)
            case "*he" | "*i":
                last = self._last_person(mention.start)
                return replace(mention, parties=last.parties, persons=last.persons) if last else mention
            case "*counterpart":
                return self._counterpart(mention)
        return self._title(mention)

    def _own_states(self, mention: Mention) -> Mention | None:
        """States or bodies named inside or right behind the group's noun ("the GCC countries", "governments of A and B")."""
        token = self.doc[mention.head]
        inside = {
            t.i
            for child in token.children
            if child.dep_ in ("amod", "compound", "nmod:poss", "nmod", "appos")
            for t in child.subtree
        }
        if mention.end < len(self.doc) and self.doc[mention.end].lower_ == "from":  # wherever the parser hangs it
            inside |= {t.i for t in self.doc[mention.end].head.subtree}
        parties = unique([p for m in self.named if m.head in inside for p in m.parties])
        foreign = {t.lower_ for t in self.doc[mention.start : mention.end]} & {"these", "those", "other", "all"}
        if parties:
            return replace(mention, parties=parties)
        return replace(mention, parties=()) if foreign and "all" not in foreign else None

    def _of_states(self, mention: Mention) -> Mention | None:
        """The leaders of states that are named with them ("the leaders of A, B and C"), by name where each is known."""
        own = self._own_states(mention) if self._plural_of(mention) else None
        if own is None or (len(own.parties) < 2 and own.parties[0] in countries()):
            return None
        return replace(own, persons=self._leaders(own.parties))

    def _plural_of(self, mention: Mention) -> bool:
        return any(
            c.dep_ == "nmod" and {g.lower_ for g in c.children} & {"of", "from"}
            for c in self.doc[mention.head].children
        )

    def _last_person(self, before: int) -> Mention | None:
        """The person spoken of last, a subject first: the nearest in this sentence or the one before."""
        sentence = self.doc[before].sent.start
        near = [
            m
            for m in self._known
            if len(m.persons) == 1
            and m.kind is MentionKind.PERSON
            and sentence - 60 <= m.start < before
            and not self._acts_on(m, self.doc[before])
        ]
        subjects = [m for m in near if self.doc[m.head].dep_.startswith("nsubj")]
        return (subjects or near)[-1] if near else None

    def _acts_on(self, mention: Mention, pronoun: Token) -> bool:
        """Whether a person is the subject of whose verb "him" is the object, and so is somebody else."""
        subject = self.doc[mention.head]
        return pronoun.dep_ in ("obj", "iobj") and subject.dep_ == "nsubj" and subject.head.i == pronoun.head.i

    def _they(self, mention: Mention) -> Mention:
        """The nearest plural before: a group, or persons and states that are coordinated; of those who meet others on a visit
        told before, the visitors.
        """
        if named := self._subjects(mention):
            return named
        token = self.doc[mention.head]
        meets = token.dep_ == "nsubj" and token.head.lemma_.lower() in words("meetings", "verbs", "talks")
        if meets and any("with" in cases(t) for t in token.head.children) and (visitor := self._traveller(mention)):
            return visitor
        for known in reversed(self._known[-12:]):
            if known.kind is MentionKind.GROUP and len(known.parties) > 1:
                return replace(mention, parties=known.parties, persons=known.persons)
        return replace(mention, parties=self.principals, persons=self._leaders(self.principals))

    def _subjects(self, mention: Mention) -> Mention | None:
        """The persons, each of another party, who are together the subject of the sentence before ("A and B shook hands. They …")."""
        here = self.doc[mention.start].sent.start
        if not here or self.doc[mention.head].dep_ != "nsubj":
            return None
        before = self.doc[here - 1].sent
        own = [m for m in self._known if before.start <= m.start < before.end and len(m.persons) == 1 and m.named]
        heads = {self.doc[m.head].head.i for m in own if self.doc[m.head].dep_ == "conj"}
        acting = [m for m in own if self.doc[m.head].dep_ == "nsubj" and m.head in heads][:1]
        joined = [
            m for m in own if acting and self.doc[m.head].head.i == acting[0].head and self.doc[m.head].dep_ == "conj"
        ]
        parties = unique([p for m in (*acting, *joined) for p in m.parties])
        if len(acting) != 1 or not joined or len(parties) != 1 + len(joined):
            return None
        return replace(mention, parties=parties, persons=tuple(m.persons[0] for m in (*acting, *joined)))

    def _traveller(self, mention: Mention) -> Mention | None:
        """Whoever travelled or led a delegation last, as the delegation itself."""
        led = words("offices", "delegations", "verbs")
        gone = led | words("meetings", "verbs_to", "visit") | words("meetings", "verbs", "visit")
        for known in reversed(self._known):
            token = self.doc[known.head]
            if known.kind is not MentionKind.PERSON or not known.named or not known.parties:
                continue
            travels = token.dep_ == "nsubj" and token.head.lemma_.lower() in gone
            if travels or ("by" in cases(token) and token.head.lemma_.lower() in led):
                return replace(mention, parties=known.parties, persons=known.persons)
        return None

    def _leaders(self, parties: tuple[str, ...], ranks: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The person most spoken of for each party, if each has one."""
        chosen = []
        for party in parties:
            own = [d for d in self.drafts if d.country == party and (not ranks or d.rank in ranks)]
            if own:
                chosen.append(max(own, key=lambda d: (len(d.mentions), -d.mentions[0].start)).name)
        return tuple(chosen) if len(chosen) == len(parties) else ()

    def _group(self, mention: Mention) -> Mention:
        """ "the leaders", "both ministers": as many latest persons as are meant, one for each party."""
        if pair := self._pair(mention):
            return pair
        latest = unique(
            [name for m in reversed(self._known) if m.named and m.kind is MentionKind.PERSON for name in m.persons]
        )
        by_name = {d.name: d for d in self.drafts}
        countries: dict[str, str] = {}
        for name in latest:
            code = by_name[name].country or by_name[name].body
            if code and code in self.principals:
                countries.setdefault(code, name)
        if len(countries) < 2:
            return replace(mention, parties=self.principals)
        ordered = tuple(code for code in self.principals if code in countries)
        persons = tuple(countries[code] for code in ordered)
        return replace(
            mention, parties=self.principals, persons=persons if len(ordered) == len(self.principals) else ()
        )

    def _pair(self, mention: Mention) -> Mention | None:
        """Whom "the two", "both leaders" or "the pair" means: the only two persons that one of the last sentences names."""
        counted = {t.lower_ for t in self.doc[mention.start : mention.end]}
        if not counted & ({"two", "both"} | words("offices", "groups", "pairs")):
            return None
        end, first = mention.start, self.doc[mention.start].sent.start
        for _ in range(NEAR):
            people = {m.persons: m for m in self._known if first <= m.start < end and m.named and len(m.persons) == 1}
            if len(people) > 1:
                found = list(people.values())
                parties = unique([p for m in found for p in m.parties])
                if len(found) != 2 or len(parties) != 2:
                    return None
                return replace(mention, parties=parties, persons=tuple(m.persons[0] for m in found))
            if not first:
                return None
            end, first = first, self.doc[first - 1].sent.start
        return None

    def _counterpart(self, mention: Mention) -> Mention:
        named = [m for m in self.named if mention.start <= m.start < mention.end and m.parties]
        called = [m for m in self.named if m.persons and self.doc[m.head].head.i == mention.head]
        called = [
            m for m in called if self.doc[m.head].dep_ == "appos" and (not named or m.parties == named[0].parties)
        ]
        if called:
            return replace(mention, parties=called[0].parties, persons=called[0].persons, rank=called[0].rank)
        if named:
            return replace(mention, parties=named[0].parties)
        own = self._own_states(mention)
        if own is not None and own.parties:
            return replace(own, kind=MentionKind.GROUP)
        last = self._last_person(mention.start)
        others = tuple(p for p in self.principals if last and p not in last.parties)
        return replace(mention, parties=others[:1])

    def _title(self, mention: Mention) -> Mention:
        """A title without a name: the persons who hold it, by state or by nearness."""
        ranks = FAMILIES.get(mention.rank, (mention.rank,))
        holders = [d for d in self.drafts if d.rank in ranks and d.mentions[0].start < mention.start]
        if mention.parties:
            own = tuple(d.name for code in mention.parties for d in holders if code in (d.country, d.body))
            return replace(mention, persons=own if len(own) == len(mention.parties) else ())
        if mention.kind is MentionKind.GROUP:
            latest = sorted(holders, key=lambda d: self._distance(d, mention.start))
            chosen: dict[str, Draft] = {}
            for draft in latest:
                chosen.setdefault(draft.country or draft.body or draft.name, draft)
            picked = list(chosen.values())[:2] if len(chosen) >= 2 else []
            if len(picked) < 2:
                return replace(mention, parties=self.principals)
            picked.sort(key=lambda d: d.mentions[0].start)
            return replace(
                mention, parties=unique([d.country or d.body for d in picked]), persons=tuple(d.name for d in picked)
            )
        exact = self._same_words(holders, mention) or holders
        if not exact:
            return mention
        nearest = min(exact, key=lambda d: self._distance(d, mention.start))
        party = nearest.country or nearest.body
        return replace(mention, parties=(party,) if party else (), persons=(nearest.name,))

    def _same_words(self, holders: list[Draft], mention: Mention) -> list[Draft]:
        wanted = [t.lower_ for t in self.doc[mention.start : mention.end] if t.lower_ not in ("the", "his", "her")]
        return [
            d
            for d in holders
            if any(m.title and m.title.text.lower().split()[-len(wanted) :] == wanted for m in d.mentions)
        ]

    @staticmethod
    def _distance(draft: Draft, position: int) -> int:
        return min((position - m.start for m in draft.mentions if m.start < position), default=10**6)


def most_frequent(mentions: list[Mention], exclude: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Parties by how often they are mentioned."""
    counts = Counter(p for m in mentions for p in m.parties if p not in exclude)
    return tuple(p for p, _ in counts.most_common())
