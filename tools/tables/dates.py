"""Write dates_tables.h: words of dates by language (CLDR through Babel, plus dates_words.toml), word filters, language sets."""
import functools
import operator
import pathlib
import re
import tomllib
import unicodedata

import babel
from babel import Locale, localedata

from .c import array
from .heads import heads_table
from .lexicon import render_lexicon

HERE = pathlib.Path(__file__).resolve().parent


def listed(text: str) -> list[str]:
    return text.split()


# A bit each; every other language shares the last bit.
LANGUAGES = listed("en de fr es it pt nl pl ru ja zh ko tr el nb sv da uk hr hu ca fi bg vi ro cs sk sl et lv lt ar he fa hi bn th id ms fil "
             "af is eu gl ga cy sr bs mk be ka hy az kk ur ta te sq sw eo la yue")
OTHER = 63
MANY = 8        # languages: words of as many lie together in the lexicon, those of fewer with the words of one of them
BITS = {"POLISH": "pl", "TURKISH": "tr", "VIETNAMESE": "vi", "JAPANESE": "ja", "CHINESE": "zh", "KOREAN": "ko"}      # languages that a rule of the kernel names
ALIASES = {"nn": "nb", "no": "nb", "tl": "fil", "sh": "sr", "in": "id", "iw": "he"}
# Words of these start a search in running text; words of others count beside digits, or when the language is told.
ANCHORED = set(listed("en de fr es it pt nl pl ru ja zh ko tr el nb sv da uk hr hu ca fi bg vi ro cs id"))

KINDS = listed("PREFIX MONTH WEEKDAY UNIT DAY REL DEI AGO_BEFORE AGO_AFTER IN_BEFORE IN_AFTER LATER EARLIER PART AM PM OCLOCK NUM ORD SUFFIX "
         "SEASON POS TO FROM BETWEEN AND OF THE AT ON PREP APPROX YEAR FISCAL ERA BLOCK NUMBER FUTURE NOW EACH NAMED CLOCK "
         "HALFUNIT PLUSHALF ZONE DAYMARK QUARTER HALFYEAR ROMAN BEFORE_DATE IGNORE PERIOD TIMEPREP PAST REIGN AFTERDATE BEFOREDATE INTENT DECADE SPORT HOUR GUARD AHEAD")
STARTERS = listed("MONTH WEEKDAY UNIT DAY REL DEI AGO_BEFORE IN_BEFORE BEFORE_DATE PART AM PM NUM ORD SEASON POS YEAR FISCAL NAMED CLOCK HALFUNIT "
            "QUARTER HALFYEAR REIGN DECADE HOUR ERA")      # the kinds of words that a mention can start with
WEAK, ABBREVIATED, AFTER = 1, 2, 4
UNITS = {u: i for i, u in enumerate(listed("s mi h d w mo q y dec cen we fn hy cw"))}
PARTS = {p: i for i, p in enumerate(listed("- MO AF EV NI NOON MIDNIGHT"))}
POSITIONS = {"early": 1, "mid": 2, "late": 3}
# What a word beside a number or a name says that it is no date. A bit each; such words count for nothing else.
GUARDS = {g: 1 << i for i, g in enumerate(listed("street amount phone code open greeting title measure aged verse length ratio"))}
CLOCKS = {c: i for i, c in enumerate(listed("past to half halfto quarter 3quarterto pasthalf quarterto halfafter less"))}
# Named days: a month and day, days after Easter Sunday, or (month, weekday, nth, days after it).
NAMED: dict[str, tuple[int, ...] | int] = {
    "CHRISTMAS": (12, 25), "CHRISTMASEVE": (12, 24), "NEWYEAR": (1, 1), "NEWYEARSEVE": (12, 31), "HALLOWEEN": (10, 31), "VALENTINE": (2, 14),
    "STPATRICK": (3, 17), "APRILFOOLS": (4, 1), "VETERANS": (11, 11), "MAYDAY": (5, 1), "BOXINGDAY": (12, 26), "GROUNDHOG": (2, 2),
    "EARTHDAY": (4, 22), "WOMENSDAY": (3, 8), "EPIPHANY": (1, 6), "ALLSAINTS": (11, 1), "ALLSOULS": (11, 2), "JUNETEENTH": (6, 19),
    "INDEPENDENCE": (7, 4), "ASSUMPTION": (8, 15), "STNICHOLAS": (12, 6), "GERMANUNITY": (10, 3), "INAUGURATION": (1, 20), "BASTILLE": (7, 14),
    "KINGSDAY": (4, 27), "LIBERATION": (4, 25), "IMMACULATE": (12, 8), "STJOSEPH": (3, 19), "NATIONALDAYCN": (10, 1),
    "EASTER": 0, "EASTERMONDAY": 1, "GOODFRIDAY": -2, "MAUNDYTHURSDAY": -3, "PALMSUNDAY": -7, "ASHWEDNESDAY": -46, "PENTECOST": 49,
    "PENTECOSTMONDAY": 50, "ASCENSION": 39, "CORPUSCHRISTI": 60, "ROSENMONTAG": -48,
    "THANKSGIVING": (11, 4, 4, 0), "BLACKFRIDAY": (11, 4, 4, 1), "CYBERMONDAY": (11, 4, 4, 4), "LABORDAY": (9, 1, 1, 0), "MEMORIALDAY": (5, 1, -1, 0),
    "MLKDAY": (1, 1, 3, 0), "PRESIDENTSDAY": (2, 1, 3, 0), "MOTHERSDAY": (5, 7, 2, 0), "FATHERSDAY": (6, 7, 3, 0), "COLUMBUS": (10, 1, 2, 0),
    "ELECTION": (11, 1, 1, 1), "ADVENT": (11, 4, -1, 3), "ADVENT2": (11, 4, -1, 10), "ADVENT3": (11, 4, -1, 17), "ADVENT4": (11, 4, -1, 24),
}
NAMES = list(NAMED)
ANCHOR_KINDS = {"OCLOCK", "MONTH", "WEEKDAY", "UNIT", "DAY", "REL", "PART", "SEASON", "NAMED", "QUARTER", "HALFYEAR", "PERIOD", "REIGN", "DECADE"}
TOLD_KINDS = {"CLOCK", "PERIOD", "AGO_BEFORE", "AGO_AFTER", "IN_AFTER", "LATER", "HALFUNIT", "FISCAL", "HOUR"}
# Short or common words that are dates in some language, but too common to start a search.
NO_ANCHORS = set(listed("out set des all any do la time man led seg qui den em an so di per fin pro dos sec second seconds half"))
SHORT_MONTHS = sum(1 << i for i in range(9))     # en to ru
YEAR_WORDS = {"nineteen", "eighteen", "seventeen"}      # "nineteen ninety-six"
CJK = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x0F00, 0x0FFF))

# Zones with one offset (minutes); None: the offset depends on the date, the zone belongs to the span and not to the value.
ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "utc gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "akst": -540, "akdt": -480, "hst": -600, "ast": -240, "adt": -180, "bst": 60, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "ict": 420, "wib": 420, "aest": 600,
    "aedt": 660, "acst": 570, "acdt": 630, "awst": 480, "nzst": 720, "nzdt": 780, "sast": 120, "brt": -180, "art": -180, "ist": 330, "pkt": 300,
    "moscow time": 180, "по московскому времени": 180, "по москве": 180, "мск": 180, "по мск": 180, "beijing time": 480, "北京时间": 480,
    "日本時間": 540,
    "eastern standard time": -300, "eastern daylight time": -240, "central standard time": -360, "central daylight time": -300,
    "mountain standard time": -420, "mountain daylight time": -360, "pacific standard time": -480, "pacific daylight time": -420,
    "japan standard time": 540, "central european time": 60, "british summer time": 60, "greenwich mean time": 0,
    "et": None, "pt": None, "ct": None, "mt": None, "eastern time": None, "pacific time": None, "central time": None, "mountain time": None,
    "eastern": None, "pacific": None, "local time": None, "ortszeit": None, "hora local": None, "heure locale": None, "ora locale": None,
    "czasu polskiego": None, "rome time": None, "paris time": None, "london time": None, "new york time": None, "tokyo time": 540,
    "heure de paris": None, "hora peninsular": None, "太平洋標準時": -480, "東部標準時": -300,
}
WEAK_ZONES = set(listed("z et pt ct mt eastern pacific art ast ist west pst")) - {"pst"}


def fold(text: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def is_cjk(text: str) -> bool:
    return any(low <= ord(text[0]) <= high for low, high in CJK)


def words_of(text: str) -> str:
    """A key: folded words, one space between them; dots, hyphens and apostrophes only part words."""
    text = fold(unicodedata.normalize("NFC", text).replace("\u200f", "").replace("\u200e", ""))
    if text and is_cjk(text):
        return "".join(text.split())
    cleaned = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text)
    return " ".join(cleaned.split())


def plain(key: str) -> str:
    """A Latin key without its diacritics."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", key) if unicodedata.category(c) != "Mn")
    stripped = stripped.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("ı", "i").replace("đ", "d")
    return stripped if all(ord(c) < 0x250 for c in key) else key


class Words:
    """Senses by key: (kind, flags, value) -> set of language bits."""

    def __init__(self) -> None:
        self.senses: dict[str, dict[tuple[str, int, int], int]] = {}

    def add(self, text: str, language: str, kind: str, value: int, flags: int = 0) -> None:
        key = words_of(text)
        if not key or (any(c.isdecimal() for c in key)):
            return
        bit = LANGUAGES.index(language) if language in LANGUAGES else OTHER
        senses = self.senses.setdefault(key, {})
        # one flag set a (kind, value, language): the first one given stays
        for (k, _, v), bits in senses.items():
            if k == kind and v == value and bits >> bit & 1:
                return
        sense = (kind, flags, value)
        senses[sense] = senses.get(sense, 0) | 1 << bit

    def add_plain(self) -> None:
        """Spellings without diacritics, in the languages in which no other word has them; short ones only where no language has."""
        for key in sorted(self.senses):
            variant = plain(key)
            if variant == key or len(variant) < 3:
                continue
            had = self.senses.setdefault(variant, {})
            taken = functools.reduce(operator.or_, had.values(), 0) if len(variant) > 4 else -1 if had else 0
            for sense, bits in self.senses[key].items():
                if bits & ~taken:
                    had[sense] = had.get(sense, 0) | bits & ~taken


def language_of(identifier: str) -> str:
    language = identifier.split("_")[0]
    return ALIASES.get(language, language)


def locales() -> list[str]:
    """Base languages, and the scripts and regions whose names differ."""
    chosen = [i for i in localedata.locale_identifiers() if "_" not in i and i != "root"]
    extra = [i for i in localedata.locale_identifiers() if i.count("_") == 1 and len(i.split("_")[1]) == 4]
    extra += [
        "de_AT", "de_CH", "pt_PT", "en_GB", "en_AU", "en_CA", "es_MX", "es_US", "es_PE", "fr_CA", "fr_CH", "ro_MD", "ar_DZ", "ar_SY",
        "ar_MA", "ar_TN"]
    return sorted(chosen + extra)


def add_names(words: Words, identifier: str) -> None:
    locale, language = Locale.parse(identifier), language_of(identifier)
    for kind, table in (("MONTH", locale.months), ("WEEKDAY", locale.days)):
        for context in ("format", "stand-alone"):
            wide = set(table[context]["wide"].values()) if "wide" in table[context] else set()
            for width in ("wide", "abbreviated"):
                for number, name in sorted(table[context].get(width, {}).items()):
                    abbreviated = name not in wide
                    short = abbreviated and len(name.strip(".")) <= (4 if kind == "WEEKDAY" else 3)
                    value = number if kind == "MONTH" else number + 1
                    words.add(name, language, kind, value, (ABBREVIATED if abbreviated else 0) | (WEAK if short else 0))
                    if kind == "WEEKDAY" and language == "he" and name.startswith("יום "):
                        words.add(name[4:], language, kind, value, WEAK)
    for width in ("wide", "abbreviated", "narrow"):
        for context in ("format", "stand-alone"):
            for period, name in sorted(locale.day_periods.get(context, {}).get(width, {}).items()):
                if width != "narrow" and period in ("am", "pm"):
                    words.add(name, language, period.upper(), 0)
                elif width == "wide" and period not in ("am", "pm", "noon", "midnight") and language not in REVIEWED:
                    words.add(name, language, "AM" if period.startswith("morning") else "PM", 0)
    for width in ("wide", "abbreviated"):
        for era in (0, 1):
            name = locale.eras.get(width, {}).get(era)
            if name:
                words.add(name, language, "ERA", -1 if era == 0 else 1)


def add_patterns(words: Words, identifier: str) -> None:
    """What stands beside year, month and day in the long dates of a language that nobody reviewed: "y. 'gada' d. MMMM", "d בMMMM y"."""
    locale, language = Locale.parse(identifier), language_of(identifier)
    pattern = locale.date_formats["long"].pattern
    for letter, kind in (("y", "YEAR"), ("d", "DAYMARK")):
        for word in re.findall(rf"(?<!\w){letter}+\.?\s*'(\w+)'", pattern):
            words.add(word, language, kind, 0)
    for prefix in re.findall(r"([^\W\da-zA-Z])M{3,4}", pattern):
        for number, name in locale.months["format"]["wide"].items():
            words.add(prefix + name, language, "MONTH", number)


def add_relative(words: Words, identifier: str) -> None:
    """Units and the words of past and future, from patterns such as "vor {0} Jahren"."""
    locale, language = Locale.parse(identifier), language_of(identifier)
    units = {"second": "s", "minute": "mi", "hour": "h", "day": "d", "week": "w", "month": "mo", "quarter": "q", "year": "y"}
    fields = locale._data["date_fields"]
    for name, unit in units.items():
        for style in ("", "-short", "-narrow"):
            for tense, patterns in fields.get(name + style, {}).items():
                if tense not in ("past", "future") or (style == "-narrow" and language in REVIEWED):
                    continue
                for pattern in patterns.values():
                    if "{0}" not in pattern or pattern.strip("\u200e\u200f ")[0] in "+-\u2212":
                        continue
                    before, after = (words_of(part) for part in pattern.split("{0}"))
                    short = WEAK if len(after) < 3 or style else 0
                    sign = "AGO" if tense == "past" else "IN"
                    if before and after:
                        words.add(before, language, sign + "_BEFORE", 0)
                        words.add(after, language, "UNIT", UNITS[unit], short)
                        if " " in after:        # "for {0} uker siden", which many write without "for"
                            words.add(after, language, "PERIOD", (UNITS[unit] + 1) * (-1 if tense == "past" else 1), short)
                    elif after:
                        words.add(after, language, "PERIOD", (UNITS[unit] + 1) * (-1 if tense == "past" else 1), short)
                    elif before:
                        words.add(before, language, "BEFORE_DATE", (UNITS[unit] + 1) * (-1 if tense == "past" else 1), short)


def add_reviewed(words: Words, language: str, table: dict[str, str]) -> None:
    for key, text in table.items():
        name, *args = key.split()
        for item in text.split("|"):
            weak = WEAK if item.endswith("?") else 0
            for kind, value, flags in senses_of(name, args):
                words.add(item.rstrip("?"), language, kind, value, flags | weak)


def senses_of(name: str, args: list[str]) -> list[tuple[str, int, int]]:
    simple = {"ago>": "AGO_BEFORE", "ago<": "AGO_AFTER", "in>": "IN_BEFORE", "in<": "IN_AFTER", "later<": "LATER", "earlier<": "EARLIER"}
    if name in simple:
        return [(simple[name], 0, 0)]
    if name == "unit":
        return [("UNIT", UNITS[args[0]], 0)]
    if name in ("day", "told-day"):
        return [("DAY", int(args[0]) + 64 + 256 * PARTS[args[1] if len(args) > 1 else "-"] + 4096 * (name == "told-day"), 0)]
    if name in ("rel", "told-rel"):
        position = POSITIONS[args[2]] if len(args) > 2 else 0
        return [("REL", UNITS[args[0]] * 16 + int(args[1]) + 8 + 2048 * position + 1024 * (name == "told-rel"), 0)]
    if name == "that":
        return [("DEI", 100 + int(args[0]), 0)]
    if name in ("dei", "dei+"):
        return [("DEI", int(args[0]), AFTER if name == "dei+" else 0)]
    if name == "coming":
        return [("DEI", 20 + int(args[0]), 0)]
    if name in ("told", "told+"):
        return [("DEI", 50 + int(args[0]), AFTER if name == "told+" else 0)]
    if name == "part":
        return [("PART", PARTS[args[0]], 0)]
    if name == "pos":
        return [("POS", POSITIONS[args[0]], 0)]
    if name == "named":
        return [("NAMED", NAMES.index(args[0]), 0)]
    if name == "clock":
        return [("CLOCK", CLOCKS[args[0]], 0)]
    if name == "guard":
        return [("GUARD", GUARDS[args[0]], 0)]
    if name == "oclock":
        return [("OCLOCK", UNITS[args[0]], 0)]
    if name == "prep2":
        return [("TIMEPREP", 0, 0)]
    kind = name.upper()
    if kind not in KINDS:
        raise ValueError(f"unknown sense {name!r} in dates_words.toml; use one of {', '.join(KINDS).lower()}")
    return [(kind, int(args[0]) if args else 0, 0)]


def add_compounds(words: Words) -> None:
    """Freitagabend, vrijdagavond: a weekday and a part of it in one word."""
    parts = {"de": "morgen MO|vormittag MO|früh MO|mittag AF|nachmittag AF|abend EV|nacht NI|abends EV|nachmittags AF|vormittags MO",
             "nl": "ochtend MO|morgen MO|voormiddag MO|middag AF|namiddag AF|avond EV|nacht NI", "sv": "morgon MO|kväll EV|eftermiddag AF|natt NI",
             "da": "morgen MO|aften EV|eftermiddag AF|nat NI", "nb": "morgen MO|kveld EV|ettermiddag AF|natt NI"}
    for language, endings in parts.items():
        for number, day in Locale.parse(language).days["format"]["wide"].items():
            for ending in endings.split("|"):
                part, name = ending.split()
                words.add(day + part, language, "WEEKDAY", number + 1 + 16 * PARTS[name])


def collect() -> Words:
    localedata._cache.clear()   # Babel resolves aliases in place: what was read before would show in what is read now
    words = Words()
    for language, table in REVIEWED.items():
        add_reviewed(words, language, table)
    words.add("พ.ศ.", "th", "ERA", 1)       # of the Buddha: what it adds to a year, the kernel takes off
    words.add("ที่", "th", "THE", 0)
    for name, offset in ZONES.items():
        for language in LANGUAGES:
            words.add(name, language, "ZONE", 10000 if offset is None else offset, WEAK if name in WEAK_ZONES else 0)
    add_compounds(words)
    for identifier in locales():
        add_names(words, identifier)
        if language_of(identifier) not in REVIEWED:
            add_patterns(words, identifier)
        add_relative(words, identifier)
    words.add_plain()
    return words


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
        if any(kind in ("AGO_BEFORE", "IN_BEFORE", "DEI") for kind, _, _ in senses):
            for part in key.split()[1:]:        # "vor gut 100 Jahren" is read back over "gut", "the same year" over "same"
                every[part] = every.get(part, 0) | speakers(senses, set(KINDS))
        if is_cjk(key):
            if len(key) > 1 and any(kind in ANCHOR_KINDS - {"SEASON", "OCLOCK"} for kind, _, _ in senses):
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
            anchors[key] = anchors.get(key, 0) | speakers(senses, ANCHOR_KINDS)
        elif is_anchor(key, senses) and not any(part in single for part in key.split()):
            longest = max(key.split(), key=len)
            if len(longest) > 3:
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


def is_anchor(key: str, senses: dict[tuple[str, int, int], int]) -> bool:
    """Whether a word starts a search in running text: names and units in the anchored languages, short ones only as months and English weekdays."""
    anchored = sum(1 << LANGUAGES.index(language) for language in ANCHORED) if ord(key[0]) < 0x250 else (1 << 63) - 1
    for (kind, flags, _), bits in senses.items():
        if kind not in ANCHOR_KINDS or not bits & anchored or key in NO_ANCHORS or (len(key) < 3 and ord(key[0]) < 0x250):
            continue
        if not flags & WEAK or (kind == "MONTH" and bits & SHORT_MONTHS) or (kind == "WEEKDAY" and bits & 1) or len(key) > 4:
            return True
    return False


def function_words() -> tuple[list[str], list[str]]:
    """Slots of {folded word in eight bytes, set of its languages}, for an open hash table; a filter of the words that are ASCII."""
    found: dict[int, int] = {}
    for language, text in tomllib.loads((HERE / "dates_function_words.toml").read_text(encoding="utf-8")).items():
        locale = Locale.parse(language)
        tables = [table[context]["wide"] for table in (locale.months, locale.days) for context in ("format", "stand-alone")]
        names = [fold(name) for table in tables for name in table.values()]
        for word in text.split() + names:
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
    (r"[.]", r" ", r"[0-9a-z]", (1, 2)),                                          # 3. 5., "den 3. mai"
    (r" ", r"[ABCPap]", r"[.MmlvCDE ]", (1, 2)),                                  # 5 pm, 52 av. J.-C., "de las 9 a las 18"
    (r" ", r"[Hh]", r"[^A-Za-z\x80-\xFF]", (1, 2)),                               # 15 h
    (r" ", r"[BDNVbdnvro\xC3\xD0]", r"[.'\xA0\xB3\xE2]", (1, 2)),                 # 44 v. Chr., 5 o'clock, "9 às 18"
    (r"[AEHPSUaehpsuQ\xD1\xE2-\xEE]", r".", r".", (1, 2)),                        # 5pm, 90s, 15時
    (r" ", r"[ABNVabnvr\xD0]", r"[\0\x0E .\xB3ABCDENOPVabcdenopv]", (3,)),        # 753 BC, "753 г. до н.э."
    (r" ", r".", r".", (4,)),                                                     # 0930 h
    (r".", r".", r".", (8,)),                                                     # 20240426
]
BEFORE_NUMBERS = {r"['\x98\x99HQThqt]": (1, 2), r"[12]": (4,)}                    # '94, Q3; 1994


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


def render() -> str:
    words = collect()
    every, anchors, told, characters = filters(words)
    sets = sorted({bits for senses in words.senses.values() for bits in senses.values()})
    number = {bits: i for i, bits in enumerate(sets)}
    keys: dict[str, list[str]] = {}
    english: dict[str, list[str]] = {}
    spoken_in: dict[str, int] = {}
    for key, senses in words.senses.items():
        spoken_in[key] = functools.reduce(operator.or_, senses.values())
        ordered = sorted(senses.items(), key=lambda item: (KINDS.index(item[0][0]), first_language(item[1]), item[0][1], item[0][2]))
        keys[key] = [f"{{{KINDS.index(kind)}, {flags}, {value}, {number[bits]}}}" for (kind, flags, value), bits in ordered]
        spoken = [text for text, (_, bits) in zip(keys[key], ordered, strict=True) if bits & 1]
        if spoken:
            english[key] = spoken
    for key in list(keys):
        parts = [key[:i] for i in range(1, len(key))] if is_cjk(key) else [" ".join(key.split()[:i]) for i in range(1, len(key.split()))]
        for part in parts:
            for table in (keys, english) if key in english else (keys,):
                senses = table.setdefault(part, [])
                if "{0, 0, 0, 0}" not in senses:
                    senses.insert(0, "{0, 0, 0, 0}")
            spoken_in[part] = spoken_in.get(part, 0) | spoken_in[key]
    groups = {key: first_language(bits) if bits.bit_count() < MANY else -1 for key, bits in spoken_in.items()}
    small, small_filter = function_words()
    kinds = "\n".join(f"#define DK_{name} {i}" for i, name in enumerate(KINDS))
    named = [f"{{1, 0, 0, 0, {rule}}}" if isinstance(rule, int) else f"{{0, {rule[0]}, {rule[1]}, 0, 0}}" if len(rule) == 2
             else f"{{2, {rule[0]}, {rule[1]}, {rule[2]}, {rule[3]}}}" for rule in NAMED.values()]
    return "\n".join([
        f"/* Generated by tools/build_tables.py from CLDR {babel.core.get_cldr_version()} (Babel {babel.__version__}) and tools/tables/dates_*.toml.",
        "   Do not edit. */",
        "#ifndef CLEANTEXT_DATES_TABLES_H", "#define CLEANTEXT_DATES_TABLES_H", '#include "lexicon.h"', "",
        "typedef struct { unsigned char kind; unsigned char flags; short value; unsigned short langs; } DateSense;", "", kinds,
        *(f"#define DATES_{name.upper()} {value}" for name, value in GUARDS.items()), "",
        f"#define DATES_STARTERS 0x{sum(1 << KINDS.index(kind) for kind in STARTERS):x}ull", "",
        *(f"#define DATES_{name} (1ull << {LANGUAGES.index(code)})" for name, code in BITS.items()), "",
        f'static const char dates_languages[] = "{" ".join(LANGUAGES)} ";',
        f"#define DATES_ADVENT {NAMES.index('ADVENT')}",
        f"#define DATES_FILTER_SHIFT {64 - FILTER_BITS}", f"#define DATES_LANGUAGE_SHIFT {64 - LANGUAGE_BITS}",
        "typedef struct { signed char rule, month, day, nth, after; } DateNamed;   /* rule 0: a month and day, 1: after Easter, 2: nth weekday */",
        array("DateNamed", "dates_named", named, 12),
        "typedef struct { unsigned long long word; unsigned long long langs; } DateFunctionWord;",
        array("DateFunctionWord", "dates_function_words", small, 4),
        array("unsigned long long", "dates_function_filter", small_filter, 12),
        f"#define DATES_ANCHOR_KINDS 0x{sum(1 << KINDS.index(kind) for kind in ANCHOR_KINDS | TOLD_KINDS | {'IGNORE'}):x}ull",
        array("unsigned long long", "dates_langs", [f"0x{bits:x}ull" for bits in sets], 6),
        array("unsigned long long", "dates_low_bytes", low_bytes(), 8),
        array("uint64_t", "dates_around_numbers", around_numbers(), 8),
        array("unsigned short", "dates_number_lengths", [of_length((size,)) for size in range(10)]),
        array("unsigned long long", "dates_every", bitmap(all_slots(every), FILTER_BITS), 12),
        array("unsigned long long", "dates_language_every", by_language(every), 12),
        array("unsigned long long", "dates_anchors", bitmap(all_slots(anchors), FILTER_BITS), 12),
        array("unsigned long long", "dates_language_anchors", by_language(anchors), 12),
        array("unsigned char", "dates_language_heads", heads(anchors), 32),
        array("unsigned char", "dates_told_heads", heads(told), 32),
        array("unsigned char", "dates_month_heads", heads({word: speakers(words.senses[word], {"MONTH", "NAMED"}) for word in told}), 32),
        array("unsigned long long", "dates_told_anchors", by_language(told), 12),
        array("unsigned long long", "dates_characters", bitmap(characters, 16), 12),
        array("unsigned long long", "dates_first_characters", bitmap({ord(key[0]) for key in keys if ord(key[0]) < 1 << 16}, 16), 12),
        render_lexicon("dates_words", keys, "DateSense", True, english, groups),
        "#endif\n",
    ])


REVIEWED: dict[str, dict[str, str]] = tomllib.loads((HERE / "dates_words.toml").read_text(encoding="utf-8"))
