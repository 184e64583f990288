"""Fine-tuning: a line model learns from labelled pages of another kind without forgetting what it knows."""
import copy
import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F

from ..io.labelled import LabelledPage
from ..labels import LABELS, Label
from ..scoring import Known
from . import descent, file
from .batches import Piece, collated, piece_of, shuffled
from .data import side_of
from .loss import Targets, binary, word_f1_loss
from .network import Network
from .network import Recipe as AnyRecipe
from .pages import Page, add_features, common_tokens, count_tokens, lines_of, vary


@dataclasses.dataclass(frozen=True)
class Recipe(AnyRecipe):
    """Habits of a tuning; how they were chosen: docs/decisions/0011-models-of-users.md. Weights multiply losses."""

    rate: float = 0.001
    decay: float = 0.0                  # the anchor holds the weights instead
    drop: float = 0.1
    drop_words: float = 0.3
    drop_bins: float = 0.05
    drop_embed: float = 0.05
    hand: float = 1.0
    teach: float = 1.0
    teach_labels: float = 1.0
    known: float = 0.3                  # how far the start model is listened to where a line's side is known
    anchor: float = 0.001               # pull of the weights towards those of the start model
    steps: int = 200                    # as many epochs as make so many steps, but `least_epochs` at least
    least_epochs: int = 4
    budget: int = 2000                  # lines of a batch
    least_sites: int = 2                # on which a token stands that becomes part of the vocabulary


def tune(start: bytes, labelled: Iterable[LabelledPage], r: Recipe, *, epochs: int | None, mark: int, log: Callable[[str], object]) -> bytes:
    """The model file that `start` becomes by learning from labelled pages. `mark`: the fingerprint of what it is made of."""
    model, pages = file.read(start), [_page(page) for page in labelled]
    count_tokens(pages)
    tags, used = _vocabulary(model, pages, r.least_sites)
    add_features(pages, file.write(model | {"tags": tags}), tags)
    rng = descent.settled(r.seed)
    batches_of_epoch = len(_epoch(pages, r, rng))
    net = Network(dataclasses.replace(r, epochs=epochs or max(r.least_epochs, round(r.steps / batches_of_epoch))))
    net.load_state_dict({name: torch.from_numpy(value) for name, value in padded(file.dequantized(model)).items()}, strict=False)
    teacher = copy.deepcopy(net).eval()

    def loss(pieces: list[Piece]) -> Any:
        with torch.no_grad():
            taught, _ = teacher(collated(pieces))
        out = net(collated(pieces, rng, r.drop_words))
        return _loss(r, out, taught, Targets(pieces), len(pieces)) + r.anchor * _distance(net, teacher)

    descent.descend(net, lambda: _epoch(pages, r, rng), loss, log)
    weights = {name: value.numpy() for name, value in net.state_dict().items()}
    return file.write(model | {"tags": tags} | file.quantized(weights, used, model) | {"trained_on": mark})


def _page(page: LabelledPage) -> Page:
    sides = [side_of(known) for known in page.labels]
    label, hand = [-1 if side is None else int(side) for side in sides], [_name(known) for known in page.labels]
    partial = 10 * sides.count(None) > len(sides)
    return Page(partial=partial, covered=True, **lines_of(page.site, page.lines, label, hand, np.zeros(len(sides), bool)))


def _name(known: Known) -> int:
    return LABELS.index(known) if isinstance(known, Label) and known != Label.BLANK else -1


def _vocabulary(model: file.Model, pages: list[Page], least: int) -> tuple[Any, Any]:
    """The model's tags with tokens of the pages in slots that were free, and which slots are taken now."""
    tags, used = model["tags"].copy(), file.used(model)
    tokens, _ = common_tokens(pages, least)
    slots = tokens >> (32 - file.SLOTS_LOG)
    tokens, slots = tokens[~used[slots]], slots[~used[slots]]
    slots, first = np.unique(slots, return_index=True)
    tags[slots] = (tokens[first] & 0xFFFF).astype(np.uint16)
    used[slots] = True
    return tags, used


def padded(weights: file.Weights) -> file.Weights:
    """With rows of zeros for what a file does not have: the labels of a line by itself."""
    rows = 1 + file.LABELS - len(weights["alone.bias"])
    return weights | {"alone.weight": np.pad(weights["alone.weight"], ((0, rows), (0, 0))), "alone.bias": np.pad(weights["alone.bias"], (0, rows))}


def _epoch(pages: list[Page], r: Recipe, rng: Any) -> list[list[Piece]]:
    return shuffled([piece_of(page, vary(page, rng), rng) for page in pages], rng, r.budget)


def _loss(r: Recipe, out: Any, taught: Any, t: Targets, count: int) -> Any:
    """What is known of the lines; and what the start model says, most where nothing is known."""
    o, alone = out
    loss = ((binary(o[:, 0], t.content) + 0.3 * binary(alone[:, 0], t.content)) * t.weight).sum() / count * 4 + word_f1_loss(o[:, 0], t, count)
    heed = torch.where(t.weight > 0, r.known, 1.0) * t.every
    loss = loss + r.teach * (binary(o[:, 0], torch.sigmoid(taught[:, 0])) * heed).sum() / count * 4
    named = t.hand >= 0
    if named.any():
        loss = loss + r.hand * F.cross_entropy(o[named][:, 1:], t.hand[named])
    if not named.all():
        labels = torch.softmax(taught[~named][:, 1:], 1)
        loss = loss - r.teach_labels * (labels * F.log_softmax(o[~named][:, 1:], 1)).sum(1).mean()
    return loss


def _distance(net: Network, start: Network) -> Any:
    return sum(((p - q.detach()) ** 2).sum() for p, q in zip(net.parameters(), start.parameters(), strict=True))
