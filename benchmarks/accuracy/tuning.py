#!/usr/bin/env python3
"""What `cleantext train` is worth: a model that has not seen some pages is tuned to half of their sites and judged on the other half.

usage: tuning.py CORPUS_DIR START.model TASK... [--pages 20 50 100] [--splits 3]

START is made by `tools/train_lines.py CORPUS_DIR -o START.model --without FOLD|KIND…`. A task is one or more kinds of page joined by + (forum, listing+product),
`captions` (the convention that captions, bylines and dates are content: windows labelled by hand), or `names` (the same with the twelve labels);
`kind@0` takes the pages of fold 0 only, as the last two always do. Beside each row: word F1 on the articles of fold 0, which should not suffer.
Numbers are means over the splits.
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import sys
import zlib

from cleantext.io.labelled import LabelledPage
from cleantext.labels import Label
from cleantext.scoring import Scores
from cleantext.training.measure import judge

KEPT = {"text", "heading", "caption", "meta"}
ENOUGH = 0.8            # of the gold text is on the page


def records(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def fold(site):
    return zlib.crc32(site.encode()) % 5


def full_pages(folder):
    """(kind, page) of the pages in full; of a line that stands twice, and is content once, nothing is known."""
    for r in records(folder / "lines-dev-full.jsonl.gz"):
        if r["gold_cov_full"] and r["gold_cov_full"] >= ENOUGH and r["source"] != "readability":
            labels = [bool(label) for label in r["labels"]]
            for repeat in r.get("repeats") or ():
                labels[repeat] = None
            yield r["page_type"], LabelledPage(r["id"], r["domain"], r["lines"], labels)


def windows(folder, named):
    sites = {r["id"]: r["domain"] for part in ("full", "partial") for r in records(folder / f"lines-dev-{part}.jsonl.gz")}
    for r in records(folder / "labels-dev.jsonl.gz"):
        yield LabelledPage(r["id"], sites[r["doc"]], r["lines"], [Label(name) if named else name in KEPT for name in r["labels"]])


def pages_of(task, folder, pages):
    if task in ("captions", "names"):
        return [page for page in windows(folder, task == "names") if fold(page.site) == 0]
    kinds, _, only = task.partition("@")
    return [page for kind, page in pages if kind in kinds.split("+") and (not only or fold(page.site) == int(only))]


def halves(pages, seed):
    """Pages to learn from, in any order, and pages to be judged on: no site is in both."""
    rng, sites = random.Random(seed), sorted({page.site for page in pages})
    rng.shuffle(sites)
    mine = set(sites[::2])
    learned = [page for page in pages if page.site in mine]
    rng.shuffle(learned)
    return learned, [page for page in pages if page.site not in mine]


def figures(model, pages):
    found = judge(Scores(), model, pages)
    content = found.side(True)
    return [content.precision, content.recall, content.f1, found.page_words()["f1"], found.label_accuracy if found.confusion else 0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("start", type=pathlib.Path)
    parser.add_argument("tasks", nargs="+")
    parser.add_argument("--pages", nargs="+", type=int, default=[20, 50, 100])
    parser.add_argument("--splits", type=int, default=3)
    args = parser.parse_args()
    from cleantext.training import tune  # needs the extra `train`

    start, pages = args.start.read_bytes(), list(full_pages(args.corpus))
    articles = [page for kind, page in pages if kind == "article" and fold(page.site) == 0]
    print("| pages | learned from | precision | recall | F1 | word F1 | labels right | articles, word F1 |\n| --- | ---: " + "| ---: " * 6 + "|")
    untouched = figures(start, articles)[3]
    for task in args.tasks:
        rows = collections.defaultdict(list)
        for split in range(11, 11 + args.splits):        # other splits than the rates were chosen on
            learned, judged = halves(pages_of(task, args.corpus, pages), split)
            rows[0].append([*figures(start, judged), untouched, 0])
            for count in sorted(args.pages):
                if count == min(args.pages) or len(learned) > max(c for c in args.pages if c < count):
                    model = tune.tune(start, learned[:count], tune.Recipe(seed=split), epochs=None, mark=0, log=lambda _: None)
                    rows[count].append([*figures(model, judged), figures(model, articles)[3], min(count, len(learned))])
        for found in rows.values():
            *means, count = (sum(column) / len(found) for column in zip(*found, strict=True))
            print(f"| {task} | {count:.0f} |", " | ".join(f"{x:.3f}" if x else "" for x in means), "|", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
