"""Training on a user's pages: measure on sites that are held out whether it helps, then learn from all of them."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..io.errors import ChoiceError
from ..io.labelled import LabelledPage
from ..scoring import Scores
from .data import fingerprint, rounds, with_sites
from .measure import judge, worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to train. `held_out`: share of the pages, by site, that each round of measuring keeps aside; 0 measures nothing."""

    held_out: float = 0.2
    epochs: int | None = None           # None: as many as the number of pages asks for
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out: a model file, None when it would be no better than the start; and the figures on held-out pages, None when nothing was held out."""

    model: bytes | None
    before: Scores | None
    after: Scores | None


def load_tune() -> Any:
    """The module that needs numpy and torch; ChoiceError when they are not installed."""
    try:
        from . import tune
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("numpy", "torch"):
            raise
        raise ChoiceError(f'training needs {error.name}, which is not installed; pip install "cleantext-toolkit[train]"') from None
    return tune


def train(pages: list[LabelledPage], start: bytes, settings: Settings, say: Callable[[str], object]) -> Outcome:
    """Tune the model file `start` to pages that `data.gather` gave; equal arguments give equal bytes. `say` is told how it goes."""
    tune, seed, pages = load_tune(), settings.seed, with_sites(pages)

    def tuned(part: list[LabelledPage], what: str) -> bytes:
        mark = fingerprint(part, int.from_bytes(start[12:16], "little"))        # of the pages, and, by its checksum, of the start
        return bytes(tune.tune(start, part, tune.Recipe(seed=seed), epochs=settings.epochs, mark=mark, log=lambda text: say(f"{what}: {text}")))

    before, after = Scores(), Scores()
    parts = rounds(pages, settings.held_out, seed)
    for number, held in enumerate(parts, 1):
        aside = [page for page in pages if page.site in held]
        judge(before, start, aside)
        judge(after, tuned([page for page in pages if page.site not in held], f"round {number} of {len(parts)}, {len(aside)} pages held out"), aside)
    if parts and worth(after) <= worth(before):
        return Outcome(None, before, after)
    return Outcome(tuned(pages, f"all {len(pages)} pages"), before if parts else None, after if parts else None)
