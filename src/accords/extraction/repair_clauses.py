"""Clauses mended: subjects lost to the clause before, lists of deeds, speakers behind what they say, and headlines."""

from __future__ import annotations

from accords.extraction.lexicons import words
from accords.extraction.parser_tree import Tree

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl")


def mend_clauses(tree: Tree) -> None:
    """Repair clauses all over the text."""
    for index, token in enumerate(tree.doc):
        if token.lower_ in ("never", "not"):
            _deny(tree, index)
        if token.pos_ != "VERB":
            continue
        if token.tag_ in FINITE:
            _find_subject(tree, index)
        if tree.relations[index] == "xcomp":
            _undergone(tree, index)
        if tree.relations[index] == "parataxis" and not _list_deed(tree, index):
            _quote(tree, index)
        if tree.relations[index] == "acl":
            _headline(tree, index)


def _find_subject(tree: Tree, verb: int) -> None:
    """Give a finite verb without a subject the name right before it that hangs on the clause before the comma."""
    if tree.children(verb, *SUBJECTS) or tree.relations[verb] in ("conj", "acl", "acl:relcl"):
        return
    doc = tree.doc
    start = verb
    while start and doc[start - 1].ent_type_ == "PER":
        start -= 1
    if start == verb or doc[start].sent.start != doc[verb].sent.start:
        return
    head = tree.head_of(start, verb)
    host, first = tree.heads[head], tree.left(head)
    behind = host < first and doc[first - 1].text == ","
    if tree.relations[head] in ("appos", "conj") and behind:
        tree.move(head, verb, "nsubj")


def _deny(tree: Tree, index: int) -> None:
    """Hang a negation right before "to" on the infinitive: "promised never to return" denies the return."""
    mark = index + 1
    if mark >= len(tree.doc) or tree.doc[mark].lower_ != "to" or tree.relations[mark] != "mark":
        return
    verb, host = tree.heads[mark], tree.heads[index]
    if tree.relations[index] == "advmod" and host < index and host in tree.above(verb):
        tree.move(index, verb, "advmod")


def _undergone(tree: Tree, verb: int) -> None:
    """Hang "to be drawn up" on the thing right before it: "agreed on a roadmap to be drawn up by experts"."""
    marks = tree.children(verb, "mark")
    if not marks or not tree.children(verb, "aux:pass") or tree.doc[marks[0]].lower_ != "to":
        return
    things = [
        c for c in tree.children(tree.heads[verb], "obl") if tree.right(c) == marks[0] - 1 and tree.case(c) == "on"
    ]
    if things:
        tree.move(verb, things[0], "acl")


def _list_deed(tree: Tree, verb: int) -> bool:
    """Take "A took note of X, welcomed Y, and called for Z" for a list, not for a clause put in between."""
    first = tree.heads[verb]
    doc = tree.doc
    if (
        tree.children(verb, *SUBJECTS)
        or doc[verb].tag_ != doc[first].tag_
        or doc[verb].tag_ not in FINITE
        or verb < first
    ):
        return False
    last = [
        c for c in (*tree.children(verb, "conj"), *tree.children(first, "conj")) if c > verb and tree.children(c, "cc")
    ]
    if doc[verb - 1].text != "," or not last:
        return False
    tree.relabel(verb, "conj")
    for child in tree.children(verb, "conj"):
        tree.move(child, first, "conj")
    return True


def _quote(tree: Tree, verb: int) -> None:
    """Make a verb of saying behind what is said the head of both, as UD has it elsewhere ("…, officials announced")."""
    doc, said = tree.doc, tree.heads[verb]
    speaks = doc[verb].lemma_.lower() in words("statements", "verbs") and doc[verb].tag_ in ("VBD", "VBZ")
    subject = tree.children(verb, "nsubj")
    if not speaks or not subject or tree.children(verb, "obj", "ccomp", "xcomp", "aux"):
        return
    if said > verb or tree.relations[said] != "ROOT" or verb < subject[0]:
        return
    first = tree.left(subject[0])
    if doc[first - 1].text not in (",", '"', "”", "’"):
        return
    tree.take_place(verb, said)
    tree.move(said, verb, "ccomp")
    for child in tree.children(said):
        if child > verb:
            tree.move(child, verb, tree.relations[child])


def _headline(tree: Tree, verb: int) -> None:
    """Make "Moldova's president to visit Brussels" a clause: a heading tells what lies ahead by an infinitive alone."""
    noun = tree.heads[verb]
    doc = tree.doc
    marks = tree.children(verb, "mark")
    last = doc[doc[verb].sent.end - 1]
    while last.is_space and last.i > verb:
        last = last.nbor(-1)
    stated = last.text in (".", ";", ":", "?", "!") or tree.relations[noun] != "ROOT"
    if stated or not marks or doc[marks[0]].lower_ != "to" or tree.children(noun, "det"):
        return
    actor = doc[noun].ent_type_ or doc[noun].lemma_.lower() in words("offices", "groups", "persons") | words(
        "offices", "groups", "states"
    )
    if actor and noun < marks[0]:
        tree.take_place(verb, noun)
        tree.move(noun, verb, "nsubj")
        for child in tree.children(noun):
            if child > verb:
                tree.move(child, verb, tree.relations[child])
