"""Options that several commands share, and the kinds of value they take."""
import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..config import MAX_LINE, PRESETS, Config
from ..io.compression import CODECS, SUFFIXES
from ..io.formats import FORMATS
from ..io.records import TEXT_FIELD, Reading, size_for_people
from ..labels import Label

if TYPE_CHECKING:
    from ..clean import Cleaner

LEVELS = ", ".join(f"{codec.levels[0]}–{codec.levels[-1]} for {codec.suffix} (default {codec.default_level})" for codec in CODECS)
Function = TypeVar("Function", bound=Callable[..., Any])


def size(value: str | int) -> int:
    """A number of bytes, such as 500, 64K, 16M, 1G."""
    match = re.fullmatch(r"(\d{1,15})\s*([KMG]?)(?:i?B)?", str(value).strip(), re.IGNORECASE | re.ASCII)
    count = int(match[1]) << {"": 0, "K": 10, "M": 20, "G": 30}[match[2].upper()] if match else 0
    if not 0 < count < 1 << 60:
        raise click.BadParameter(f"{value!r} is not a size; give a number of bytes such as 500000, 64M or 1G")
    return count


class Share(click.FloatRange):
    """A number between two others, and a number at all."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        share: float = super().convert(value, param, ctx)
        if share != share:
            self.fail(f"{value} is not in the range {self.min}<=x<={self.max}.", param, ctx)
        return share


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
    if not names:
        raise click.BadParameter(f"no label is given; the labels are {', '.join(Label)}")
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


def files_beside(model: str | None, *phrases: tuple[str, ...]) -> list[str]:
    """The files besides the texts that options of judging ask to be read; UsageError for a model on standard input."""
    if model == "-":
        raise click.UsageError("a model is not read from standard input; name its file (./- if it is called so)")
    return [*([] if model is None else [model]), *(path for paths in phrases for path in paths)]


def checked_config(*, preset: str | None = None, **chosen: Any) -> Config:
    """The configuration that options ask for; what is wrong with one of them is a usage error."""
    for name in ("keep_phrases", "drop_phrases"):
        files = chosen.pop(f"{name}_files", ())
        if files:
            reading = Reading(max_line=chosen.get("max_line", MAX_LINE))
            chosen[name] = (*chosen[name], *(phrase for path in files for phrase in _phrases_in(path, reading, chosen.get("tidy", True))))
    if preset and chosen.get("threshold") is None:
        chosen.pop("threshold", None)
    try:
        return Config.preset(preset, **chosen) if preset else Config(**chosen)
    except (TypeError, ValueError) as error:
        raise click.UsageError(str(error)) from None


def _phrases_in(path: str, reading: Reading, tidying: bool) -> list[str]:
    """The lines of a file that are not empty; DataError for one that is no phrase, such as a dividing line that tidying leaves nothing of."""
    from ..io.errors import DataError
    from ..io.records import BadRecord, Record
    from ..io.rejects import message_of
    from ..io.source import open_source
    from ..tidy import tidy
    phrases: list[str] = []
    with open_source(path, "text") as source:
        for item in source.items(reading):
            if isinstance(item, BadRecord):
                raise DataError(message_of(source, item))
            if isinstance(item, Record):
                lines = [(number, line) for number, line in enumerate(item.text.splitlines(), 1) if line.strip()]
                for number, line in lines:
                    if not (tidy(line) if tidying else line).strip():
                        raise DataError(f"{source.name}, line {number}: nothing is left of {line!r:.60} when it is tidied as a text is; remove the line")
                phrases += [line for _, line in lines]
    return phrases


def cleaner_of(**chosen: Any) -> "Cleaner":
    """A Cleaner of the configuration that options ask for; a model file that is missing or bad is an error of that file."""
    from ..clean import Cleaner
    config = checked_config(**chosen)
    with errors_of_model(str(config.model)):
        return Cleaner(config)


@contextmanager
def errors_of_model(path: str) -> Iterator[None]:
    """Tell of a model file that cannot be read, or is none, as of any other input."""
    from ..io.errors import DataError, InputError
    from ..io.source import name_for_people
    try:
        yield
    except OSError as error:
        raise InputError(f"{name_for_people(path)}: {error.strerror}") from None
    except ValueError as error:
        raise DataError(str(error)) from None


def _apply(options: list[Callable[[Any], Any]]) -> Callable[[Function], Function]:
    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function
    return decorate


judging_options = _apply([
    click.option("--model", type=click.Path(), metavar="FILE",
                 help="Line model, as cleantext train writes it; by default the one that comes with the package."),
    click.option("--preset", type=click.Choice(list(PRESETS)), help="precision drops more, recall drops only what is certain; --threshold goes before it."),
    click.option("--threshold", type=Share(0, 1), metavar="P", help="Score from which a line is content; by default the model's own."),
    click.option("--keep-phrase", "keep_phrases", multiple=True, metavar="TEXT",
                 help="Keep lines that hold TEXT, whatever the model says and even if --drop-phrase has them dropped; may be repeated."),
    click.option("--drop-phrase", "drop_phrases", multiple=True, metavar="TEXT",
                 help="Drop lines that hold TEXT, whatever the model says; may be repeated. Case does not matter, words are found as a whole."),
    click.option("--keep-phrases", "keep_phrases_files", multiple=True, type=click.Path(), metavar="FILE", help="Phrases to keep by, one on each line of FILE."),
    click.option("--drop-phrases", "drop_phrases_files", multiple=True, type=click.Path(), metavar="FILE", help="Phrases to drop by, one on each line of FILE."),
])

max_line_option = _apply([
    click.option("--max-line", type=size, metavar="SIZE", default=MAX_LINE,
                 help=f"Longest line accepted (default {size_for_people(MAX_LINE)}); a longer one is a bad record."),
])

reading_options = _apply([
    click.option("-f", "--format", "format_name", type=click.Choice(list(FORMATS)),
                 help="Format of the input; by default its suffix tells, or, without one that is known, its first bytes."),
    click.option("--field", type=field_name, metavar="NAME", help=f"Field of a JSON record that holds the text (default {TEXT_FIELD})."),
    max_line_option,
    click.option("--rejects", type=click.Path(), metavar="FILE",
                 help="Set bad records aside in FILE, as JSON lines, and go on (exit code 1); by default the first one is an error (65)."),
])

quiet_option = _apply([
    click.option("-q", "--quiet", is_flag=True, help="Print no count at the end and no progress."),
])

one_output = _apply([
    click.option("-o", "--output", type=click.Path(), default="-", metavar="OUT", help=f"Write to this file, compressed if it ends in {SUFFIXES}."),
])

output_options = _apply([
    click.option("--force", is_flag=True, help="Replace outputs that exist."),
    click.option("--level", type=int, metavar="N", help=f"Compression level of the output: {LEVELS}."),
])

place_options = _apply([
    click.option("--language", metavar="CODE", help="Language of the texts, if known, such as de, pt-BR or deu (ISO 639)."),
])

money_options = _apply([
    click.option("--region", metavar="CODE", help="Region that settles shared currency signs, such as CA (ISO 3166-1)."),
])

date_options = _apply([
    click.option("--reference", type=day, metavar="DATE",
                 help='Date against which "yesterday" is resolved; without it such dates stay as they are.'),
    click.option("--day-first/--month-first", "day_first", default=None, help="How to read 03/04/2024; by default the evidence decides."),
])
