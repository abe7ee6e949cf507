"""Titles hung on the persons who bear them, and persons on the titles they explain.

UD takes "Minister of Transport Pavel Ivanko" for a name described by its title (`nmod:desc`), and the name in "the head of
the agency, Igor Melnyk" for an apposition of the head, not of the agency.
"""

from __future__ import annotations

from accords.extraction.gazetteer import Name, NameKind
from accords.extraction.lexicons import words
from accords.extraction.office_words import PREPOSITIONS
from accords.extraction.offices import Title
from accords.extraction.parser_tree import Tree

OUTER = frozenset({"case", "cc", "mark", "punct"})  # what stands before a title and belongs to the whole
UPWARD = frozenset({"nmod", "compound", "nmod:poss", "flat", "amod", "appos", "conj"})
TITLE = "nmod:desc"
SETTLED = frozenset({"nmod:poss", "nsubj", "nsubj:pass", "obj", "obl", "obl:agent"})  # where a name is right by itself


class TitleHanger:
    """Repairs the titles of one text.

    Args:
        tree: the text's tree.
        titles: its titles of office.
        names: states and organisations found by their tables.
    """

    def __init__(self, tree: Tree, titles: list[Title], names: list[Name]) -> None:
        self.tree = tree
        self.doc = tree.doc
        self.titles = titles
        self.cores = {self._core(title): title for title in titles}
        self.states = {name.start: name.end for name in names if name.kind is NameKind.STATE}
        self.persons = {entity.start: entity.end for entity in tree.doc.ents if entity.label_ == "PER"}

    def hang(self) -> None:
        """Repair holders of titles, titles beside names, names behind titles, and lists of all of them."""
        for core, title in self.cores.items():
            self._bind_states(core, title)
        for core, title in self.cores.items():
            start = self._after_honorifics(title.end)
            if start in self.persons and self.doc[start].sent.start == self.doc[core].sent.start:
                self._describe(core, title, start, self.persons[start])
        for start, end in self.persons.items():
            self._explain(self.tree.head_of(start, end), start)
        self._list_persons()
        self._list_titles()

    def _core(self, title: Title) -> int:
        """The noun that heads a title: "Minister" in "Minister of Foreign Affairs"."""
        first = next((i for i in range(title.start + 1, title.head) if self.doc[i].lower_ in PREPOSITIONS), 0)
        return first - 1 if first else title.head

    def _bind_states(self, core: int, title: Title) -> None:
        """Hang "of Slovakia" on the title, not on what its bearer is in charge of."""
        for start, end in self.states.items():
            if core < start and end <= title.end:
                head = self.tree.head_of(start, end)
                long_form = self.doc[self.tree.heads[head]].lower_ in words("offices", "state_forms")
                if self.tree.case(head) == "of" and self.tree.relations[head] == "nmod" and not long_form:
                    self.tree.move(head, core, "nmod")

    def _after_honorifics(self, position: int) -> int:
        honorifics = words("offices", "honorifics")
        while position < len(self.doc) and self.doc[position].lower_ in honorifics:
            position += 1
        return position

    def _describe(self, core: int, title: Title, start: int, end: int) -> None:
        """Hang a title on the name right behind it; the name takes the title's place in the sentence."""
        tree, head = self.tree, self.tree.head_of(start, end)
        no_titles = words("offices", "titles", "counterpart") | words("offices", "prefixes")  # "Chief Justice"
        if not self.doc[core].text[0].isupper() or self.doc[core].lower_ in no_titles:
            return
        if self.tree.children(core, "det"):  # "the Minister Pavel Ivanko": the name explains the title
            if head not in tree.above(core) and tree.heads[head] != core and tree.relations[head] != "nsubj":
                tree.move(head, core, "appos")
            return
        begin = title.start
        before = self.cores.get(tree.heads[core]) if tree.relations[core] == "conj" else None
        if before is None and self.doc[begin - 1].lower_ == "and" and begin > 1:
            before = next((other for other in self.titles if other.end == begin - 1), None)
        if before is not None and self._shared(before, title):
            first = self._core(before)
            if tree.heads[first] != head or tree.relations[first] != TITLE:
                self._name_takes(first, head, before.start, end)
            tree.move(core, first, "conj")
            for child in tree.children(head, "cc"):
                if before.end <= child < core:
                    tree.move(child, core, "cc")
        elif tree.heads[core] != head or tree.relations[core] != TITLE:
            self._name_takes(core, head, begin, end)
        for index in range(core + 1, start):
            outside = tree.heads[index] < begin or tree.heads[index] >= start
            if outside and tree.case(index) and tree.relations[index] in ("nmod", "obl", "conj"):
                tree.move(index, core, "nmod")

    def _shared(self, before: Title, title: Title) -> bool:
        """Whether two titles joined by "and" are one person's: neither is plural, and the first has no bearer or state."""
        article = before.start > 0 and self.doc[before.start - 1].lower_ in ("the", "majesty", "highness")
        alone = before.end == title.start - 1 and not before.countries and not article
        return alone and not before.plural and not title.plural

    def _name_takes(self, core: int, head: int, begin: int, end: int) -> None:
        """Put the head of a name into the place of its title."""
        tree = self.tree
        below, apart = core in tree.above(head), head not in tree.above(core)
        strange = tree.relations[core] == TITLE and tree.heads[core] != head  # the title of somebody else
        settled = tree.relations[head] in SETTLED and tree.heads[core] != core  # "Minister | Ruiz's visit"
        if not strange and (below or (apart and not settled)):
            tree.take_place(head, core)
        tree.move(core, head, TITLE)
        for child in tree.children(core):
            if (child < begin and tree.relations[child] in OUTER) or child >= end:
                tree.move(child, head, tree.relations[child])

    def _explain(self, head: int, start: int) -> None:
        """Hang a name behind a comma on the title that it explains."""
        tree = self.tree
        if tree.relations[head] not in ("appos", "conj") or not start:
            return
        before = start - 1
        while before and self.doc[before].lower_ in words("offices", "honorifics"):
            before -= 1
        if self.doc[before].text != ",":
            return
        title = next((core for core, title in self.cores.items() if title.end == before), None)
        if tree.relations[head] == "conj":
            closed = title is not None and self.doc[self._end(start)].text in (",", ".", ";", ")")
            plural = title is not None and self.cores[title].plural
            if title is not None and (closed or plural) and tree.heads[head] in self._inside(title):
                tree.move(head, title, "appos")
                self._gather(head, title)
            return
        host = tree.heads[head]
        while host not in self.cores and tree.relations[host] in UPWARD and tree.heads[host] != host:
            host = tree.heads[host]
        if host in self.cores and host < head and host != tree.heads[head]:
            tree.move(head, host, "appos")

    def _end(self, start: int) -> int:
        return min(self.persons[start], len(self.doc) - 1)

    def _inside(self, core: int) -> set[int]:
        """The words of a title and the one above it."""
        title = self.cores[core]
        return {*range(title.start, title.end), self.tree.heads[core]}

    def _gather(self, head: int, title: int) -> None:
        """Hang the other persons of "the Presidents of A and B, X and Y" on the first."""
        for start, end in self.persons.items():
            other = self.tree.head_of(start, end)
            inside = self.tree.heads[other] in self._inside(title) and self.tree.relations[other] == "conj"
            if other > head and inside and self.tree.children(other, "cc"):
                self.tree.move(other, head, "conj")

    def _list_persons(self) -> None:
        """Coordinate persons who are taken for appositions of other persons: nobody explains somebody else."""
        tree = self.tree
        heads = {tree.head_of(start, end) for start, end in self.persons.items() if end - start > 1}
        for head in sorted(heads):
            titled = any(tree.relations[c] == TITLE for c in tree.children(head))
            listed = self.doc[tree.left(head) - 1].text == "," or self.doc[tree.left(head)].lower_ in (",", "and")
            if tree.relations[head] == "appos" and tree.heads[head] in heads and titled and listed:
                tree.relabel(head, "conj")

    def _list_titles(self) -> None:
        """Coordinate titles in a list: "the Chair of A, the President of B and the Secretary-General of C"."""
        tree = self.tree
        for core in self.cores:
            host = tree.heads[core]
            if tree.relations[core] != "appos" or host not in self.cores:
                continue
            behind = [c for c in (*tree.children(host, "conj"), *tree.children(core, "conj")) if c > core]
            if any(tree.children(c, "cc") for c in behind) and all(self._a_person(c) for c in behind):
                tree.relabel(core, "conj")
                for child in tree.children(core, "conj"):
                    tree.move(child, host, "conj")

    def _a_person(self, index: int) -> bool:
        title = self.doc[index].i in self.cores
        return title or any(start <= index < end for start, end in self.persons.items())
