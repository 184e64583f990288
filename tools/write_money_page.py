#!/usr/bin/env python3
"""Write docs/money.md, what is recognized by language, from tests/cases/money.jsonl.

usage: write_money_page.py [--check]

With --check nothing is written; the exit code is 1 when the page is not what would be written.
"""
import argparse
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "money.md"
LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "sv": "Swedish",
    "da": "Danish", "nb": "Norwegian", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian", "cs": "Czech", "hu": "Hungarian", "bg": "Bulgarian", "tr": "Turkish", "ro":
    "Romanian", "hi": "Hindi",
    "ar": "Arabic", "he": "Hebrew", "ka": "Georgian", "vi": "Vietnamese", "id": "Indonesian", "ja": "Japanese", "zh": "Chinese", "ko": "Korean",
    None: "not told"}

HEAD = """# Money: what is recognized, by language

This page is written by `tools/write_money_page.py` from `tests/cases/money.jsonl`; every line on it is a test.

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


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("~", "\\~").replace("$", "&#36;").replace("<", "&lt;").replace("\n", " ")


def row(case: dict) -> str:
    found = []
    for money in case["found"]:
        notes = [money[key] if key == "modifier" else f"per {money[key]}" for key in ("modifier", "per") if key in money]
        found.append(f"{money['money']}{' (' + ', '.join(notes) + ')' if notes else ''}{' ambiguous' if money.get('ambiguous') else ''}")
    language = LANGUAGES.get(case["language"], case["language"])
    return f"| {language} | {case['about']} | {cell(case['text'])} | {cell('; '.join(found)) or '–'} |\n"


def render() -> str:
    cases = [json.loads(line) for line in (ROOT / "tests/cases/money.jsonl").read_text(encoding="utf-8").splitlines() if line]
    order = list(LANGUAGES)
    return HEAD + "".join(row(case) for case in sorted(cases, key=lambda case: order.index(case["language"])) if "known_failure" not in case)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    if not parser.parse_args().check:
        PAGE.write_text(render(), encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != render():
        print("docs/money.md is not what tools/write_money_page.py writes; run it", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
