"""Content-derived identifiers: equal content has an equal id on every machine, and nothing is numbered by arrival."""

from __future__ import annotations

import hashlib
import json
from typing import Any

DIGITS = 16


def content_id(prefix: str, *content: Any) -> str:
    """`prefix`, a hyphen, and 16 hexadecimal digits of the SHA-256 of the canonical JSON of `content`.

    >>> content_id("doc", "We met.") == content_id("doc", "We met.")
    True
    """
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return f"{prefix}-{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


def distinct_stem(stem: str, document: str) -> str:
    """The stem of a document whose own is taken by another text: the stem with 8 digits of the document's id.

    References to findings are "<stem>/<item>", so no two documents may share a stem.

    >>> distinct_stem("talks", "doc-5b3c9d1e00aa4471")
    'talks-5b3c9d1e'
    """
    return f"{stem}-{document.removeprefix('doc-')[:8]}"
