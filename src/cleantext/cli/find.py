"""`cleantext find money|dates`: every mention, as JSON lines."""
from collections.abc import Iterator
from typing import Any

import click

from ..io.records import Record
from .options import date_options, money_options, one_output, output_options, place_options, quiet_option, reading_options

MONEY_EPILOG = """
\b
Fields: record (JSONL input only), start and stop (code points of the text), text, value (the canonical form), amount, amount_max (a range),
currency (ISO 4217), modifier, per (a rate), ambiguous. Amounts are strings: they are exact.
\b
Examples:
  cleantext find money page.txt
  cleantext find money --region CA dump.jsonl.zst | jq -r 'select(.currency == "CAD").amount'
"""

DATES_EPILOG = """
\b
Fields: record (JSONL input only), start and stop (code points of the text), text, value (ISO 8601 / EDTF, never finer than the text says), kind,
modifier.
\b
Examples:
  cleantext find dates page.txt
  cleantext find dates --reference 2024-04-26 --day-first page.txt
"""


EPILOG = """
\b
Examples:
  cleantext find money page.txt
  cleantext find dates --reference 2024-04-26 dump.jsonl.gz -o dates.jsonl.gz
"""


@click.group(epilog=EPILOG, short_help="Find the amounts of money or the dates in a text.")
def find() -> None:
    """Find every mention of one kind in a text and write each as a line of JSON."""


@find.command(epilog=MONEY_EPILOG, short_help="Find amounts of money.")
@click.argument("file", default="-", type=click.Path())
@one_output
@place_options
@money_options
@output_options
@reading_options
@quiet_option
def money(file: str, language: str | None, region: str | None, **options: Any) -> int:
    """Find the amounts of money in FILE, or in standard input."""
    from orjson import dumps

    from .. import find_money
    from .options import checked_config
    from .reading import write_rows
    checked_config(language=language, region=region)

    def rows(record: Record, numbered: bool) -> Iterator[bytes]:
        for found in find_money(record.text, language=language, region=region):
            yield dumps({
                **({"record": record.number} if numbered else {}),
                "start": found.start, "stop": found.stop, "text": record.text[found.start:found.stop], "value": str(found),
                "amount": f"{found.amount:f}", "amount_max": None if found.amount_max is None else f"{found.amount_max:f}",
                "currency": found.currency, "modifier": found.modifier, "per": found.per, "ambiguous": found.ambiguous,
            }) + b"\n"

    return write_rows(file, rows, **options)


@find.command(epilog=DATES_EPILOG, short_help="Find dates and times.")
@click.argument("file", default="-", type=click.Path())
@one_output
@date_options
@place_options
@output_options
@reading_options
@quiet_option
def dates(file: str, reference: Any, day_first: bool | None, language: str | None, **options: Any) -> int:
    """Find the dates and times in FILE, or in standard input."""
    from orjson import dumps

    from .. import find_dates
    from .options import checked_config
    from .reading import write_rows
    checked_config(language=language)

    def rows(record: Record, numbered: bool) -> Iterator[bytes]:
        for found in find_dates(record.text, reference=reference, language=language, day_first=day_first):
            yield dumps({
                **({"record": record.number} if numbered else {}),
                "start": found.start, "stop": found.stop, "text": record.text[found.start:found.stop],
                "value": found.value, "kind": found.kind, "modifier": found.modifier,
            }) + b"\n"

    return write_rows(file, rows, **options)
