"""The command as a whole: its subcommands, its exit codes, and what it says when something goes wrong."""
import os
import signal
import sys
from contextlib import suppress
from difflib import get_close_matches
from traceback import format_exception
from typing import Any

import click
from click.shell_completion import CompletionItem, shell_complete

from .. import __version__
from ..io import errors
from .clean import clean
from .eval import evaluate
from .find import find
from .lines import lines
from .train import train

EXIT_CODES = """
\b
Exit codes:
  0    all well
  1    done, but some records were rejected (--rejects), or a training did not help
  2    a wrong option or argument
  65   bad data: not UTF-8, not JSON, no such field, a line too long, cut short
  66   an input does not exist or cannot be read
  70   a bug in cleantext
  71   not enough memory
  73   an output cannot be created, or exists
  74   reading or writing failed
  130, 143, 129  interrupted, terminated, hung up
  141  the reader of the output went away
"""


class Commands(click.Group):
    """A group of commands that takes `clean` for granted: `cleantext FILE` is `cleantext clean FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        completing = ctx.resilient_parsing and not args
        if not completing and (not args or args[0] not in {*self.commands, "--help", "-h", "--version"}):
            self._check_misspelt(args[:1])
            args = ["clean", *args]
        return super().parse_args(ctx, args)

    def _check_misspelt(self, first: list[str]) -> None:
        """Raise UsageError for what is no file and nearly a command."""
        for name in first:
            near = get_close_matches(name, self.commands, 1, 0.7)
            if near and not os.path.exists(name):
                raise click.UsageError(f"no such command or file: {name!r}; did you mean {near[0]!r}?")

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        known = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-"):
            return [*known, CompletionItem(incomplete, type="file")]
        return known + clean.shell_complete(clean.make_context("clean", [], parent=ctx, resilient_parsing=True), incomplete)


@click.group(
    cls=Commands,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    subcommand_metavar="[COMMAND] [OPTIONS] [FILES]...",
)
@click.version_option(__version__, prog_name="cleantext", message="%(prog)s %(version)s")
def commands() -> None:
    """Strip boilerplate from web text, tidy it, and turn its money and dates into canonical values.

    Without a command, cleantext runs `clean`; see `cleantext clean --help` for its options.

    \b
    Examples:
      cleantext page.txt                              clean a text, to the terminal
      cleantext dump.jsonl.zst -o clean.jsonl.zst     clean the "text" of every record
      curl … | cleantext | less                       clean what comes along a pipe
      cleantext lines page.txt                        how each line was labelled, and why
      cleantext find money page.txt                   the amounts of money in a text
      cleantext eval labelled.jsonl                   how well lines are labelled, against labels of your own
      cleantext train labelled.jsonl -o my.model      a line model for pages of your own kind
    """


for command in (clean, lines, find, evaluate, train):
    commands.add_command(command)


class Ended(BaseException):
    """A signal asked the process to end; what is half done is undone on the way out."""


_signals: list[int] = []        # those that came


def _end(number: int, frame: Any) -> None:
    _signals.append(number)
    raise Ended


def heed_signals() -> None:
    """Let SIGINT, SIGTERM and SIGHUP end the process in an orderly way, unless it was started to ignore them (nohup)."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def run(arguments: list[str]) -> int:
    """Run the command with `arguments` and return its exit code; errors are told on standard error."""
    try:
        return _run(arguments)
    except (Exception, KeyboardInterrupt, Ended) as problem:
        # `Ended` may arrive as something else: C code that asks a stream of Python's whether it is closed takes any exception for a yes
        if _signals:
            return 128 + _signals[0]
        return _code_of(problem)


def _code_of(problem: BaseException) -> int:
    if isinstance(problem, click.exceptions.Exit):
        return problem.exit_code
    if isinstance(problem, click.ClickException):
        problem.show()
        return problem.exit_code
    if isinstance(problem, tuple(_CODES)):
        _tell(problem, str(problem))
        return _CODES[type(problem)]
    if isinstance(problem, BrokenPipeError):
        _leave_pipe()
        return 141
    if isinstance(problem, KeyboardInterrupt | click.Abort):
        return 130
    if isinstance(problem, MemoryError):
        _tell(problem, "not enough memory")
        return _CODES[errors.SpaceError]
    if isinstance(problem, OSError):        # of standard output, mostly: files have errors of their own
        _tell(problem, f"reading or writing failed: {problem}")
        return _CODES[errors.TransferError]
    _say("".join(format_exception(problem)) + "cleantext: this is a bug in cleantext; please report it with the lines above")
    return 70


_CODES: dict[type[BaseException], int] = {
    errors.ChoiceError: 2, errors.DataError: 65, errors.InputError: 66, errors.SpaceError: 71, errors.OutputError: 73, errors.TransferError: 74,
}


def _run(arguments: list[str]) -> int:
    instruction = os.environ.get("_CLEANTEXT_COMPLETE")
    if instruction:
        return shell_complete(commands, {}, "cleantext", "_CLEANTEXT_COMPLETE", instruction)
    with commands.make_context("cleantext", list(arguments)) as context:
        code = commands.invoke(context)
    if sys.stdout is not None:
        sys.stdout.flush()
    return code if isinstance(code, int) else 0


def _tell(problem: BaseException, message: str) -> None:
    """Print what went wrong, and above it what was noted on the way out, such as the counts."""
    for line in (*getattr(problem, "__notes__", ()), message):
        _say(f"cleantext: {line}")


def _say(message: str) -> None:
    with suppress(OSError):     # when nobody listens, the exit code still tells
        click.echo(message, err=True)


def _leave_pipe() -> None:
    """Point standard output elsewhere, so that Python's own last flush has nothing to complain about."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
