"""Whether a meeting is held, planned, postponed or cancelled, by the words and tense that tell of it."""

from __future__ import annotations

from spacy.tokens import Token

from accords.core.vocabulary import MeetingStatus
from accords.extraction.lexicons import lexicon, words
from accords.extraction.syntax import Time, auxiliaries, cases, infinitive, negated, rising, time_of

CALENDAR = frozenset([*lexicon("timex")["months"], *lexicon("timex")["weekdays"]])
OFF = frozenset({MeetingStatus.POSTPONED, MeetingStatus.CANCELLED})
SUBORDINATE = frozenset({"advcl", "acl:relcl", "ccomp", "conj"})


def status_of(anchor: Token, verb: Token, clauses: tuple[Token, ...] = ()) -> MeetingStatus:
    """The status of the meeting that `anchor` names under `verb`; `clauses` are relative clauses about it."""
    if _was_to_have(verb):
        return MeetingStatus.CANCELLED
    for clause in (verb, *clauses):
        if (off := called_off(clause)) is not None:
            return off
    if gone_to(verb):
        return MeetingStatus.HELD
    if anchor.pos_ != "VERB":
        ahead = {c.lower_ for c in anchor.children if c.dep_ in ("amod", "compound")}
        if ahead & words("meetings", "status", "next"):
            return MeetingStatus.PLANNED
    return MeetingStatus.PLANNED if _planned(anchor, verb) else MeetingStatus.HELD


def gone_to(verb: Token) -> bool:
    """Whether somebody went somewhere to do it, and so did ("flew to Oslo on Friday to meet the minister")."""
    moving = words("meetings", "verbs_to", "visit") | words("meetings", "verbs_to", "crossing")
    purpose = verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VB" and infinitive(verb)
    above = verb.head
    went = above.tag_ == "VBD" and above.lemma_.lower() in moving and time_of(above) is Time.PAST
    return purpose and went and not negated(above)


def is_next(anchor: Token) -> bool:
    """Whether the noun means another edition than the one the text is about ("the next forum")."""
    return any(c.lower_ in words("meetings", "status", "following") for c in anchor.children if c.dep_ == "amod")


def called_off(verb: Token) -> MeetingStatus | None:
    """Postponed or cancelled, if a verb says so."""
    lemma = verb.lemma_.lower()
    particles = {c.lower_ for c in verb.children if c.dep_ in ("compound:prt", "advmod")}
    if lemma in words("meetings", "status", "moved") and any(
        cases(t) & {"to", "until"} and (t.lower_ in CALENDAR or t.like_num) for t in verb.children
    ):
        return MeetingStatus.POSTPONED
    for status in (MeetingStatus.POSTPONED, MeetingStatus.CANCELLED):
        phrases = {f"{lemma} {particle}" for particle in particles}
        if lemma in words("meetings", "status", status.value) or phrases & words(
            "meetings", "status", f"{status.value}_phrases"
        ):
            return status
    return None


def _was_to_have(verb: Token) -> bool:
    """Whether something was to have taken place, and so did not ("were to have met in May")."""
    words_before = [c.lower_ for c in verb.children if c.dep_.startswith("aux") or c.dep_ == "mark"]
    return "have" in words_before and "to" in words_before and bool({"was", "were"} & {*words_before, verb.head.lower_})


def _planned(anchor: Token, verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if verb.pos_ in ("VERB", "AUX") or auxiliaries(verb):
        if time_of(verb) is Time.FUTURE or _due(verb):
            return True
        if _under_plan(verb):
            return True
    if anchor.i == verb.i:
        return False
    planning = words("meetings", "status", "planning")
    if anchor.dep_ in ("obj", "nsubj:pass", "obl") and lemma in planning - {"agree", "announce", "decide"}:
        return True
    return lemma in ("agree", "decide", "look") and anchor.dep_ == "obl" and bool(cases(anchor) & {"on", "to"})


def _due(verb: Token) -> bool:
    """ "is due in Bergen", "is set for May": the parser takes such words for adverbs or prepositions of what follows."""
    return any(
        c.lower_ in words("meetings", "status", "planning") and c.dep_ in ("case", "advmod", "amod", "dep")
        for c in verb.children
    )


def _under_plan(verb: Token) -> bool:
    """A present or subjunctive clause under what lies ahead: "will decide when they meet", "suggested that they meet"."""
    if verb.tag_ not in ("VB", "VBP", "VBZ") or auxiliaries(verb) & {"do", "does", "did", "has", "have"}:
        return False
    for step in rising(verb, 4):
        if step.i == verb.i:
            continue
        if step.pos_ in ("VERB", "AUX") or auxiliaries(step):
            below_verb = verb.dep_ in SUBORDINATE
            return below_verb and (
                time_of(step) is Time.FUTURE or step.lemma_.lower() in words("meetings", "status", "planning")
            )
    return False
