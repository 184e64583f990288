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
    magics: tuple[bytes, ...]
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


class _Garbage(Exception):
    """Behind whole data stands something else."""


class _Streams:
    """The bytes inside one compressed stream after another, which the standard library's own files end at the first that is damaged at its start."""

    def __init__(self, file: BinaryIO, begin: Callable[[], Any], magic: bytes, padding: bytes = b"") -> None:
        self._file = file
        self._begin = begin             # makes a decompressor
        self._magic = magic             # how a stream starts
        self._padding = padding         # what may stand between streams
        self._stream = begin()

    def read1(self, size: int) -> bytes:
        """Up to `size` bytes, none at the end; EOFError when a stream is cut short."""
        out: bytes = b""
        while not out:
            if self._stream.eof:
                data = self._next_start()
                if not data:
                    break
                if not data.startswith(self._magic) and not self._magic.startswith(data):
                    raise _Garbage("something else stands behind the data")
                self._stream = self._begin()
            else:
                data = self._file.read(BLOCK) if self._stream.needs_input else b""
                if not data and self._stream.needs_input:
                    raise EOFError
            out = self._stream.decompress(data, size)
        return out

    def _next_start(self) -> bytes:
        """The first bytes of the next stream, none when there is no other."""
        data: bytes = self._stream.unused_data.lstrip(self._padding)
        while not data and (block := self._file.read(BLOCK)):
            data = block.lstrip(self._padding)
        return data

    def close(self) -> None:
        """Nothing is held but what is in memory."""


def _read_bzip2(file: BinaryIO) -> Any:
    import bz2
    return _Streams(file, bz2.BZ2Decompressor, b"BZh")


def _write_bzip2(file: BinaryIO, level: int) -> Any:
    import bz2
    return bz2.BZ2File(file, "wb", compresslevel=level)


def _bzip2_errors() -> tuple[type[Exception], ...]:
    return EOFError, OSError, _Garbage


def _read_xz(file: BinaryIO) -> Any:
    import lzma
    return _Streams(file, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ), b"\xfd7zXZ\0", b"\0")


def _write_xz(file: BinaryIO, level: int) -> Any:
    import lzma
    return lzma.LZMAFile(file, "wb", preset=level)


def _xz_errors() -> tuple[type[Exception], ...]:
    import lzma
    return EOFError, lzma.LZMAError, _Garbage


_SKIPPABLE = tuple(bytes((0x50 + kind,)) + b"\x2a\x4d\x18" for kind in range(16))     # frames of zstd that hold something else than data

CODECS = (
    Codec("gzip", ".gz", (b"\x1f\x8b",), range(1, 10), 1, _read_gzip, _write_gzip, _gzip_errors),
    Codec("zstd", ".zst", (b"\x28\xb5\x2f\xfd", *_SKIPPABLE), range(1, 20), 3, _read_zstd, _write_zstd, _zstd_errors),
    Codec("bzip2", ".bz2", (b"BZh",), range(1, 10), 9, _read_bzip2, _write_bzip2, _bzip2_errors),
    Codec("xz", ".xz", (b"\xfd7zXZ\0",), range(10), 1, _read_xz, _write_xz, _xz_errors),
)
SUFFIXES = f"{', '.join(codec.suffix for codec in CODECS[:-1])} or {CODECS[-1].suffix}"     # for people


def codec_of_name(name: str) -> Codec | None:
    """The codec that a file's name asks for."""
    return next((codec for codec in CODECS if name.lower().endswith(codec.suffix)), None)


def codec_of_bytes(head: bytes) -> Codec | None:
    """The codec that a file's first bytes show."""
    return next((codec for codec in CODECS if head.startswith(codec.magics)), None)


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
        raise ChoiceError(f"--level is for compressed output; name the output with {SUFFIXES} at the end")
    if level not in codec.levels:
        raise ChoiceError(f"{codec.name} has no level {level}; give one from {codec.levels[0]} to {codec.levels[-1]}")


def compress_into(file: BinaryIO, codec: Codec, level: int | None) -> BinaryIO:
    """A stream that writes `codec` data into `file`; closing it finishes the data and leaves `file` open."""
    return cast(BinaryIO, codec.write(file, codec.default_level if level is None else level))
