"""What the commands that only look at texts share: every readable record of one input, one row of output at a time."""
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

from ..io.records import Record

Row = dict[str, Any]


def write_rows(
    path: str,
    rows_of: Callable[[Record, bool], Iterable[bytes]],
    *,
    output: str,
    force: bool,
    level: int | None,
    format_name: str | None,
    field: str,
    max_line: int,
    rejects: str | None,
) -> int:
    """Write what `rows_of(record, numbered)` yields for every record of `path`; `numbered` says that the record's number belongs into the row."""
    from ..io.output import open_output
    from ..io.plan import make_plan
    from ..io.records import BadRecord, Gap, Reading
    from ..io.rejects import Rejects
    from ..io.source import open_source
    make_plan([path], output, rejects=rejects, overwrite=force, level=level)
    with ExitStack() as stack:
        aside = Rejects(stack.enter_context(open_output(rejects, overwrite=force)) if rejects else None)
        source = stack.enter_context(open_source(path, format_name))
        out = stack.enter_context(open_output(output, overwrite=force, level=level))
        numbered = not source.format.one_record
        for item in source.items(Reading(field, max_line)):
            if isinstance(item, BadRecord):
                aside.add(source, item)
            elif not isinstance(item, Gap):
                for row in rows_of(item, numbered):
                    out.write(row)
        return 1 if aside.count else 0
