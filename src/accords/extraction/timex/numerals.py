"""Numbers as words and digits: counts, ordinals, days of the month, years."""

from __future__ import annotations

import re

from accords.extraction.timex.lexicon import lexicon


def cardinal(words: str) -> float | None:
    """The number that words or digits stand for; 0 where they leave it open ("several").

    >>> cardinal("twenty-four"), cardinal("2 1/2"), cardinal("a couple of"), cardinal("two thousand")
    (24, 2.5, 2, 2000)
    """
    vague = lexicon().vague
    if words in vague:
        return vague[words]
    if found := re.fullmatch(r"(\d{1,9})(?:[ -]?(?:1/2|½))", words):
        return int(found.group(1)) + 0.5
    plain = words.replace(",", "")
    if re.fullmatch(r"\d{1,9}", plain):
        return int(plain)
    if re.fullmatch(r"\d{1,6}\.\d{1,4}", plain):
        return float(plain)
    return _spelled(words)


def _spelled(words: str) -> int | None:
    numbers = lexicon().numbers
    total = current = 0
    for word in re.split(r"[ -]+", words):
        if word in ("and", ""):
            continue
        if word in ("a", "an"):
            number = 1
        elif word.isdecimal() and len(word) < 10:
            number = int(word)
        elif word in numbers:
            number = numbers[word]
        else:
            return None
        if number in (100, 1000):
            current = max(current, 1) * number
            if number == 1000:
                total, current = total + current, 0
        else:
            current += number
    return total + current


def ordinal(words: str) -> int | None:
    """The rank that words or digits with a suffix stand for.

    >>> ordinal("third"), ordinal("21st"), ordinal("twenty-first")
    (3, 21, 21)
    """
    if digits := re.match(r"\d{1,3}", words):
        return int(digits.group())
    ranks = lexicon().ordinals
    if words in ranks:
        return ranks[words]
    tens, _, last = words.replace(" ", "-").partition("-")
    if last in ranks and tens in ("twenty", "thirty"):
        return lexicon().numbers[tens] + ranks[last]
    return 30 if words == "thirtieth" else None


def day_of_month(words: str) -> int:
    """The day that digits or a rank stand for; 0 for none.

    >>> day_of_month("8"), day_of_month("21st"), day_of_month("twenty-first")
    (8, 21, 21)
    """
    return ordinal(words) or 0


def year(words: str, pivot: int = 2030) -> int | None:
    """The year that four digits, two after an apostrophe, or words stand for.

    >>> year("1998"), year("'98"), year("nineteen ninety-six"), year("two thousand")
    (1998, 1998, 1996, 2000)
    """
    if words.isdecimal() and len(words) < 5:
        return int(words)
    if words[:1] in "'’" and words[1:].isdecimal():
        return short_year(int(words[1:]), pivot)
    head, _, rest = words.replace("-", " ").partition(" ")
    century = {"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}.get(head)
    if century and rest == "hundred":
        return century * 100
    number = _spelled(rest if century else words.replace("-", " "))
    if number is None:
        return None
    return century * 100 + number if century else number


def short_year(two_digits: int, pivot: int = 2030) -> int:
    """The year of two digits, none later than `pivot`.

    >>> short_year(98), short_year(13)
    (1998, 2013)
    """
    century = pivot // 100 * 100
    return century + two_digits if century + two_digits <= pivot else century - 100 + two_digits
