"""Compressed inputs and outputs: members, windows, damage, bombs."""
import bz2
import gzip
import lzma
import random
import sys
import time
import tracemalloc

import pytest

from cleantext.io import errors
from cleantext.io.compression import codec_of_name
from cleantext.io.records import Reading

from .filtering import filtered, run

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


COMPRESS = {"gz": gzip.compress, "zst": zstd.compress, "bz2": bz2.compress, "xz": lzma.compress}
EXPAND = {"gz": gzip.decompress, "zst": zstd.decompress, "bz2": bz2.decompress, "xz": lzma.decompress}
MANY = b"".join(b'{"id": %d, "text": "%s"}\n' % (i, random.Random(i).randbytes(40).hex().encode()) for i in range(3000))


@pytest.mark.parametrize("suffix", COMPRESS)
def test_members_and_frames_are_all_read(tmp_path, suffix):
    data = b"".join(COMPRESS[suffix](MANY[i:i + 7001]) for i in range(0, len(MANY), 7001))
    out, counts = filtered(tmp_path, f"a.jsonl.{suffix}", data, lambda text: text)
    assert EXPAND[suffix](out) == MANY
    assert counts.kept == 3000


def test_zstd_with_a_long_window(tmp_path):
    compressor = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 28})
    out, _ = filtered(tmp_path, "a.txt.zst", compressor.compress(b"a" * 1000) + compressor.flush())
    assert zstd.decompress(out) == b"A" * 1000


@pytest.mark.parametrize("suffix", COMPRESS)
def test_cut_short_anywhere(tmp_path, suffix):
    whole = COMPRESS[suffix](MANY)
    for cut in [0, 1, 2, 5, len(whole) - 1, *random.Random(1).sample(range(len(whole)), 20)]:
        with pytest.raises(errors.DataError, match="cut short"):
            filtered(tmp_path, f"a.jsonl.{suffix}", whole[:cut], rejects=str(tmp_path / "rejects"))
        assert sorted(path.name for path in tmp_path.iterdir()) == [f"a.jsonl.{suffix}"]


@pytest.mark.parametrize("suffix", COMPRESS)
def test_damaged(tmp_path, suffix):
    whole = bytearray(zstd.compress(MANY, options={zstd.CompressionParameter.checksum_flag: 1}) if suffix == "zst" else COMPRESS[suffix](MANY))
    whole[len(whole) // 2] ^= 0x40
    for data in (bytes(whole), MANY, COMPRESS[suffix](MANY) + b"garbage", COMPRESS[suffix](MANY) + b"garbage" + COMPRESS[suffix](MANY)):
        with pytest.raises(errors.DataError):
            filtered(tmp_path, f"a.jsonl.{suffix}", data)
        assert sorted(path.name for path in tmp_path.iterdir()) == [f"a.jsonl.{suffix}"]


@pytest.mark.parametrize("suffix", ["bz2", "xz"])
def test_something_else_behind_whole_data(tmp_path, suffix):
    with pytest.raises(errors.DataError, match="something else stands behind the data"):
        filtered(tmp_path, f"a.jsonl.{suffix}", COMPRESS[suffix](MANY) + b"x")


def test_xz_with_padding_between_streams(tmp_path):
    out, counts = filtered(tmp_path, "a.jsonl.xz", lzma.compress(MANY) + bytes(8) + lzma.compress(MANY) + bytes(4 << 18), lambda text: text)
    assert lzma.decompress(out) == 2 * MANY
    assert counts.kept == 6000


@pytest.mark.parametrize("suffix", COMPRESS)
def test_output_is_reproducible_and_level_counts(tmp_path, suffix):
    (tmp_path / "a.jsonl").write_bytes(MANY)
    outputs = []
    for level in (1, 1, 9):
        target = tmp_path / f"out.jsonl.{suffix}"
        run([tmp_path / "a.jsonl"], output=target, level=level, overwrite=True)
        assert EXPAND[suffix](target.read_bytes()) == MANY.upper().replace(b"TEXT", b"text").replace(b"ID", b"id")
        outputs.append(target.read_bytes())
    assert outputs[0] == outputs[1] != outputs[2]


@pytest.mark.parametrize("suffix", COMPRESS)
def test_output_depends_on_no_name_and_no_time(tmp_path, monkeypatch, suffix):
    (tmp_path / "a.jsonl").write_bytes(MANY)
    outputs = []
    for now, name in ((0.0, "one"), (1e9, "another")):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        run([tmp_path / "a.jsonl"], output=tmp_path / f"{name}.jsonl.{suffix}")
        outputs.append((tmp_path / f"{name}.jsonl.{suffix}").read_bytes())
    assert outputs[0] == outputs[1]
    if suffix == "gz":
        assert outputs[0][3:8] == bytes(5)      # RFC 1952: no flags, so no name, comment or further fields; no time


@pytest.mark.parametrize(("suffix", "place", "bits"), [("zst", 4, 0x04), ("xz", 7, 0x0F)])
def test_output_carries_a_checksum(tmp_path, suffix, place, bits):
    """RFC 8878, 3.1.1.1.1: the third bit of a frame header's first byte; the .xz file format, 2.1.1.2: the second byte of the stream flags."""
    out, _ = filtered(tmp_path, f"a.jsonl.{suffix}", COMPRESS[suffix](MANY))
    assert out[place] & bits


@pytest.mark.parametrize("suffix", COMPRESS)
@pytest.mark.parametrize("name", ["bomb.jsonl", "bomb.txt"])
def test_a_bomb_keeps_memory_flat(tmp_path, suffix, name):
    line = b"0" * (100 << 20)
    path = tmp_path / f"{name}.{suffix}"
    path.write_bytes(COMPRESS[suffix](line))
    del line
    tracemalloc.start()
    try:
        with pytest.raises(errors.DataError, match="over the limit"):
            run([path], output=tmp_path / "out", reading=Reading(max_line=1 << 20))
        assert tracemalloc.get_traced_memory()[1] < (16 if suffix == "xz" else 8) << 20      # its dictionary alone is 8 MB
    finally:
        tracemalloc.stop()


def test_codec_names():
    assert codec_of_name("a.GZ").name == "gzip"
    assert codec_of_name("a.zst").name == "zstd"
    assert codec_of_name("gz") is None
