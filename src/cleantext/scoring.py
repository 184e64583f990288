"""Scoring: how well labels agree with those that are known to be right, by line, by page and by label."""
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .labels import CONTENT, LABELS, Label

Known = Label | bool | None     # a bool says which side the line is on and not what kind it is; None: nobody knows
WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Rates:
    """Precision, recall and F1 from counts of what was found, what was to be found, and what was both."""

    found: float = 0
    wanted: float = 0
    right: float = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else float(not self.found)

    @property
    def f1(self) -> float:
        both = self.found + self.wanted
        return 2 * self.right / both if both else 1.0


@dataclass(slots=True)
class Scores:
    """Gathers pages. A line is content when its label is text or heading; blank lines, and lines of which nothing is known, do not count."""

    pages: int = 0
    unknown: int = 0
    sides: Counter[tuple[bool, bool]] = field(default_factory=Counter)              # lines by (is content, was taken for content)
    confusion: Counter[tuple[Label, Label]] = field(default_factory=Counter)        # lines by (what it is, what it was taken for)
    words: list[Rates] = field(default_factory=list)                                # of each page's content

    def add(self, lines: Sequence[str], known: Iterable[Known], found: Iterable[Label]) -> None:
        """Take in a page: its lines, what they are, and what they were taken for."""
        wanted: Counter[str] = Counter()
        kept: Counter[str] = Counter()
        before = self.sides.total()
        for line, label, taken in zip(lines, known, found, strict=True):
            if label is Label.BLANK or not line.strip():
                continue
            if label is None:
                self.unknown += 1
                continue
            content = label if isinstance(label, bool) else label in CONTENT
            self.sides[content, taken in CONTENT] += 1
            if not isinstance(label, bool):
                self.confusion[label, taken] += 1
            words = WORD.findall(line.lower())
            wanted.update(words if content else ())
            kept.update(words if taken in CONTENT else ())
        self.pages += 1
        if self.sides.total() > before:
            self.words.append(Rates(kept.total(), wanted.total(), (kept & wanted).total()))

    @property
    def lines(self) -> int:
        return self.sides.total()

    @property
    def accuracy(self) -> float:
        """Share of the lines that are on the right side."""
        return (self.sides[True, True] + self.sides[False, False]) / self.lines if self.lines else 1.0

    def side(self, content: bool) -> Rates:
        """Of content, or of boilerplate, over all lines."""
        right = self.sides[content, content]
        return Rates(right + self.sides[not content, content], right + self.sides[content, not content], right)

    def by_label(self) -> dict[Label, Rates]:
        """Of each label that stands on either side of the table, over the lines whose label is known by name."""
        rates = {label: Rates() for label in LABELS}
        for (label, taken), count in self.confusion.items():
            rates[label].wanted += count
            rates[taken].found += count
            rates[label].right += count if label is taken else 0
        return {label: rate for label, rate in rates.items() if rate.found or rate.wanted}

    @property
    def label_accuracy(self) -> float:
        total = self.confusion.total()
        return sum(count for (label, taken), count in self.confusion.items() if label is taken) / total if total else 1.0

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the labels that some line has."""
        f1 = [rate.f1 for rate in self.by_label().values() if rate.wanted]
        return sum(f1) / len(f1) if f1 else 1.0

    def page_words(self) -> dict[str, float]:
        """Precision, recall and F1 of the words kept, as the mean of all pages of which a line is known."""
        count = len(self.words) or 1
        return {name: sum(getattr(page, name) for page in self.words) / count for name in ("precision", "recall", "f1")}

    def as_dict(self) -> dict[str, Any]:
        """Everything, for machines."""
        return {
            "pages": self.pages, "lines": self.lines, "unknown": self.unknown, "accuracy": self.accuracy,
            "content": _numbers(self.side(True)), "boilerplate": _numbers(self.side(False)), "page_words": self.page_words(),
            "label_lines": self.confusion.total(), "label_accuracy": self.label_accuracy, "macro_f1": self.macro_f1,
            "labels": {str(label): _numbers(rate) for label, rate in self.by_label().items()},
            "confusion": {str(label): {str(taken): self.confusion[label, taken] for taken in LABELS if self.confusion[label, taken]}
                          for label in LABELS if any(self.confusion[label, taken] for taken in LABELS)},
        }


def _numbers(rate: Rates) -> dict[str, float]:
    return {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1, "lines": rate.wanted, "found": rate.found}
