"""Formats: which reader a file gets, by name or by its first bytes. A new format is one more module and one more entry in FORMATS."""
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ...names import printable
from ..compression import codec_of_name
from ..errors import ChoiceError
from ..records import Item, Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `one_record`: the whole file is one text, so that its records need no numbers."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[BinaryIO, Reading], Iterator[Item]]
    one_record: bool


def _read_text(stream: BinaryIO, reading: Reading) -> Iterator[Item]:
    from .text import read
    return read(stream, reading)


def _read_jsonl(stream: BinaryIO, reading: Reading) -> Iterator[Item]:
    from .jsonl import read
    return read(stream, reading)


TEXT = Format("text", (".txt", ".text", ".md"), _read_text, one_record=True)
JSONL = Format("jsonl", (".jsonl", ".ndjson", ".json"), _read_jsonl, one_record=False)
FORMATS = {known.name: known for known in (TEXT, JSONL)}

# Reading these as plain text would go wrong silently.
NOT_READ = (".csv", ".tsv", ".parquet", ".arrow", ".warc", ".wet", ".html", ".htm", ".xml", ".pdf", ".docx", ".zip", ".tar", ".tgz")

_JSON_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?[ \t\r\n]*\{[ \t]*["}]')


def plain_suffix(name: str) -> str:
    """The suffix that tells the format: the last one, or the one before a compression's; lower case, empty when there is none."""
    name = re.split(r"[/\\]", name)[-1].lower()
    codec = codec_of_name(name)
    if codec:
        name = name.removesuffix(codec.suffix)
    stem, dot, suffix = name.rpartition(".")
    return dot + suffix if stem else ""


def format_of_name(name: str) -> Format | None:
    """The format that a file's name asks for, None when it says nothing; ChoiceError for one that this version does not read."""
    suffix = plain_suffix(name)
    for known in FORMATS.values():
        if suffix in known.suffixes:
            return known
    if suffix in NOT_READ:
        raise ChoiceError(f"{printable(name)}: {suffix} files are not read; convert it, or say with --format that it holds {' or '.join(FORMATS)}")
    return None


def is_named(name: str) -> bool:
    """Whether a file's name tells its format."""
    suffix = plain_suffix(name)
    return any(suffix in known.suffixes for known in FORMATS.values())


def format_of_bytes(head: bytes) -> Format:
    """The format that the first bytes show: JSONL when they open a JSON object, else plain text."""
    return JSONL if _JSON_OBJECT.match(head) else TEXT
