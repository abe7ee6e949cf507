"""Personal names in running text: where a name begins and ends, and which names mean one person."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from spacy.tokens import Doc, Token

from accords.core.reference.office_holders.spelling import folded
from accords.extraction.lexicons import words

LONGEST = 8
NAME_TAGS = frozenset({"PROPN", "NOUN", "X", "ADJ", "NUM", ""})
ARTICLE = ("the", "a", "an")


class NameScanner:
    """Finds the extent of names in one parsed text; recognised entities guide it, capitals decide where they are silent."""

    def __init__(self, doc: Doc, blocked: set[int]) -> None:
        self.doc = doc
        self.blocked = blocked
        self.particles = words("offices", "names", "particles")
        self.suffixes = words("offices", "names", "suffixes")
        self.institutions = words("offices", "institutions")
        self.no_names = self.institutions | words("offices", "portfolios") | words("offices", "names", "never")
        self.honorifics = words("offices", "honorifics")
        self.phrases = _phrases()
        self.persons = {ent.start: ent for ent in doc.ents if ent.label_ == "PER"}
        self.label = {token.i: ent.label_ for ent in doc.ents for token in ent}

    def after_honorifics(self, position: int) -> int:
        """The first token at or after `position` that is no form of address."""
        while position < len(self.doc):
            for phrase in self.phrases.get(self.doc[position].lower_, ()):
                if tuple(t.lower_ for t in self.doc[position : position + len(phrase)]) == phrase:
                    position += len(phrase)
                    break
            else:
                if self.doc[position].lower_ not in self.honorifics or not self.doc[position].text[0].isupper():
                    return position
                position += 1
        return position

    def from_given(self, position: int) -> int:
        """The first token of a name whose given name is also the title of a monarch ("Dr. Sultan | Ahmed")."""
        before = position - 1
        given = position > 0 and self.doc[before].lower_ in words("offices", "monarchs") and before not in self.blocked
        return before if given and self.doc[before].text[0].isupper() else position

    def before_honorifics(self, position: int) -> int:
        """The first token of the forms of address that end at `position`."""
        start = position
        while start and self.doc[start - 1].lower_ in self.honorifics and self.doc[start - 1].text[0].isupper():
            start -= 1
        return start

    def scan(self, position: int, strict: bool = False) -> int:
        """The end of the name that begins at `position`; `position` itself where none does.

        `strict` wants a recognised person there, for contexts in which capitals alone say little.
        """
        if position >= len(self.doc) or position in self.blocked or not self._opens(self.doc[position]):
            return position
        entity = self.persons.get(position)
        if strict and self.label.get(position) != "PER":
            return position
        end = entity.end if entity else self._capitals(position)
        while entity and end in self.persons and end not in self.blocked:  # a name that the recogniser took for two
            end = self.persons[end].end
        if end > position and (self.label.get(position) in ("ORG", "LOC") and end - position > 1):
            end = next((i for i in range(position, end) if self.label.get(i) not in ("ORG", "LOC")), end)
        if any(t.text in ("v.", "vs.", "vs") for t in self.doc[position : end + 1]):
            return position  # a case at law
        if all(t.lower_ in self.no_names or not t.text[0].isalpha() for t in self.doc[position:end]):
            return position
        end = self._particles_onward(position, end)
        while end > position + 1 and self.doc[end - 1].lower_ in self.institutions:
            end -= 1  # "the Biden-Harris Administration"
        return self._suffixed(end)

    def _opens(self, token: Token) -> bool:
        return (token.text[0].isupper() and token.lower_ not in ARTICLE) or (
            token.lower_ in self.particles and token.i in self.persons
        )

    def _capitals(self, position: int) -> int:
        end = position
        while end < len(self.doc) and end - position < LONGEST and end not in self.blocked:
            token = self.doc[end]
            capital = token.text[0].isupper() and token.pos_ in NAME_TAGS and token.lower_ not in self.honorifics
            if not (capital or self._inner(end, position)):
                break
            end += 1
        while end > position and not self.doc[end - 1].text[0].isupper() and self.doc[end - 1].text != ".":
            end -= 1
        return end

    def _inner(self, index: int, start: int) -> bool:
        """Particles, hyphens and dots inside a name."""
        token = self.doc[index]
        if index == start or index + 1 >= len(self.doc):
            return False
        following = self.doc[index + 1]
        if token.lower_ in self.particles:
            return following.text[0].isupper() or following.lower_ in self.particles
        if token.text in ("-", "–", "’", "'") and not token.whitespace_ and not self.doc[index - 1].whitespace_:
            return following.text[0].isalpha()
        return token.text == "." and len(self.doc[index - 1]) == 1

    def _particles_onward(self, start: int, end: int) -> int:
        """A recognised name that stops at a particle or hyphen goes on behind it ("Mohammed bin | Salman")."""
        while end > start and end + 1 < len(self.doc) and end - start < LONGEST and end not in self.blocked:
            if self._hyphenated(end):
                end += 1
                continue
            if not self._inner(end, start):
                break
            end += 1
            while (
                end < len(self.doc)
                and end not in self.blocked
                and self.doc[end].text[0].isupper()
                and self.doc[end].pos_ == "PROPN"
            ):
                end += 1
        return end

    def _hyphenated(self, end: int) -> bool:
        """Whether a name that ends at a hyphen goes on behind it in lower case ("Jae-|in")."""
        hyphen = self.doc[end - 1]
        return hyphen.text in ("-", "‑") and not hyphen.whitespace_ and self.doc[end].text[0].islower()

    def _suffixed(self, end: int) -> int:
        """Past "Jr." and regnal numbers, also behind a comma."""
        for skip in (0, 1):
            if end + skip < len(self.doc) and (not skip or self.doc[end].text == ","):
                if self.doc[end + skip].lower_ in self.suffixes and self.doc[end + skip].text[0].isupper():
                    end += skip + 1
                    if (
                        end < len(self.doc)
                        and self.doc[end].text == "."
                        and not self.doc[end - 1].whitespace_
                        and self.doc[end - 1].lower_ in ("jr", "sr")
                    ):
                        end += 1
                    return end
        return end


SUFFIX = re.compile(r",?\s+(?:[JS]r\.?|[IVX]{1,4})$")


def clean(name: str) -> str:
    """A name without "Jr.", on one line.

    >>> clean("Joseph R. Biden, Jr.")
    'Joseph R. Biden'
    """
    text = " ".join(name.split())
    return re.sub(r",?\s+[JS]r\.?$", "", text)


def surname(name: str) -> str:
    """The folded surname by which persons are told apart in one text.

    >>> surname("Nursultan Nazarbayev"), surname("Abdullah II"), surname("Recep Tayyip Erdoğan")
    ('nazarbaev', 'abdulah', 'erdogan')
    """
    folded = parts(name)
    return folded[-1] if folded else ""


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case without diacritics, hyphens and apostrophes."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ø", "o").replace("ł", "l").replace("ı", "i"))
    return re.sub(r"[-'’ʼ`.]", "", "".join(c for c in plain if not unicodedata.combining(c)))


@lru_cache(maxsize=20_000)
def parts(name: str) -> tuple[str, ...]:
    """Folded words of a name, alike however it is transliterated; an Arabic article does not count.

    >>> parts("Erlan Idrissov") == parts("Yerlan Idrisov"), parts("Mustafa Al-Kadhimi")
    (True, ('mustafa', 'kadhimi'))
    """
    split = [re.sub(r"^(?:[Aa]l|[Ee]l)[-‑ ]", "", word) for word in SUFFIX.sub("", " ".join(name.split())).split()]
    return tuple("".join(folded(fold(word))) for word in split if fold(word) and fold(word) not in ("al", "el"))


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """Forms of address of several words by their first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (tuple(p.split()) for p in words("offices", "honorifics", "phrases")):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def same_person(a: str, b: str) -> bool:
    """Whether two names of one text may mean one person: one's parts, initials aside, all occur in the other.

    >>> same_person("Joseph R. Biden", "Biden"), same_person("Joseph R. Biden", "Joe Biden"), same_person("Anna Lind", "Bo Lind")
    (True, True, False)
    """
    left, right = parts(a), parts(b)
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    if len(short) == 1:
        return short[0] in (long[-1], *long[-3:]) or (len(long) <= 2 and short[0] == long[0])
    if short[-1] != long[-1] and short[-1] not in long:
        return False
    given = (short[0], long[0])
    return (
        all(part in long for part in short)
        or given[0][:2] == given[1][:2]
        or (min(map(len, given)) == 1 and given[0][0] == given[1][0])
    )
