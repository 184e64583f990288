"""The command line, as a user runs it: the filter, lines, find, help."""
import gzip
import io
import json
import os
import random
import subprocess
import sys
import tempfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleantext
from cleantext.cli.main import commands, run

from .commands import ALL, CANONICAL, DEAL, ENVIRONMENT, cli, names, record

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
    (["--language", "sv"], "Biljett: 100 kr", "Biljett: SEK 100"),
    (["--reference", "2024-04-26T14:30"], "It ends in 2 hours, not yesterday.", "It ends 2024-04-26T16:30, not 2024-04-25."),
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


@pytest.mark.parametrize(("kind", "options", "text", "values", "otherwise"), [
    ("money", ["--language", "sv"], "100 kr", ["SEK 100"], ["100"]),
    ("money", ["--language", "en"], "1.500 USD", ["USD 1.5000"], ["USD 1500"]),
    ("money", ["--region", "CA"], "It cost $5 million.", ["CAD 5000000"], ["USD 5000000"]),
    ("money", ["--region", "NO", "--language", "en"], "1.500 kr", ["NOK 1.5000"], ["1500"]),
    ("dates", ["--language", "fr"], "03/04/2024", ["2024-04-03"], ["2024-03-04"]),
    ("dates", ["--language", "pl"], "12 V 1923", ["1923-05-12"], ["1923"]),
    ("dates", ["--day-first"], "03/04/2024", ["2024-04-03"], ["2024-03-04"]),
    ("dates", ["--month-first"], "am 03/04/2024", ["2024-03-04"], ["2024-04-03"]),
    ("dates", ["--reference", "2024-04-26"], "in 2 hours, yesterday", ["", "2024-04-25"], ["", ""]),
    ("dates", ["--reference", "2024-04-26T14:30"], "in 2 hours, yesterday", ["2024-04-26T16:30", "2024-04-25"], ["", ""]),
])
def test_options_reach_the_finders(kind, options, text, values, otherwise):
    found = [[json.loads(row)["value"] for row in cli("find", kind, *chosen, data=text.encode())[0].splitlines()] for chosen in (options, [])]
    assert found == [values, otherwise]


# ---- help, start-up, terminal -----------------------------------------------------------------------------------------------------

def all_commands(command=commands, path=()):
    """The words that each command is called by, the empty list for the one without a name."""
    return [list(path), *(words for name, inner in getattr(command, "commands", {}).items() for words in all_commands(inner, (*path, name)))]


@pytest.mark.parametrize("command", all_commands(), ids=" ".join)
def test_help_has_examples(command):
    for option in ("--help", "-h"):
        out, told = cli(*command, option)
        _, _, examples = out.decode().partition("Examples:\n")
        assert f"  cleantext {'' if command == ['clean'] else ' '.join(command)}" in examples        # clean is the one that needs no name
        assert told == ""


def test_every_command_is_known():
    assert [" ".join(words) for words in all_commands()] == ["", "clean", "lines", "find", "find money", "find dates", "eval", "train"]


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
            for name in ("one [red].txt", "two[/red].txt"):
                tick = bar.of(name, 1000)
                assert (tick is not None) == shown
                if tick:
                    tick(500)
                    tick(1000)
        assert bool(terminal.getvalue()) == shown
        assert "\x1b[3" not in terminal.getvalue()      # no colours
        assert all(name in terminal.getvalue() for name in ("one [red].txt", "two[/red].txt")) == shown
