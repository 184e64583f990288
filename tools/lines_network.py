"""Networks learned from the corpus: what an epoch shows them, and the teaching of a small one by large ones. One thread: the same bits every time."""
import collections
import dataclasses

import lines_corpus
import numpy as np
import torch
import torch.nn.functional as F
from lines_weak import BITS

from cleantext.training import batches, descent, network
from cleantext.training.batches import collated
from cleantext.training.loss import Targets, binary, word_f1_loss
from cleantext.training.pages import vary


@dataclasses.dataclass(frozen=True)
class Recipe(network.Recipe):
    """Habits that only the corpus calls for. Weights multiply losses."""

    residual: float = 0.3               # share of the residual pages seen in an epoch
    partial: float = 0.6
    splice: float = 0.0
    teasers: float = 0.2                # share of articles that get a block of made-up teasers
    players: float = 0.08               # share of articles that get a call to watch or listen
    captions: float = 0.7               # share of the pages with captions that get some of them back
    furniture: float = 0.0              # share of articles that get phrases such as "Advertisement" among their lines
    weak: float = 40.0                  # weight of the HTML's bits
    balance: float = 0.3                # how far rare labels are lifted
    gold: float = 1.0
    budget: int = 6000                  # lines of a batch


TEACHERS = (
    Recipe(seed=2, embed=24, hidden=128, cells=32, top=96, names=96, drop=0.3, drop_words=0.4, drop_bins=0.2, drop_embed=0.2, weak=60, splice=0.2,
           naming=False),
)
STUDENT = Recipe(seed=3, epochs=16, rate=0.006, drop=0.1, drop_words=0.15, drop_bins=0.05, drop_embed=0.05, residual=0.5, partial=0.8, splice=0.3,
                 weak=10, hand=1, balance=0, gold=0.5, furniture=0.2, naming=False)
LABELS = Recipe(seed=1, epochs=5, rate=0.004, drop=0.1, drop_words=0.3, drop_embed=0.1, residual=1.0, partial=0.8, splice=0.3, hand=0.3, furniture=0.2, budget=2000)
HEAD = ("names", "labels", "name_emb")


def epoch_of(pages, pools, extras, r: Recipe, rng):
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
        which = vary(page, rng)
        if page.kind == "article" and rng.random() < (r.captions if page.id in extras.captions else r.captions / 6):
            page, which = lines_corpus.with_captions(page, which, extras, rng)
        if page.kind == "article" and not page.partial and rng.random() < r.players:
            page, which = lines_corpus.with_player(page, which, extras, rng)
        if page.kind == "article" and not page.partial and rng.random() < r.teasers:
            page, which = lines_corpus.with_teasers(page, which, extras, rng)
        if r.furniture and page.kind == "article" and not page.partial and rng.random() < r.furniture:
            page, which = lines_corpus.with_furniture(page, which, extras, rng)
        pieces.append(batches.piece_of(page, which, rng))
    return batches.shuffled(pieces, rng, r.budget)


def seen_in_html(pieces):
    """Of which lines the HTML is known."""
    none = [np.zeros(p.stop - p.start, bool) for p in pieces]
    return np.concatenate([no if p.page.weak is None else p.page.weak_known[p.which[p.start:p.stop]] for p, no in zip(pieces, none, strict=True)])


def taught_labels(taught, t: Targets, known):
    """What the teachers say of the labels; of phrases put into the page they are certain."""
    labels, made = torch.softmax(taught[:, 1:], 1), torch.from_numpy(~known) & (t.hand >= 0)
    labels[made] = F.one_hot(t.hand[made], 12).float()
    return labels


def loss_of(net, pieces, out, t: Targets, lift, taught=None):
    r, (o, alone, weak, weak_alone), count, known = net.recipe, out, len(pieces), seen_in_html(pieces)
    loss = ((binary(o[:, 0], t.content) + 0.3 * binary(alone[:, 0], t.content)) * t.weight).sum() / count * 4
    if taught is not None:
        score, labels = torch.sigmoid(taught[:, 0]), taught_labels(taught, t, known)
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
    if known.any():
        bits = np.concatenate([p.page.weak[p.which[p.start:p.stop]] for p in pieces if p.page.weak is not None])
        bits = bits[np.concatenate([p.page.weak_known[p.which[p.start:p.stop]] for p in pieces if p.page.weak is not None])]
        bits = torch.from_numpy(((bits[:, None] >> np.arange(BITS, dtype=np.uint64)) & np.uint64(1)).astype(np.float32))
        known = torch.from_numpy(known)
        loss = loss + r.weak * (binary(weak[known], bits).mean() + 0.5 * binary(weak_alone[known], bits).mean())
    return loss


def pools_of(pages):
    """Whole pages by kind and language, to take surroundings from."""
    pools = collections.defaultdict(list)
    for page in pages:
        if page.regime == "full" and not page.partial and page.covered:
            pools[page.kind, page.language == "en"].append(page)
    return pools


def fit(pages, extras, r: Recipe, teachers=(), log=print) -> network.Network:
    """Train a network; with `teachers`, to agree with their mean on whatever page it is shown."""
    rng = descent.settled(r.seed)
    seen = np.maximum(np.bincount(np.concatenate([p.hand[p.hand >= 0] for p in pages]), minlength=12), 20)
    lift = torch.tensor(((seen.sum() / 12 / seen) ** r.balance).clip(0.4, 4.0), dtype=torch.float32)
    pools = pools_of(pages)
    net = network.Network(r, BITS)

    def loss(pieces):
        taught = None
        if teachers:
            plain = collated(pieces)
            with torch.no_grad():
                taught = sum(teacher(plain)[0] for teacher in teachers) / len(teachers)
        return loss_of(net, pieces, net(collated(pieces, rng, r.drop_words)), Targets(pieces), lift, taught)

    return descent.descend(net, lambda: epoch_of(pages, pools, extras, r, rng), loss, log)


def name(net, pages, extras, r: Recipe, teachers, log=print) -> network.Network:
    """The network with labels that look at the words again and at the neighbours, as the teachers' mean does them; all else stays as it is."""
    rng, pools = descent.settled(r.seed), pools_of(pages)
    named = network.Network(r)
    named.load_state_dict({name: value for name, value in net.state_dict().items() if not name.startswith(("labels", "weak"))}, strict=False)
    for name, value in named.named_parameters():
        value.requires_grad_(name.startswith(HEAD))

    def loss(pieces):
        plain, t = collated(pieces), Targets(pieces)
        named.eval()
        with torch.no_grad():
            taught = sum(teacher(plain)[0] for teacher in teachers) / len(teachers)
            _, state = named.states(plain)
        named.train()
        _, labels = named.named(collated(pieces, rng, r.drop_words), state)
        wrong = -(taught_labels(taught, t, seen_in_html(pieces)) * F.log_softmax(labels, 1)).sum(1).mean()
        read = t.hand >= 0
        if read.any():
            wrong = wrong + r.hand * min(1.0, float(read.sum()) / 200) * F.cross_entropy(labels[read], t.hand[read])
        return wrong

    return descent.descend(named, lambda: epoch_of(pages, pools, extras, r, rng), loss, log)
