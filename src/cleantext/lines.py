"""Lines: label every line of a text as content or as a kind of boilerplate."""
from . import _core
from ._core import Line
from ._reasons import LINE_REASONS
from .config import Config
from .dates import reference_fields
from .labels import LABELS

__all__ = ["Line", "classify", "rules"]

_model: bytes | None = None
_default: _core.Rules | None = None


def default_model() -> bytes:
    """The bytes of the line model that comes with the package, read once."""
    global _model
    if _model is None:
        from importlib.resources import files

        _model = files("cleantext").joinpath("data", "lines.model").read_bytes()
    return _model


def rules(config: Config) -> _core.Rules:
    """A configuration in the core's terms."""
    return _core.Rules(default_model(), config, LABELS, LINE_REASONS, reference_fields(config.reference))


def classify(text: str) -> list[Line]:
    """Label every line of `text.split("\\n")`, blank ones too.

    A Line has `start` and `stop` (code points, without a trailing carriage return), `label`, `score` (probability that the line is
    content, that is text or a heading) and `reason`. Labels are those that `clean` with default options goes by: a line that only
    the loss of its neighbours makes boilerplate is labelled so too. Never raises on text.
    """
    global _default
    if _default is None:
        _default = rules(Config())
    return _default.classify(text)
