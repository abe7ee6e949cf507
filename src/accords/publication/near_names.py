"""What someone may have meant who asked for an unknown name or id."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from accords.publication.wordings import listed


def advice(wanted: str, names: Iterable[str], otherwise: str) -> str:
    """A question with the nearest names, or other advice where none is near.

    >>> advice("Kazahkstan", ["Kazakhstan", "Kenya"], "give an ISO code")
    'did you mean Kazakhstan?'
    >>> advice("Atlantis", ["Kazakhstan", "Kenya"], "give an ISO code")
    'give an ISO code'
    """
    near = list(dict.fromkeys(get_close_matches(wanted, list(names), n=3, cutoff=0.6)))
    return f"did you mean {listed(near).replace(' and ', ' or ')}?" if near else otherwise
