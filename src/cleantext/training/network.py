"""The network over a page's lines in PyTorch."""
import dataclasses
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from . import file


@dataclasses.dataclass(frozen=True)
class Recipe:
    """Sizes and habits of one training; a file has room for the sizes given here. Drops are probabilities."""

    seed: int = 1
    epochs: int = 14
    rate: float = 0.004
    decay: float = 1.0                  # pull of the weights towards zero
    embed: int = file.HIDDEN
    hidden: int = file.HIDDEN
    cells: int = file.CELLS
    top: int = file.TOP                 # units for the content logit
    names: int = file.NAMES             # units for the twelve labels
    drop: float = 0.25                  # units
    drop_words: float = 0.35
    drop_bins: float = 0.15
    drop_embed: float = 0.1
    hand: float = 3.0                   # weight of the lines with one of the twelve labels
    teach: float = 2.0                  # weight of the teachers' content scores, and of their labels
    teach_labels: float = 4.0
    naming: bool = True                 # the labels look at the words again and at the neighbours, as in the kernel; without, at the line's state alone


class Scan(torch.autograd.Function):
    """h[t] = c[t] + f[t] * (h[t - 1] - c[t]) over time, batch, cells."""

    @staticmethod
    def forward(ctx: Any, f: Any, c: Any) -> Any:
        out, h = torch.empty_like(f), torch.zeros_like(f[0])
        for t in range(len(f)):
            h = torch.lerp(c[t], h, f[t])
            out[t] = h
        ctx.save_for_backward(f, c, out)
        return out

    @staticmethod
    def backward(ctx: Any, grad: Any) -> Any:
        f, c, out = ctx.saved_tensors
        d, x = torch.empty_like(f), torch.zeros_like(f[0])
        for t in range(len(f) - 1, -1, -1):
            x = torch.addcmul(grad[t], f[t + 1], x) if t + 1 < len(f) else grad[t].clone()
            d[t] = x
        before = torch.cat([torch.zeros_like(out[:1]), out[:-1]])
        return d * (before - c), d * (1 - f)


class Network(nn.Module):
    """What the kernel computes, in floats. `bits`: how many things besides are to be said of each line, in training only."""

    def __init__(self, r: Recipe, bits: int = 0) -> None:
        super().__init__()
        self.recipe = r
        self.emb = nn.EmbeddingBag(file.SLOTS + 1, r.embed, mode="sum", padding_idx=file.SLOTS)
        nn.init.normal_(self.emb.weight, 0, 0.05)
        self.proj = None if r.embed == r.hidden else nn.Linear(r.embed, r.hidden, bias=False)
        self.own = nn.EmbeddingBag(sum(file.OWN_SIZES), r.hidden, mode="sum")
        self.page = nn.EmbeddingBag(sum(file.PAGE_SIZES), r.hidden, mode="sum")
        nn.init.normal_(self.own.weight, 0, 0.03)
        nn.init.normal_(self.page.weight, 0, 0.03)
        self.pool = nn.Linear(2 * r.hidden, r.hidden, bias=False)
        self.gates = nn.Linear(r.hidden, 4 * r.cells)
        with torch.no_grad():
            self.gates.bias[:2 * r.cells] += torch.linspace(-1, 1.6, 2 * r.cells)
        self.top, self.names = nn.Linear(r.hidden + 2 * r.cells, r.top), nn.Linear(r.hidden + 2 * r.cells, r.names)
        self.out, self.labels, self.alone = nn.Linear(r.top, 1), nn.Linear(r.names, file.LABELS), nn.Linear(r.hidden, 1 + file.LABELS)
        self.weak: Any = nn.Linear(r.names, bits) if bits else None
        self.weak_alone: Any = nn.Linear(r.hidden, bits) if bits else None
        self.name_emb: Any = None
        if r.naming:
            self.name_emb = nn.EmbeddingBag(file.SLOTS + 1, r.names, mode="sum", padding_idx=file.SLOTS)
            nn.init.normal_(self.name_emb.weight, 0, 0.05)
            self.labels = nn.Linear(2 * r.names, file.LABELS)
        self.register_buffer("own_rows", torch.tensor(np.cumsum([0, *file.OWN_SIZES])[:-1]))
        self.register_buffer("page_rows", torch.tensor(np.cumsum([0, *file.PAGE_SIZES])[:-1]))

    def dropped(self, x: Any, p: float) -> Any:
        return F.dropout(x, p, self.training)

    def bag(self, table: Any, rows: Any) -> Any:
        p = self.recipe.drop_bins
        if not self.training or not p:
            return table(rows)
        return table(rows, per_sample_weights=(torch.rand(rows.shape) > p).float() / (1 - p))

    def memory(self, gates: Any, place: Any, batch: int, longest: int) -> Any:
        k = self.recipe.cells
        forget, candidate = torch.clamp(0.5 + 0.25 * gates[:, :2 * k], 0, 1), torch.clamp(gates[:, 2 * k:], -1, 1)

        def laid_out(x: Any, empty: float) -> Any:
            x = torch.full((batch * longest, 2 * k), empty).index_copy(0, place, x).view(batch, longest, 2 * k)
            return torch.cat([x[:, :, :k], x[:, :, k:].flip(1)], 2).transpose(0, 1).contiguous()

        h = Scan.apply(laid_out(forget, 1.0), laid_out(candidate, 0.0)).transpose(0, 1)
        return torch.cat([h[:, :, :k], h[:, :, k:].flip(1)], 2).reshape(batch * longest, 2 * k)[place]

    def states(self, b: dict[str, Any]) -> tuple[Any, Any]:
        """Of each line: its own numbers before they are rectified, and its state on the page."""
        r = self.recipe
        tokens = self.dropped(self.emb(b["slots"], b["starts"]) * b["scale"][:, None], r.drop_embed)
        own = tokens if self.proj is None else self.proj(tokens)
        own = own + self.bag(self.own, b["own"] + self.own_rows)
        alone = self.dropped(torch.clamp(own, 0, 8), r.drop)
        a = own + self.bag(self.page, b["page"] + self.page_rows)
        seen, page = torch.clamp(a, 0, 8), b["place"] // b["longest"]
        weight = torch.clamp(b["words"], max=31.0) + 1
        lines, words = torch.zeros(b["batch"]).index_add_(0, page, torch.ones(len(page))), torch.zeros(b["batch"]).index_add_(0, page, weight)
        zeros = torch.zeros(b["batch"], r.hidden)
        mean, heavy = zeros.index_add(0, page, seen) / lines[:, None], zeros.index_add(0, page, seen * weight[:, None]) / words[:, None]
        z = self.dropped(torch.clamp(a + self.pool(torch.cat([mean, heavy], 1))[page], 0, 8), r.drop)
        h = self.dropped(self.memory(self.gates(z), b["place"], b["batch"], b["longest"]), r.drop)
        return (own, alone), torch.cat([z, h], 1)

    def named(self, b: dict[str, Any], state: Any) -> tuple[Any, Any]:
        """The units for the labels of each line, and the label logits."""
        units = self.names(state)
        if self.name_emb is not None:
            units = units + self.dropped(self.name_emb(b["slots"], b["starts"]) * b["scale"][:, None], self.recipe.drop_embed)
        units = self.dropped(torch.clamp(units, 0, 8), self.recipe.drop)
        if self.name_emb is None:
            return units, self.labels(units)
        page, nothing = b["place"] // b["longest"], torch.zeros_like(units[:1])
        same = (page[1:] == page[:-1])[:, None]
        return units, self.labels(torch.cat([units, torch.cat([nothing, units[:-1] * same]) + torch.cat([units[1:] * same, nothing])], 1))

    def forward(self, b: dict[str, Any]) -> Any:
        """Content and label logits of each line on its page, and by itself; in training also the bits, likewise."""
        (own, alone), state = self.states(b)
        top = self.dropped(torch.clamp(self.top(state), 0, 8), self.recipe.drop)
        names, labels = self.named(b, state)
        out = torch.cat([self.out(top), labels], 1)
        if not self.training or self.weak is None:
            return out, self.alone(alone)
        return out, self.alone(alone), self.weak(names), self.weak_alone(torch.clamp(own, 0, 8))
