#!/usr/bin/env python3
"""Write docs/dates.md, "what is recognized, by language", from tests/cases/dates.jsonl.

usage: write_dates_page.py [--check]

With --check nothing is written; the exit code is 1 when the page is not what would be written.
"""
import argparse
import json
import pathlib
import sys

from babel import Locale

ROOT = pathlib.Path(__file__).resolve().parent.parent
INTRO = """# Dates and times: what is recognized, by language

Written by `tools/write_dates_page.py` from `tests/cases/dates.jsonl`; every row is a test.

`find_dates` gives ISO 8601 / EDTF values that are never finer than the text says. Four forms go beyond EDTF: `XXXX-WXX-5` (a Friday, no
reference), `TMO` `TAF` `TEV` `TNI` (morning, afternoon, evening, night), the modifier `fiscal`, and `2024-W17` for a week. With a reference
(here Friday, 26 April 2024, 12:30) relative dates become days, weeks, months or years; without one nothing is invented. No mention crosses
a line end.

Fully: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Japanese, Chinese, Korean. Largely: Turkish, Greek,
Swedish, Danish, Norwegian, Ukrainian, Croatian, Hungarian, Catalan, Finnish, Bulgarian, Romanian, Czech, Vietnamese, Indonesian. Complete
dates, and amounts such as "3 days ago", in every language of CLDR. Told a language, `find_dates` looks for more of its words; untold, it
goes by the small words around the first mention.
"""


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>")


def render() -> str:
    cases = [json.loads(line) for line in (ROOT / "tests/cases/dates.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    out = [INTRO]
    for language in dict.fromkeys(case["language"] for case in cases):
        out.append(f"\n## {Locale.parse(language).get_display_name('en')}\n\n| what | text | value |\n| --- | --- | --- |")
        for case in cases:
            if case["language"] == language and case["dates"]:
                values = ", ".join(f"`{value}`" if value else "unresolved" for _, value in case["dates"])
                out.append(f"| {case['about']} | {cell(case['text'])} | {values}{' (not yet)' if 'known_failure' in case else ''} |")
    out.append("\n## Not dates\n\n| what | text |\n| --- | --- |")
    out += [f"| {case['about'].removeprefix('not a date: ')} | {cell(case['text'])} |" for case in cases if not case["dates"]]
    return "\n".join(out) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    path = ROOT / "docs" / "dates.md"
    if parser.parse_args().check:
        if path.exists() and path.read_text(encoding="utf-8") == render():
            return 0
        print("docs/dates.md is not what tools/write_dates_page.py writes; run it", file=sys.stderr)
        return 1
    path.write_text(render(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
