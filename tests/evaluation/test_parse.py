"""The measure of the parser: reading gold, comparing, and the gold's own form."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.parse import GOLD, Score, Sentence, Word, read_names, read_sentences

CONLLU = """# sent_id = a-1
# text = Oslo didn't sign.
1	Oslo	Oslo	PROPN	_	_	4	nsubj	_	Name=B-LOC
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	_	_	4	aux	_	_
3	n't	not	PART	_	_	4	advmod	_	_
4	sign	sign	VERB	_	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	_	_	4	punct	_	_

"""


def test_sentences_are_read_by_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (sentence,) = read_sentences(path)
    assert list(sentence.words) == [(0, 4), (5, 8), (8, 11), (12, 16), (16, 17)]
    assert sentence.words[0, 4] == Word("PROPN", "nsubj", (12, 16))
    assert sentence.names == {((0, 4), "LOC")}


def test_names_of_universal_ner_are_read_by_sentence(tmp_path: Path) -> None:
    path = tmp_path / "names.iob2"
    path.write_text("# sent_id = a-1\n1\tOslo\tB-LOC\t-\t-\n2\tsleeps\tO\t-\t-\n", encoding="utf-8")
    assert read_names(path) == {"a-1": ("B-LOC", "O")}


def sentence(relation: str, head: tuple[int, int], name: tuple[int, int], kind: str) -> Sentence:
    root = Word("VERB", "root", (5, 9))
    return Sentence(
        "Oslo said.",
        {(0, 4): Word("PROPN", relation, head), (5, 9): root, (9, 10): Word("PUNCT", "punct", (0, 4))},
        frozenset({(name, kind)}),
    )


@pytest.mark.parametrize(
    ("own", "uas", "las", "names"),
    [
        (sentence("nsubj", (5, 9), (0, 4), "LOC"), 100, 100, 100),
        (sentence("nsubj:pass", (5, 9), (0, 4), "ORG"), 100, 100, 0),
        (sentence("obj", (5, 9), (0, 9), "LOC"), 100, 50, 0),
        (sentence("nsubj", (9, 10), (0, 4), "LOC"), 50, 50, 100),
    ],
)
def test_scores(own: Sentence, uas: float, las: float, names: float) -> None:
    score = Score()
    score.add(sentence("nsubj", (5, 9), (0, 4), "LOC"), own)
    figures = score.figures()
    assert (figures["UAS"], figures["LAS"], figures["names"]) == (uas, las, names)
    assert score.right["words"] == 2


@pytest.mark.parametrize("half", ["development", "held_out"])
def test_gold_is_well_formed(half: str) -> None:
    found = list(read_sentences(GOLD / f"{half}.conllu"))
    assert len(found) >= 100
    for one in found:
        roots = [span for span, word in one.words.items() if word.relation == "root"]
        assert [span for span in roots if one.words[span].head == span] == roots
        assert len(roots) == 1
        assert all(one.text[start:end].strip() for start, end in one.words)
        above = {span: word.head for span, word in one.words.items()}
        for _ in range(len(above)):
            above = {span: one.words[head].head for span, head in above.items()}
        assert set(above.values()) == set(roots)


def test_halves_share_no_sentence() -> None:
    texts = [{one.text for one in read_sentences(GOLD / f"{half}.conllu")} for half in ("development", "held_out")]
    assert not texts[0] & texts[1]
