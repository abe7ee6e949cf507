"""The only place where stages meet: read, extract, record, link, track."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from accords.core.clock import today
from accords.core.document import Document
from accords.core.errors import AccordsError, InvalidSpan
from accords.core.findings import Findings
from accords.core.ids import distinct_stem
from accords.core.matter import Matter
from accords.corpus import Duplicate, DuplicateIndex, is_edited, read_all, same_place
from accords.extraction import VERSION, extract_all
from accords.ledger import Ledger, open_ledger
from accords.linkage import link
from accords.monitoring import follow
from accords.publication import Knowledge, Record, brief, dossier, knowledge, party_code, record, register
from accords.publication import Report as PublishedReport

COMPARED = 2_000
"""Documents of a ledger with which new ones are compared, the newest: that takes about a second. Stories are re-issued
within days."""

Problem = Callable[[AccordsError], None]
Extract = Callable[[Iterable[Document]], Generator[Findings, None, None]]


def in_one_process(documents: Iterable[Document]) -> Generator[Findings, None, None]:
    """The findings of each document, in order, extracted here (`accords.workers` does it on many cores)."""
    yield from extract_all(documents)


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did.

    Attributes:
        recorded: Documents recorded for the first time, or by this version for the first time.
        known: Documents whose text the ledger had already.
        same: Documents with the same text as one of another name; no new findings, but a further source.
        alike: Documents recorded that have nearly the same text as an earlier one.
        assertions: Assertions added.
        again: Documents the ledger had, read again because something else is said of them, for example another date.
    """

    recorded: int = 0
    known: int = 0
    same: int = 0
    alike: int = 0
    assertions: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class Silence:
    """What a ledger has on a day of which it tells nothing.

    Attributes:
        on: The day.
        known: Documents known by then.
        later: Documents that became known later.
        undated: Those of `later` without a publication date; they are known since they were recorded.
        first: The day on which the first of `later` became known; None if there is none.
    """

    on: date
    known: int
    later: int
    undated: int
    first: date | None


def findings_of(
    sources: Iterable[str | Path],
    published: date | None,
    on_error: Problem,
    *,
    language: str | None = None,
    extract: Extract = in_one_process,
) -> Iterator[Findings]:
    """Read and extract each text; unreadable ones are reported and left out."""
    documents = read_all(sources, published=published, language=language, on_error=on_error)
    with closing(extract(documents)) as found:
        yield from found


def run(
    sources: Iterable[str | Path],
    ledger_path: str | Path,
    *,
    published: date | None = None,
    language: str | None = None,
    on_error: Problem,
    on_document: Callable[[Document, Duplicate | None], None] = lambda _document, _earlier: None,
    on_change: Callable[[Document, Document], None] = lambda _before, _after: None,
    extract: Extract = in_one_process,
) -> Report:
    """Read, extract and record every text; a text that the ledger knows from this version is not extracted again, unless
    another publication date, title, source or language is given for it. An edited file takes the place of its earlier text.

    Args:
        sources: Files, folders and "-" for standard input.
        ledger_path: The ledger's file, made if it is not there. This process alone writes to it.
        published: Publication date, over what the texts say.
        language: ISO 639-1 code, over what the texts say and what they look like.
        on_error: Told of each text that cannot be read; the rest goes on.
        on_document: Told of each document that is done, with the earlier one that it repeats, if any.
        on_change: Told of each document that took the place of another: of itself with another description (then both
            have the same id), or of an earlier version of its text.
        extract: How findings are made of documents.
    """
    recorded = known = alike = assertions = again = 0
    with open_ledger(ledger_path, create=True) as ledger:
        repeats = _Repeats(ledger)

        def new() -> Iterator[Document]:
            nonlocal known
            for document in read_all(sources, published=published, language=language, on_error=on_error):
                if repeats.knows(document):
                    known += 1
                    earlier = repeats.same(document)
                    on_document(document if earlier else ledger.described(document), earlier)
                else:
                    yield repeats.compare(document)

        with closing(extract(new())) as found:
            for findings in found:
                document = findings.document
                changed = repeats.replaced.get(document.id, ())
                older = [one.id for one in changed if one.id != document.id]
                try:
                    assertions += ledger.record(findings, VERSION, instead_of=older)
                except InvalidSpan as error:
                    on_error(error)
                    continue
                anew = len(older) < len(changed)
                recorded, again = recorded + (not anew), again + anew
                earlier = repeats.alike.get(document.id)
                alike += earlier is not None
                on_document(document, earlier)
                for before in changed:
                    on_change(before, document)
        assertions += repeats.record_sources()
        return Report(recorded, known, len(repeats.copies), alike, assertions, again)


class _Repeats:
    """What the documents of one run repeat or replace, of the run itself or of the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._seen: dict[str, str] = {}
        self._index: DuplicateIndex | None = None
        self.copies: list[Document] = []
        self.alike: dict[str, Duplicate] = {}
        self.replaced: dict[str, tuple[Document, ...]] = {}

    def knows(self, document: Document) -> bool:
        """Whether this text was seen in this run, or its findings are recorded and nothing else is said of it."""
        return document.id in self._seen or self._ledger.knows(document, VERSION)

    def same(self, document: Document) -> Duplicate | None:
        """The document of another name, or of another place in this run, that has this text; remembers the copy."""
        stem = self._seen.get(document.id)
        if stem is None:
            stem = self._seen[document.id] = self._ledger.document(document.id).stem
            if stem in (document.stem, distinct_stem(document.stem, document.id)):
                return None
        self.copies.append(document)
        return Duplicate(document.id, stem, 1.0)

    def compare(self, said: Document) -> Document:
        """The document to extract. Remembers it, what it replaces, and the earlier one that it is much like, if any."""
        document = self._ledger.described(said)
        older = [
            one
            for one in self._ledger.named(said.stem)
            if one.id not in {*self._seen, said.id} and same_place(one, said) and is_edited(one, said)
        ]
        before = [self._ledger.document(said.id)] if document is not said else []
        self.replaced[said.id] = (*(one for one in before if one != document), *older)
        if self._index is None:
            self._index = DuplicateIndex()
            for earlier in self._ledger.documents(newest=COMPARED):
                self._index.remember(earlier)
        self._seen[document.id] = document.stem
        found = self._index.add(document)
        # What this one replaces is no repetition, nor is what a newer version of Accords reads again.
        if found is not None and found.id not in {document.id, *(one.id for one in older)}:
            self.alike[document.id] = found
        return document

    def record_sources(self) -> int:
        """Record where else a text stands, and count the assertions added."""
        read = (copy for copy in self.copies if self._ledger.knows(copy, VERSION))
        return sum(self._ledger.add_source(copy, VERSION) for copy in read)


def register_of(ledger_path: str | Path, *, as_of: date | None = None) -> PublishedReport:
    """Where every matter of a ledger stood, as known on a day."""
    on = as_of or today()
    with open_ledger(ledger_path) as ledger:
        return register(knowledge(ledger.findings(on), on))


def matters_on(ledger_path: str | Path, as_of: date | None = None) -> tuple[Matter, ...]:
    """The matters of a ledger as known on a day, today without one."""
    on = as_of or today()
    with open_ledger(ledger_path) as ledger:
        known = ledger.findings(on)
    return follow(known, link(known), on)


def brief_of(
    ledger_path: str | Path, parties: Sequence[str], *, as_of: date | None = None, meeting: str = ""
) -> PublishedReport:
    """The brief for the next meeting of parties, or for the one with an id, from what was known on a day.

    Raises:
        AccordsError: There are fewer than two parties.
        UnknownRecord: A party or the meeting is not known; the message gives near names.
    """
    on = as_of or today()
    with open_ledger(ledger_path) as ledger:

        @cache
        def known_on(day: date) -> Knowledge:
            return knowledge(ledger.findings(day), day)

        codes = [party_code(name, known_on(on).findings) for name in parties]
        return brief(known_on, codes, on, meeting)


def dossier_of(ledger_path: str | Path, parties: Sequence[str], *, as_of: date | None = None) -> PublishedReport:
    """Everything known on a day of one party, or of what is between several. Raises UnknownRecord for unknown names."""
    on = as_of or today()
    with open_ledger(ledger_path) as ledger:
        known = knowledge(ledger.findings(on), on)
    return dossier(known, [party_code(name, known.findings) for name in parties])


def silence(ledger_path: str | Path, as_of: date | None = None) -> Silence:
    """Why a report of a day may cite nothing: how many documents were known by then, and which became known later."""
    on = as_of or today()
    with open_ledger(ledger_path) as ledger:
        later = ledger.unknown_yet(on)
        undated = sum(document.published is None for _, document in later)
        return Silence(on, len(ledger.documents(on)), len(later), undated, later[0][0] if later else None)


def record_of(ledger_path: str | Path, name: str, *, as_of: date | None = None) -> Record:
    """Everything asserted by a day of the finding, cluster or matter with this id. Raises UnknownRecord."""
    on = as_of or today()
    with open_ledger(ledger_path) as ledger:
        return record(knowledge(ledger.findings(on), on), name, lambda ref: ledger.assertions(ref, on))
