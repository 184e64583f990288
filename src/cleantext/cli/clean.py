"""`cleantext clean`: the filter."""
import sys
from typing import Any

import click

from ..io.compression import SUFFIXES
from .options import cleaner_of, complete_labels, date_options, files_beside, judging_options, labels, money_options, output_options, place_options, quiet_option, reading_options

EPILOG = """
\b
Examples:
  cleantext page.txt                                   one text, to standard output
  cleantext dump.jsonl.zst -o clean.jsonl.zst          the "text" of every record; all else stays as it is
  cleantext --field content *.jsonl.gz -O clean/       every file into a folder, under its own name
  zstdcat dump.jsonl.zst | cleantext -f jsonl | head   in a pipe
  cleantext --keep text,heading,caption page.txt       keep captions too
  cleantext --preset recall --drop-phrase "all rights reserved" page.txt
  cleantext dump.jsonl -o clean.jsonl --rejects bad.jsonl --drop-empty
"""


@click.command(epilog=EPILOG, short_help="Clean texts: the filter, and what runs without a command.")
@click.argument("files", nargs=-1, type=click.Path())
@click.option("-o", "--output", type=click.Path(), default="-", metavar="OUT", help=f"Write all to this file, compressed if it ends in {SUFFIXES}.")
@click.option("-O", "--output-dir", type=click.Path(), metavar="DIR", help="Write each file into this folder, under its own name.")
@output_options
@click.option("--keep", type=labels, shell_complete=complete_labels, metavar="LABELS", multiple=True,
               help="Labels of the lines to keep, instead of text,heading; separated by commas, or repeated.")
@judging_options
@click.option("--no-tidy", is_flag=True, help="Leave white space inside lines, invisible characters, entities and the Unicode form alone.")
@click.option("--no-money", is_flag=True, help="Leave amounts of money alone.")
@click.option("--no-dates", is_flag=True, help="Leave dates alone.")
@date_options
@place_options
@money_options
@click.option("--drop-empty", is_flag=True, help="Drop records of which no text is left; by default they stay, with an empty text.")
@reading_options
@quiet_option
def clean(
    files: tuple[str, ...],
    output: str,
    output_dir: str | None,
    force: bool,
    level: int | None,
    drop_empty: bool,
    format_name: str | None,
    field: str | None,
    max_line: int,
    rejects: str | None,
    quiet: bool,
    **options: Any,
) -> int:
    """Clean FILES, or standard input: drop boilerplate lines, tidy what stays, write money and dates in canonical form.

    The input is plain text (a file is one document) or JSONL (a line is one record), compressed or not. In JSONL, only the string of the
    text field changes. A file appears under its name only when it is complete. The count of records is printed at the end.
    """
    from ..io.filter import Counts, filter_files
    from ..io.plan import check_standard_input, make_plan
    from ..io.records import Reading
    from .ending import counted
    from .progress import Progress

    inputs = list(files) or ["-"]
    others = files_beside(options["model"], options["keep_phrases_files"], options["drop_phrases_files"])
    check_standard_input([*inputs, *others])
    cleaner = cleaner_of(max_line=max_line, **_chosen(options))
    plan = make_plan(inputs, output, output_dir, beside=others, rejects=rejects, overwrite=force, level=level)
    if not quiet and "-" in plan.inputs and _is_terminal(sys.stdin):
        click.echo("cleantext: reading standard input; end it with Ctrl-D", err=True)
    counts = Counts()
    beside = "-" in plan.outputs and _is_terminal(sys.stdout)       # a bar would run into the text
    with counted(counts, quiet=quiet), Progress(quiet=quiet or beside) as progress:
        filter_files(
            plan, cleaner.clean, Reading(field, max_line), counts, format_name=format_name, rejects=rejects,
            drop_empty=drop_empty, overwrite=force, level=level, watch=progress.of,
        )
    return 1 if counts.rejected else 0


def _is_terminal(stream: Any) -> bool:
    return stream is not None and bool(stream.isatty())


# Options that only serve a step, and what leaves out all the steps that they serve.
_SERVING = {"reference": ("dates",), "day_first": ("dates",), "region": ("money",), "language": ("money", "dates")}


def _chosen(options: dict[str, Any]) -> dict[str, Any]:
    """What is asked for, by the names of a Config; UsageError for what would do nothing."""
    for name, steps in _SERVING.items():
        if options[name] is not None and all(options[f"no_{step}"] for step in steps):
            given = {True: "--day-first", False: "--month-first"}.get(options[name], f"--{name}")
            raise click.UsageError(f"{given} does nothing with {' and '.join(f'--no-{step}' for step in steps)}; leave out one or the other")
    chosen = {name: not options.pop(f"no_{name}") for name in ("tidy", "money", "dates")}
    keep = {label for names in options.pop("keep") for label in names}
    return {**chosen, **options, **({"keep": keep} if keep else {})}
