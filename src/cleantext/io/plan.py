"""Plans: which input goes into which output, checked before anything is written."""
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass

from .atomic import check_free
from .compression import check_level, codec_of_name
from .errors import ChoiceError, OutputError, reason_of
from .formats import JSONL, NOT_READ, format_of_name, plain_suffix
from .output import STDOUT, is_device
from .records import Reading
from .source import STDIN, Source, check_input, name_for_people, standard_input


@dataclass(frozen=True, slots=True)
class Plan:
    """Inputs with the output of each: the same one for all, or (`apart`) one for each."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    apart: bool

    def check_format(self, source: Source, target: str, others: set[str]) -> None:
        """Raise ChoiceError when the output's name promises another format than the input has, or `others` are in the same output already."""
        if self.apart:
            return
        found = source.format.name
        for other in others - {found}:
            raise ChoiceError(f"{source.name}: {found} cannot go into the same output as {other}; use -O, or --format to read all alike")
        if target == STDOUT:
            return
        if plain_suffix(target) in NOT_READ:
            raise ChoiceError(f"{name_for_people(target)}: {plain_suffix(target)} files are not written; the output has the input's format, {found}: name it so")
        promised = format_of_name(target)
        if promised and promised.name != found:
            raise ChoiceError(f"{name_for_people(target)}: the output's format is that of the input, {found}; name it so, or read with --format {promised.name}")


    def check_field(self, source: Source, reading: Reading, format_name: str | None) -> None:
        """Raise ChoiceError when a field is named and `source` has none, unless another input has it or nothing is in it at all."""
        if reading.field is None or not source.format.one_record or not source.stream.peek(1):
            return
        if format_name or JSONL not in map(format_of_name, self.inputs):
            raise ChoiceError(f"{source.name}: read as {source.format.name}, which has no fields; leave out --field, or read it with --format {JSONL.name}")


def make_plan(
    paths: list[str],
    output: str = STDOUT,
    folder: str | None = None,
    *,
    beside: Iterable[str] = (),
    rejects: str | None = None,
    overwrite: bool = False,
    level: int | None = None,
) -> Plan:
    """Plan to read `paths` and to write `output`, or, under the inputs' own names, into `folder`, which is made when there is none.

    `beside`: other files that are read, such as a model.

    Raises InputError for an input that is not there, OutputError for an output that is (unless `overwrite`), ChoiceError where an output
    would overwrite an input or another output, or standard input would be read twice.
    """
    sources = [*paths, *beside]
    check_standard_input(sources)
    for path in paths:
        check_input(path)
    for path in (output, *([] if folder is None else [folder]), *([rejects] if rejects is not None else [])):
        if not path:
            raise ChoiceError("the name of an output is empty; give the name of a file, or - for standard output")
    outputs = [output] if folder is None else _names_in(folder, paths, output)
    for path in outputs:
        check_level(codec_of_name(path), level)
    _check_distinct(sources, [*outputs, *([rejects] if rejects else [])])
    if rejects and any(_mixed(rejects, path) for path in outputs):
        raise ChoiceError("the bad records would be written among the output; give --rejects a file of its own")
    for path in outputs:
        if path != STDOUT and not overwrite and not is_device(path):
            check_free(os.path.realpath(path), name_for_people(path))
    if folder is not None:
        _make_folder(folder)
    return Plan(tuple(paths), tuple(outputs if folder is not None else outputs * len(paths)), folder is not None)


def check_standard_input(paths: list[str]) -> None:
    """Raise ChoiceError when standard input is among the files to read more than once, under whatever name (/dev/stdin)."""
    if sum(map(_is_standard_input, paths)) > 1:
        raise ChoiceError("standard input is given twice, and can be read once only; leave out one of them, or name a file")


def _names_in(folder: str, paths: list[str], output: str) -> list[str]:
    if output != STDOUT:
        raise ChoiceError("-o and -O exclude each other; -o writes one file, -O one for each input")
    if STDIN in paths:
        raise ChoiceError("standard input has no name to use in a folder; use -o FILE")
    return [os.path.join(folder, os.path.basename(path)) for path in paths]


def _make_folder(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{name_for_people(folder)}: cannot be created: {reason_of(error)}; name a folder that can be written to") from None


def _check_distinct(inputs: list[str], outputs: list[str]) -> None:
    """Raise ChoiceError where an output would overwrite an input or another output."""
    seen: dict[str, str] = {}
    for path in outputs:
        if path == STDOUT or is_device(path):
            continue
        if path.endswith((os.sep, os.altsep or os.sep)):
            raise ChoiceError(f"{name_for_people(path)} is the name of a folder, and there is none; use -O to have it made, or name a file")
        real = os.path.realpath(path)
        if real in seen:
            raise ChoiceError(f"{name_for_people(path)} would be written twice; give each output a name of its own")
        seen[real] = path
        for source in inputs:
            if _same(source, path):
                raise ChoiceError(f"{name_for_people(path)} is an input; write to another name and move it when it is done")
    if STDOUT in outputs:
        for source in inputs:
            if _is_standard_output(source):
                raise ChoiceError(f"{name_for_people(source)} is also the output; write to another file")


def _is_standard_input(path: str) -> bool:
    """Whether reading the path takes bytes from standard input; a plain file that stands there can be read by its name as well."""
    if path == STDIN:
        return True
    try:
        found = os.fstat(standard_input())
        return not stat.S_ISREG(found.st_mode) and os.path.samestat(os.stat(path), found) and os.path.realpath(path) != os.path.realpath(os.devnull)
    except (OSError, ValueError):
        return False


def _status(source: str) -> os.stat_result:
    return os.fstat(standard_input()) if source == STDIN else os.stat(source)


def _same(source: str, path: str) -> bool:
    try:
        return os.path.samestat(_status(source), os.stat(path))
    except (OSError, ValueError):
        return source != STDIN and os.path.realpath(source) == os.path.realpath(path)


def _mixed(path: str, other: str) -> bool:
    """Whether two outputs that are written to directly run into one stream. On a terminal, people tell them apart."""
    if path == other == STDOUT:
        return True
    try:
        one, two = (os.fstat(1) if name == STDOUT else os.stat(name) for name in (path, other))
    except (OSError, ValueError):
        return False
    return os.path.samestat(one, two) and not stat.S_ISCHR(one.st_mode)


def _is_standard_output(source: str) -> bool:
    try:
        found = os.fstat(1)
        return stat.S_ISREG(found.st_mode) and os.path.samestat(_status(source), found)
    except (OSError, ValueError):
        return False
