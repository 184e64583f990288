#!/usr/bin/env python3
"""Write the generated tables of src/cleantext/data from CLDR (through Babel), Unicode's data and the reviewed lists in tools/tables.

usage: build_tables.py [--check]

With --check nothing is written; the exit code is 1 when a table differs from what would be written.
"""
import argparse
import importlib
import pathlib
import sys

DATA = pathlib.Path(__file__).resolve().parent.parent / "src" / "cleantext" / "data"
TABLES = {
    "dates_tables.h": "tables.dates",
    "entity_tables.h": "tables.entities",
    "money_tables.h": "tables.money",
    "unicode_tables.h": "tables.unicode",
}


def render(name: str) -> str:
    return importlib.import_module(TABLES[name]).render()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    args = parser.parse_args()
    stale = 0
    for name in TABLES:
        path, text = DATA / name, render(name)
        if args.check:
            if path.read_text(encoding="utf-8") != text:
                print(f"{name} is not what its generator writes; run tools/build_tables.py", file=sys.stderr)
                stale = 1
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{name}: {len(text)} characters")
    return stale


if __name__ == "__main__":
    sys.exit(main())
