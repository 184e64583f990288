"""What a caller may choose: one frozen configuration, checked when it is made."""
import datetime
import os
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, fields
from numbers import Real
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from ._core import tidy as tidy_text
from .codes import language_code, region_code
from .labels import CONTENT, Label

MAX_LINE = 1 << 26              # bytes
MOST_IN_PHRASES = 1_000_000     # characters, so that the core's numbers suffice


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidy:
    """What `tidy` does; everything is on by default and nothing touches quotes, width, case or other good text.

    entities: decode HTML character references that end in a semicolon (`&amp;`, `&#8217;`).
    invisible: remove control, zero-width, directional-override and tag characters; joiners and marks stay where a script or an emoji needs them.
    spaces: any run of white space becomes one space (one tab, if the run holds a tab); line ends are trimmed.
    separators: a line of nothing but separator characters (`-----`, `* * *`) becomes empty.
    compose: canonical composition (Unicode NFC).
    """

    entities: bool = True
    invisible: bool = True
    spaces: bool = True
    separators: bool = True
    compose: bool = True

    def __post_init__(self) -> None:
        for option in fields(self):
            _check_bool(option.name, getattr(self, option.name))


class Options(TypedDict, total=False):
    """What may be given for each option of a `Config`, which then holds it in one form."""

    keep: Iterable[Label | str]
    threshold: float | None
    model: str | os.PathLike[str] | None
    keep_phrases: Iterable[str]
    drop_phrases: Iterable[str]
    tidy: Tidy | bool
    money: bool
    dates: bool
    reference: datetime.date | None
    language: str | None
    region: str | None
    day_first: bool | None
    max_line: int


# Named configurations: what they set, and anything else may be set beside. What they are worth stands in docs/decisions/0012-control.md.
PRESETS: Mapping[str, Options] = {
    "precision": {"threshold": 0.75},   # drops more
    "recall": {"threshold": 0.1},       # drops only what is certain
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Config:
    """Options of `clean` and `Cleaner`. Equal ones have the same hash in every process, and `repr` writes what makes an equal one.

    keep: labels of the lines to keep (default: text and heading). Blank lines are kept between them and need not be named.
    threshold: score from 0 to 1 from which a line counts as content; None takes the model's own, which is one half. At one half the words kept of a page
        are expected to be the best compromise; see `preset` for others.
    model: path of a line model that `cleantext train` has written; None takes the one that comes with the package. A `Cleaner` reads it once.
    keep_phrases, drop_phrases: phrases of your own; a line that holds one is kept, or dropped, whatever the model says and whatever `keep` is. One to
        keep counts for more than one to drop. Case and the kind of white space do not matter; words are found as a whole only.
    tidy: True, False, or a `Tidy`.
    money, dates: rewrite amounts and completely known dates into canonical form.
    reference: a date or datetime (whose zone, if it has one, does not count) against which relative dates ("yesterday") are resolved; without it they stay
        as they are. Against a date without its time, those that count hours or minutes ("3 hours ago") do, too.
    language: language of the texts, if known, such as "de", "pt-BR" or "deu". region: ISO 3166-1 code that settles shared currency signs, such as "CA".
    day_first: whether 03/04/2024 is in April; None decides by evidence.
    max_line: longest line, in bytes, that the command line accepts from a file. In Python a text may have lines of any length: `clean` does not look at it,
        and configurations that differ in nothing else are equal.

    An option of the wrong type raises TypeError, a value that it cannot have ValueError.
    """

    keep: frozenset[Label] = CONTENT
    threshold: float | None = None
    model: str | os.PathLike[str] | None = None
    keep_phrases: tuple[str, ...] = ()
    drop_phrases: tuple[str, ...] = ()
    tidy: Tidy | bool = True
    money: bool = True
    dates: bool = True
    reference: datetime.date | None = None
    language: str | None = None
    region: str | None = None
    day_first: bool | None = None
    max_line: int = field(default=MAX_LINE, compare=False)

    if TYPE_CHECKING:
        def __init__(self, **options: Unpack[Options]) -> None: ...

    def __new__(cls, *args: Any, **options: Any) -> "Config":
        check_names(options)
        return object.__new__(cls)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keep", _labels(self.keep))
        if self.threshold is not None:
            object.__setattr__(self, "threshold", _share("threshold", self.threshold))
        if self.model is not None:
            object.__setattr__(self, "model", _path("model", self.model))
        if not isinstance(self.tidy, bool | Tidy):
            raise TypeError(f"tidy must be True, False or a Tidy, not {self.tidy!r}")
        if self.tidy == Tidy():
            object.__setattr__(self, "tidy", True)
        for name in ("keep_phrases", "drop_phrases"):
            object.__setattr__(self, name, _phrases(name, getattr(self, name), self.tidying))
        in_phrases = sum(map(len, self.keep_phrases + self.drop_phrases))
        if in_phrases > MOST_IN_PHRASES:
            raise ValueError(f"keep_phrases and drop_phrases: {in_phrases:,} characters in all; give at most {MOST_IN_PHRASES:,}")
        _check_bool("money", self.money)
        _check_bool("dates", self.dates)
        check_day_first(self.day_first)
        object.__setattr__(self, "reference", plain_reference(self.reference))
        if self.language is not None:
            object.__setattr__(self, "language", language_code(self.language))
        if self.region is not None:
            object.__setattr__(self, "region", region_code(self.region))
        check_count("max_line", self.max_line, "bytes")
        if not self.keep and not self.keep_phrases:
            raise ValueError("keep would keep no line, because blank ones stay only between others; name labels such as 'text', or give keep_phrases")

    def _chosen(self) -> dict[str, Any]:
        """The options that are not as they are by default, in one order and form in every process."""
        chosen = {option.name: value for option in fields(self) if (value := getattr(self, option.name)) != option.default}
        if "keep" in chosen:
            chosen["keep"] = sorted(map(str, self.keep))
        return chosen

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._chosen().items())})"

    def __hash__(self) -> int:
        from hashlib import blake2b

        chosen = self._chosen()
        chosen.pop("max_line", None)
        return int.from_bytes(blake2b(repr(chosen).encode("utf-8", "surrogatepass"), digest_size=7).digest())

    def __reduce__(self) -> tuple[Any, ...]:
        return _with_options, (type(self), self._chosen())

    @classmethod
    def preset(cls, name: str, **options: Unpack[Options]) -> "Config":
        """A named configuration, with `options` besides it or in place of what it sets.

        "precision" drops more: less boilerplate stays, and more content is lost. "recall" drops only what is certain.

        ValueError for another name, TypeError for what is none.

        >>> Config.preset("recall", money=False) == Config(threshold=0.1, money=False)
        True
        """
        if not isinstance(name, str):
            raise TypeError(f"the name of a preset must be a str, not {name!r}; the presets are {', '.join(PRESETS)}")
        if name not in PRESETS:
            raise ValueError(f"unknown preset {name!r}; the presets are {', '.join(PRESETS)}")
        check_names(options)
        chosen: Options = {**PRESETS[name], **options}
        return cls(**chosen)

    @property
    def tidied_phrases(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The phrases that keep a line and those that drop it, as they stand in a text that has been tidied."""
        tidying = self.tidying
        keep, drop = (tuple(_tidied(phrase, tidying) for phrase in phrases) for phrases in (self.keep_phrases, self.drop_phrases))
        return keep, drop

    @property
    def tidying(self) -> Tidy | None:
        """The `Tidy` in force, None when tidying is off."""
        return self.tidy if isinstance(self.tidy, Tidy) else Tidy() if self.tidy else None


def _with_options(kind: type[Config], options: Options) -> Config:
    """A Config from a pickle."""
    return kind(**options)


def check_names(options: Iterable[str]) -> None:
    """TypeError for a name that is no option of a `Config`, with the remedy."""
    known = [option.name for option in fields(Config)]
    for name in options:
        if name == "preset":
            raise TypeError("'preset' is no option; write Cleaner(Config.preset(...)).clean(text)")
        if name not in known:
            from difflib import get_close_matches  # only where something is wrong

            near = get_close_matches(name, known, 1)
            raise TypeError(f"unknown option {name!r}; " + (f"did you mean {near[0]!r}?" if near else f"the options are {', '.join(known)}"))


def check_count(name: str, value: Any, unit: str) -> None:
    """TypeError for what is no whole number, ValueError for one below 1."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be a number of {unit}, 1 or more, not {value!r}")
    if value < 1:
        raise ValueError(f"{name} must be a number of {unit}, 1 or more, not {value!r}")


def check_day_first(value: Any) -> None:
    """TypeError for what does not say which comes first, the day or the month."""
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"day_first must be True, False or None, not {value!r}")


def plain_reference(value: Any) -> datetime.date | None:
    """A date or datetime without what does not count: its zone, and a class of its own. TypeError for anything else."""
    if value is None or type(value) is datetime.date:
        return value
    if isinstance(value, datetime.datetime) and value == value:       # pandas' NaT is none
        return datetime.datetime(value.year, value.month, value.day, value.hour, value.minute, value.second)
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return datetime.date(value.year, value.month, value.day)
    raise TypeError(f"reference must be a datetime.date or datetime.datetime, not {value!r}; use datetime.date.fromisoformat for a string")


def _check_bool(name: str, value: Any) -> None:
    if not isinstance(value, bool):
        raise TypeError(f"{name} must be True or False, not {value!r}")


def _share(name: str, value: Any) -> float:
    message = f"{name} must be a number from 0 to 1 or None, not"
    if isinstance(value, bool) or not isinstance(value, Real):      # numpy's numbers are Real
        raise TypeError(f"{message} {value!r}")
    try:
        share = float(value)
    except OverflowError:
        raise ValueError(f"{message} one beyond all floats") from None
    if not 0 <= share <= 1:
        raise ValueError(f"{message} {value!r}")
    return share + 0.0      # no negative zero


def _items(name: str, value: Any, what: str) -> list[Any]:
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return list(value)
    remedy = f"; write {name}=[{str(value)!r}]" if isinstance(value, str) else ""     # a Label's own repr cannot be pasted
    raise TypeError(f"{name} must be a collection of {what}, not {value!r}{remedy}")


def _tidied(phrase: str, tidying: Tidy | None) -> str:
    return (tidy_text(phrase, tidying) if tidying else phrase).strip()


def _phrases(name: str, value: Any, tidying: Tidy | None) -> tuple[str, ...]:
    phrases = _items(name, value, "phrases")
    for phrase in phrases:
        if not isinstance(phrase, str):
            raise TypeError(f"{name} must hold strings, not {phrase!r}")
        tidied = _tidied(phrase, tidying)
        if not tidied:
            raise ValueError(f"{name}: nothing is left of {phrase!r} when it is tidied as a text is; give a phrase with words or signs")
        if "\n" in tidied:
            raise ValueError(f"{name}: {phrase!r} runs over a line's end; give the phrases of single lines")
    plain = map(str.__str__, phrases)       # of a class of its own, a str may write itself in another way
    return tuple(sorted(plain) if isinstance(value, Set) else plain)


def _path(name: str, value: Any) -> str:
    path = os.fspath(value) if isinstance(value, os.PathLike) else value
    if not isinstance(path, str):
        raise TypeError(f"{name} must be the path of a file or None, not {value!r}")
    if not path or "\0" in path:
        raise ValueError(f"{name} must be the path of a file or None, not {value!r}")
    return path


def _labels(keep: Any) -> frozenset[Label]:
    """The labels to keep, without `blank`, which would choose nothing: blank lines come with those around them."""
    items = _items("keep", keep, "labels")
    for item in items:
        if not isinstance(item, str):
            raise TypeError(f"keep must hold labels, not {item!r}; the labels are {', '.join(Label)}")
    try:
        labels = frozenset(map(Label, items))
    except ValueError as error:
        raise ValueError(f"keep: {error}; the labels are {', '.join(Label)}") from None
    return labels - {Label.BLANK}
