"""Files, folders and standard input become documents."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from accords.core.document import Document
from accords.core.errors import UnreadableSource
from accords.core.ids import DIGITS
from accords.core.span import Span
from accords.corpus.canonical import Content, plain, says_something
from accords.corpus.decoding import decode
from accords.corpus.duplicates import STDIN_NAME
from accords.corpus.formats import from_html, from_markdown, from_text
from accords.corpus.language import identify, require_supported
from accords.corpus.metadata import SIDECAR_ENDING, Metadata, encodable, sidecar

STDIN = "-"
LIMIT_VARIABLE = "ACCORDS_MAX_MB"
DEFAULT_LIMIT = 20  # Megabytes. The longest joint statements have 0.1; anything this big is no news text but a dump.
LONGEST_TEXT = 1_000_000  # Characters. More is no news text either, and a parser would need gigabytes for it.
UNDATED = "published: unknown, so relative dates stay unresolved"
Converter = Callable[[str], Content]
CONVERTERS: dict[str, Converter] = {
    ".txt": from_text.convert,
    ".text": from_text.convert,
    ".md": from_markdown.convert,
    ".markdown": from_markdown.convert,
    ".html": from_html.convert,
    ".htm": from_html.convert,
    ".xhtml": from_html.convert,
}
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
FRONT_MATTER = re.compile(r"(?:---|\+\+\+)[ \t]*\n")
DATED_NAME = re.compile(r"(\d{4})-(\d{2})-(\d{2})[-_]")


def read(source: str | Path, *, published: date | None = None, language: str | None = None) -> Document:
    """One file, or standard input ("-"), as a document.

    The publication date and the other metadata come from the file itself, then its sidecar `<stem>.meta.json`, then
    the arguments; later ones win. A Markdown file without a date may have it at the start of its name.

    Raises:
        UnreadableSource: The source is missing, empty, no text, too large, or in a language that Accords does not read.
    """
    where = STDIN_NAME if str(source) == STDIN else str(source)
    path = None if str(source) == STDIN else Path(source)
    if path and path.name.casefold().endswith(SIDECAR_ENDING):
        raise UnreadableSource(
            "this describes a text and is none", where, "name the text itself, and what lies beside it is read too"
        )
    data = _bytes(path, where)
    if not data.strip():
        raise UnreadableSource("the file is empty" if path else "nothing came in", where, "give a text")
    text, notes = decode(data, where)
    text = plain(text)
    convert = CONVERTERS.get(path.suffix.casefold() if path else "") or sniff(text)
    content = convert(text)
    if not says_something(content.text):
        raise UnreadableSource("it holds no words", where, "give a text")
    if len(content.text) > LONGEST_TEXT:
        raise UnreadableSource(
            f"its text has {len(content.text):,} characters, more than {LONGEST_TEXT:,}", where, "split it"
        )
    return _document(content, data, where, path, notes, Metadata(published=published, language=language or ""))


def _bytes(path: Path | None, where: str) -> bytes:
    limit = _limit()
    try:
        if path is None:
            data = sys.stdin.buffer.read(limit + 1)
        elif path.is_dir():
            raise UnreadableSource("this is a folder, not a file", where)
        elif path.exists() and not path.is_file():
            raise UnreadableSource("this is neither a file nor a folder", where)
        else:
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableSource("there is no such file or folder", where, "check the path") from None
    except OSError as error:
        raise UnreadableSource(f"it cannot be read ({(error.strerror or str(error)).lower()})", where) from error
    except ValueError as error:  # a path with a NUL character
        raise UnreadableSource("this is not a path", where) from error
    if len(data) > limit:
        raise UnreadableSource(
            f"it is larger than the limit of {limit // 1_000_000} MB",
            where,
            f"split it, or raise the limit with {LIMIT_VARIABLE}=100",
        )
    return data


def _limit() -> int:
    written = os.environ.get(LIMIT_VARIABLE, "").strip()
    if not written:
        return DEFAULT_LIMIT * 1_000_000
    if not written.isdigit() or int(written) < 1:
        raise UnreadableSource(
            f"{written!r} is not a number of megabytes", LIMIT_VARIABLE, f"write {LIMIT_VARIABLE}=100"
        )
    return int(written) * 1_000_000


def sniff(text: str) -> Converter:
    """Which format a text without a telling file name is in.

    >>> sniff("<!DOCTYPE html><p>We met.").__module__.rpartition(".")[2]
    'from_html'
    """
    if HTML_START.match(text[:5000]):
        return from_html.convert
    return from_markdown.convert if FRONT_MATTER.match(text) else from_text.convert


def _document(
    content: Content, data: bytes, where: str, path: Path | None, notes: tuple[str, ...], said: Metadata
) -> Document:
    found = said.over(sidecar(path)).over(content.metadata) if path else said.over(content.metadata)
    notes += found.notes
    if found.published is None and path and (day := _day_in_name(path)):
        found = Metadata(published=day).over(found)
        notes += ("published: taken from the file's name",)
    if found.published is None:
        notes += (UNDATED,)
    title_span = content.title_span
    if found.title != content.metadata.title and found.title:
        title_span = Span(0, len(found.title)) if content.text.startswith(found.title) else None
    return Document(
        id=f"doc-{hashlib.sha256(content.text.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}",
        stem=encodable(path.stem) if path else "stdin",
        source=found.source or encodable(path.as_posix() if path else where),
        sha256=hashlib.sha256(data).hexdigest(),
        text=content.text,
        title=found.title,
        title_span=title_span,
        published=found.published,
        language=require_supported(found.language or identify(content.text), where),
        publisher=found.publisher or found.author,  # a signed text without an outlet is known by its author
        notes=notes,
    )


def _day_in_name(path: Path) -> date | None:
    match = DATED_NAME.match(path.name) if CONVERTERS.get(path.suffix.casefold()) is from_markdown.convert else None
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def read_all(
    sources: Iterable[str | Path],
    *,
    published: date | None = None,
    language: str | None = None,
    on_error: Callable[[UnreadableSource], None],
) -> Iterator[Document]:
    """The documents of files, folders (with all below them, in order of path) and standard input.

    What cannot be read goes to `on_error`, and the rest goes on. In folders, only files with a known ending are read.
    """
    for path in listed(sources, on_error):
        try:
            document = read(path, published=published, language=language)
        except UnreadableSource as error:
            on_error(error)
            continue
        yield document


def listed(
    sources: Iterable[str | Path],
    on_error: Callable[[UnreadableSource], None],
    on_other: Callable[[Path], None] = lambda _path: None,
) -> list[str | Path]:
    """Every file that `read_all` would read from these sources, each once; what holds none goes to `on_error`.

    `on_other` is told of each file of a folder that is passed over for its ending; sidecars are not, they are used.
    """
    return list(dict.fromkeys(path for source in sources for path in files(source, on_error, on_other)))


def _is_folder(source: str | Path) -> bool:
    try:
        return Path(source).is_dir()
    except OSError:  # a name too long to be one; reading it will say so
        return False


def files(
    source: str | Path,
    on_error: Callable[[UnreadableSource], None],
    on_other: Callable[[Path], None] = lambda _path: None,
) -> Iterator[str | Path]:
    """The source itself if it is a file or "-", else the readable files below it; hidden ones are passed over."""
    if str(source) == STDIN or not _is_folder(source):
        yield source if str(source) == STDIN else Path(source)
        return

    def report(error: OSError) -> None:
        on_error(UnreadableSource(f"it cannot be read ({(error.strerror or str(error)).lower()})", str(error.filename)))

    count = 0
    for folder, below, names in os.walk(source, onerror=report):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            if Path(name).suffix.casefold() in CONVERTERS:
                count += 1
                yield Path(folder, name)
            elif not name.casefold().endswith(SIDECAR_ENDING):
                on_other(Path(folder, name))
    if not count:
        endings = " ".join(CONVERTERS)
        on_error(
            UnreadableSource(
                "the folder holds no text that can be read", str(source), f"give files ending in {endings}"
            )
        )
