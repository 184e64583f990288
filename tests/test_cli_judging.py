"""What decides which lines stay, on the command line: models, presets, phrases; and `cleantext eval`."""
import importlib.resources
import json
import os

import pytest

import cleantext

from .commands import cli
from .test_model import STRICT

MODEL = (importlib.resources.files("cleantext") / "data" / "lines.model").read_bytes()
KEPT = "The bridge over the harbour will stay closed until the end of the winter, the council said."
PAGE = f"Home\n{KEPT}\nHe paid.\nRead more »\nAll rights reserved.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "strict.model").write_bytes(STRICT)
    (tmp_path / "bad.model").write_bytes(MODEL[:5000])
    (tmp_path / "phrases.txt").write_text("READ  more\n\n  all rights\n", encoding="utf-8")
    return tmp_path


def kept(folder, *options):
    return cli("-q", *options, "page.txt", cwd=folder)[0].decode().splitlines()


def test_a_model_of_ones_own(folder):
    assert kept(folder) == [KEPT, "He paid."]
    assert kept(folder, "--model", "strict.model") == cleantext.clean(PAGE, model=folder / "strict.model").splitlines() != [KEPT, "He paid."]
    rows = cli("lines", "--model", "strict.model", "page.txt", cwd=folder)[0].decode().splitlines()
    assert [row.split("\t")[1] for row in rows] == [line.label for line in cleantext.Cleaner(cleantext.Config(model=folder / "strict.model")).classify(PAGE)]


@pytest.mark.parametrize("command", [["-q", "page.txt"], ["lines", "page.txt"], ["eval", "page.txt"]])
@pytest.mark.parametrize(("model", "code", "words"), [
    ("bad.model", 65, "bad.model: not the whole of a line model"), ("page.txt", 65, "page.txt: not a line model"), ("none", 66, "none: cannot read the line model: No such file"),
    (".", 66, ".: cannot read the line model: Is a directory")])
def test_a_model_that_is_none(folder, command, model, code, words):
    out, told = cli(*command, "--model", model, cwd=folder, code=code)
    assert out == b""
    assert words in told
    assert told.count("\n") == 1


def test_presets(folder):
    assert kept(folder, "--preset", "recall") == cleantext.Cleaner(cleantext.Config.preset("recall")).clean(PAGE).splitlines()
    assert kept(folder, "--preset", "precision", "--threshold", "0") == [line for line in PAGE.splitlines() if line]
    assert "'precision', 'recall'" in cli("--preset", "best", "page.txt", cwd=folder, code=2)[1]


def test_phrases(folder):
    assert kept(folder, "--keep-phrase", "read more", "--drop-phrase", "PAID", "--drop-phrase", "more") == [KEPT, "Read more »"]
    assert kept(folder, "--keep-phrases", "phrases.txt") == [KEPT, "He paid.", "Read more »", "All rights reserved."]
    assert kept(folder, "--drop-phrases", "phrases.txt", "--drop-phrase", "he paid") == [KEPT]
    rows = cli("lines", "--drop-phrase", "He  PAID", "page.txt", cwd=folder)[0].decode().splitlines()
    assert rows[2].split("\t")[2:] == ["0.000", "your phrase: He PAID", "He paid."]


def test_a_phrase_with_a_tab_is_one_column_of_the_table():
    out = cli("lines", "--drop-phrase", "fish\tand", data=b"fish\tand chips")[0]
    assert out.decode().split("\t", 4)[3:] == ["your phrase: fish and", "fish\tand chips\n"]


@pytest.mark.parametrize(("options", "code", "words"), [
    (["--keep-phrase", " "], 2, "nothing is left of ' '"), (["--keep-phrases", "none.txt"], 66, "none.txt: no such file"), (["--drop-phrases", "strict.model"], 65, "strict.model: not UTF-8")])
def test_bad_phrases(folder, options, code, words):
    assert words in cli(*options, "page.txt", cwd=folder, code=code)[1]


# ---- eval ---------------------------------------------------------------------------------------------------------------------------

def labelled(folder, *records):
    (folder / "labelled.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def test_eval_tells_everything(folder):
    labelled(folder, {"lines": PAGE.splitlines(), "labels": ["navigation", "text", None, "related", "text"]}, {"lines": [KEPT, "Home"], "labels": [1, 0]})
    out = json.loads(cli("eval", "--json", "labelled.jsonl", cwd=folder)[0])
    assert (out["pages"], out["lines"], out["unknown"], out["label_lines"]) == (2, 6, 1, 4)
    assert out["content"] == {"precision": 1.0, "recall": pytest.approx(2 / 3), "f1": pytest.approx(0.8), "lines": 3, "found": 2}
    assert out["confusion"]["text"] == {"text": 1, "legal": 1}
    assert out["page_words"]["precision"] == 1
    table = cli("eval", "labelled.jsonl", cwd=folder)[0].decode()
    assert "2 pages, 6 lines, 1 more without a label" in table
    assert "  content            1.000     0.667     0.800         3" in table
    assert "  legal " in table
    assert "right label: 0.750" in table


def test_eval_heeds_what_decides(folder):
    labelled(folder, {"lines": PAGE.splitlines(), "labels": [0, 1, 1, 1, 1]})
    assert json.loads(cli("eval", "--json", "labelled.jsonl", cwd=folder)[0])["content"]["recall"] == 0.5
    assert json.loads(cli("eval", "--json", "--keep-phrases", "phrases.txt", "labelled.jsonl", cwd=folder)[0])["content"]["recall"] == 1
    assert json.loads(cli("eval", "--json", "--model", "strict.model", "labelled.jsonl", cwd=folder)[0])["content"]["recall"] < 0.5
    assert "labels" not in cli("eval", "labelled.jsonl", cwd=folder)[0].decode().split("words of a page")[1]


def test_eval_of_what_lines_wrote(folder):
    rows = cli("lines", "--json", "page.txt", cwd=folder)[0]
    out = json.loads(cli("eval", "--json", "-", data=rows)[0])
    assert (out["accuracy"], out["label_accuracy"], out["lines"]) == (1, 1, 5)


@pytest.mark.parametrize(("records", "code", "words"), [
    ([{"lines": ["a"], "labels": ["prose"]}], 65, "labelled.jsonl, line 1: 'prose' is not a label"), ([], 65, "no line in it has a label that is known; see cleantext eval --help"),
    ([{"lines": ["a"], "labels": [None]}], 65, "no line in it")])
def test_eval_of_bad_data(folder, records, code, words):
    labelled(folder, *records)
    assert words in cli("eval", "labelled.jsonl", cwd=folder, code=code)[1]


def test_eval_of_nothing(folder):
    assert "none.jsonl: no such file" in cli("eval", "none.jsonl", cwd=folder, code=66)[1]
    assert "Missing argument" in cli("eval", cwd=folder, code=2)[1]


def test_eval_of_an_empty_page(folder):
    labelled(folder, {"lines": [], "labels": []}, {"lines": [KEPT, "Home"], "labels": [1, 0]})
    out = json.loads(cli("eval", "--json", "labelled.jsonl", cwd=folder)[0])
    assert (out["pages"], out["lines"], out["page_words"]["f1"]) == (2, 2, 1)
    assert cli("eval", "labelled.jsonl", cwd=folder)[0].startswith(b"2 pages, 2 lines, 0 more without a label\n")
    labelled(folder, {"lines": [], "labels": []})
    assert "no line in it has a label" in cli("eval", "labelled.jsonl", cwd=folder, code=65)[1]
    labelled(folder, {"lines": [KEPT], "labels": [1]})
    assert cli("eval", "labelled.jsonl", cwd=folder)[0].startswith(b"1 page, 1 line, 0 more without a label\n")


# ---- files read beside the texts ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("arguments", [
    ["--drop-phrases", "-"], ["--keep-phrases", "-", "-"], ["page.txt", "--keep-phrases", "-", "--drop-phrases", "-"], ["lines", "--drop-phrases", "-"], ["eval", "-", "--keep-phrases", "-"],
    *([["/dev/stdin", "--drop-phrases", "-"], ["--drop-phrases", "/dev/stdin"], ["-", "/dev/stdin"]] if os.path.exists("/dev/stdin") else [])])
def test_standard_input_is_given_once_whatever_for(folder, arguments):
    out, told = cli(*arguments, data=b"read more\n", cwd=folder, code=2)
    assert (out, "standard input is given twice" in told) == (b"", True)


def test_the_limit_for_lines_is_that_of_phrases_too(folder):
    (folder / "phrases.txt").write_text("read more about the ferry\n")
    assert "raise the limit, such as with --max-line" in cli("page.txt", "--drop-phrases", "phrases.txt", "--max-line", "20", cwd=folder, code=65)[1]
    cli("page.txt", "--drop-phrases", "phrases.txt", "--max-line", "64K", cwd=folder)


def test_phrases_from_standard_input(folder):
    assert cli("-q", "page.txt", "--drop-phrases", "-", data=b"he paid\n", cwd=folder)[0].decode().splitlines() == [KEPT]
    assert cli("lines", "page.txt", "--drop-phrases", "-", data=b"he paid\n", cwd=folder)[0].count(b"your phrase: he paid") == 1


@pytest.mark.parametrize("arguments", [
    ["--drop-phrases", "phrases.txt", "-o", "phrases.txt"], ["--keep-phrases", "phrases.txt", "--rejects", "phrases.txt"], ["--model", "strict.model", "-o", "strict.model"],
    ["--model", "strict.model", "-o", "../{}/strict.model"], ["lines", "--drop-phrases", "phrases.txt", "-o", "phrases.txt"], ["lines", "--model", "strict.model", "--rejects", "strict.model"],
    ["--drop-phrases", "phrases.txt", "-O", "."]])
def test_what_is_read_beside_the_texts_is_never_replaced(folder, arguments):
    before = {path: path.read_bytes() for path in folder.iterdir()}
    source = ["../phrases.txt"] if "-O" in arguments else ["page.txt"]
    if "-O" in arguments:
        (folder.parent / "phrases.txt").write_text(PAGE, encoding="utf-8")
    _, told = cli(*(argument.format(folder.name) for argument in arguments), *source, "--force", cwd=folder, code=2)
    assert "is an input; write to another name" in told
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("arguments", [["page.txt"], ["lines", "page.txt"], ["eval", "page.txt"]])
def test_a_model_is_not_read_from_standard_input(folder, arguments):
    assert "a model is not read from standard input; name its file" in cli(*arguments, "--model", "-", data=STRICT, cwd=folder, code=2)[1]


@pytest.mark.parametrize("name", ["--keep-phrases", "--drop-phrases"])
@pytest.mark.parametrize(("data", "line", "phrase"), [("read more\n\n-----\n", 3, "'-----'"), ("\u200b\n", 1, r"'\u200b'"), ("a\r\n&nbsp;\r\n", 2, "'&nbsp;'")])
def test_a_bad_phrase_in_a_file_is_named(folder, name, data, line, phrase):
    (folder / "bad.txt").write_text(data, encoding="utf-8", newline="")
    for command in (["page.txt"], ["lines", "page.txt"], ["eval", "page.txt"]):
        told = cli(*command, name, "bad.txt", cwd=folder, code=65)[1]
        assert f"bad.txt, line {line}: nothing is left of {phrase} when it is tidied as a text is; remove the line" in told
    if phrase == "'-----'":
        cli("-q", "--no-tidy", "page.txt", name, "bad.txt", cwd=folder)


def test_one_page_is_no_pages(capsys):
    from cleantext.cli.train import _tell_of
    from cleantext.io.labelled import LabelledPage
    _tell_of([LabelledPage("a", "", ["Home"], [False])])
    assert capsys.readouterr().err == ("cleantext: 1 labelled page of 1 site\n"
                                       'cleantext: 1 page without a "site", counted as one each; pages of one site on both sides flatter the figures\n')
