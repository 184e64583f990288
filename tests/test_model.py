"""Model files: a whole one is used, whatever its weights; any other is refused, by name, with the reason and the remedy."""
import array
import importlib.resources
import math
import pathlib
import pickle
import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import Cleaner, Config, _core, clean, lines
from cleantext.model import read_model

from .oracles import lines as oracle

MODEL = (importlib.resources.files("cleantext") / "data" / "lines.model").read_bytes()
ROWS = 1 << 14
CURVE = len(MODEL) - 16 * ROWS - 64 - 4 * 256       # behind it: what the tokens say of labels, and its scale
ALONE = CURVE - 80                      # 17 numbers of 4 bytes, and what fills the part up
SLOTS = 128                             # where the vocabulary stands: so many numbers of 4 bytes
STRICT = oracle.sealed(MODEL[:24] + struct.pack("<f", 0.999) + MODEL[28:])
TEXT = "Home\nThe bridge over the harbour will stay closed until the end of the winter, the council said.\nHe paid.\nRead more\n"


def with_floats(at, *values):
    return oracle.sealed(MODEL[:at] + struct.pack(f"<{len(values)}f", *values) + MODEL[at + 4 * len(values):])


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "own.model"
    path.write_bytes(STRICT)
    return path


# ---- what is refused ---------------------------------------------------------------------------------------------------------------

def test_the_checksum_is_the_oracles():
    assert oracle.sealed(MODEL) == MODEL
    _core.check_model(STRICT)


@given(st.integers(0, len(MODEL) - 1), st.integers(1, 255))
def test_one_changed_byte_is_refused(at, change):
    damaged = bytearray(MODEL)
    damaged[at] ^= change
    with pytest.raises(ValueError, match="line model"):
        _core.check_model(bytes(damaged))
    with pytest.raises(ValueError, match="line model"):
        _core.line_records(bytes(damaged), [b"text"])


@given(st.one_of(st.integers(0, 100), st.integers(0, len(MODEL) - 1)))
def test_a_cut_model_is_refused(size):
    with pytest.raises(ValueError, match="line model"):
        _core.check_model(MODEL[:size])


@given(st.binary(min_size=1, max_size=100))
def test_more_than_a_model_is_refused(more):
    for data in (MODEL + more, more + MODEL, oracle.sealed(MODEL + more + bytes(-len(more) % 16)), MODEL * 2):
        with pytest.raises(ValueError, match="line model"):
            _core.check_model(data)


@pytest.mark.parametrize(("data", "words"), [
    (b"", "not a line model; give"), (b"text", "not a line model"), (b"\0" * len(MODEL), "not a line model"), (b"CTLINE", "not the whole"), (MODEL[:5000], "not the whole.*complete copy"),
    (MODEL + b"x", "more than one"), (MODEL[:8] + bytes([MODEL[8] + 1]) + MODEL[9:], "another version.*train it again"), (MODEL[:-1] + b"x", "checksum"),
    *((with_floats(at, value), "numbers that no training gives") for at in (24, 36, 40, CURVE, CURVE + 400) for value in (math.nan, math.inf, -math.inf, -1.0, 0.0, 2.0)),
    *((with_floats(28, value), "numbers that no training gives") for value in (math.nan, math.inf, -math.inf, 1e30)), (with_floats(CURVE + 40, 0.5, 0.4), "numbers that no training"),
    *((with_floats(at, -1e30), "numbers that no training gives") for at in (ALONE, ALONE + 64)),
    *((oracle.sealed(MODEL[:at + 2] + struct.pack("<H", row) + MODEL[at + 4:]), "numbers that no training gives") for at in (SLOTS, SLOTS + 4 * ROWS - 4) for row in (ROWS, 65535))])
def test_the_reason_is_told(data, words):
    with pytest.raises(ValueError, match=words):
        _core.check_model(data)


# ---- what is not refused is safe ---------------------------------------------------------------------------------------------------

def any_weights(seed):
    """A model file in order, but for its weights."""
    made = random.Random(seed)
    flat = made.choice([0, 255, None])
    body = bytes([flat]) * (len(MODEL) - 64) if flat is not None else made.randbytes(len(MODEL) - 64)
    slots = struct.pack(f"<{ROWS}I", *(made.randrange(ROWS) << 16 | made.randrange(1 << 16) for _ in range(ROWS)))
    body = body[:SLOTS - 64] + slots + body[SLOTS - 64 + 4 * ROWS:]
    alone = struct.pack("<17i", *(made.choice([-65535, 65535, made.randrange(-65535, 65536)]) for _ in range(17)))
    curve = struct.pack("<256f", *sorted(made.uniform(1e-6, 1 - 1e-6) for _ in range(256)))
    return oracle.sealed(MODEL[:64] + body[:ALONE - 64] + alone + bytes(CURVE - ALONE - 68) + curve + body[CURVE + len(curve) - 64:])


@settings(max_examples=30)
@given(st.integers(0, 1 << 30), st.lists(st.one_of(st.binary(min_size=1, max_size=300), st.sampled_from([b"Home", b"Read more", b"The ferry sails at dawn, they say."])), min_size=1, max_size=50))
def test_any_weights_are_safe(seed, raw):
    data = any_weights(seed)
    records, names, _ = _core.line_records(data, raw)
    for score, label, reason, _ in _core.line_verdicts(data, records, names, array.array("q", range(len(raw))).tobytes()):
        assert 0 <= score <= 1
        assert 0 <= label < 12
        assert 0 <= reason < 48


@settings(max_examples=10)
@given(st.integers(0, 1 << 30))
def test_cleaning_is_idempotent_with_any_weights(seed):
    rules = lines.rules(Config(), any_weights(seed))
    once = rules.clean((pathlib.Path(__file__).parent.parent / "examples" / "harbour.txt").read_text(encoding="utf-8"))
    assert rules.clean(once) == once


# ---- Config and Cleaner ------------------------------------------------------------------------------------------------------------

def test_a_model_of_ones_own_is_used(model):
    assert "He paid." in clean(TEXT)
    assert clean(TEXT, model=model) == Cleaner(Config(model=str(model))).clean(TEXT) == clean(TEXT, threshold=0.999)
    assert [line.label for line in Cleaner(Config(model=model)).classify(TEXT)] == [line.label for line in Cleaner(Config(threshold=0.999)).classify(TEXT)]


def test_a_config_names_the_file_and_a_cleaner_knows_its_bytes(model, tmp_path):
    config = Config(model=model)
    assert config == Config(model=str(model)) != Config()
    assert hash(config) == hash(Config(model=str(model)))
    cleaner, again = Cleaner(config), Cleaner(config)
    assert cleaner == again
    assert hash(cleaner) == hash(again)
    packed = pickle.dumps(cleaner)
    assert pickle.loads(packed) == cleaner
    before = cleaner.clean(TEXT)
    model.write_bytes(MODEL)
    assert cleaner.clean(TEXT) == before            # it was read once
    assert Cleaner(config) != cleaner
    with pytest.raises(ValueError, match=r"own\.model: not the line model that this Cleaner was pickled with; put"):
        pickle.loads(packed)
    model.unlink()
    with pytest.raises(FileNotFoundError, match=r"cannot read the line model.*own\.model"):
        pickle.loads(packed)


@pytest.mark.parametrize("size", [0, 3, 50, 5000, len(MODEL) - 1, len(MODEL) + 1])
def test_a_file_that_is_no_model_is_named(tmp_path, size):
    path = tmp_path / "bad.model"
    path.write_bytes((MODEL + b"x")[:size])
    with pytest.raises(ValueError, match=r"bad\.model: .*line model.*; "):
        clean("text", model=path)


def test_what_cannot_be_read_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"cannot read the line model: No such file.*cleantext train.*none\.model"):
        Cleaner(Config(model=tmp_path / "none.model"))
    with pytest.raises(IsADirectoryError, match="cannot read the line model"):
        read_model(str(tmp_path))


@pytest.mark.parametrize(("value", "error"), [(5, TypeError), (b"own.model", TypeError), (True, TypeError), ("", ValueError), ("a\0b", ValueError)])
def test_a_path_is_checked(value, error):
    with pytest.raises(error, match="model must be the path of a file or None"):
        Config(model=value)
