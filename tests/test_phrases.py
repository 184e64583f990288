"""Phrases of the user's own: found as the oracle finds them, obeyed whatever the model says, at rest after cleaning, in linear time."""
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cleantext
from cleantext import Cleaner, Config, Label, clean

from .oracles import phrases as oracle
from .test_clean import LINES, any_text, pages

WORDS = ["a", "A", "aa", "ab", "b", "Read", "read", "more", "MORE", "»", "|", "€5", "5", "-", "'", "don’t", "ß", "Straße", "STRASSE", "É", "é", "Ω", "ω", "广", "告", "広告", "광고", "입니다",
         "ก", "\u0301", "ﬁ", "_", "½", "\U0001f600", "İ", "\u200d"]
SPACES = [" ", "  ", "\t", "\xa0", "\u3000", ""]
runs = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), max_size=8).map(lambda parts: "".join(word + space for word, space in parts))
short = st.one_of(runs, st.text("abAB -ä", max_size=6), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=6))
phrases = short.map(str.strip).filter(lambda phrase: phrase and not phrase.startswith("\x85") and not phrase.endswith("\x85"))
AMOUNTS = ["€12 million", "12 million", "€", "April 26, 2024", "26, 2024", "2024-04-26", "Friday", "$5", "USD 5", "5 EUR", "EUR 12000000", "&amp;", "&", "smiled", "e\u0301 \u200b x", "é", "Marsh",
           "cost about", "$3-5 million", "USD 3000000–5000000", "on 03/04/2024", "5 May", "million, and", "tickets"]


def off(**options):
    """Everything off that changes a line."""
    return Config(tidy=False, money=False, dates=False, **options)


def settled(line):
    """What phrases did to a line, as the oracle has it."""
    if not line.reason.startswith("your phrase: "):
        return None
    return line.score == 1, line.reason.removeprefix("your phrase: ")


@settings(max_examples=400)
@given(short, st.lists(phrases, max_size=5), st.lists(phrases, max_size=5))
@example("aab", ["ab"], ["b"])
@example("a a b", [], ["a a a", "a b"])
@example("x ab cd ef", ["b"], ["ab cd e", "cd", "ab cd ef"])
@example("Read\xa0 more", ["READ MORE"], [])
@example("unread more", [], ["read more"])
@example("今日の広告です", ["広告"], ["日"])
@example("don't", ["don", "t"], [])
def test_a_phrase_is_found_as_the_oracle_finds_it(line, keep, drop):
    found = Cleaner(off(keep_phrases=keep, drop_phrases=drop)).classify(line)[0]
    if found.label is not Label.BLANK:
        assert settled(found) == oracle.phrase_in(line, keep, drop)
        assert settled(found) is None or (found.label in (Label.TEXT, Label.HEADING)) == (found.score == 1)


@given(pages, st.lists(st.sampled_from(["Home", "home", "bridge", "the", "read more", "©", "cookies", "€", "1", "市", "x y"]), max_size=3, unique=True),
       st.lists(st.sampled_from(["closed", "Share", "&", "2024", "nobody expected", "EUR", "1", "Chapter two", "e"]), max_size=3, unique=True),
       st.sampled_from([{}, {"keep": {"navigation"}}, {"keep": set(Label)}, {"threshold": 0.0}, {"threshold": 1.0}, {"tidy": False}]))
def test_phrases_are_obeyed(text, keep, drop, options):
    cleaner = Cleaner(Config(keep_phrases=keep, drop_phrases=drop, money=False, dates=False, **options))
    lines = (cleantext.tidy(text) if options.get("tidy", True) else text).split("\n")
    kept = cleaner.clean(text).split("\n")
    for line, found in zip(lines, cleaner.classify(text), strict=True):
        wanted = oracle.phrase_in(line.strip(), keep, drop)
        assert settled(found) == wanted
        if wanted and wanted[0]:
            assert line.strip() in kept
    assert not any((oracle.phrase_in(line, keep, drop) or [True])[0] is False for line in kept)


@settings(max_examples=300)
@given(any_text, st.lists(st.sampled_from([*AMOUNTS, *(line for line in LINES if cleantext.tidy(line) and line != "\ud800 lone")]), max_size=3, unique=True),
       st.lists(st.sampled_from(AMOUNTS), max_size=3, unique=True), st.sampled_from([{}, {"tidy": False}, {"keep": set(Label)}, {"day_first": True}]))
def test_cleaning_with_phrases_is_idempotent(text, keep, drop, options):
    cleaner = Cleaner(Config(keep_phrases=keep, drop_phrases=drop, **options))
    keep, drop = cleaner.config.tidied_phrases
    once = cleaner.clean(text)
    assert cleaner.clean(once) == once
    source, kept = (cleantext.tidy(text) if options.get("tidy", True) else text).split("\n"), once.split("\n")
    keeping = [[line for line in lines if (oracle.phrase_in(line, keep, drop) or [False])[0]] for lines in (source, kept)]
    assert len(keeping[1]) >= len(keeping[0])
    assert not any(oracle.phrase_in(line, keep, drop) for line in kept if (oracle.phrase_in(line, keep, drop) or [True])[0] is False)


def test_a_line_that_is_kept_for_its_amount_keeps_it():
    text = "Total: $5 million in all for the harbour.\nIt cost $7 million to mend the bridge over the old harbour."
    assert clean(text, keep_phrases=["$5 million"]) == "Total: $5 million in all for the harbour.\nIt cost USD 7000000 to mend the bridge over the old harbour."
    assert clean(text, keep_phrases=["total"]).startswith("Total: USD 5000000 in all")
    assert clean(text, drop_phrases=["USD 7000000"]) == clean(text, drop_phrases=["$7"]) == "Total: USD 5000000 in all for the harbour."


@pytest.mark.parametrize(("text", "options", "expected"), [
    ("El 7 de junio de 2022 costó 300 euros.\nPrix : 14 €\nMarch 4, 2025\nLe pont", {"drop_phrases": ["2025-03-04"], "tidy": False},
     "El 2022-06-07 costó EUR 300.\nPrix : EUR 14\nLe pont"),
    ("04/05/2021\nDas Boot kostete 7,50 € am 9. Juni 2022 in der alten Stadt.\nThe bridge over the harbour will stay closed until the end of the winter.\nMarch 4, 2025\n6 Fr.",
     {"drop_phrases": ["EUR 7.50"], "keep": set(Label)}, "2021-04-05\nThe bridge over the harbour will stay closed until the end of the winter.\n2025-03-04\nCHF 6"),
    ("04/05/2021\nDas Boot kostete 7,50 € am 9. Juni 2022 in der alten Stadt.\nThe bridge over the harbour will stay closed until the end of the winter.\nMarch 4, 2025\n6 Fr.",
     {"drop_phrases": ["EUR 7.50"]}, "04/05/2021\nThe bridge over the harbour will stay closed until the end of the winter.\n2025-03-04\nCHF 6")])
def test_a_line_that_is_dropped_since_it_was_rewritten_tells_the_others_nothing(text, options, expected):
    assert clean(text, **options) == clean(expected, **options) == expected


LANGUAGES = ["El 7 de junio de 2022 costó 300 euros.", "Prix : 14 €", "March 4, 2025", "Le pont", "04/05/2021", "13/04/2024", "Das Boot kostete 7,50 € am 9. Juni 2022.", "6 Fr.", "Price: $8",
             "kr 500", "De prijs is 5 euro op 3 mei 2024.", "Цена 500 руб. 3 мая 2024 г.", "A $3", "CAD", "The ferries sail at dawn."]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(LANGUAGES), max_size=7).map("\n".join), st.booleans(),
       st.lists(st.sampled_from(["EUR 7.50", "2025-03-04", "2022-06-07", "EUR 300", "EUR 14", "USD 8", "CHF 6", "EUR", "2024-05-03", "RUB"]), min_size=1, max_size=2, unique=True))
def test_cleaning_is_idempotent_where_phrases_match_canonical_forms(text, tidying, drop):
    cleaner = Cleaner(Config(drop_phrases=drop, tidy=tidying, keep=set(Label)))
    once = cleaner.clean(text)
    assert cleaner.clean(once) == once


def test_a_phrase_is_tidied_as_the_text_is():
    text = "Fish &amp; chips   cafe\u0301 \u200bof the old harbour\nThe bridge over the harbour will stay closed until the end of the winter, the council said."
    for phrase in ("fish & CHIPS", "Fish &amp; chips", "chips café", "cafe\u0301 of", "\u200bof the old"):
        assert clean(text, drop_phrases=[phrase]) == text.split("\n")[1]


@pytest.mark.parametrize(("options", "error", "words"), [
    ({"keep_phrases": "Read more"}, TypeError, r"collection.*write keep_phrases=\['Read more'\]"), ({"drop_phrases": [5]}, TypeError, "strings, not 5"), ({"drop_phrases": 5}, TypeError, "must be a collection"),
    ({"drop_phrases": [" "]}, ValueError, "nothing is left of ' '"), ({"keep_phrases": ["-----"]}, ValueError, "nothing is left"), ({"keep_phrases": ["\u200b"]}, ValueError, "nothing is left"),
    ({"drop_phrases": ["a\nb"]}, ValueError, "line's end"), ({"drop_phrases": ["a" * 1_000_001]}, ValueError, "1,000,001 characters in all; give at most 1,000,000"),
    ({"keep_phrases": ["b" * 600_000], "drop_phrases": ["a" * 500_000]}, ValueError, "1,100,000 characters in all")])
def test_bad_phrases_are_refused(options, error, words):
    with pytest.raises(error, match=words):
        Config(**options)


def test_a_config_with_phrases_is_a_config():
    config = Config(keep_phrases=["a", "b"], drop_phrases={"c"})
    assert config == Config(keep_phrases=("a", "b"), drop_phrases=("c",)) != Config()
    assert hash(config) == hash(Config(keep_phrases=("a", "b"), drop_phrases=("c",)))


def test_a_million_characters_of_phrases():
    many = [f"phrase number {number} of {number * 7919 % 100_003}" for number in range(30_000)]
    cleaner = Cleaner(off(drop_phrases=many))
    lines = [line.reason for line in cleaner.classify(f"x {many[29_999]} y\nphrase number 5\nPhrase  number 17 of {17 * 7919 % 100_003}, so.")]
    assert lines[0] == f"your phrase: {many[29_999]}"
    assert not lines[1].startswith("your phrase")
    assert lines[2] == f"your phrase: {many[17]}"


@pytest.mark.parametrize("drop", [["a " * 200 + "b"], ["a " * k + "b" for k in range(1, 60)], ["a", "a a"], [f"{k} a" for k in range(3000)]])
def test_time_is_linear(drop):
    cleaner = Cleaner(Config(keep_phrases=["never there"], drop_phrases=drop))

    def seconds(size):
        best = 1e9
        for _ in range(5):
            text = "a " * (size // 2) + "."
            start = time.process_time()
            cleaner.clean(text)
            best = min(best, time.process_time() - start)
        return best

    assert any(seconds(120_000) < 6 * seconds(30_000) + 0.01 for _ in range(4))
