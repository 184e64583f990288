"""The filter: every record of an input through a function, and out."""
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field

from .output import Output, open_output
from .plan import Plan
from .records import BadRecord, Gap, Reading
from .rejects import Rejects, open_rejects
from .source import Source, open_source


@dataclass(slots=True)
class Counts:
    """What has become of the records so far; `seen` is always the sum of the others."""

    kept: int = 0
    dropped: int = 0
    rejected: int = 0
    guesses: list[str] = field(default_factory=list)    # inputs whose format was seen in their first bytes, and which it was

    @property
    def seen(self) -> int:
        return self.kept + self.dropped + self.rejected

    def note_guess(self, source: Source) -> None:
        """Remember how an input was read, if its name did not say it."""
        if source.guessed:
            self.guesses.append(f"{source.name} read as {source.format.name}")

    def __str__(self) -> str:
        guesses = "".join(f"{guess}; " for guess in self.guesses)
        return f"{guesses}in {self.seen:,} = kept {self.kept:,} + dropped {self.dropped:,} + rejected {self.rejected:,}"


Tick = Callable[[int], object]      # is told how many bytes of an input, as it is on disk, have been read


def filter_files(
    plan: Plan,
    clean: Callable[[str], str],
    reading: Reading,
    counts: Counts,
    *,
    format_name: str | None = None,
    rejects: str | None = None,
    drop_empty: bool = False,
    overwrite: bool = False,
    level: int | None = None,
    watch: Callable[[str, int | None], Tick | None] = lambda name, size: None,
) -> None:
    """Carry out a plan: every record through `clean`, and counted in `counts`. `watch` gives a Tick for an input's name and size."""
    formats: set[str] = set()
    with ExitStack() as stack:
        aside = stack.enter_context(open_rejects(rejects, overwrite=overwrite))
        shared = None if plan.apart else stack.enter_context(open_output(plan.outputs[0], overwrite=overwrite, level=level))
        for path, target in zip(plan.inputs, plan.outputs, strict=True):
            with ExitStack() as own:
                source = own.enter_context(open_source(path, format_name))
                plan.check_field(source, reading, format_name)
                plan.check_format(source, target, formats)
                formats.add(source.format.name)
                counts.note_guess(source)
                output = shared or own.enter_context(open_output(target, overwrite=overwrite, level=level))
                aside.passed_on |= output.direct
                kept = counts.kept
                filter_source(source, clean, output, reading, aside, counts, drop_empty=drop_empty, tick=watch(source.name, source.size))
                if plan.apart and source.format.one_record and counts.kept == kept:
                    output.keep = False     # its one document was dropped or rejected: there is nothing to make a file of
            aside.passed_on |= plan.apart


def filter_source(
    source: Source,
    clean: Callable[[str], str],
    output: Output,
    reading: Reading,
    rejects: Rejects,
    counts: Counts,
    *,
    drop_empty: bool = False,
    tick: Tick | None = None,
) -> None:
    """Write each record of `source` with its text cleaned, and count it."""
    output.end_line()
    for item in source.items(reading):
        if isinstance(item, BadRecord):
            rejects.add(source, item)
            counts.rejected += 1
        elif isinstance(item, Gap):
            output.write(item.raw)
        else:
            cleaned = clean(item.text)
            if drop_empty and (not cleaned or cleaned.isspace()):
                counts.dropped += 1
            else:
                output.write(item.bytes_with(cleaned))
                counts.kept += 1
        if tick:
            tick(source.position)
