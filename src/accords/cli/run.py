"""`accords run`: from texts to a ledger in one go."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from accords.cli.batch import Batch, texts
from accords.cli.common import as_date, errors_as_messages, plural
from accords.cli.options import Jobs, Language, Published, Sources


def run(
    sources: Sources,
    ledger: Annotated[Path, typer.Option(help="The ledger's file; made if it is not there.")],
    published: Published = None,
    language: Language = None,
    jobs: Jobs = None,
) -> None:
    """Read, extract and record texts. What the ledger has is not read again, unless its date, title or source is given anew.

    Example: accords run texts/ --ledger talks.db
    """
    from accords import pipeline
    from accords.workers import cores, extract_all

    with errors_as_messages("what was recorded stays; run the same command again to go on"):
        batch = Batch(sources)
        with batch:
            report = pipeline.run(
                batch.files,
                ledger,
                published=as_date(published),
                language=language,
                on_error=batch.on_error,
                on_document=batch.on_document,
                on_change=batch.on_change,
                extract=partial(extract_all, jobs=jobs or cores(), on_error=batch.on_error),
            )
        repeated = report.same + report.alike
        typer.echo(
            f"{texts(report.recorded)} recorded ({plural(report.assertions, 'assertion')}), "
            + (f"{report.again:,} read again, " if report.again else "")
            + f"{report.known:,} known already, {repeated:,} {'repeats another' if repeated == 1 else 'repeat others'}"
        )
        batch.finish()
