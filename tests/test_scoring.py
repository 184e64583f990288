"""Scores: against the same counted by hand, one line after the other."""
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Label
from cleantext.labels import CONTENT
from cleantext.scoring import Scores

words = st.lists(st.sampled_from(["a", "b", "C", "d-e", "", "…"]), max_size=4).map(" ".join)
rows = st.lists(st.tuples(words, st.sampled_from([*Label, True, False, None]), st.sampled_from(list(Label))), max_size=12)


def rates(found, wanted, right):
    """Precision, recall, F1; nothing found where nothing was to be found is perfect."""
    if not found and not wanted:
        return 1, 1, 1
    return right / found if found else 0, right / wanted if wanted else 0, 2 * right / (found + wanted)


@given(st.lists(rows, max_size=5))
def test_scores_are_what_counting_by_hand_gives(pages):
    scores = Scores()
    for page in pages:
        scores.add([line for line, _, _ in page], [label for _, label, _ in page], [taken for _, _, taken in page])
    counted = [[(line, label in CONTENT if isinstance(label, Label) else label, label, taken) for line, label, taken in page
                if line.strip() and label not in (None, Label.BLANK)] for page in pages]
    every = [row for page in counted for row in page]
    assert (scores.pages, scores.lines) == (len(pages), len(every))
    assert scores.unknown == sum(bool(line.strip()) and label is None for page in pages for line, label, _ in page)
    for side in (True, False):
        want = rates(sum((taken in CONTENT) == side for *_, taken in every), sum(content == side for _, content, _, _ in every),
                     sum(content == side == (taken in CONTENT) for _, content, _, taken in every))
        got = scores.side(side)
        assert (got.precision, got.recall, got.f1) == pytest.approx(want)
    named = [(label, taken) for _, _, label, taken in every if isinstance(label, Label)]
    f1 = {}
    for label in Label:
        want = rates(sum(taken is label for _, taken in named), sum(known is label for known, _ in named), sum(known is taken is label for known, taken in named))
        if label in scores.by_label():
            got = scores.by_label()[label]
            assert (got.precision, got.recall, got.f1) == pytest.approx(want)
            f1.update({label: want[2]} if got.wanted else {})
        else:
            assert want == (1, 1, 1)
    assert scores.macro_f1 == pytest.approx(sum(f1.values()) / len(f1) if f1 else 1)
    by_page = []
    for page in filter(None, counted):
        kept = [word for line, _, _, taken in page if taken in CONTENT for word in line.lower().replace("-", " ").replace("…", " ").split()]
        wanted = [word for line, content, _, _ in page if content for word in line.lower().replace("-", " ").replace("…", " ").split()]
        by_page.append(rates(len(kept), len(wanted), sum(min(kept.count(word), wanted.count(word)) for word in set(wanted))))
    means = [math.fsum(column) / len(by_page) for column in zip(*by_page, strict=True)] if by_page else [0, 0, 0]
    assert list(scores.page_words().values()) == pytest.approx(means)
    assert sum(sum(row.values()) for row in scores.as_dict()["confusion"].values()) == len(named)
