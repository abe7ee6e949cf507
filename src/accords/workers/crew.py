"""Processes that extract side by side.

Findings come in the order of the documents, whatever the number of processes, so that what is recorded from them is the
same. A process that is killed takes nothing with it: what it was given is done again. Where this process ends, however
it ends, the others end with it.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection

from accords.core.document import Document
from accords.core.errors import AccordsError
from accords.core.findings import Findings
from accords.workers.batches import Batch, Outcome, attempt, batches, failure

WORTH = 150_000
"""Characters of text from which on more processes are started: each takes about two seconds until it can begin, in which
one process extracts some 50,000 characters."""

AHEAD = 2
"""Batches given out per process, so that none waits while results are recorded."""

PROCESS_BYTES = 600_000_000
"""Memory that one process is counted with when their number is chosen; it takes about 350 MB, with a long text more."""

SENDING = 1.0
"""Seconds that a process is given to send what it has found before it ends. Cut off in the middle of it, the rest of the
message would be waited for without end."""

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
"""Read by numpy's libraries when they are loaded. Their threads spin while they wait: on two cores they double the time
that extraction takes of a processor, and gain nothing."""

Problem = Callable[[AccordsError], None]


def cores() -> int:
    """How many processes are worth having here: one for each core this process may use, and that memory has room for."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not hasattr(os, "sysconf"):
        return allowed
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(1, min(allowed, memory // PROCESS_BYTES))


def extract_all(documents: Iterable[Document], jobs: int, on_error: Problem) -> Generator[Findings, None, None]:
    """The findings of each document, in order, by up to `jobs` processes; few texts are done in this one.

    A text at which extraction breaks down goes to `on_error`, and the rest goes on.

    Raises:
        AccordsError: The language model is missing.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")
    waiting = batches(documents)
    first = list(_enough(waiting)) if jobs > 1 else []
    many = sum(len(document.text) for batch in first for document in batch) >= WORTH
    given = chain(first, waiting)
    for outcome in _shared_out(given, jobs) if many else chain.from_iterable(map(attempt, given)):
        if isinstance(outcome, Findings):
            yield outcome
        else:
            on_error(outcome)


def _enough(waiting: Iterator[Batch]) -> Iterator[Batch]:
    """Batches until there is enough text for several processes."""
    size = 0
    while size < WORTH and (batch := next(waiting, None)):
        size += sum(len(document.text) for document in batch)
        yield batch


class Crew:
    """Processes that wait for batches. Close it, or use it in a `with` statement."""

    def __init__(self, jobs: int) -> None:
        context = get_context("spawn")  # a forked child would inherit the ledger's connection
        held, self._lifeline = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(jobs, context, _prepare, (held,))

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, batch: Batch) -> Future[list[Outcome]]:
        """The outcomes to come; they raise BrokenProcessPool where a process of the crew was killed."""
        try:
            return self._pool.submit(_work, attempt, batch)
        except BrokenProcessPool as error:
            lost: Future[list[Outcome]] = Future()
            lost.set_exception(error)
            return lost

    def close(self) -> None:
        """End the processes at once, whatever they are doing."""
        self._lifeline.close()
        self._pool.shutdown(cancel_futures=True)


def _prepare(lifeline: Connection) -> None:
    """Make a new process end with the one that started it, and leave interrupts to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


_extracting = threading.Lock()
_ended = threading.Event()


def _work(extract: Callable[[Batch], list[Outcome]], batch: Batch) -> list[Outcome]:
    """Extract a batch in a process of a crew; nothing is sent once the crew is closed."""
    with _extracting:
        outcomes = extract(batch)
        if _ended.is_set():
            os._exit(0)
    return outcomes


def _end_with(lifeline: Connection) -> None:
    lifeline.poll(None)  # nothing is ever sent: it returns when the other end is closed, by will or by death
    _ended.set()
    if _extracting.acquire(blocking=False):
        time.sleep(SENDING)
    os._exit(0)


def _shared_out(given: Iterator[Batch], jobs: int) -> Iterator[Outcome]:
    """The outcomes of every batch, in order. After a loss, what was given out is done again, and a new crew goes on."""
    lost: list[Batch] = []
    while True:
        yield from _one_by_one(lost)
        with Crew(jobs) as crew:
            pending: deque[tuple[Batch, Future[list[Outcome]]]] = deque()
            lost = []
            while not lost:
                pending.extend((batch, crew.submit(batch)) for batch in islice(given, AHEAD * jobs - len(pending)))
                if not pending:
                    return
                batch, result = pending.popleft()
                try:
                    yield from result.result()
                except BrokenProcessPool:
                    lost = [batch, *(later for later, _ in pending)]


def _one_by_one(lost: Iterable[Batch]) -> Iterator[Outcome]:
    """The outcomes of batches of which one may have ended its process: that text is found and left out."""
    remaining = deque(lost)
    while remaining:
        with Crew(1) as crew:
            try:
                while remaining:
                    outcomes = crew.submit(remaining[0]).result()
                    remaining.popleft()
                    yield from outcomes
            except BrokenProcessPool:
                batch = remaining.popleft()
                if len(batch) == 1:
                    yield failure(batch[0], "its process was ended, perhaps for want of memory")
                else:
                    remaining.extendleft((document,) for document in reversed(batch))
