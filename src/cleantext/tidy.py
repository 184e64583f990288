"""Tidy: repair white space, invisible characters, character references and Unicode form, and leave good text alone."""
from . import _core
from .config import Tidy

_EVERYTHING = Tidy()


def tidy(text: str, *, entities: bool = True, invisible: bool = True, spaces: bool = True, separators: bool = True, compose: bool = True) -> str:
    """Tidy `text` line by line; the lines stay as many as they were.

    The options are those of `Tidy`. Idempotent. What is tidy already comes back as the same object.

    >>> tidy("Fish &amp;  chips\\u200b ")
    'Fish & chips'
    """
    everything = entities is True and invisible is True and spaces is True and separators is True and compose is True
    return _core.tidy(text, _EVERYTHING if everything else Tidy(entities=entities, invisible=invisible, spaces=spaces, separators=separators, compose=compose))
