"""What a model is worth on labelled pages: precision, recall and F1 of the lines it keeps, word F1 of each page, and how many labels are right."""
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..config import Config
from ..io.labelled import LabelledPage
from ..labels import CONTENT, Label
from ..lines import rules
from .data import side_of

WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Figures:
    """Counts over lines whose side is known, and one word F1 for each page."""

    kept: int = 0               # content that is kept
    wrong: int = 0              # boilerplate that is kept
    lost: int = 0               # content that is dropped
    named: int = 0              # lines of which the label is known, and those that got it
    right: int = 0
    words: list[float] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.kept / max(1, self.kept + self.wrong)

    @property
    def recall(self) -> float:
        return self.kept / max(1, self.kept + self.lost)

    @property
    def f1(self) -> float:
        return 2 * self.kept / max(1, 2 * self.kept + self.wrong + self.lost)

    @property
    def word_f1(self) -> float:
        return sum(self.words) / max(1, len(self.words))

    @property
    def accuracy(self) -> float | None:
        """Share of the labels that are right; None where no label is known by name."""
        return self.right / self.named if self.named else None

    @property
    def worth(self) -> float:
        """The one figure that says which of two models is better: the mean of word F1 and accuracy, or word F1 alone."""
        return self.word_f1 if self.accuracy is None else (self.word_f1 + self.accuracy) / 2

    def add(self, model: bytes, pages: Iterable[LabelledPage]) -> None:
        """Judge pages with a model file."""
        judge = rules(Config(), model)
        for page in pages:
            hits = taken = wanted = 0
            found = judge.classify("\n".join(page.lines))
            for line, known, got in zip(page.lines, page.labels, found, strict=True):
                content = side_of(known)
                if content is None or got.label == Label.BLANK:
                    continue
                keeps, words = got.label in CONTENT, len(WORD.findall(line))
                self.kept += content and keeps
                self.wrong += keeps and not content
                self.lost += content and not keeps
                hits, taken, wanted = hits + words * (content and keeps), taken + words * keeps, wanted + words * content
                if isinstance(known, Label):
                    self.named += 1
                    self.right += got.label == known
            self.words.append(2 * hits / (taken + wanted) if taken + wanted else 1.0)


def better_and_worse(before: Figures, after: Figures, least: float = 0.01) -> tuple[int, int]:
    """On how many pages the word F1 rose, and on how many it fell, by more than `least`."""
    gains = [b - a for a, b in zip(before.words, after.words, strict=True)]
    return sum(gain > least for gain in gains), sum(gain < -least for gain in gains)
