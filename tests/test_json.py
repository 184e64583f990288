"""The JSON kernel finds the string under a key, in linear time, and nothing else of the record changes."""
import io
import json
import time

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleantext import _core
from cleantext.io.formats import jsonl
from cleantext.io.records import BadRecord, Reading

from .oracles import json as oracle

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


ATTACKS = [b"\\", b'\\"', b'"', b"[", b'{"a":', b"{", b"[]", b"[],", b'"a",', b'"text":"",', b'"\\u0074ext":"",', b"1", b" "]
HEADS = [b"", b'{"text":', b'{"text":"', b'{"a":[', b'{"', b'{"text":"x","a":', b"{"]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_span_in_what_never_ends(head, attack):
    assert _core.json_string_span(head + attack * 10**5, b"text") is None


@pytest.mark.parametrize(("head", "piece", "tail"), [
    (b'{"text":', b"\\\\", b"}"), (b'{"text":', b'\\"', b"}"), (b'{"text":', b"\\u005c", b"}"), (b'{"a":1,"text":', b"[{", b', "b":"\\\\"}')])
def test_span_of_a_long_string(head, piece, tail):
    string = b'"' + piece * 10**5 + b'"'
    assert _core.json_string_span(head + string + tail, b"text") == (len(head), len(head) + len(string))


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("attack", ATTACKS)
def test_time_is_linear(head, attack):
    def seconds(size):
        record = head + attack * (size // len(attack))
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            _core.json_string_span(record, b"text")
            best = min(best, time.process_time() - start)
        return best
    assert any(seconds(120_000) < 6 * seconds(30_000) + 0.004 for _ in range(4))         # another process may disturb one measurement, not four
