#!/usr/bin/env python3
"""Print the speed of each operation as a ratio to R, beside its goal, and fail where one has become slower than its guard.

usage: gate.py [DUMP.jsonl] [--rounds N] [--no-guards]

The goals are what the project wants to reach; `*` marks those that are not reached yet. The guards are about 70 % of the lowest that was
measured on the made-up pages, and hold for those only; the goals are meant for dumps of real pages.

R is `orjson.dumps(orjson.loads(record))` over the same records, timed in the same run. Every round decodes the texts anew, runs each
document once, and times R before and after each operation; the median over the rounds of CPU time counts. Without a dump the pages are made up.
"""
import argparse
import statistics
import sys
import time

import documents
import orjson

GOALS = {"clean": 0.35, "classify": 0.45, "tidy": 1.2, "find_money": 1.0, "find_dates": 0.7}
GUARDS = {"clean": 0.14, "classify": 0.6, "tidy": 2.8, "find_money": 0.5, "find_dates": 0.4}


def seconds(function, items) -> float:
    start = time.process_time()
    for item in items:
        function(item)
    return time.process_time() - start


def round_trip(record: bytes) -> bytes:
    return orjson.dumps(orjson.loads(record))


def measure(records: list[bytes], rounds: int) -> dict[str, tuple[float, float]]:
    """For each operation: MB/s of UTF-8 text, and the ratio to R (in MB/s of records)."""
    text_bytes = sum(len(text.encode()) for text in documents.fresh(records))
    record_bytes = sum(map(len, records))
    out = {}
    for name, operation in documents.operations().items():
        operation("warm up")
        rates, ratios = [], []
        for _ in range(rounds):
            texts = list(documents.fresh(records))
            before = seconds(round_trip, records)
            rate = text_bytes / seconds(operation, texts)
            after = seconds(round_trip, records)
            rates.append(rate / 1e6)
            ratios.append(rate / (record_bytes / ((before + after) / 2)))
        out[name] = statistics.median(rates), statistics.median(ratios)
    return out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dump", nargs="?", help="JSONL with a field `text`")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-guards", action="store_true", help="only print")
    args = parser.parse_args()
    records = documents.records(args.dump)
    results = measure(records, args.rounds)
    slower = [name for name, (_, ratio) in results.items() if ratio < GUARDS[name]]
    print(f"{len(records)} documents, {sum(map(len, records)) / 1e6:.1f} MB, median of {args.rounds} rounds")
    print(f"{'operation':12} {'MB/s':>8} {'x R':>7} {'goal':>7}")
    for name, (rate, ratio) in results.items():
        print(f"{name:12} {rate:8.1f} {ratio:7.3f} {GOALS[name]:7.2f}{'' if ratio >= GOALS[name] else ' *'}")
    if slower and not args.no_guards and args.dump is None:
        print(f"slower than the guard: {', '.join(slower)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
