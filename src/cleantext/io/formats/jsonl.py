"""JSONL: one JSON object a line, its text in one field. Every byte outside that field's string comes out as it went in."""
from collections.abc import Iterator
from typing import Any, BinaryIO

from orjson import JSONDecodeError, dumps, loads

from ..._core import json_string_span
from ..records import BOM, TEXT_FIELD, BadRecord, Gap, Item, Reading, Record, not_utf8, too_long
from .lines import Overlong, read_lines


class JsonRecord(Record):
    """A line with a JSON object."""

    __slots__ = ("_key",)

    def __init__(self, number: int, raw: bytes, text: str, key: bytes) -> None:
        super().__init__(number, raw, text)
        self._key = key

    def replace(self, text: str) -> bytes:
        span = json_string_span(self.raw, self._key)
        if span is None:
            raise AssertionError(f"record {self.number}: orjson finds {self._key!r} and the core does not; please report this as a bug")
        start, stop = span
        return b"".join((self.raw[:start], dumps(text), self.raw[stop:]))


def read(stream: BinaryIO, reading: Reading) -> Iterator[Item]:
    """The records of a JSONL stream. A record's number is its line's, empty lines counted too; a byte order mark at the start is not passed on."""
    field = TEXT_FIELD if reading.field is None else reading.field
    key = field.encode()
    for number, line in enumerate(read_lines(stream, reading.max_line), 1):
        if isinstance(line, Overlong):
            yield BadRecord(number, None, *too_long(line.length, reading.max_line))
            continue
        if number == 1:
            line = line.removeprefix(BOM)
        try:
            value = loads(line)
        except JSONDecodeError as error:
            yield BadRecord(number, line, *why_not_json(line, error)) if line.strip() else Gap(line)
            continue
        text = value.get(field) if type(value) is dict else None
        if type(text) is str:
            yield JsonRecord(number, line, text, key)
        else:
            yield BadRecord(number, line, *_no_text(value, field))


def why_not_json(line: bytes, error: Any, remedy: str = "give one JSON object a line, or --format text for plain text") -> tuple[str, str]:
    """Reason and remedy for a line that orjson cannot read."""
    try:
        line.decode()
    except UnicodeDecodeError as wrong:
        return not_utf8(line, wrong)
    if line.rstrip() in (b"{", b"["):
        return "not a JSON object on one line", "write one record a line, such as with jq -c . (or jq -c '.[]' for an array)"
    if "surrogate" in error.msg or "hex escape" in error.msg:
        return f"not JSON: {error.msg}, at character {error.pos + 1}", "a \\ud800–\\udfff escape must be half of a pair; repair or remove it"
    return f"not JSON: {error.msg}, at character {error.pos + 1}", remedy


def _no_text(value: Any, field: str) -> tuple[str, str]:
    if type(value) is list:
        return "a JSON array, not an object", "write one record a line, such as with jq -c '.[]'"
    if type(value) is not dict:
        return f"a JSON {kind_of(value)}, not an object", 'write each record as an object such as {"text": "…"}'
    if field not in value:
        names = [name for name, held in value.items() if isinstance(held, str)][:8]
        have = f"fields that hold a string: {', '.join(map(repr, names))}" if names else "no field of it holds a string"
        return f"no field {field!r}", f"name the field that holds the text with --field ({have})"
    return f"field {field!r} is a JSON {kind_of(value[field])}, not a string", "name the field that holds the text with --field"


def kind_of(value: Any) -> str:
    """What JSON calls a value of this type."""
    return _KINDS[type(value)]


_KINDS = {dict: "object", list: "array", str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}
