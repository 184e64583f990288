"""Dates: the words of each language, from CLDR and from the reviewed list dates_words.toml."""
import re
import tomllib

from babel import Locale, localedata

from .dates_senses import (
    ABBREVIATED,
    AFTER,
    ALIASES,
    AMOUNT,
    CLOCKS,
    GUARDS,
    HERE,
    KINDS,
    LANGUAGES,
    NAMES,
    PARTS,
    POSITIONS,
    UNITS,
    WEAK,
    WEAK_ZONES,
    ZONES,
    Words,
    fold,
    listed,
    words_of,
)

# Babel has these English-looking names of CLDR's root where a language has no stand-alone names of its own.
ROOT_WEEKDAYS = set(listed("Mon Tue Wed Thu Fri Sat Sun"))
ROOT_NAMES = {fold(name) for name in ROOT_WEEKDAYS} | {f"m{month:02}" for month in range(1, 13)}
REVIEWED: dict[str, dict[str, str]] = tomllib.loads((HERE / "dates_words.toml").read_text(encoding="utf-8"))


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
                    if name in ROOT_WEEKDAYS and language != "en":
                        continue
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
    if name == "weekday.":
        return [("WEEKDAY", int(args[0]), ABBREVIATED)]
    if name == "pos":
        return [("POS", POSITIONS[args[0]], 0)]
    if name == "named":
        return [("NAMED", NAMES.index(args[0]), 0)]
    if name == "clock":
        return [("CLOCK", CLOCKS[args[0]], 0)]
    if name == "guard":
        return [("GUARD", GUARDS.index(args[0]), 0)]
    if name == "oclock":
        return [("OCLOCK", UNITS[args[0]], 0)]
    if name == "amount":
        return [("HALFUNIT", AMOUNT + 64 * UNITS[args[0]] + int(args[1]), 0)]
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
            weak = name in WEAK_ZONES or (name == "est" and language != "en")
            words.add(name, language, "ZONE", 10000 if offset is None else offset, WEAK if weak else 0)
    add_compounds(words)
    for identifier in locales():
        add_names(words, identifier)
        if language_of(identifier) not in REVIEWED:
            add_patterns(words, identifier)
        add_relative(words, identifier)
    words.add_plain()
    words.set_apart()
    return words
