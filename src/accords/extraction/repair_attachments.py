"""Lists flattened, and dates, places and partners hung on the words they belong to."""

from __future__ import annotations

from accords.extraction.lexicons import words
from accords.extraction.parser_tree import Tree


def attach(tree: Tree) -> None:
    """Repair attachments all over the text."""
    for index, relation in enumerate(tree.relations):
        if relation == "conj":
            any(repair(tree, index) for repair in (_month, _documents, _flatten))
    for index, relation in enumerate(tree.relations):
        if relation in ("nmod", "obl"):
            any(repair(tree, index) for repair in (_between, _dated, _day, _placed))


def _month(tree: Tree, index: int) -> bool:
    """Hang the month of "18 and 19 February" on the day before it."""
    before = index - 1
    day = tree.doc[before].pos_ == "NUM" and tree.doc[index].lower_ in words("repairs", "calendar")
    return day and not tree.children(index, "cc") and tree.move(index, before, "nmod:unmarked")


def _documents(tree: Tree, index: int) -> bool:
    """Coordinate "an agreement on trade and a treaty" by their documents, not the treaty with the trade."""
    nouns = words("repairs", "dated")
    new = {tree.doc[c].lower_ for c in tree.children(index, "det")} & {"a", "an"}
    topic = tree.heads[index]
    if not new or tree.doc[index].lemma_.lower() not in nouns or tree.doc[topic].lemma_.lower() in nouns:
        return False
    if tree.relations[topic] not in ("nmod", "conj"):
        return False
    outer = _outer(tree, index, nouns)
    return outer != topic and tree.move(index, outer, "conj")


def _flatten(tree: Tree, index: int) -> bool:
    """Hang the last of "A, B and C" on A: the comma before B, without a conjunction, says that the list is one."""
    second = tree.heads[index]
    first = tree.heads[second]
    if tree.relations[second] != "conj" or not tree.children(index, "cc"):
        return False
    marks = {tree.doc[c].lower_ for c in tree.children(second, "punct", "cc") if c < second}
    others = [c for c in tree.children(first, "conj") if c > index or tree.children(c, "cc")]
    alike = len({tree.doc[i].pos_ for i in (first, second, index)}) == 1
    clause = tree.children(second, "nsubj", "nsubj:pass")
    return marks == {","} and alike and not others and not clause and tree.move(index, first, "conj")


def _outer(tree: Tree, index: int, nouns: frozenset[str]) -> int:
    """The nearest of some nouns above a nominal's host, over nouns that only tell what it is about; itself if none."""
    host = tree.heads[index]
    found = host
    while tree.doc[found].lemma_.lower() not in nouns:
        if tree.relations[found] not in ("nmod", "conj") or tree.heads[found] == found:
            return host
        found = tree.heads[found]
    return found


def _between(tree: Tree, index: int) -> bool:
    """Raise "between A and B" from the topic of a treaty or meeting to the treaty or meeting itself."""
    names = tree.doc[index].ent_type_ in ("LOC", "ORG", "PER") or tree.doc[index].lemma_.lower() in _actors()
    if tree.case(index) != "between" or not names or tree.relations[index] != "nmod":
        return False
    if tree.doc[tree.heads[index]].lemma_.lower() in words("repairs", "relational", "own"):
        return False
    outer = _outer(tree, index, words("repairs", "relational"))
    return outer != tree.heads[index] and tree.move(index, outer, "nmod")


def _actors() -> frozenset[str]:
    return (
        words("offices", "groups", "states") | words("offices", "groups", "persons") | words("offices", "institutions")
    )


def _is_day(tree: Tree, index: int) -> bool:
    """Whether a nominal is a date: a month or weekday, or a number with a month."""
    token = tree.doc[index]
    return token.lower_ in _calendar() or any(tree.doc[c].lower_ in _calendar() for c in tree.children(index))


def _calendar() -> frozenset[str]:
    return words("repairs", "calendar")


def _dated(tree: Tree, index: int) -> bool:
    """Hang "of 12 June 1998" on the treaty before it."""
    if tree.case(index) != "of" or not _is_day(tree, index):
        return False
    nouns = words("repairs", "dated")
    start = min(tree.children(index, "case"))
    before = [i for i in range(tree.doc[index].sent.start, start) if tree.doc[i].lemma_.lower() in nouns]
    host = tree.heads[index]
    if not before or start - before[-1] > 8 or tree.doc[host].lemma_.lower() in nouns:
        return False
    return tree.move(index, before[-1], "nmod")


def _day(tree: Tree, index: int) -> bool:
    """Hang "on Thursday" between somebody and what they did on the verb."""
    host = tree.heads[index]
    verb = tree.heads[host]
    if not (tree.relations[host].startswith("nsubj") and host < index < verb) or not _is_day(tree, index):
        return False
    actor = tree.doc[host].ent_type_ or tree.doc[host].lemma_.lower() in _actors()
    if not actor or tree.case(index) not in words("repairs", "prepositions", "day"):
        return False
    following = [i for i in range(tree.right(index) + 1, verb) if tree.heads[i] != verb]
    return not following and tree.move(index, verb, "obl")


def _placed(tree: Tree, index: int) -> bool:
    """Hang "in Athens on 2 January" behind the object of a verb of signing on the verb."""
    if tree.doc[index].ent_type_ != "LOC" or tree.case(index) not in words("repairs", "prepositions", "place"):
        return False
    if tree.relations[index] != "nmod" or tree.children(index, "det"):  # "in the Arctic" is no place of a signature
        return False
    path = [index, *tree.above(index)]
    verb = next((i for i in path if tree.doc[i].pos_ == "VERB"), index)
    below = path[1 : path.index(verb)]
    if verb == index or not below or tree.relations[below[-1]] not in ("obj", "nsubj:pass", "obl"):
        return False
    if tree.doc[verb].lemma_.lower() not in words("repairs", "placed", "verbs") or below[-1] < verb:
        return False
    following = tree.right(index) + 1
    days = words("repairs", "prepositions", "day")
    dated = any(
        tree.relations[c] == "obl" and tree.left(c) == following and tree.case(c) in days and _is_day(tree, c)
        for c in tree.children(verb)
    )
    direct = len(below) == 1 and tree.doc[below[0]].lemma_.lower() in words("repairs", "dated")
    return (dated or direct) and tree.move(index, verb, "obl")
