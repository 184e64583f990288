"""Clean: label the lines of a text, drop what is not wanted, tidy the rest, and write money and dates in canonical form."""
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Unpack

from ._core import Line, Rules
from .config import Config, Options, check_count, check_names
from .lines import rules
from .model import digest_of, read_model, shipped_model
from .names import printable


class Cleaner:
    """Cleans texts as one configuration says. Immutable, picklable, safe to share between threads; equal configurations hash alike, in every process.

    A model file (`Config.model`) is read now, and again when the Cleaner is unpickled. Cleaners are equal only if they read the same bytes, and
    unpickling where the file is another one raises ValueError. OSError or ValueError when the file cannot be used.

    >>> Cleaner(Config(money=False)).clean("Fish &amp; chips cost €5 in the harbour of the old town.")
    'Fish & chips cost €5 in the harbour of the old town.'
    """

    __slots__ = ("_model", "_rules", "config")

    config: Config
    _rules: Rules
    _model: str         # digest of a model of the user's own, else empty

    def __init__(self, config: Config | None = None) -> None:
        config = Config() if config is None else config
        if not isinstance(config, Config):
            raise TypeError(f"config must be a Config, not {config!r}; write Cleaner(Config(...))")
        model = shipped_model() if config.model is None else read_model(str(config.model))
        object.__setattr__(self, "config", config)
        object.__setattr__(self, "_model", "" if config.model is None else digest_of(model))
        object.__setattr__(self, "_rules", rules(config, model))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a Cleaner is immutable; make a new one instead of setting {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Cleaner is immutable; it cannot lose {name!r}")

    def __eq__(self, other: object) -> bool:
        return (self.config, self._model) == (other.config, other._model) if isinstance(other, Cleaner) else NotImplemented

    def __hash__(self) -> int:
        return hash((hash(self.config), int(self._model or "0", 16)))       # numbers: the same in every process

    def __reduce__(self) -> tuple[Any, ...]:
        return (_with_model, (type(self), self.config, self._model)) if self._model else (type(self), (self.config,))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.config!r})"

    def clean(self, text: str) -> str:
        """Clean one text; what is clean already comes back as the same object. Never raises on text; TypeError for what is no str."""
        return self._rules.clean(text)

    def classify(self, text: str) -> list[Line]:
        """Label every line as `cleantext.classify` does, with this Cleaner's model, threshold and phrases. Never raises on text; TypeError for what is no str.

        >>> [line.reason for line in Cleaner(Config(drop_phrases=["harbour"])).classify("Read more »\\nShips lay in the old harbour for years.")]
        ['teaser or read-more phrase, by its own words', 'your phrase: harbour']
        """
        return self._rules.classify(text)

    def clean_all(self, texts: Iterable[str], *, workers: int = 1) -> Iterator[str]:
        """Clean an iterable of texts, lazily and in order, on `workers` threads (the core lets go of the interpreter while it works).

        One thread takes a text when its result is asked for; more of them are up to eight texts each ahead. What the iterable raises comes out behind
        the results of the texts before it. TypeError for what is no iterable of texts and for `workers` that are no int, ValueError for fewer than one.
        A text that is no str raises TypeError in its place; whoever asks on gets the texts behind it.

        >>> list(Cleaner().clean_all(["Fish &amp; chips are sold in the old harbour.", "Advertisement"]))
        ['Fish & chips are sold in the old harbour.', 'Advertisement']
        """
        check_count("workers", workers, "threads")
        if isinstance(texts, str):
            raise TypeError("texts must be an iterable of texts, not one str; use clean for one text")
        if isinstance(texts, bytes | bytearray | memoryview) or not (hasattr(texts, "__iter__") or hasattr(texts, "__getitem__")):
            raise TypeError(f"texts must be an iterable of texts, not {type(texts).__name__}; give a list of str, or an iterator")
        if workers == 1:
            return map(self.clean, texts)
        return _Threaded(self.clean, iter(texts), workers)


def _with_model(kind: type[Cleaner], config: Config, model: str) -> Cleaner:
    """A Cleaner from a pickle; its model file must hold what it held then."""
    cleaner = kind(config)
    if cleaner._model != model:
        raise ValueError(f"{printable(str(config.model))}: not the line model that this Cleaner was pickled with; put the same file there, or make a new Cleaner")
    return cleaner


class _Threaded(Iterator[str]):
    """A map on threads with a bounded number of texts under way. What is raised, by `texts` or for one of them, comes in its place, and the rest behind it."""

    def __init__(self, function: Callable[[str], str], texts: Iterator[str], workers: int) -> None:
        from collections import deque
        from concurrent.futures import Future, ThreadPoolExecutor

        self._function = function
        self._texts: Iterator[str] | None = texts
        self._most = 8 * workers
        self._under_way: deque[Future[str]] = deque()
        self._failed: Future[str] = Future()        # stands for what `texts` raised
        self._pool = ThreadPoolExecutor(workers)

    def __next__(self) -> str:
        self._fill()
        if not self._under_way:
            self.close()
            raise StopIteration
        first = self._under_way[0]
        try:
            result = first.result()
        except Exception:                           # what comes in the text's place; an interrupt is none, and loses nothing
            self._under_way.popleft()
            if first is self._failed:
                self._failed = type(first)()
            raise
        self._under_way.popleft()
        return result

    def _fill(self) -> None:
        """Take texts until enough of them are under way, or the result of the first is there."""
        waiting = self._under_way
        while self._texts is not None and len(waiting) < self._most and not (waiting and (waiting[0].done() or waiting[-1] is self._failed)):
            try:
                text = next(self._texts)
            except StopIteration:
                self._texts = None
            except Exception as error:
                self._failed.set_exception(error)
                waiting.append(self._failed)
            else:
                waiting.append(self._pool.submit(self._function, text))

    def close(self) -> None:
        """Give up what has not begun: when nobody asks for the rest, nobody waits for it."""
        self._texts = None
        self._under_way.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def __del__(self) -> None:
        self.close()


_default: Cleaner | None = None


def default_cleaner() -> Cleaner:
    """The Cleaner of the default configuration, made at its first use."""
    global _default
    if _default is None:
        _default = Cleaner()
    return _default


def clean(text: str, **options: Unpack[Options]) -> str:
    """Clean one text: label its lines, drop what is not wanted, tidy, and write money and complete dates in canonical form.

    `options` are those of `Config`. Idempotent: clean(clean(x)) == clean(x). What is clean already comes back as the same object.
    Never raises on text; a bad option raises what `Config` and `Cleaner` raise. For many texts with options of your own make a `Cleaner` once.

    >>> clean("Share this page\\nFish &amp; chips cost €5 in the harbour of the old town.\\nRead more »", money=False)
    'Fish & chips cost €5 in the harbour of the old town.'
    """
    if not options:
        return default_cleaner().clean(text)
    check_names(options)
    return Cleaner(Config(**options)).clean(text)
