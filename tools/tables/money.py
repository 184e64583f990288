"""Money: currency markers, number words and the words beside an amount, from CLDR (through Babel) and the reviewed lists money_*.toml."""
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from string import ascii_lowercase

from babel import Locale, localedata

from .c import array, header, literal
from .lexicon import render_lexicon
from .money_cldr import Names, spelled_currencies
from .unicode import lower_delta_of

HERE = Path(__file__).parent
NUMBERS, MARKERS, CONTEXT = (tomllib.loads((HERE / f"money_{name}.toml").read_text(encoding="utf-8")) for name in ("numbers", "markers", "context"))

LANGUAGES = ["", *sorted({*NUMBERS, *CONTEXT["stopwords"]} - {"any"}), "no", "nn", "is", "fo", "kl"]
FAMILIES = list(MARKERS["family"])
SUBUNITS = list(MARKERS["subunit"])
NATIONS = list(MARKERS["nations"])
FAMILY, SUBUNIT = 500, 600                  # values of a marker from here on are families and subunits, below currencies
# Flags of a marker.
BEFORE, CAPS, ALL_CAPS, WEAK, CODE, SYMBOL, WORDY = (1 << k for k in range(7))
# Kinds of words beside an amount, and flags of a scale.
(NUMBER, SCALE, FRACTION, ADJUST, TEEN, POINT, AND, ONE, BOUND_BEFORE, BOUND_AFTER, UNIT, PER, RANGE, CHANGE, NOT_MONEY, NOUN, TIMES,
 PRICE, MERELY) = range(1, 20)
ALONE, GLUED, EXACT_CASE, INDIAN = 1, 2, 4, 8
BOUNDS = ["", "~", "<", ">", "<=", ">="]
PER_WORDS = {"any": 0, "known": 1, "each": 2}
RANGE_WORDS = {"to": 1, "and": 2, "between": 3, "from": 4}


# Words so common that no form of a currency's name in another language is worth mistaking them for one.
COMMON = {word for forms in CONTEXT["stopwords"].values() for word in forms.split()}


def fold(word: str) -> str:
    return "".join(chr(ord(char) + lower_delta_of(ord(char))) for char in word)


def language_id(language: str) -> int:
    return LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES)


def spellings(word: str) -> Iterator[str]:
    """A word as its language writes it, and as it is found: without accents (long Latin words), ё as е, with nuktas in both forms or left out."""
    word = fold(word.replace("_", " "))
    yield word
    bare = "".join(char for char in unicodedata.normalize("NFD", word) if not "\u0300" <= char <= "\u036f")
    if bare != word and len(word) >= 4 and bare.isascii():
        yield bare
    if "ё" in word:
        yield word.replace("ё", "е")
    if "\u0900" <= word[0] <= "\u0dff":
        yield unicodedata.normalize("NFC", word)
        yield word.replace("\u093c", "").translate({0x958 + k: 0x915 + n for k, n in enumerate((0, 1, 2, 7, 12, 13, 22, 26))})
        yield "".join(unicodedata.normalize("NFD", char) for char in word)
        for k, base in enumerate("कखगजडढफय"):
            if base + "\u093c" in word:
                yield word.replace(base + "\u093c", chr(0x958 + k))


class Senses:
    """Words with their senses (kind or value, language, flags, …), the first sense listed first."""

    def __init__(self) -> None:
        self.words: dict[str, list[tuple[int, ...]]] = defaultdict(list)

    def add(self, word: str, *sense: int) -> None:
        for key in dict.fromkeys(spellings(word)):
            if key and sense not in self.words[key]:
                self.words[key].append(sense)

    def render(self, name: str, ctype: str) -> str:
        def initializer(sense: tuple[int, ...]) -> str:
            return "{" + ", ".join(map(str, sense)) + "}" if len(sense) > 1 else str(sense[0])
        return render_lexicon(name, {word: [initializer(sense) for sense in senses] for word, senses in self.words.items() if senses}, ctype, filtered=True)


def pairs(text: str) -> Iterator[tuple[str, str]]:
    for item in text.split():
        word, _, value = item.rpartition("=")
        yield word, value


# ---- markers ---------------------------------------------------------------------------------------------------------------------

class Markers:
    def __init__(self, names: Names) -> None:
        self.codes = [*sorted(names.codes), "BTC", "ETH"]
        self.senses = Senses()
        flags = MARKERS["flags"]
        self.before, self.caps, self.weak = (set(fold(flags[key]).split()) for key in ("before", "caps", "weak"))
        self.exact = set(flags["exact"].split())
        self.by_hand()
        known = set(self.senses.words)
        skip = set(fold(flags["skip"]).split())
        for head, found in sorted(names.heads.items()):
            for owner, languages in found:
                if head not in known and head not in skip and not names.is_local(head, languages):
                    short = head.isascii() and len(head) <= 6       # "late", "lion", "colony" are names of currencies somewhere
                    self.add(head, self.value(owner), languages[0] if len(languages) == 1 else "", WEAK if short else 0)
        for word in (skip | set(COMMON)) - known:
            self.senses.words.pop(word, None)

    def value(self, owner: str) -> int:
        return self.codes.index(owner) if owner in self.codes else FAMILY + FAMILIES.index(owner)

    def add(self, word: str, value: int, language: str = "", flags: int = 0, power: int = 0) -> None:
        key = fold(word.replace("_", " "))
        if not key:
            return
        exact = [form for form in self.exact if fold(form) == key]
        if exact and all(form.isupper() for form in exact):
            flags |= ALL_CAPS
        elif (exact and all(form[0].isupper() for form in exact)) or key in self.caps:
            flags |= CAPS
        flags |= (BEFORE if key in self.before else 0) | (WEAK if key in self.weak and not flags & CODE else 0)
        self.senses.add(key, value, language_id(language) if language else 0, power, flags)

    def by_hand(self) -> None:
        codes = MARKERS["codes"]
        wordy = set(codes["wordy"].split()) - set(codes["plain"].split())
        lower = {code.upper() for code in codes["lower"].split()}
        for code in self.codes:
            self.add(code, self.codes.index(code), flags=CODE | BEFORE | (WORDY if code in wordy else 0) | (0 if code in lower else ALL_CAPS))
        for alias, code in pairs(codes["aliases"]):
            self.add(alias, self.codes.index(code), flags=CODE | BEFORE | (ALL_CAPS if alias != "RMB" else 0))
        for code, words in MARKERS["symbols"].items():
            for word in words.split():
                self.add(word, self.codes.index(code), flags=SYMBOL | BEFORE)
        for section in ("abbreviations", "names"):
            for owner, words in MARKERS[section].items():
                for word in words.split():
                    self.add(word, self.codes.index(owner))
        for owner, words in MARKERS["families"].items():
            for word in words.split():
                if owner in FAMILIES:
                    self.add(word, FAMILY + FAMILIES.index(owner))
        for owner, family in MARKERS["family"].items():
            self.weak |= set(fold(family.get("weak", "")).split())
            for word in family["heads"].split():
                self.add(word, FAMILY + FAMILIES.index(owner))
        weak = set(MARKERS["subunit_flags"]["weak"].split())
        for number, (_, subunit) in enumerate(MARKERS["subunit"].items()):
            for word in subunit["words"].split():
                self.add(word, SUBUNIT + number, flags=WEAK if word in weak else 0, power=-subunit["power"])
        for scale, power in pairs(MARKERS["composite"]["scales"]):
            for code in MARKERS["composite"]["codes"].split():
                self.add(scale + code, self.codes.index(code), flags=CODE | ALL_CAPS, power=int(power))
        for word, owner in pairs(MARKERS["composite"]["extra"].replace(":", "=")):
            word, power = word.rsplit("=", 1)
            self.add(word, self.value(owner), flags=0, power=int(power))

    def defaults(self, table: dict[str, dict], base: int) -> tuple[list[str], list[str]]:
        """For each family or subunit its default currency (-1: unsaid), and what differs by language as (value, language, currency)."""
        first, other = [], []
        for number, entry in enumerate(table.values()):
            for item in entry["default"].split():
                language, _, code = item.rpartition("=")
                currency = self.codes.index(code) if code != "-" else -1
                if language:
                    other.append(f"{{{base + number}, {language_id(language)}, {currency}}}")
                else:
                    first.append(str(currency))
        return first, other

    def prefixes(self) -> Senses:
        """Letters that say whose "$", "£" or "¥" it is: (currency, which of the three, may have a space, may follow)."""
        out = Senses()
        for sign, section in enumerate(("dollar", "pound", "yen")):
            for code, words in MARKERS[section].items():
                for word in words.split():
                    if code in self.codes:
                        out.add(word.rstrip("<+"), self.codes.index(code), sign, int("+" in word), int("<" in word))
        return out


# ---- words -----------------------------------------------------------------------------------------------------------------------

def add_numbers(words: Senses) -> None:
    for language, entry in NUMBERS.items():
        if language == "any":
            continue
        lang = language_id(language)
        for key, start, step in (("small", 0, 1), ("tens", 20, 10), ("hundreds", 100, 100)):
            for k, forms in enumerate(entry.get(key, "").replace(" haon", "_haon").split()):
                for form in forms.split("/"):
                    words.add(form.replace("_", " "), NUMBER, lang, 0, start + k * step)
        for word, value in pairs(entry.get("extra", "")):
            words.add(word, NUMBER, lang, 0, int(value))
        for word, power in pairs(entry["scales"]):
            words.add(word.lstrip("*"), SCALE, lang, ALONE if word.startswith("*") else 0, int(power))
        for key, kind in (("fraction", FRACTION), ("adjust", ADJUST)):
            for word, value in pairs(entry.get(key, "")):
                words.add(word, kind, lang, 0, int(value))
        for key, kind in (("point", POINT), ("and", AND), ("one", ONE), ("teen", TEEN)):
            for word in entry.get(key, "").split():
                words.add(word, kind, lang, 0, 1)
    for key, extra in (("abbreviations", 0), ("indian", INDIAN)):
        for word, power in pairs(NUMBERS["any"][key]):
            flags = extra | (GLUED if "~" in power else 0) | (EXACT_CASE if "^" in power else 0)
            words.add(word, SCALE, 0, flags | (16 if EXACT_CASE & flags and word.isupper() else 0), int(power.strip("~^")))


def nation_names(names: Names) -> Senses:
    """Words that name a nation, each (its number, whether an ending may follow)."""
    out = Senses()
    for number, (nation, forms) in enumerate(MARKERS["nations"].items()):
        for form in forms.split():
            out.add(form.rstrip("*"), number, int(form.endswith("*")))
        for form, stem in sorted(names.nations.get(nation, set())):
            if (number, 0) not in out.words.get(form, []):
                out.add(form, number, int(stem))
    return out


def nation_heads(words: Iterable[str], last: bool) -> list[int]:
    """A bitmap over the first three letters of the first word, or of the `last` one, of each nation's name (`may_name_nation`)."""
    bits = bytearray(1 << 11)
    for word in words:
        head = (re.split("[ -]", word)[-1] if last else re.match(r"[^\W\d_]*", word)[0]).encode()[:3].ljust(3, b"\0")
        slot = (int.from_bytes(bytes(byte and byte | 32 for byte in head), "big") * 0x9E3779B1 & 0xFFFFFFFF) >> 18
        bits[slot >> 3] |= 1 << (slot & 7)
    return list(bits)


def add_context(words: Senses) -> None:
    for kind, section in ((BOUND_BEFORE, "before"), (BOUND_AFTER, "after")):
        for sign, forms in CONTEXT[section].items():
            for form in forms.split():
                words.add(form.strip("_"), kind, 0, 0, BOUNDS.index(sign))
    for number, forms in enumerate(CONTEXT["per"].values()):
        for form in forms.split():
            words.add(form, UNIT, 0, 0, number)
    for key, value in PER_WORDS.items():
        for form in CONTEXT["per_words"][key].split():
            words.add(form.strip("_"), PER, 0, 0, value)
    for key, value in RANGE_WORDS.items():
        for form in CONTEXT["range"][key].split():
            words.add(form, RANGE, 0, 0, value)
    for key, kind in (("change", CHANGE), ("price", PRICE), ("merely", MERELY)):
        for form in CONTEXT[key]["words"].split():
            words.add(form, kind, 0, 0, 0)
    for key, kind in (("words", NOT_MONEY), ("noun_after_article", NOUN), ("times", TIMES)):
        for form in CONTEXT["not_money"][key].split():
            words.add(form, kind, 0, 0, 0)


def number_style(language: str) -> int:
    """How a language writes numbers: 0 decimal point, 1 decimal comma, 2 decimal comma and a point that never groups (Polish)."""
    if language == "pl":
        return 2
    if language not in localedata.locale_identifiers():
        return 0
    return int(Locale.parse(language).number_symbols["latn"]["decimal"] == ",")


# ---- what lets a scan pass over other words --------------------------------------------------------------------------------------

FILTER_WORDS = 12                           # a filter has 2 to that power words of 64 bits; a key sets three bits of one of them


def flat_bytes(raw: bytes) -> bytes:
    """A word as its hash sees it (`places_flat` in money_places.h), up to what is no Latin letter: a space, or 63 beyond ASCII. What may not be a
    letter stands for itself."""
    out = bytearray()
    while len(out) < len(raw):
        lead, following = raw[len(out)], raw[len(out) + 1:len(out) + 2]
        if 97 <= lead | 32 <= 122:
            out.append(lead | 32)
        elif 0xC3 <= lead <= 0xC9 and following and following[0] | 32 != 0xB7:
            out += bytes([lead | 32, following[0] | 96])
        else:
            return bytes(out) + (b"?" if lead >= 128 else b" ")
    return bytes(out) + b" "


def word_keys(words: Mapping[str, list[tuple[int, ...]]]) -> set[int]:
    """The keys of the words that start with an ASCII letter, in every case: the first eight flat bytes as a little-endian number. Bit 5 of the first one
    is only missing where a capital stands before no small letter. Each also before a character beyond ASCII ("5 euros…")."""
    cases = two_byte_cases()
    keys = set()
    for word, senses in words.items():
        if not "a" <= word[0] <= "z":
            continue
        no_capitals = not all(sense[3] & (CAPS | ALL_CAPS) for sense in senses)
        small_second = "a" <= word[1:2] <= "z" and not all(sense[3] & ALL_CAPS for sense in senses)
        small = (32, 0) if no_capitals or small_second else (0,)
        forms = product(*([char.encode(), *(form for form in cases.get(char, []) if form != char.encode())] for char in word[:8]))
        for raw in {b"".join(form) for form in forms}:
            for flat in (flat_bytes(raw), flat_bytes(raw + b"\xff")):
                keys.update(int.from_bytes(bytes([flat[0] & ~32 | bit]) + flat[1:8], "little") for bit in small)
    return keys


def places_of(key: int, factor: int) -> tuple[int, int]:
    """Which word of a filter a key goes to, and the bits that it sets there."""
    product = key * factor & 0xFFFFFFFFFFFFFFFF
    return product >> 64 - FILTER_WORDS, 1 << (product >> 41 & 63) | 1 << (product >> 29 & 63) | 1 << (product >> 35 & 63)


def filter_of(keys: Iterable[int], factor: int) -> list[int]:
    out = [0] * (1 << FILTER_WORDS)
    for key in keys:
        word, bits = places_of(key, factor)
        out[word] |= bits
    return out


def marker_filter(words: Mapping[str, list[tuple[int, ...]]], common: Iterable[str]) -> tuple[int, list[int]]:
    """A Bloom filter of the first letters of words that start with an ASCII letter, and the factor that hashes them: the one that lets the fewest
    common words and letters pass by accident, the short ones counted more, as texts have more of them."""
    keys = word_keys(words)
    weights = {key: 1 / len(word) for word in [*common, *ascii_lowercase] for key in word_keys({word: [(0, 0, 0, 0)]}) - keys}

    def accidents(factor: int) -> float:
        table = filter_of(keys, factor)
        return sum(weight for key, weight in weights.items() for word, bits in [places_of(key, factor)] if not bits & ~table[word])

    factor = min(((0x9E3779B97F4A7C15 + 2 * step * 0x1234567891) & 0xFFFFFFFFFFFFFFFF for step in range(64)), key=accidents)
    return factor, filter_of(keys, factor)


def spaced(char: str) -> bool:
    """A letter of a script that parts words by spaces and does not glue endings to foreign names (`is_unspaced` in the kernel)."""
    return ord(char) < 0xE00 and unicodedata.category(char)[0] in "LM"


def point_filter(words: Iterable[str]) -> list[int]:
    """A bitmap over the first code points of words that start beyond ASCII: three where spaces part words, else two, or one for a single sign."""
    bits = bytearray(1 << 13)
    for word in words:
        if word[0].isascii():
            continue
        points = [ord(char) for char in word[:3]] + [0, 0]
        if spaced(word[0]):
            for k in (1, 2):
                if not (points[k] and spaced(chr(points[k])) and (points[k] >= 128 or 97 <= points[k] <= 122)):
                    points[k:] = [0, 0, 0]
        else:
            points[2] = 0
        set_point(bits, (points[0] * 31 + points[1]) * 31 + points[2])
    return list(bits)


@cache
def two_byte_cases() -> dict[str, list[bytes]]:
    """The characters of two UTF-8 bytes that fold to each character."""
    out: dict[str, list[bytes]] = defaultdict(list)
    for point in range(0x80, 0x800):
        out[chr(point + lower_delta_of(point))].append(chr(point).encode())
    return out


def leading_pairs(word: str, most: int) -> int:
    """How many of the first characters of a word may be written in two bytes, up to `most`."""
    cases = two_byte_cases()
    return next((k for k, char in enumerate(word[:most]) if char not in cases), min(len(word), most))


def pair_filter(words: Iterable[str]) -> list[int]:
    """A bitmap over the first two characters of words, of two UTF-8 bytes each and in any case; behind a letter that is a word by itself
    stands what is no letter. A sign passes by itself."""
    cases = two_byte_cases()
    no_letters = [chr(point).encode() for point in range(0xC0, 0x800) if unicodedata.category(chr(point))[0] not in "LM"]
    bits = bytearray(1 << 13)
    for word in words:
        after = [b""] if not spaced(word[0]) else no_letters if len(word) == 1 else cases.get(word[1], [])
        for first in cases.get(word[0], []):
            for second in after:
                set_point(bits, int.from_bytes(first + second, "big"))
    return list(bits)


QUAD_FACTOR = 0x9E3779B97F4A7C15


def quad_filter(words: Iterable[str]) -> list[int]:
    """A bitmap over the first four characters of words, of two UTF-8 bytes each and in any case."""
    cases = two_byte_cases()
    bits = bytearray(1 << 14)
    for quad in {word[:4] for word in words if leading_pairs(word, 4) == 4}:
        for parts in product(*(cases[char] for char in quad)):
            slot = (int.from_bytes(b"".join(parts), "little") * QUAD_FACTOR & 0xFFFFFFFFFFFFFFFF) >> 47
            bits[slot >> 3] |= 1 << (slot & 7)
    return list(bits)


def asian_filter(words: Iterable[str]) -> list[int]:
    """A bitmap over the UTF-8 of markers of one character from U+3000 to U+DFFF, and of the first two characters of others (`places_asian`)."""
    bits = bytearray(1 << 13)
    for word in words:
        if "\u3000" <= word[0] <= "\udfff":
            slot = (int.from_bytes(word[:2].encode(), "little") * QUAD_FACTOR & 0xFFFFFFFFFFFFFFFF) >> 48
            bits[slot >> 3] |= 1 << (slot & 7)
    return list(bits)


COMMON_SLOTS = 11                           # a table of common words has 2 to that power slots, and as many behind them as it needs


def common_words(words: Mapping[str, list[tuple[int, ...]]]) -> list[str]:
    """A hash table of the common words of less than eight ASCII letters: the word as a little-endian number, a bit for each of its languages."""
    slots: list[tuple[int, int]] = [(0, 0)] * (1 << COMMON_SLOTS)
    for word, senses in words.items():
        if not (word.isascii() and word.isalpha() and len(word) < 8):
            continue
        key = int.from_bytes(word.encode(), "little")
        slot = (key * QUAD_FACTOR & 0xFFFFFFFFFFFFFFFF) >> 64 - COMMON_SLOTS
        while slot < len(slots) and slots[slot][0]:
            slot += 1
        slots[slot:slot + 1] = [(key, sum({1 << sense[0] for sense in senses}))]
    return [f"{{{key}u, {languages}u}}" for key, languages in [*slots, (0, 0)]]


def set_point(bits: bytearray, key: int) -> None:
    slot = (key * 0x9E3779B1 & 0xFFFFFFFF) >> 16
    bits[slot >> 3] |= 1 << (slot & 7)


def compound_tails(words: Senses) -> list[int]:
    """A bitmap over the last three bytes of number words, in the languages that write numbers as one word."""
    languages = {language_id(language) for language, entry in NUMBERS.items() if entry.get("compound")}
    bits = bytearray(1 << 13)
    for word, senses in words.words.items():
        raw = word.encode()
        if len(raw) > 2 and any(sense[0] <= FRACTION and sense[1] in languages for sense in senses):
            set_point(bits, raw[-3] << 16 | raw[-2] << 8 | raw[-1])
    return list(bits)


def number_endings(words: Senses) -> list[int]:
    """A bitmap over the last code points of number words in scripts without spaces, and of what stands after a number for "somewhat more"."""
    bits = bytearray(1 << 13)
    for char in CONTEXT["vague"]["after"]:
        set_point(bits, ord(char))
    for word, senses in words.words.items():
        if ord(word[-1]) >= 0xE00 and any(sense[0] <= ONE for sense in senses):
            set_point(bits, ord(word[-1]))
    return list(bits)


CONSTANTS = [
    "FAMILY", "SUBUNIT", "BEFORE", "CAPS", "ALL_CAPS", "WEAK", "CODE", "SYMBOL", "WORDY", "NUMBER", "SCALE", "FRACTION", "ADJUST", "TEEN", "POINT",
    "AND", "ONE", "BOUND_BEFORE", "BOUND_AFTER", "UNIT", "PER", "RANGE", "CHANGE", "NOT_MONEY", "NOUN", "TIMES", "PRICE", "MERELY", "ALONE", "GLUED",
    "EXACT_CASE", "INDIAN"]


def render() -> str:
    names = spelled_currencies(MARKERS, NUMBERS, fold)
    markers = Markers(names)
    words = Senses()
    add_numbers(words)
    add_context(words)
    nations = nation_names(names)
    stops = Senses()
    for language, forms in CONTEXT["stopwords"].items():
        for form in forms.split():
            stops.add(form, language_id(language))
    family_default, family_other = markers.defaults(MARKERS["family"], FAMILY)
    subunit_default, subunit_other = markers.defaults(MARKERS["subunit"], SUBUNIT)
    family_codes = [[markers.codes.index(code) for code in entry["codes"].split() if code in markers.codes] for entry in MARKERS["family"].values()]
    factor, filter_words = marker_filter(markers.senses.words, [*stops.words, *words.words, *nations.words])
    compounds = [language_id(language) for language, entry in NUMBERS.items() if entry.get("compound")]
    per = "\0".join(CONTEXT["per"]).encode()
    starts = [0]
    for unit in CONTEXT["per"]:
        starts.append(starts[-1] + len(unit) + 1)
    constants = {name: globals()[name] for name in CONSTANTS}
    constants |= {f"LANGUAGE_{language.upper()}": k for k, language in enumerate(LANGUAGES) if language}
    constants |= {f"CURRENCY_{code}": markers.codes.index(code) for code in ["USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR", "IRR", "CHF", "DEM"]}
    constants |= {f"FAMILY_{name.upper()}": FAMILY + k for k, name in enumerate(FAMILIES)}
    source = f"CLDR through Babel {names.version} and tools/tables/money_*.toml"
    before = [word for word, senses in markers.senses.words.items() if any(sense[3] & BEFORE for sense in senses)]
    return header("Currency markers, number words, and the words beside an amount.", source, "CLEANTEXT_MONEY_TABLES_H", [
        '#include "lexicon.h"',
        "typedef struct { short value; unsigned char language; signed char power; unsigned short flags; } MoneyMarkerSense;",
        "typedef struct { unsigned char kind; unsigned char language; unsigned char flags; short value; } MoneyWordSense;",
        "typedef struct { unsigned char nation; unsigned char stem; } MoneyNationSense;",
        "typedef struct { short currency; unsigned char sign; unsigned char spaced; unsigned char after; } MoneyPrefixSense;",
        "typedef struct { short value; unsigned char language; short currency; } MoneyDefault;",
        "typedef struct { uint64_t key; uint64_t languages; } MoneyCommon;",
        *(f"#define MONEY_{name} {value}" for name, value in constants.items()),
        f"#define MONEY_LANGUAGES {len(LANGUAGES)}",
        f"#define MONEY_COMMON_FACTOR {QUAD_FACTOR}u",
        f"#define MONEY_COMMON_SHIFT {64 - COMMON_SLOTS}",
        f"#define MONEY_FILTER_FACTOR {factor & 0xFFFFFFFFFFFFFFFF}u",
        literal("money_language_codes", b"".join(language.encode().ljust(3, b"\0") for language in LANGUAGES)),
        literal("money_codes", "".join(markers.codes).encode()),
        literal("money_nations", "".join(NATIONS).encode()),
        array("unsigned char", "money_style", [number_style(language) for language in LANGUAGES]),
        array("unsigned char", "money_compound_languages", [*compounds, 0]),
        array("short", "money_family_default", family_default), array("short", "money_subunit_default", subunit_default),
        array("unsigned char", "money_family_shared", [int(entry["shared"]) for entry in MARKERS["family"].values()]),
        array("unsigned char", "money_subunit_shared", [int(entry.get("shared", False)) for entry in MARKERS["subunit"].values()]),
        array("unsigned short", "money_family_first", [sum(map(len, family_codes[:k])) for k in range(len(family_codes) + 1)]),
        array("short", "money_family_codes", [code for codes in family_codes for code in codes]),
        array("MoneyDefault", "money_defaults", [*family_other, *subunit_other, "{-1, 0, -1}"], 6),
        array("unsigned char", "money_wordy", [int(any(s[3] & WORDY for s in markers.senses.words[fold(code)])) for code in markers.codes]),
        literal("money_per_names", per), array("unsigned short", "money_per_start", starts),
        markers.senses.render("money_markers", "MoneyMarkerSense"),
        words.render("money_words", "MoneyWordSense"),
        nations.render("money_nation_names", "MoneyNationSense"),
        array("unsigned char", "money_nation_first", nation_heads(nations.words, False)),
        array("unsigned char", "money_nation_last", nation_heads(nations.words, True)),
        markers.prefixes().render("money_prefixes", "MoneyPrefixSense"),
        stops.render("money_stopwords", "unsigned char"),
        array("MoneyCommon", "money_common", common_words(stops.words), 6),
        array("uint64_t", "money_marker_filter", [f"{word}u" for word in filter_words], 6),
        array("unsigned char", "money_point_filter", point_filter(markers.senses.words)),
        array("unsigned char", "money_pair_filter", pair_filter(markers.senses.words)),
        array("unsigned char", "money_short_filter", pair_filter(word for word in markers.senses.words if leading_pairs(word, 4) < 4)),
        array("unsigned char", "money_quad_filter", quad_filter(markers.senses.words)),
        array("unsigned char", "money_asian_filter", asian_filter(markers.senses.words)),
        array("unsigned char", "money_before_filter", point_filter(before)),
        array("unsigned char", "money_number_endings", number_endings(words)),
        array("unsigned char", "money_compound_tails", compound_tails(words)),
        array("unsigned short", "money_video_heights", [*CONTEXT["not_money"]["video_heights"], 0]),
    ])
