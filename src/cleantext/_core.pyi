"""The contract of the compiled core; its users are the modules beside it, not callers of the package."""
from collections.abc import Callable
from typing import Any, TypeVar, final

from .config import Config, Tidy
from .labels import Label

_T = TypeVar("_T")

def tidy(text: str, options: Tidy) -> str: ...
def find_money(
    text: str, language: str | None, region: str | None, make: Callable[[int, int, str, str | None, str | None, str | None, str | None, bool], _T]
) -> list[_T]: ...
def find_dates(
    text: str,
    reference: tuple[int, int, int, int, int, int] | None,
    language: str | None,
    day_first: bool | None,
    make: Callable[[int, int, str, str, str | None], _T],
) -> list[_T]: ...

@final
class Line:
    """A line of a text: `text[start:stop]`, its label, the probability that it is content, and a short reason."""

    __match_args__: tuple[str, ...]
    @property
    def start(self) -> int: ...
    @property
    def stop(self) -> int: ...
    @property
    def label(self) -> Label: ...
    @property
    def score(self) -> float: ...
    @property
    def reason(self) -> str: ...
    def __init__(self, start: int, stop: int, label: Label, score: float, reason: str) -> None: ...
    def __eq__(self, value: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Rules:
    """A configuration in the core's terms, and the model it uses. Immutable."""

    def __init__(
        self,
        model: bytes,
        config: Config,
        labels: tuple[Label, ...],
        reasons: tuple[str, ...],
        reference: tuple[int, int, int, int, int, int] | None,
    ) -> None: ...
    def clean(self, text: str) -> str: ...
    def classify(self, text: str) -> list[Line]: ...

# ---- JSON records

def json_string_span(record: bytes, key: bytes) -> tuple[int, int] | None: ...
