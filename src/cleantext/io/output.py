"""Outputs: standard output, a device, or a file that appears when it is complete; compressed as its name says."""
import io
import os
import select
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from .atomic import PendingFile
from .compression import check_level, codec_of_name, compress_into
from .errors import ChoiceError, OutputError, TransferError, reason_of
from .source import name_for_people

STDOUT = "-"
BLOCK = 1 << 18


class Drain(io.RawIOBase):
    """A raw file to write to. Once abandoned it swallows what buffers above it still hold, so that they can be closed without a fuss."""

    def __init__(self, raw: io.FileIO) -> None:
        self._raw = raw
        self.abandoned = False

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        if self.abandoned:
            return len(data)
        while (count := self._raw.write(data)) is None:     # whoever shares this pipe has made it non-blocking
            select.select([], [self._raw], [])
        return count


class Output:
    """A stream of bytes to one place."""

    def __init__(self, raw: io.FileIO, name: str, path: str, level: int | None, *, direct: bool = False) -> None:
        self.name = name
        self.direct = direct        # what is written is passed on at once and cannot be taken back
        self.keep = True            # set to False, nothing is left under the final name
        self.keep_after_error = False
        self.failed = False         # something is missing in it
        codec = codec_of_name(path)
        self._drain = Drain(raw)
        self._file = io.BufferedWriter(self._drain, BLOCK)      # a raw file may write less than it is given; no codec looks
        packed = compress_into(self._file, codec, level) if codec else None
        self._stream = io.BufferedWriter(packed, BLOCK) if packed else self._file
        self._prompt = direct and raw.isatty()      # someone is watching: nothing waits in the buffer
        self._open_line = False

    def write(self, data: bytes) -> None:
        """Append bytes."""
        if not data:
            return
        try:
            self._stream.write(data)
            if self._prompt:
                self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._failed(error) from error
        self._open_line = data[-1] != 10

    def end_line(self) -> None:
        """End the last line, if it is still open, so that what comes next does not run into it."""
        if self._open_line:
            self.write(b"\n")

    def finish(self) -> None:
        """Write out whatever waits in buffers, and the end of the compressed data."""
        try:
            self._stream.close()
            self._file.close()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise self._failed(error) from error

    def abandon(self) -> None:
        """Let go of whatever waits in buffers. Does nothing after `finish`."""
        self._drain.abandoned = True
        with suppress(OSError, ValueError):
            self._stream.close()
        with suppress(OSError, ValueError):
            self._file.close()

    def _failed(self, error: OSError) -> TransferError:
        self.failed = True
        return TransferError(f"{self.name}: writing failed: {reason_of(error)}")


@contextmanager
def open_output(path: str, *, overwrite: bool = False, level: int | None = None) -> Iterator[Output]:
    """Open `path` for writing, or standard output for "-".

    A file appears under its name when the block ends well, and not at all when it does not, unless `keep_after_error` is set by then. Devices and
    pipes are written to directly. Raises OutputError, TransferError, ChoiceError.
    """
    check_level(codec_of_name(path), level)
    if path == STDOUT:
        yield from _direct(_standard_output(), "standard output", path, level)
        return
    name = name_for_people(path)
    if is_device(path):
        yield from _direct(_open_device(path, name), name, path, level)
        return
    pending = PendingFile(path, name, overwrite=overwrite)
    try:
        yield from _complete_or_not_at_all(pending, Output(pending.raw, name, path, level))
    finally:
        pending.discard()       # does nothing once it has its name


def _complete_or_not_at_all(pending: PendingFile, output: Output) -> Iterator[Output]:
    try:
        try:
            yield output
        except BaseException as error:
            if output.keep_after_error and not output.failed:
                try:
                    output.finish()
                    pending.commit()
                except Exception as another:    # the first error is what counts
                    error.add_note(str(another))
            raise
        if output.keep:
            output.finish()
            pending.commit()
    finally:
        output.abandon()


def _direct(raw: io.FileIO, name: str, path: str, level: int | None) -> Iterator[Output]:
    with raw:
        output = Output(raw, name, path, level, direct=True)
        try:
            yield output
            output.finish()
        except BrokenPipeError:
            raise
        except Exception:
            with suppress(Exception):   # what was done before the error is passed on; the error is what counts
                output.finish()
            raise
        finally:
            output.abandon()


def _standard_output() -> io.FileIO:
    if sys.__stdout__ is None:      # and its number may since have gone to another file
        raise OutputError("standard output is closed; send it to a file, with > FILE")
    try:
        return io.FileIO(sys.__stdout__.fileno(), "wb", closefd=False)
    except (OSError, ValueError) as error:
        raise OutputError(f"standard output cannot be written to: {error}") from None


def is_device(path: str) -> bool:
    """Whether `path` is there and is no regular file, so that it is written to as it is; ChoiceError for a directory."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISDIR(mode):
        raise ChoiceError(f"{name_for_people(path)} is a directory; use -O to write into it")
    return not stat.S_ISREG(mode)


def _open_device(path: str, name: str) -> io.FileIO:
    try:
        return io.FileIO(path, "wb")
    except OSError as error:
        raise OutputError(f"{name}: cannot be written to: {reason_of(error)}") from None
