"""The labelled corpus as pages of lines, with the kernel's features, and the ways to vary a page in training."""
import collections
import dataclasses
import gzip
import json
import pathlib
import re
import zlib

import numpy as np

import cleantext
from cleantext import _core

NAMES = "text heading caption meta navigation interaction advertisement related subscription consent legal residue".split()
NEWS = {"aeb", "fundus", "cleanportaleval"}
WORD = re.compile(r"\w+")
PAGE_BINS, SLOTS_LOG, ENOUGH = 24, 15, 0.8


@dataclasses.dataclass
class Page:
    """One page in one regime. `label` 1 content, 0 boilerplate, -1 unknown; `hand` one of the twelve or -1; `weak` bits seen in the HTML."""

    id: str
    source: str
    domain: str
    kind: str
    language: str
    regime: str
    partial: bool
    covered: bool
    lines: list[bytes]
    label: np.ndarray
    repeat: np.ndarray
    words: np.ndarray
    hand: np.ndarray
    gold: collections.Counter | None
    missing: float = 0.0                # gold words that the page does not have
    weak: np.ndarray | None = None
    weak_known: np.ndarray | None = None
    tokens: np.ndarray | None = None
    token_count: np.ndarray | None = None
    record: bytes = b""
    own_bins: np.ndarray | None = None
    kernel_words: np.ndarray | None = None
    slot: np.ndarray | None = None      # vocabulary slots of the known tokens, line after line
    slot_count: np.ndarray | None = None
    slot_start: np.ndarray | None = None

    @property
    def group(self) -> str:
        return "news" if self.source in NEWS else self.source

    @property
    def fold(self) -> int:
        return zlib.crc32(self.domain.encode()) % 5


def records(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def word_counts(text):
    return collections.Counter(WORD.findall((text or "").lower()))


def load(folder: pathlib.Path) -> list[Page]:
    """All pages of the development files, in file order."""
    gold = {r["id"]: word_counts(r["gold"]) for r in records(folder / "gold-dev.jsonl.gz")}
    windows = collections.defaultdict(list)
    for r in records(folder / "labels-dev.jsonl.gz"):
        windows[r["doc"], r["regime"]].append(r)
    pages = []
    for part in ("full", "residual", "partial"):
        for r in records(folder / f"lines-dev-{part}.jsonl.gz"):
            page = page_of(r, part == "partial", gold, windows[r["id"], r["regime"]])
            if page.lines:
                pages.append(page)
    return pages


def page_of(r, partial, gold, windows) -> Page:
    tidied = [cleantext.tidy(line) for line in r["lines"]]
    seen = np.array([bool(line) for line in tidied], bool)          # a line of signs only is blank to the kernel
    repeat = np.zeros(len(tidied), bool)
    repeat[list(r.get("repeats") or ())] = True
    hand = np.full(len(tidied), -1, np.int8)
    for w in windows:
        hand[w["start"]:w["start"] + len(w["lines"])] = [NAMES.index(name) for name in w["labels"]]
    label = np.array(r["labels"], np.int8)
    words = np.array([len(WORD.findall(line)) for line in r["lines"]], np.float32)
    page = Page(r["id"], r["source"], r["domain"], r["page_type"], r["lang"], r["regime"], partial, (r.get("gold_cov_full") or 0) >= ENOUGH,
                [line.encode() for line in tidied if line], label[seen], repeat[seen], words[seen], hand[seen], None if partial else gold.get(r["id"]))
    if page.gold is not None:
        page.missing = float(max(0, sum(page.gold.values()) - (words * (label == 1)).sum()))
    return page


def count_tokens(pages) -> None:
    for page in pages:
        tokens = [np.frombuffer(raw, np.uint32) for raw in _core.line_tokens(page.lines)]
        page.tokens = np.concatenate(tokens)
        page.token_count = np.array([len(t) for t in tokens], np.int64)


def vocabulary(pages, least):
    """For each slot, the tag of the token found on most sites (at least `least`), and whether there is one."""
    by_site = collections.defaultdict(list)
    for page in pages:
        if page.regime == "full":
            by_site[page.domain].append(page.tokens)
    tokens, sites = np.unique(np.concatenate([np.unique(np.concatenate(t)) for t in by_site.values()]), return_counts=True)
    tokens, sites = tokens[sites >= least], sites[sites >= least]
    tokens = tokens[np.argsort(-sites, kind="stable")]
    slots, first = np.unique(tokens >> (32 - SLOTS_LOG), return_index=True)
    tags, used = np.zeros(1 << SLOTS_LOG, np.uint16), np.zeros(1 << SLOTS_LOG, bool)
    tags[slots] = (tokens[first] & 0xFFFF).astype(np.uint16)
    used[slots] = True
    return tags, used


def add_features(pages, model: bytes, tags) -> None:
    """Read every line with the kernel; `model` needs its vocabulary only."""
    for page in pages:
        page.record, at = _core.line_records(model, page.lines)
        rows = np.frombuffer(page.record, np.uint8).reshape(len(page.lines), at["size"])
        page.own_bins = rows[:, at["bins"]:at["bins"] + 17].copy()
        page.kernel_words = rows[:, at["words"]:at["words"] + 4].copy().view(np.int32)[:, 0]
        slot = page.tokens >> (32 - SLOTS_LOG)
        known = tags[slot] == (page.tokens & 0xFFFF)
        line = np.repeat(np.arange(len(page.lines)), page.token_count)
        page.slot = slot[known].astype(np.int32)
        page.slot_count = np.bincount(line[known], minlength=len(page.lines))
        page.slot_start = np.concatenate([[0], np.cumsum(page.slot_count)])


def page_bins(page: Page, which) -> np.ndarray:
    raw = _core.line_bins(page.record, np.ascontiguousarray(which, np.intp).tobytes())
    return np.frombuffer(raw, np.uint8).reshape(len(which), PAGE_BINS)


# ---- variations ----------------------------------------------------------------------------------------------------------------

def vary(page: Page, rng) -> np.ndarray:
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
        keep = np.flatnonzero((page.label != 0) | (rng.random(n) < rng.choice([0, 0, 0.03, 0.1])))
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


def splice(page: Page, other: Page, rng) -> Page | None:
    """The main part of `page` inside the surroundings of `other`, or half of them: templates do not repeat themselves so."""
    mine, its = np.flatnonzero(page.label == 1), np.flatnonzero(other.label == 1)
    if len(mine) < 3 or len(its) < 3:
        return None
    parts = [(other, 0, its[0]), (page, mine[0], mine[-1] + 1), (other, its[-1] + 1, len(other.lines))]
    if rng.random() < 0.3:
        parts[2] = (page, mine[-1] + 1, len(page.lines))
    elif rng.random() < 0.4:
        parts[0] = (page, 0, mine[0])
    size = len(page.record) // len(page.lines)

    def joined(name):
        return np.concatenate([getattr(p, name)[a:b] for p, a, b in parts])

    weak = page.weak is not None and other.weak is not None
    count = joined("slot_count")
    return dataclasses.replace(
        page, lines=[line for p, a, b in parts for line in p.lines[a:b]], record=b"".join(p.record[a * size:b * size] for p, a, b in parts),
        label=joined("label"), repeat=joined("repeat"), words=joined("words"), hand=joined("hand"), own_bins=joined("own_bins"),
        kernel_words=joined("kernel_words"), slot_count=count, slot_start=np.concatenate([[0], np.cumsum(count)]),
        slot=np.concatenate([p.slot[p.slot_start[a]:p.slot_start[b]] for p, a, b in parts]),
        weak=joined("weak") if weak else None, weak_known=joined("weak_known") if weak else None)
