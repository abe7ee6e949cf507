from __future__ import annotations

from datetime import date

from accords.core.document import Document
from accords.extraction import extract
from evaluation.precision import drawn, false_items, sentences

TREEBANK = """
# newdoc id = weblog-blog_0001
# text = Not of a chosen genre.
# newdoc id = reviews-000001
# text = Good fish.
1\tGood\tgood
# text = The chips = cold.
""".splitlines()


def test_sentences_of_the_chosen_genres() -> None:
    assert list(sentences(TREEBANK)) == ["Good fish.", "The chips = cold."]


def test_the_same_sentences_are_drawn_every_time() -> None:
    many = [str(number) for number in range(100)]
    assert drawn(many, 5) == drawn(many, 5)
    assert len(set(drawn(many, 5))) == 5


def test_items_are_counted_by_list() -> None:
    text = "Norwegian Prime Minister Kari Holm met President Eero Lahti of Finland and agreed to build a bridge."
    items = false_items(extract(Document("d", "d", "d", "0", text, published=date(2012, 1, 1))))
    assert [item.partition(" ")[0] for item in items] == ["meeting", "commitment"]
    assert not false_items(extract(Document("d", "d", "d", "0", "Good fish.")))
