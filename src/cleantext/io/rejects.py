"""Rejects: where bad records go, with their reason, so that nothing is lost without a trace."""
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .errors import DataError
from .output import Output, open_output
from .records import BadRecord
from .source import Source


def message_of(source: Source, bad: BadRecord) -> str:
    """File, record, reason and remedy of a bad record, in one line."""
    place = source.name if source.format.one_record else f"{source.name}, record {bad.number}"
    return f"{place}: {bad.reason}; {bad.remedy}"


class Rejects:
    """Takes bad records: into a file of JSON lines, or, without one, as an error at the first."""

    def __init__(self, output: Output | None = None) -> None:
        self._output = output
        self.count = 0
        self.passed_on = False      # set to True once records are out of which these are the rest: they stay then, whatever happens

    def add(self, source: Source, bad: BadRecord) -> None:
        """Write one bad record down; DataError when there is nowhere to write it."""
        if self._output is None:
            raise DataError(message_of(source, bad) + ("" if source.format.one_record else ", or set bad records aside with --rejects FILE"))
        from orjson import dumps
        row: dict[str, Any] = {"file": source.name, "record": bad.number, "reason": bad.reason}
        row.update(_quoted(bad.raw))
        self._output.write(dumps(row) + b"\n")
        self.count += 1


@contextmanager
def open_rejects(path: str | None, *, overwrite: bool = False) -> Iterator[Rejects]:
    """Open the file for bad records; None for none. After an error it appears only if records beside the bad ones were passed on."""
    if path is None:
        yield Rejects()
        return
    with open_output(path, overwrite=overwrite) as output:
        rejects = Rejects(output)
        try:
            yield rejects
        finally:
            output.keep_after_error = rejects.passed_on and rejects.count > 0


def _quoted(raw: bytes | None) -> dict[str, str | None]:
    """The record as text; as base64 where it is no text; null where it was too long to be held."""
    if raw is None:
        return {"raw": None}
    try:
        return {"raw": raw.decode()}
    except UnicodeDecodeError:
        return {"raw": None, "raw_base64": b64encode(raw).decode()}
