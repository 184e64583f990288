"""Outputs appear only when complete, under names that are no inputs; counts add up."""
import gzip
import json
import os
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.io import atomic, errors
from cleantext.io.output import open_output

from .filtering import filtered, parts, run


def test_nothing_under_the_final_name_until_complete(tmp_path):
    target = tmp_path / "out.txt"
    with open_output(str(target)) as output:
        output.write(b"x" * (1 << 20))
        assert not target.exists()
    assert target.read_bytes() == b"x" * (1 << 20)
    assert not parts(tmp_path)


def write_and_raise(path, error):
    with open_output(str(path)) as output:
        output.write(b"x" * (1 << 20))
        raise error


@pytest.mark.parametrize("name", ["out.txt", "out.txt.gz", "out.txt.zst"])
def test_nothing_is_left_after_an_error(tmp_path, name):
    for error in (KeyboardInterrupt, ValueError):
        with pytest.raises(error):
            write_and_raise(tmp_path / name, error)
        assert not list(tmp_path.iterdir())


def test_existing_output_needs_force(tmp_path):
    target = tmp_path / "out.txt"
    target.write_bytes(b"old")
    with pytest.raises(errors.OutputError, match="--force"), open_output(str(target)):
        pass
    assert target.read_bytes() == b"old"
    target.chmod(0o640)
    with open_output(str(target), overwrite=True) as output:
        output.write(b"new")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_output_that_appears_meanwhile_is_not_replaced(tmp_path):
    target = tmp_path / "out.txt"
    output = open_output(str(target))
    output.__enter__().write(b"new")
    target.write_bytes(b"other")
    with pytest.raises(errors.OutputError, match="exists already"):
        output.__exit__(None, None, None)
    assert target.read_bytes() == b"other"
    assert not parts(tmp_path)


def test_output_that_appears_at_the_last_moment_is_not_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(atomic, "check_free", lambda path, name: None)     # what it would see is not there yet
    test_output_that_appears_meanwhile_is_not_replaced(tmp_path)


def test_output_where_there_are_no_links(tmp_path, monkeypatch):
    def refuse(*paths):
        raise PermissionError
    monkeypatch.setattr(os, "link", refuse)
    test_nothing_under_the_final_name_until_complete(tmp_path)
    (tmp_path / "out.txt").unlink()
    test_output_that_appears_meanwhile_is_not_replaced(tmp_path)


def test_rejects_that_cannot_be_written_are_told(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"nonsense\n")
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"text" * 1000)[:-5])

    def watch(name, size):
        if name.endswith("b.txt.gz"):
            (tmp_path / "bad.jsonl").write_bytes(b"other")

    with pytest.raises(errors.DataError, match="cut short") as caught:
        run([tmp_path / "a.jsonl", tmp_path / "b.txt.gz"], folder=tmp_path / "out", rejects=str(tmp_path / "bad.jsonl"), watch=watch)
    assert caught.value.__notes__ == [f"{tmp_path}/bad.jsonl: exists already; use --force to replace it, or another name"]
    assert (tmp_path / "bad.jsonl").read_bytes() == b"other"
    assert not parts(tmp_path)


def test_output_through_a_link_goes_where_it_points(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "real" / "out.txt")
    with open_output(str(tmp_path / "link.txt"), overwrite=True) as output:
        output.write(b"x")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real" / "out.txt").read_bytes() == b"x"


def test_devices_are_written_to_and_stay(tmp_path):
    with open_output(os.devnull) as output:
        output.write(b"x")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


def test_output_cannot_be_created(tmp_path):
    with pytest.raises(errors.OutputError, match="cannot be created"), open_output(str(tmp_path / "no" / "out.txt")):
        pass


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_disk_full():
    with pytest.raises(errors.TransferError, match="No space left"), open_output("/dev/full") as output:
        output.write(b"x" * (1 << 20))


def test_an_output_is_never_an_input(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    os.link(tmp_path / "a.txt", tmp_path / "hard.txt")
    for name in ("a.txt", "link.txt", "hard.txt", "../" + tmp_path.name + "/a.txt"):
        with pytest.raises(errors.ChoiceError, match="is an input"):
            run([tmp_path / "a.txt"], output=tmp_path / name, overwrite=True)
    with pytest.raises(errors.ChoiceError, match="is an input"):
        run([tmp_path / "a.txt"], folder=tmp_path, overwrite=True)
    with pytest.raises(errors.ChoiceError, match="is an input"):
        run([tmp_path / "a.txt"], output=tmp_path / "b.txt", rejects=str(tmp_path / "a.txt"), overwrite=True)
    assert (tmp_path / "a.txt").read_bytes() == b"a"


def test_plans_that_do_not_go_together(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "a"}\n')
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_bytes(b"b")
    for options, message in (
        ({"inputs": ["a.txt", "b.jsonl"], "output": "out"}, "cannot go into the same output"),
        ({"inputs": ["a.txt"], "output": "out.jsonl"}, "--format jsonl"),
        ({"inputs": ["a.txt", "sub/a.txt"], "folder": "out"}, "written twice"),
        ({"inputs": ["a.txt"], "output": "sub"}, "use -O"),
        ({"inputs": ["a.txt"], "output": "x", "folder": "out"}, "exclude"),
        ({"inputs": ["-"], "folder": "out"}, "no name"),
    ):
        inputs = [name if name == "-" else tmp_path / name for name in options.pop("inputs")]
        with pytest.raises(errors.ChoiceError, match=message):
            run(inputs, **{name: tmp_path / value for name, value in options.items()})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.jsonl", "sub"]


def test_a_folder_of_outputs(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}\nnonsense\n'))
    out = tmp_path / "new" / "out"
    counts = run([tmp_path / name for name in ("a.txt", "bad.txt", "b.jsonl.gz")], folder=out, rejects=str(tmp_path / "rejects.jsonl"))
    assert sorted(path.name for path in out.iterdir()) == ["a.txt", "b.jsonl.gz"]       # nothing where the document was bad
    assert (out / "a.txt").read_bytes() == b"A"
    assert gzip.decompress((out / "b.jsonl.gz").read_bytes()) == b'{"text": "A"}\n'
    assert (counts.seen, counts.kept, counts.rejected) == (4, 2, 2)
    rows = [json.loads(line) for line in (tmp_path / "rejects.jsonl").read_text().splitlines()]
    assert [(os.path.basename(row["file"]), row["record"]) for row in rows] == [("bad.txt", 1), ("b.jsonl.gz", 2)]


@pytest.mark.parametrize(("name", "message"), [("no.txt", "no such file"), (".", "is a directory"), ("a\0b", "cannot be read")])
def test_inputs_that_are_not_there(tmp_path, name, message):
    with pytest.raises(errors.InputError, match=message):
        run([f"{tmp_path}/{name}"])


LINES = st.sampled_from([b'{"text": "a"}', b"", b"nonsense", b'{"text": 1}', b'{"text": "x"}', b"\xff", b" "])


@settings(max_examples=30)
@given(data=st.lists(LINES, max_size=8), end=st.booleans())
def test_counts_add_up(tmp_path_factory, data, end):
    folder = tmp_path_factory.mktemp("counts")
    content = b"\n".join(data) + b"\n" * end
    out, counts = filtered(folder, "a.jsonl", content, lambda text: text.replace("x", ""), rejects=str(folder / "rejects"), drop_empty=True)
    assert counts.seen == sum(bool(line.strip()) for line in data) == counts.kept + counts.dropped + counts.rejected
    assert counts.kept == data.count(b'{"text": "a"}') == out.count(b"text")
    assert counts.dropped == data.count(b'{"text": "x"}')
    assert counts.rejected == (folder / "rejects").read_bytes().count(b"\n")
