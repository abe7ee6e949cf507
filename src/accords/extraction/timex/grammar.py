"""The rules of timex.toml as compiled patterns, with the words that make a stretch of text worth trying."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from accords.extraction.timex.lexicon import Lexicon, lexicon

# White space inside an expression: at most one line break.
SPACE = r"(?:[^\S\n]{1,4}|[^\S\n]{0,4}\n[^\S\n]{0,12})"
HYPHEN = r"[-‐‑]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, the class of word it needs, and the maker that reads its groups."""

    order: int
    needs: str
    make: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules by the class they need; every word they know; and the classes of the words that call for them."""

    rules: dict[str, tuple[Rule, ...]]
    vocabulary: frozenset[str]
    triggers: dict[str, tuple[str, ...]]


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ").replace("'", "['’]") for word in ordered) + ")"


def _classes(words: Lexicon) -> dict[str, str]:
    tens = alternatives(w for w, n in words.numbers.items() if 20 <= n <= 90)
    teens = alternatives(w for w, n in words.numbers.items() if 1 <= n < 20)
    spelled = rf"(?:{tens}(?:[ -]{teens})?|{teens})(?: (?:hundred|thousand))?|(?:a|two) (?:hundred|thousand)"
    ordinals = alternatives(words.ordinals)
    abbreviated = alternatives(word for word in words.months if len(word) < 5 and word not in ("may", "june", "july"))
    named = alternatives(word for word in words.months if len(word) > 4 or word in ("may", "june", "july"))
    rank = rf"(?:(?:twenty|thirty)[ -])?{ordinals}|thirtieth"
    return {
        "month": rf"(?:{named}|{abbreviated}\b\.?)",
        "weekday": alternatives(word for word in words.weekdays if len(word) > 5) + "|"
        + alternatives(word for word in words.weekdays if len(word) < 6) + r"\b\.?",
        "season": alternatives(words.seasons),
        "part": alternatives(words.parts),
        "unit": alternatives(words.units),
        "near": alternatives(words.near),
        "adverb": alternatives(words.adverbs),
        "reference": alternatives(words.references),
        "holiday": alternatives(words.holidays),
        "pointer": alternatives(words.pointers),
        "told": alternatives(words.narrative),
        "edges": alternatives(words.edges),
        "edge": rf"(?:(?P<edge>{alternatives(words.edges)})[ -])?",
        "approx": rf"(?:(?P<approx>{alternatives(words.approximate)}) )?",
        "approx2": rf"(?:{alternatives(words.approximate)} )?",
        "count": rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d)?(?:[ -]?(?:1/2|½))?|{spelled}|"
        rf"{alternatives(words.vague)})",
        "ordinal": rf"(?:{rank}|\d{{1,2}}(?:st|nd|rd|th))",
        "ordinalday": r"(?:[12]?\d|3[01])(?:st|nd|rd|th)",
        "day": rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,:]\d|%| ?(?:percent|million|billion))|{rank})",
        "year4": r"(?:1\d|20|21)\d\d",
        "year": rf"(?:(?:1\d|20|21)\d\d(?!\d|[.,:]\d)|['’]\d\d(?![\ds]|['’]?s)|{_year_words(tens, teens)})",
        "yearwords": _year_words(tens, teens),
        "suffix": alternatives({*words.suffixes, *words.told_suffixes} - {"the year"}),
        "weekless": r"this|last|next|(?:the )?(?:current|latest|previous|year-earlier|year-ago)",
        "join": rf"(?:{SPACE}?[-–—‒/]{SPACE}?| (?:to|through|until|till|and|or) )",
        "hour": r"(?:1[0-2]|0?[1-9])",
        "hourwords": alternatives(w for w, n in words.numbers.items() if 1 <= n <= 12),
        "zone": r"(?:EST|EDT|ET|CST|CDT|PST|PDT|MST|GMT|UTC|CET|CEST|MSK|BST|local time|Eastern time|Moscow time)",
        "clockday": r"(?:(?P<near>today|yesterday|tomorrow)"
        r"|(?P<weekday>{weekday})(?:,? (?P<month>{month}) (?P<day>{day}))?"
        r"|(?P<month2>{month}) (?P<day2>{day})(?:,? (?P<year>{year4}))?"
        r"|(?:the )?(?P<day3>{day})(?: of)? (?P<month3>{month})(?:,? (?P<year2>{year4}))?)",
    }


def _year_words(tens: str, teens: str) -> str:
    return (rf"(?:(?:seventeen|eighteen|nineteen|twenty)[ -](?:hundred|{tens}(?:[ -]{teens})?|ten|eleven|twelve|"
            rf"[a-z]{{3,5}}teen)|two thousand(?: and)?(?: {teens})?)")


def expand(pattern: str, classes: dict[str, str]) -> str:
    """Put the classes into a pattern and make its spaces and tildes match white space and hyphens."""

    def put(found: re.Match[str]) -> str:
        return f"(?:{classes[found.group(1)]})"

    for _ in range(3):  # classes hold classes
        pattern = re.sub(r"\{([a-z]\w*)\}", put, pattern)
    return "".join(_spaced(part) for part in re.split(r"(\\.|\[(?:\\.|[^\]])*\]|\(\?<[=!][^()]*\))", pattern))


def _spaced(part: str) -> str:
    """One piece of a pattern: an escape, a class of characters, a look-behind (of one width), or the rest."""
    if part.startswith("(?<"):
        return part.replace(" ", r"\s")
    if part == "[ -]":
        return f"(?:{SPACE}|{HYPHEN})"
    if part.startswith(("\\", "[")):
        return part
    return part.replace(" ", SPACE).replace("~", f"(?:{SPACE}|{HYPHEN})")


def _compile(order: int, entry: dict[str, str], classes: dict[str, str]) -> Rule:
    body = expand(entry["pattern"], classes)
    guarded = rf"(?<![\w$£€#])(?<!\d[.,:/])(?:{body})(?!\w)"
    return Rule(order, entry["needs"], entry["make"], re.compile(guarded, re.IGNORECASE))


def _words_in(pattern: str) -> set[str]:
    plain = re.sub(r"\(\?P?[<=]\w+>?|\(\?[:=!]|\(\?<[=!]|\\[a-zA-Z]", " ", pattern)
    return set(re.findall(r"[^\W\d_]+", plain.lower()))


@lru_cache(maxsize=4)
def grammar(language: str = "en") -> Grammar:
    """Compile the rules of a language; takes some tenths of a second once."""
    words = lexicon(language)
    classes = _classes(words)
    rules = [_compile(order, dict(entry), classes) for order, entry in enumerate(words.rules)]
    vocabulary = set().union(*(_words_in(rule.pattern.pattern) for rule in rules))
    vocabulary.update(f"{word}s" for word in words.weekdays)
    triggers: dict[str, set[str]] = {}
    for name, listed in _trigger_words(words).items():
        for word in listed:
            triggers.setdefault(word, set()).add(name)
    by_need: dict[str, list[Rule]] = {}
    for rule in rules:
        by_need.setdefault(rule.needs, []).append(rule)
    return Grammar(
        {need: tuple(listed) for need, listed in by_need.items()},
        frozenset(vocabulary),
        {word: tuple(sorted(names)) for word, names in triggers.items()},
    )


def _longest(phrases: Iterable[str]) -> set[str]:
    return {max(re.findall(r"[^\W\d_]+", phrase), key=len) for phrase in phrases}


def _trigger_words(words: Lexicon) -> dict[str, set[str]]:
    days = {"day", "days"}
    return {
        "month": set(words.months),
        "weekday": set(words.weekdays) | {f"{word}s" for word in words.weekdays if len(word) > 5},
        "season": set(words.seasons) | {f"{word}s" for word in words.seasons},
        "part": set(words.parts) | {f"{word}s" for word in words.parts},
        "unit": set(words.units),
        "near": set(words.near),
        "adverb": set(words.adverbs),
        "holiday": _longest(words.holidays) - days,
        "reference": _longest(words.references) | {"days"},
        "number": {"seventeen", "eighteen", "nineteen", "twenty", "thousand"},
        "decade": set(words.tens),
        "half": {"half"},
        "fiscal": {"fiscal", "financial", "budget", "tax"},
        "overnight": {"overnight"},
        "latest": {"latest"},
        "school": {"school", "academic"},
        "clock": {"am", "pm", "m", "noon", "midnight", "midday", "clock"},
        "q": {"q"},
        "h": {"h"},
    }
