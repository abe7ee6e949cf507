"""Documents known by name: those whose names do not show their kind ("CETA"), and the several names of one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from accords.core.vocabulary import InstrumentKind
from accords.extraction.gazetteer import tokenizer_for
from accords.extraction.lexicons import lexicon


@dataclass(frozen=True, slots=True)
class Known:
    """A known document at tokens `start` to `end` (exclusive); `name` is the same for all its names.

    `many` says that it has so many parties that those a text is about need not be its own.
    """

    start: int
    end: int
    name: str
    kind: InstrumentKind
    many: bool


@lru_cache(maxsize=4)
def _matcher(vocab: Vocab) -> PhraseMatcher:
    tokenizer = tokenizer_for(vocab)
    matcher = PhraseMatcher(vocab, attr="ORTH")
    for name, (_, others, _) in lexicon("documents")["documents"].items():
        matcher.add(name, [tokenizer(text) for text in (name, *filter(None, others.split("|")))])
    return matcher


def known_documents(doc: Doc) -> dict[int, Known]:
    """The known documents of a text by each of their tokens; of names that overlap the longest counts."""
    found: dict[int, Known] = {}
    for key, start, end in sorted(_matcher(doc.vocab)(doc), key=lambda m: (m[1] - m[2], m[1])):
        if found.keys().isdisjoint(range(start, end)):
            name = doc.vocab.strings[key]
            kind, _, many = lexicon("documents")["documents"][name]
            known = Known(start, end, name, InstrumentKind(kind), bool(many))
            found |= dict.fromkeys(range(start, end), known)
    return found
