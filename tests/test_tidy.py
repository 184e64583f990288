"""Tidying: its cases, its oracle, and what must hold for any text."""
import re

import pytest
import unicodedata2 as ucd
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cleantext import tidy

from .casefiles import cases, parametrize
from .oracles import tidy as oracle

# Characters and pieces that meet in the rules: entities, joiners, marks, selectors, tags, spaces, surrogates.
PIECES = ["a", "K", "x1", "&", "&amp;", "&am", "p;", "&#38;", "&lt;", "&nbsp;", "&zwj;", "&shy;", "&NotEqualTilde;", "amp;", ";", "#", " ", "  ", "\t", "\n", "\r",
          "\xa0", "\u3000", "\u2028", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202e", "\ufeff", "\xad", "\x00", "\x85", "\x92", "\x9d",
          "e", "\u0301", "\u0323", "\u0338", "=", "\u212a", "\u212b", "\u037e", "\u1100", "\u1161", "\u11a8", "가", "क", "्", "ष", "़", "\u0928", "ا", "ی", "ש", "\ufb2a",
          "👩", "💻", "❤", "\ufe0f", "\ufe00", "🏴", "\U000e0067\U000e0062\U000e007f", "\U000e0041", "-", "—", "*", "|", "・", "漢", "\ud83d", "\ude00", "\udc80"]
WHITE = [" ", "\t", "\xa0", "\n", "\r\n", " \n", "\t\n", "\n ", "\n\t", "\n\xa0", " \xa0", "\xa0 ", "\xa0\n", "\t ", " \t"]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@parametrize("tidy")
def test_cases(case):
    assert tidy(case["text"]) == case["tidy"]
    assert tidy(case["tidy"]) is case["tidy"]


@given(texts)
def test_agrees_with_its_oracle(text):
    # A joiner before a reference falls before the reference is read; the oracle, which decodes first, would weigh what comes out.
    assume(not re.search("([\u200c\u200d]|&zwj;)([^ -~]|;|p;)*&", text))
    assert tidy(text) == oracle.tidy(text)


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([*PIECES, *WHITE, "\n-", "\n•", "\n– ", "&ndash;", "’", "é", "Ж", "あ", "م"])), max_size=8))
def test_agrees_where_pieces_stand_in_longer_runs(runs):
    """Plain text is copied 16 or 32 bytes at a time, across lines: what is not plain may stand at any place of such a block."""
    text = "".join("good words, and more of them: they stay as they are"[:size] + piece for size, piece in runs)
    assume(not re.search("([\u200c\u200d]|&zwj;)([^ -~]|;|p;)*&", text))
    assert tidy(text) == oracle.tidy(text)


@given(st.lists(st.sampled_from([*WHITE, "a", "-", "•", "x;", "&shy;", "&ndash;", "\u200b", "\u2003", "plain words of more than thirty-two bytes"]), max_size=30).map("".join))
def test_white_space_agrees_with_the_oracle(text):
    assert tidy(text) == oracle.tidy(text)


@pytest.mark.parametrize("start", [*range(0x80, 0x10000, 0x1000), 0x1D000, 0x1F000, 0x2F000, 0xE0000])
def test_every_character_in_the_midst_of_plain_text(start):
    lines = [f"some plain words, {chr(code)} more of them" + f" and{chr(code)}more" * 3 for code in range(start, start + 0x1000) if not 0xD800 <= code < 0xE000]
    for line, tidied in zip(lines, tidy("\n".join(lines)).split("\n"), strict=True):
        assert tidied == oracle.tidy(line)


@given(st.one_of(texts, st.text(st.characters(codec=None))))
def test_is_idempotent_and_keeps_the_lines(text):
    once = tidy(text)
    assert tidy(once) is once
    assert once.count("\n") == text.count("\n")


@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.sampled_from("ab é\u0301\u0323\u212aक़\u093c가\u1100\u1161\u11a8あ\u3099\u2001\U000113c2\U000113c5"))))
@example("\u2000 is an en quad, and white space is left alone here")
def test_only_composition_is_nfc(text):
    composed = tidy(text, entities=False, invisible=False, spaces=False, separators=False)
    assert composed == ucd.normalize("NFC", text)


@pytest.mark.parametrize("plane", range(17))
def test_every_character_is_composed_as_nfc(plane):
    """What Unicode's NormalizationTest asks of characters that stand alone (its part 1), and of each before, behind and between marks."""
    characters = [chr(code) for code in range(plane << 16, (plane + 1) << 16) if not 0xD800 <= code < 0xE000 and chr(code) != "\n"]
    for form in ("{}", "a{}", "{}\u0301\u0323", "\u0323{}\u0301", "{decomposed}", "{decomposed}\u0323"):
        text = "\n".join(form.format(char, decomposed=ucd.normalize("NFD", char)) for char in characters)
        assert tidy(text, entities=False, invisible=False, spaces=False, separators=False) == ucd.normalize("NFC", text)


@given(st.text(st.one_of(st.characters(min_codepoint=0x300, max_codepoint=0x36F), st.sampled_from("aeoKकनगΑ가각\u1100\u1161\u11a8\u0344\u0f73")), max_size=80))
def test_long_runs_of_marks_are_ordered(text):
    assert tidy(text, entities=False, invisible=False, spaces=False, separators=False) == ucd.normalize("NFC", text)


@given(st.text(st.characters(codec=None)))
def test_with_everything_off_nothing_changes(text):
    same = tidy(text, entities=False, invisible=False, spaces=False, separators=False, compose=False)
    assert same == text or any(0xD800 <= ord(char) < 0xE000 for char in text)


@pytest.mark.parametrize(("text", "expected"), [
    ("  -----", ""), ("- -\r", ""), ("\t•\n x", "\n x"), ("a  b \n -\n\r\n \t ", "a  b \n\n\r\n \t "), (" -x", " -x"), (" \xa0-", " \xa0-"), ("&Tab;-", ""), ("\x0b*\x0c", "")])
def test_separator_lines_where_white_space_is_left_alone(text, expected):
    assert tidy(text, spaces=False) == expected
    assert tidy(text, spaces=False, separators=False) == text.replace("&Tab;", "\t")


def test_the_cases_have_all_kinds():
    assert {case["about"] for case in cases("tidy")} >= {"entities", "invisible", "joiners", "space", "separators", "composition", "good text", "smuggling"}
