"""The command line when something is wrong: what it says, its exit codes, and what is left behind."""
import gzip
import json
import os
import subprocess
import sys

import pytest

from .commands import CANONICAL, COMMAND, DEAL, ENVIRONMENT, cli, names, record


@pytest.mark.parametrize(("arguments", "data", "code", "message"), [
    (["missing.txt"], b"", 66, "missing.txt: no such file"),
    (["lines", "missing.txt"], b"", 66, "missing.txt: no such file"),
    (["find", "money", "missing.txt"], b"", 66, "missing.txt: no such file"),
    (["."], b"", 66, "is a directory"),
    (["-f", "text"], b"\xff", 65, "standard input: not UTF-8: byte 0xff at offset 0 (line 1)"),
    (["-f", "jsonl"], b"nonsense\n", 65, "standard input, record 1: not JSON"),
    (["-f", "jsonl"], b'{"body": "x"}\n', 65, "no field 'text'; name the field that holds the text with --field (fields that hold a string: 'body')"),
    (["-f", "jsonl"], b'{"text": 1}\n', 65, "field 'text' is a JSON number, not a string"),
    (["-f", "jsonl"], b'{"text": "\\ud800"}\n', 65, "surrogate"),
    (["lines", "-f", "jsonl"], b"nonsense\n", 65, "record 1: not JSON"),
    (["--max-line", "1K"], b"x" * 2000, 65, "over the limit of 1,024; raise the limit, such as with --max-line"),
    (["-o", "no/such/folder.txt"], b"", 73, "cannot be created"),
    (["-o", "there.txt"], b"", 73, "exists already; use --force"),
    (["there.txt", "-o", "there.txt", "--force"], b"", 2, "is an input"),
    (["there.txt", "there.jsonl"], b"", 2, "cannot go into the same output"),
    (["there.csv"], b"", 2, "--format"),
    (["--keep", "texts"], b"", 2, "'texts' is not a label; the labels are text, heading"),
    (["--threshold", "2"], b"", 2, "--threshold"),
    (["--language", "german"], b"", 2, "ISO 639"),
    (["find", "money", "--language", "german"], b"", 2, "ISO 639"),
    (["--reference", "today"], b"", 2, "'today' is not a date"),
    (["--max-line", "0"], b"", 2, "is not a size"),
    (["--max-line", "999999999999999G"], b"", 2, "is not a size"),
    (["--level", "3"], b"", 2, "--level is for compressed output"),
    (["--level", "10", "-o", "x.gz"], b"", 2, "gzip has no level 10"),
    (["-O", "."], b"", 2, "standard input has no name"),
    (["there.txt", "-o", "there.parquet"], b"", 2, ".parquet files are not written"),
    (["--field", b"\xff"], b"", 2, "is not UTF-8"),
    (["--nonsense"], b"", 2, "No such option"),
    (["find", "nonsense"], b"", 2, "No such command"),
    (["lnies", "there.txt"], b"", 2, "no such command or file: 'lnies'; did you mean 'lines'?"),
    (["find", "money", "--region", "CAN"], b"", 2, "ISO 3166-1"),
    (["--keep", ","], b"", 2, "no label is given"),
    (["-", "-"], b"", 2, "standard input is given twice"),
    (["-o", "x.txt", "-", "there.txt", "-"], b"", 2, "standard input is given twice"),
    (["--rejects", "-"], b"", 2, "among the output; give --rejects a file of its own"),
    (["lines", "--rejects", "-"], b"", 2, "among the output"),
    (["--rejects", "/dev/stdout"], b"", 2, "among the output"),
    (["--field", "body"], b"[]", 2, "standard input: read as text, which has no fields; leave out --field, or read it with --format jsonl"),
    (["lines", "--field", "text"], b"[]", 2, "which has no fields"),
    (["--field", "body", "words.txt", "-o", "x.txt"], b"", 2, "words.txt: read as text, which has no fields"),
    (["--field", "body", "-f", "text", "there.jsonl", "words.txt"], b"", 2, "words.txt: read as text, which has no fields"),
    (["--no-dates", "--reference", "2024-04-26"], b"", 2, "--reference does nothing with --no-dates; leave out one or the other"),
    (["--no-dates", "--month-first"], b"", 2, "--month-first does nothing with --no-dates"),
    (["--no-money", "--region", "CA"], b"", 2, "--region does nothing with --no-money"),
    (["--no-money", "--no-dates", "--language", "de"], b"", 2, "--language does nothing with --no-money and --no-dates"),
    (["--keep", "blank"], b"", 2, "keep would keep no line"),
    (["words.txt", "-o", "new/"], b"", 2, "new/ is the name of a folder, and there is none; use -O to have it made"),
    (["words.txt", "-o", ""], b"", 2, "the name of an output is empty"),
    (["words.txt", "-o", "", "--force"], b"", 2, "the name of an output is empty"),
    (["words.txt", "-O", ""], b"", 2, "the name of an output is empty"),
    (["words.txt", "--rejects", ""], b"", 2, "the name of an output is empty"),
    ([""], b"", 66, "'': no such file"),
    (["there.txt", "-o", "a\x1b[31mRED.csv"], b"", 2, r"'a\x1b[31mRED.csv': .csv files are not written"),
    (["there.txt", "-o", "a\x1b[31mRED.jsonl"], b"", 2, r"'a\x1b[31mRED.jsonl': the output's format is that of the input"),
    (["b\x1b[31mRED.csv"], b"", 2, r"'b\x1b[31mRED.csv': .csv files are not read"),
    (["--model", "b\x1b[31mRED.csv"], b"", 65, r"'b\x1b[31mRED.csv': not a line model"),
    (["train", "there.jsonl", "-o", "-"], b"", 2, "standard output: a model is a file that is not compressed"),
    (["train", "there.jsonl", "-o", "my.model", "--from", "-"], b"", 2, "a model is not read from standard input"),
])
def test_errors(tmp_path, arguments, data, code, message):
    for name in ("there.txt", "there.jsonl", "there.csv", "b\x1b[31mRED.csv"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "words.txt").write_text(DEAL)
    before = names(tmp_path)
    out, told = cli(*arguments, data=data, cwd=tmp_path, code=code)
    assert message in told
    assert out == b""
    assert "Traceback" not in told
    assert names(tmp_path) == before


@pytest.mark.parametrize(("arguments", "data"), [
    (["--field", "body"], b""),                                             # nothing came along the pipe, and no field is missed
    (["--field", "body", "a.jsonl", "a.txt", "-O", "out"], b""),            # it is for one of them
    (["--no-money", "--language", "de"], DEAL.encode()),
    (["-o", "out.jsonl", "a.jsonl", "--rejects", "-"], b""),
    (["-o", "/dev/null", "a.jsonl", "--rejects", "/dev/null"], b""),
    (["a.txt", "a.txt"], b""),
])
def test_options_that_serve_something(tmp_path, arguments, data):
    (tmp_path / "a.txt").write_text(DEAL)
    (tmp_path / "a.jsonl").write_text('{"body": "x"}\n' if "--field" in arguments else "")
    cli(*arguments, data=data, cwd=tmp_path)


def test_an_error_leaves_nothing_under_the_final_name(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(record(DEAL) * 5000 + b"nonsense\n")
    _, told = cli("in.jsonl", "-o", "out.jsonl", cwd=tmp_path, code=65)
    assert "in.jsonl, record 5001: not JSON" in told
    assert names(tmp_path) == ["in.jsonl"]
    whole = gzip.compress(record(DEAL) * 5000)
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[:-5])
    _, told = cli("cut.jsonl.gz", "-O", "out", cwd=tmp_path, code=65)
    assert "cut.jsonl.gz: the gzip data is cut short" in told
    assert names(tmp_path / "out") == []


def test_what_was_done_before_an_error_is_passed_on_in_a_pipe():
    out, _ = cli("-f", "jsonl", data=record(DEAL) + b"nonsense\n", code=65)
    assert json.loads(out) == {"text": CANONICAL}


def test_existing_outputs_are_found_before_anything_is_done(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(DEAL)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "b.txt").write_text("mine")
    cli("a.txt", "b.txt", "-O", "out", cwd=tmp_path, code=73)
    assert names(tmp_path / "out") == ["b.txt"]
    cli("a.txt", "b.txt", "-O", "out", "--force", cwd=tmp_path)
    assert (tmp_path / "out" / "b.txt").read_text() == CANONICAL


def test_rejects(tmp_path):
    data = record(DEAL) + b"nonsense\n" + record(DEAL) + b'{"text": null}\n'
    out, told = cli("-f", "jsonl", "--rejects", "bad.jsonl", data=data, cwd=tmp_path, code=1)
    assert out.count(b"\n") == 2
    assert told == "cleantext: in 4 = kept 2 + dropped 0 + rejected 2\n"
    rows = [json.loads(row) for row in (tmp_path / "bad.jsonl").read_text().splitlines()]
    assert {row["file"] for row in rows} == {"standard input"}
    assert [(row["record"], row["raw"]) for row in rows] == [(2, "nonsense\n"), (4, '{"text": null}\n')]
    assert cli("lines", "-f", "jsonl", "--rejects", "bad2.jsonl", data=data, cwd=tmp_path, code=1)[0].count(b"\n") == 2
    assert (tmp_path / "bad2.jsonl").read_bytes() == (tmp_path / "bad.jsonl").read_bytes()


@pytest.mark.parametrize(("arguments", "left"), [(["-O", "out"], True), ([], True), (["-o", "out.jsonl"], False), (["-o", "/dev/null"], True)])
def test_rejects_stay_after_an_error_if_anything_else_does(tmp_path, arguments, left):
    (tmp_path / "a.jsonl").write_bytes(record(DEAL) + b"nonsense\n")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b"more nonsense\n" + record(DEAL) * 5000)[:-5])
    _, told = cli("a.jsonl", "b.jsonl.gz", *arguments, "--rejects", "bad.jsonl", cwd=tmp_path, code=65)
    first, second = told.splitlines()
    seen, kept = (int(first.replace(",", "").split(f"{word} ")[1].split()[0]) for word in ("in", "kept"))
    assert first == f"cleantext: up to this error: in {seen:,} = kept {kept:,} + dropped 0 + rejected 2"
    assert seen == kept + 2 > 2
    assert second == "cleantext: b.jsonl.gz: the gzip data is cut short; get a complete copy of the file"
    assert (tmp_path / "bad.jsonl").exists() == left
    if left:
        rows = [json.loads(row) for row in (tmp_path / "bad.jsonl").read_text().splitlines()]
        assert [(row["file"], row["raw"]) for row in rows] == [("a.jsonl", "nonsense\n"), ("b.jsonl.gz", "more nonsense\n")]


def test_no_rejects_file_is_left_after_an_error_when_nothing_was_bad(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(record(DEAL))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(record(DEAL) * 5000)[:-5])
    cli("a.jsonl", "b.jsonl.gz", "-O", "out", "--rejects", "bad.jsonl", cwd=tmp_path, code=65)
    assert names(tmp_path) == ["a.jsonl", "b.jsonl.gz", "out"]


@pytest.mark.parametrize("command", [["clean"], ["lines"], ["find", "money"], ["find", "dates"]])
def test_every_record_is_accounted_for(tmp_path, command):
    (tmp_path / "in.jsonl").write_bytes(record(DEAL) + b"nonsense\n" + record(DEAL))
    assert cli(*command, "in.jsonl", "--rejects", "bad.jsonl", cwd=tmp_path, code=1)[1] == "cleantext: in 3 = kept 2 + dropped 0 + rejected 1\n"
    assert cli(*command, "in.jsonl", "--rejects", "bad.jsonl", "--force", "-q", cwd=tmp_path, code=1)[1] == ""
    assert cli(*command, "in.jsonl", cwd=tmp_path, code=65)[1].startswith("cleantext: up to this error: in 1 = kept 1 + dropped 0 + rejected 0\ncleantext: in.jsonl, record 2")
    assert cli(*command, "in.jsonl", "-q", cwd=tmp_path, code=65)[1].count("\n") == 1
    assert cli(*command, data=DEAL.encode())[1] == "cleantext: standard input read as text; in 1 = kept 1 + dropped 0 + rejected 0\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk():
    for arguments in (["-o", "/dev/full"], ["lines", "-o", "/dev/full"]):
        _, told = cli(*arguments, data=f"{DEAL}\n".encode() * 5000, code=74)
        assert told.startswith("cleantext: /dev/full: writing failed: No space left")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, "--help"], stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT, timeout=60)
    assert (done.returncode, done.stderr.count(b"\n")) == (74, 1)
    assert b"No space left" in done.stderr


BROKEN = """
import cleantext.cli
from cleantext import Cleaner
def clean(self, text):
    raise {error}
Cleaner.clean = Cleaner.classify = clean
cleantext.cli.main()
"""


@pytest.mark.parametrize(("error", "code"), [("MemoryError", 71), ("RuntimeError('no such thing')", 70)])
@pytest.mark.parametrize("command", ["clean", "lines"])
def test_what_nobody_expects(tmp_path, command, error, code):
    (tmp_path / "in.txt").write_text(DEAL)
    done = subprocess.run([sys.executable, "-c", BROKEN.format(error=error), command, "in.txt"], capture_output=True, cwd=tmp_path, env=ENVIRONMENT, timeout=60)
    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (code, b"")
    if code == 71:
        assert told.startswith("cleantext: in.txt: not enough memory")
        assert told.count("\n") == 1
    else:
        assert told.startswith("Traceback")
        assert "RuntimeError: no such thing\ncleantext: this is a bug" in told
