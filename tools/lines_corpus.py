"""The labelled corpus as pages of lines, with the kernel's features, and the ways to vary a page in training."""
import collections
import dataclasses
import gzip
import json
import pathlib
import re
import zlib

import lines_cues
import lines_file
import numpy as np

import cleantext
from cleantext import _core

NAMES = ["text", "heading", "caption", "meta", "navigation", "interaction", "advertisement", "related", "subscription", "consent", "legal", "residue"]
NEWS = {"aeb", "fundus", "cleanportaleval"}
WORD = re.compile(r"\w+")
CREDIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\W*$|"
                    r"\s*(?:(?:Photo|Foto|Image|Credit|Picture|Quelle|Source|Bild)\w*\s*(?:by|:)|©|/ ?(?:AFP|AP|Getty|Reuters|dpa)).*$",
                    re.IGNORECASE)
ENOUGH = 0.8


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
    captions: list[str] = dataclasses.field(default_factory=list)
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
    covered = (r.get("gold_cov_full") or 0) >= ENOUGH
    page = Page(r["id"], r["source"], r["domain"], r["page_type"], r["lang"], r["regime"], partial, covered,
                [line.encode() for line in tidied if line], label[seen], repeat[seen], words[seen], hand[seen],
                None if partial else gold.get(r["id"]))
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
    slots, first = np.unique(tokens >> (32 - lines_file.SLOTS_LOG), return_index=True)
    tags, used = np.zeros(1 << lines_file.SLOTS_LOG, np.uint16), np.zeros(1 << lines_file.SLOTS_LOG, bool)
    tags[slots] = (tokens[first] & 0xFFFF).astype(np.uint16)
    used[slots] = True
    return tags, used


def add_features(pages, model: bytes, tags) -> None:
    """Read every line with the kernel; `model` needs its vocabulary only."""
    for page in pages:
        page.record, at = _core.line_records(model, page.lines)
        rows = np.frombuffer(page.record, np.uint8).reshape(len(page.lines), at["size"])
        page.own_bins = rows[:, at["bins"]:at["bins"] + len(lines_file.OWN_SIZES)].copy()
        page.kernel_words = rows[:, at["words"]:at["words"] + 4].copy().view(np.int32)[:, 0]
        slot = page.tokens >> (32 - lines_file.SLOTS_LOG)
        known = tags[slot] == (page.tokens & 0xFFFF)
        line = np.repeat(np.arange(len(page.lines)), page.token_count)
        page.slot = slot[known].astype(np.int32)
        page.slot_count = np.bincount(line[known], minlength=len(page.lines))
        page.slot_start = np.concatenate([[0], np.cumsum(page.slot_count)])


def page_bins(page: Page, which) -> np.ndarray:
    raw = _core.line_bins(page.record, np.ascontiguousarray(which, np.intp).tobytes())
    return np.frombuffer(raw, np.uint8).reshape(len(which), len(lines_file.PAGE_SIZES))


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


def assemble(page: Page, parts) -> Page:
    """`page` with its lines replaced by those of `parts`: pairs of a page and the indices of lines to take from it."""
    parts = [(p, np.asarray(which)) for p, which in parts if len(which)]

    def joined(name):
        return np.concatenate([getattr(p, name)[which] for p, which in parts])

    def cut(p, which):
        size = len(p.record) // len(p.lines)
        return np.frombuffer(p.record, np.uint8).reshape(-1, size)[which].tobytes()

    weak = all(p.weak is not None for p, _ in parts)
    count = joined("slot_count")
    slots = [p.slot[np.repeat(p.slot_start[which] - np.cumsum(p.slot_count[which]) + p.slot_count[which], p.slot_count[which])
                    + np.arange(p.slot_count[which].sum())] for p, which in parts]
    return dataclasses.replace(
        page, lines=[p.lines[i] for p, which in parts for i in which], record=b"".join(cut(p, which) for p, which in parts),
        label=joined("label"), repeat=joined("repeat"), words=joined("words"), hand=joined("hand"), own_bins=joined("own_bins"),
        kernel_words=joined("kernel_words"), slot_count=count, slot_start=np.concatenate([[0], np.cumsum(count)]), slot=np.concatenate(slots),
        weak=joined("weak") if weak else None, weak_known=joined("weak_known") if weak else None)


def splice(page: Page, other: Page, rng) -> Page | None:
    """The main part of `page` inside the surroundings of `other`, or half of them: templates do not repeat themselves so."""
    mine, its = np.flatnonzero(page.label == 1), np.flatnonzero(other.label == 1)
    if len(mine) < 3 or len(its) < 3:
        return None
    parts = [(other, np.arange(its[0])), (page, np.arange(mine[0], mine[-1] + 1)), (other, np.arange(its[-1] + 1, len(other.lines)))]
    if rng.random() < 0.3:
        parts[2] = (page, np.arange(mine[-1] + 1, len(page.lines)))
    elif rng.random() < 0.4:
        parts[0] = (page, np.arange(mine[0]))
    return assemble(page, parts)


@dataclasses.dataclass
class Extras:
    """Lines to put into pages: a page of them; teasers from 0, short lines that stand beside teasers from `short`, lines that lead to them
    from `lead`, cue phrases of the same from `cue` and of players from `player`, captions from `caption` on and by page id."""

    page: Page
    short: int
    lead: int
    cue: int
    player: int
    caption: int
    captions: dict[str, np.ndarray]


def extras_of(pages) -> Extras:
    """Teasers made of articles' titles and first sentences, glued as extractors glue them, and the captions that extractors leave out."""
    related, lines, short, leads = NAMES.index("related"), [], collections.Counter(), {}
    for page in pages:
        for i in np.flatnonzero(page.hand == related):
            if len(page.lines[i]) <= 40 and page.words[i] <= 5:
                short[page.lines[i]] += 1
        for i in np.flatnonzero(np.isin(page.hand, (related, NAMES.index("navigation"), NAMES.index("subscription"))) & (page.words >= 4)):
            leads[page.lines[i]] = page.hand[i]
        if page.kind != "article" or page.regime != "full" or not page.covered or page.partial:
            continue
        content = [page.lines[i].decode() for i in np.flatnonzero(page.label == 1)]
        title = next((line for line in content[:2] if 4 <= len(line.split()) <= 20), "")
        first = next((line for line in content if len(line.split()) >= 14), "")
        first = re.split(r"(?<=[.!?])\s", first[:260])[0]
        if title and first:
            lines.append((title + ("" if len(lines) % 2 else " ") + first if len(lines) % 4 else title).encode())
    teasers = len(lines)
    lines += [line for line, times in sorted(short.items(), key=lambda x: (-x[1], x[0])) for _ in range(min(times, 10)) if times > 1]
    lead, hand, captions = len(lines), [related] * len(lines), {}
    lines += leads
    hand += leads.values()
    cue = len(lines)
    for name in ("RELATED", "NAVIGATION", "INTERACTION"):
        player, phrases = len(lines), getattr(lines_cues, name)
        lines += [variant.encode() for text in phrases for variant in (text, text + ("." if name == "INTERACTION" else ":"))]
        hand += [NAMES.index(name.lower())] * (2 * len(phrases))
    caption = len(lines)
    for page in pages:
        if page.captions:
            texts = [cleantext.tidy(text) for text in page.captions]
            bare = [CREDIT.sub("", text) for text in texts]
            texts += [short for short, text in zip(bare, texts, strict=True) if short != text and len(short.split()) >= 5]
            texts += [lines_cues.dated(short, len(lines) + i) for i, short in enumerate(bare) if len(short.split()) >= 6]
            captions[page.id] = np.arange(len(lines), len(lines) + len(texts))
            lines += [text.encode() for text in texts]
            hand += [NAMES.index("caption")] * len(texts)
    n = len(lines)
    page = Page("extras", "wcxb", "", "article", "en", "full", False, True, lines, np.zeros(n, np.int8), np.zeros(n, bool),
                np.array([len(WORD.findall(line.decode())) for line in lines], np.float32), np.array(hand, np.int8), None,
                weak=np.zeros(n, np.uint64), weak_known=np.zeros(n, bool))
    return Extras(page, teasers, lead, cue, player, caption, captions)


def with_teasers(page: Page, which, extras: Extras, rng) -> tuple[Page, np.ndarray]:
    """The chosen lines of `page`, and a block of teasers after them or among them."""
    block = [int(i) for i in rng.integers(extras.lead, extras.cue, int(rng.integers(0, 3)))]
    if rng.random() < 0.4:                              # a section's name, an invitation to read on
        related = extras.cue + 2 * len(lines_cues.RELATED)
        block = [int(rng.integers(related, extras.player))] * int(rng.integers(0, 2)) + [int(rng.integers(extras.cue, related))]
    block += [int(rng.integers(extras.short, extras.lead))] if rng.random() < 0.5 else []
    more = int(rng.integers(extras.short, extras.lead)) if rng.random() < 0.6 else None
    for _ in range(int(rng.integers(2, 9))):
        block.append(int(rng.integers(0, extras.short)))
        block += [more] if more is not None else []
    at = len(which) if rng.random() < 0.8 else int(rng.integers(0, len(which) + 1))
    page = assemble(page, [(page, which[:at]), (extras.page, np.array(block)), (page, which[at:])])
    return page, np.arange(len(page.lines))


def with_player(page: Page, which, extras: Extras, rng) -> tuple[Page, np.ndarray]:
    """The chosen lines of `page`, and a call to watch or listen after the content or in it."""
    content = np.flatnonzero(page.label[which] == 1)
    at = int(content[-1] if rng.random() < 0.6 else rng.choice(content)) + 1 if len(content) else 0
    page = assemble(page, [(page, which[:at]), (extras.page, np.array([rng.integers(extras.player, extras.caption)])), (page, which[at:])])
    return page, np.arange(len(page.lines))


def with_captions(page: Page, which, extras: Extras, rng) -> tuple[Page, np.ndarray]:
    """The chosen lines of `page`, and some of its captions between them, most of them among the content."""
    mine = extras.captions.get(page.id)
    mine = rng.integers(extras.caption, len(extras.page.lines), 2) if mine is None else mine
    chosen = rng.permutation(mine)[:int(rng.integers(1, 4))]
    content = np.flatnonzero(page.label[which] == 1)
    spots = sorted(int(rng.choice(content)) + 1 if len(content) and rng.random() < 0.85 else int(rng.integers(0, len(which) + 1)) for _ in chosen)
    parts, at = [], 0
    for spot, line in zip(spots, chosen, strict=True):
        parts += [(page, which[at:spot]), (extras.page, np.array([line]))]
        at = spot
    page = assemble(page, [*parts, (page, which[at:])])
    return page, np.arange(len(page.lines))
