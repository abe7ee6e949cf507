"""The English parser as a spaCy component: tags, lemmas, trees, sentences and names by one small network.

The component `accords_ud_parser` gives each token its universal and Penn tag, features, lemma, head and UD relation,
and the document its sentences and names (PER, ORG, LOC). A blank line always ends a sentence and a window; a single
newline counts as a space. White-space tokens hang on the word before them by the relation `dep`, as with spaCy's own
parsers, and roots have spaCy's relation `ROOT`.

>>> nlp = load_english()
>>> doc = nlp("The ministers signed a treaty in Oslo. It enters into force in May.")
>>> [sentence.root.lemma_ for sentence in doc.sents], [(name.text, name.label_) for name in doc.ents]
(['sign', 'enter'], [('Oslo', 'LOC')])
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from accords.extraction.lexicons import lexicon
from accords.extraction.parser_encoding import CACHE_SIZE
from accords.extraction.parser_model import MAX_WINDOW_PIECES, EnglishModel, WindowParse, WindowWords
from accords.extraction.parser_tokens import adapt_tokenizer

MODEL_FOLDER = Path(__file__).parent / "languages" / "en" / "model"

# As in training. A sentence that fills a whole window gets twice the room, once.
WINDOW_WORDS = 128
LONGEST_SENTENCE = 256
LEAST_PROGRESS = 8  # a window of which less than this part is whole sentences would be parsed again for next to nothing
DOCS_PER_BATCH = 32
INFLECTED = ("VBD", "VBN", "VBG")  # tags of verb forms that are no lemma

# The columns in which the parse is written; heads are relative to the token.
ATTRIBUTES = ("HEAD", "DEP", "POS", "TAG", "LEMMA", "MORPH")

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class DocWords:
    """The words of a document, without its white-space tokens.

    Attributes:
        index: the token index of each word.
        spaced: whether white space precedes each word.
        paragraphs: half-open word ranges between blank lines.
        pieces: number of word pieces of each word.
    """

    index: IntArray
    words: tuple[str, ...]
    spaced: tuple[bool, ...]
    paragraphs: tuple[tuple[int, int], ...]
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """Words `start` to `end` of document number `doc`, still to be parsed in windows of at most `limit` words."""

    doc: int
    start: int
    end: int
    limit: int = WINDOW_WORDS


@dataclass(frozen=True, slots=True)
class Part:
    """The first `size` words of a parsed window that starts at word `start` of its document."""

    start: int
    size: int
    parse: WindowParse


class UDParser:
    """The spaCy component; see the module's text.

    Besides the usual attributes it sets `doc._.name_scores`: for each of `doc.ents` the probability of its least sure
    word's label, between 0 and 1.

    Args:
        vocab: the pipeline's vocabulary.
        model: the network.
    """

    def __init__(self, vocab: Vocab, model: EnglishModel) -> None:
        self._vocab = vocab
        self._model = model
        labels = model.labels
        self._upos = np.array([vocab.strings[label] for label in labels.upos], dtype=np.uint64)
        self._xpos = np.array([vocab.strings.add(label) for label in labels.xpos], dtype=np.uint64)
        self._feats = np.array([vocab.morphology.add(label) for label in labels.feats], dtype=np.uint64)
        relations = ["ROOT" if label == "root" else label for label in labels.relations]
        self._relations = np.array([vocab.strings.add(label) for label in relations], dtype=np.uint64)
        self._inflected = np.array([vocab.strings.add(tag) for tag in INFLECTED], dtype=np.uint64)
        self._lemmas: dict[tuple[str | int, ...], str] = {}
        if not Doc.has_extension("name_scores"):
            Doc.set_extension("name_scores", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = DOCS_PER_BATCH) -> Iterator[Doc]:
        """Annotate documents, `batch_size` of them at a time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._annotate(batch)
            yield from batch

    def _annotate(self, docs: Sequence[Doc]) -> None:
        """Annotate documents together."""
        found = [self._read(doc) for doc in docs]
        parts: list[list[Part]] = [[] for _ in docs]
        pending = [Job(number, *span) for number, words in enumerate(found) for span in words.paragraphs]
        while pending:
            windows = [self._window(found[job.doc], job) for job in pending]
            parses = self._model.parse(windows)
            following: list[Job] = []
            for job, parse in zip(pending, parses, strict=True):
                size = _accepted(job, parse)
                if size:
                    parts[job.doc].append(Part(job.start, size, parse))
                    if job.start + size < job.end:
                        following.append(Job(job.doc, job.start + size, job.end))
                else:
                    following.append(Job(job.doc, job.start, job.end, LONGEST_SENTENCE))
            pending = following
        for doc, words, own in zip(docs, found, parts, strict=True):
            self._write(doc, words, own)

    def _read(self, doc: Doc) -> DocWords:
        """Collect a document's words and paragraphs."""
        index: list[int] = []
        words: list[str] = []
        spaced: list[bool] = []
        bounds = [0]
        free = True
        for token in doc:
            text = token.text
            if token.is_space:
                free = True
                if text.count("\n") > 1 and bounds[-1] < len(words):
                    bounds.append(len(words))
                continue
            index.append(token.i)
            words.append(text)
            spaced.append(free)
            free = bool(token.whitespace_)
        if bounds[-1] < len(words):
            bounds.append(len(words))
        paragraphs = tuple(pairwise(bounds))
        pieces = tuple(self._model.piece_counts(words))
        return DocWords(np.array(index, dtype=np.int64), tuple(words), tuple(spaced), paragraphs, pieces)

    @staticmethod
    def _window(words: DocWords, job: Job) -> WindowWords:
        """Cut the next window of a job."""
        end, pieces = job.start, 0
        stop = min(job.end, job.start + job.limit)
        while end < stop and pieces + words.pieces[end] <= MAX_WINDOW_PIECES:
            pieces += words.pieces[end]
            end += 1
        return WindowWords(words.words[job.start : end], words.spaced[job.start : end])

    def _write(self, doc: Doc, words: DocWords, parts: Sequence[Part]) -> None:
        """Write the parses into the document."""
        count = len(doc)
        heads = np.arange(count, dtype=np.int64)
        values = np.zeros((count, 6), dtype=np.uint64)
        spans: list[Span] = []
        scores: list[float] = []
        for part in parts:
            parse, size = part.parse, part.size
            places = words.index[part.start : part.start + size]
            heads[places] = words.index[part.start + parse.heads[:size]]
            values[places, 1] = self._relations[parse.relations[:size]]
            values[places, 2] = self._upos[parse.upos[:size]]
            values[places, 3] = self._xpos[parse.xpos[:size]]
            values[places, 5] = self._feats[parse.feats[:size]]
            for start, end, label in self._model.names.spans(parse.names[:size].tolist()):
                spans.append(Span(doc, int(places[start]), int(places[end - 1]) + 1, label=label))
                scores.append(float(parse.name_scores[start:end].min()))
            rules = parse.lemmas[:size].tolist()
            own = words.words[part.start : part.start + size]
            forms = np.isin(values[places, 3], self._inflected).tolist()
            values[places, 4] = [self._lemma(*each) for each in zip(own, rules, forms, strict=True)]
        self._attach_spaces(doc, words, heads, values)
        values[:, 0] = (heads - np.arange(count)).astype(np.uint64)
        if count:
            doc.from_array([*ATTRIBUTES], cast("Any", values))
        order = sorted(range(len(spans)), key=lambda number: spans[number].start)
        doc.set_ents([spans[number] for number in order])
        doc._.name_scores = tuple(scores[number] for number in order)

    def _lemma(self, word: str, candidates: Sequence[int], inflected: bool) -> int:
        """Return the string number of a word's lemma."""
        key: tuple[str | int, ...] = (word, inflected, *candidates)
        lemma = self._lemmas.get(key)
        if lemma is None:
            if len(self._lemmas) >= CACHE_SIZE:
                self._lemmas.clear()
            known = _irregular().get(word.lower()) if inflected else None
            lemma = self._lemmas[key] = known or self._model.lemmas.lemma(word, candidates, inflected)
        number: int = self._vocab.strings.add(lemma)
        return number

    def _attach_spaces(self, doc: Doc, words: DocWords, heads: IntArray, values: npt.NDArray[np.uint64]) -> None:
        """Hang white-space tokens on the word before them, or on the first word."""
        if len(words.words) == len(doc):
            return
        spaces = np.setdiff1d(np.arange(len(doc)), words.index)
        if len(words.words):
            before = np.searchsorted(words.index, spaces) - 1
            heads[spaces] = words.index[np.maximum(before, 0)]
        else:
            heads[spaces] = 0
        values[spaces, 1] = self._vocab.strings.add("dep")
        values[spaces, 2] = self._vocab.strings["SPACE"]
        values[spaces, 3] = self._vocab.strings.add("_SP")
        values[spaces, 4] = [self._vocab.strings.add(doc[int(place)].text) for place in spaces]
        values[spaces, 5] = self._vocab.morphology.add("_")


def _accepted(job: Job, parse: WindowParse) -> int:
    """Return how many words of a window stand: all at a paragraph's end, else those before its last, cut sentence.

    Returns:
        A number of words; 0 when one sentence (nearly) fills the window and a longer window should be tried.
    """
    size = len(parse.upos)
    if job.start + size == job.end:
        return size
    last = parse.sentences[-1][0]
    if last < size // LEAST_PROGRESS:
        last = 0
    if last or size < job.limit or job.limit >= LONGEST_SENTENCE:
        return last or size
    return 0


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    """Lemma by form, for irregular verbs that no rule for endings fits."""
    lines = lexicon("lemmas")["irregular"]["lines"].splitlines()
    return {form: words[-1] for words in map(str.split, lines) for form in words[:-1]}


@lru_cache(maxsize=4)
def _model(folder: Path, threads: int) -> EnglishModel:
    """Load a model once per process."""
    return EnglishModel(folder, threads)


@Language.factory(
    "accords_ud_parser",
    assigns=[
        "token.pos",
        "token.tag",
        "token.morph",
        "token.lemma",
        "token.head",
        "token.dep",
        "token.is_sent_start",
        "doc.sents",
        "doc.ents",
    ],
    default_config={"model": "", "threads": 1},
)
def make_ud_parser(nlp: Language, name: str, model: str, threads: int) -> UDParser:  # noqa: ARG001 (spaCy's signature)
    """Make the component.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        model: a folder with a model; empty for the one in this package.
        threads: threads of the network; more than 1 helps only where documents are few and cores idle.
    """
    return UDParser(nlp.vocab, _model(Path(model) if model else MODEL_FOLDER, threads))


def load_english(threads: int = 1) -> Language:
    """Return an English pipeline: a tokenizer adapted to UD's words, the parser, and the repairs of its trees.

    Args:
        threads: threads of the network.

    Raises:
        MissingModel: the package lacks its model.
    """
    import accords.extraction.parser_repair  # noqa: F401 (registers the component)

    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    nlp.add_pipe("accords_ud_parser", config={"threads": threads})
    nlp.add_pipe("accords_tree_repair")
    return nlp
