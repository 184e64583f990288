"""Cleaning as a whole: idempotent, nothing but whole lines dropped, options, Cleaner's promises, the linear time of everything."""
import concurrent.futures
import copy
import datetime
import gc
import os
import pathlib
import pickle
import subprocess
import sys
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleantext
from cleantext import Cleaner, Config, Label, Tidy, clean

from .casefiles import cases, parametrize

EXAMPLES = pathlib.Path(__file__).parent.parent / "examples"
# Lines as pages have them: menus, buttons, prose, amounts, dates, teasers, things that tidying touches.
LINES = ["", "", " ", "Home", "World", "Share this page", "ADVERTISEMENT", "Read more »", "Sign up for our newsletter", "© 2024 The Harbour Post. All rights reserved.",
         "We use cookies to improve your experience.", "-----", "{{ title }}", "The bridge over the harbour will stay closed until the end of the winter, the council said.",
         "Repairs cost about €12 million, and the work began on Friday, April 26, 2024.", "By Ada Marsh", "“Nobody expected it,” she said &amp; smiled.",
         "Die Brücke bleibt nach Angaben der Gemeinde bis zum Frühjahr gesperrt.", "橋は春まで通行できないと市は発表した。", "The price rose from $5 to $7.50 a ticket on 03/04/2024.",
         "e\u0301 \u200b x\u00a0y", "\ud800 lone", "[Photo: A. Marsh]", "1", "Chapter Two", "$3-5 million", "EUR 5 USD 6", "2024-04-26 2024-04-27", "5 May", "at 15:30",
         "He paid $5 yesterday.", "March 4, 2025 20 min read", "06.05.2024 | 23:55 | 12.2.2025 7:25", "9-23 Feb 2017 | Mo-Fr 9–16", "He needs £100 in twenty minutes",
         "   -----", " •", "* * *\r", "&Tab;-", "\u061c٧٥ € a day", "٧ €\u200f", "क\u200d७ eur"]
CASES = [case["text"] for name in ("dates", "money") for case in cases(name)]
pages = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)
any_text = st.one_of(pages, st.text(st.characters(codec=None)), st.binary(max_size=200).map(lambda data: data.decode("utf-8", "surrogateescape")))


@given(any_text)
def test_is_idempotent(text):
    once = clean(text)
    assert clean(once) is once


@parametrize("clean")
def test_is_idempotent_where_it_was_not(case):
    keep = Config().keep if case.get("content") else set(Label)
    cleaner = Cleaner(Config(keep=keep, reference=datetime.date.fromisoformat(case["reference"]) if "reference" in case else None))
    once = cleaner.clean(case["text"])
    assert cleaner.clean(once) == once


@pytest.mark.parametrize("case", [case for case in cases("clean") if "cleaned" in case], ids=lambda case: case["id"])
def test_writes_amounts_so_that_the_text_still_reads_well(case):
    assert clean(case["text"], keep=set(Label)) == case["cleaned"]


@given(st.lists(st.sampled_from(CASES) | st.sampled_from([word for text in CASES for word in text.split()]), min_size=1, max_size=8).map("\n".join), st.booleans(), st.booleans())
def test_is_idempotent_in_many_languages_at_once(text, everything, referred):
    cleaner = Cleaner(Config(keep=set(Label) if everything else Config().keep, reference=datetime.date(2024, 5, 15) if referred else None))
    once = cleaner.clean(text)
    assert cleaner.clean(once) == once


@given(pages, st.sampled_from([
    {"keep": set(Label)}, {"keep": {Label.TEXT, Label.HEADING, Label.CAPTION, Label.META}}, {"keep": {"navigation"}}, {"threshold": 0.9}, {"threshold": 0.0}, {"tidy": False},
    {"money": False}, {"dates": False}, {"reference": datetime.date(2024, 4, 29)}, {"tidy": Tidy(spaces=False)}, {"day_first": True}, {"language": "de"}]))
def test_is_idempotent_with_any_options(text, options):
    cleaner = Cleaner(Config(**options))
    once = cleaner.clean(text)
    assert cleaner.clean(once) == once


@given(any_text)
def test_kept_lines_are_a_subsequence_of_the_tidied_ones(text):
    left = iter(cleantext.tidy(text).split("\n"))
    for line in clean(text, money=False, dates=False).split("\n"):
        assert line == "" or any(line == other for other in left)


@given(any_text)
def test_classify_has_one_line_for_each_line_and_quotes_it(text):
    lines = cleantext.classify(text)
    assert [text[line.start:line.stop] for line in lines] == [line.removesuffix("\r") for line in text.split("\n")]
    assert all(0 <= line.score <= 1 and isinstance(line.label, Label) for line in lines)
    assert all((line.label is Label.BLANK) == (cleantext.tidy(text[line.start:line.stop]) == "") for line in lines)
    assert all(bool(line.reason) == (line.label is not Label.BLANK) for line in lines)


@given(pages)
def test_clean_keeps_what_classify_calls_content(text):
    tidied = cleantext.tidy(text)
    kept = [tidied[line.start:line.stop] for line in cleantext.classify(tidied) if line.label in (Label.TEXT, Label.HEADING)]
    assert [line for line in clean(text, money=False, dates=False).split("\n") if line] == kept
    assert sum(line != "" for line in clean(text).split("\n")) == len(kept)


@given(st.lists(st.sampled_from(CASES), min_size=1, max_size=12).map("\n".join), st.booleans())
def test_rewriting_drops_no_line(text, referred):
    options = {"reference": datetime.date(2024, 5, 15)} if referred else {}
    assert sum(line != "" for line in clean(text, **options).split("\n")) == sum(line.label in (Label.TEXT, Label.HEADING) for line in cleantext.classify(text))


def test_a_line_whose_canonical_form_would_be_dropped_stays_as_it_is():
    text = "他前年搬到上海\nMay 18/19, 2024"
    assert all(line.label in (Label.TEXT, Label.HEADING) for line in cleantext.classify(text))
    assert clean(text) == text != Cleaner(Config(keep=set(Label))).clean(text)


def test_at_most_one_blank_line_stays_between_kept_lines():
    everything = Config(keep=set(Label))
    assert Cleaner(everything).clean("\n\none\n\n\n\ntwo\nthree\n\n") == "one\n\ntwo\nthree\n"
    assert Cleaner(everything).clean("one\r\ntwo") == "one\ntwo"


def test_with_every_step_off_good_text_comes_back_as_it_is():
    text = "One  line \n\n  and &amp; another"
    assert Cleaner(Config(keep=set(Label), tidy=False, money=False, dates=False)).clean(text) == "One  line\n\nand &amp; another"


def test_a_text_without_lines_and_a_reference():
    cleaner = Cleaner(Config(reference=datetime.date(2024, 4, 29)))
    for text in ("", "\n", " \n\n "):
        assert cleaner.clean(text).strip() == ""
    for text in ("ADVERTISEMENT\n", "Accept all cookies\nShare this page\n", "\n".join(LINES)):
        once = cleaner.clean(text)
        assert cleaner.clean(once) == once


def test_a_line_that_does_not_read_back_keeps_no_other_line_from_being_rewritten():
    """With "Monday EUR 1.5" the day would become a word of its own, and thereby a date."""
    stubborn = "Monday€1.5"
    text = f"{stubborn}\nThe council has spent €8 billion on ferries since 3 May 2024.\nHe paid $7 for the crossing yesterday."
    cleaner = Cleaner(Config(keep=set(Label), reference=datetime.date(2024, 4, 26)))
    once = cleaner.clean(text)
    assert once.split("\n") == [stubborn, "The council has spent EUR 8000000000 on ferries since 2024-05-03.", "He paid USD 7 for the crossing 2024-04-25."]
    assert cleaner.clean(once) is once


@pytest.mark.parametrize(("text", "expected"), [
    ("He paid $5 yesterday.", "He paid USD 5.0 2024-04-25."), ("He paid $5, yesterday.", "He paid USD 5, 2024-04-25."), ("He paid $5.50 yesterday.", "He paid USD 5.50 2024-04-25."),
    ("He paid $5-$7 yesterday.", "He paid USD 5–7.0 2024-04-25."), ("He paid $5 on 3 May 2024.", "He paid USD 5 on 2024-05-03.")])
def test_an_amount_before_a_date(text, expected):
    """As before digits that stand in the text, the amount gets a zero that keeps them apart."""
    cleaner = Cleaner(Config(reference=datetime.date(2024, 4, 26)))
    assert cleaner.clean(text) == expected
    assert cleaner.clean(expected) is expected


@pytest.mark.parametrize("separator", ["   -----", " •", "\t* * *", "&Tab;-", "-\r", "\x0b- -\x0c", " \t-  "])
def test_a_separator_line_is_one_with_its_white_space_left_alone(separator):
    text = f"The ships lay in the old harbour.\n{separator}\nThey sailed on the next day of the year."
    assert clean(text, tidy=Tidy(spaces=False)) == "The ships lay in the old harbour.\n\nThey sailed on the next day of the year."


@given(st.lists(st.sampled_from(["\u200e", "\u200f", "\u061c", "\u200c", "\u200d", "\ufe0f", "٢٠", "٧", "७", "€", "EUR", "&#8364;", "₪", "3 مايو 2024", "٢٠٢٤/٠٥/٠٣", "रुपये",
                                 "ريال", "क", "x", "5", "March 4, 2025", " ", "\t", "-"]), max_size=8).map("".join),
       st.sampled_from([{}, {"tidy": False}, {"tidy": Tidy(spaces=False)}, {"tidy": Tidy(invisible=False)}]))
def test_is_idempotent_where_what_an_unseen_character_serves_is_rewritten(text, options):
    cleaner = Cleaner(Config(keep=set(Label), **options))
    once = cleaner.clean(text)
    assert cleaner.clean(once) == once


def test_nothing_to_do_returns_the_same_object():
    for text in ("", "The bridge over the harbour will stay closed until the end of the winter, the council said."):
        assert clean(text) is text


def test_the_example_in_the_readme():
    page = (EXAMPLES / "harbour.txt").read_text(encoding="utf-8")
    assert clean(page) == (EXAMPLES / "harbour.clean.txt").read_text(encoding="utf-8")


def test_a_cleaner_is_immutable_hashable_and_picklable():
    cleaner = Cleaner(Config(keep={"text", "caption"}, reference=datetime.date(2024, 4, 26)))
    again = pickle.loads(pickle.dumps(cleaner))
    assert again == cleaner
    assert hash(again) == hash(cleaner)
    assert again.clean("He came yesterday.") == cleaner.clean("He came yesterday.")
    with pytest.raises(AttributeError, match="immutable"):
        cleaner.config = Config()
    line = cleantext.classify("one line")[0]
    assert pickle.loads(pickle.dumps(line)) == line


def test_threads_share_a_cleaner():
    cleaner = Cleaner()
    page = (EXAMPLES / "harbour.txt").read_text(encoding="utf-8")
    texts = [page + f"\nIt cost €{number} million in all, the council said on May {number % 28 + 1}, 2024." for number in range(200)]
    expected = [cleaner.clean(text) for text in texts]
    assert list(cleaner.clean_all(texts, workers=8)) == expected
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(cleaner.clean, texts)) == expected


def test_clean_all_is_lazy():
    seen = []
    result = Cleaner().clean_all(seen.append(number) or str(number) for number in range(10_000))
    next(result)
    assert len(seen) == 1


def test_clean_all_gives_on_threads_what_is_done_before_it_takes_much_more():
    seen = []

    def slowly():
        for number in range(64):
            seen.append(number)
            time.sleep(0.01)
            yield str(number)
    result = Cleaner().clean_all(slowly(), workers=4)
    next(result)
    assert len(seen) < 20
    result.close()


@pytest.mark.parametrize("workers", [1, 4])
@pytest.mark.parametrize("count", [0, 10, 100])
def test_clean_all_gives_what_came_before_its_source_failed(workers, count):
    def failing():
        yield from map(str, range(count))
        raise OSError("the disk is gone")
    result = Cleaner(Config(keep=set(Label))).clean_all(failing(), workers=workers)
    assert [next(result) for _ in range(count)] == [str(number) for number in range(count)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(result)


@pytest.mark.parametrize("workers", [1, 4])
@pytest.mark.parametrize("bad", [{3}, {0, 1, 39}, set(range(40))])
def test_clean_all_goes_on_behind_what_is_no_text(workers, bad):
    result = Cleaner(Config(keep=set(Label))).clean_all((None if number in bad else str(number) for number in range(40)), workers=workers)
    for number in range(40):
        if number in bad:
            with pytest.raises(TypeError, match="text must be str, not NoneType"):
                next(result)
        else:
            assert next(result) == str(number)
    assert list(result) == []


@pytest.mark.parametrize("workers", [1, 4])
def test_clean_all_goes_on_where_its_source_does(workers):
    class Source:
        given = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.given += 1
            if self.given in (2, 3):
                raise OSError(f"the disk fails at {self.given}")
            if self.given > 5:
                raise StopIteration
            return str(self.given)
    result = Cleaner(Config(keep=set(Label))).clean_all(Source(), workers=workers)
    assert next(result) == "1"
    for number in (2, 3):
        with pytest.raises(OSError, match=f"fails at {number}"):
            next(result)
    assert list(result) == ["4", "5"]


@pytest.mark.parametrize("workers", [0, -1, 2.5, "2", None, True])
def test_clean_all_says_what_is_wrong_at_once(workers):
    with pytest.raises(ValueError if type(workers) is int else TypeError, match="workers must be a number of threads, 1 or more, not"):
        Cleaner().clean_all(["text"], workers=workers)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(("texts", "words"), [("text", "not one str; use clean"), (b"abc", "iterable of texts, not bytes"), (bytearray(b"abc"), "not bytearray"), (5, "not int"), (None, "NoneType")])
def test_clean_all_takes_an_iterable_of_texts(texts, words, workers):
    with pytest.raises(TypeError, match=words):
        Cleaner().clean_all(texts, workers=workers)


def test_configurations_that_do_the_same_are_equal():
    for one, other in (({"tidy": True}, {"tidy": Tidy()}), ({}, {"keep": {"text", "heading", "blank"}}), ({}, {"max_line": 10}), ({"language": "deu"}, {"language": "de"})):
        assert Config(**one) == Config(**other)
        assert len({Cleaner(Config(**one)), Cleaner(Config(**other))}) == 1
    assert Config(tidy=Tidy(spaces=False)) != Config()
    assert Config(max_line=10).max_line == 10


class Shouted(str):
    __slots__ = ()

    def __repr__(self):
        return self.upper()


@pytest.mark.parametrize(("one", "other"), [
    ({"threshold": 0.0}, {"threshold": -0.0}), ({"keep_phrases": ["fish"]}, {"keep_phrases": [Shouted("fish")]}), ({"drop_phrases": {"a", "b", "c"}}, {"drop_phrases": ["a", "b", "c"]}),
    ({"reference": datetime.datetime(2024, 4, 26, 12, 30)}, {"reference": datetime.datetime(2024, 4, 26, 12, 30, tzinfo=datetime.UTC)})])
def test_equal_configurations_have_the_same_hash(one, other):
    assert Config(**one) == Config(**other)
    assert hash(Config(**one)) == hash(Config(**other))


def test_what_differs_in_effect_is_not_equal():
    east = datetime.timezone(datetime.timedelta(hours=2))
    assert Config(reference=datetime.datetime(2024, 4, 26, 23, 30, tzinfo=datetime.UTC)) != Config(reference=datetime.datetime(2024, 4, 27, 1, 30, tzinfo=east))


CHOSEN = {"keep": {"text", "caption", "heading", "legal"}, "threshold": 0.25, "keep_phrases": {"fish", "chips", "peas", "vinegar"}, "tidy": Tidy(spaces=False), "money": False,
          "reference": datetime.date(2024, 4, 26), "day_first": True, "max_line": 1000}


def test_hash_repr_and_pickle_are_the_same_in_every_process():
    code = ("import datetime, hashlib, pickle, cleantext; from cleantext import Cleaner, Config, Tidy; "
            f"config = Config(**{CHOSEN!r}); print(hash(config), hash(Cleaner(config)), repr(config), hashlib.md5(pickle.dumps(Cleaner(config))).hexdigest())")
    seen = {subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout for seed in "123"}
    assert len(seen) == 1
    assert seen.pop().startswith(f"{hash(Config(**CHOSEN))} ".encode())


def test_repr_makes_an_equal_configuration():
    config = Config(**CHOSEN)
    assert eval(repr(config), {"Config": Config, "Tidy": Tidy, "datetime": datetime}) == config
    assert repr(Config()) == "Config()"
    assert repr(Config(keep=["text", "caption"])) == "Config(keep=['caption', 'text'])"


class Own(Cleaner):
    __slots__ = ()


def test_a_class_of_its_own_stays_so_when_copied():
    own = Own(Config(money=False))
    for twin in (pickle.loads(pickle.dumps(own)), copy.copy(own), copy.deepcopy(own)):
        assert type(twin) is Own
        assert twin == own


def test_nothing_but_phrases_may_be_kept():
    assert clean("The old harbour is quiet.\nFish is sold there.", keep=[], keep_phrases=["fish"]) == "Fish is sold there."
    assert clean("Fish is sold there.", keep=["blank"], keep_phrases=["fish"]) == "Fish is sold there."


def test_an_interrupt_loses_no_result(monkeypatch):
    found = Cleaner().clean_all((f"The ship number {number} lay in the old harbour." for number in range(6)), workers=2)
    result = concurrent.futures.Future.result

    def interrupted(future):
        monkeypatch.setattr(concurrent.futures.Future, "result", result)
        raise KeyboardInterrupt

    monkeypatch.setattr(concurrent.futures.Future, "result", interrupted)
    with pytest.raises(KeyboardInterrupt):
        next(found)
    assert [text[16] for text in found] == list("012345")


def test_a_threshold_may_be_any_real_number():
    assert Config(threshold=Fraction(1, 2)) == Config(threshold=0.5)
    assert Config(threshold=1).threshold == 1.0


@pytest.mark.parametrize(("options", "error", "words"), [
    ({"keep": "text"}, TypeError, "collection"), ({"keep": ["prose"]}, ValueError, "prose.*navigation"), ({"threshold": 2}, ValueError, "0 to 1"), ({"threshold": True}, TypeError, "True"),
    ({"threshold": "0.5"}, TypeError, "number from 0 to 1"), ({"threshold": float("nan")}, ValueError, "nan"), ({"keep": {"blank"}}, ValueError, "would keep no line.*'text'"), ({"keep": []}, ValueError, "would keep no line"), ({"reference": 5}, TypeError, "not 5; use"),
    ({"max_line": "64M"}, TypeError, "max_line must be a number of bytes"), ({"max_line": True}, TypeError, "max_line"), ({"thresold": 0.3}, TypeError, "did you mean 'threshold'"),
    ({"preset": "recall"}, TypeError, r"Cleaner\(Config.preset\("),
    ({"tidy": 1}, TypeError, "True, False or a Tidy"), ({"money": None}, TypeError, "money"), ({"reference": "2024-01-01"}, TypeError, "fromisoformat"), ({"language": "german"}, ValueError, "'de'"),
    ({"threshold": 10 ** 400}, ValueError, "threshold must be a number from 0 to 1 or None"), ({"keep": [1]}, TypeError, "keep must hold labels, not 1; the labels are text"),
    ({"keep": Label.TEXT}, TypeError, r"; write keep=\['text'\]$"), ({"region": 5}, TypeError, "'CA'"), ({"region": "CAN"}, ValueError, "'CA'"), ({"keep": None}, TypeError, "keep must be a collection of labels"),
    ({"keep_phrases": 5}, TypeError, "keep_phrases must be a collection"), ({"day_first": 1}, TypeError, "day_first"), ({"max_line": 0}, ValueError, "max_line"), ({"nonsense": 1}, TypeError, "nonsense.*the options are keep")])
def test_bad_options_name_the_value_and_the_remedy(options, error, words):
    with pytest.raises(error, match=words):
        clean("text", **options)
    with pytest.raises(error, match=words):
        Config(**options)
    with pytest.raises(error, match=words):
        Config.preset(**{"name": "recall", **options})


@pytest.mark.parametrize("name", [["recall"], None, 5])
def test_the_name_of_a_preset_is_a_str(name):
    with pytest.raises(TypeError, match=r"the name of a preset must be a str, not .*; the presets are precision, recall"):
        Config.preset(name)


@pytest.mark.parametrize("function", [cleantext.clean, cleantext.tidy, cleantext.classify, cleantext.find_money, cleantext.find_dates,
                                      cleantext.parse_money, cleantext.parse_date])
@pytest.mark.parametrize("value", [b"bytes", bytearray(b"bytes"), None, 5, ["text"]])
def test_text_must_be_str(function, value):
    with pytest.raises(TypeError, match="text must be str, not bytes; decode it first" if isinstance(value, bytes) else "text must be str, not"):
        function(value)


@pytest.mark.parametrize("function", [cleantext.parse_money, cleantext.parse_date])
def test_an_error_quotes_no_whole_book(function):
    with pytest.raises(ValueError, match="'… is not one") as caught:
        function("word " * 100_000)
    assert len(str(caught.value)) < 300


ATTACKS = ["a", " ", "\n", "a\n", "&amp;", "&", "&a&", "\u0301", "e\u0301\u0323", "\u200d", "क्\u200d", "\u200f", "5", "$", "1,", "1.", "$1-", "million ", "May ", "12:", "1/", "2020-",
           "last ", "€5 ", "-", "Read more »\n", "The cat sat on the mat.\n", "\U000e0041", "\ufe0f", "漢", "\ud800"]


@pytest.mark.parametrize("function", [cleantext.clean, cleantext.tidy, cleantext.classify, cleantext.find_money, cleantext.find_dates])
@pytest.mark.parametrize("attack", ATTACKS)
def test_time_is_linear(function, attack):
    """Four times the text takes at most six times the time (CPU, best of several, when it is long enough to measure at all).

    Not longer, or the C library asks the system for all memory anew in every call, which is a step and no slope.
    """
    def seconds(size):
        best = 1e9
        for _ in range(5):
            text = (attack * (size // len(attack) + 1))[:size] + "."
            start = time.process_time()
            result = function(text)
            best = min(best, time.process_time() - start)
            del result
        return best

    gc.disable()
    try:
        assert any(seconds(120_000) < 6 * seconds(30_000) + 0.01 for _ in range(4))     # another process may disturb one measurement, not four
    finally:
        gc.enable()
