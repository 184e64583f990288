"""Options that several commands share, and the kinds of value they take."""
import datetime
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import click

from ..config import Config
from ..io.formats import FORMATS
from ..labels import Label

Function = TypeVar("Function", bound=Callable[..., Any])


def size(value: str | int) -> int:
    """A number of bytes, such as 500, 64K, 16M, 1G."""
    match = re.fullmatch(r"(\d{1,15})\s*([KMG]?)(?:i?B)?", str(value).strip(), re.IGNORECASE | re.ASCII)
    count = int(match[1]) << {"": 0, "K": 10, "M": 20, "G": 30}[match[2].upper()] if match else 0
    if not 0 < count < 1 << 60:
        raise click.BadParameter(f"{value!r} is not a size; give a number of bytes such as 500000, 64M or 1G")
    return count


def day(value: str) -> datetime.date:
    """A date, or a date and time, in ISO 8601."""
    for read in (datetime.date.fromisoformat, datetime.datetime.fromisoformat):
        with suppress(ValueError):
            return read(value)
    raise click.BadParameter(f"{value!r} is not a date; give one such as 2024-04-26 or 2024-04-26T14:30")


def labels(value: str) -> list[str]:
    """Labels of lines, separated by commas."""
    names = [name.strip().lower() for name in value.split(",") if name.strip()]
    for name in names:
        if name not in set(Label):
            raise click.BadParameter(f"{name!r} is not a label; the labels are {', '.join(Label)}")
    return names


def complete_labels(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What could follow in a list of labels."""
    before, comma, begun = incomplete.rpartition(",")
    return [before + comma + label for label in Label if label.startswith(begun)]


def field_name(value: str) -> str:
    """A name that a JSON key can have."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise click.BadParameter(f"{value!r} is not UTF-8, and no key of a JSON record can be so") from None
    return value


def checked_config(**chosen: Any) -> Config:
    """The configuration that options ask for; what is wrong with one of them is a usage error."""
    try:
        return Config(**chosen)
    except (TypeError, ValueError) as error:
        raise click.UsageError(str(error)) from None


def _apply(options: list[Callable[[Any], Any]]) -> Callable[[Function], Function]:
    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function
    return decorate


reading_options = _apply([
    click.option("-f", "--format", "format_name", type=click.Choice(list(FORMATS)),
                 help="Format of the input; by default its suffix tells, or, without one that is known, its first bytes."),
    click.option("--field", type=field_name, default="text", show_default=True, metavar="NAME", help="Field of a JSON record that holds the text."),
    click.option("--max-line", type=size, metavar="SIZE", default=Config().max_line,
                 help="Longest line accepted (default 64M); a longer one is a bad record."),
    click.option("--rejects", type=click.Path(), metavar="FILE",
                 help="Set bad records aside in FILE, as JSON lines, and go on (exit code 1); by default the first one is an error (65)."),
])

output_options = _apply([
    click.option("--force", is_flag=True, help="Replace outputs that exist."),
    click.option("--level", type=int, metavar="N", help="Compression level of the output: 1–9 for .gz (default 1), 1–19 for .zst (default 3)."),
])

place_options = _apply([
    click.option("--language", metavar="CODE", help="Language of the texts, if known, such as de (ISO 639-1)."),
])

money_options = _apply([
    click.option("--region", metavar="CODE", help="Region that settles shared currency signs, such as CA (ISO 3166-1)."),
])

date_options = _apply([
    click.option("--reference", type=day, metavar="DATE",
                 help='Date against which "yesterday" is resolved; without it such dates stay as they are.'),
    click.option("--day-first/--month-first", "day_first", default=None, help="How to read 03/04/2024; by default the evidence decides."),
])
