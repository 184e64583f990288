"""Labelled pages: what may be read, whatever form it has, and what is said about what may not."""
import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleantext
from cleantext import Label
from cleantext.io.errors import DataError, InputError
from cleantext.io.labelled import LabelledPage, read_labelled

PAGE = {"id": "a", "site": "example.org", "lines": ["Home", "The ferry sails.", "?"], "labels": ["navigation", "text", None]}


def written(tmp_path, *records, name="pages.jsonl"):
    path = tmp_path / name
    path.write_bytes(b"".join(record if isinstance(record, bytes) else json.dumps(record).encode() + b"\n" for record in records))
    return str(path)


def test_a_page_a_record(tmp_path):
    path = written(tmp_path, PAGE, {"lines": ["x", "y", "z"], "labels": [1, 0, -1], "url": "https://www.example.net/a?b"}, b"\n",
                   {"lines": ["x", ""], "labels": [True, "blank"], "domain": "example.com", "more": {}})
    assert list(read_labelled(path)) == [
        LabelledPage("a", "example.org", ["Home", "The ferry sails.", "?"], [Label.NAVIGATION, Label.TEXT, None]),
        LabelledPage("2", "www.example.net", ["x", "y", "z"], [True, False, None]),
        LabelledPage("3", "example.com", ["x", ""], [True, Label.BLANK])]


def test_a_line_a_record(tmp_path):
    rows = [{"record": 5, "line": 1, "label": "text", "text": "a"}, {"record": 5, "line": 2, "label": 0, "text": "b"}, {"record": 7, "line": 3, "label": None, "text": "c"},
            {"line": 1, "label": 1, "text": "d"}, {"line": 1, "label": 1, "text": "e"}, {"label": 1, "text": "f"}, PAGE, {"label": 1, "text": "g"}]
    path = written(tmp_path, *rows)
    assert [(page.id, "".join(page.lines)) for page in read_labelled(path)][:5] == [("5", "ab"), ("7", "c"), ("3", "d"), ("4", "ef"), ("a", "HomeThe ferry sails.?")]


@given(st.lists(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")),
                                   st.sampled_from([*Label, True, False, None])), min_size=1), max_size=5))
def test_both_forms_say_the_same(tmp_path_factory, pages):
    folder = tmp_path_factory.mktemp("labelled")
    whole = [{"lines": [line for line, _ in page], "labels": [label for _, label in page]} for page in pages]
    rows = [{"record": number, "line": k, "text": line, "label": label} for number, page in enumerate(pages, 1) for k, (line, label) in enumerate(page, 1)]
    read = list(read_labelled(written(folder, *whole)))
    assert read == list(read_labelled(written(folder, *rows, name="rows.jsonl")))
    assert [list(zip(page.lines, page.labels, strict=True)) for page in read] == pages


def test_what_the_command_lines_writes_is_read(tmp_path):
    from cleantext.cli.main import run
    text = "Home\n\nThe bridge over the harbour will stay closed until the end of the winter, the council said.\n"
    source = written(tmp_path, {"text": text}, {"text": ""}, {"text": "one\r\ntwo"})
    target = str(tmp_path / "rows.jsonl.gz")
    assert run(["lines", "--json", source, "-o", target]) == 0
    first, empty, last = read_labelled(target)
    assert first.lines == text.split("\n")
    assert first.labels == [line.label for line in cleantext.classify(text)]
    assert (empty.lines, last.lines, last.id) == ([""], ["one", "two"], "3")


def test_compressed_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "pages.jsonl.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + json.dumps(PAGE).encode()))
    assert len(list(read_labelled(str(path)))) == 1


@pytest.mark.parametrize(("record", "words"), [
    (b"{\n", "not a JSON object on one line"), (b"nonsense\n", "not JSON.*give one JSON object a line$"), (b"\xff\n", "not UTF-8"), (b"[]\n", "array, not an object"), (b"5\n", "number, not"),
    ({}, "no field 'text', and no 'lines'"), ({"text": "a"}, "no field 'label'"), ({"lines": ["a"]}, "no field 'labels'"), ({"lines": "a", "labels": []}, "'lines' is a JSON string, not an array"),
    ({"lines": ["a"], "labels": {}}, "'labels' is a JSON object"), ({"lines": ["a"], "labels": []}, "1 lines and 0 labels; .*null where"), ({"lines": [5], "labels": [1]}, "a JSON number among the lines: 5"),
    ({"lines": ["a\nb"], "labels": [1]}, "line feed"), ({"lines": ["a"], "labels": ["prose"]}, "'prose' is not a label; use text, .*blank"), ({"lines": ["a"], "labels": [2]}, "2 is not a label"),
    ({"lines": ["a"], "labels": [0.5]}, "0.5 is not"), ({"lines": ["a"], "labels": [["text"]]}, "is not a label"), ({"text": "a", "label": "Text"}, "'Text' is not"), ({"text": None, "label": 1}, "a JSON null among"),
    (b'{"lines": ["' + b"a" * 3000 + b'"], "labels": [1]}\n', "over the limit of 2,000; raise the limit")])
def test_a_bad_record_is_named(tmp_path, record, words):
    path = written(tmp_path, PAGE, b"\n", record)
    with pytest.raises(DataError, match=f"pages.jsonl, line 3: .*{words}"):
        list(read_labelled(path, max_line=2000))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.jsonl: no such file"):
        list(read_labelled(str(tmp_path / "nowhere.jsonl")))
