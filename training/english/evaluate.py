"""Measure exported models on a split of the treebanks (`python -m training.english.evaluate --help`).

Words are the treebank's own unless the column says "text": there the pipeline reads running text, and a score is the F1
of words (or sentences, names) that begin and end at the same characters. Heads and relations count with punctuation;
LAS compares full relations (`nmod:poss`), LAS-u only their universal part, as the shared tasks did.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Sequence, Set
from pathlib import Path

from accords.extraction.parser import UDParser
from accords.extraction.parser_model import EnglishModel, WindowParse, WindowWords
from accords.extraction.parser_tokens import adapt_tokenizer
from training.english.batches import Window, windows
from training.english.train import load_split
from training.english.treebanks import Document, Sentence, name_spans

WORD_SCORES = ("UPOS", "XPOS", "feats", "lemmas", "UAS", "LAS", "LAS-u", "LAS found")
SPAN_SCORES = ("sentences", "names", "PER", "ORG", "LOC")
Arc = tuple[int, int, int, str]
COLUMNS = WORD_SCORES + SPAN_SCORES


def measure(model: EnglishModel, documents: Sequence[Document]) -> dict[str, float]:
    """Return scores in per cent on gold words.

    Trees are measured in gold sentences ("LAS") and in the model's own ("LAS found"); names in the model's own.
    """
    found = windows(documents)
    inputs = [
        WindowWords(tuple(w for s in window for w in s.words), tuple(x for s in window for x in s.spaced))
        for window in found
    ]
    firsts = [[sum(len(s.words) for s in window[:number]) for number in range(len(window))] for window in found]
    gold_cut = model.parse(inputs, firsts)
    own_cut = model.parse(inputs)
    right: Counter[str] = Counter()
    for window, first, known, own in zip(found, firsts, gold_cut, own_cut, strict=True):
        _count_words(model, window, known, right)
        right["LAS found"] += _count_arcs(model, window, own)[1]
        _count_spans("sentences", {(a, a) for a in first}, {(a, a) for a, _ in own.sentences}, right)
        _count_sentence_names(model, window, first, own, right)
    words = right["words"]
    scores = {name: 100 * right[name] / words for name in WORD_SCORES}
    scores |= {name: _f1(right, name) for name in SPAN_SCORES}
    return scores


def _count_words(model: EnglishModel, window: Window, parse: WindowParse, right: Counter[str]) -> None:
    """Count right tags, lemmas, heads and relations of a window."""
    labels = model.labels
    start = 0
    for sentence in window:
        for place, word in enumerate(sentence.words):
            number = start + place
            right["UPOS"] += labels.upos[parse.upos[number]] == sentence.upos[place]
            right["XPOS"] += labels.xpos[parse.xpos[number]] == sentence.xpos[place]
            right["feats"] += labels.feats[parse.feats[number]] == sentence.feats[place]
            right["lemmas"] += model.lemmas.lemma(word, parse.lemmas[number].tolist()) == sentence.lemmas[place]
        start += len(sentence.words)
    right["words"] += start
    for name, count in zip(("UAS", "LAS", "LAS-u"), _count_arcs(model, window, parse), strict=True):
        right[name] += count


def _count_arcs(model: EnglishModel, window: Window, parse: WindowParse) -> tuple[int, int, int]:
    """Count right heads, those with the right relation, and those with the right universal relation."""
    heads = labelled = universal = start = 0
    for sentence in window:
        for place, (head, relation) in enumerate(zip(sentence.heads, sentence.relations, strict=True)):
            number = start + place
            if parse.heads[number] == (start + head - 1 if head else number):
                found = model.labels.relations[parse.relations[number]]
                heads += 1
                labelled += found == relation
                universal += found.split(":")[0] == relation.split(":")[0]
        start += len(sentence.words)
    return heads, labelled, universal


def _count_sentence_names(
    model: EnglishModel, window: Window, first: Sequence[int], parse: WindowParse, right: Counter[str]
) -> None:
    """Count names; sentences without name annotation are passed over."""
    found = set(model.names.spans(parse.names.tolist()))
    for start, sentence in zip(first, window, strict=True):
        if not sentence.names:
            continue
        gold = {(a + start, b + start, label) for a, b, label in name_spans(sentence.names)}
        own = {span for span in found if start <= span[0] < start + len(sentence.words)}
        _count_spans("names", gold, own, right)
        for kind in ("PER", "ORG", "LOC"):
            _count_spans(kind, {g for g in gold if g[2] == kind}, {f for f in own if f[2] == kind}, right)


def _count_spans(name: str, gold: Set[object], found: Set[object], right: Counter[str]) -> None:
    """Count true positives, gold and found items."""
    right[f"{name} right"] += len(gold & found)
    right[f"{name} gold"] += len(gold)
    right[f"{name} found"] += len(found)


def _f1(right: Counter[str], name: str) -> float:
    """Return F1 in per cent."""
    return 200 * right[f"{name} right"] / max(1, right[f"{name} gold"] + right[f"{name} found"])


def measure_text(model: EnglishModel, documents: Sequence[Document]) -> dict[str, float]:
    """Return F1 scores in per cent on running text, and words per second of the whole pipeline."""
    import spacy

    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    parser = UDParser(nlp.vocab, model)
    texts, golds = zip(*(_text(document) for document in documents), strict=True)
    started = time.perf_counter()
    parsed = list(parser.pipe(map(nlp.tokenizer, texts)))
    seconds = time.perf_counter() - started
    right: Counter[str] = Counter()
    for doc, gold in zip(parsed, golds, strict=True):
        words = {(t.idx, t.idx + len(t)) for t in doc if not t.is_space}
        arcs = {
            (t.idx, t.idx + len(t), t.head.idx if t.head != t else -1, t.dep_.replace("ROOT", "root"))
            for t in doc
            if not t.is_space
        }
        sentences = {(next(t.idx for t in s if not t.is_space),) for s in doc.sents if s.text.strip()}
        _count_spans("words", {arc[:2] for arc in gold[0]}, words, right)
        _count_spans("LAS text", gold[0], arcs, right)
        _count_spans("sentences text", gold[1], sentences, right)
    scores = {name: _f1(right, name) for name in ("words", "LAS text", "sentences text")}
    return scores | {"words/s": sum(map(len, parsed)) / seconds}


def _text(document: Document) -> tuple[str, tuple[set[Arc], set[tuple[int]]]]:
    """Return a document's text, its arcs (start, end, start of head or -1, relation) and its sentences' starts."""
    text = ""
    arcs: set[Arc] = set()
    starts: set[tuple[int]] = set()
    for paragraph in document:
        text += "\n\n" if text else ""
        for sentence in paragraph:
            text, offsets = _append(text, sentence)
            starts.add((offsets[0],))
            for offset, word, head, label in zip(
                offsets, sentence.words, sentence.heads, sentence.relations, strict=True
            ):
                arcs.add((offset, offset + len(word), offsets[head - 1] if head else -1, label))
    return text, (arcs, starts)


def _append(text: str, sentence: Sentence) -> tuple[str, list[int]]:
    """Append a sentence to a text; return it with the words' offsets."""
    offsets = []
    for word, spaced in zip(sentence.words, sentence.spaced, strict=True):
        if spaced and text and not text.endswith("\n"):
            text += " "
        offsets.append(len(text))
        text += word
    return text, offsets


def main() -> None:
    """Print one row per treebank and model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--split", default="test")
    parser.add_argument("models", nargs="+", type=Path, help="folders written by training.english.export")
    arguments = parser.parse_args()
    splits = load_split(arguments.treebanks, arguments.split)
    print("| model | treebank | " + " | ".join(COLUMNS) + " | words text | LAS text | sentences text | words/s |")
    print("|---" * (len(COLUMNS) + 6) + "|")
    for folder in arguments.models:
        model = EnglishModel(folder)
        for name, documents in splits.items():
            scores = measure(model, documents) | measure_text(model, documents)
            cells = [f"{scores[column]:.1f}" for column in (*COLUMNS, "words", "LAS text", "sentences text")]
            print(f"| {folder.name} | {name} | " + " | ".join(cells) + f" | {scores['words/s']:.0f} |", flush=True)


if __name__ == "__main__":
    main()
