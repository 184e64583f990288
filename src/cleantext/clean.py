"""Clean: label the lines of a text, drop what is not wanted, tidy the rest, and write money and dates in canonical form."""
from collections.abc import Iterable, Iterator
from typing import Any

from ._core import Rules
from .config import Config
from .lines import rules


class Cleaner:
    """Cleans texts as one configuration says. Immutable, picklable, safe to share between threads; equal configurations hash alike.

    >>> Cleaner(Config(money=False)).clean("Fish &amp; chips cost €5 in the harbour of the old town.")
    'Fish & chips cost €5 in the harbour of the old town.'
    """

    __slots__ = ("_rules", "config")

    config: Config
    _rules: Rules

    def __init__(self, config: Config | None = None) -> None:
        config = Config() if config is None else config
        if not isinstance(config, Config):
            raise TypeError(f"config must be a Config, not {config!r}; write Cleaner(Config(...))")
        object.__setattr__(self, "config", config)
        object.__setattr__(self, "_rules", rules(config))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a Cleaner is immutable; make a new one instead of setting {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Cleaner is immutable; it cannot lose {name!r}")

    def __eq__(self, other: object) -> bool:
        return self.config == other.config if isinstance(other, Cleaner) else NotImplemented

    def __hash__(self) -> int:
        return hash((Cleaner, self.config))

    def __reduce__(self) -> tuple[type["Cleaner"], tuple[Config]]:
        return Cleaner, (self.config,)

    def __repr__(self) -> str:
        return f"Cleaner({self.config!r})"

    def clean(self, text: str) -> str:
        """Clean one text; what is clean already comes back as the same object. Never raises on text."""
        return self._rules.clean(text)

    def clean_all(self, texts: Iterable[str], *, workers: int = 1) -> Iterator[str]:
        """Clean an iterable of texts, lazily and in order, on `workers` threads (the core lets go of the interpreter while it works)."""
        if workers < 1:
            raise ValueError(f"workers must be 1 or more, not {workers!r}")
        if workers == 1:
            return map(self.clean, texts)
        return _threaded(self.clean, texts, workers)


def _threaded(function: Any, texts: Iterable[str], workers: int) -> Iterator[str]:
    """Map on threads with a bounded number of texts under way."""
    from collections import deque
    from concurrent.futures import Future, ThreadPoolExecutor

    under_way: deque[Future[str]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for text in texts:
            under_way.append(pool.submit(function, text))
            if len(under_way) >= 8 * workers:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


_default: Cleaner | None = None


def default_cleaner() -> Cleaner:
    """The Cleaner of the default configuration, made at its first use."""
    global _default
    if _default is None:
        _default = Cleaner()
    return _default


def clean(text: str, **options: Any) -> str:
    """Clean one text: label its lines, drop what is not wanted, tidy, and write money and complete dates in canonical form.

    `options` are those of `Config`. Idempotent: clean(clean(x)) == clean(x). What is clean already comes back as the same object.
    Never raises on text. For many texts with options of your own make a `Cleaner` once.
    """
    return (Cleaner(Config(**options)) if options else default_cleaner()).clean(text)
