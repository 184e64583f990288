"""Records in and out, byte for byte: JSONL, lines, plain text, formats."""
import bz2
import gzip
import io
import json
import lzma
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext.io import errors
from cleantext.io.formats import jsonl, text
from cleantext.io.formats.lines import Overlong, read_lines
from cleantext.io.records import BadRecord, Gap, Reading, size_for_people
from cleantext.io.source import open_source

from .filtering import filtered, parts, run

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


SKIPPED = b"\x5a\x2a\x4d\x18\x05\0\0\0index"      # a frame of zstd that holds no data


# ---- JSONL ------------------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("data", "expected"), [
    (b'{"text": "a"}\n', b'{"text": "A"}\n'),
    (b'{"text": "a"}', b'{"text": "A"}'),                                       # no final newline
    (b'{"text": "a"}\r\n{"text":"b" }\r\n', b'{"text": "A"}\r\n{"text":"B" }\r\n'),
    (b'\n{"text": "a"}\n \n\r\n{"text": "b"}\n\n', b'\n{"text": "A"}\n \n\r\n{"text": "B"}\n\n'),
    (b'\xef\xbb\xbf{"text": "a"}\n', b'{"text": "A"}\n'),
    (b"", b""),
    (b"\n", b"\n"),
    ('{"n": 1.0e+2, "text": "a\\u0000\\u2028\u2028", "é": "\\u00e9"}\n'.encode(),
     '{"n": 1.0e+2, "text": "A\\u0000\u2028\u2028", "é": "\\u00e9"}\n'.encode()),
    (b'{"text": "\\u0041\\/"}\n', b'{"text": "\\u0041\\/"}\n'),                   # already clean: not one byte changes
    (b'{"id": 12345678901234567890123, "text": "a"}\n', b'{"id": 12345678901234567890123, "text": "A"}\n'),
    (b'{"text": "\\ud83d\\ude00a"}\n', '{"text": "😀A"}\n'.encode()),
])
def test_jsonl(tmp_path, data, expected):
    out, counts = filtered(tmp_path, "a.jsonl", data)
    assert out == expected
    assert counts.seen == counts.kept == data.count(b'"text"')


@pytest.mark.parametrize(("line", "reason"), [
    (b"nonsense", "not JSON"),
    (b'{"text": "a"', "not JSON"),
    (b"[1]", "a JSON array, not an object"),
    (b"3", "a JSON number, not an object"),
    (b"{}", "no field 'text'"),
    (b'{"text": null}', "field 'text' is a JSON null, not a string"),
    (b'{"text": 1, "body": "x"}', "field 'text' is a JSON number"),
    (b'{"body": "x"}', "no field 'text'"),
    (b'{"text": "\xff"}', "not UTF-8: byte 0xff at offset 10"),
    (b'{"text": "\\ud800"}', "surrogate"),
    (b'{"text": "\\udc00x"}', "surrogate"),
    (b'{"text": "a\x00"}', "control character"),
    (b"\x00", "not JSON"),
    (b"[" * 5000, "not JSON"),
    (b'{"n": NaN, "text": "a"}', "not JSON"),
    (b'{"text": "%s"}' % (b"x" * 300), "over the limit of 100"),
])
def test_bad_record(tmp_path, line, reason):
    data = b'{"text": "a"}\n' + line + b'\n{"text": "b"}\n'
    limit = Reading(max_line=100 if len(line) == 312 else 10000)
    with pytest.raises(errors.DataError, match="record 2: ") as caught:
        filtered(tmp_path, "a.jsonl", data, reading=limit)
    assert reason in str(caught.value)
    assert "; " in str(caught.value)                                            # a remedy
    assert not (tmp_path / "out-a.jsonl").exists()
    assert not parts(tmp_path)

    rejects = tmp_path / "rejects.jsonl"
    out, counts = filtered(tmp_path, "a.jsonl", data, reading=limit, rejects=str(rejects))
    assert out == b'{"text": "A"}\n{"text": "B"}\n'
    assert (counts.seen, counts.kept, counts.dropped, counts.rejected) == (3, 2, 0, 1)
    row = json.loads(rejects.read_text())
    assert (row["file"], row["record"]) == (str(tmp_path / "a.jsonl"), 2)
    assert reason in row["reason"]
    if "limit" in reason:
        assert row["raw"] is None
    elif "UTF-8" in reason:
        assert row["raw_base64"]
    else:
        assert row["raw"] == line.decode() + "\n"


def test_remedies():
    def remedy(line):
        return next(jsonl.read(io.BytesIO(line), Reading())).remedy
    assert "'body'" in remedy(b'{"body": "x"}')
    assert "jq" in remedy(b"[\n1]")
    assert "iconv" in remedy('{"text": "x"}'.encode("utf-16"))
    assert ".gz" in remedy(gzip.compress(b"{}"))


@given(st.lists(st.binary(max_size=20) | st.just(b'{"text":"a"}'), max_size=6).map(b"\n".join))
def test_any_bytes_are_kept_rejected_or_between(data):
    items = list(jsonl.read(io.BytesIO(data), Reading()))
    assert b"".join(item.raw for item in items) == data.removeprefix(b"\xef\xbb\xbf")
    assert all(isinstance(item, BadRecord) or isinstance(item, Gap) == (not item.raw.strip()) for item in items)


def test_drop_empty(tmp_path):
    data = b'{"text": "a"}\n{"text": "x"}\n{"text": ""}\n'
    def drop_x(text):
        return text.replace("x", " \n")
    assert filtered(tmp_path, "a.jsonl", data, drop_x)[0] == b'{"text": "a"}\n{"text": " \\n"}\n{"text": ""}\n'
    out, counts = filtered(tmp_path, "a.jsonl", data, drop_x, drop_empty=True)
    assert out == b'{"text": "a"}\n'
    assert (counts.seen, counts.kept, counts.dropped) == (3, 1, 2)


def test_field(tmp_path):
    assert filtered(tmp_path, "a.jsonl", b'{"text": "a", "b\xc3\xa9": "a"}', reading=Reading("bé"))[0] == b'{"text": "a", "b\xc3\xa9": "A"}'


# ---- lines and plain text ---------------------------------------------------------------------------------------------------------

@given(st.text("ab\r\n", max_size=40), st.integers(1, 12))
def test_lines_are_bounded(content, longest):
    data = content.encode()
    for line, original in zip(read_lines(io.BytesIO(data), longest), io.BytesIO(data), strict=True):
        bare = original.removesuffix(b"\n")
        assert line == (original if len(bare) <= longest else Overlong(len(bare)))


@given(st.text("ab\r\n", max_size=40), st.integers(1, 12))
def test_text_lines_are_bounded(content, longest):
    item = next(text.read(io.BytesIO(content.encode()), Reading(max_line=longest)))
    assert isinstance(item, BadRecord) == any(len(line) > longest for line in content.split("\n"))


@given(st.text("ab\n", max_size=40), st.integers(1, 12))
def test_the_remedy_for_a_line_that_is_too_long_helps(content, longest):
    data = content.encode()
    for read in (text.read, jsonl.read):
        for item in read(io.BytesIO(data), Reading(max_line=longest)):
            if isinstance(item, BadRecord) and "limit" in item.reason:
                longest = max(longest, int(item.remedy.split()[-1]))
        assert not any("limit" in getattr(item, "reason", "") for item in read(io.BytesIO(data), Reading(max_line=longest)))


def test_a_long_line_of_text_is_measured_to_its_end():
    item = next(text.read(io.BytesIO(b"short\n" + b"x" * 5_000_000 + b"\n" + b"y" * 7_000_000), Reading(max_line=1 << 20)))
    assert (item.reason, item.remedy) == ("a line of 7,000,000 bytes, over the limit of 1,048,576", "raise the limit, such as with --max-line 7M")


@pytest.mark.parametrize(("length", "size"), [(1, "1"), (1023, "1023"), (1024, "1K"), (1025, "2K"), (1 << 26, "64M"), ((1 << 30) + 1, "2G")])
def test_sizes_for_people(length, size):
    assert size_for_people(length) == size


@pytest.mark.parametrize(("data", "expected"), [
    (b"a\n\nb\n", b"A\n\nB\n"),
    (b"a", b"A"),
    (b"", b""),
    (b"\xef\xbb\xbfa\n", b"A\n"),
    (b"a\x00b\n", b"A\x00B\n"),
    ("a\u2028b\u0085é\n".encode(), "A\u2028B\u0085É\n".encode()),
])
def test_text(tmp_path, data, expected):
    out, counts = filtered(tmp_path, "a.txt", data)
    assert out == expected
    assert counts.seen == counts.kept == 1


def test_text_ends_as_the_source_did(tmp_path):
    assert filtered(tmp_path, "a.txt", b"a\nb\n", lambda text: "x")[0] == b"x\n"
    assert filtered(tmp_path, "a.txt", b"a\r\nb\r\n", lambda text: "x\n")[0] == b"x\n"
    assert filtered(tmp_path, "a.txt", b"a\nb", lambda text: "x")[0] == b"x"
    assert filtered(tmp_path, "a.txt", b"a\n", lambda text: "")[0] == b""


def test_documents_do_not_run_into_each_other(tmp_path):
    for name, data in (("a.txt", b"a"), ("b.txt", b"b"), ("c.jsonl", b'{"text":"a"}'), ("d.jsonl", b'{"text":"b"}')):
        (tmp_path / name).write_bytes(data)
    run([tmp_path / "a.txt", tmp_path / "b.txt"], output=tmp_path / "ab.txt")
    run([tmp_path / "c.jsonl", tmp_path / "d.jsonl"], output=tmp_path / "cd.jsonl")
    assert (tmp_path / "ab.txt").read_bytes() == b"A\nB"
    assert (tmp_path / "cd.jsonl").read_bytes() == b'{"text":"A"}\n{"text":"B"}'


def test_text_that_is_not_utf8(tmp_path):
    with pytest.raises(errors.DataError, match=r"a\.txt: not UTF-8: byte 0xe9 at offset 5 \(line 2\); convert"):
        filtered(tmp_path, "a.txt", b"a\ncaf\xe9\n")


# ---- formats ----------------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("name", "data", "expected"), [
    ("a.txt", b'{"text": 1}', "text"),
    ("a.JSONL", b"", "jsonl"),
    ("a.ndjson.gz", gzip.compress(b""), "jsonl"),
    ("a.json.zst", zstd.compress(b""), "jsonl"),
    ("dump", b'{"text": 1}', "jsonl"),
    ("dump", b'\xef\xbb\xbf{ "a', "jsonl"),
    ("dump", b" \n\xef{", "text"),
    ("dump", b"{{ page }}", "text"),
    ("dump", b"", "text"),
    ("dump", gzip.compress(b'{"text": 1}'), "jsonl"),
    ("dump.gz", gzip.compress(b'{"text": 1}'), "jsonl"),
    ("dump.42", zstd.compress(b"text"), "text"),
    ("dump", bz2.compress(b'{"text": 1}'), "jsonl"),
    ("dump.jsonl.xz", lzma.compress(b""), "jsonl"),
    ("dump.bz2", bz2.compress(b'{"text": 1}'), "jsonl"),
    ("dump", SKIPPED + zstd.compress(b'{"text": 1}'), "jsonl"),
    ("dump", SKIPPED + SKIPPED + zstd.compress(b"text"), "text"),
    ("dump.zst", SKIPPED + zstd.compress(b'{"text": 1}'), "jsonl"),
    ("dump", SKIPPED, "text"),
    (".jsonl", b"", "text"),
    ("READ.ME.md", b"{}", "text"),
])
def test_format_by_suffix_then_by_first_bytes(tmp_path, name, data, expected):
    (tmp_path / name).write_bytes(data)
    with open_source(str(tmp_path / name)) as source:
        assert source.format.name == expected
        assert source.size == len(data)


@pytest.mark.parametrize("data", [SKIPPED + zstd.compress(b"words"), zstd.compress(b"wo") + SKIPPED + zstd.compress(b"rds"), zstd.compress(b"words") + SKIPPED])
def test_frames_of_zstd_that_hold_no_data_are_skipped(tmp_path, data):
    assert filtered(tmp_path, "a", data)[0] == b"WORDS"
    for stop in range(1, len(data)):
        (tmp_path / "cut.zst").write_bytes(data[:stop])
        try:
            run([tmp_path / "cut.zst"], output=tmp_path / "cut", overwrite=True)
        except errors.DataError:
            continue
        assert stop in (len(SKIPPED), len(zstd.compress(b"words")), len(zstd.compress(b"wo")), len(zstd.compress(b"wo") + SKIPPED))


def test_formats_that_are_not_read_are_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    with pytest.raises(errors.ChoiceError, match="--format"):
        run([tmp_path / "a.csv"])
    run([tmp_path / "a.csv"], format_name="text", output=tmp_path / "a.out")
    assert (tmp_path / "a.out").read_bytes() == b"A,B\n"
