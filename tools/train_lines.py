#!/usr/bin/env python3
"""Train the line model from the labelled corpus: a large network that also learns what the HTML says, a small one that it teaches, and at last
the small one's labels, by a large network that has seen the lines that we labelled besides.

usage: train_lines.py CORPUS_DIR -o src/cleantext/data/lines.model
       train_lines.py CORPUS_DIR --folds 5 --report REPORT.tsv      cross-validation by site, nothing is written but the report
       train_lines.py CORPUS_DIR -o start.model --without 0 forum   without fold 0 and all forums, for benchmarks/accuracy/tuning.py

Needs cleantext itself (built), numpy, torch and lxml: `pip install -e .[corpus]`. One thread, fixed seeds: the same corpus gives the same file.
"""
import argparse
import pathlib
import sys
import zlib

import lines_corpus
import lines_labels
import lines_network
import lines_score
import lines_weak

from cleantext.training import file
from cleantext.training.pages import add_features, count_tokens, vocabulary

FILES = ("lines-dev-full.jsonl.gz", "lines-dev-residual.jsonl.gz", "lines-dev-partial.jsonl.gz", "labels-dev.jsonl.gz", "gold-dev.jsonl.gz",
         "html-dev.jsonl.xz")
LEAST_SITES = 6
TEMPERATURE, SHARE = 0.8, 0.42          # chosen in cross-validation: how sure the score is, and see page_threshold in kernels/lines.pxd


def fingerprint(folder: pathlib.Path) -> int:
    """A number that stands for the corpus and our labels: the CRC of the files, one after the other."""
    crc = 0
    for name in FILES:
        with open(folder / name, "rb") as part:
            while block := part.read(1 << 20):
                crc = zlib.crc32(block, crc)
    return zlib.crc32(lines_labels.OURS.read_bytes(), crc)


def tell(text):
    print(f"  {text}", flush=True)


def large(pages, tags, count):
    """What may be put into pages, and `count` large networks that learned from these pages."""
    extras = lines_corpus.extras_of(pages)
    count_tokens([extras.page])
    add_features([*pages, extras.page], file.write(file.empty(tags)), tags)
    networks = []
    for recipe in lines_network.TEACHERS[:count]:
        print(f"teacher {len(networks) + 1}", flush=True)
        networks.append(lines_network.fit(pages, extras, recipe, log=tell))
    return extras, networks


def trained(pages, teachers, mark) -> bytes:
    """The model file learned from `pages`: what is content from the corpus alone, the twelve labels from ours as well, with a teacher of their own."""
    tags, sites = vocabulary([page for page in pages if page.regime == "full"], LEAST_SITES)
    extras, networks = large(pages, tags, teachers)
    print("student", flush=True)
    net = lines_network.fit(pages, extras, lines_network.STUDENT, networks, log=tell)
    pages = lines_labels.with_ours(pages)
    extras, networks = large(pages, tags, teachers)
    print("labels", flush=True)
    net = lines_network.name(net, pages, extras, lines_network.LABELS, networks, log=tell)
    weights = {name: value.numpy() for name, value in net.state_dict().items()}
    return file.write(file.empty(tags) | file.quantized(weights, sites > 0)
                      | {"order": file.rows_by(sites), "curve": file.curve(TEMPERATURE), "share": SHARE, "trained_on": mark})


def show(score, path=None):
    rows = list(score.rows())
    for name, value, note in rows:
        print(f"{name:36} {value:.4f}  {note}")
    if path:
        path.write_text("".join(f"{name}\t{value:.4f}\t{note}\n" for name, value, note in rows), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path)
    parser.add_argument("--folds", type=int, default=0, help="cross-validate by site on the first so many of five folds")
    parser.add_argument("--without", nargs="+", default=[], metavar="FOLD|KIND", help="leave out folds (0 to 4) and kinds of page (forum, product …)")
    parser.add_argument("--teachers", type=int, default=len(lines_network.TEACHERS))
    parser.add_argument("--report", type=pathlib.Path, help="write the rows of the cross-validation here as well")
    args = parser.parse_args()
    if bool(args.output) == bool(args.folds):
        parser.error("give either -o FILE or --folds N")
    pages = [page for page in lines_corpus.load(args.corpus) if page.kind not in args.without and str(page.fold) not in args.without]
    lines_weak.add_weak(pages, args.corpus / "html-dev.jsonl.xz")
    count_tokens(pages)
    print(f"{len(pages)} pages, {sum(len(p.lines) for p in pages)} lines", flush=True)
    if args.output:
        args.output.write_bytes(trained(pages, args.teachers, fingerprint(args.corpus)))
        return 0
    whole = lines_score.Score()
    for fold in range(args.folds):
        model = trained([p for p in pages if p.fold != fold], args.teachers, 0)
        lines_score.score(model, [p for p in pages if p.fold == fold], whole)
        print(f"after fold {fold + 1}", flush=True)
        show(whole, args.report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
