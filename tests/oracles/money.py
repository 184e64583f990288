"""Money, slow and obvious: the core forms by one regular expression, and canonical text written back."""
import re
from collections.abc import Sequence
from decimal import Decimal

SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "US$": "USD", "C$": "CAD", "A$": "AUD", "HK$": "HKD"}
NAMES = {"dollars": "USD", "euros": "EUR", "euro": "EUR", "yen": "JPY", "rubles": "RUB", "Swiss francs": "CHF", "Canadian dollars": "CAD", "zloty": "PLN"}
CODES = ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "SEK", "AUD")
SCALES = {"million": 6, "billion": 9, "trillion": 12, "thousand": 3, "bn": 9, "k": 3, "M": 6, "": 0}

NUMBER = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?: ?(?P<{0}_scale>million|billion|trillion|thousand|bn|k|M)\b)?"
SIGN = "|".join(map(re.escape, sorted(SIGNS, key=len, reverse=True)))
FORMS = re.compile(
    rf"(?<![\w$])(?P<sign>{SIGN}){NUMBER.format('signed')}(?![\d,.]*\d)"
    rf"|(?<!\w)(?P<code>{'|'.join(CODES)}) (?P<minus>-?){NUMBER.format('coded')}(?![\d,.]*\d)"
    rf"|(?<![\w.,$€£₹₽-]){NUMBER.format('named')} (?P<name>{'|'.join([*NAMES, *CODES])})\b")


def value(numeral: str, scale: str | None) -> Decimal:
    return Decimal(numeral.replace(",", "")) * 10 ** SCALES[scale or ""]


def find(text: str) -> list[tuple[str, Decimal, str]]:
    """(mention, amount, currency) for each core form in an English text."""
    found = []
    for match in FORMS.finditer(text):
        if match["sign"]:
            found.append((match[0], value(match["signed"], match["signed_scale"]), SIGNS[match["sign"]]))
        elif match["code"]:
            found.append((match[0], value(match["coded"], match["coded_scale"]) * (-1 if match["minus"] else 1), match["code"]))
        else:
            found.append((match[0], value(match["named"], match["named_scale"]), NAMES.get(match["name"], match["name"])))
    return found


def rewrite(text: str, mentions: Sequence) -> str:
    """The text with every mention whose currency is known in canonical form, parted by a space from letters and digits around it."""
    out, at = "", 0
    for money in mentions:
        if money.currency is None:
            continue
        out += text[at:money.start]
        if out and out[-1].isalnum() and (out[-1] < "\u0590" or not out[-1].isalpha()):
            out += " "
        out += str(money)
        at = money.stop
        if text[at:at + 1].isalnum():
            out += " "
    return out + text[at:]
