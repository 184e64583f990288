"""Labelled pages as training sees them: their lines with the kernel's features, and the ways to vary them."""
import collections
import dataclasses
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from .. import _core
from ..tidy import tidy
from . import file

WORD = re.compile(r"\w+")


@dataclasses.dataclass(kw_only=True)
class Page:
    """One page. `label` 1 content, 0 boilerplate, -1 unknown; `hand` one of the twelve or -1."""

    site: str
    lines: list[bytes]                  # tidied; blank ones are left out
    label: Any
    hand: Any
    words: Any
    repeat: Any                  # what stands elsewhere on the page as content: nothing is learned from a 0
    partial: bool                       # few lines are known
    covered: bool                       # what counts as content is all there
    trust: float = 1.0                  # weight of its labels
    missing: float = 0.0                # words of the content that the page does not have
    tokens: Any = None
    token_count: Any = None
    record: bytes = b""
    own_bins: Any = None
    kernel_words: Any = None
    slot: Any = None      # vocabulary slots of the known tokens, line after line
    slot_count: Any = None
    slot_start: Any = None


def lines_of(site: str, lines: list[str], label: Any, hand: Any, repeat: Any) -> dict[str, Any]:
    """The fields of a page that go with its lines."""
    tidied = [tidy(line) for line in lines]
    seen = np.array([bool(line) for line in tidied], bool)          # a line of signs only is blank to the kernel
    words = np.array([len(WORD.findall(line)) for line in lines], np.float32)
    return {"site": site, "lines": [line.encode() for line in tidied if line], "label": np.array(label, np.int8)[seen],
            "hand": np.array(hand, np.int8)[seen], "words": words[seen], "repeat": repeat[seen]}


def count_tokens(pages: Iterable[Page]) -> None:
    """Set the tokens of every line, in the vocabulary or not."""
    for page in pages:
        tokens = [np.frombuffer(raw, np.uint32) for raw in _core.line_tokens(page.lines)]
        page.tokens = np.concatenate(tokens)
        page.token_count = np.array([len(t) for t in tokens], np.int64)


def vocabulary(pages: Iterable[Page], least: int) -> tuple[Any, Any]:
    """For each slot, the tag of the token found on most sites (at least `least`), and on how many; 0: there is none."""
    tokens, counts = common_tokens(pages, least)
    slots, first = np.unique(tokens >> (32 - file.SLOTS_LOG), return_index=True)
    tags: Any = np.zeros(file.SLOTS, np.uint16)
    sites: Any = np.zeros(file.SLOTS, np.int64)
    tags[slots] = (tokens[first] & 0xFFFF).astype(np.uint16)
    sites[slots] = counts[first]
    return tags, sites


def common_tokens(pages: Iterable[Page], least: int) -> tuple[Any, Any]:
    """The tokens found on at least `least` sites, those of the most sites first, and on how many."""
    by_site: dict[str, list[Any]] = collections.defaultdict(list)
    for page in pages:
        by_site[page.site].append(page.tokens)
    tokens, sites = np.unique(np.concatenate([np.unique(np.concatenate(t)) for t in by_site.values()]), return_counts=True)
    tokens, sites = tokens[sites >= least], sites[sites >= least]
    order = np.argsort(-sites, kind="stable")
    return tokens[order], sites[order]


def add_features(pages: Iterable[Page], model: bytes, tags: Any) -> None:
    """Read every line with the kernel; `model` needs its vocabulary only."""
    for page in pages:
        page.record, _, at = _core.line_records(model, page.lines)
        rows = np.frombuffer(page.record, np.uint8).reshape(len(page.lines), at["size"])
        page.own_bins = rows[:, at["bins"]:at["bins"] + len(file.OWN_SIZES)].copy()
        page.kernel_words = rows[:, at["words"]:at["words"] + 4].copy().view(np.int32)[:, 0]
        slot = page.tokens >> (32 - file.SLOTS_LOG)
        known = tags[slot] == (page.tokens & 0xFFFF)
        line: Any = np.repeat(np.arange(len(page.lines)), page.token_count)
        page.slot = slot[known].astype(np.int32)
        page.slot_count = np.bincount(line[known], minlength=len(page.lines))
        page.slot_start = np.concatenate([[0], np.cumsum(page.slot_count)])


def page_bins(page: Page, which: Any) -> Any:
    """The bins of the chosen lines, as a page of their own."""
    raw = _core.line_bins(page.record, np.ascontiguousarray(which, np.intp).tobytes())
    return np.frombuffer(raw, np.uint8).reshape(len(which), len(file.PAGE_SIZES))


def vary(page: Page, rng: Any) -> Any:
    """Indices of the lines that stay: all, a cut, the content only (what a second pass sees), without blocks, or with lines lost."""
    n = len(page.lines)
    every, choice = np.arange(n), rng.random()
    if choice < 0.55 or n < 4:
        return every
    if choice < 0.67:
        size = int(n * rng.uniform(0.15, 0.9)) + 1
        start = rng.integers(0, n - size + 1)
        return every[start:start + size]
    if choice < 0.79 and not page.partial:
        keep = (page.label != 0) | (rng.random(n) < rng.choice([0, 0, 0.03, 0.1]))
        keep = np.flatnonzero(keep)
        if rng.random() < 0.25 and len(keep) > 3:
            size = int(rng.integers(1, min(len(keep), 12) + 1))
            start = rng.integers(0, len(keep) - size + 1)
            keep = keep[start:start + size]
        return keep if len(keep) else every
    if choice < 0.9:
        keep = np.ones(n, bool)
        for _ in range(rng.integers(1, 5)):
            start = rng.integers(0, n)
            stop = start + int(rng.integers(2, max(3, n // 3)))
            keep[start:stop] &= page.label[start:stop] == 1
        return every[keep] if keep.sum() >= 2 else every
    keep = rng.random(n) > rng.uniform(0.02, 0.25)
    return every[keep] if keep.any() else every
