"""Dates: the bitmaps, hash tables and sets that let a search pass over words and numbers that start nothing."""
import functools
import operator
import re
import tomllib

from babel import Locale

from .dates_cldr import ROOT_NAMES
from .dates_senses import AMOUNT, ANCHOR_KINDS, ANCHORED, HERE, KINDS, LANGUAGES, NO_ANCHORS, SHORT_MONTHS, TOLD_KINDS, WEAK, YEAR_WORDS, Words, fold, is_cjk
from .heads import heads_table


def variants(word: str) -> set[bytes]:
    return {form.encode() for form in (word, word.upper(), word[0].upper() + word[1:])}


def slots(raw: bytes, bits: int = 0) -> set[int]:
    """Where a word stands in a filter: two parts of a hash of its first eight bytes, ASCII case folded."""
    bits = bits or FILTER_BITS
    key = int.from_bytes(bytes(b | 0x20 for b in raw[:8]), "little")
    product = key * 0x9E3779B97F4A7C15 & (1 << 64) - 1
    return {product >> 64 - bits, product >> 64 - 2 * bits & (1 << bits) - 1}


FILTER_BITS, LANGUAGE_BITS = 17, 14


def bitmap(slots: set[int], bits: int) -> list[str]:
    table = [0] * (1 << bits - 6)
    for s in slots:
        table[s >> 6] |= 1 << (s & 63)
    return [f"0x{v:x}u" if v < 1 << 32 else f"0x{v:x}ull" for v in table]


def filters(words: Words) -> tuple[dict[str, int], dict[str, int], dict[str, int], set[int]]:
    """Every first word; the words that start a search, always and where the language is told; pairs of CJK characters that do."""
    every: dict[str, int] = {}
    anchors: dict[str, int] = {}
    told: dict[str, int] = {}
    characters: set[int] = set()
    marks: set[str] = set()         # words of phrases at which a search starts
    single = {key for key, senses in words.senses.items() if " " not in key and is_anchor(key, senses)}
    for key, senses in words.senses.items():
        first = key.split()[0]
        every[first] = every.get(first, 0) | speakers(senses, set(KINDS))
        if any(kind in ("AGO_BEFORE", "IN_BEFORE", "DEI", "NUM", "ORD") for kind, _, _ in senses):
            for part in key.split()[1:]:        # "vor gut 100 Jahren" is read back over "gut", "the same year" over "same", "п'яте травня" over "яте"
                every[part] = every.get(part, 0) | speakers(senses, set(KINDS))
        if any(kind == "NAMED" for kind, _, _ in senses):
            parts = key.split()
            for part in parts[1:parts.index(max(parts, key=len))]:      # "Dragon Boat Festival" is read back from "Festival" over "Boat"
                every[part] = every.get(part, 0) | speakers(senses, {"NAMED"})
        if is_cjk(key):
            if len(key) > 1 and any(names_time(kind, value) and kind not in ("SEASON", "OCLOCK") for kind, _, value in senses):
                characters.add((ord(key[0]) * 0x9E37 ^ ord(key[1])) & 0xFFFF)
            continue
        if any(kind in ANCHOR_KINDS | TOLD_KINDS for kind, _, _ in senses):
            longest = max(key.split(), key=len)
            marks.add(longest)
            told[longest] = told.get(longest, 0) | speakers(senses, ANCHOR_KINDS | TOLD_KINDS)
        if key in YEAR_WORDS:
            marks.add(key)
            anchors[key] = told[key] = 1
        if key in single:
            anchors[key] = anchors.get(key, 0) | (speakers(senses, ANCHOR_KINDS) or speakers(senses, {"HALFUNIT"}))
        elif is_anchor(key, senses) and not any(part in single for part in key.split()):
            longest = max(key.split(), key=len)
            if len(longest) > 3 and longest not in NO_ANCHORS:
                marks.add(longest)
                anchors[longest] = anchors.get(longest, 0) | speakers(senses, ANCHOR_KINDS)
    chinese = 1 << LANGUAGES.index("zh")
    singles = {kind: {key[0] for key, senses in words.senses.items() if len(key) == 1 and any(k == kind and bits & chinese for (k, _, _), bits in senses.items())}
               for kind in ("DEI", "UNIT")}
    characters |= {(ord(a) * 0x9E37 ^ ord(b)) & 0xFFFF for a in singles["DEI"] for b in singles["UNIT"]}      # 本月, 上周
    for language in ("ja", "zh", "ko"):
        bit = 1 << LANGUAGES.index(language)
        seasons, years = ({key for key, senses in words.senses.items() if any(kind in kinds and bits & bit for (kind, _, _), bits in senses.items())}
                          for kinds in ({"SEASON"}, {"DEI", "REL"}))
        characters |= {(ord(year) * 0x9E37 ^ ord(season[0])) & 0xFFFF for year in years if len(year) == 1 for season in seasons}     # 今春, 昨夏, 올봄
    for key, senses in list(words.senses.items()):
        for part in key.split():
            if part in marks and not is_cjk(key):
                for bits in list(senses.values()):
                    mark = words.senses.setdefault(part, {})
                    mark[("IGNORE", 0, 0)] = mark.get(("IGNORE", 0, 0), 0) | bits
    return every, anchors, told, characters


def first_language(bits: int) -> int:
    """By what a sense is ranked where nothing tells the language: the first of its languages, English last ("listopada" is November before October),
    Chinese before Japanese, which has kana around nearly always."""
    others = bits & ~1
    if others & 1 << LANGUAGES.index("zh"):
        others |= 1 << LANGUAGES.index("ja")
    return others & -others if others else 1 << 64


def speakers(senses: dict[tuple[str, int, int], int], kinds: set[str]) -> int:
    """The languages in which a word has a sense of one of these kinds."""
    out = 0
    for (kind, _, _), bits in senses.items():
        if kind in kinds:
            out |= bits
    return out


def all_slots(words: dict[str, int]) -> set[int]:
    return {s for word in words for form in variants(word) for s in slots(form)}


def by_language(anchors: dict[str, int]) -> list[str]:
    """A small filter for each language, one after the other."""
    out: list[str] = []
    for language in range(64):
        spoken = [word for word, bits in anchors.items() if bits >> language & 1]
        out += bitmap({s for word in spoken for form in variants(word) for s in slots(form, LANGUAGE_BITS)}, LANGUAGE_BITS)
    return out


def heads(anchors: dict[str, int]) -> list[int]:
    """The heads of each language's anchors and the English ones, which always count, one table after the other."""
    return [entry for language in range(64)
            for entry in heads_table({form for word, bits in anchors.items() if bits >> language & 1 or bits & 1 for form in variants(word)})]


def names_time(kind: str, value: int) -> bool:
    """Whether a sense is enough to start a search: a name, a unit, or a unit with its number in one word."""
    return kind in ANCHOR_KINDS or (kind == "HALFUNIT" and value >= AMOUNT)


def is_anchor(key: str, senses: dict[tuple[str, int, int], int]) -> bool:
    """Whether a word starts a search in running text: names and units in the anchored languages, short ones only as months, English weekdays and seasons."""
    anchored = sum(1 << LANGUAGES.index(language) for language in ANCHORED) if ord(key[0]) < 0x250 else (1 << 63) - 1
    for (kind, flags, value), bits in senses.items():
        if not names_time(kind, value) or not bits & anchored or key in NO_ANCHORS or (
                len(key) < 3 and ord(key[0]) < 0x250 and kind != "ROMAN"):
            continue
        if not flags & WEAK or (kind == "MONTH" and bits & SHORT_MONTHS) or (kind in ("WEEKDAY", "SEASON") and bits & 1) or len(key) > 4:
            return True
    return False


def function_words() -> tuple[list[str], list[str]]:
    """Slots of {folded word in eight bytes, set of its languages}, for an open hash table; a filter of the words that are ASCII."""
    found: dict[int, int] = {}
    tables = tomllib.loads((HERE / "dates_function_words.toml").read_text(encoding="utf-8"))
    for language, text in tables.pop("long").items():
        for word in text.split():
            key = int.from_bytes(word.encode()[:8], "little")
            found[key] = found.get(key, 0) | 1 << LANGUAGES.index(language)
    for language, text in tables.items():
        locale = Locale.parse(language)
        named = [table[context]["wide"] for table in (locale.months, locale.days) for context in ("format", "stand-alone")]
        names = [fold(name) for table in named for name in table.values()]
        for word in text.split() + [name for name in names if name not in ROOT_NAMES]:
            raw = word.encode()
            if len(raw) > 8:
                continue
            key = int.from_bytes(raw, "little")
            found[key] = found.get(key, 0) | 1 << LANGUAGES.index(language)
    table = [(0, 0)] * 2048
    for key, bits in sorted(found.items()):
        place = (key * 0x9E3779B97F4A7C15 & (1 << 64) - 1) >> 53
        while table[place][0]:
            place = (place + 1) % 2048
        table[place] = (key, bits)
    plain = [raw for raw in (key.to_bytes(8, "little").rstrip(b"\0") for key in found) if raw.isascii()]
    return [f"{{0x{key:x}ull, 0x{bits:x}ull}}" for key, bits in table], bitmap({s for raw in plain for s in slots(raw, LANGUAGE_BITS)}, LANGUAGE_BITS)


def low_bytes() -> list[str]:
    """For each byte: 0xFF for each one of the run of ones that it ends in (a word's letters as bits, the first one lowest)."""
    runs = [(~byte & byte + 1).bit_length() - 1 for byte in range(256)]
    return [f"0x{(1 << 8 * run) - 1:x}ull" for run in runs]


# Where a date or time may start at a number of so many digits: what comes after it, next, and third; beside that what stands before it or in its first place.
# is_digit_anchor() in kernels/dates_scan.pxd says it exactly; whatever it wants must be let through here.
NUMBERS = [
    (r"[:/-]", r"[0-9\xD0-\xFF]", r".", (1, 2)),                                  # 15:30, 3/5, "90-е"
    (r"[.]", r"[0-9]", r"[0-9.]", (1, 2)),                                        # 3.5.2020, 15.30
    (r"[.]", r" ", r"[0-9a-zJ]", (1, 2)),                                         # 3. 5., "den 3. mai", 12. Jh.
    (r" ", r"[ABCPap]", r"[.MmlvCDE ]", (1, 2)),                                  # 5 pm, 52 av. J.-C., "de las 9 a las 18"
    (r" ", r"[Hh]", r"[^A-Za-rt-z\x80-\xFF]", (1, 2)),                               # 15 h, 15 hs
    (r" ", r"[BDNVbdnvro\xC3\xD0]", r"[.'\xA0\xB3\xE2]", (1, 2)),                 # 44 v. Chr., 5 o'clock, "9 às 18"
    (r"[AEHPSTUaehpsuQ\xD1\xE2-\xEE]", r".", r".", (1, 2)),                        # 5pm, 90s, 2T23, 15時
    (r" ", r"[ABNVabnvr\xD0]", r"[\0\x0E .\xB3ABCDENOPVabcdenopv]", (3,)),        # 753 BC, "753 г. до н.э."
    (r" ", r".", r".", (4,)),                                                     # 0930 h
    (r".", r".", r".", (8,)),                                                     # 20240426
]
BEFORE_NUMBERS = {r"['\x98\x99HQSTYhqt]": (1, 2), r"[12]": (4,)}                   # '94, Q3, FY25; 1994


def of_length(sizes: tuple[int, ...]) -> int:
    """The rules of NUMBERS for numbers of these lengths, as a set."""
    return sum(1 << k for k, rule in enumerate(NUMBERS) if set(rule[3]) & set(sizes))


def around_numbers() -> list[str]:
    """For each byte four sets of rules: those that it may stand in after a number, next and third, and those that it makes good before one."""
    out = []
    for byte in range(256):
        text = chr(byte)
        sets = [sum(1 << k for k, rule in enumerate(NUMBERS) if re.fullmatch(rule[place], text, re.DOTALL)) for place in range(3)]
        sets.append(functools.reduce(operator.or_, (of_length(sizes) for before, sizes in BEFORE_NUMBERS.items() if re.fullmatch(before, text)), 0))
        out.append(f"0x{sum(bits << 16 * place for place, bits in enumerate(sets)):x}u")
    return out
