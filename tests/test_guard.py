"""The guard: text without furniture stays as it is, in many languages and forms; and what a threshold does."""
import array
import importlib.resources
import struct
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Cleaner, Config, Label, _core, classify

from .casefiles import cases
from .oracles import lines as oracle
from .test_line_kernel import pages

PROSE = [case["text"] for case in cases("prose")]
SPACED = [text for text in PROSE if " " in text.split("\n")[1]]         # what can be wrapped
MODEL = (importlib.resources.files("cleantext") / "data" / "lines.model").read_bytes()


def wrapped(text, width):
    return "\n".join(piece for line in text.split("\n") for piece in textwrap.wrap(line, width) or [""])


FORMS = {
    "whole": PROSE, "wrapped": [wrapped(text, 72) for text in SPACED], "narrow": [wrapped(text, 60) for text in SPACED],
    "with empty lines": [text.replace("\n", "\n\n") for text in PROSE], "five lines": ["\n".join(text.split("\n")[:5]) for text in PROSE],
    "single lines": [line for text in PROSE for line in text.split("\n") if line]}


@pytest.mark.parametrize("form", FORMS)
def test_prose_stays(form):
    """At most one line in two hundred goes (reliability: 0.5 %), and of single lines none."""
    seen = [line for text in FORMS[form] for line in classify(text) if line.label is not Label.BLANK]
    gone = [line for line in seen if line.label not in (Label.TEXT, Label.HEADING)]
    assert len(gone) <= (0 if form == "single lines" else len(seen) / 200)


@pytest.mark.parametrize("preset", ["recall", "precision"])
def test_prose_stays_with_presets(preset):
    cleaner = Cleaner(Config.preset(preset))
    seen = [line for text in PROSE for line in cleaner.classify(text)]
    assert sum(line.label not in (Label.TEXT, Label.HEADING, Label.BLANK) for line in seen) <= (len(seen) / 50 if preset == "precision" else 0)


@pytest.mark.parametrize("line", ["Home", "Read more", "Advertisement", "Sign up", "1", "…", "© 2024"])
def test_a_single_line_is_not_dropped(line):
    assert classify(line)[0].label in (Label.TEXT, Label.HEADING)


def test_a_preset_is_a_config():
    assert Config.preset("recall") == Config(threshold=0.1)
    assert Config.preset("precision", keep={"text"}, threshold=0.6) == Config(keep={"text"}, threshold=0.6)
    with pytest.raises(ValueError, match="unknown preset 'best'; the presets are precision, recall"):
        Config.preset("best")


# ---- the threshold ------------------------------------------------------------------------------------------------------------------

THRESHOLDS = (0.001, 0.02, 0.1, 0.3, 0.45, 0.5, 0.55, 0.7, 0.9, 0.98, 0.999)
MODELS = {threshold: oracle.sealed(MODEL[:24] + struct.pack("<f", threshold) + MODEL[28:]) for threshold in THRESHOLDS}


@given(pages, st.sampled_from(THRESHOLDS), st.sampled_from(THRESHOLDS))
def test_a_higher_threshold_keeps_no_line_that_a_lower_one_drops(raw, one, other):
    every = array.array("q", range(len(raw))).tobytes()
    records, names, _ = _core.line_records(MODEL, raw)
    low, high = (_core.line_verdicts(MODELS[threshold], records, names, every) for threshold in sorted((one, other)))
    for (score, label, *_), (again, strict, *_) in zip(low, high, strict=True):
        assert score == again                       # the threshold is none of the model's business
        assert label < 2 or strict >= 2
        assert (label < 2) == (score >= struct.unpack("<f", struct.pack("<f", min(one, other)))[0])


@given(pages)
def test_the_ends_of_the_scale(raw):
    text = b"\n".join(line.replace(b"\n", b" ") for line in raw).decode("utf-8", "replace")
    assert all(line.label in (Label.TEXT, Label.HEADING, Label.BLANK) for line in Cleaner(Config(threshold=0)).classify(text))
    assert all(line.label not in (Label.TEXT, Label.HEADING) for line in Cleaner(Config(threshold=1)).classify(text))
