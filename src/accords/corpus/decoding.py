"""Bytes to text: encodings as real files have them, and files that are no text at all."""

from __future__ import annotations

import codecs
import re

from accords.core.errors import UnreadableSource

SAMPLE = 65_536  # Bytes looked at where the whole file would be slow.
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
}
CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}
DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
# Above this share of bytes outside ASCII, or this number in short texts, a text in a one-byte encoding is in no Western
# European language: French, among the most accented of them, has a share of about 0.04.
WESTERN_SHARE, WESTERN_BYTES = 0.12, 4


def decode(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    r"""The text of `data`, and notes on what had to be guessed. Raises UnreadableSource if it is no text.

    >>> decode("Astana’s".encode("cp1252"), "a.txt")
    ('Astana’s', ('decoded as windows-1252',))
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _replacing(data, encoding)
    if wide := _wide(data[:SAMPLE]):
        return _replacing(data, wide, guessed=True)
    _refuse_binary(data, where)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data, where)


def _refuse_binary(data: bytes, where: str) -> None:
    kind = next((name for signature, name in SIGNATURES.items() if data.startswith(signature)), "")
    sample = data[:SAMPLE]
    if kind or b"\0" in sample or sum(byte in CONTROLS for byte in sample) > len(sample) * 0.01 + 1:
        raise UnreadableSource(
            f"this is {kind or 'a binary file'}, not a text", where, "save it as text, Markdown or HTML"
        )


def _wide(sample: bytes) -> str:
    """UTF-16 without a mark shows in NULs at every other byte of Latin text."""
    pairs = len(sample) // 2
    if pairs < 2:
        return ""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        halves, others = sample[start::2], sample[1 - start :: 2]
        if halves.count(0) > 0.7 * pairs and others.count(0) < 0.01 * pairs:
            return encoding
    return ""


def _replacing(data: bytes, encoding: str, *, guessed: bool = False) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    notes = [f"decoded as {encoding}"] if guessed else []
    if lost := text.count("\ufffd") - data.count("\ufffd".encode(encoding.removesuffix("-sig"))):
        notes.append(f"{max(lost, 1)} invalid byte sequences of {encoding.removesuffix('-sig')} replaced")
    return text, tuple(notes)


def _guess(data: bytes, where: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    high = sum(byte > 0x7F for byte in data)
    if len(text) - (len(data) - high) - lost >= lost:  # at least as many good sequences as bad ones: damaged UTF-8
        return _replacing(data, "utf-8")
    for encoding in (
        _declared(data),
        "cp1252" if high <= max(WESTERN_BYTES, WESTERN_SHARE * len(data)) else "",
        _detected(data),
    ):
        if encoding:
            try:
                return data.decode(encoding), (f"decoded as {encoding.replace('cp125', 'windows-125')}",)
            except (LookupError, ValueError):
                continue
    if lost > len(text) * 0.3:
        raise UnreadableSource("its encoding could not be recognised", where, "save it as UTF-8")
    return _replacing(data, "utf-8")


def _declared(data: bytes) -> str:
    match = DECLARED.search(data[:4096])
    name = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    # Read as the WHATWG encoding standard does, and as browsers do.
    return "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    return best.encoding if best else ""
