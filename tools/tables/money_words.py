"""Money: number words, the words beside an amount, and the names of nations, from money_numbers.toml and money_context.toml."""
from babel import Locale, localedata

from .money_cldr import Names
from .money_senses import (
    ADJUST,
    AGO,
    ALONE,
    AND,
    BECAME,
    BOUND_AFTER,
    BOUND_BEFORE,
    BOUNDS,
    CHANGE,
    CONTEXT,
    EARN,
    EXACT_CASE,
    FINANCE,
    FRACTION,
    GLUED,
    GOODS,
    INDIAN,
    MARKERS,
    MERELY,
    NOT_MONEY,
    NOUN,
    NUMBER,
    NUMBERS,
    ONE,
    PER,
    PER_WORDS,
    PLACE,
    POINT,
    PRICE,
    PROGRAM,
    RANGE,
    RANGE_WORDS,
    SCALE,
    SHIFT,
    SIZE,
    SOME,
    TEEN,
    TIMES,
    UNIT,
    WEIGHT,
    Senses,
    language_id,
    pairs,
)


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
    for word, value in pairs(NUMBERS["any"]["fractions"]):
        words.add(word, FRACTION, 0, 0, int(value))
    for key, extra in (("abbreviations", 0), ("indian", INDIAN)):
        for word, power in pairs(NUMBERS["any"][key]):
            flags = extra | (GLUED if "~" in power else 0) | (EXACT_CASE if "^" in power else 0)
            words.add(word, SCALE, 0, flags | (16 if EXACT_CASE & flags and word.isupper() else 0), int(power.strip("~^")))


def add_context(words: Senses, codes: list[str]) -> None:
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
    for key, kind in (("change", CHANGE), ("price", PRICE), ("merely", MERELY), ("some", SOME),
                      ("ago", AGO), ("weight", WEIGHT), ("goods", GOODS), ("size", SIZE), ("finance", FINANCE), ("shift", SHIFT),
                      ("became", BECAME), ("program", PROGRAM), ("earn", EARN)):
        for form in CONTEXT[key]["words"].split():
            words.add(form, kind, 0, 0, 0)
    for key, kind, forms in (("shift", SHIFT, "by"), ("became", BECAME, "particles"), ("program", PROGRAM, "capitals")):
        for form in CONTEXT[key][forms].split():
            words.add(form, kind, 0, 0, 1)
    for code, forms in CONTEXT["places"].items():
        for form in forms.split():
            words.add(form, PLACE, 0, 0, codes.index(code))
    for key, kind in (("words", NOT_MONEY), ("longer", NOT_MONEY), ("noun_after_article", NOUN), ("times", TIMES)):
        for form in CONTEXT["not_money"][key].split():
            words.add(form, kind, 0, 0, 0)


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


def number_style(language: str) -> int:
    """How a language writes numbers: 0 decimal point, 1 decimal comma, 2 decimal comma and a point that never groups (Polish)."""
    if language == "pl":
        return 2
    if language not in localedata.locale_identifiers():
        return 0
    return int(Locale.parse(language).number_symbols["latn"]["decimal"] == ",")
