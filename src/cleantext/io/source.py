"""Sources: open an input file or standard input, see what it is, and read it without its compression."""
import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..names import printable
from .compression import BLOCK, Decompressed, codec_of_bytes, codec_of_name
from .errors import DataError, InputError, SpaceError, TransferError, reason_of
from .formats import FORMATS, Format, format_of_bytes, format_of_name, is_named
from .records import BOM, Item, Reading

STDIN = "-"
HEAD = 64       # bytes looked at to see what a file is; a pipe is not waited for beyond its first line that is not blank


class Watched(io.RawIOBase):
    """A raw file that counts what is read, names itself in errors, and lets its first bytes be seen before they are read."""

    def __init__(self, raw: io.FileIO | Decompressed, name: str) -> None:
        self._raw = raw
        self._name = name
        self._ahead = b""
        self.position = 0

    def readable(self) -> bool:
        return True

    def look_ahead(self) -> bytes:
        """The first bytes, up to HEAD of them or the end of the first line that is not blank: the same however they come along a pipe."""
        while len(self._ahead) < HEAD and b"\n" not in self._ahead.removeprefix(BOM).lstrip(b" \t\r\n"):
            block = bytearray(HEAD - len(self._ahead))
            count = self._read(block)
            if not count:
                break
            self._ahead += block[:count]
        return self._ahead

    def readinto(self, buffer: Any) -> int:
        count = min(len(self._ahead), len(buffer))
        if count:
            buffer[:count] = self._ahead[:count]
            self._ahead = self._ahead[count:]
        else:
            count = self._read(buffer)
        self.position += count
        return count

    def _read(self, buffer: Any) -> int:
        try:
            return self._raw.readinto(buffer) or 0
        except OSError as error:
            raise TransferError(f"{self._name}: reading failed: {reason_of(error)}") from error

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


@dataclass(slots=True)
class Source:
    """An open input."""

    name: str                   # for people
    format: Format
    guessed: bool               # whether the format was seen in the first bytes rather than named
    size: int | None            # bytes of the file as it is on disk, None for a pipe
    stream: "io.BufferedReader[Any]"
    watched: Watched

    def items(self, reading: Reading) -> Iterator[Item]:
        """The records of the input, with what cannot be read and what lies between."""
        return self.format.read(self.stream, reading)

    @property
    def position(self) -> int:
        """How many bytes of the file, as it is on disk, have been read."""
        return self.watched.position


def name_for_people(path: str) -> str:
    """The name of an input in messages: printable, whatever the file is called."""
    if path == STDIN:
        return "standard input"
    return printable(path)


def check_input(path: str) -> None:
    """Raise InputError unless there is something at `path` that could be read."""
    if path == STDIN:
        return
    name = name_for_people(path)
    try:
        os.stat(path)
    except (OSError, ValueError) as error:
        raise _missing(name, error) from None
    if os.path.isdir(path):
        raise InputError(f"{name}: is a directory; name the files in it, such as {name.rstrip('/')}/*.jsonl")
    if not os.access(path, os.R_OK):
        raise InputError(f"{name}: permission denied; check who may read it")


def _missing(name: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(f"{name}: no such file; check the name, or see cleantext --help")
    return InputError(f"{name}: cannot be read: {reason_of(error) if isinstance(error, OSError) else error}")


@contextmanager
def open_source(path: str, format_name: str | None = None) -> Iterator[Source]:
    """Open `path`, or standard input for "-".

    The format is the one named, else the one of the file's suffix, else the one its first bytes show. Compression goes by the suffix too,
    by the first bytes where there is none that is known. Raises InputError, DataError, ChoiceError, and SpaceError where the block runs out of memory.
    """
    name = name_for_people(path)
    chosen = FORMATS[format_name] if format_name else None if path == STDIN else format_of_name(path)
    try:
        raw = io.FileIO(standard_input() if path == STDIN else path, closefd=path != STDIN)
    except (OSError, ValueError) as error:
        raise _missing(name, error) from None
    with Watched(raw, name) as watched:
        try:
            yield _source(path, name, chosen, raw, watched)
        except MemoryError:
            raise SpaceError(f"{name}: not enough memory for a text in it; split the text, or set a lower --max-line to have long lines rejected") from None


def standard_input() -> int:
    """The number of standard input; ValueError when it is closed."""
    if sys.__stdin__ is None:
        raise ValueError("it is closed; name a file")
    return sys.__stdin__.fileno()


def _source(path: str, name: str, chosen: Format | None, raw: io.FileIO, watched: Watched) -> Source:
    head = watched.look_ahead()
    stream: io.BufferedReader[Any] = io.BufferedReader(watched, BLOCK)
    codec = codec_of_name(path) or (None if is_named(path) else codec_of_bytes(head))
    if codec:
        if any(len(head) < len(magic) and magic.startswith(head) for magic in codec.magics):    # the libraries take no bytes at all for an empty text
            raise DataError(f"{name}: the {codec.name} data is cut short at its very start; get a complete copy of the file")
        inside = Watched(Decompressed(stream, codec, name), name)
        if chosen is None:
            head = inside.look_ahead()
        stream = io.BufferedReader(inside, BLOCK)
    status = os.fstat(raw.fileno())
    size = status.st_size if stat.S_ISREG(status.st_mode) else None
    return Source(name, chosen or format_of_bytes(head), chosen is None, size, stream, watched)
