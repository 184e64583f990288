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


def is_two_bytes(byte: int) -> bool:
    """Whether it leads a character of two bytes that is a letter, more or less: not U+0080 to U+00BF."""
    return 0xC3 <= byte <= 0xDF


def word_starts(raw: bytes) -> set[int]:
    """Where words start: an ASCII letter that follows neither one nor a Latin, Greek or Cyrillic letter of two bytes."""
    return {k for k in range(len(raw)) if raw[k:k + 1].isalpha() and not raw[k - 1:k].isalpha() and not (k > 1 and 0xC3 <= raw[k - 2] <= 0xD5)}


def signs(raw: bytes) -> set[int]:
    """Where "$" and characters beyond ASCII start, but for quotes, dashes, spaces and letters of two bytes inside a word."""
    out = set()
    for k, byte in enumerate(raw):
        following = raw[k + 1] if k + 1 < len(raw) else 0
        inside = is_two_bytes(byte) and (raw[k - 1:k].isalpha() or (k > 1 and is_two_bytes(raw[k - 2])))
        plain = (byte == 0xE2 and following == 0x80) or (byte == 0xC2 and not 0xA2 <= following <= 0xA5)
        if byte == 0x24 or (byte >= 0xC0 and not inside and not plain):
            out.add(k)
    return out


def before_another(raw: bytes) -> set[int]:
    """Where Han, kana, Hangul and their neighbours stand before another of them: not all such characters start a marker with the next one."""
    return {k for k in range(len(raw) - 3) if 0xE3 <= raw[k] <= 0xED and 0xE3 <= raw[k + 3] <= 0xED}


def word_bounds(text: str, at: int) -> tuple[int, int]:
    """Where the letters of a script with spaces that end at `at`, and those that start there, start and end in the UTF-8 of `text`."""
    start = stop = at
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while stop < len(text) and text[stop].isalpha():
        stop += 1
    return len(text[:start].encode()), len(text[:stop].encode())
