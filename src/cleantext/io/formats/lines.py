"""Bounded lines: split a stream at line feeds without ever holding more than the longest line allowed."""
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

SKIP = 1 << 20


@dataclass(slots=True)
class Overlong:
    """A line that is too long to be held, and how long it is."""

    length: int


def read_lines(stream: BinaryIO, longest: int) -> Iterator[bytes | Overlong]:
    """The lines of a stream, line feeds included; one of more than `longest` bytes (the line feed not counted) is skipped in pieces."""
    readline = stream.readline
    limit = longest + 1
    while line := readline(limit):
        if len(line) <= longest or line.endswith(b"\n"):
            yield line
            continue
        length = len(line)
        while not line.endswith(b"\n") and (line := readline(SKIP)):
            length += len(line)
        yield Overlong(length - line.endswith(b"\n"))
