"""Titles hung on the persons who bear them, and persons on the titles they explain.

UD takes "Minister of Transport Pavel Ivanko" for a name described by its title (`nmod:desc`), and the name in "the head of
the agency, Igor Melnyk" for an apposition of the head, not of the agency.
"""

from __future__ import annotations

from spacy.tokens import Span

from accords.extraction.lexicons import words
from accords.extraction.offices import Title
from accords.extraction.parser_tree import Tree, spans_by_start

OUTER = frozenset({"case", "cc", "mark", "punct"})  # what stands before a title and belongs to the whole
UPWARD = frozenset({"nmod", "compound", "nmod:poss", "flat", "amod", "appos", "conj"})
TITLE = "nmod:desc"


def hang_titles(tree: Tree, titles: list[Title]) -> None:
    """Repair titles beside names, names behind titles, and lists of both."""
    persons = spans_by_start(tree.doc, "PER")
    for title in titles:
        name = persons.get(_after_honorifics(tree, title.end))
        if name is not None and name.sent.start == tree.doc[title.start].sent.start:
            _describe(tree, title, name)
    for name in persons.values():
        _explain(tree, titles, name)
    _list_persons(tree, titles, persons)


def _after_honorifics(tree: Tree, position: int) -> int:
    """The first token at or behind a position that is no form of address."""
    honorifics = words("offices", "honorifics")
    while position < len(tree.doc) and tree.doc[position].lower_ in honorifics and tree.doc[position].text[0].isupper():
        position += 1
    return position


def _describe(tree: Tree, title: Title, name: Span) -> None:
    """Hang a title on the name right behind it; the name takes the title's place in the sentence."""
    core, head = title.head, tree.head_of(name.start, name.end)
    if not tree.doc[core].text[0].isupper() or tree.doc[core].lower_ in words("offices", "titles", "counterpart"):
        return
    if tree.heads[core] == head and tree.relations[core] == TITLE:
        return
    top = tree.head_of(title.start, title.end)
    if tree.relations[top] == TITLE or (top != core and tree.relations[top] not in ("case", "det", "amod", "compound")):
        top = core
    if core in tree.above(head) or head not in tree.above(core):
        tree.take_place(head, core)
    tree.move(core, head, TITLE)
    for child in tree.children(core):
        if (child < title.start and tree.relations[child] in OUTER) or child >= name.end:
            tree.move(child, head, tree.relations[child])
    for index in range(title.start, title.end):
        outside = not title.start <= tree.heads[index] < title.end
        if index != core and outside and index > core and tree.case(index):
            tree.move(index, core, "nmod")


def _explain(tree: Tree, titles: list[Title], name: Span) -> None:
    """Raise a name apposed to a noun inside a title's complement to the title itself."""
    head = tree.head_of(name.start, name.end)
    before = tree.doc[name.start - 1] if name.start else None
    if tree.relations[head] != "appos" or before is None:
        return
    cores = {title.head for title in titles}
    host = tree.heads[head]
    while host not in cores and tree.relations[host] in UPWARD and tree.heads[host] != host:
        host = tree.heads[host]
    if host in cores and host < head and host != tree.heads[head]:
        tree.move(head, host, "appos")


def _list_persons(tree: Tree, titles: list[Title], persons: dict[int, Span]) -> None:
    """Coordinate persons who are taken for appositions of other persons: nobody explains somebody else."""
    heads = {tree.head_of(name.start, name.end) for name in persons.values()}
    for head in sorted(heads):
        if tree.relations[head] == "appos" and tree.heads[head] in heads:
            tree.relations[head] = "conj"
            tree.changed = True
