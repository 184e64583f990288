"""The labelled pages of a training: gathered, checked, fingerprinted, and held out by site. Needs neither numpy nor torch."""
import random
import zlib
from collections.abc import Iterable

from ..config import MAX_LINE
from ..io.errors import DataError
from ..io.labelled import LabelledPage, read_labelled
from ..io.source import name_for_people
from ..labels import CONTENT, Label
from ..scoring import Known
from ..tidy import tidy

FEW_PAGES, FEW_SITES = 10, 3        # with less than so many nothing is held out: the figures would be chance
ENOUGH_HELD_OUT = 300               # pages to measure on; as many rounds of holding out are run as that takes


def side_of(known: Known) -> bool | None:
    """Whether a line is known to be content; None where nobody knows."""
    if known is None or known == Label.BLANK:
        return None
    return known in CONTENT if isinstance(known, Label) else known


def gather(paths: Iterable[str], max_line: int = MAX_LINE) -> list[LabelledPage]:
    """The pages of all files on which some line is known; of a line that tidying leaves blank nothing is. `max_line`: bytes of the longest line accepted.

    Raises InputError, and DataError where there is nothing to learn from.
    """
    paths, pages = list(paths), []
    for path in paths:
        for page in read_labelled(path, max_line=max_line):
            labels = [known if side_of(known) is not None and tidy(line) else None for line, known in zip(page.lines, page.labels, strict=True)]
            if any(known is not None for known in labels):
                pages.append(page._replace(labels=labels))
    names = ", ".join(map(name_for_people, paths))
    sides = {side_of(known) for page in pages for known in page.labels} - {None}
    if not sides:
        raise DataError(f"{names}: no labelled line; label the lines of some pages, 1 for content and 0 for boilerplate, or by name")
    if len(sides) == 1:
        have, lack = ("content", "boilerplate") if sides == {True} else ("boilerplate", "content")
        raise DataError(f"{names}: every labelled line is {have}; label {lack} too, whole pages at best, for both are learned from each other")
    return pages


def with_sites(pages: Iterable[LabelledPage]) -> list[LabelledPage]:
    """The pages, each of which that does not say its site as a site of its own."""
    return [page if page.site else page._replace(site=f"page {number}") for number, page in enumerate(pages, 1)]


def fingerprint(pages: Iterable[LabelledPage], seed: int = 0) -> int:
    """32 bits that stand for what was learned from: lines and labels, page by page; `seed`: the fingerprint of what was learned before."""
    crc = seed
    for page in pages:
        crc = zlib.crc32("\n".join((*page.lines, *(f"{known}" for known in page.labels), "")).encode("utf-8", "surrogatepass"), crc)
    return crc


def rounds(pages: list[LabelledPage], share: float, seed: int) -> list[set[str]]:
    """The sites held out in each round: parts of about `share` of the pages, each site in one part at most; none when there is too little to hold out.

    There are no more rounds than needed to measure on ENOUGH_HELD_OUT pages.
    """
    sizes: dict[str, int] = {}
    for page in pages:
        sizes[page.site] = sizes.get(page.site, 0) + 1
    if not share or len(pages) < FEW_PAGES or len(sizes) < FEW_SITES:
        return []
    sites = sorted(sizes)
    random.Random(seed).shuffle(sites)
    parts: list[set[str]] = [set() for _ in range(min(max(2, round(1 / share)), len(sites)))]
    held = [0] * len(parts)
    for site in sorted(sites, key=sizes.__getitem__, reverse=True):
        smallest = held.index(min(held))
        parts[smallest].add(site)
        held[smallest] += sizes[site]
    needed = next((count for count in range(1, len(parts)) if sum(held[:count]) >= ENOUGH_HELD_OUT), len(parts))
    return parts[:needed]
