#!/usr/bin/env python3
"""Write docs/dates.md and docs/money.md, what is recognized by language, from tests/cases.

usage: write_pages.py [--check]

With --check nothing is written; the exit code is 1 when a page is not what would be written.
"""
import argparse
import json
import pathlib
import sys
from typing import Any

from babel import Locale

ROOT = pathlib.Path(__file__).resolve().parent.parent
MONEY_LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish",
    "da": "Danish", "nb": "Norwegian", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian", "cs": "Czech", "hu": "Hungarian", "bg": "Bulgarian", "tr": "Turkish", "ro":
    "Romanian", "hi": "Hindi",
    "ar": "Arabic", "he": "Hebrew", "ka": "Georgian", "vi": "Vietnamese", "id": "Indonesian", "ja": "Japanese", "zh": "Chinese", "ko": "Korean",
    None: "not told"}

DATES_HEAD = """# Dates and times: what is recognized, by language

Written by `tools/write_pages.py` from `tests/cases/dates.jsonl`; every row is a test.

`find_dates` gives ISO 8601 / EDTF values that are never finer than the text says. Four forms go beyond EDTF: `XXXX-WXX-5` (a Friday, no
reference), `TMO` `TAF` `TEV` `TNI` (morning, afternoon, evening, night), the modifier `fiscal`, and `2024-W17` for a week. With a reference
(here Friday, 26 April 2024, 12:30) relative dates become days, weeks, months or years; without one nothing is invented. No mention crosses
a line end.

Fully: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Japanese, Chinese, Korean. Largely: Turkish, Greek,
Swedish, Danish, Norwegian, Ukrainian, Croatian, Hungarian, Catalan, Finnish, Bulgarian, Romanian, Czech, Vietnamese, Indonesian. Complete
dates, and amounts such as "3 days ago", in every language of CLDR. Told a language, `find_dates` looks for more of its words; untold, it
goes by the small words around the first mention.
"""

MONEY_HEAD = """# Money: what is recognized, by language

This page is written by `tools/write_pages.py` from `tests/cases/money.jsonl`; every line on it is a test.

`cleantext.find_money(text)` returns each amount with its exact value. `str(money)` is the canonical form that `clean` writes into the text.

* **Amounts** are decimals of any length; no float ever touches them. Digits after the decimal point stay as they are written.
  Three of them after one to three digits get a zero more (`EUR 1.3350`), because `EUR 1.335` reads as thousands in half of the languages.
* **Ranges** are one mention with `amount` and `amount_max`. What tells of a change ("fell from $12B to $9B") are two mentions, and so are lists.
* **`modifier`** is `~` (about), `<` (less than), `>` (more than), `<=` (at most) or `>=` (at least).
  **`per`** is the unit of a rate. Both stay in the text.
* **`currency`** is the ISO 4217 code (or BTC, ETH), `None` when the text does not say ("500 pesos"). **`ambiguous`** says that several currencies
  share the marker and nothing in the text settles it. Then these defaults hold:

  | marker | default |
  | --- | --- |
  | `$`, dollar | USD, or the dollar or peso of `region` |
  | cent | USD; EUR in German and Dutch |
  | `¥` | JPY; CNY in Chinese texts |
  | kr, krone, krona | SEK, NOK, DKK or ISK by language, else `None` |
  | rupee, Rs | INR |
  | franc | CHF in German, else `None` |
  | peso, dinar, rial, shilling | `None`; the nation beside the name decides, or `region` |
  | pound | GBP; as a plain word after a plain number it is a weight, unless a word of paying is near |

* **Language**: `language="de"` tells it; without it, the words around the amount do. It decides what "1.335" is, whether "billion" is 10⁹ or
  10¹², and which number words count. A code that is also a word (ALL, TOP, TRY, PHP …) needs grouping, two decimals or a
  magnitude after it, and the canonical form gives it two decimals (`TRY 500.00`).
* **"kr", "reais", "Ft"** and their like (not "pounds") with a plain number are money in a text of their own language; elsewhere a word of paying
  must be near, or nothing else on the line.
* **"p" and "c"** after a number are pence and cents where something tells of a price: a rate ("65p each"), a word of paying or of change, "only",
  a sign of the currency nearby, a range, or nothing else on the line. A video height ("1080p") never is, without a rate.
* **"多", "여"** between number and name ("5亿多美元") make `modifier` `>`; `clean` leaves such a mention as it is, because the word is inside of it.
  "Some" hundred thousand ("数百万", "十几万") are no amount.
* **"+"** before a magnitude or a name ("$380+ billion", "700+ dollars") makes `modifier` `>=` in the same way.
* **In `clean`** both ends of a range that "between", "from" and their like lead in are written out ("between USD 80 and USD 130"), and an amount that a hyphen makes
  the first part of a word ("49-Euro-Ticket", "$5-a-day") stays as it is.
* **Fractions in one sign** ("$2½ million", "3¼ Mio. Euro") count.
* **Two markers of one amount** are one mention: a code before its own sign ("USD $10,000", "EUR €50") or behind it ("$1,200 MXN", "$300 (CAD)", "NT$300元").
* **Currencies with hardly any subunits** (JPY, KRW, VND, IDR, HUF, CLP, COP …): three digits after one separator are thousands ("Rp 50.000", "10.000 yen").
* **A dash for no cents** ("EUR 1.200,--", "20.- Fr.") belongs to the mention.
* **Not money**: weights, video heights, times and opening hours ("Fr 8.00 - 12.00 Uhr"), variables of shells and SQL (`=$1`, `"$1"`), LaTeX formulas, price classes
  (`$$`), product codes, sizes ("size EUR 42"), names and years before one ("© 2023 NPR"), percentages, and indefinite amounts ("millions of dollars").

| language | what | text | found |
| --- | --- | --- | --- |
"""


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]


def cell(text: str) -> str:
    """A text in a cell of a table; no sign of it counts as Markdown or TeX."""
    return text.replace("|", "\\|").replace("~", "\\~").replace("$", "&#36;").replace("<", "&lt;").replace("\n", "<br>")


def dates_page() -> str:
    rows = cases("dates")
    out = [DATES_HEAD]
    for language in dict.fromkeys(case["language"] for case in rows):
        out.append(f"\n## {Locale.parse(language).get_display_name('en')}\n\n| what | text | value |\n| --- | --- | --- |")
        for case in rows:
            if case["language"] == language and case["dates"]:
                values = ", ".join(f"`{value}`" if value else "unresolved" for _, value in case["dates"])
                out.append(f"| {case['about']} | {cell(case['text'])} | {values}{' (not yet)' if 'known_failure' in case else ''} |")
    out.append("\n## Not dates\n\n| what | text |\n| --- | --- |")
    out += [f"| {case['about'].removeprefix('not a date: ')} | {cell(case['text'])} |" for case in rows if not case["dates"]]
    return "\n".join(out) + "\n"


def money_row(case: dict[str, Any]) -> str:
    found = []
    for money in case["found"]:
        notes = [money[key] if key == "modifier" else f"per {money[key]}" for key in ("modifier", "per") if key in money]
        found.append(f"{money['money']}{' (' + ', '.join(notes) + ')' if notes else ''}{' ambiguous' if money.get('ambiguous') else ''}")
    language = MONEY_LANGUAGES.get(case["language"], case["language"])
    return f"| {language} | {case['about']} | {cell(case['text'])} | {cell('; '.join(found)) or '–'} |\n"


def money_page() -> str:
    order = list(MONEY_LANGUAGES)
    rows = sorted(cases("money"), key=lambda case: order.index(case["language"]))
    return MONEY_HEAD + "".join(money_row(case) for case in rows if "known_failure" not in case)


PAGES = {"docs/dates.md": dates_page, "docs/money.md": money_page}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    stale = 0
    for name, render in PAGES.items():
        path, page = ROOT / name, render()
        if not check:
            path.write_text(page, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page:
            print(f"{name} is not what tools/write_pages.py writes; run it", file=sys.stderr)
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
