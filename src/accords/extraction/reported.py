"""Reported speech: the token ranges of what verbs of saying and "according to" report, without the words that report it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from accords.extraction.lexicons import words
from accords.extraction.syntax import children, negated, rising

Parts = tuple[tuple[int, int], ...]
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl", "nsubj:outer")
BEHIND = frozenset({"obl", "iobj", "obl:unmarked", "obl:tmod", "advmod", "obl:arg"})
DASHES = frozenset({"–", "—", "-", "--"})
CLOSERS = frozenset({",", ".", ";", "–", "—", "!", "?"})
EDGES = frozenset({",", ";", ":", "–", "—", "-", ".", '"', "“", "”", "`", "``", "''"})
OPENING, CLOSING = frozenset({'"', "“", "``"}), frozenset({'"', "”", "''"})
STRAYED = frozenset({"nsubj", "parataxis", "nmod:unmarked", "obl:unmarked", "appos"})
DATELINE = 9  # tokens that a dateline takes at most
SHORTEST = 2  # words


def reported_clauses(verb: Token, quoted: set[int]) -> Iterator[Parts]:
    """What a verb of saying reports: its clauses, or the sentence that it is inserted in.

    Args:
        verb: A verb of saying.
        quoted: Tokens inside quotations, whose own statement they are.
    """
    if negated(verb):
        return
    inserted = _inserted(verb, quoted) if verb.lemma_.lower() in words("statements", "verbs") else ()
    if inserted:
        yield inserted
        return
    for clause in _told(verb):
        subjects = [child for child in clause.children if child.dep_ in SUBJECTS]
        if subjects and not {clause.i, *(s.i for s in subjects)} <= quoted and not _asks(clause):
            inside = {t.i for t in clause.subtree if (t.i < verb.i) == (clause.i < verb.i)}
            inside = {i for i in inside - _sources(clause) if i >= _conjunction(clause, inside)}
            if inside and _first_word(verb, inside) not in quoted and (parts := _parts(verb, inside)):
                yield parts


def _told(verb: Token) -> Iterator[Token]:
    """The clauses that a verb of saying governs, also by way of what it expresses ("voiced hope that …", "made clear that …")."""
    if verb.lemma_.lower() in words("statements", "verbs"):
        strayed = {t.i for own in _strayed(verb) for t in own.subtree}
        for clause in children(verb, "ccomp"):
            if not _apart(verb, clause) and strayed.isdisjoint(t.i for t in clause.subtree):
                yield clause
    for noun in children(verb, "obj", "xcomp"):
        if noun.lemma_.lower() in words("statements", "verbs", "expressed"):
            yield from (c for c in noun.children if c.dep_ in ("acl", "ccomp") and _begins_with_that(c))


def _apart(verb: Token, clause: Token) -> bool:
    """Whether a semicolon stands between a verb and what the parser hung on it."""
    return any(verb.doc[i].text == ";" for i in range(verb.i, clause.i))


def _begins_with_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _conjunction(clause: Token, inside: set[int]) -> int:
    """Where the words told begin: at the clause's "that", whatever the parser hangs on it before ("said in Oslo that …")."""
    marks = [
        c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that" and c.i < clause.i and c.i in inside
    ]
    return min(marks, default=0)


def _first_word(verb: Token, inside: set[int]) -> int:
    return min((i for i in inside if not _is_edge(verb.doc[i])), default=min(inside))


def _sources(clause: Token) -> set[int]:
    """The words that name the source of a clause ("according to two diplomats")."""
    named = (n for n in clause.children if any(c.dep_ == "case" and c.lower_ == "according" for c in n.children))
    return {t.i for nominal in named for t in nominal.subtree}


def _asks(clause: Token) -> bool:
    """Whether it begins with a question word, and so tells nothing."""
    first = [t for t in clause.subtree if not t.is_punct and t.pos_ != "ADP"][:1]
    return any(t.lower_ in words("statements", "clauses", "questions") for t in first)


def _inserted(verb: Token, quoted: set[int]) -> Parts:
    """The sentence around ", he said," or before ", the minister said."; empty where the verb is no such insertion."""
    own = nearest_subject(verb)
    if own is None or own.lower_ in words("statements", "speakers", "relatives") or children(verb, "cc"):
        return ()
    addressed = children(verb, "obj") if verb.lemma_.lower() in words("statements", "verbs", "addressing") else []
    if len(children(verb, "obj")) > len(addressed) or any(_says_more(c) for c in children(verb, "ccomp")):
        return ()
    if any(child.lower_ != "as" for child in children(verb, "mark")) or verb.dep_ == "conj" or _governs_clause(verb):
        return ()
    doc, sentence = verb.doc, verb.sent
    start, end = _extent(verb, own, addressed)
    if start - 1 <= sentence.start or doc[start - 1].text not in (",", "–", "—"):
        return ()
    own_words = {t.i for t in verb.subtree}
    final = all(doc[i].is_punct or doc[i].is_space or i in own_words for i in range(end, sentence.end))
    final = final and (end >= sentence.end or doc[end].text != ",")
    if not final and doc[end].text not in CLOSERS:
        return ()
    opening = max((i + 1 for i in range(sentence.start, start) if doc[i].text in (":", ";")), default=sentence.start)
    gerund = end + 1 < sentence.end and doc[end + 1].tag_ == "VBG"  # "he said, calling it a success"
    goes_on = not final and doc[end].text in (",", "–", "—") and not gerund
    kept = {*range(opening, start - 1), *(range(end + 1, sentence.end) if goes_on else ())}
    circumstances = {t.i for child in verb.lefts if child.dep_ in ("obl", "advcl", "advmod") for t in child.subtree}
    return () if kept & quoted or kept <= circumstances else _parts(verb, kept)


def _says_more(clause: Token) -> bool:
    """Whether what is told is itself what somebody said ("the ministry said that …, the agency reported")."""
    told = clause.lemma_.lower() in words("statements", "verbs") - words("statements", "verbs", "thinking")
    return told and any(any(c.dep_ in SUBJECTS for c in inner.children) for inner in children(clause, "ccomp"))


def _governs_clause(verb: Token) -> bool:
    """Whether a whole clause follows the verb as what it says."""
    behind = (c for c in children(verb, "ccomp") if c.i > verb.i and not _apart(verb, c))
    return any(any(s.dep_ in SUBJECTS for s in c.children) for c in behind)


def nearest_subject(verb: Token) -> Token | None:
    """The verb's own subject, the nearest where a dateline or the like was taken for another."""
    own = [child for child in verb.children if child.dep_.startswith("nsubj")] or _strayed(verb)
    return min(own, key=lambda token: abs(token.i - verb.i)) if own else None


def _strayed(verb: Token) -> list[Token]:
    """A subject right before the verb that the parser hung on what was said ("it is open, a spokesman for the town said")."""
    before = verb.i - 1 - (verb.i > 0 and verb.nbor(-1).text == ",")
    behind = (t for c in children(verb, "ccomp") if c.i < verb.i for t in c.subtree if t.i > c.i)
    own = (t for t in behind if t.dep_ in STRAYED and t.pos_ in ("NOUN", "PROPN", "PRON"))
    return [t for t in own if before <= t.right_edge.i < verb.i and _behind_comma(t)][:1]


def _behind_comma(token: Token) -> bool:
    """Whether a nominal follows a comma, which the parser may have hung on it."""
    first = token.left_edge
    return first.text == "," or (first.i > 0 and first.nbor(-1).text == ",")


def _extent(verb: Token, subject: Token, addressed: list[Token]) -> tuple[int, int]:
    """The verb with its subject, whom it is said to, and the circumstances of its saying right behind."""
    core = [
        verb.i,
        *(t.i for told in addressed for t in told.subtree),
        *(t.i for t in subject.subtree if not _detached(t, subject)),
    ]
    start, end = min(core), max(core) + 1
    if start and verb.doc[start - 1].lower_ == "as":
        start -= 1
    for child in sorted(verb.rights, key=lambda c: c.left_edge.i):
        if child.dep_ in BEHIND and child.left_edge.i == end:
            end = child.right_edge.i + 1
    return start, end


def _detached(token: Token, head: Token) -> bool:
    """Whether it stands in a clause hung on the nominal ("the envoy, who knows the text")."""
    steps = list(rising(token, 12))
    between = steps[: next((n for n, step in enumerate(steps) if step.i == head.i), len(steps))]
    return any(step.dep_ in ("acl:relcl", "parataxis", "punct") for step in between)


def according_to(nominal: Token, quoted: set[int]) -> Parts:
    """What somebody's word is given for ("according to the ministry, …"); empty where the nominal is not so marked."""
    mark = next((c for c in nominal.children if c.dep_ == "case" and c.lower_ == "according"), None)
    if mark is None or nominal.head.i == nominal.i:
        return ()
    phrase = {t.i for t in nominal.subtree}
    clause = nominal.head
    inside = {t.i for t in clause.subtree} - phrase
    for child in children(clause, "conj"):
        if any(c.dep_ in SUBJECTS for c in child.children):
            inside -= {t.i for t in child.subtree}
    return () if inside & quoted else _parts(nominal, inside)


def _parts(near: Token, inside: set[int]) -> Parts:
    """The tokens as ranges, without dateline, opening conjunction and the punctuation at the edges; empty if too short."""
    doc, opening = near.doc, words("statements", "clauses", "opening")
    parts: list[tuple[int, int]] = []
    for run in _runs(doc, inside - set(range(near.sent.start, _dateline_end(near)))):
        start, end = run
        while start < end and (_is_edge(doc[start]) or (not parts and doc[start].lower_ in opening)):
            start += 1
        while end > start and (doc[end - 1].is_space or doc[end - 1].text in EDGES):
            if doc[end - 1].text in CLOSING and any(doc[i].text in OPENING for i in range(start, end - 1)):
                break  # of words that end with a quotation the mark is kept
            end -= 1
        if start < end:
            parts.append((start, end))
    return tuple(parts) if sum(end - start for start, end in parts) >= SHORTEST else ()


def _is_edge(token: Token) -> bool:
    return token.is_punct or token.is_space or token.text in EDGES


def _runs(doc: Doc, inside: set[int]) -> list[tuple[int, int]]:
    """Ranges of the tokens, those joined that only punctuation parts."""
    runs: list[tuple[int, int]] = []
    for i in sorted(inside):
        if runs and all(doc[j].is_punct or doc[j].is_space for j in range(runs[-1][1], i)):
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _dateline_end(token: Token) -> int:
    """Where the sentence begins behind a dateline ("OSLO, 3 May –"); its start if it has none."""
    sentence = token.sent
    first = next((t for t in sentence if not t.is_space), sentence[0])
    if not first.is_upper or len(first) < 3:
        return sentence.start
    return next((t.i + 1 for t in sentence[:DATELINE] if t.text in DASHES), sentence.start)
