"""Lines: label every line of a text as content or as a kind of boilerplate."""
from . import _core
from ._core import Line
from ._reasons import LINE_REASONS
from .config import Config
from .dates import reference_fields
from .labels import LABELS
from .model import shipped_model

__all__ = ["Line", "classify", "rules"]

_default: _core.Rules | None = None


def rules(config: Config, model: bytes) -> _core.Rules:
    """A configuration in the core's terms."""
    return _core.Rules(model, config, LABELS, LINE_REASONS, reference_fields(config.reference))


def classify(text: str) -> list[Line]:
    """Label every line of `text.split("\\n")`, blank ones too.

    A Line has `start` and `stop` (code points, without a trailing carriage return), `label`, `score` (probability that the line is
    content, that is text or a heading) and `reason`. Labels are those that `clean` with default options goes by: a line that only
    the loss of its neighbours makes boilerplate is labelled so too. Never raises on text; TypeError for what is no str.

    >>> for line in classify("Share this page\\nThe bridge over the harbour will stay closed until the end of the winter."):
    ...     print(line.start, line.stop, line.label, line.reason)
    0 15 interaction button, form or sharing bar, by its own words
    16 89 text running text or part of a list, by its own words
    """
    global _default
    if _default is None:
        _default = rules(Config(), shipped_model())
    return _default.classify(text)
