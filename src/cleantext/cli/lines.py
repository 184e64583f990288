"""`cleantext lines`: what every line was taken for, and why."""
from collections.abc import Iterator
from typing import Any

import click

from ..io.records import Record
from .options import output_options, reading_options

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
@click.option("-o", "--output", type=click.Path(), default="-", metavar="OUT", help="Write to this file, compressed if it ends in .gz or .zst.")
@output_options
@reading_options
def lines(file: str, as_json: bool, **options: Any) -> int:
    """Label every line of FILE, or of standard input: one row a line, with the score and the reason.

    The score is the probability that the line is content. Labels: text, heading, caption, meta, navigation, interaction, advertisement,
    related, subscription, consent, legal, residue, blank.
    """
    from .reading import write_rows
    return write_rows(file, _json_rows if as_json else _tsv_rows, **options)


def _tsv_rows(record: Record, numbered: bool) -> Iterator[bytes]:
    from .. import classify
    text = record.text
    before = f"{record.number}\t" if numbered else ""
    for number, line in enumerate(classify(text), 1):
        yield f"{before}{number}\t{line.label}\t{line.score:.3f}\t{line.reason}\t{text[line.start:line.stop]}\n".encode()


def _json_rows(record: Record, numbered: bool) -> Iterator[bytes]:
    from orjson import dumps

    from .. import classify
    text = record.text
    for number, line in enumerate(classify(text), 1):
        row = {"record": record.number} if numbered else {}
        yield dumps({
            **row, "line": number, "start": line.start, "stop": line.stop, "label": str(line.label),
            "score": round(line.score, 6), "reason": line.reason, "text": text[line.start:line.stop],
        }) + b"\n"
