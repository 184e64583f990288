"""The command line in pipes, and when it is killed."""
import gzip
import os
import signal
import subprocess
import sys
import time

import pytest

from .commands import ALL, CANONICAL, COMMAND, DEAL, ENVIRONMENT, names, record, start


@pytest.mark.parametrize("arguments", [[], ["lines"], ["find", "money"], ["--help"]])
def test_quiet_on_a_closed_pipe(tmp_path, arguments):
    (tmp_path / "in.jsonl").write_bytes(record(f"{DEAL} It cost $5 million.") * 20000)
    process = start(*arguments, *(["in.jsonl"] if arguments != ["--help"] else []), cwd=tmp_path)
    with process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 141)


@pytest.mark.parametrize("arguments", [[], ["lines"]])
def test_rejects_stay_when_the_reader_goes_away(tmp_path, arguments):
    (tmp_path / "in.jsonl").write_bytes(b"nonsense\n" + record(DEAL) * 20000)
    with start(*arguments, "in.jsonl", "--rejects", "bad.jsonl", cwd=tmp_path) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
    assert (tmp_path / "bad.jsonl").read_bytes().count(b"\n") == 1


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


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("number", ["SIGHUP", "SIGINT", "SIGTERM"])
def test_lives_on_where_a_signal_is_ignored(tmp_path, number):
    """As `nohup cleantext …` has it for a terminal that is closed."""
    before = signal.signal(getattr(signal, number), signal.SIG_IGN)
    process = start("-q", "-f", "jsonl", "-o", "out.jsonl", "-", cwd=tmp_path)
    signal.signal(getattr(signal, number), before)
    with process:
        process.stdin.write(record(DEAL) * 10000)
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not names(tmp_path):      # from now on it heeds signals
            assert time.monotonic() < deadline
            time.sleep(0.01)
        process.send_signal(getattr(signal, number))
        process.stdin.write(record(DEAL))
        process.stdin.close()
        assert (process.wait(60), process.stderr.read()) == (0, b"")
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 10001


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


@pytest.mark.parametrize(("arguments", "message"), [
    ([], "standard input is also the output"), (["lines"], "standard input is also the output"), (["-o", "a.txt", "--force"], "a.txt is an input"),
    (["-o", "b.txt", "--rejects", "a.txt", "--force"], "a.txt is an input")])
def test_standard_input_is_not_fed_with_the_output(tmp_path, arguments, message):
    (tmp_path / "a.txt").write_text(DEAL)
    with open(tmp_path / "a.txt", "rb") as source, open(tmp_path / ("c.txt" if "-o" in arguments else "a.txt"), "ab") as target:
        done = subprocess.run([*COMMAND, *arguments], cwd=tmp_path, stdin=source, stdout=target, stderr=subprocess.PIPE, timeout=60, env=ENVIRONMENT)
    assert (done.returncode, message in done.stderr.decode()) == (2, True)
    assert (tmp_path / "a.txt").read_text() == DEAL
    assert not (tmp_path / "b.txt").exists()


@pytest.mark.parametrize("pieces", [[b"\n", record("x")], [b"\xef\xbb\xbf\r\n \n", record("x")], [b"\n", b"\n\t", record("x")[:4], record("x")[4:]], [b"\n" * 70, record("x")],
                                    [b"\n", b"words\n", record("x")]])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_format_of_a_pipe_does_not_depend_on_time(tmp_path, pieces, pack):
    together = subprocess.run([*COMMAND, *ALL], input=pack(b"".join(pieces)), capture_output=True, env=ENVIRONMENT, timeout=60)
    with start(*ALL, cwd=tmp_path) as process:
        for piece in pieces:
            process.stdin.write(pack(piece))
            process.stdin.flush()
            time.sleep(0.4)
        process.stdin.close()
        assert process.stdout.read() == together.stdout
        assert process.stderr.read() == together.stderr
    assert (process.returncode, together.returncode) == (0, 0)
    assert (b"read as jsonl" in together.stderr) == (len(pieces[0]) < 64 and not any(b"words" in piece for piece in pieces))


@pytest.mark.skipif(os.name != "posix", reason="closes descriptors as a POSIX shell does")
@pytest.mark.parametrize("options", ["", "--json"])
def test_eval_with_its_output_closed(options):
    done = subprocess.run(["sh", "-c", f'"$0" -m cleantext eval {options} - >&-', sys.executable], input=b'{"lines": ["a"], "labels": [1]}', capture_output=True, env=ENVIRONMENT, timeout=60)
    assert (done.returncode, done.stderr) == (73, b"cleantext: standard output is closed; send it to a file, with > FILE\n")
