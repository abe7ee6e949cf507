"""Who says something: persons and parties by name, everybody else by the words of the text ("a member of the delegation")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from accords.extraction.lexicons import words
from accords.extraction.mentions import Mention, MentionKind, unique
from accords.extraction.offices import WEAK_RANKS
from accords.extraction.quotations import breaks_paragraph
from accords.extraction.reported import nearest_subject
from accords.extraction.syntax import Index, cases, children, passive, subject

OWN = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "nmod:desc", "flat", "goeswith"})
LONGEST = 12  # words of a description
NEAR = 60  # tokens within which "they" finds its group


@dataclass(slots=True)
class Speakers:
    """Names the speakers of one text in the order in which they speak."""

    doc: Doc
    index: Index
    _described: dict[str, str] = field(default_factory=dict)
    _last: tuple[int, tuple[str, ...], bool] = (-1, (), False)

    def of_verb(self, verb: Token, *, quoting: bool) -> tuple[str, ...]:
        """The speakers that the verb's subject names; empty if it names none.

        Args:
            verb: A verb of saying.
            quoting: Whether it says a quotation, so that whatever its subject is must be somebody.
        """
        token = nearest_subject(verb) or _cited(verb) or subject(verb)
        if token is None:
            return ()
        if token.lower_ in words("statements", "speakers", "relatives") and verb.dep_ == "acl:relcl":
            token = max(
                (t for t in (verb.head, *verb.head.conjuncts) if t.i < verb.i), key=lambda t: t.i, default=verb.head
            )
        return self.of(token, anybody=quoting)

    def of(self, token: Token, *, anybody: bool = False) -> tuple[str, ...]:
        """The speakers that a nominal names, those coordinated with it included."""
        found: list[str] = []
        for part in _coordinated(token):
            found += self._one(part, anybody)
        speakers = unique(found)
        if speakers:
            self._last = (token.i, speakers, self._is_unnamed(token))
        return speakers

    def _one(self, token: Token, anybody: bool) -> tuple[str, ...]:
        word = token.lower_
        plural = word in words("statements", "speakers", "plurals")
        if (plural or word in words("statements", "speakers", "pronouns")) and (
            last := self._still_speaking(token, plural)
        ):
            return last
        own = self.index.at(token)
        if plural and own is not None and not self._is_grouped(own):
            return ()
        if own is not None and own.kind is MentionKind.GROUP and own.rank in WEAK_RANKS and not own.persons:
            return (self._described_as(token),)  # "aides to the president" are not their state
        if own is not None and (own.persons or own.kind is not MentionKind.PERSON):
            return own.participants
        if token.pos_ == "PRON" or word in words("statements", "speakers", "impersonal"):
            return ()
        if token.lemma_.lower() in words("statements", "speakers", "texts"):
            return ()
        return (self._described_as(token),) if anybody or can_speak(token) else ()

    def _still_speaking(self, pronoun: Token, plural: bool) -> tuple[str, ...]:
        """The unnamed speakers of the same paragraph, unless a person is named since."""
        at, speakers, unnamed = self._last
        if not unnamed or at < 0 or plural != (len(speakers) > 1 or "Plur" in self.doc[at].morph.get("Number", [])):
            return ()
        if any(breaks_paragraph(self.doc[i]) for i in range(at + 1, pronoun.i)):
            return ()
        since = (m for m in self.index.mentions if at < m.start < pronoun.i and m.named)
        return () if any(m.persons and self.doc[m.head].dep_.startswith("nsubj") for m in since) else speakers

    def _is_grouped(self, mention: Mention) -> bool:
        """Whether "they" are some that the text put together shortly before, and not merely those that it is about."""
        near = (m for m in self.index.mentions if mention.start - NEAR <= m.start < mention.start)
        return any(m.kind is MentionKind.GROUP and m.participants == mention.participants for m in near)

    def _is_unnamed(self, token: Token) -> bool:
        own = self.index.at(token)
        return own is None or (own.kind is MentionKind.PRONOUN and self._last[2]) or not own.participants

    def _described_as(self, token: Token) -> str:
        """The description in the text's words; "the diplomat" is the diplomat described before."""
        description = " ".join(self.doc[slice(*_extent(token))].text.split())
        key = token.lemma_.lower()
        first, _, rest = description.partition(" ")
        if first.lower() == "the" and rest.lower() == token.lower_:
            return self._described.get(key, description)
        self._described[key] = description
        return description


def _cited(verb: Token) -> Token | None:
    """Whom somebody else cites ("the paper quoted N as saying")."""
    own = (
        verb.dep_ in ("advcl", "xcomp")
        and any(c.lower_ == "as" for c in children(verb, "mark"))
        and not passive(verb.head)
    )
    return next(iter(children(verb.head, "obj")), None) if own else None


def can_speak(token: Token) -> bool:
    """Whether a noun names a person or a body of persons."""
    lemma = token.lemma_.lower()
    if token.ent_type_ in ("PER", "ORG") or lemma in words("statements", "speakers", "sources"):
        return True
    return lemma.endswith(tuple(words("statements", "speakers", "endings")))


def _coordinated(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            yield from _coordinated(child)


def _extent(token: Token) -> tuple[int, int]:
    """The nominal with its own qualities and what it is of, without clauses, titles and what stands between commas."""
    start = min([token.i, *(i for child in token.lefts if child.dep_ in OWN for i in _inside(child))])
    end = token.i + 1
    for child in token.rights:
        joined = child.dep_ in ("nmod", "flat", "compound") or (child.dep_ == "obl" and cases(child))
        inside = sorted(_inside(child)) if joined else []
        if not inside or inside[0] != end or inside[-1] + 1 - start > LONGEST:
            break
        end = inside[-1] + 1
    return start, end


def _inside(token: Token) -> list[int]:
    """The words of a nominal inside another, up to a clause or a comma."""
    found = [token.i]
    for child in token.children:
        if (
            child.dep_ in OWN
            or child.dep_ in ("nmod", "case")
            or (child.dep_ == "conj" and token.dep_ != "conj")
            or child.dep_ == "cc"
        ):
            found += _inside(child)
    return found
