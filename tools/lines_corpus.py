"""The labelled corpus as pages of lines, and what is put into them in training."""
import collections
import dataclasses
import gzip
import json
import pathlib
import re
import zlib

import lines_cues
import numpy as np

import cleantext
from cleantext.labels import LABELS, Label
from cleantext.training.pages import WORD, lines_of
from cleantext.training.pages import Page as AnyPage

NAMES = [str(label) for label in LABELS if label != Label.BLANK]
TRUST = {"readability": 0.5, "trafilatura-eval": 3.0}
NEWS = {"aeb", "fundus", "cleanportaleval"}
CREDIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\W*$|"
                    r"\s*(?:(?:Photo|Foto|Image|Credit|Picture|Quelle|Source|Bild)\w*\s*(?:by|:)|©|/ ?(?:AFP|AP|Getty|Reuters|dpa)).*$",
                    re.IGNORECASE)
ENOUGH = 0.8


@dataclasses.dataclass(kw_only=True)
class Page(AnyPage):
    """One page of the corpus in one regime. `weak`: bits seen in the HTML."""

    id: str
    source: str
    kind: str
    language: str
    regime: str
    gold: collections.Counter | None
    weak: np.ndarray | None = None
    weak_known: np.ndarray | None = None
    captions: list[str] = dataclasses.field(default_factory=list)

    @property
    def group(self) -> str:
        return "news" if self.source in NEWS else self.source

    @property
    def fold(self) -> int:
        return zlib.crc32(self.site.encode()) % 5


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
    hand = np.full(len(r["lines"]), -1, np.int8)
    for w in windows:
        hand[w["start"]:w["start"] + len(w["lines"])] = [NAMES.index(name) for name in w["labels"]]
    repeat = np.zeros(len(r["lines"]), bool)
    repeat[list(r.get("repeats") or ())] = True
    page = Page(id=r["id"], source=r["source"], kind=r["page_type"], language=r["lang"], regime=r["regime"], gold=None if partial else gold.get(r["id"]),
                partial=partial, covered=(r.get("gold_cov_full") or 0) >= ENOUGH, trust=TRUST.get(r["source"], 1.0),
                **lines_of(r["domain"], r["lines"], r["labels"], hand, repeat))
    if page.gold is not None:
        content = sum(len(WORD.findall(line)) for line, label in zip(r["lines"], r["labels"], strict=True) if label == 1)
        page.missing = float(max(0, sum(page.gold.values()) - content))
    return page


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
    from `lead`, cue phrases of the same from `cue` and of players from `player`, captions from `caption` on and by page id, phrases by label."""

    page: Page
    short: int
    lead: int
    cue: int
    player: int
    caption: int
    captions: dict[str, np.ndarray]
    furniture: dict[str, tuple[int, int]]


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
    furniture = {}
    for name, phrases in lines_cues.FURNITURE.items():
        texts = [cleantext.tidy(text) for text in phrases.splitlines()]
        texts += [text.upper() for text in texts] if name == "advertisement" else []
        furniture[name] = len(lines), len(lines) + len(texts)
        lines += [text.encode() for text in texts]
        hand += [NAMES.index(name)] * len(texts)
    n = len(lines)
    page = Page(id="extras", source="wcxb", site="", kind="article", language="en", regime="full", partial=False, covered=True, gold=None,
                lines=lines, label=np.zeros(n, np.int8), repeat=np.zeros(n, bool), hand=np.array(hand, np.int8),
                words=np.array([len(WORD.findall(line.decode())) for line in lines], np.float32),
                weak=np.zeros(n, np.uint64), weak_known=np.zeros(n, bool))
    return Extras(page, teasers, lead, cue, player, caption, captions, furniture)


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
    mine = rng.integers(extras.caption, extras.furniture["advertisement"][0], 2) if mine is None else mine
    chosen = rng.permutation(mine)[:int(rng.integers(1, 4))]
    content = np.flatnonzero(page.label[which] == 1)
    spots = sorted(int(rng.choice(content)) + 1 if len(content) and rng.random() < 0.85 else int(rng.integers(0, len(which) + 1)) for _ in chosen)
    parts, at = [], 0
    for spot, line in zip(spots, chosen, strict=True):
        parts += [(page, which[at:spot]), (extras.page, np.array([line]))]
        at = spot
    page = assemble(page, [*parts, (page, which[at:])])
    return page, np.arange(len(page.lines))


# Of each label: how often it is taken, and where its lines then stand: above the content, in it, below it, anywhere.
PLACES = {"advertisement": (6, (0.05, 0.75, 0.1, 0.1)), "consent": (2, (0.4, 0, 0.3, 0.3)), "subscription": (2, (0.1, 0.3, 0.4, 0.2)),
          "legal": (2, (0, 0, 0.7, 0.3)), "residue": (3, (0.2, 0.3, 0.2, 0.3)), "interaction": (2, (0.3, 0.1, 0.5, 0.1))}


def with_furniture(page: Page, which, extras: Extras, rng) -> tuple[Page, np.ndarray]:
    """The chosen lines of `page`, and one to four phrases that no page's content has, each where such phrases stand."""
    often = np.array([weight for weight, _ in PLACES.values()])
    content = np.flatnonzero(page.label[which] == 1)
    spots = []
    for name in rng.choice(list(PLACES), int(rng.integers(1, 5)), p=often / often.sum()):
        place = rng.choice(4, p=PLACES[name][1]) if len(content) else 3
        at = (content[0] if place == 0 else rng.choice(content) + 1 if place == 1 else content[-1] + 1 if place == 2 else rng.integers(0, len(which) + 1))
        spots.append((int(at), int(rng.integers(*extras.furniture[name]))))
    parts, done = [], 0
    for at, line in sorted(spots):
        parts += [(page, which[done:at]), (extras.page, np.array([line]))]
        done = at
    page = assemble(page, [*parts, (page, which[done:])])
    return page, np.arange(len(page.lines))
