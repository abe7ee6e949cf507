"""Encodings as real files have them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accords.core.errors import UnreadableSource
from accords.corpus.decoding import decode

TEXT = "The sides’ “agreement” – signed in São Paulo – holds until 2015, as the ministers said."


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        (TEXT.encode(), TEXT, ""),
        (TEXT.encode("utf-8-sig"), TEXT, ""),
        (TEXT.encode("utf-16"), TEXT, ""),
        (TEXT.encode("utf-16-le"), TEXT, "utf-16-le"),
        (TEXT.encode("utf-16-be"), TEXT, "utf-16-be"),
        (TEXT.encode("utf-32"), TEXT, ""),
        (TEXT.encode("cp1252"), TEXT, "windows-1252"),
        (TEXT.encode()[:60] + b"\xe2\x80" + TEXT.encode()[60:], None, "invalid byte sequence"),
        (b"Met in Bern\xff on Monday.", None, "windows-1252"),
        (b'<meta charset="koi8-r">' + "Встреча в Берне".encode("koi8-r"), None, "koi8-r"),
    ],
)
def test_text_is_decoded_and_guesses_are_noted(data: bytes, text: str | None, note: str) -> None:
    decoded, notes = decode(data, "a.txt")
    assert text is None or decoded == text
    assert note in " ".join(notes)
    assert bool(note) == bool(notes)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_utf8_is_never_changed(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"GIF8", b"%PDF-", b"{\\rtf", b"SQLite format 3", b"\xef\xbb\xbf")):
        assert decode(data, "a.txt") == (text, ())


@given(st.binary(min_size=1))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableSource):
        assert isinstance(decode(data, "a.txt")[0], str)
