"""Lines: label every line of a text as content or as a kind of boilerplate."""
from enum import StrEnum

from . import _core
from ._core import Line


class Label(StrEnum):
    """What a line does on its page; the first four are content in the wider sense, `blank` is an empty line."""

    TEXT = "text"
    HEADING = "heading"
    CAPTION = "caption"
    META = "meta"
    NAVIGATION = "navigation"
    INTERACTION = "interaction"
    ADVERTISEMENT = "advertisement"
    RELATED = "related"
    SUBSCRIPTION = "subscription"
    CONSENT = "consent"
    LEGAL = "legal"
    RESIDUE = "residue"
    BLANK = "blank"


LABELS = tuple(Label)
CONTENT = frozenset({Label.TEXT, Label.HEADING})
