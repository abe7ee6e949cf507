"""Lists of those who took part in the meeting that a text is about ("Participants included A and B", lines behind a colon)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span, Token

from accords.core.reference import countries
from accords.core.vocabulary import MeetingKind, MeetingStatus
from accords.extraction.lexicons import words
from accords.extraction.meeting_groups import is_group
from accords.extraction.meeting_kinds import noun_kind
from accords.extraction.meeting_merging import Told
from accords.extraction.mentions import Mention, MentionKind, unique
from accords.extraction.persons import Draft
from accords.extraction.syntax import Index, children

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def complete(told: list[Told], doc: Doc, index: Index, people: Mapping[str, Draft]) -> None:
    """Give the first meeting told as news whom a list says to have taken part in it.

    Whoever met there by name or state stays; a group or organisation gives way to the persons listed.
    """
    known = next((t for t in told if t.status is MeetingStatus.HELD and t.kind is not MeetingKind.VISIT), None)
    if known is None:
        return
    listed = [m for sentence in doc.sents for m in _listed(sentence, doc, index)]
    parties = unique([p for m in listed for p in m.parties])
    if len(parties) < 2 or (known.parties and not _grows(known, parties)):
        return
    stay = [p for p in known.participants if p in people or (p in countries() and p not in parties)]
    own = [p for p in known.parties if p in countries()]
    known.participants = unique([*stay, *[p for m in listed for p in m.participants]])
    known.parties = unique([*own, *parties])
    known.ranks = [people[p].rank for p in known.participants if p in people]


def without_groups(told: list[Told]) -> list[Told]:
    """The meetings without those with a group ("European leaders") of which the text goes on to name the members, in one
    meeting of them all or in several of one each; what is known of the former only passes on to the latter.
    """
    kept = []
    for one in told:
        named = [t for t in told if _of_members(one, t)] if any(map(is_group, one.parties)) else []
        if not any(len(t.parties) > 2 for t in named) and len(named) < 2:
            kept.append(one)
            continue
        for t in named:
            t.date, t.place = t.date or one.date, t.place or ("" if t.kind is MeetingKind.CALL else one.place)
    return kept


def _of_members(one: Told, other: Told) -> bool:
    """Whether another meeting may be that of the group's members, or with one of them."""
    if one.kind is not other.kind or one.status is not other.status or any(map(is_group, other.parties)):
        return False
    apart = one.date and other.date and not one.date.overlaps(other.date)
    own = {p for p in one.participants if not is_group(p)}
    return not apart and len(other.parties) > 1 and own <= set(other.participants)


def _grows(known: Told, parties: tuple[str, ...]) -> bool:
    """Whether a list may be that of a meeting: all states known to meet, but for one, are on it."""
    states = {p for p in known.parties if p in countries()}
    grouped = any(is_group(p) or p not in countries() for p in known.parties)
    return len(states - set(parties)) < 2 and (grouped or len(parties) > len(states))


def _listed(sentence: Span, doc: Doc, index: Index) -> Iterator[Mention]:
    """The persons and organisations that a sentence about those taking part lists, or the lines behind its colon."""
    ends = sentence.text.rstrip().endswith(":")
    verb = next((t for t in sentence if _tells_who(t, ends)), None)
    if verb is None:
        return
    start, end = verb.i + 1, sentence.end
    if ends:
        start, end = sentence.end, _end_of_lines(sentence, doc)
    yield from (
        m
        for m in index.mentions
        if start <= m.start < end and m.named and m.parties and m.kind in (MentionKind.PERSON, MentionKind.ORGANISATION)
    )


def _tells_who(token: Token, ends: bool) -> bool:
    """Whether a word says who took part: "participants included", "the meeting included:", "joining the call were …:".

    Args:
        token: The word.
        ends: Whether its sentence ends with a colon.
    """
    if token.lower_ == "among":
        return _among(token.head)
    lemma = token.lemma_.lower()
    if lemma in words("meetings", "attendance", "including"):
        who = children(token, "nsubj")
        return any(
            t.lemma_.lower() in words("meetings", "attendance", "nouns") or (noun_kind(t) and _plain(token))
            for t in who
        )
    return ends and any(lemma in words("meetings", "attendance", key) for key in ("verbs", "nouns"))


def _among(noun: Token) -> bool:
    """Whether a list follows of those who took part ("among those attending were …", "among the participants were …")."""
    verbs = words("meetings", "attendance", "verbs") | words("meetings", "attendance", "present")
    near = [noun, noun.head, *noun.children]
    return any(t.lemma_.lower() in verbs | words("meetings", "attendance", "nouns") for t in near)


def _plain(verb: Token) -> bool:
    """Whether what a meeting included are persons and no matters ("the talks included energy")."""
    return any(t.pos_ == "PROPN" for t in children(verb, "obj"))


def _end_of_lines(sentence: Span, doc: Doc) -> int:
    """Where the lines behind a colon end: before the next sentence with a finite verb."""
    end = sentence.end
    for following in (s for s in doc.sents if s.start >= sentence.end):
        if any(t.tag_ in FINITE for t in following):
            break
        end = following.end
    return end
