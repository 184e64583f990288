"""Whether a model is better than another on labelled pages."""
from collections.abc import Iterable

from ..config import Config
from ..io.labelled import LabelledPage
from ..lines import rules
from ..scoring import Scores


def judge(scores: Scores, model: bytes, pages: Iterable[LabelledPage]) -> Scores:
    """Take the pages into `scores`, as the model file labels them."""
    classify = rules(Config(), model).classify
    for page in pages:
        scores.add(page.lines, page.labels, [line.label for line in classify("\n".join(page.lines))])
    return scores


def worth(scores: Scores) -> float:
    """The one figure that decides: the pages' word F1, or, where labels are known by name, its mean with the share of them that are right."""
    words = scores.page_words()["f1"]
    return (words + scores.label_accuracy) / 2 if scores.confusion else words


def better_and_worse(before: Scores, after: Scores, least: float = 0.01) -> tuple[int, int]:
    """On how many of the same pages the word F1 rose, and on how many it fell, by more than `least`."""
    gains = [b.f1 - a.f1 for a, b in zip(before.words, after.words, strict=True)]
    return sum(gain > least for gain in gains), sum(gain < -least for gain in gains)
