"""What a model file is worth on pages it has not seen: the rows of `score_lines.py`, with the kernel's own passes to the fixpoint."""
import collections

import lines_corpus
import numpy as np

from cleantext import _core

REGIMES = {"full": "full", "residual:trafilatura-recall": "after trafilatura", "residual:resiliparse-main": "after resiliparse"}


def verdicts(model: bytes, page):
    """Which lines stay in the end, and each line's label (0..11) on the whole page."""
    records, names, _ = _core.line_records(model, page.lines)
    which, first = np.arange(len(page.lines)), None
    for _ in range(8):
        found = _core.line_verdicts(model, records, names, which.tobytes())
        label = np.array([v[1] for v in found])
        first = label if first is None else first
        gone = label > 1
        if gone.sum() * 256 < len(which) and not any(v[3] for v, g in zip(found, gone, strict=True) if g):
            gone[:] = False
        which = which[~gone]
        if not gone.any() or not len(which):
            break
    keep = np.zeros(len(page.lines), bool)
    keep[which] = True
    return keep, first


def word_f1(page, keep):
    found = collections.Counter()
    for line, kept in zip(page.lines, keep, strict=True):
        if kept:
            found.update(lines_corpus.WORD.findall(line.decode().lower()))
    n, m = sum(found.values()), sum(page.gold.values())
    return 2 * sum((found & page.gold).values()) / (n + m) if n and m else float(n == m)


class Score:
    """Gathers pages, prints rows."""

    def __init__(self):
        self.f1, self.gain = collections.defaultdict(list), collections.defaultdict(collections.Counter)
        self.snippets, self.confusion = collections.defaultdict(collections.Counter), np.zeros((12, 12), int)

    def add(self, page, keep, label):
        if page.partial:
            kept = self.snippets["German" if page.language == "de" else "other", page.regime]
            for want in (0, 1):
                of = page.label == want
                kept[want, "all"] += int(of.sum())
                kept[want, "right"] += int((keep[of] == want).sum())
        elif page.gold is not None and page.group in ("wcxb", "news"):
            here, everything = word_f1(page, keep), word_f1(page, np.ones(len(keep), bool))
            key = page.group, page.regime
            self.f1[key].append(here)
            self.f1[(*key, page.kind)].append(here)
            self.gain[key]["better"] += here > everything + 0.01
            self.gain[key]["worse"] += here < everything - 0.01
        read = page.hand >= 0
        np.add.at(self.confusion, (page.hand[read], label[read]), 1)

    def rows(self):
        for key in sorted(self.f1, key=str):
            group, regime, *kind = key
            if kind and (group != "wcxb" or regime != "full"):
                continue
            gain = self.gain[key]
            note = f"pages {len(self.f1[key])}" + ("" if kind else f", better {gain['better']} : worse {gain['worse']}")
            yield " ".join([group, REGIMES[regime], *kind]), float(np.mean(self.f1[key])), note
        for (language, regime), c in sorted(self.snippets.items()):
            right = [c[want, "right"] / max(1, c[want, "all"]) for want in (1, 0)]
            yield f"snippets {language} {REGIMES[regime]}", sum(right) / 2, f"with kept {right[0]:.3f}, without dropped {right[1]:.3f}"
        right, total = np.diag(self.confusion), np.maximum(self.confusion.sum(1) + self.confusion.sum(0), 1)
        f1 = 2 * right / total
        big = self.confusion.sum(1) >= 20
        yield "twelve labels accuracy", right.sum() / max(1, self.confusion.sum()), f"lines {self.confusion.sum()}"
        yield "twelve labels macro F1", float(f1[big].mean()) if big.any() else 0.0, " ".join(
            f"{name} {x:.2f}" for name, x in zip(lines_corpus.NAMES, f1, strict=True))


def score(model, pages, into=None):
    into = into or Score()
    for page in pages:
        into.add(page, *verdicts(model, page))
    return into
