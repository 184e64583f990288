"""Strings that are one mention and nothing else: what `parse_money` and `parse_date` have in common."""
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .dates import Date
    from .money import Money

Mention = TypeVar("Mention", "Money", "Date")


def one_mention(text: str, find: Callable[[str], list[Mention]]) -> Mention | None:
    """The mention that is all of `text` but for white space around it, None where there is none. TypeError for what is no str."""
    stripped = text.strip() if isinstance(text, str) else text      # what is no str `find` refuses
    found = find(stripped)
    if len(found) != 1 or found[0].start != 0 or found[0].stop != len(stripped):
        return None
    lead = len(text) - len(text.lstrip())
    return found[0]._replace(start=lead, stop=lead + len(stripped))


def shortened(text: str) -> str:
    """The text as an error quotes it, whatever its length."""
    return repr(text) if len(text) <= 80 else f"{text[:80]!r}…"
