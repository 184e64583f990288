"""Pages cut into pieces, and pieces laid side by side for the network."""
import collections

import numpy as np
import torch

from .pages import page_bins

# A piece of a page: the page, the lines that stay, their bins, and from which to which of them.
Piece = collections.namedtuple("Piece", "page which bins start stop")


def collated(pieces, rng=None, drop_words=0.0) -> dict:
    longest = max(p.stop - p.start for p in pieces)
    slots, counts, place = [], [], []
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
    batch = {name: torch.from_numpy(value.astype(np.int64)) for name, value in whole.items()}
    batch["scale"] = torch.from_numpy((1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32))
    batch["words"] = torch.from_numpy(gathered(pieces, "kernel_words").astype(np.float32))
    return batch | {"batch": len(pieces), "longest": longest}


def gathered(pieces, name):
    return np.concatenate([getattr(p.page, name)[p.which[p.start:p.stop]] for p in pieces])


def within(budget, pieces):
    """Runs of pieces whose lines, all taken as long as the longest, fit the budget."""
    out, now, longest = [], [], 0
    for p in pieces:
        n = p.stop - p.start
        if now and max(longest, n) * (len(now) + 1) > budget:
            out.append(now)
            now, longest = [], 0
        now.append(p)
        longest = max(longest, n)
    return [*out, now] if now else out


def piece_of(page, which, rng, most=600):
    """The chosen lines of `page`, or `most` of them; where some have one of the twelve labels, these are among them."""
    bins, start, stop = page_bins(page, which), 0, len(which)
    if stop > most:
        hand = np.flatnonzero(page.hand[which] >= 0)
        start = int(hand[0]) - int(rng.integers(50, most - 60)) if len(hand) else int(rng.integers(0, stop - most + 1))
        start = max(0, min(stop - most, start))
        stop = start + most
    return Piece(page, which, bins, start, stop)


def shuffled(pieces, rng):
    """Batches of pieces of about the same length, in any order."""
    pieces.sort(key=lambda p: (p.stop - p.start) * rng.uniform(0.85, 1.18))
    out = within(6000, pieces)
    return [out[i] for i in rng.permutation(len(out))]
