"""Plain text: a file is one document."""
from collections.abc import Iterator
from typing import BinaryIO

from ..records import BOM, BadRecord, Item, Reading, Record, not_utf8, too_long

BLOCK = 1 << 20


class TextRecord(Record):
    """A whole file. What is written in its place ends in a line end when the file did."""

    __slots__ = ()

    def replace(self, text: str) -> bytes:
        data = text.encode()
        return data + b"\n" if data and self.raw.endswith(b"\n") and not data.endswith(b"\n") else data


def read(stream: BinaryIO, reading: Reading) -> Iterator[Item]:
    """The one record of a stream of plain text, held in memory as a whole; a byte order mark at its start is not passed on."""
    blocks: list[bytes] = []
    line = longest = 0      # bytes of the line that the last block left open, and of the longest that runs over blocks
    # A block is never longer than a line may be, so that only lines across blocks can be too long.
    while block := stream.read(min(BLOCK, reading.max_line)):
        first = block.find(b"\n")
        reach = line + (len(block) if first < 0 else first)
        line = reach if first < 0 else len(block) - 1 - block.rfind(b"\n")
        longest = max(longest, reach)
        if longest > reading.max_line:
            blocks.clear()      # the rest is read for the length of its lines only
        else:
            blocks.append(block)
    if longest > reading.max_line:
        yield BadRecord(1, None, *too_long(longest, reading.max_line))
        return
    raw = b"".join(blocks).removeprefix(BOM)
    blocks.clear()
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        reason, remedy = not_utf8(raw, error)
        yield BadRecord(1, raw, f"{reason} (line {raw.count(10, 0, error.start) + 1})", remedy)
        return
    yield TextRecord(1, raw, text)
