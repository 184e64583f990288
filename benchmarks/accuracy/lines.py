#!/usr/bin/env python3
"""Word F1 of what is kept, against the gold text: cleantext beside the line rules that corpora are made with.

usage: lines.py FOLDER [--split dev|test] [--limit N] [--every N]

FOLDER holds lines-SPLIT-{full,residual}.jsonl.gz and gold-SPLIT.jsonl.gz. The shipped model was trained on the `dev` pages, so on that split its own row
flatters it: the honest figures are those of the cross-validation by site (`tools/train_lines.py FOLDER --folds 5`) in docs/decisions/0010-line-model.md.
"""
import argparse
import collections
import gzip
import json
import pathlib
import re

import cleantext

WORD = re.compile(r"\w+")
KEPT = {"text", "heading"}
NEWS = {"aeb", "fundus", "cleanportaleval"}
POLICY = re.compile(r"terms of use|privacy policy|cookie policy|uses cookies|use of cookies|use cookies|javascript|lorem ipsum", re.IGNORECASE)
COUNTER = re.compile(r"\d[\d.,]*\s*(k|m)?\s*(likes?|shares?|comments?|views?|replies|retweets?|followers?|reposts?)?", re.IGNORECASE)
STOP = frozenset((
    "the", "be", "to", "of", "and", "that", "have", "with", "der", "die", "das", "und", "ist", "nicht", "le", "la", "les", "et", "des", "une", "el", "los",
    "que", "en", "de", "para", "il", "di", "che", "per", "het", "een", "van"))


def keep_all(line):
    return True


def c4(line):
    """Raffel et al. 2020: terminal punctuation, at least five words, no policy or JavaScript notice."""
    return line.endswith((".", "!", "?", '"', "”")) and not line.endswith("...") and len(line.split()) >= 5 and not POLICY.search(line) and "{" not in line


def refinedweb(line):
    """Penedo et al. 2023, appendix G.2: no capitals only, numbers only, counters, single words; no short calls to sign in, read more, or carts."""
    words, letters = line.split(), [c for c in line if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) > 0.5 * len(letters) or COUNTER.fullmatch(line) or len(words) == 1:
        return False
    low = line.lower()
    return len(words) > 10 or not (low.startswith(("sign-in", "sign in")) or low.endswith(("read more", "read more...")) or "items in cart" in low)


def gopher(line):
    """Gopher's and FineWeb's page rules, read by line: words of usual length, most of them with letters, a stop word, no ellipsis; short lines end a sentence."""
    words = line.split()
    mean = sum(map(len, words)) / len(words)
    if not 3 <= mean <= 10 or sum(any(c.isalpha() for c in word) for word in words) < 0.8 * len(words) or line.endswith(("...", "…")):
        return False
    return bool(STOP & set(line.lower().split())) if len(line) >= 30 else line.endswith((".", "!", "?", ":", '"'))


RULES = {"keep everything": keep_all, "C4 line rules": c4, "RefinedWeb line rules": refinedweb, "Gopher / FineWeb-like": gopher}


def records(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def counts(text):
    return collections.Counter(WORD.findall((text or "").lower()))


def word_f1(found, gold):
    n, m = sum(found.values()), sum(gold.values())
    return 2 * sum((found & gold).values()) / (n + m) if n and m else float(n == m)


def kept_by_cleantext(lines):
    return [line.label in KEPT for line in cleantext.classify("\n".join(lines))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--split", default="dev", choices=("dev", "test"))
    parser.add_argument("--limit", type=int, help="at most so many pages a file")
    parser.add_argument("--every", type=int, default=1, help="only every so-manieth page")
    args = parser.parse_args()
    gold = {r["id"]: counts(r["gold"]) for r in records(args.folder / f"gold-{args.split}.jsonl.gz")}
    scores = collections.defaultdict(lambda: collections.defaultdict(list))
    for kind in ("full", "residual"):
        for number, r in enumerate(records(args.folder / f"lines-{args.split}-{kind}.jsonl.gz")):
            group = "wcxb" if r["source"] == "wcxb" else "news" if r["source"] in NEWS else None
            if args.limit and number >= args.limit:
                break
            if number % args.every or group is None or r["id"] not in gold:
                continue
            found = [counts(line) for line in r["lines"]]
            masks = {name: [rule(line) for line in r["lines"]] for name, rule in RULES.items()} | {"cleantext": kept_by_cleantext(r["lines"])}
            for name, mask in masks.items():
                kept = collections.Counter()
                for words, keep in zip(found, mask, strict=True):
                    if keep:
                        kept.update(words)
                scores[group + " " + r["regime"].removeprefix("residual:")][name].append(word_f1(kept, gold[r["id"]]))
    print(f"{'word F1, mean over pages':34}" + "".join(f"{name:>24}" for name in [*RULES, "cleantext"]))
    for column, row in sorted(scores.items()):
        print(f"{column} ({len(row['cleantext'])} pages)".ljust(34) + "".join(f"{sum(row[name]) / len(row[name]):24.3f}" for name in [*RULES, "cleantext"]))


if __name__ == "__main__":
    main()
