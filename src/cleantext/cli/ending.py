"""What a run tells at its end: what became of the records."""
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..io.filter import Counts


@contextmanager
def counted(counts: "Counts", *, quiet: bool) -> Iterator[None]:
    """Print the counts at the end, unless `quiet`; after an error they are a note on it, printed with it where anything is."""
    try:
        yield
    except Exception as error:
        if counts.seen and not quiet:
            error.add_note(f"up to this error: {counts}")
        raise
    if not quiet:
        click.echo(f"cleantext: {counts}", err=True)
