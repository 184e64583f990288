"""`cleantext lines`: what every line was taken for, and why."""
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from ..io.records import Record
from .options import judging_options, one_output, output_options, quiet_option, reading_options

if TYPE_CHECKING:
    from ..lines import Line

EPILOG = """
\b
Columns: the record's number (JSONL input only), the line's number, label, score, reason, text. The text is last and as it is.
\b
Examples:
  cleantext lines page.txt
  cleantext lines page.txt | cut -f2 | sort | uniq -c      how many lines of each kind
  cleantext lines --json dump.jsonl.gz | jq 'select(.label == "consent").text'
"""


@click.command(epilog=EPILOG, short_help="Show how each line was labelled, and why.")
@click.argument("file", default="-", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Write JSON lines instead of tab-separated values.")
@one_output
@judging_options
@output_options
@reading_options
@quiet_option
def lines(
    file: str,
    as_json: bool,
    model: str | None,
    preset: str | None,
    threshold: float | None,
    keep_phrases: tuple[str, ...],
    drop_phrases: tuple[str, ...],
    keep_phrases_files: tuple[str, ...],
    drop_phrases_files: tuple[str, ...],
    **options: Any,
) -> int:
    """Label every line of FILE, or of standard input: one row a line, with the score and the reason.

    The score is the probability that the line is content. Labels: text, heading, caption, meta, navigation, interaction, advertisement,
    related, subscription, consent, legal, residue, blank.
    """
    from ..io.plan import check_standard_input
    from .options import cleaner_of, files_beside
    from .reading import write_rows
    beside = files_beside(model, keep_phrases_files, drop_phrases_files)
    check_standard_input([file, *beside])
    cleaner = cleaner_of(model=model, preset=preset, threshold=threshold, keep_phrases=keep_phrases, drop_phrases=drop_phrases,
                         keep_phrases_files=keep_phrases_files, drop_phrases_files=drop_phrases_files)
    rows_of = _json_rows if as_json else _tsv_rows
    return write_rows(file, lambda record, numbered: rows_of(cleaner.classify(record.text), record, numbered), beside=beside, **options)


def _tsv_rows(labelled: "list[Line]", record: Record, numbered: bool) -> Iterator[bytes]:
    text = record.text
    before = f"{record.number}\t" if numbered else ""
    for number, line in enumerate(labelled, 1):
        reason = " ".join(line.reason.split())      # a user's phrase may hold a tab
        yield f"{before}{number}\t{line.label}\t{line.score:.3f}\t{reason}\t{text[line.start:line.stop]}\n".encode()


def _json_rows(labelled: "list[Line]", record: Record, numbered: bool) -> Iterator[bytes]:
    from orjson import dumps
    text = record.text
    for number, line in enumerate(labelled, 1):
        row = {"record": record.number} if numbered else {}
        yield dumps({
            **row, "line": number, "start": line.start, "stop": line.stop, "label": str(line.label),
            "score": round(line.score, 6), "reason": line.reason, "text": text[line.start:line.stop],
        }) + b"\n"
