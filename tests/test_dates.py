"""Dates: cases, the oracle, properties of every value and span, canonical text, linear time, the tables."""
import datetime
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleantext
from cleantext import _core
from cleantext.dates import reference_fields

from .casefiles import cases, parametrize
from .oracles import dates as oracle

GERMAN_MONTHS = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"]
REFERENCE = datetime.datetime(2024, 4, 26, 12, 30)


def found(text, **options):
    return [(text[d.start:d.stop], d.value) for d in cleantext.find_dates(text, **options)]


@parametrize("dates")
def test_cases(case):
    reference = datetime.datetime.fromisoformat(case["reference"]) if "reference" in case else None
    expected = [tuple(pair) for pair in case["dates"]]
    assert found(case["text"], reference=reference, language=case["language"]) == expected
    if case.get("untold"):
        assert found(case["text"], reference=reference) == expected


def test_hours_are_counted_from_a_time_only():
    day = datetime.date(2024, 4, 26)
    text = "3 hours ago, 20 minutes ago, yesterday, today at 5 pm"
    days = ["2024-04-25", "2024-04-26T17:00"]
    assert [date.value for date in cleantext.find_dates(text, reference=day)] == ["", "", *days]
    assert [date.value for date in cleantext.find_dates(text, reference=datetime.datetime(2024, 4, 26))] == ["2024-04-25T21:00", "2024-04-25T23:40", *days]
    with pytest.raises(ValueError, match="depends on more"):
        cleantext.parse_date("3 hours ago", reference=day)


@pytest.mark.parametrize(("text", "value"), [
    ("12 de enero de 2020", "2020-01-12"), ("3 de mayo de 2024 a Madrid", "2024-05-03"), ("27 de diciembre de 2018 por Ana", "2018-12-27"), ("15 de março de 2021", "2021-03-15"),
    ("9 de juliol de 2022", "2022-07-09"), ("3 maggio 2024 a Roma", "2024-05-03"), ("3 mai 2024 à Lyon", "2024-05-03"), ("4 maart 2019", "2019-03-04"), ("5 lipca 2017 w porcie", "2017-07-05"),
    ("8. Dezember 2016", "2016-12-08"), ("Am 18. September 2021", "2021-09-18"), ("1. september 2020", "2020-09-01"), ("28 listopada 2021", "2021-11-28"), ("6. tammikuuta 2021", "2021-01-06"),
    ("6 июня 2023 года", "2023-06-06")])
def test_a_date_alone_tells_its_language(text, value):
    assert [date.value for date in cleantext.find_dates(text)] == [value]


# ---- properties ------------------------------------------------------------------------------------------------------------------

PIECE_LIST = (
    "2024-04-26|26.04.2024|4/26/24|April 26, 2024|26 April|Friday|Fri|next week|yesterday|three days ago|in 2 hours|at 5|15:30|3 p.m.|15 Uhr 30|1998-2012|1990s"
    "|Q3 2023|summer of 2022|20th century|early|mid-|to|-|/|–|, |. |(|)|:|T|Z|+08:00|am|pm|and|between|the|of|on|12|31|2024|1/2|'99|24:00|May|mai|März|10 mai 2020"
    "|le lundi|hier à 10h|am Montag|nächsten Freitag|2008年3月9日|昨天|先週|下午3点半|в пятницу|5 мая|за 2 дня|w 2020 roku|BC|v. Chr.|EST|UTC|February 29|2023-02-29"
    "|Christmas|week 53|FY24|noon|half past|quarter to|first|last|Monday of|2024-04-24/2024-04-26|2024-04-26T15:30|XXXX-09-01|\n|\n\n|\t|“|’|the following Friday|the quarter|the day before|20th of next month|week of|in the evening|a las tres y media|en la noche|one and a half|2.5 hours ago|2/28-3/1|14. - 15.10.|the seventies|coming weekend|after next|1-3月|上周三|第一周|上半年|지난 12일|am Morgen|le 16|on the 18th|year-end|q3|the year before")
PIECES = st.sampled_from(str.split(PIECE_LIST, "|"))
WORDS = st.sampled_from(sorted({word for case in cases("dates") for word in case["text"].split()}))      # whatever some rule looks at stands in some case
TEXTS = st.lists(st.one_of(PIECES, WORDS, WORDS, st.text(max_size=4), st.integers(0, 99999).map(str)), max_size=12).flatmap(
    lambda pieces: st.sampled_from([" ", ""]).map(lambda glue: glue.join(pieces)))
REFERENCES = st.one_of(st.none(), st.datetimes(datetime.datetime(1900, 1, 1), datetime.datetime(2100, 1, 1)))
LANGUAGES = st.sampled_from([None, "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "ja", "zh", "ko", "tr", "ksh"])


@given(TEXTS, REFERENCES, LANGUAGES, st.sampled_from([None, True, False]))
@settings(max_examples=600, deadline=None)
def test_values_and_spans(text, reference, language, day_first):
    stop = 0
    for date in cleantext.find_dates(text, reference=reference, language=language, day_first=day_first):
        assert stop <= date.start < date.stop <= len(text)
        stop = date.stop
        assert text[date.start:date.stop].strip() == text[date.start:date.stop]
        assert date.value == "" or oracle.is_value(date.value), (text[date.start:date.stop], date.value)
        assert date.kind == oracle.kind_of(date.value) if date.value else date.kind not in ("time", "duration")      # these need nothing to count from
        assert date.modifier in (None, "early", "mid", "late", "approx", "fiscal", "before", "after", "since", "until")


@given(st.text(st.characters(codec=None), max_size=60), REFERENCES)
@settings(max_examples=400, deadline=None)
def test_any_text(text, reference):
    for date in cleantext.find_dates(text, reference=reference):
        assert 0 <= date.start < date.stop <= len(text)


@pytest.mark.parametrize("text", ["\ud800 5 May 2020 \udfff", "\udc00", "5 May \ud83d 2020", "2024-04-26\udcff"])
def test_lone_surrogates(text):
    cleantext.find_dates(text)


# ---- the oracle ------------------------------------------------------------------------------------------------------------------

@given(st.integers(1, 31), st.integers(1, 31), st.integers(1000, 2999), st.booleans(), st.sampled_from("/-"))
def test_numeric_dates(a, b, year, day_first, sign):
    text = f"{a}{sign}{b}{sign}{year}"
    value = oracle.numeric_date(a, b, year, day_first)
    mentions = found(f"on {text} we", day_first=day_first)
    assert mentions == ([(text, value)] if value else []) or (min(a, b) > 12 and mentions == [(str(year), str(year))])


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)))
def test_iso_and_words(day):
    assert found(f"({day.isoformat()})") == [(day.isoformat(), day.isoformat())]
    words = f"{day:%A}, {day:%B} {day.day}, {day.year}"
    assert found(f"It was {words}.", language="en") == [(words, day.isoformat())]
    german = f"{day.day}. {GERMAN_MONTHS[day.month - 1]} {day.year}"
    assert found(f"am {german} war es", language="de") == [(german, day.isoformat())]
    assert found(f"在{day.year}年{day.month}月{day.day}日的", language="zh") == [(f"{day.year}年{day.month}月{day.day}日", day.isoformat())]


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2400, 12, 31)), st.integers(1, 7))
def test_weekdays(reference, weekday):
    name = f"{datetime.date(2024, 1, weekday):%A}"
    before = oracle.weekday_on_or_before(reference, weekday)
    assert found(f"They met on {name}.", reference=reference, language="en") == [(name, before.isoformat())]
    after = oracle.weekday_after(reference, weekday)
    assert found(f"see you next {name}!", reference=reference, language="en") == [(f"next {name}", after.isoformat())]


YEARS = st.dates(datetime.date(1600, 1, 1), datetime.date(2400, 12, 31))


@given(YEARS, st.integers(1, 7), st.integers(1, 7))
def test_weekdays_of_a_range(reference, first, last):
    names = [f"{datetime.date(2024, 1, day):%A}" for day in (first, last)]
    start = oracle.weekday_on_or_before(reference, first)
    if first != last:
        text = f"They met {names[0]} to {names[1]}."
        assert found(text, reference=reference, language="en") == [(f"{names[0]} to {names[1]}", oracle.weekday_range(start, last))]
    told = oracle.weekday_of_week(reference, first, -1).isoformat()
    assert found(f"他上周{'一二三四五六日'[first - 1]}来了", reference=reference, language="zh") == [(f"上周{'一二三四五六日'[first - 1]}", told)]


@given(YEARS, YEARS)
def test_days_told_from_others(reference, day):
    date = f"{day:%B} {day.day}, {day.year}"
    later = (day + datetime.timedelta(1)).isoformat()
    assert found(f"It rained on {date}. The next day, it snowed.", reference=reference, language="en") == [(date, day.isoformat()), ("next day", later)]
    friday = oracle.weekday_after(day, 5).isoformat()
    assert found(f"He left on {date} and returned the following Friday.", reference=reference, language="en") == [
        (date, day.isoformat()), ("following Friday", friday)]
    assert found(f"in the week of {date}", reference=reference, language="en") == [(f"week of {date}", oracle.iso_week(day))]
    short = f"{day:%a}, {day:%b} {day.day}"
    assert found(f"The last train, {short} at 18:30", reference=reference, language="en") == [
        (f"{short} at 18:30", oracle.nearest_on_weekday(reference, day).isoformat() + "T18:30")]


@given(YEARS, YEARS.filter(lambda day: day.day > 2))
def test_ranges_of_days_without_a_year(reference, day):
    last = oracle.nearest_or_ahead(reference, day.replace(day=min(day.day, 28)))
    first = last.replace(day=last.day - 2)
    text = f"{first:%B} {first.day} to {last.day}"
    assert found(f"The fair: {text}", reference=reference, language="en") == [(text, f"{first.isoformat()}/{last.isoformat()}")]


@given(st.integers(1900, 2100), st.integers(1, 4))
def test_quarters_told_from_others(year, index):
    name = f"{['first', 'second', 'third', 'fourth'][index - 1]} quarter of {year}"
    assert found(f"Costs fell in the {name}. In the quarter, sales rose; in the previous quarter, they fell.", language="en") == [
        (name, oracle.quarter(year, index)), ("quarter", oracle.quarter(year, index)), ("previous quarter", oracle.quarter(year, index, -1))]


@given(st.dates(datetime.date(1600, 1, 1), datetime.date(2400, 12, 31)), st.integers(2, 900))
def test_offsets(reference, amount):
    day = reference - datetime.timedelta(amount)
    assert found(f"{amount} days ago", reference=reference, language="en") == [(f"{amount} days ago", day.isoformat())]
    assert found(f"in {amount} months", reference=reference, language="en") == [(f"in {amount} months", oracle.months_later(reference, amount))]
    year, week, _ = (reference + datetime.timedelta(7)).isocalendar()
    assert found("next week", reference=reference, language="en") == [("next week", f"{year}-W{week:02}")]


@given(st.lists(st.one_of(st.sampled_from([*"“”’—…« »\u00a0²ªé日本ж€ ", "May ", "word", "12", "7/", "'", "x" * 61, "y " * 1900]), st.characters(codec="utf-8")), max_size=90).map("".join))
@settings(max_examples=400, deadline=None)
def test_words_of_a_block(text):
    assert _core.date_words(text.encode()) == (*oracle.word_bytes(text), oracle.year_blocks(text))


@given(st.binary(min_size=66, max_size=66), st.one_of(st.binary(min_size=96, max_size=96), st.lists(st.sampled_from([0, 0, 1, 6, 128]), min_size=96, max_size=96).map(bytes)))
def test_heads_of_a_block(block, table):
    assert _core.date_heads(block, table) in (None, oracle.heads(block, table))


@given(st.binary(max_size=60), st.integers(0, 60))
def test_word_bounds(text, place):
    place = min(place, len(text))
    assert _core.date_word_bounds(text, place) == oracle.word_bounds(text, place)


@pytest.mark.parametrize("place", [-1, 4, 1 << 40])
def test_word_bounds_outside_of_the_text(place):
    with pytest.raises(IndexError, match="outside of 3 bytes"):
        _core.date_word_bounds(b"abc", place)


# ---- canonical text --------------------------------------------------------------------------------------------------------------

def complete(text, reference=None, language=None, day_first=None):
    """The mentions that clean() writes in canonical form."""
    return [date[:3] for date in _core.find_dates(text, reference_fields(reference), language, day_first, cleantext.Date, True)]


def canonical(text, reference=None, language=None, day_first=None):
    """The text with every complete mention as its value, and where in it which value stands."""
    out, values, last, size = [], [], 0, 0
    for start, stop, value in complete(text, reference, language, day_first):
        values.append((size + start - last, value))
        out += [text[last:start], value]
        size += start - last + len(value)
        last = stop
    return "".join(out) + text[last:], values


def to_be_found(text, **options):
    """What the search for full dates should find: those of the whole search that are full and would be read again where they stand."""
    whole = [(d.start, d.stop, d.value) for d in cleantext.find_dates(text, **options)]
    return [date for date in whole if oracle.is_full(date[2]) and oracle.stands_free(text, *date[:2])]


@given(TEXTS, REFERENCES, LANGUAGES, st.sampled_from([None, True, False]))
@settings(max_examples=600, deadline=None)
def test_the_search_for_full_dates_misses_none(text, reference, language, day_first):
    options = {"reference": reference, "language": language, "day_first": day_first}
    assert complete(text, **options) == to_be_found(text, **options)


@parametrize("dates", failure="passed_over")
def test_full_dates_of_the_cases(case):
    for language in (case["language"], None):
        assert complete(case["text"], language=language) == to_be_found(case["text"], language=language)


@pytest.mark.parametrize("text", [
    "2024-04-26", "2024-04-24/2024-04-26", "2024-04-26T15:30", "2024-04-26T15:30:10-08:00", "2024-04-26 2024-04-27", "2024-04-26/2024-04-27 and 2024-05-01",
    "2024-04-26T15:30Z/2024-04-26T16:30Z", "2024-04-26, 2024-04-27"])
def test_canonical_stays(text):
    values = [(place.start(), place[0]) for place in re.finditer(r"[\d:TZ-]+(/[\d:TZ-]+)?", text)]
    assert canonical(text, REFERENCE) == canonical(text) == (text, values)


@given(TEXTS, REFERENCES, st.sampled_from(["en", "de", "fr", "ru", "zh"]), st.booleans())
@settings(max_examples=1000, deadline=None)
def test_canonical_text_is_stable(text, reference, language, day_first):
    once, values = canonical(text, reference, language, day_first)
    twice, again = canonical(once, reference, language, day_first)
    assert again == values, once
    assert twice == once


# ---- time and tables -------------------------------------------------------------------------------------------------------------

ATTACKS = ["1", "1/", "1.", "12:", "May ", "last ", "Mon, ", "2020-", "2020 ", "1 2 ", "in ", "the ", "年", "3月", "'9", "(", "of ", "first ", "1-", "10 May - "]


@pytest.mark.parametrize("piece", ATTACKS)
def test_linear_time(piece):
    def seconds(size):
        text = piece * (size // len(piece))
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            cleantext.find_dates(text, reference=REFERENCE)
            best = min(best, time.process_time() - start)
        return best
    assert any(seconds(80_000) < 6 * seconds(20_000) + 0.004 for _ in range(4))         # another process may disturb one measurement, not four


# ---- the public functions --------------------------------------------------------------------------------------------------------

def test_parse_date():
    assert cleantext.parse_date("Friday, April 26, 2024").value == "2024-04-26"
    assert cleantext.parse_date("  26.04.2024 ").start == 2
    assert cleantext.parse_date("yesterday", reference=REFERENCE).value == "2024-04-25"
    with pytest.raises(ValueError, match="reference="):
        cleantext.parse_date("yesterday")
    with pytest.raises(ValueError, match="'soon'"):
        cleantext.parse_date("soon")
    with pytest.raises(ValueError, match=r"'in 3 days' cannot be resolved against 9999-12-31: .* beyond the year 9999"):
        cleantext.parse_date("in 3 days", reference=datetime.date.max)


@pytest.mark.parametrize("options", [{"reference": "2024-04-26"}, {"language": 5}, {"day_first": "yes"}])
def test_wrong_options(options):
    with pytest.raises((TypeError, ValueError)):
        cleantext.find_dates("5 May", **options)


def test_find_dates_needs_text():
    with pytest.raises(TypeError, match="must be str"):
        cleantext.find_dates(b"5 May")
