"""The labels that a line can get."""
from enum import StrEnum


class Label(StrEnum):
    """What a line does on its page; `blank` is an empty line."""

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
