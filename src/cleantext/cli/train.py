"""`cleantext train`: a line model for pages of the user's own kind."""
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from ..names import counted
from .options import Share, errors_of_model, files_beside, max_line_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..io.labelled import LabelledPage
    from ..scoring import Scores
    from ..training.train import Outcome

EPILOG = """
\b
Each line of LABELLED is a page, with one label for each line of it; 1 (content), 0 (boilerplate), null (not known), or one of the labels by name.
Pages of one "site" are held out together.
  {"site": "example.org", "lines": ["Home", "The ferry left at dawn."], "labels": [0, 1]}
  {"site": "example.org", "lines": ["Home", "The ferry left at dawn."], "labels": ["navigation", "text"]}
\b
Examples:
  cleantext train forum.jsonl -o forum.model                      tune the model that comes with cleantext
  cleantext train more.jsonl --from forum.model -o better.model   go on from another one
  cleantext train few.jsonl --held-out 0 -o few.model             measure nothing, write a model in any case
  cleantext --model forum.model page.txt                          use it
"""


@click.command(epilog=EPILOG, short_help="Train the line model on labelled pages of your own.")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="LABELLED...")
@click.option("-o", "--output", required=True, type=click.Path(), metavar="MODEL", help="Write the model to this file.")
@click.option("--from", "start", default="shipped", show_default=True, type=click.Path(), metavar="MODEL",
              help="Start from this model file, or from the one that comes with cleantext.")
@click.option("--held-out", type=Share(0, 0.5), default=0.2, show_default=True, metavar="SHARE",
              help="Share of the pages, by site, to hold out in each round of measuring; 0 measures nothing.")
@click.option("--epochs", type=click.IntRange(1), metavar="N", help="How often to go over the pages; by default their number decides.")
@click.option("--seed", type=click.IntRange(0, (1 << 32) - 1), default=1, show_default=True, metavar="N",
              help="Seed of all that is random; equal seeds and input give equal bytes.")
@max_line_option
@click.option("--force", is_flag=True, help="Replace a model that exists.")
@click.option("-q", "--quiet", is_flag=True, help="Print no figures and no progress.")
def train(files: tuple[str, ...], output: str, start: str, held_out: float, epochs: int | None, seed: int, max_line: int, force: bool, quiet: bool) -> int:
    """Train the line model on pages of your own kind, from a few dozen on, and write it to a file.

    What is held out tells whether it helps: the figures before and after are printed. If it does not, no model is written and the exit code is 1.
    The model that is written has learned from all pages. Needs torch: pip install "cleantext-toolkit[train]".
    """
    from ..io.compression import codec_of_name
    from ..io.errors import ChoiceError
    from ..io.output import STDOUT, open_output
    from ..io.plan import make_plan
    from ..io.source import name_for_people
    from ..training.data import gather
    from ..training.train import Settings, load_tune
    from ..training.train import train as train_on

    if output == STDOUT or codec_of_name(output):
        raise ChoiceError(f"{'standard output' if output == STDOUT else name_for_people(output)}: a model is a file that is not compressed; give it a name such as my.model")
    make_plan([*files, *([] if start == "shipped" else files_beside(start))], output, overwrite=force)
    model = _start(start)
    pages = gather(files, max_line)
    load_tune()
    if not quiet:
        _tell_of(pages)
    with open_output(output, overwrite=force) as out:       # first of all: a name that cannot be written to is told before the work, not after it
        with closing(_Progress(quiet=quiet)) as progress:
            outcome = train_on(pages, model, Settings(held_out=held_out, epochs=epochs, seed=seed), progress)
        if outcome.model is None:
            out.keep = False
        else:
            out.write(outcome.model)
    if not quiet:
        _report(outcome, held_out)
    if outcome.model is not None:
        return 0
    click.echo(f"cleantext: training did not help, so {name_for_people(output)} is not written; label more pages, or use --held-out 0 to write it all the same",
               err=True)
    return 1


class _Progress:
    """Shows the last thing it is told on one line of a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._on = not quiet and sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, text: str) -> None:
        if self._on:
            click.echo(f"\r\x1b[K{text}", nl=False, err=True)

    def close(self) -> None:
        """Clear the line."""
        self("")


def _start(name: str) -> bytes:
    from ..model import read_model, shipped_model
    if name == "shipped":
        return shipped_model()
    with errors_of_model(name):
        return read_model(name)


def _tell_of(pages: "list[LabelledPage]") -> None:
    from ..training.data import with_sites
    sites, unknown = len({page.site for page in with_sites(pages)}), sum(not page.site for page in pages)
    click.echo(f"cleantext: {counted(len(pages), 'labelled page')} of {counted(sites, 'site')}", err=True)
    if unknown:
        click.echo(f'cleantext: {counted(unknown, "page")} without a "site", counted as one each; pages of one site on both sides flatter the figures', err=True)


def _report(outcome: "Outcome", held_out: float) -> None:
    from ..training.data import FEW_PAGES, FEW_SITES
    from ..training.measure import better_and_worse
    before, after = outcome.before, outcome.after
    if before is None or after is None:
        if held_out:
            click.echo(f"cleantext: too few to hold any out (that takes {FEW_PAGES} pages of {FEW_SITES} sites); whether training helped is not known", err=True)
        return
    better, worse = better_and_worse(before, after)
    click.echo(f"on {counted(len(before.words), 'held-out page')}   before   after")
    for (name, was), (_, now) in zip(_rows(before), _rows(after), strict=True):
        click.echo(f"{name:20} {was:8.3f} {now:8.3f}")
    click.echo(f"pages made better {better:,} : worse {worse:,}")


def _rows(scores: "Scores") -> "Iterator[tuple[str, float]]":
    content = scores.side(True)
    yield "precision", content.precision
    yield "recall", content.recall
    yield "F1", content.f1
    yield "word F1 of a page", scores.page_words()["f1"]
    if scores.confusion:
        yield "labels right", scores.label_accuracy
