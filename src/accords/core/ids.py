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
