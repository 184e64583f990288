"""No text leaves anything behind that changes the answer to a later one: any order gives what a fresh process gives."""
import json
import os
import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleantext

from .casefiles import cases

# Prints, for each text of a JSON list on standard input, what a child that has seen no other text answers.
FRESH = """
import json, os, sys
from tests.test_order import answer
for text in json.load(sys.stdin):
    sys.stdout.flush()
    if os.fork() == 0:
        print(json.dumps(answer(text)), flush=True)
        os._exit(0)
    os.wait()
"""
SHORT = ["costó 5 mil millones de dólares", "5 mil millones de euros", "jusqu’à 1.335 euros", "kostet 1.335 Euro", "1.335 euro al litro", "10 kr", "€5 per mont", "¥500", "價格500元",
         "5 May", "the 5th of M", "2024–0", "le 3 mai", "3/4/2024", "“", "é" * 40, "$" * 70, "", "1080p", "50p and £2", "\ud800 $5"]
TEXTS = SHORT + [case["text"] for name in ("money", "dates", "tidy") for case in cases(name)]


def answer(text: str) -> list[str]:
    """All that is found in a text, and the text cleaned."""
    return [repr(cleantext.find_money(text)), repr(cleantext.find_dates(text)), repr(cleantext.clean(text)), repr(cleantext.tidy(text))]


@pytest.fixture(scope="module")
def fresh() -> dict[str, list[str]]:
    if not hasattr(os, "fork"):
        pytest.skip("no fork")
    texts = list(dict.fromkeys(TEXTS))
    out = subprocess.run([sys.executable, "-c", FRESH], input=json.dumps(texts), capture_output=True, text=True, check=True,
                         env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}).stdout.splitlines()
    return dict(zip(texts, map(json.loads, out), strict=True))


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_any_order_gives_what_a_fresh_process_gives(fresh, seed):
    for text in random.Random(seed).sample(TEXTS, len(TEXTS)):
        assert answer(text) == fresh[text]


@given(st.sampled_from(TEXTS), st.sampled_from(["€5 per hour, 5 May 2024 ", "é", "9", "s", "millones ", "$", "\n", "。", "😀"]), st.integers(1, 40))
@settings(max_examples=400)
def test_what_lay_behind_the_text_does_not_matter(fresh, text, filler, times):
    """The copy of a text that is not ASCII lies where the last one lay, and a longer one leaves its end behind it."""
    answer(text + filler * times)
    answer("é" + filler * (len(text) // len(filler) + times))
    assert answer(text) == fresh[text]


@given(st.text(), st.text())
def test_any_text_after_any_other(text, other):
    before = answer(text)
    answer(other)
    assert answer(text) == before
