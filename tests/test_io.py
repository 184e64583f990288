"""Input and output: records in and out, byte for byte; compression; files that appear only when complete."""
import bz2
import gzip
import io
import json
import lzma
import os
import random
import stat
import sys
import tracemalloc

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleantext import _core
from cleantext.io import errors
from cleantext.io.compression import codec_of_name
from cleantext.io.filter import filter_files
from cleantext.io.formats import jsonl, text
from cleantext.io.formats.lines import Overlong, read_lines
from cleantext.io.output import open_output
from cleantext.io.plan import make_plan
from cleantext.io.records import BadRecord, Gap, Reading
from cleantext.io.source import open_source

from .oracles import json as oracle

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def upper(text):
    return text.upper()


def run(inputs, clean=upper, output="-", folder=None, reading=Reading(), **options):  # noqa: B008
    plan = make_plan([str(path) for path in inputs], str(output), None if folder is None else str(folder),
                     rejects=options.get("rejects"), overwrite=options.get("overwrite", False))
    return filter_files(plan, clean, reading, **options)


def filtered(tmp_path, name, data, clean=upper, **options):
    """What comes out of a file of this name and content."""
    source, target = tmp_path / name, tmp_path / f"out-{name}"
    source.write_bytes(data)
    counts = run([source], clean, target, overwrite=True, **options)
    return target.read_bytes(), counts


def parts(folder):
    return [path.name for path in folder.iterdir() if path.name.endswith(".part")]


# ---- the JSON kernel --------------------------------------------------------------------------------------------------------------

SPACES = st.text(" \t\r", max_size=3)
CHARACTERS = st.characters(exclude_categories=["Cs"])
KEYS = st.sampled_from(["text", "t", "", "id", "te\"xt", "te\\xt", "tëxt", "𝒕ext", "a/b", "\u0000", "text "]) | st.text(CHARACTERS, max_size=4)
STRINGS = st.text(CHARACTERS | st.sampled_from('"\\{}[],:\n'), max_size=12)
NUMBERS = st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | STRINGS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8,
)


@st.composite
def written_string(draw, value):
    """A JSON string as any writer may write it: escapes where none are needed, too."""
    out = []
    for character in value:
        how = draw(st.integers(0, 5))
        if how == 0 or (how == 1 and ord(character) < 128):
            out.append("".join(f"\\u{unit:04{draw(st.sampled_from('xX'))}}" for unit in utf16(character)))
        elif how == 2 and character == "/":
            out.append("\\/")
        else:
            out.append(json.dumps(character, ensure_ascii=False)[1:-1])
    return '"' + "".join(out) + '"'


def utf16(character):
    data = character.encode("utf-16-be")
    return [int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2)]


@st.composite
def written(draw, value):
    """A JSON value as any writer may write it: white space anywhere."""
    def gap():
        return draw(SPACES)
    if isinstance(value, str):
        return draw(written_string(value))
    if isinstance(value, list):
        return "[" + gap() + ",".join(gap() + draw(written(item)) + gap() for item in value) + "]"
    if isinstance(value, dict):
        return draw(written_members(list(value.items())))
    return json.dumps(value)


@st.composite
def written_members(draw, members):
    def gap():
        return draw(SPACES)
    return "{" + gap() + ",".join(gap() + draw(written_string(k)) + gap() + ":" + gap() + draw(written(v)) + gap() for k, v in members) + "}"


@st.composite
def records(draw):
    members = draw(st.lists(st.tuples(KEYS, VALUES), max_size=5))
    return (draw(SPACES) + draw(written_members(members)) + draw(SPACES)).encode()


@given(records(), KEYS)
def test_span_agrees_with_oracle(record, key):
    assert _core.json_string_span(record, key.encode()) == oracle.string_span(record, key)


@given(records(), st.sampled_from(["text", "id", "t"]), STRINGS)
def test_replacing_the_text_changes_nothing_else(record, key, new):
    span = oracle.string_span(record, key)
    items = list(jsonl.read(io.BytesIO(record + b"\n"), Reading(key)))
    if span is None:
        assert isinstance(items[0], BadRecord)
        return
    out = items[0].bytes_with(new)
    start, stop = span
    if json.loads(record)[key] == new:
        assert out == record + b"\n"
    else:
        assert out[:start] == record[:start]
        assert out.endswith(record[stop:] + b"\n")
        assert json.loads(out)[key] == new


@given(st.binary(max_size=60) | st.text('{}[]",:\\u0dtex \n', max_size=60).map(str.encode), st.sampled_from([b"", b"text", b"t", b"\xff", b"\\"]))
@example(b'{"text', b"text")
@example(b'{"text":', b"text")
@example(b'{"\\u', b"text")
@example(b'{"\\ud83d\\u', b"text")
@example(b'{"\\ud83d\\ude00":"x"}', "😀".encode())
@example(b'{"a":"\\', b"a")
def test_span_of_any_bytes_lies_inside_and_is_quoted(data, key):
    span = _core.json_string_span(data, key)
    if span is not None:
        start, stop = span
        assert 0 < start < stop <= len(data)
        assert data[start:start + 1] == data[stop - 1:stop] == b'"'


def test_last_duplicate_key_wins_as_in_the_parser():
    record = b'{"text": "a", "text": 1, "t\\u0065xt": "b"}'
    assert orjson.loads(record)["text"] == "b"
    assert record[slice(*_core.json_string_span(record, b"text"))] == b'"b"'
    assert _core.json_string_span(b'{"text": "a", "text": 1}', b"text") is None


@pytest.mark.parametrize("attack", [b"\\" * 10**6, b'\\"' * 10**6, b'"' * 10**6, b"[" * 10**6, b'{"a":' * 10**5, b"{" * 10**6])
def test_span_is_linear(attack):
    for head in (b"", b'{"text":', b'{"text":"', b'{"a":[', b'{"'):
        _core.json_string_span(head + attack, b"text")     # a quadratic scan would take hours


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
    (".jsonl", b"", "text"),
    ("READ.ME.md", b"{}", "text"),
])
def test_format_by_suffix_then_by_first_bytes(tmp_path, name, data, expected):
    (tmp_path / name).write_bytes(data)
    with open_source(str(tmp_path / name)) as source:
        assert source.format.name == expected
        assert source.size == len(data)


def test_formats_that_are_not_read_are_refused(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    with pytest.raises(errors.ChoiceError, match="--format"):
        run([tmp_path / "a.csv"])
    run([tmp_path / "a.csv"], format_name="text", output=tmp_path / "a.out")
    assert (tmp_path / "a.out").read_bytes() == b"A,B\n"


# ---- compression ------------------------------------------------------------------------------------------------------------------

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


# ---- outputs ----------------------------------------------------------------------------------------------------------------------

def test_nothing_under_the_final_name_until_complete(tmp_path):
    target = tmp_path / "out.txt"
    with open_output(str(target)) as output:
        output.write(b"x" * (1 << 20))
        assert not target.exists()
    assert target.read_bytes() == b"x" * (1 << 20)
    assert not parts(tmp_path)


def write_and_raise(path, error):
    with open_output(str(path)) as output:
        output.write(b"x" * (1 << 20))
        raise error


@pytest.mark.parametrize("name", ["out.txt", "out.txt.gz", "out.txt.zst"])
def test_nothing_is_left_after_an_error(tmp_path, name):
    for error in (KeyboardInterrupt, ValueError):
        with pytest.raises(error):
            write_and_raise(tmp_path / name, error)
        assert not list(tmp_path.iterdir())


def test_existing_output_needs_force(tmp_path):
    target = tmp_path / "out.txt"
    target.write_bytes(b"old")
    with pytest.raises(errors.OutputError, match="--force"), open_output(str(target)):
        pass
    assert target.read_bytes() == b"old"
    target.chmod(0o640)
    with open_output(str(target), overwrite=True) as output:
        output.write(b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_output_that_appears_meanwhile_is_not_replaced(tmp_path):
    target = tmp_path / "out.txt"
    output = open_output(str(target))
    output.__enter__().write(b"new")
    target.write_bytes(b"other")
    with pytest.raises(errors.OutputError, match="exists already"):
        output.__exit__(None, None, None)
    assert target.read_bytes() == b"other"
    assert not parts(tmp_path)


def test_output_through_a_link_goes_where_it_points(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "real" / "out.txt")
    with open_output(str(tmp_path / "link.txt"), overwrite=True) as output:
        output.write(b"x")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real" / "out.txt").read_bytes() == b"x"


def test_devices_are_written_to_and_stay(tmp_path):
    with open_output(os.devnull) as output:
        output.write(b"x")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_output_cannot_be_created(tmp_path):
    with pytest.raises(errors.OutputError, match="cannot be created"), open_output(str(tmp_path / "no" / "out.txt")):
        pass


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_disk_full():
    with pytest.raises(errors.TransferError, match="No space left"), open_output("/dev/full") as output:
        output.write(b"x" * (1 << 20))


def test_an_output_is_never_an_input(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    os.link(tmp_path / "a.txt", tmp_path / "hard.txt")
    for name in ("a.txt", "link.txt", "hard.txt", "../" + tmp_path.name + "/a.txt"):
        with pytest.raises(errors.ChoiceError, match="is an input"):
            run([tmp_path / "a.txt"], output=tmp_path / name, overwrite=True)
    with pytest.raises(errors.ChoiceError, match="is an input"):
        run([tmp_path / "a.txt"], folder=tmp_path, overwrite=True)
    with pytest.raises(errors.ChoiceError, match="is an input"):
        run([tmp_path / "a.txt"], output=tmp_path / "b.txt", rejects=str(tmp_path / "a.txt"), overwrite=True)
    assert (tmp_path / "a.txt").read_bytes() == b"a"


def test_plans_that_do_not_go_together(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "a"}\n')
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(b"b")
    for options, message in (
        ({"inputs": ["a.txt", "b.jsonl"], "output": "out"}, "cannot go into the same output"),
        ({"inputs": ["a.txt"], "output": "out.jsonl"}, "--format jsonl"),
        ({"inputs": ["a.txt", "sub/a.txt"], "folder": "out"}, "written twice"),
        ({"inputs": ["a.txt"], "output": "sub"}, "use -O"),
        ({"inputs": ["a.txt"], "output": "x", "folder": "out"}, "exclude"),
        ({"inputs": ["-"], "folder": "out"}, "no name"),
    ):
        inputs = [name if name == "-" else tmp_path / name for name in options.pop("inputs")]
        with pytest.raises(errors.ChoiceError, match=message):
            run(inputs, **{name: tmp_path / value for name, value in options.items()})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.jsonl", "sub"]


def test_a_folder_of_outputs(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\nnonsense\n'))
    out = tmp_path / "new" / "out"
    counts = run([tmp_path / name for name in ("a.txt", "bad.txt", "b.jsonl.gz")], folder=out, rejects=str(tmp_path / "rejects.jsonl"))
    assert sorted(path.name for path in out.iterdir()) == ["a.txt", "b.jsonl.gz"]       # nothing where the document was bad
    assert (out / "a.txt").read_bytes() == b"A"
    assert gzip.decompress((out / "b.jsonl.gz").read_bytes()) == b'{"text": "A"}\n'
    assert (counts.seen, counts.kept, counts.rejected) == (4, 2, 2)
    rows = [json.loads(line) for line in (tmp_path / "rejects.jsonl").read_text().splitlines()]
    assert [(os.path.basename(row["file"]), row["record"]) for row in rows] == [("bad.txt", 1), ("b.jsonl.gz", 2)]


@pytest.mark.parametrize(("name", "message"), [("no.txt", "no such file"), (".", "is a directory"), ("a\0b", "cannot be read")])
def test_inputs_that_are_not_there(tmp_path, name, message):
    with pytest.raises(errors.InputError, match=message):
        run([f"{tmp_path}/{name}"])


LINES = st.sampled_from([b'{"text": "a"}', b"", b"nonsense", b'{"text": 1}', b'{"text": "x"}', b"\xff", b" "])


@settings(max_examples=30)
@given(data=st.lists(LINES, max_size=8), end=st.booleans())
def test_counts_add_up(tmp_path_factory, data, end):
    folder = tmp_path_factory.mktemp("counts")
    content = b"\n".join(data) + b"\n" * end
    out, counts = filtered(folder, "a.jsonl", content, lambda text: text.replace("x", ""), rejects=str(folder / "rejects"), drop_empty=True)
    assert counts.seen == sum(bool(line.strip()) for line in data) == counts.kept + counts.dropped + counts.rejected
    assert counts.kept == data.count(b'{"text": "a"}') == out.count(b"text")
    assert counts.dropped == data.count(b'{"text": "x"}')
    assert counts.rejected == (folder / "rejects").read_bytes().count(b"\n")
