"""Money: currency markers, number words and the words beside an amount, from CLDR (through Babel) and the reviewed lists money_*.toml."""
from . import money_senses
from .c import array, header, literal
from .money_cldr import spelled_currencies
from .money_filters import (
    COMMON_SLOTS,
    QUAD_FACTOR,
    asian_filter,
    common_words,
    compound_tails,
    leading_pairs,
    marker_filter,
    nation_heads,
    number_endings,
    pair_filter,
    point_filter,
    quad_filter,
)
from .money_markers import Markers
from .money_senses import BEFORE, CONTEXT, FAMILIES, FAMILY, LANGUAGES, MARKERS, NATIONS, NUMBERS, SUBUNIT, WORDY, Senses, fold, language_id
from .money_words import add_context, add_numbers, nation_names, number_style

CONSTANTS = [
    "FAMILY", "SUBUNIT", "BEFORE", "CAPS", "ALL_CAPS", "WEAK", "CODE", "SYMBOL", "WORDY", "NO_MONEY", "TIGHT", "NUMBER", "SCALE", "FRACTION", "ADJUST", "TEEN", "POINT",
    "AND", "ONE", "BOUND_BEFORE", "BOUND_AFTER", "UNIT", "PER", "RANGE", "CHANGE", "NOT_MONEY", "NOUN", "TIMES", "PRICE", "MERELY", "SOME",
    "AGO", "WEIGHT", "GOODS", "SIZE", "FINANCE", "SHIFT", "BECAME", "PROGRAM", "EARN", "PLACE", "ALONE", "GLUED",
    "EXACT_CASE", "INDIAN"]


def render() -> str:
    names = spelled_currencies(MARKERS, NUMBERS, fold)
    markers = Markers(names)
    words = Senses()
    add_numbers(words)
    add_context(words, markers.codes)
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
    constants = {name: getattr(money_senses, name) for name in CONSTANTS}
    constants |= {f"LANGUAGE_{language.upper()}": k for k, language in enumerate(LANGUAGES) if language}
    constants |= {f"CURRENCY_{code}": markers.codes.index(code) for code in ["USD", "EUR", "GBP", "JPY", "CNY", "KRW", "INR", "IRR", "CHF", "DEM", "RUB", "TRY"]}
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
        array("unsigned char", "money_whole", [int(code in MARKERS["codes"]["whole"].split()) for code in markers.codes]),
        array("unsigned char", "money_thousandths", [int(code in MARKERS["codes"]["thousandths"].split()) for code in markers.codes]),
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
