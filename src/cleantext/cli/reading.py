"""What the commands that only look at texts share: every readable record of one input, one row of output at a time."""
from collections.abc import Callable, Iterable
from contextlib import ExitStack

from ..io.records import Record


def write_rows(
    path: str,
    rows_of: Callable[[Record, bool], Iterable[bytes]],
    *,
    beside: Iterable[str] = (),
    output: str,
    force: bool,
    level: int | None,
    format_name: str | None,
    field: str | None,
    max_line: int,
    rejects: str | None,
    quiet: bool,
) -> int:
    """Write what `rows_of(record, numbered)` yields for every record of `path`; `numbered` says that the record's number belongs into the row.

    `beside`: other files that are read. Returns the exit code.
    """
    from ..io.filter import Counts
    from ..io.output import open_output
    from ..io.plan import make_plan
    from ..io.records import BadRecord, Gap, Reading
    from ..io.rejects import open_rejects
    from ..io.source import open_source
    from .ending import counted
    plan = make_plan([path], output, beside=beside, rejects=rejects, overwrite=force, level=level)
    counts = Counts()
    with counted(counts, quiet=quiet), ExitStack() as stack:
        aside = stack.enter_context(open_rejects(rejects, overwrite=force))
        source = stack.enter_context(open_source(path, format_name))
        reading = Reading(field, max_line)
        plan.check_field(source, reading, format_name)
        counts.note_guess(source)
        out = stack.enter_context(open_output(output, overwrite=force, level=level))
        aside.passed_on = out.direct
        numbered = not source.format.one_record
        for item in source.items(reading):
            if isinstance(item, BadRecord):
                aside.add(source, item)
                counts.rejected += 1
            elif not isinstance(item, Gap):
                for row in rows_of(item, numbered):
                    out.write(row)
                counts.kept += 1
    return 1 if counts.rejected else 0
