"""Codes of languages and regions: whatever way they are written, every function and option understands them alike."""
import datetime
import pathlib
import re

import pytest
from babel.core import get_global

from cleantext import Cleaner, Config, clean, find_dates, find_money, parse_date, parse_money
from cleantext.codes import OTHER_CODES, language_code, region_code

DATA = pathlib.Path(__file__).parent.parent / "src" / "cleantext" / "data"
BILL = "The bridge toll is 1.335 Euro since 03/04/2024, or $5."


@pytest.mark.parametrize(("first", "others"), [
    ("de", ["DE", "de-AT", "de_DE", "deu", "ger", "GER", "de_DE.UTF-8"]), ("en", ["eng", "en-GB", "EN_us"]), ("nb", ["no", "nn", "nor", "nob", "nb-NO"]), ("xx", ["XX", "xx-YY"])])
def test_a_language_has_one_meaning(first, others):
    for other in others:
        assert language_code(other) == language_code(first)
        assert Config(language=other) == Config(language=first)
        assert Cleaner(Config(language=other)) == Cleaner(Config(language=first))
        assert clean(BILL, language=other) == clean(BILL, language=first)
        assert find_money(BILL, language=other) == find_money(BILL, language=first)
        assert find_dates(BILL, language=other) == find_dates(BILL, language=first)
        assert parse_money("1.335 Euro", language=other) == parse_money("1.335 Euro", language=first)
        assert parse_date("03/04/2024", language=other) == parse_date("03/04/2024", language=first)


def test_what_a_language_changes():
    assert "EUR 1335 " in clean(BILL, language="deu")
    assert "EUR 1.3350 " in clean(BILL, language="EN")
    assert find_dates("in april i fjor", language="no", reference=datetime.date(2024, 4, 26)) == find_dates("in april i fjor", language="nb", reference=datetime.date(2024, 4, 26))
    assert str(parse_money("1.335 Euro", language="de")) == "EUR 1335"


@pytest.mark.parametrize("region", ["CA", "ca", "Ca-QC", "ca_on"])
def test_a_region_has_one_meaning(region):
    assert "CAD 5" in clean(BILL, region=region)
    assert "CAD 5" in map(str, find_money(BILL, region=region))
    assert str(parse_money("$5", region=region)) == "CAD 5"
    assert Config(region=region) == Config(region="CA")


@pytest.mark.parametrize("wrong", ["german", "d", "", "d3", "dé", "-de"])
@pytest.mark.parametrize("function", [lambda code: Config(language=code), lambda code: find_money("", language=code), lambda code: find_dates("", language=code)])
def test_a_language_of_another_shape(function, wrong):
    with pytest.raises(ValueError, match=r"unknown language .* use an ISO 639 code"):
        function(wrong)


@pytest.mark.parametrize("wrong", ["CAN", "AUT", "", "C", "C4", "124"])     # the first two letters of another code mean another region: AU is not AUT
@pytest.mark.parametrize("function", [lambda code: Config(region=code), lambda code: find_money("", region=code)])
def test_a_region_of_another_shape(function, wrong):
    with pytest.raises(ValueError, match=r"unknown region .* two letters"):
        function(wrong)


@pytest.mark.parametrize("function", [language_code, region_code])
def test_a_code_is_a_str(function):
    with pytest.raises(TypeError, match="must be str or None, not bytes"):
        function(b"de")


def test_other_codes_are_those_of_cldr():
    known = {language for file, pattern in (("dates_tables.h", r'dates_languages\[\] = "(.*)"'), ("money_tables.h", r'money_language_codes\[\d+\] =((?:\s*".*")+)'))
             for language in re.findall(r"[a-z]{2,3}", re.search(pattern, (DATA / file).read_text(encoding="utf-8"))[1])}
    cldr = {other: code for other, code in get_global("language_aliases").items() if code in known}
    norwegian = {"no", "nn", "nor", "nno", "nob"}        # "no" is Bokmål nearly always, and Nynorsk says nearly all of what is looked for in the same words
    assert {other: code for other, code in OTHER_CODES.items() if other not in norwegian} == {o: c for o, c in cldr.items() if o not in norwegian}
    assert {OTHER_CODES[other] for other in norwegian} == {"nb"}
