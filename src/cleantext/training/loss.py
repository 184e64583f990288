"""What a batch is judged against, and the losses that every training shares."""
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from .batches import Piece, gathered


class Targets:
    """What a batch is judged against."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.label, self.words = gathered(pieces, "label"), gathered(pieces, "words")
        self.hand = torch.from_numpy(gathered(pieces, "hand").astype(np.int64))
        sizes = [p.stop - p.start for p in pieces]
        self.page: Any = np.repeat(np.arange(len(pieces)), sizes)
        usable: Any = np.repeat([p.page.covered or p.page.partial for p in pieces], sizes)
        trust: Any = np.repeat([p.page.trust for p in pieces], sizes)
        self.known = (self.label >= 0) & usable & ~(gathered(pieces, "repeat") & (self.label == 0))
        self.content = torch.from_numpy(np.maximum(self.label, 0).astype(np.float32))
        lines = np.maximum(np.bincount(self.page, self.known, len(pieces)), 1)[self.page]
        words = np.maximum(np.bincount(self.page, self.known * (self.words + 0.5), len(pieces)), 1)[self.page]
        # lines and words share the loss, and a page weighs as the square root of its lines
        weight = self.known * trust * (0.5 * lines**-0.5 + 0.5 * (self.words + 0.5) / words * lines**0.5)
        self.weight = torch.from_numpy((weight / 8).astype(np.float32))
        lines = np.bincount(self.page, minlength=len(pieces))[self.page]
        words = np.maximum(np.bincount(self.page, self.words + 0.5, len(pieces)), 1)[self.page]
        self.every = torch.from_numpy((((self.words + 0.5) / words * lines**0.5 + 0.5 * lines**-0.5) / 8).astype(np.float32))
        self.scored = [i for i, p in enumerate(pieces) if not p.page.partial and p.page.covered]
        self.missing = torch.tensor([p.page.missing for p in pieces])


def binary(logits: Any, target: Any) -> Any:
    """Cross entropy of each line."""
    return F.binary_cross_entropy_with_logits(logits, target, reduction="none")


def word_f1_loss(logits: Any, t: Targets, count: int) -> Any:
    """One less the word F1 that is to be expected, mean over the pages of which all is known."""
    p, words, page = torch.sigmoid(logits), torch.from_numpy((t.words * t.known).astype(np.float32)), torch.from_numpy(t.page)
    hits, taken, gold = (torch.zeros(count).index_add_(0, page, x) for x in (p * words * t.content, p * words, words * t.content))
    gold = gold + t.missing
    use = [i for i in t.scored if gold[i] > 5]
    return (1 - 2 * hits[use] / (taken[use] + gold[use] + 1)).mean() if use else 0.0
