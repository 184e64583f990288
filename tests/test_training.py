"""Training on a user's pages: what is refused, what is held out, the figures, the file read back; and, where torch is installed, tiny trainings."""
import importlib.util
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Config, Label
from cleantext.cli.main import run
from cleantext.io.labelled import LabelledPage
from cleantext.lines import rules
from cleantext.model import shipped_model
from cleantext.scoring import Scores
from cleantext.training import data
from cleantext.training.measure import better_and_worse, judge, worth

from .oracles import lines as oracle

needs_torch = pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason='training needs torch: pip install "cleantext-toolkit[train]"')
needs_numpy = pytest.mark.skipif(importlib.util.find_spec("numpy") is None, reason="reading the model's numbers needs numpy")
LOGBOOK = ["Home", "Log in", "08:15 Wind from the north-west, sea calm", "Crew: 4 hands", "09:40 Passed the second lighthouse on the port side",
           "Read more", "11:05 Sounded twelve fathoms", "Crew: 5 hands", "Terms of use"]
SIDES = [0, 0, 1, 1, 1, 0, 1, 1, 0]         # short entries that look like furniture are content here
NAMES = ["navigation", "subscription", "text", "text", "text", "related", "text", "text", "legal"]


def pages(count, sites, labels=SIDES):
    """Pages of a ship's log: the lines in turn, some of them left out."""
    out = []
    for number in range(count):
        kept = [k for k in range(len(LOGBOOK) * 2) if (k * 7 + number * 5) % 4]
        lines = [f"{LOGBOOK[k % 9]}{' again' * (k // 9)}" for k in kept]
        out.append({"site": f"{number % sites}.example", "lines": lines, "labels": [labels[k % 9] for k in kept]})
    return out


def written(folder, records, name="pages.jsonl"):
    path = folder / name
    path.write_text("".join(record if isinstance(record, str) else json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return str(path)


# ---- what needs no torch ----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("records", "told"), [
    ([], "no labelled line"),
    ([{"lines": ["a", "b"], "labels": [None, -1]}], "no labelled line"),
    ([{"lines": ["a", ""], "labels": [None, "blank"]}], "no labelled line"),
    ([{"lines": [" ", "-----"], "labels": [1, 0]}], "no labelled line"),
    ([{"lines": ["a", "b"], "labels": [1, "heading"]}], "every labelled line is content"),
    ([{"lines": ["a", "b"], "labels": [0, "legal"]}], "every labelled line is boilerplate"),
    ([{"lines": ["a"], "labels": [1]}, '{"lines": ["b"], "labels": [0]\n'], "line 2"),
    ([{"lines": ["a"], "labels": ["content"]}], "line 1"),
    ([{"lines": ["a", "b"], "labels": [1]}], "line 1"),
])
def test_data_that_cannot_be_learned_from_is_refused(tmp_path, capsys, records, told):
    assert run(["train", written(tmp_path, records), "-o", str(tmp_path / "my.model")]) == 65
    assert told in capsys.readouterr().err
    assert not (tmp_path / "my.model").exists()


def test_places_that_cannot_be_used_are_refused_before_any_work(tmp_path, capsys):
    source, there = written(tmp_path, pages(12, 6)), written(tmp_path, [""], "there.model")
    assert run(["train", source, "-o", there]) == 73
    assert run(["train", source, "-o", source, "--force"]) == 2
    assert run(["train", source, "-o", there, "--from", there, "--force"]) == 2
    assert run(["train", source, "-o", "-"]) == 2
    assert run(["train", source, "-o", str(tmp_path / "my.model.gz")]) == 2
    assert run(["train", str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "my.model")]) == 66
    assert run(["train", source, "-o", str(tmp_path / "my.model"), "--from", str(tmp_path / "none.model")]) == 66
    assert run(["train", source, "-o", str(tmp_path / "my.model"), "--from", there]) == 65
    assert run(["train", source, "-o", str(tmp_path / "my.model"), "--held-out", "0.9"]) == 2
    assert run(["train", source, "-o", str(tmp_path / "my.model"), "--held-out", "nan"]) == 2
    assert run(["train", source, "-o", str(tmp_path / "my.model"), "--max-line", "50"]) == 65
    assert run(["train", source, "-o", str(tmp_path / "none" / "my.model")]) in (2, 73)     # 2 where torch is missing
    assert run(["train", "-o", str(tmp_path / "my.model")]) == 2
    assert "cleantext" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages.jsonl", "there.model"]


@pytest.mark.parametrize("module", ["torch", "numpy"])
def test_without_the_extra_the_remedy_is_named(tmp_path, module):
    code = f"import sys; sys.modules[{module!r}] = None; from cleantext.cli.main import run; sys.exit(run(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", code, "train", written(tmp_path, pages(12, 6)), "-o", str(tmp_path / "my.model")],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is not installed" in done.stderr
    assert 'pip install "cleantext-toolkit[train]"' in done.stderr
    assert not (tmp_path / "my.model").exists()


def labelled(site, *known):
    return LabelledPage("", site, ["x"] * len(known), list(known))


@given(st.lists(st.integers(0, 30), max_size=80), st.floats(0.01, 0.5), st.integers(0, 5))
def test_what_is_held_out(of_site, share, seed):
    given_pages = [labelled(f"{site}", True) for site in of_site]
    parts = data.rounds(given_pages, share, seed)
    if len(given_pages) < data.FEW_PAGES or len(set(of_site)) < data.FEW_SITES:
        assert parts == []
        return
    assert sorted(site for part in parts for site in part) == sorted({page.site for page in given_pages})     # each site once, for the pages are few
    assert all(0 < len(part) < len(set(of_site)) for part in parts)
    assert parts == data.rounds(given_pages, share, seed)


def test_many_pages_need_fewer_rounds():
    many = [labelled(f"{number}", True) for number in range(2000)]
    assert [len(part) for part in data.rounds(many, 0.2, 1)] == [400]
    assert data.rounds(many, 0, 1) == []


def test_a_page_without_a_site_is_one_by_itself(tmp_path):
    gathered = data.gather([written(tmp_path, [{"lines": ["a", "b"], "labels": [1, 0]}] * 2 + [{"lines": ["a"], "labels": [None]}])])
    assert [page.site for page in gathered] == ["", ""]
    assert len({page.site for page in data.with_sites(gathered)}) == 2


def test_the_fingerprint_sees_lines_and_labels():
    variants = [[labelled("", True)], [labelled("", False)], [labelled("", None)], [labelled("", Label.TEXT)], [labelled("", True), labelled("", True)],
                [LabelledPage("", "", ["y"], [True])], []]
    assert len({data.fingerprint(variant) for variant in variants}) == len(variants)
    assert data.fingerprint(variants[0], 1) != data.fingerprint(variants[0])


def test_which_model_is_better():
    plain, named = Scores(), Scores()
    plain.add(["two words", "of three words"], [True, False], [Label.TEXT, Label.TEXT])
    named.add(["two words", "of three words"], [Label.HEADING, Label.LEGAL], [Label.TEXT, Label.LEGAL])
    assert worth(plain) == pytest.approx(2 * 2 / (2 + 5))
    assert worth(named) == pytest.approx((1 + 0.5) / 2)
    assert (better_and_worse(plain, named), better_and_worse(named, plain), better_and_worse(named, named)) == ((1, 0), (0, 1), (0, 0))


@needs_numpy
def test_a_model_file_is_read_back_to_the_same_bytes():
    from cleantext.training import file
    model = file.read(shipped_model())
    assert file.write(model) == shipped_model()
    again = file.quantized(file.dequantized(model), file.used(model), model)
    assert file.write(model | again) == shipped_model()
    with pytest.raises(ValueError, match="model"):
        file.read(shipped_model()[:-1])


# ---- what needs torch -------------------------------------------------------------------------------------------------------------

@needs_torch
def test_the_network_computes_what_the_kernel_does():
    import numpy as np
    import torch

    from cleantext.training import batches, file, pages, tune
    from cleantext.training.network import Network
    model = file.read(shipped_model())
    net = Network(tune.Recipe()).eval()
    net.load_state_dict({name: torch.from_numpy(value) for name, value in tune.padded(file.dequantized(model)).items()}, strict=False)
    lines = [*LOGBOOK, "The council has approved the largest sum it has ever spent, and the first of the ships is to sail in spring."] * 3
    page = pages.Page(partial=False, covered=True, **pages.lines_of("", lines, [0] * len(lines), [-1] * len(lines), np.zeros(len(lines), bool)))
    pages.count_tokens([page])
    pages.add_features([page], shipped_model(), model["tags"])
    with torch.no_grad():
        out, _ = net(batches.collated([batches.piece_of(page, np.arange(len(lines)), None)]))
    slow = oracle.Model(shipped_model())
    read = [oracle.Line(line.encode()) for line in lines]
    for line in read:
        oracle.line_own(slow, line)
    for logits, (chance, content, boilerplate) in zip(out.numpy(), oracle.judge(slow, read), strict=True):
        assert slow.curve[min(max(int(logits[0] * 16) + 128, 0), 255)] == pytest.approx(chance, abs=0.05)
        for best, first, stop in ((content, 0, 2), (boilerplate, 2, 12)):
            assert logits[1 + best] >= logits[1 + first:1 + stop].max() - 0.1


@needs_torch
@pytest.mark.parametrize("labels", [SIDES, NAMES])
def test_a_tiny_training_helps_and_is_repeatable(tmp_path, capsys, labels):
    source, target = written(tmp_path, pages(24, 8, labels)), tmp_path / "my.model"
    assert run(["train", source, "-o", str(target), "--held-out", "0.5", "--epochs", "40"]) == 0
    shown = capsys.readouterr().out
    assert "on 24 held-out pages" in shown
    assert ("labels right" in shown) == (labels is NAMES)
    assert run(["train", source, "-o", str(tmp_path / "again.model"), "-q", "--held-out", "0.5", "--epochs", "40"]) == 0
    assert (tmp_path / "again.model").read_bytes() == target.read_bytes() != shipped_model()
    given_pages = data.gather([source])
    before, after = (judge(Scores(), model, given_pages) for model in (shipped_model(), target.read_bytes()))
    assert worth(after) > worth(before) + 0.02
    assert run(["train", source, "-o", str(target), "--from", str(tmp_path / "again.model"), "--force", "--held-out", "0", "--epochs", "1"]) == 0


@needs_torch
def test_few_pages_are_learned_from_without_figures(tmp_path, capsys):
    assert run(["train", written(tmp_path, pages(3, 3)), "-o", str(tmp_path / "my.model"), "--epochs", "3"]) == 0
    told = capsys.readouterr()
    assert "too few to hold any out" in told.err
    assert told.out == ""
    assert rules(Config(), (tmp_path / "my.model").read_bytes()).classify("Home")


@needs_torch
def test_a_training_that_does_not_help_writes_nothing(tmp_path, capsys):
    text = "Home\nThe ferry left the harbour at dawn, and the town behind it had become a thin grey line.\nTerms of use"
    right = {"lines": text.split("\n"), "labels": [0, 1, 0]}        # nothing left to learn
    source = written(tmp_path, [{**right, "site": f"{number}.example"} for number in range(12)])
    assert run(["train", source, "-o", str(tmp_path / "my.model"), "--epochs", "1"]) == 1
    assert "did not help" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["pages.jsonl"]


@needs_torch
def test_strange_pages_are_learned_from(tmp_path):
    strange = [{"lines": ["x"], "labels": [1]}, {"lines": ["-----", "|", ""], "labels": [0, 0, 0]}, {"lines": ["漢字かな交じり文"], "labels": [True]},
               {"lines": ["a" * 5000, "\x00", "one"], "labels": ["text", "residue", None]}, {"lines": LOGBOOK * 100, "labels": ["caption"] + [None] * 899}]
    assert run(["train", written(tmp_path, strange), "-o", str(tmp_path / "my.model"), "--epochs", "2"]) == 0
    assert rules(Config(), (tmp_path / "my.model").read_bytes()).classify("Home\n漢字")
