"""Lines that we gave one of the twelve labels, besides those of the corpus."""
import collections
import dataclasses
import pathlib
import re
import zlib

import numpy as np
from lines_corpus import NAMES, Page

OURS = pathlib.Path(__file__).with_name("lines_labels.txt")
LETTERS = dict(zip("thcmniarsklx", NAMES, strict=True))
WHOLE = 0.97        # share of a page's lines with a label from which on the page counts as labelled content or boilerplate throughout


def ours(path: pathlib.Path = OURS) -> dict[tuple[str, str], list[tuple[int, int, list[str]]]]:
    """Windows that we labelled, by page and regime: the number of its first line (from 0), the CRC of its lines, its labels.

    A row holds these, the labels as runs of letters: `12n3t` is twelve lines of navigation and three of text.
    """
    windows = collections.defaultdict(list)
    for row in path.read_text(encoding="ascii").splitlines():
        if row.startswith("#"):
            continue
        page, regime, start, crc, runs = row.split()
        labels = [LETTERS[letter] for count, letter in re.findall(r"(\d*)([a-z])", runs) for _ in range(int(count or 1))]
        windows[page, regime].append((int(start), int(crc, 16), labels))
    return windows


def crc_of(lines: list[bytes]) -> int:
    return zlib.crc32(b"\n".join(lines))


def labelled(page: Page, windows) -> Page:
    """`page` with the labels of the windows; where the corpus has a label, that counts."""
    hand = page.hand.copy()
    for start, crc, labels in windows:
        here = slice(start, start + len(labels))
        if crc_of(page.lines[here]) != crc:
            raise ValueError(f"{OURS.name}: {page.id}, {page.regime}: the lines from {start} on are not those that were labelled; use the corpus it was made for")
        numbers = np.array([NAMES.index(name) for name in labels], np.int8)
        hand[here] = np.where(hand[here] < 0, numbers, hand[here])
    return dataclasses.replace(page, hand=hand)


def whole(page: Page) -> Page:
    """A page of which few lines were known to be content or not: known throughout, once nearly all of its lines have labels."""
    if not page.partial or (page.hand >= 0).mean() < WHOLE:
        return page
    label = np.where(page.hand < 0, page.label, page.hand < 2).astype(np.int8)
    return dataclasses.replace(page, label=label, partial=False, covered=True, trust=1.0)


def with_ours(pages: list[Page]) -> list[Page]:
    """The pages with our labels."""
    windows = ours()
    return [whole(labelled(page, windows.get((page.id, page.regime), ()))) for page in pages]
