"""The label inventories of the model, counted on the training data and stored as `labels.json`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from accords.extraction.parser_encoding import lemma_rule, lemma_suffixes
from training.english.treebanks import Sentence

KNOWN = 4  # Four letters at the end of fewer words than this say nothing; the last three decide.
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
MINIMUM = 2  # Labels seen less often are left to the next best class.
IGNORED = -100
RARE = 0.06  # A rule that fewer of the words with an ending follow is left to the words seen with it.


@dataclass(frozen=True, slots=True)
class Labels:
    """Label inventories; the index of a label is its class number.

    Attributes:
        lemma_suffixes: for each lemma rule the word endings with which training has seen it.
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma_rules: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = NAMES
    lemma_suffixes: tuple[tuple[str, ...], ...] = ()

    def save(self, path: Path) -> None:
        """Write the inventories as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Labels:
        """Read what `save` wrote."""
        content = {key: tuple(value) for key, value in json.loads(path.read_text(encoding="utf-8")).items()}
        return cls(**content)


def count_labels(sentences: Iterable[Sentence]) -> Labels:
    """Collect the inventories from training sentences, most frequent first."""
    words: dict[str, Counter[str]] = {}
    counters: dict[str, Counter[str]] = {key: Counter() for key in ("upos", "xpos", "feats", "lemma", "relations")}
    for sentence in sentences:
        counters["upos"].update(sentence.upos)
        counters["xpos"].update(sentence.xpos)
        counters["feats"].update(sentence.feats)
        counters["relations"].update(sentence.relations)
        rules = list(map(lemma_rule, sentence.words, sentence.lemmas))
        counters["lemma"].update(rules)
        for rule, word in zip(rules, sentence.words, strict=True):
            words.setdefault(word.lower(), Counter())[rule] += 1
    kept = {key: _frequent(counter) for key, counter in counters.items()}
    endings = _usual_endings(kept["lemma"], words)
    return Labels(kept["upos"], kept["xpos"], kept["feats"], kept["lemma"], kept["relations"], NAMES, endings)


def _usual_endings(rules: tuple[str, ...], words: dict[str, Counter[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the endings that each lemma rule goes with, and `=word` for words that are exceptions to them.

    Counted over different words, so that one frequent word ("ties") does not speak for its ending ("parties").
    """
    types: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for word, counts in words.items():
        for rule in counts:
            if not rule.endswith(":0:"):
                for ending in lemma_suffixes(rule, word):
                    types[rule, ending] += 1
                    totals[ending] += 1
    usual: dict[str, set[str]] = {rule: set() for rule in rules}
    for (rule, ending), count in types.items():
        enough = len(ending) == 3 or totals[ending] >= KNOWN or rule.startswith("=")
        if rule in usual and enough and count >= RARE * totals[ending]:
            usual[rule].add(ending)
    known = frozenset(ending for endings in usual.values() for ending in endings)
    for word, counts in words.items():
        rule = counts.most_common(1)[0][0]
        deciding = next((ending for ending in lemma_suffixes(rule, word) if ending in known), "")
        if rule in usual and not rule.endswith(":0:") and deciding not in usual[rule]:
            usual[rule].add(f"={word}")
    return tuple(tuple(sorted(usual[rule])) for rule in rules)


def _frequent(counter: Counter[str]) -> tuple[str, ...]:
    """Return the labels seen at least `MINIMUM` times, most frequent first, ties in alphabetical order."""
    ordered = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    return tuple(label for label, count in ordered if count >= MINIMUM)
