"""One date made of what several reports say: the finest where they agree, all of them where they do not."""

from __future__ import annotations

from collections.abc import Iterable

from accords.core.timex import Edtf


def combined(dates: Iterable[Edtf]) -> Edtf | None:
    """The finest of dates that agree; "one of" those that do not; None of none.

    >>> combined([Edtf("2014-06"), Edtf("2014-06-09")]), combined([Edtf("2014-06-10"), Edtf("2014-06-09")])
    (Edtf(text='2014-06-09'), Edtf(text='[2014-06-09,2014-06-10]'))
    """
    given = list(dict.fromkeys(dates))
    finest = [one for one in given if not any(other != one and one.contains(other) for other in given)]
    apart = [one for one in finest if not any(other != one and one.overlaps(other) for other in finest)]
    if len(apart) > 1 and not any(sign in one.text for one in apart for sign in "/[{"):
        return Edtf(f"[{','.join(sorted(one.text for one in apart))}]")
    return finest[-1] if finest else None
