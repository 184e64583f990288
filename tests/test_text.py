"""Text in and out of the core: every width of str, offsets in code points, surrogates."""
from hypothesis import given
from hypothesis import strategies as st

import cleantext
from cleantext import Config, Label

WIDTHS = st.sampled_from([st.characters(max_codepoint=0x7F), st.characters(max_codepoint=0xFF), st.characters(max_codepoint=0xFFFF, codec=None), st.characters(codec=None)])
UNTOUCHED = cleantext.Cleaner(Config(keep=set(Label), tidy=False, money=False, dates=False))


@given(WIDTHS.flatmap(lambda characters: st.text(characters, max_size=300)))
def test_text_comes_through_unchanged_but_for_surrogates(text):
    line = "x" + text.replace("\n", "\u2028") + "x"
    expected = "".join("\ufffd" if 0xD800 <= ord(char) < 0xE000 else char for char in line)
    assert UNTOUCHED.clean(line) == expected
    if expected == line:
        assert UNTOUCHED.clean(line) is line


@given(st.lists(st.tuples(st.integers(0, 140), st.sampled_from("\x7f\x80é\u07ff\u0800€\ud7ff\ue000\uffff\ud800\udfff")), max_size=8))
def test_runs_of_any_length(runs):
    """Plain text in runs longer and shorter than what is copied at a time, between characters at the edges of each size."""
    text = "".join("abcdefg"[:size % 7] + "x" * size + char for size, char in runs) + "x"
    assert UNTOUCHED.clean(text) == "".join("\ufffd" if 0xD800 <= ord(char) < 0xE000 else char for char in text)


@given(st.lists(st.sampled_from(["б", "日", "é", "ا", "a", " ", ", ", "some words ", "’", "Слово за слово ", "日本語の文章", "😀", "\ud800"]), max_size=60).map("".join))
def test_dense_text_of_other_scripts(text):
    """Blocks that hold much beyond ASCII are written eight or sixteen characters, and read sixteen or 32 bytes, at a time."""
    assert UNTOUCHED.clean(f"x{text}x") == f"x{text}x".replace("\ud800", "\ufffd")


@given(WIDTHS.flatmap(lambda characters: st.text(characters, max_size=60)), st.text(st.characters(codec=None), max_size=20))
def test_spans_count_code_points(before, after):
    text = before + "\n €89 billion \n 2024-04-26 \n" + after
    assert "€89 billion" in [text[m.start:m.stop] for m in cleantext.find_money(text)]
    assert "2024-04-26" in [text[d.start:d.stop] for d in cleantext.find_dates(text)]


def test_surrogate_pairs_are_joined_when_tidying():
    assert cleantext.tidy("\ud83d\ude00 \ude00\ud83d") == "😀 \ufffd\ufffd"
