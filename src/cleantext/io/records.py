"""Records: what a reader yields, whatever the format."""
from abc import ABC, abstractmethod
from dataclasses import dataclass

from ..config import MAX_LINE
from .compression import codec_of_bytes


class Record(ABC):
    """One text of an input, with all that is needed to write it back."""

    __slots__ = ("number", "raw", "text")

    def __init__(self, number: int, raw: bytes, text: str) -> None:
        self.number = number    # from 1; in a format of lines, the number of the line
        self.raw = raw          # as it was read, line end included
        self.text = text

    @abstractmethod
    def replace(self, text: str) -> bytes:
        """The record's bytes with `text` in place of its text and nothing else changed."""

    def bytes_with(self, text: str) -> bytes:
        """The record's bytes with `text` as its text: the very bytes that were read when it is the same."""
        return self.raw if text == self.text else self.replace(text)


@dataclass(slots=True)
class BadRecord:
    """A record that cannot be read, and why. `raw` is None when the record is too long to be held."""

    number: int
    raw: bytes | None
    reason: str
    remedy: str


@dataclass(slots=True)
class Gap:
    """Bytes between records, such as an empty line: no record, but part of the file."""

    raw: bytes


Item = Record | BadRecord | Gap


TEXT_FIELD = "text"


@dataclass(frozen=True, slots=True)
class Reading:
    """What readers may be told: the field that holds the text (None for TEXT_FIELD), and the longest line, in bytes, its line feed not counted."""

    field: str | None = None
    max_line: int = MAX_LINE


BOM = b"\xef\xbb\xbf"


def not_utf8(raw: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Reason and remedy for bytes that are not UTF-8."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "not UTF-8: it begins with the byte order mark of UTF-16", "convert it, such as with iconv -f UTF-16 -t UTF-8"
    if codec := codec_of_bytes(raw):
        return f"not UTF-8: it looks like {codec.name} data", f"end the file's name in {codec.suffix}"
    reason = f"not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}"
    return reason, "convert it from the encoding it has, such as with iconv -f WINDOWS-1252 -t UTF-8"


def too_long(length: int, limit: int) -> tuple[str, str]:
    """Reason and remedy for a line longer than the limit."""
    return f"a line of {length:,} bytes, over the limit of {limit:,}", f"raise the limit, such as with --max-line {size_for_people(length)}"


def size_for_people(length: int) -> str:
    """A size as --max-line takes it, rounded up."""
    for power, unit in ((30, "G"), (20, "M"), (10, "K")):
        if length >= 1 << power:
            return f"{-(-length >> power)}{unit}"
    return str(length)
