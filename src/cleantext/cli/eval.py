"""`cleantext eval`: how well lines are labelled, against labels that are known to be right."""
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ..names import counted
from .options import judging_options, max_line_option

if TYPE_CHECKING:
    from ..scoring import Rates, Scores

EPILOG = """
\b
A record of LABELLED is a page, or one line of a page as `cleantext lines --json` writes it:
  {"lines": ["Home", "The ferry sails at dawn."], "labels": ["navigation", "text"]}
  {"record": 1, "line": 1, "text": "Home", "label": "navigation"}
A label is a name, 1 for content or 0 for boilerplate, or null where it is not known. "id" and "site" (or "url") may stand beside them.
\b
Examples:
  cleantext eval labelled.jsonl
  cleantext eval --model my.model --json labelled.jsonl.gz | jq .page_words.f1
  cleantext lines --json dump.jsonl > rows.jsonl       correct the labels in it, then: cleantext eval rows.jsonl
"""


@click.command(name="eval", epilog=EPILOG, short_help="Measure how well lines are labelled, against labels of your own.")
@click.argument("labelled", type=click.Path())
@judging_options
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object instead of tables.")
@max_line_option
def evaluate(labelled: str, as_json: bool, max_line: int, **options: Any) -> int:
    """Label the lines of LABELLED (JSON lines, compressed or not, - for standard input) and compare with the labels that stand there.

    Tells precision, recall and F1 of content against boilerplate, of the words kept on each page (the mean of all pages) and of each label, and
    what was taken for what. Lines whose label is not known take part in judging the page and are not counted.
    """
    from ..io.errors import DataError
    from ..io.labelled import read_labelled
    from ..io.output import STDOUT, open_output
    from ..io.plan import check_standard_input
    from ..io.source import name_for_people
    from ..scoring import Scores
    from .options import cleaner_of, files_beside
    check_standard_input([labelled, *files_beside(options["model"], options["keep_phrases_files"], options["drop_phrases_files"])])
    cleaner = cleaner_of(max_line=max_line, **options)
    scores = Scores()
    with open_output(STDOUT) as out:
        for page in read_labelled(labelled, max_line=max_line):
            found = cleaner.classify("\n".join(page.lines)) if page.lines else []
            scores.add(page.lines, page.labels, [line.label for line in found])
        if not scores.lines:
            raise DataError(f"{name_for_people(labelled)}: no line in it has a label that is known; see cleantext eval --help for the form of its records")
        if as_json:
            from orjson import dumps
            out.write(dumps(scores.as_dict()) + b"\n")
        else:
            out.write("\n".join((*_tables(scores), "")).encode())
    return 0


def _tables(scores: "Scores") -> Iterator[str]:
    yield f"{counted(scores.pages, 'page')}, {counted(scores.lines, 'line')}, {scores.unknown:,} more without a label"
    yield ""
    yield f"{'lines':<16}{'precision':>10}{'recall':>10}{'F1':>10}{'lines':>10}     right side: {scores.accuracy:.3f}"
    yield _row("content", scores.side(True))
    yield _row("boilerplate", scores.side(False))
    yield ""
    words = scores.page_words()
    yield f"{'words of a page':<16}{words['precision']:>10.3f}{words['recall']:>10.3f}{words['f1']:>10.3f}{len(scores.words):>10,}     mean of all pages"
    if scores.confusion:
        yield ""
        yield f"{'labels':<16}{'precision':>10}{'recall':>10}{'F1':>10}{'lines':>10}     right label: {scores.label_accuracy:.3f}, mean F1: {scores.macro_f1:.3f}"
        for label, rate in scores.by_label().items():
            yield _row(label, rate)
        yield ""
        yield from _confusion(scores)


def _row(name: str, rate: "Rates") -> str:
    return f"  {name:<14}{rate.precision:>10.3f}{rate.recall:>10.3f}{rate.f1:>10.3f}{int(rate.wanted):>10,}"


def _confusion(scores: "Scores") -> Iterator[str]:
    labels = list(scores.by_label())
    yield "what it is, and what it was taken for"
    yield f"{'':<16}" + "".join(f"{label[:6]:>8}" for label in labels)
    for label in labels:
        counts = [scores.confusion[label, taken] for taken in labels]
        if any(counts):
            yield f"  {label:<14}" + "".join(f"{count or '.':>8}" for count in counts)
