"""The network over a page's lines in PyTorch, its training, and the teaching of a small one by large ones. One thread: the same bits every time."""
import collections
import dataclasses
import time

import lines_corpus
import lines_file
import numpy as np
import torch
import torch.nn.functional as F
from lines_weak import BITS
from torch import nn

SLOTS = lines_file.SLOTS


@dataclasses.dataclass(frozen=True)
class Recipe:
    """Sizes and habits of one training. Drops are probabilities; weights multiply losses."""

    seed: int = 1
    epochs: int = 14
    rate: float = 0.004
    embed: int = 16
    hidden: int = 16
    cells: int = 8
    top: int = 8                        # units for the content logit
    names: int = 16                     # units for the twelve labels
    drop: float = 0.25                  # units
    drop_words: float = 0.35
    drop_bins: float = 0.15
    drop_embed: float = 0.1
    residual: float = 0.3               # share of the residual pages seen in an epoch
    partial: float = 0.6
    splice: float = 0.0
    teasers: float = 0.2               # share of articles that get a block of made-up teasers
    players: float = 0.08               # share of articles that get a call to watch or listen
    captions: float = 0.7               # share of the pages with captions that get some of them back
    weak: float = 40.0                  # weight of the HTML's bits
    hand: float = 3.0                   # weight of the hand-labelled lines
    balance: float = 0.3                # how far rare labels are lifted
    gold: float = 1.0
    teach: float = 2.0                  # weight of the teachers' content scores, and of their labels
    teach_labels: float = 4.0


TEACHERS = (
    Recipe(seed=2, embed=24, hidden=128, cells=32, top=96, names=96, drop=0.3, drop_words=0.4, drop_bins=0.2, drop_embed=0.2, weak=60, splice=0.2),
)
STUDENT = Recipe(seed=3, epochs=16, rate=0.006, drop=0.1, drop_words=0.15, drop_bins=0.05, drop_embed=0.05, residual=0.5, partial=0.8, splice=0.3,
                 weak=10, hand=1, balance=0, gold=0.5)


class Scan(torch.autograd.Function):
    """h[t] = c[t] + f[t] * (h[t - 1] - c[t]) over time, batch, cells."""

    @staticmethod
    def forward(ctx, f, c):
        out, h = torch.empty_like(f), torch.zeros_like(f[0])
        for t in range(len(f)):
            h = torch.lerp(c[t], h, f[t])
            out[t] = h
        ctx.save_for_backward(f, c, out)
        return out

    @staticmethod
    def backward(ctx, grad):
        f, c, out = ctx.saved_tensors
        d, x = torch.empty_like(f), torch.zeros_like(f[0])
        for t in range(len(f) - 1, -1, -1):
            x = torch.addcmul(grad[t], f[t + 1], x) if t + 1 < len(f) else grad[t].clone()
            d[t] = x
        before = torch.cat([torch.zeros_like(out[:1]), out[:-1]])
        return d * (before - c), d * (1 - f)


class Network(nn.Module):
    def __init__(self, r: Recipe):
        super().__init__()
        self.recipe = r
        self.emb = nn.EmbeddingBag(SLOTS + 1, r.embed, mode="sum", padding_idx=SLOTS)
        nn.init.normal_(self.emb.weight, 0, 0.05)
        self.proj = None if r.embed == r.hidden else nn.Linear(r.embed, r.hidden, bias=False)
        self.own = nn.EmbeddingBag(sum(lines_file.OWN_SIZES), r.hidden, mode="sum")
        self.page = nn.EmbeddingBag(sum(lines_file.PAGE_SIZES), r.hidden, mode="sum")
        nn.init.normal_(self.own.weight, 0, 0.03)
        nn.init.normal_(self.page.weight, 0, 0.03)
        self.pool = nn.Linear(2 * r.hidden, r.hidden, bias=False)
        self.gates = nn.Linear(r.hidden, 4 * r.cells)
        with torch.no_grad():
            self.gates.bias[:2 * r.cells] += torch.linspace(-1, 1.6, 2 * r.cells)
        self.top, self.names = nn.Linear(r.hidden + 2 * r.cells, r.top), nn.Linear(r.hidden + 2 * r.cells, r.names)
        self.out, self.labels, self.alone = nn.Linear(r.top, 1), nn.Linear(r.names, 12), nn.Linear(r.hidden, 13)
        self.weak, self.weak_alone = nn.Linear(r.names, BITS), nn.Linear(r.hidden, BITS)
        self.register_buffer("own_rows", torch.tensor(np.cumsum([0, *lines_file.OWN_SIZES])[:-1]))
        self.register_buffer("page_rows", torch.tensor(np.cumsum([0, *lines_file.PAGE_SIZES])[:-1]))

    def dropped(self, x, p):
        return F.dropout(x, p, self.training)

    def bag(self, table, rows):
        p = self.recipe.drop_bins
        if not self.training or not p:
            return table(rows)
        return table(rows, per_sample_weights=(torch.rand(rows.shape) > p).float() / (1 - p))

    def memory(self, gates, place, batch, longest):
        k = self.recipe.cells
        forget, candidate = torch.clamp(0.5 + 0.25 * gates[:, :2 * k], 0, 1), torch.clamp(gates[:, 2 * k:], -1, 1)

        def laid_out(x, empty):
            x = torch.full((batch * longest, 2 * k), empty).index_copy(0, place, x).view(batch, longest, 2 * k)
            return torch.cat([x[:, :, :k], x[:, :, k:].flip(1)], 2).transpose(0, 1).contiguous()

        h = Scan.apply(laid_out(forget, 1.0), laid_out(candidate, 0.0)).transpose(0, 1)
        return torch.cat([h[:, :, :k], h[:, :, k:].flip(1)], 2).reshape(batch * longest, 2 * k)[place]

    def forward(self, b):
        """Content and label logits of each line on its page, and by itself; the HTML's bits likewise (in training)."""
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
        state = torch.cat([z, h], 1)
        top, names = (self.dropped(torch.clamp(layer(state), 0, 8), r.drop) for layer in (self.top, self.names))
        out = torch.cat([self.out(top), self.labels(names)], 1)
        if not self.training:
            return out, self.alone(alone)
        return out, self.alone(alone), self.weak(names), self.weak_alone(torch.clamp(own, 0, 8))


# A piece of a page: the page, the lines that stay, their bins, and from which to which of them.
Piece = collections.namedtuple("Piece", "page which bins start stop")


def collated(pieces, rng=None, drop_words=0.0) -> dict:
    longest = max(p.stop - p.start for p in pieces)
    slots, counts, place = [], [], []
    for i, p in enumerate(pieces):
        which = p.which[p.start:p.stop]
        n = p.page.slot_count[which]
        shift = p.page.slot_start[which] - np.concatenate([[0], np.cumsum(n)[:-1]])
        slots.append(p.page.slot[np.repeat(shift, n) + np.arange(n.sum())])
        counts.append(n)
        place.append(i * longest + np.arange(p.stop - p.start))
    slots, counts = np.concatenate(slots), np.concatenate(counts)
    if drop_words and len(slots):
        keep = rng.random(len(slots)) >= drop_words
        counts = np.bincount(np.repeat(np.arange(len(counts)), counts)[keep], minlength=len(counts))
        slots = slots[keep]
    whole = {"slots": slots, "starts": np.concatenate([[0], np.cumsum(counts)[:-1]]), "place": np.concatenate(place),
             "own": gathered(pieces, "own_bins"), "page": np.concatenate([p.bins[p.start:p.stop] for p in pieces])}
    batch = {name: torch.from_numpy(value.astype(np.int64)) for name, value in whole.items()}
    batch["scale"] = torch.from_numpy((1 / np.sqrt(np.maximum(counts, 1))).astype(np.float32))
    batch["words"] = torch.from_numpy(gathered(pieces, "kernel_words").astype(np.float32))
    return batch | {"batch": len(pieces), "longest": longest}


def gathered(pieces, name):
    return np.concatenate([getattr(p.page, name)[p.which[p.start:p.stop]] for p in pieces])


def batches(pieces, budget):
    out, now, longest = [], [], 0
    for p in pieces:
        n = p.stop - p.start
        if now and max(longest, n) * (len(now) + 1) > budget:
            out.append(now)
            now, longest = [], 0
        now.append(p)
        longest = max(longest, n)
    return [*out, now] if now else out


def epoch_of(pages, pools, extras, r: Recipe, rng, most=600):
    """The pieces of one epoch in batches."""
    pieces = []
    for page in pages:
        labelled = (page.hand >= 0).any()
        if not (labelled and rng.random() < 0.9):
            share = r.residual if not page.partial and page.regime != "full" else 1.0
            if page.partial:
                share = r.partial if page.regime == "full" else r.partial / 2
            if share < 1 and rng.random() > share:
                continue
        if r.splice and page.regime == "full" and not page.partial and page.covered and rng.random() < r.splice:
            pool = pools[page.kind, page.language == "en"]
            other = pool[int(rng.integers(len(pool)))]
            page = (other is not page and lines_corpus.splice(page, other, rng)) or page
        which = lines_corpus.vary(page, rng)
        if page.kind == "article" and rng.random() < (r.captions if page.id in extras.captions else r.captions / 6):
            page, which = lines_corpus.with_captions(page, which, extras, rng)
        if page.kind == "article" and not page.partial and rng.random() < r.players:
            page, which = lines_corpus.with_player(page, which, extras, rng)
        if page.kind == "article" and not page.partial and rng.random() < r.teasers:
            page, which = lines_corpus.with_teasers(page, which, extras, rng)
        bins, start, stop = lines_corpus.page_bins(page, which), 0, len(which)
        if stop > most:
            hand = np.flatnonzero(page.hand[which] >= 0)
            start = int(hand[0]) - int(rng.integers(50, most - 60)) if len(hand) else int(rng.integers(0, stop - most + 1))
            start = max(0, min(stop - most, start))
            stop = start + most
        pieces.append(Piece(page, which, bins, start, stop))
    pieces.sort(key=lambda p: (p.stop - p.start) * rng.uniform(0.85, 1.18))
    out = batches(pieces, 6000)
    return [out[i] for i in rng.permutation(len(out))]


class Targets:
    """What a batch is judged against."""

    def __init__(self, pieces):
        self.label, self.words = gathered(pieces, "label"), gathered(pieces, "words")
        self.hand = torch.from_numpy(gathered(pieces, "hand").astype(np.int64))
        sizes = [p.stop - p.start for p in pieces]
        self.page = np.repeat(np.arange(len(pieces)), sizes)
        usable = np.repeat([p.page.covered or p.page.partial for p in pieces], sizes)
        trust = np.repeat([{"readability": 0.5, "trafilatura-eval": 3.0}.get(p.page.source, 1.0) for p in pieces], sizes)
        self.known = (self.label >= 0) & usable & ~(gathered(pieces, "repeat") & (self.label == 0))
        self.content = torch.from_numpy(np.maximum(self.label, 0).astype(np.float32))
        lines = np.maximum(np.bincount(self.page, self.known, len(pieces)), 1)[self.page]
        words = np.maximum(np.bincount(self.page, self.known * (self.words + 0.5), len(pieces)), 1)[self.page]
        # lines and words share the loss, and a page weighs as the square root of its lines
        weight = self.known * trust * (0.5 * lines**-0.5 + 0.5 * (self.words + 0.5) / words * lines**0.5)
        self.weight = torch.from_numpy((weight / 8).astype(np.float32))
        lines = np.bincount(self.page, minlength=len(pieces))[self.page]
        words = np.maximum(np.bincount(self.page, self.words + 0.5, len(pieces)), 1)[self.page]
        self.every = torch.from_numpy((((self.words + 0.5) / words * lines**0.5 + 0.5 * lines**-0.5) / 8).astype(np.float32))
        self.scored = [i for i, p in enumerate(pieces) if not p.page.partial and p.page.covered]
        self.missing = torch.tensor([p.page.missing for p in pieces])


def binary(logits, target):
    return F.binary_cross_entropy_with_logits(logits, target, reduction="none")


def word_f1_loss(logits, t: Targets, count):
    p, words, page = torch.sigmoid(logits), torch.from_numpy((t.words * t.known).astype(np.float32)), torch.from_numpy(t.page)
    hits, taken, gold = (torch.zeros(count).index_add_(0, page, x) for x in (p * words * t.content, p * words, words * t.content))
    gold = gold + t.missing
    use = [i for i in t.scored if gold[i] > 5]
    return (1 - 2 * hits[use] / (taken[use] + gold[use] + 1)).mean() if use else 0.0


def loss_of(net, pieces, out, t: Targets, lift, taught=None):
    r, (o, alone, weak, weak_alone), count = net.recipe, out, len(pieces)
    loss = ((binary(o[:, 0], t.content) + 0.3 * binary(alone[:, 0], t.content)) * t.weight).sum() / count * 4
    if taught is not None:
        score, labels = torch.sigmoid(taught[:, 0]), torch.softmax(taught[:, 1:], 1)
        off = binary(o[:, 0], score)
        wrong = -(labels * F.log_softmax(o[:, 1:], 1)).sum(1).mean() - 0.2 * (labels * F.log_softmax(alone[:, 1:], 1)).sum(1).mean()
        loss = loss * r.gold + r.teach * ((off * t.every).sum() / count * 4 + off.mean()) + r.teach_labels * wrong
    loss = loss + word_f1_loss(o[:, 0], t, count)
    read = t.hand >= 0
    if read.any():
        hand = t.hand[read]
        labels = F.cross_entropy(o[read][:, 1:], hand, weight=lift) + 0.3 * F.cross_entropy(alone[read][:, 1:], hand)
        sides = binary(o[read][:, 0], (hand < 2).float()).mean()
        loss = loss + r.hand * min(1.0, float(read.sum()) / 200) * (labels + 0.5 * sides)
    none = [np.zeros(p.stop - p.start, bool) for p in pieces]
    known = np.concatenate([no if p.page.weak is None else p.page.weak_known[p.which[p.start:p.stop]] for p, no in zip(pieces, none, strict=True)])
    if known.any():
        bits = np.concatenate([p.page.weak[p.which[p.start:p.stop]] for p in pieces if p.page.weak is not None])
        bits = bits[np.concatenate([p.page.weak_known[p.which[p.start:p.stop]] for p in pieces if p.page.weak is not None])]
        bits = torch.from_numpy(((bits[:, None] >> np.arange(BITS, dtype=np.uint64)) & np.uint64(1)).astype(np.float32))
        known = torch.from_numpy(known)
        loss = loss + r.weak * (binary(weak[known], bits).mean() + 0.5 * binary(weak_alone[known], bits).mean())
    return loss


def groups(net, rate):
    """Rare tokens and the heads learn faster; tables are pulled to zero harder."""
    tables, heads = ("own.", "page."), ("out", "labels", "alone", "weak")
    named = list(net.named_parameters())
    return [
        {"params": [net.emb.weight], "weight_decay": 0.004, "lr": rate, "faster": 5.0},
        {"params": [p for n, p in named if n.startswith(tables)], "weight_decay": 0.02, "lr": rate},
        {"params": [p for n, p in named if not n.startswith((*tables, *heads, "emb"))], "weight_decay": 0.01, "lr": rate},
        {"params": [p for n, p in named if n.startswith(heads)], "weight_decay": 0.003, "lr": rate, "faster": 5.0}]


def fit(pages, extras, r: Recipe, teachers=(), log=print) -> Network:
    """Train a network; with `teachers`, to agree with their mean on whatever page it is shown."""
    torch.set_num_threads(1)
    torch.manual_seed(r.seed)
    rng = np.random.default_rng(r.seed)
    seen = np.maximum(np.bincount(np.concatenate([p.hand[p.hand >= 0] for p in pages]), minlength=12), 20)
    lift = torch.tensor(((seen.sum() / 12 / seen) ** r.balance).clip(0.4, 4.0), dtype=torch.float32)
    pools = collections.defaultdict(list)
    for page in pages:
        if page.regime == "full" and not page.partial and page.covered:
            pools[page.kind, page.language == "en"].append(page)
    net, mean, step, total = Network(r), None, 0, None
    optimizer = torch.optim.AdamW(groups(net, r.rate), betas=(0.9, 0.99))
    for epoch in range(r.epochs):
        began, losses = time.time(), 0.0
        todo = epoch_of(pages, pools, extras, r, rng)
        total = total or int(len(todo) * r.epochs * 1.02)
        net.train()
        for pieces in todo:
            taught = None
            if teachers:
                plain = collated(pieces)
                with torch.no_grad():
                    taught = sum(teacher(plain)[0] for teacher in teachers) / len(teachers)
            out = net(collated(pieces, rng, r.drop_words))
            loss = loss_of(net, pieces, out, Targets(pieces), lift, taught)
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
                net.emb.weight[-1] = 0
                if step > total * 0.3:                                  # the mean of the weights generalizes better than the last ones
                    if mean is None:
                        mean, averaged = [p.detach().clone() for p in net.parameters()], 0
                    averaged += 1
                    for a, p in zip(mean, net.parameters(), strict=True):
                        a.lerp_(p.detach(), 1 - min(0.99, 1 - 1 / (averaged + 1)))
        log(f"  epoch {epoch + 1}/{r.epochs}: loss {losses / len(todo):.4f}, {time.time() - began:.0f} s")
    with torch.no_grad():
        for a, p in zip(mean, net.parameters(), strict=True):
            p.copy_(a)
    return net.eval()
