"""The state that a text speaks from, by the address it was published at."""

from __future__ import annotations

import re
from urllib.parse import urlparse

from accords.core.document import Document
from accords.core.reference import countries

# Government domains that carry no country code, and codes that differ from ISO 3166-1 (IANA root zone database).
GOVERNMENT = {"gov": "US", "mil": "US"}
DIFFERENT = {"uk": "GB", "su": "RU"}
# Country domains sold to the whole world say nothing.
GENERIC = frozenset({"io", "co", "tv", "me", "ai", "cc", "ly", "ws", "fm", "to", "gg", "sh"})


def home_state(document: Document) -> str:
    """Alpha-2 code of the state whose domain published the document; empty if the address does not tell.

    >>> from accords.core.document import Document
    >>> home_state(Document("d", "s", "https://www.mfa.gov.example.kz/en/news/1", "", "text"))
    'KZ'
    """
    for address in (document.source, document.publisher):
        try:
            host = urlparse(address if "//" in address else f"//{address}").hostname or ""
        except ValueError:  # brackets that are no address ("talks[1].txt")
            continue
        if not re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", host):
            continue
        last = host.rsplit(".", 1)[-1]
        if last in GOVERNMENT:
            return GOVERNMENT[last]
        code = DIFFERENT.get(last, last).upper()
        if code in countries() and last not in GENERIC:
            return code
    return ""
