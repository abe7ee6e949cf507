"""Repairs of the parse where the parser errs in one way again and again in the language of diplomacy.

The component `accords_tree_repair` comes right behind the parser. What it mends is told in `repair_names` (names that are
words of offices, names in pieces), `repair_offices` (titles and the persons who bear them) and `repair_attachments` (lists,
dates and places hung too low). Each repair was kept only if it made more right than wrong on sentences of this kind and
nothing worse on the treebanks (MODEL_CARD.md).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from accords.extraction.gazetteer import find_names
from accords.extraction.offices import TitleFinder
from accords.extraction.parser_tree import Tree
from accords.extraction.repair_attachments import attach
from accords.extraction.repair_clauses import mend_clauses
from accords.extraction.repair_names import mend_names
from accords.extraction.repair_offices import TitleHanger

NAME = "accords_tree_repair"


@Language.component(
    NAME,
    requires=["token.head", "token.dep", "token.pos", "token.lemma", "doc.ents"],
    assigns=["token.head", "token.dep", "doc.ents"],
)
def repair(doc: Doc) -> Doc:
    """Mend the tree and the names of one document."""
    names = find_names(doc)
    titles = TitleFinder(doc, names).find()
    if mend_names(doc, names, titles):
        titles = TitleFinder(doc, names).find()
    tree = Tree(doc)
    TitleHanger(tree, titles, names).hang()
    attach(tree)
    mend_clauses(tree)
    tree.write()
    return doc
