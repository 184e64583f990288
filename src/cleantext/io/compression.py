"""Compression: open a stream for reading or writing by codec. A new codec is one more entry in CODECS."""
import io
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from .errors import ChoiceError, DataError

if TYPE_CHECKING:
    from types import ModuleType

BLOCK = 1 << 17


@dataclass(frozen=True, slots=True)
class Codec:
    """A way to compress: how files of it are named and begin, and how to open them."""

    name: str
    suffix: str
    magic: bytes
    levels: range
    default_level: int
    read: Callable[[BinaryIO], Any]
    write: Callable[[BinaryIO, int], Any]
    errors: Callable[[], tuple[type[Exception], ...]]


def _read_gzip(file: BinaryIO) -> Any:
    import gzip
    return gzip.GzipFile(fileobj=file, mode="rb")


def _write_gzip(file: BinaryIO, level: int) -> Any:
    import gzip
    return gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=level, mtime=0)  # no name, no time: equal input, equal bytes


def _gzip_errors() -> tuple[type[Exception], ...]:
    import gzip
    return EOFError, gzip.BadGzipFile, zlib.error


def _zstd() -> "ModuleType":
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


def _read_zstd(file: BinaryIO) -> Any:
    zstd = _zstd()
    return zstd.ZstdFile(file, "rb", options={zstd.DecompressionParameter.window_log_max: 31})    # some public dumps are made with --long=31


def _write_zstd(file: BinaryIO, level: int) -> Any:
    zstd = _zstd()
    options = {zstd.CompressionParameter.compression_level: level, zstd.CompressionParameter.checksum_flag: 1}
    return zstd.ZstdFile(file, "wb", options=options)


def _zstd_errors() -> tuple[type[Exception], ...]:
    return EOFError, _zstd().ZstdError


CODECS = (
    Codec("gzip", ".gz", b"\x1f\x8b", range(1, 10), 1, _read_gzip, _write_gzip, _gzip_errors),
    Codec("zstd", ".zst", b"\x28\xb5\x2f\xfd", range(1, 20), 3, _read_zstd, _write_zstd, _zstd_errors),
)


def codec_of_name(name: str) -> Codec | None:
    """The codec that a file's name asks for."""
    return next((codec for codec in CODECS if name.lower().endswith(codec.suffix)), None)


def codec_of_bytes(head: bytes) -> Codec | None:
    """The codec that a file's first bytes show."""
    return next((codec for codec in CODECS if head.startswith(codec.magic)), None)


class Decompressed(io.RawIOBase):
    """The bytes inside a compressed stream, all its members or frames; DataError when it is cut short or damaged."""

    def __init__(self, file: BinaryIO, codec: Codec, name: str) -> None:
        self._name = name
        self._codec = codec
        self._errors = codec.errors()
        self._inner = codec.read(file)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read1(len(buffer))
        except self._errors as error:
            if isinstance(error, EOFError):
                raise DataError(f"{self._name}: the {self._codec.name} data is cut short; get a complete copy of the file") from None
            raise DataError(f"{self._name}: not readable as {self._codec.name} data ({error}); get an intact copy, or name it rightly") from None
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def check_level(codec: Codec | None, level: int | None) -> None:
    """Raise ChoiceError unless `level` is one that `codec` has."""
    if level is None:
        return
    if codec is None:
        raise ChoiceError("--level is for compressed output; name the output with .gz or .zst at the end")
    if level not in codec.levels:
        raise ChoiceError(f"{codec.name} has no level {level}; give one from {codec.levels[0]} to {codec.levels[-1]}")


def compress_into(file: BinaryIO, codec: Codec, level: int | None) -> BinaryIO:
    """A stream that writes `codec` data into `file`; closing it finishes the data and leaves `file` open."""
    return cast(BinaryIO, codec.write(file, codec.default_level if level is None else level))
