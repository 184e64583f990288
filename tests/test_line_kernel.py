"""The line kernel against its oracle, on any bytes; its model file; what it may drop of clean text."""
import array
import importlib.resources
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext import Cleaner, Config, _core, tidy
from cleantext._reasons import LINE_REASONS

from .oracles import lines as oracle

MODEL = (importlib.resources.files("cleantext") / "data" / "lines.model").read_bytes()
SLOW = oracle.Model(MODEL)
WORDS = ["Read", "more", "»", "The", "minister", "said", "on", "Friday", "that", "€89", "billion", "2024", "1984", "3rd", "10am", "don’t", "“Yes,”", "http://a.b/c?d=e", "|",
         "©", "漢字かな", "한국어", "Größe", "МОСКВА", "•", "Share", "this", "article", "ADVERTISEMENT", "antidisestablishmentarianism", "a", "{", "}", "x=1;", "naïve", "U.S.", "..."]
texts = st.one_of(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join), st.text(min_size=1, max_size=300))
tidied = texts.map(tidy).map(lambda text: text.replace("\n", " ").strip()).filter(bool).map(str.encode)
anything = st.binary(min_size=1, max_size=400)
pages = st.lists(st.one_of(tidied, st.sampled_from([b"Read more", b"Home", b"12", b"- - -"])), min_size=1, max_size=40)


def every(n):
    return array.array("q", range(n)).tobytes()


@given(st.one_of(tidied, anything))
def test_a_line_agrees_with_the_oracle(raw):
    line = oracle.Line(raw)
    assert _core.line_tokens([raw]) == [struct.pack(f"={len(line.tokens)}I", *line.tokens)]
    oracle.line_own(SLOW, line)
    record, names, at = _core.line_records(MODEL, [raw])
    assert list(record[at["bins"]:at["bins"] + 12]) == line.own_bins
    assert list(struct.unpack_from("=16h", record, at["vec"])) == line.vec
    assert list(struct.unpack("=16h", names)) == line.named
    assert struct.unpack_from("=i", record, at["words"]) == (line.words,)
    assert struct.unpack_from("=i", record, at["alone"]) == (line.alone,)


@settings(max_examples=60)
@given(pages)
def test_a_page_agrees_with_the_oracle(raw):
    lines = [oracle.Line(line) for line in raw]
    for line in lines:
        oracle.line_own(SLOW, line)
    records, names, _ = _core.line_records(MODEL, raw)
    assert _core.line_bins(records, every(len(raw))) == b"".join(bytes(bins) for bins in oracle.page_bins(lines))
    for (score, label, reason, _), (want, want_label) in zip(_core.line_verdicts(MODEL, records, names, every(len(raw))), oracle.verdicts(SLOW, lines), strict=True):
        assert score == pytest.approx(want, abs=2e-5)
        assert label == want_label or abs(want - SLOW.threshold) < 1e-5
        assert (label < 2) == (score >= SLOW.threshold)
        assert LINE_REASONS[reason]


@pytest.mark.parametrize("place", [-1, 2, 1 << 40])
def test_records_that_are_not_there(place):
    records, names, _ = _core.line_records(MODEL, [b"one line", b"and another"])
    chosen = array.array("q", [0, place]).tobytes()
    for function in (lambda which: _core.line_bins(records, which), lambda which: _core.line_verdicts(MODEL, records, names, which)):
        with pytest.raises(IndexError, match=f"record {place} is none of 2"):
            function(chosen)
        with pytest.raises(ValueError, match="not a whole number"):
            function(chosen[:-1])
    with pytest.raises(ValueError, match="not as many names"):
        _core.line_verdicts(MODEL, records, names[:-1], every(2))


def test_a_long_page_is_judged_whole():
    raw = [b"Home", b"A sentence that is long enough to be read as running text, here it ends."] * 3000
    records, names, _ = _core.line_records(MODEL, raw)
    assert len(_core.line_verdicts(MODEL, records, names, every(len(raw)))) == len(raw)


@given(pages, st.lists(st.integers(0, 6), max_size=30))
def test_lines_that_are_judged_again_are_named_in_the_end(raw, spots):
    """A line that stays has its label from the last pass; where the user has phrases, every pass names every line."""
    lines = [line.decode() for line in raw]
    for k, spot in enumerate(spots):
        lines.insert(2 * k + 3, PROSE[spot])
    once, always = (Cleaner(config).classify("\n".join(lines)) for config in (Config(), Config(drop_phrases=["a phrase that no line has"])))
    assert [(line.label, line.score, line.reason) for line in once] == [(line.label, line.score, line.reason) for line in always]


PROSE = """The ferry left the harbour at dawn, and by the time the sun stood over the hills the town behind it had become a thin grey line.
There was a keeper with a long coat and a boy with a short rope, and neither of them spoke before the second lighthouse.
On both shores it was well known to the fishermen of the bay that nothing could be settled before the herring had come and gone.
It was the year in which the old bridge was closed and the new one was not yet begun.
Letters from the capital arrived twice a week in that season, and were read aloud in the hall above the bakery.
Mrs. Alder had lately reached her seventieth birthday, and had let everyone know that she would not have another party.
The valley, less troubled on the whole by these matters than the coast, went on mowing its hay and mending its fences as it had done for a hundred years.""".splitlines()


@pytest.mark.parametrize("count", range(1, len(PROSE) + 1))
def test_clean_prose_stays(count):
    raw = [line.encode() for line in PROSE[:count]]
    records, names, _ = _core.line_records(MODEL, raw)
    assert [label for _, label, _, _ in _core.line_verdicts(MODEL, records, names, every(count))] == [0] * count
