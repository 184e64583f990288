"""Dates: find dates and times in running text, or parse a string that is one date."""
import datetime
from typing import NamedTuple

from . import _core
from .codes import language_code
from .config import check_day_first, plain_reference
from .whole import one_mention, shortened


class Date(NamedTuple):
    """A date or time in a text; `text[start:stop]` is the mention.

    `value` is an ISO 8601 / EDTF string, never finer than the text says, and empty where the text alone does not settle it
    (a relative date without a reference). `kind` is one of date, time, datetime, month, year, season, quarter, half, week, decade,
    century, interval, duration, set, ref, other. `modifier` is one of early, mid, late, approx, fiscal, before, after, since, until or None.
    """

    start: int
    stop: int
    value: str
    kind: str
    modifier: str | None


def reference_fields(reference: datetime.date | datetime.datetime | None) -> tuple[int, int, int, int, int, int] | None:
    """Year to second of a date or datetime; the hour of a date is -1."""
    reference = plain_reference(reference)
    if reference is None:
        return None
    if not isinstance(reference, datetime.datetime):
        return reference.year, reference.month, reference.day, -1, 0, 0
    return reference.year, reference.month, reference.day, reference.hour, reference.minute, reference.second


def find_dates(
    text: str,
    *,
    reference: datetime.date | datetime.datetime | None = None,
    language: str | None = None,
    day_first: bool | None = None,
) -> list[Date]:
    """Find every date and time in `text`, in order.

    Relative dates ("yesterday", "next Friday") are resolved against `reference`; without one they stay unresolved, and so does what counts hours
    ("3 hours ago") against a date without its time. `language` (ISO 639, such as "de" or "pt-BR") and `day_first` settle what is ambiguous, such as
    03/04/2024. Never raises on text; a code of the wrong shape raises ValueError, one of the wrong type TypeError.

    >>> [date.value for date in find_dates("open since Friday, April 26, 2024, closed last week", reference=datetime.date(2024, 5, 15))]
    ['2024-04-26', '2024-W19']
    """
    if language is not None:
        language = language_code(language)
    check_day_first(day_first)
    return _core.find_dates(text, reference_fields(reference), language, day_first, Date)


def parse_date(
    text: str,
    *,
    reference: datetime.date | datetime.datetime | None = None,
    language: str | None = None,
    day_first: bool | None = None,
) -> Date:
    """Read a string that is one date or time and nothing else.

    Raises ValueError when it is not, or when it needs a `reference` that is not given, or more than that.

    >>> parse_date("Friday, April 26, 2024").value
    '2024-04-26'
    """
    found = one_mention(text, lambda whole: find_dates(whole, reference=reference, language=language, day_first=day_first))
    if found is None:
        raise ValueError(f"{shortened(text)} is not one date; give one such as '26 April 2024' or '2024-04-26', or use find_dates for running text")
    if not found.value and reference is not None:
        raise ValueError(f"{shortened(text)} cannot be resolved against {reference}: it depends on more than that, or lies beyond the year 9999")
    if not found.value:
        raise ValueError(f"{shortened(text)} is relative; pass reference=datetime.date(...) to resolve it")
    return found
