"""The training loop: AdamW with a rate that falls, and the mean of the weights."""
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from . import network
from .batches import Piece


def groups(net: network.Network, rate: float) -> list[dict[str, Any]]:
    """Rare tokens and the heads learn faster; tables are pulled to zero harder."""
    tables, heads = ("own.", "page."), ("out", "labels", "alone", "weak")
    decay, named = net.recipe.decay, list(net.named_parameters())
    return [
        {"params": [p for n, p in named if n in ("emb.weight", "name_emb.weight")], "weight_decay": 0.004 * decay, "lr": rate, "faster": 5.0},
        {"params": [p for n, p in named if n.startswith(tables)], "weight_decay": 0.02 * decay, "lr": rate},
        {"params": [p for n, p in named if not n.startswith((*tables, *heads, "emb", "name_emb"))], "weight_decay": 0.01 * decay, "lr": rate},
        {"params": [p for n, p in named if n.startswith(heads)], "weight_decay": 0.003 * decay, "lr": rate, "faster": 5.0}]


def settled(seed: int) -> Any:
    """Torch made repeatable (one thread, this seed), and a generator for all other choices."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    return np.random.default_rng(seed)


def descend(net: network.Network, next_epoch: Callable[[], list[list[Piece]]], loss_of: Callable[[list[Piece]], Any],
            log: Callable[[str], object]) -> network.Network:
    """Train `net` as its recipe says: `next_epoch()` gives an epoch's batches, `loss_of(batch)` the loss of one."""
    r, step, total, averaged = net.recipe, 0, 0, 0
    mean: list[Any] = []
    optimizer = torch.optim.AdamW(groups(net, r.rate), betas=(0.9, 0.99))
    for epoch in range(r.epochs):
        began, losses = time.time(), 0.0
        todo = next_epoch()
        total = total or int(len(todo) * r.epochs * 1.02)
        net.train()
        for pieces in todo:
            loss = loss_of(pieces)
            rate = r.rate * min(1, (step + 1) / 50) * max(0.02, 1 - step / total)
            for group in optimizer.param_groups:
                group["lr"] = rate * group.get("faster", 1.0)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            step += 1
            losses += float(loss.detach())
            with torch.no_grad():
                for table in filter(None, (net.emb, net.name_emb)):
                    table.weight[-1] = 0
                if step > total * 0.3:                                  # the mean of the weights generalizes better than the last ones
                    mean = mean or [p.detach().clone() for p in net.parameters()]
                    averaged += 1
                    for a, p in zip(mean, net.parameters(), strict=True):
                        a.lerp_(p.detach(), 1 - min(0.99, 1 - 1 / (averaged + 1)))
        log(f"epoch {epoch + 1}/{r.epochs}: loss {losses / len(todo):.4f}, {time.time() - began:.0f} s")
    with torch.no_grad():
        for a, p in zip(mean, net.parameters(), strict=True):
            p.copy_(a)
    return net.eval()
