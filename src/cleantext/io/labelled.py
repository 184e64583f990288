"""Labelled pages: lines with what they are, from JSON lines, for judging a model and for training one.

A record is a page, `{"lines": ["Home", "The ferry …"], "labels": ["navigation", "text"]}`, or one line of a page as `cleantext lines --json` writes it,
`{"line": 1, "label": "navigation", "text": "Home"}`; a new page begins where `record` differs or `line` does not grow. A label is one of the names of
`Label`, 1 or true for content, 0 or false for boilerplate, null or -1 for what nobody knows. `id` and `site` (or `domain`, or a `url`) are optional,
and so is everything else.
"""
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from orjson import JSONDecodeError, loads

from ..labels import LABELS, Label
from ..scoring import Known
from .errors import DataError
from .formats.jsonl import kind_of, why_not_json
from .formats.lines import Overlong, read_lines
from .records import BOM, Reading, too_long
from .source import open_source


class LabelledPage(NamedTuple):
    """One page. `site` is what pages of one origin share, empty where that is not known."""

    id: str
    site: str
    lines: list[str]
    labels: list[Known]


def read_labelled(path: str, *, max_line: int = Reading().max_line) -> Iterator[LabelledPage]:
    """The pages of a file of labelled lines (compressed or not; "-" is standard input).

    Raises InputError, and DataError with the file, the number of the line and the remedy at the first record that is none.
    """
    with open_source(path, "jsonl") as source:
        pages = _Pages()
        for number, raw in enumerate(read_lines(source.stream, max_line), 1):
            try:
                if isinstance(raw, Overlong):
                    raise _Bad(*too_long(raw.length, max_line))
                if (record := _record(raw.removeprefix(BOM) if number == 1 else raw)) is not None:
                    yield from pages.add(record)
            except _Bad as bad:
                raise DataError(f"{source.name}, line {number}: {bad.args[0]}; {bad.args[1]}") from None
        yield from pages.last()


class _Bad(Exception):
    """A reason and a remedy."""


class _Pages:
    """Joins records that are single lines to pages."""

    def __init__(self) -> None:
        self._count = 0
        self._open: LabelledPage | None = None
        self._record: Any = None
        self._line = 0

    def add(self, record: dict[str, Any]) -> Iterator[LabelledPage]:
        """Yield the pages that are complete once this record is known."""
        if "lines" in record:
            yield from self.last()
            yield self._page(record, *_page_lines(record))
            return
        text, label = _one_line(record)
        line = record.get("line")
        line = line if type(line) is int else self._line + 1
        if self._open and (record.get("record") != self._record or line <= self._line):
            yield from self.last()
        if not self._open:
            self._open = self._page(record, [], [])
        self._record, self._line = record.get("record"), line
        self._open.lines.append(text)
        self._open.labels.append(label)

    def last(self) -> Iterator[LabelledPage]:
        """Yield the page that is open, if one is."""
        if self._open:
            yield self._open
        self._open = None

    def _page(self, record: dict[str, Any], lines: list[str], labels: list[Known]) -> LabelledPage:
        self._count += 1
        name = next((str(record[key]) for key in ("id", "record") if record.get(key) is not None), str(self._count))
        return LabelledPage(name, _site(record), lines, labels)


def _record(raw: bytes) -> dict[str, Any] | None:
    if not raw.strip():
        return None
    try:
        value = loads(raw)
    except JSONDecodeError as error:
        raise _Bad(*why_not_json(raw, error, "give one JSON object a line")) from None
    if type(value) is not dict:
        raise _Bad(f"a JSON {kind_of(value)}, not an object", 'write each record as an object such as {"lines": ["Home"], "labels": ["navigation"]}')
    return value


def _page_lines(record: dict[str, Any]) -> tuple[list[str], list[Known]]:
    lines, labels = record["lines"], record.get("labels")
    if type(lines) is not list or type(labels) is not list:
        name, value = ("lines", lines) if type(lines) is not list else ("labels", labels)
        raise _Bad(f"field {name!r} is a JSON {kind_of(value)}, not an array" if name in record else f"no field {name!r}", "give one label for each line")
    if len(lines) != len(labels):
        raise _Bad(f"{len(lines):,} lines and {len(labels):,} labels", "give one label for each line, null where it is not known")
    return [_text(line) for line in lines], [_label(label) for label in labels]


def _one_line(record: dict[str, Any]) -> tuple[str, Known]:
    for name in ("text", "label"):
        if name not in record:
            raise _Bad(f"no field {name!r}, and no 'lines'", 'a record is a page, with "lines" and "labels", or one line, with "text" and "label"')
    return _text(record["text"]), _label(record["label"])


def _text(line: Any) -> str:
    if type(line) is not str:
        raise _Bad(f"a JSON {kind_of(line)} among the lines: {line!r:.40}", "every line is a string")
    if "\n" in line:
        raise _Bad(f"a line holds a line feed: {line!r:.40}", "split the text at its line feeds")
    return line


def _label(label: Any) -> Known:
    if label is None or label == -1:
        return None
    if type(label) in (int, bool) and label in (0, 1):
        return bool(label)
    if type(label) is str and label in LABELS:
        return Label(label)
    raise _Bad(f"{label!r:.40} is not a label", f"use {', '.join(LABELS)}, 1 for content, 0 for boilerplate, or null")


def _site(record: dict[str, Any]) -> str:
    for key in ("site", "domain"):
        if isinstance(record.get(key), str):
            return str(record[key])
    try:
        return urlsplit(str(record.get("url") or "")).hostname or ""
    except ValueError:
        return ""
