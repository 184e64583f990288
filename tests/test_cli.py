"""The command line, as a user runs it: pipes, files, exit codes, and what is left behind when it is killed."""
import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleantext
from cleantext.cli.main import run

DEAL = "The company said that it had agreed to buy  its largest rival, Smith &amp; Sons, after months of talks between the owners."
CANONICAL = "The company said that it had agreed to buy its largest rival, Smith & Sons, after months of talks between the owners."
ALL = ["--keep", ",".join(cleantext.Label)]      # whatever the model says of a line
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(os.path.abspath(path or ".") for path in sys.path)}
COMMAND = [sys.executable, "-m", "cleantext"]


def cli(*arguments, data=b"", cwd=None, code=0, **environment):
    """Run the command; (stdout, stderr) when it exits as it should."""
    done = subprocess.run([*COMMAND, *arguments], input=data, capture_output=True, cwd=cwd, env={**ENVIRONMENT, **environment}, timeout=120)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout, done.stderr.decode()


def start(*arguments, cwd, **options):
    return subprocess.Popen([*COMMAND, *map(str, arguments)], cwd=cwd, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, **options)


def record(text, **others):
    return json.dumps({**others, "text": text}).encode() + b"\n"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# ---- the filter -------------------------------------------------------------------------------------------------------------------

def test_text_in_a_pipe():
    out, told = cli(data=f"{DEAL}\n".encode())
    assert out.decode() == f"{CANONICAL}\n"
    assert told == "cleantext: standard input read as text; in 1 = kept 1 + dropped 0 + rejected 0\n"


def test_clean_is_the_default_command():
    assert cli("clean", "-", data=DEAL.encode()) == cli("-", data=DEAL.encode()) == cli(data=DEAL.encode())


def test_jsonl_in_a_pipe():
    out, told = cli("-q", data=record(DEAL, id=1.50))
    assert json.loads(out) == {"id": 1.5, "text": CANONICAL}
    assert told == ""
    assert cli("-q", "-f", "text", data=record("x"))[0].startswith(b'{"text"')


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_files(tmp_path, suffix):
    cli("-q", "-o", f"in.jsonl{suffix}", *ALL, "-", data=record(DEAL) * 3, cwd=tmp_path)
    cli("-q", f"in.jsonl{suffix}", "-o", "out.jsonl", cwd=tmp_path)
    assert [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()] == [{"text": CANONICAL}] * 3
    assert names(tmp_path) == sorted({f"in.jsonl{suffix}", "out.jsonl"})


def test_a_folder_of_files(tmp_path):
    (tmp_path / "a.txt").write_text(DEAL)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(record(DEAL)))
    _, told = cli("a.txt", "b.jsonl.gz", "-O", "out", cwd=tmp_path)
    assert (tmp_path / "out" / "a.txt").read_text() == CANONICAL
    assert json.loads(gzip.decompress((tmp_path / "out" / "b.jsonl.gz").read_bytes())) == {"text": CANONICAL}
    assert "in 2 = kept 2 + dropped 0 + rejected 0" in told


def test_other_fields_are_the_same_bytes(tmp_path):
    rng = random.Random(7)
    spaces = ["", " ", "\t ", "  "]
    values = ["1.0", "1e5", "-0", '"\\u00e9\\/"', '"é\u2028"', "[ 1,{} ]", '{"text" : "€5 million"}', "null", "12345678901234567890",
              '"\\ud83d\\ude00"']

    def line(number):
        members = [f'"k{k}"{rng.choice(spaces)}:{rng.choice(spaces)}{rng.choice(values)}' for k in range(rng.randrange(5))]
        members.insert(rng.randrange(len(members) + 1), f'"text":{rng.choice(spaces)}@{number}@')
        return rng.choice(spaces) + "{" + f"{rng.choice(spaces)},{rng.choice(spaces)}".join(members) + "}" + rng.choice(["\n", "\r\n", " \n", "\n\n"])

    template = "".join(map(line, range(300)))
    source, expected = template, template
    for number in range(300):
        source = source.replace(f"@{number}@", json.dumps(DEAL))
        expected = expected.replace(f"@{number}@", json.dumps(CANONICAL))
    (tmp_path / "in.jsonl").write_bytes(source.encode())
    cli("in.jsonl", "-o", "out.jsonl", *ALL, cwd=tmp_path)
    assert (tmp_path / "out.jsonl").read_bytes() == expected.encode()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\r &;#x0€$"), max_size=30), max_size=4))
def test_any_text_comes_out_as_the_cleaner_has_it(texts):
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "in.jsonl"), os.path.join(folder, "out.jsonl")
        with open(source, "wb") as file:
            file.writelines(record(text, id=number) for number, text in enumerate(texts))
        assert run(["-q", source, "-o", target]) == 0
        with open(target, encoding="utf-8", newline="\n") as file:
            assert [json.loads(line) for line in file] == [{"id": number, "text": cleantext.clean(text)} for number, text in enumerate(texts)]


@pytest.mark.parametrize(("data", "expected"), [
    (b"", b""),
    (b"one\r\ntwo\r\n", b"one\ntwo\n"),             # tidying ends lines in line feeds
    (b"one\n\n\n\ntwo", b"one\n\ntwo"),
    (b"\xef\xbb\xbfone\n", b"one\n"),
    (b"o\x00ne\n", b"one\n"),                       # an invisible character
])
def test_text_line_ends_and_invisible_characters(data, expected):
    assert cli("-q", *ALL, data=data)[0] == expected


def test_cleaning_again_changes_nothing(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(record(DEAL + "\r\n\r\n\r\nShare  this\r\n") + b'{"text": "caf\\u00e9 \\ud83d\\ude00"}\n')
    cli("a.jsonl", "-o", "b.jsonl", cwd=tmp_path)
    cli("b.jsonl", "-o", "c.jsonl", cwd=tmp_path)
    assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "c.jsonl").read_bytes()


def test_drop_empty(tmp_path):
    data = record("") + record(DEAL)
    out, told = cli("--drop-empty", data=data)
    assert json.loads(out) == {"text": CANONICAL}
    assert "in 2 = kept 1 + dropped 1 + rejected 0" in told
    assert cli("-q", data=data)[0].count(b"\n") == 2


@pytest.mark.parametrize(("options", "text", "expected"), [
    (["--no-money"], "They paid €89 billion for it.", "They paid €89 billion for it."),
    ([], "They paid €89 billion for it.", "They paid EUR 89000000000 for it."),
    (["--no-dates"], "The contract (April 26, 2024) is void.", "The contract (April 26, 2024) is void."),
    ([], "The contract (April 26, 2024) is void.", "The contract (2024-04-26) is void."),
    (["--day-first"], "The contract (03/04/2024) is void.", "The contract (2024-04-03) is void."),
    (["--month-first"], "The contract (03/04/2024) is void.", "The contract (2024-03-04) is void."),
    (["--no-tidy", "--no-money"], "A  b  &amp;  c", "A  b  &amp;  c"),
    (["--region", "CA"], "It cost $5 million.", "It cost CAD 5000000."),
])
def test_options_reach_the_cleaner(options, text, expected):
    assert cli("-q", *ALL, *options, data=text.encode())[0].decode() == expected


def test_keep_chooses_the_lines():
    page = f"{DEAL}\n\nCopyright 2024 Example Media. All rights reserved.\n".encode()
    everything = cli("-q", *ALL, data=page)[0]
    labels = [line.label for line in cleantext.classify(page.decode())]
    assert cli("-q", "--keep", "text", "--keep", f"heading,{labels[2]}", data=page)[0] == everything


# ---- lines and find ---------------------------------------------------------------------------------------------------------------

def test_lines():
    page = f"{DEAL}\r\n\nShare\tthis\n"
    rows = [row.split("\t", 4) for row in cli("lines", data=page.encode())[0].decode().splitlines()]
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert [row[4] for row in rows] == [DEAL, "", "Share\tthis", ""]
    assert [row[1] for row in rows] == [line.label for line in cleantext.classify(page)]
    assert all(0 <= float(row[2]) <= 1 for row in rows)
    as_json = [json.loads(row) for row in cli("lines", "--json", data=page.encode())[0].splitlines()]
    assert [row["text"] for row in as_json] == [row[4] for row in rows]
    assert all(page[row["start"]:row["stop"]] == row["text"] for row in as_json)


def test_lines_of_records_carry_their_number():
    data = record("one\ntwo") + b"\n" + record("three")
    rows = [row.split("\t") for row in cli("lines", data=data)[0].decode().splitlines()]
    assert [(row[0], row[1], row[5]) for row in rows] == [("1", "1", "one"), ("1", "2", "two"), ("3", "1", "three")]
    assert [json.loads(row)["record"] for row in cli("lines", "--json", data=data)[0].splitlines()] == [1, 1, 3]


def test_find_money():
    text = "é😀 They paid €89 billion for it."
    found = json.loads(cli("find", "money", data=text.encode())[0])
    assert (found["amount"], found["currency"], found["value"], found["amount_max"]) == ("89000000000", "EUR", "EUR 89000000000", None)
    assert text[found["start"]:found["stop"]] == found["text"] == "€89 billion"
    assert "record" not in found
    assert json.loads(cli("find", "money", "--region", "CA", data=record("It cost $5."))[0])["record"] == 1


def test_find_dates():
    out, _ = cli("find", "dates", "--reference", "2024-04-26", data=b"It rained yesterday (April 30, 2024, was better).")
    rows = [json.loads(row) for row in out.splitlines()]
    assert [row["value"] for row in rows] == ["2024-04-25", "2024-04-30"]
    assert rows[1]["text"] == "April 30, 2024"


# ---- what goes wrong --------------------------------------------------------------------------------------------------------------

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
])
def test_errors(tmp_path, arguments, data, code, message):
    for name in ("there.txt", "there.jsonl", "there.csv"):
        (tmp_path / name).write_bytes(b"")
    before = names(tmp_path)
    out, told = cli(*arguments, data=data, cwd=tmp_path, code=code)
    assert message in told
    assert out == b""
    assert "Traceback" not in told
    assert names(tmp_path) == before


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


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk():
    for arguments in (["-o", "/dev/full"], ["lines", "-o", "/dev/full"]):
        _, told = cli(*arguments, data=f"{DEAL}\n".encode() * 5000, code=74)
        assert told.startswith("cleantext: /dev/full: writing failed: No space left")


# ---- pipes and signals ------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("arguments", [[], ["lines"], ["find", "money"], ["--help"]])
def test_quiet_on_a_closed_pipe(tmp_path, arguments):
    (tmp_path / "in.jsonl").write_bytes(record(DEAL) * 20000)
    process = start(*arguments, *(["in.jsonl"] if arguments != ["--help"] else []), cwd=tmp_path)
    with process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 141)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129), ("SIGKILL", -9)])
def test_killed_in_the_middle(tmp_path, number, code):
    # a child inherits what is ignored: under nohup, or in the background of a script, it would live on, as it should
    before = {ignored: signal.signal(ignored, signal.SIG_DFL) for ignored in (signal.SIGHUP, signal.SIGINT)}
    process = start("-f", "jsonl", "-o", "out.jsonl.gz", "--rejects", "bad.jsonl", "-", cwd=tmp_path)
    for ignored, handler in before.items():
        signal.signal(ignored, handler)
    with process:
        process.stdin.write(record(DEAL) * 10000)
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while len(names(tmp_path)) < 2:     # the two files under way
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(getattr(signal, number))
        assert process.wait(60) == code
        assert process.stderr.read() == b""
    left = names(tmp_path)
    assert not {"out.jsonl.gz", "bad.jsonl"} & set(left)
    if number != "SIGKILL":
        assert left == []


KILLED_WHILE_ASKED = """
import gzip, os, signal
from cleantext.cli import main
class Asked(gzip.GzipFile):
    sent = False
    @property
    def closed(self):
        if self.size and not Asked.sent:
            Asked.sent = True
            os.kill(os.getpid(), signal.SIGTERM)
        return super().closed
gzip.GzipFile = Asked
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_killed_where_no_exception_gets_through(tmp_path):
    # a buffer asks the file under it whether it is closed, and takes an exception for a yes
    done = subprocess.run([sys.executable, "-c", KILLED_WHILE_ASKED, "-f", "jsonl", "-o", "out.jsonl.gz", "-"], cwd=tmp_path, env=ENVIRONMENT,
                          input=record(DEAL) * 10000, capture_output=True, timeout=120)
    assert (done.returncode, done.stderr) == (143, b"")
    assert names(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="a pipe with a name")
def test_a_named_pipe_is_written_to(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with start("-q", "-o", "pipe.txt", cwd=tmp_path) as process:
        process.stdin.write(DEAL.encode())
        process.stdin.close()
        assert (tmp_path / "pipe.txt").read_text() == CANONICAL
    assert process.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="a pipe that does not block")
def test_a_pipe_that_does_not_block_gets_everything(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(record(DEAL) * 20000)
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with subprocess.Popen([*COMMAND, "-q", "in.jsonl"], cwd=tmp_path, env=ENVIRONMENT, stdout=writer, stderr=subprocess.PIPE) as process:
        os.close(writer)
        time.sleep(0.5)     # the pipe fills up
        with open(reader, "rb") as pipe:
            assert pipe.read() == record(CANONICAL) * 20000
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors as a POSIX shell does")
@pytest.mark.parametrize(("closed", "code", "message"), [
    ("<&-", 66, "standard input: cannot be read: it is closed"), (">&-", 73, "standard output is closed"), ("2>&-", 0, ""),
])
def test_streams_that_are_closed(tmp_path, closed, code, message):
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m cleantext --rejects bad.jsonl {closed}', sys.executable],
        input=DEAL.encode(), capture_output=True, cwd=tmp_path, env=ENVIRONMENT, timeout=60)
    assert done.returncode == code
    assert message in done.stderr.decode()
    assert names(tmp_path) == (["bad.jsonl"] if code == 0 else [])


def test_output_that_is_the_input(tmp_path):
    (tmp_path / "a.txt").write_text(DEAL)
    with open(tmp_path / "a.txt", "ab") as target:
        done = subprocess.run([*COMMAND, "a.txt"], cwd=tmp_path, stdout=target, stderr=subprocess.PIPE, timeout=60,
                              env=ENVIRONMENT)
    assert done.returncode == 2
    assert b"is also the output" in done.stderr
    assert (tmp_path / "a.txt").read_text() == DEAL


# ---- help, start-up, terminal -----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("command", [[], ["clean"], ["lines"], ["find", "money"], ["find", "dates"]])
def test_help_has_examples(command):
    for option in ("--help", "-h"):
        out, told = cli(*command, option)
        assert b"Examples:" in out
        assert told == ""


def test_version():
    assert cli("--version")[0].decode() == f"cleantext {cleantext.__version__}\n"


def test_importing_the_package_imports_nothing_of_the_command():
    code = "import cleantext, sys; cleantext.clean('x'); print({'click', 'orjson', 'rich', 'cleantext.io', 'cleantext.cli'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENVIRONMENT, check=True).stdout == b"set()\n"


def test_help_imports_only_what_it_needs():
    code = "import sys; from cleantext.cli.main import run; run(['--help']); print({'orjson', 'rich', 'gzip', 'backports'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, env=ENVIRONMENT, check=True).stdout.endswith(b"\nset()\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell):
    assert b"_CLEANTEXT_COMPLETE" in cli(_CLEANTEXT_COMPLETE=f"{shell}_source")[0]


@pytest.mark.parametrize(("words", "expected"), [
    ("cleantext fi", "find"),
    ("cleantext find mo", "money"),
    ("cleantext --keep text,hea", "text,heading"),
    ("cleantext --form", "--format"),
    ("cleantext -f js", "jsonl"),
])
def test_completion_knows(words, expected):
    out, _ = cli(_CLEANTEXT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(words.count(" ")))
    assert f"plain,{expected}\n" in out.decode()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_for_terminals_only(monkeypatch):
    from cleantext.cli import progress
    monkeypatch.setattr(progress, "PATIENCE", -1)
    monkeypatch.setattr(progress, "INTERVAL", 0)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    for terminal, quiet, shown in ((Terminal(), False, True), (Terminal(), True, False), (io.StringIO(), False, False)):
        monkeypatch.setattr(sys, "stderr", terminal)
        with progress.Progress(quiet=quiet) as bar:
            for name in ("one [red].txt", "two.txt"):
                tick = bar.of(name, 1000)
                assert (tick is not None) == shown
                if tick:
                    tick(500)
                    tick(1000)
        assert bool(terminal.getvalue()) == shown
        assert "\x1b[3" not in terminal.getvalue()      # no colours
        assert "[red]" in terminal.getvalue() or not shown
