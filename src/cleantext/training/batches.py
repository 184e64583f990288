"""Pages cut into pieces, and pieces laid side by side for the network."""
from typing import Any, NamedTuple

import numpy as np
import torch

from .pages import Page, page_bins


class Piece(NamedTuple):
    """A piece of a page: the page, the lines that stay, their bins, and from which to which of them."""

    page: Any                           # a Page
    which: Any
    bins: Any
    start: int
    stop: int


def collated(pieces: list[Piece], rng: Any = None, drop_words: float = 0.0) -> dict[str, Any]:
    """What the network reads. Of the known words, a share of `drop_words` is left out."""
    longest = max(p.stop - p.start for p in pieces)
    slots: Any = []
    counts: Any = []
    place: Any = []
    for i, p in enumerate(pieces):
        which = p.which[p.start:p.stop]
        n = p.page.slot_count[which]
        shift = p.page.slot_start[which] - np.concatenate([[0], np.cumsum(n)[:-1]])
        slots.append(p.page.slot[np.repeat(shift, n) + np.arange(n.sum())])
        counts.append(n)
        place.append(i * longest + np.arange(p.stop - p.start))
    slots, counts = np.concatenate(slots), np.concatenate(counts)
    if drop_words and len(slots):
        keep = rng.random(len(slots)) >= drop_words
        counts = np.bincount(np.repeat(np.arange(len(counts)), counts)[keep], minlength=len(counts))
        slots = slots[keep]
    whole = {"slots": slots, "starts": np.concatenate([[0], np.cumsum(counts)[:-1]]), "place": np.concatenate(place),
             "own": gathered(pieces, "own_bins"), "page": np.concatenate([p.bins[p.start:p.stop] for p in pieces])}
    batch: dict[str, Any] = {name: torch.from_numpy(value.astype(np.int64)) for name, value in whole.items()}
    batch["scale"] = torch.from_numpy((1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32))
    batch["words"] = torch.from_numpy(gathered(pieces, "kernel_words").astype(np.float32))
    return batch | {"batch": len(pieces), "longest": longest}


def gathered(pieces: list[Piece], name: str) -> Any:
    """A field of all lines of all pieces, one after the other."""
    return np.concatenate([getattr(p.page, name)[p.which[p.start:p.stop]] for p in pieces])


def within(budget: int, pieces: list[Piece]) -> list[list[Piece]]:
    """Runs of pieces whose lines, all taken as long as the longest, fit the budget."""
    out: list[list[Piece]] = []
    now: list[Piece] = []
    longest = 0
    for p in pieces:
        n = p.stop - p.start
        if now and max(longest, n) * (len(now) + 1) > budget:
            out.append(now)
            now, longest = [], 0
        now.append(p)
        longest = max(longest, n)
    return [*out, now] if now else out


def piece_of(page: Page, which: Any, rng: Any, most: int = 600) -> Piece:
    """The chosen lines of `page`, or `most` of them; where some have one of the twelve labels, these are among them."""
    bins, start, stop = page_bins(page, which), 0, len(which)
    if stop > most:
        hand = np.flatnonzero(page.hand[which] >= 0)
        start = int(hand[0]) - int(rng.integers(50, most - 60)) if len(hand) else int(rng.integers(0, stop - most + 1))
        start = max(0, min(stop - most, start))
        stop = start + most
    return Piece(page, which, bins, start, stop)


def shuffled(pieces: list[Piece], rng: Any, budget: int = 6000) -> list[list[Piece]]:
    """Batches of pieces of about the same length, in any order."""
    pieces.sort(key=lambda p: (p.stop - p.start) * rng.uniform(0.85, 1.18))
    out = within(budget, pieces)
    return [out[i] for i in rng.permutation(len(out))]
