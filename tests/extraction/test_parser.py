"""The English parser: what the model finds, and that the component keeps its promises on odd and long texts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from accords.extraction.parser import LONGEST_SENTENCE, WINDOW_WORDS, load_english
from accords.extraction.parser_decoding import NameDecoder, decode_tree
from accords.extraction.parser_encoding import apply_lemma_rule, lemma_rule
from accords.extraction.parser_model import EnglishModel, MissingModel

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
SENTENCE = "The deputy ministers signed a protocol on the transit of goods in Valdoria on Monday. "


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_english()


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(name.text, name.label_) for name in doc.ents]


def assert_sound(doc: Doc) -> None:
    """Every sentence is a tree with one root among its words, and every word has its tags."""
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        assert sum(token.head == token for token in words) == min(1, len(words))
        for token in sentence:
            assert token.head in sentence
            assert token.pos_
            assert token.tag_
            assert token.lemma_
            assert token.dep_


def test_coordinated_titled_names_are_two_persons(nlp: Language) -> None:
    doc = nlp("Presidents Karel Zemanov and Aibek Tursunbay met in Vienna.")
    assert names(doc) == [("Karel Zemanov", "PER"), ("Aibek Tursunbay", "PER"), ("Vienna", "LOC")]
    assert doc[4].head.text == "Karel"
    assert doc[4].dep_ == "conj"


def test_clause_structure_and_lemmas(nlp: Language) -> None:
    doc = nlp("The treaties were ratified by the parliament last week.")
    root = next(doc.sents).root
    assert (root.lemma_, root.dep_) == ("ratify", "ROOT")
    assert {child.dep_: child.lemma_ for child in root.children}["nsubj:pass"] == "treaty"
    assert {child.dep_ for child in root.children} >= {"aux:pass", "obl:agent", "punct"}
    assert doc[1].morph.get("Number") == ["Plur"]


def test_case_of_words_matters(nlp: Language) -> None:
    doc = nlp("The US delegation told us about it.")
    assert [doc[1].pos_, doc[4].pos_] == ["PROPN", "PRON"]


def test_abbreviations_do_not_end_sentences(nlp: Language) -> None:
    doc = nlp("Mr. Ortega met U.S. officials on Jan. 12. He left on Sunday.")
    assert [sentence.text for sentence in doc.sents] == [
        "Mr. Ortega met U.S. officials on Jan. 12.",
        "He left on Sunday.",
    ]


def test_blank_lines_end_sentences_and_newlines_do_not(nlp: Language) -> None:
    doc = nlp("Ministers Agree on New Border Crossing\n\nThe two ministers\nsigned the protocol.\n")
    assert [" ".join(sentence.text.split()) for sentence in doc.sents] == [
        "Ministers Agree on New Border Crossing",
        "The two ministers signed the protocol.",
    ]
    newline = next(token for token in doc if token.text == "\n")
    assert (newline.pos_, newline.dep_, newline.head.text) == ("SPACE", "dep", "ministers")
    assert_sound(doc)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\n\n a", "one\n\n\n\ntwo\n\n", "???", "\u200b\u200b", "x" * 5000, "А Б 中文"]
)
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert_sound(doc)


def test_long_paragraphs_are_cut_between_sentences(nlp: Language) -> None:
    count = 3 * WINDOW_WORDS // len(SENTENCE.split())
    doc = nlp(SENTENCE * count)
    assert [sentence.text for sentence in doc.sents] == [SENTENCE.strip()] * count
    assert_sound(doc)


def test_a_sentence_longer_than_any_window_is_parsed(nlp: Language) -> None:
    doc = nlp("the ministers of trade and " * LONGEST_SENTENCE)
    assert_sound(doc)


def test_batches_give_what_single_documents_give(nlp: Language) -> None:
    texts = [SENTENCE * number for number in (3, 1, 0, 5)] + ["Omar Haddad leads the Trade Council."]
    for doc, text in zip(nlp.pipe(texts, batch_size=3), texts, strict=True):
        alone = nlp(text)
        assert [(t.head.i, t.dep_, t.pos_, t.lemma_) for t in doc] == [
            (t.head.i, t.dep_, t.pos_, t.lemma_) for t in alone
        ]
        assert names(doc) == names(alone)


def test_names_have_scores(nlp: Language) -> None:
    doc = nlp("Omar Haddad of the European Union flew to Cairo.")
    assert len(doc._.name_scores) == len(doc.ents) > 0
    assert all(0 < score <= 1 for score in doc._.name_scores)


@pytest.mark.parametrize("seed", range(20))
def test_trees_have_one_root_and_no_cycle(seed: int) -> None:
    size = 1 + seed
    heads = decode_tree(np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32))
    assert (heads == 0).sum() == 1
    for word in range(1, size + 1):
        steps, node = 0, word
        while node:
            node, steps = int(heads[node - 1]), steps + 1
            assert steps <= size


def test_the_best_tree_is_found() -> None:
    # Greedy heads are 1 <- 2 and 2 <- 1; breaking the cycle at word 2 costs least.
    scores = np.array([[0, 0, 9], [8, 9, 0]], dtype=np.float32)
    assert decode_tree(scores).tolist() == [2, 0]


def test_name_labels_are_made_valid() -> None:
    decoder = NameDecoder(LABELS)
    logs = np.full((3, len(LABELS)), -9, dtype=np.float32)
    logs[0, 2], logs[0, 1] = -0.1, -1  # I-PER may not begin a name.
    logs[1, 4], logs[1, 2] = -0.1, -1  # Nor may I-ORG follow a person.
    logs[2, 0] = 0
    assert decoder.spans(decoder.decode(logs).tolist()) == [(0, 2, "PER")]


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("Ministries", "ministry"), ("was", "be"), ("UN", "UN"), ("PARIS", "Paris"), ("met", "meet"), ("a", "a")],
)
def test_lemma_rules_give_the_lemma_back(word: str, lemma: str) -> None:
    assert apply_lemma_rule(word, lemma_rule(word, lemma)) == lemma


def test_a_missing_model_is_named(tmp_path) -> None:
    with pytest.raises(MissingModel, match=r"model\.onnx"):
        EnglishModel(tmp_path)


@pytest.mark.parametrize("unit", ["(", "a,", "'", "$", "ж.", "a" * 399 + "b "])
def test_overlong_runs_are_cut_and_lose_nothing(unit: str) -> None:
    text = f"Before it. {unit * 900} After it."
    doc = load_english().make_doc(text)
    assert doc.text == text
    assert [token.text for token in doc[:3]] == ["Before", "it", "."]


def test_a_stretch_without_sentences_is_parsed_in_few_windows() -> None:
    nlp = load_english()
    parser: Any = nlp.get_pipe("accords_ud_parser")
    windows: list[int] = []
    parse = parser._model.parse
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser._model, "parse", lambda batch: windows.append(len(batch)) or parse(batch))
        nlp("A\u2028 " * 1500)
    assert sum(windows) <= 1500 * 2 // 16 + 2
