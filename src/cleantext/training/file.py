"""The line model's file, written and read back: what kernels/lines_model.pxd reads."""
import struct
from typing import Any

import numpy as np

from .. import _core

Model = dict[str, Any]                  # the file's parts by name: arrays of whole numbers, and what stands in its head
Weights = dict[str, Any]                # float arrays by the names they have in network.Network

HIDDEN, CELLS, TOP, NAMES, SLOTS_LOG, CURVE, SCALES, VERSION = 16, 8, 8, 16, 14, 256, 32, 5
LABELS = 12                             # of the NAMES outputs
GATES, STATE, SLOTS = 4 * CELLS, HIDDEN + 2 * CELLS, 1 << SLOTS_LOG
OWN_SIZES = [16, 40, 40, 60, 70, 25, 40, 40, 16, 8, 20, 25]
PAGE_SIZES = [24, 20, 64, 8, 30, 16, 16, 16, 15, 20, 22, 24, 48, 12, 12, 45, 45]
SHAPES = {
    "scale": (SCALES,), "own": (sum(OWN_SIZES), HIDDEN), "page": (sum(PAGE_SIZES), HIDDEN), "pool": (2 * HIDDEN, HIDDEN), "gates": (HIDDEN, GATES),
    "top": (STATE, TOP), "out": (TOP,), "names": (STATE, NAMES), "labels": (2 * NAMES, NAMES),
    "gate_bias": (GATES,), "top_bias": (TOP,), "out_bias": (1,), "names_bias": (NAMES,), "labels_bias": (NAMES,), "alone": (HIDDEN + 1,)}
MATRICES = ("pool", "gates", "top", "names", "labels")
LONG = ("alone",)                       # of 32 bits, as are the biases


HEAD = "<ffIff"                         # threshold, certain, trained_on, begin, share: from byte 24 on
HEAD_NAMES = ("threshold", "certain", "trained_on", "begin", "share")
BODY = 64                               # where the parts begin
LAYER, TABLE, BIAS, UNIT = 2048, 1024, 1 << 21, 1024 << 11      # what stands for 1 in a layer, a table of bins, a bias, the scale of the tokens' sum


def empty(tags: Any = None) -> Model:
    """A model of zeros, with a vocabulary."""
    parts: Model = {name: np.zeros(shape, _kind(name)) for name, shape in SHAPES.items()}
    return parts | {"tags": np.zeros(SLOTS, np.uint16) if tags is None else tags, "order": np.arange(SLOTS), "embed": np.zeros((SLOTS, HIDDEN), np.int8),
                    "name_embed": np.zeros((SLOTS, NAMES), np.int8), "name_scale": np.zeros(SCALES, np.int16),
                    "curve": np.full(CURVE, 0.5, np.float32), "threshold": 0.5, "certain": -4.0, "trained_on": 0, "begin": 0.35, "share": 0.42}


def _kind(name: str) -> Any:
    return np.int32 if name in LONG or name.endswith("bias") else np.int16


def _layout() -> list[tuple[str, tuple[int, ...], Any]]:
    """Name, shape and type of each part, in the file's order."""
    rest = [(name, shape, _kind(name)) for name, shape in SHAPES.items()]
    return [rest[0], ("slots", (SLOTS,), np.uint32), ("embed", (SLOTS, HIDDEN), np.int8), *rest[1:], ("curve", (CURVE,), np.float32),
            ("name_scale", (SCALES,), np.int16), ("name_embed", (SLOTS, NAMES), np.int8)]


def in_pairs(matrix: Any) -> Any:
    """(inputs, outputs) as inputs / 2 x outputs x 2: two inputs meet in one multiply-add."""
    inputs, outputs = matrix.shape
    return matrix.reshape(inputs // 2, 2, outputs).transpose(0, 2, 1)


def out_of_pairs(flat: Any, shape: tuple[int, ...]) -> Any:
    """What `in_pairs` was given."""
    inputs, outputs = shape
    return flat.reshape(inputs // 2, outputs, 2).transpose(0, 2, 1).reshape(inputs, outputs)


def checksum(data: bytes) -> int:
    """The checksum that the kernel expects."""
    h, all_bits = len(data), (1 << 64) - 1
    for x in np.frombuffer(data[:len(data) // 8 * 8], "<u8").tolist():
        h = ((h ^ x) * 0x9E3779B97F4A7C15) & all_bits
        h ^= h >> 32
    return (h ^ (h >> 29)) & 0xFFFFFFFF


def write(model: Model) -> bytes:
    """The file of a model, with the tokens' numbers in the order of their rows."""
    body = b""
    by_row = np.argsort(model["order"])
    stored = model | {"slots": model["order"] << 16 | model["tags"], "embed": model["embed"][by_row], "name_embed": model["name_embed"][by_row]}
    for name, _, kind in _layout():
        part = in_pairs(stored[name]) if name in MATRICES else stored[name]
        raw = np.ascontiguousarray(part).astype(np.dtype(kind).newbyteorder("<")).tobytes()
        body += raw + b"\0" * (-len(raw) % 16)
    head = b"\0" * 8 + struct.pack(HEAD, *(model[name] for name in HEAD_NAMES))
    rest = head + b"\0" * (BODY - 16 - len(head)) + body
    return b"CTLINES\0" + struct.pack("<II", VERSION, checksum(rest)) + rest


def read(data: bytes) -> Model:
    """The parts of a model file; ValueError when the kernel does not accept it."""
    _core.check_model(data)
    model: Model = dict(zip(HEAD_NAMES, struct.unpack_from(HEAD, data, 24), strict=True))
    at = BODY
    for name, shape, kind in _layout():
        kind = np.dtype(kind).newbyteorder("<")
        count = int(np.prod(shape))
        part = np.frombuffer(data, kind, count, at).astype(kind.newbyteorder("="))
        model[name] = out_of_pairs(part, shape) if name in MATRICES else part.reshape(shape)
        at += (count * kind.itemsize + 15) // 16 * 16
    slots = model.pop("slots")
    model["tags"], model["order"] = (slots & 0xFFFF).astype(np.uint16), slots >> 16
    model["embed"], model["name_embed"] = model["embed"][model["order"]], model["name_embed"][model["order"]]
    return model


def used(model: Model) -> Any:
    """Which slots of the vocabulary are taken."""
    return (model["tags"] != 0) | model["embed"].any(1)


def whole(numbers: Any, scale: Any, kind: Any = np.int16, most: int = 32767) -> Any:
    """The numbers in units of 1 / scale, rounded, and cut to what fits."""
    return np.clip(np.rint(numbers * scale), -most, most).astype(kind)


def token_unit(embed: Any, used: Any) -> float:
    """What one unit of the tokens' 8-bit numbers stands for."""
    return float(min(np.abs(embed).max(), np.quantile(np.abs(embed[used]), 0.9995), 1.9) / 127)


def rows_by(sites: Any) -> Any:
    """The row of each slot: common tokens first, for then the rows in use stay in the processor's nearest memory."""
    order: Any = np.empty(SLOTS, np.int64)
    order[np.argsort(-sites, kind="stable")] = np.arange(SLOTS)
    return order


# Forget gates and candidates, each of them down and up, as the network has them; in the file those of one direction stand together.
GATE_ORDER = np.concatenate([part * CELLS + np.arange(CELLS) for part in (0, 2, 1, 3)])


def _tokens(embed: Any, used: Any, scale: Any) -> tuple[Any, Any]:
    """The tokens' numbers in 8 bits, and the scale of the sum of so many of them."""
    embed = embed[:-1] * used[:, None]
    unit = token_unit(embed, used) if scale is None else max(int(scale[1]), 1) / UNIT
    return whole(embed, 1 / unit, np.int8, 127), whole(unit / np.sqrt(np.maximum(np.arange(SCALES), 1)), UNIT) if scale is None else scale


def quantized(weights: Weights, used: Any, kept: Any = None) -> Model:
    """The parts of a model that a network's weights make up. `used`: which slots of the vocabulary are taken.

    `kept`: a model of which the units of the tokens' numbers are kept; without it they are made to fit.
    """
    w = {name: np.asarray(value, np.float64) for name, value in weights.items()}
    model: Model = {}
    model["embed"], model["scale"] = _tokens(w["emb.weight"], used, kept and kept["scale"])
    model["name_embed"], model["name_scale"] = _tokens(w["name_emb.weight"], used, kept and kept["name_scale"])
    model["own"], model["page"] = whole(w["own.weight"], TABLE), whole(w["page.weight"], TABLE)
    model["pool"] = whole(w["pool.weight"].T, LAYER)
    model["gates"], model["gate_bias"] = whole(w["gates.weight"][GATE_ORDER].T, LAYER), _bias(w["gates.bias"][GATE_ORDER])
    model["top"], model["top_bias"] = whole(w["top.weight"].T, LAYER), _bias(w["top.bias"])
    model["out"], model["out_bias"] = whole(w["out.weight"][0], LAYER), _bias(w["out.bias"])
    model["names"], model["names_bias"] = whole(w["names.weight"].T, LAYER), _bias(w["names.bias"])
    model["labels"], model["labels_bias"] = np.zeros((2 * NAMES, NAMES), np.int16), np.zeros(NAMES, np.int32)
    model["labels"][:, :LABELS], model["labels_bias"][:LABELS] = whole(w["labels.weight"].T, LAYER), _bias(w["labels.bias"])
    model["alone"] = whole(np.concatenate([w["alone.weight"][0] * 4096, w["alone.bias"][:1] * 1024]), 1, np.int32, 65535)
    return model


def _bias(numbers: Any) -> Any:
    return whole(numbers, BIAS, np.int32, 1 << 30)


def dequantized(model: Model) -> Weights:
    """The weights of a network that computes what the model does; `quantized` takes them back to the same numbers."""
    back = np.argsort(GATE_ORDER)
    weights = {
        "emb.weight": _table(model["embed"], model["scale"]), "name_emb.weight": _table(model["name_embed"], model["name_scale"]),
        "own.weight": model["own"] / TABLE, "page.weight": model["page"] / TABLE,
        "pool.weight": model["pool"].T / LAYER, "gates.weight": model["gates"].T[back] / LAYER, "gates.bias": model["gate_bias"][back] / BIAS,
        "top.weight": model["top"].T / LAYER, "top.bias": model["top_bias"] / BIAS,
        "out.weight": model["out"][None] / LAYER, "out.bias": model["out_bias"] / BIAS,
        "names.weight": model["names"].T / LAYER, "names.bias": model["names_bias"] / BIAS,
        "labels.weight": model["labels"].T[:LABELS] / LAYER, "labels.bias": model["labels_bias"][:LABELS] / BIAS,
        "alone.weight": model["alone"][None, :HIDDEN] / 4096, "alone.bias": model["alone"][HIDDEN:] / 1024}
    return {name: value.astype(np.float32) for name, value in weights.items()}


def _table(embed: Any, scale: Any) -> Any:
    """The tokens' numbers as floats, with a row of zeros behind them."""
    return np.concatenate([embed * (scale[1] / UNIT), np.zeros((1, embed.shape[1]))])


def curve(temperature: float) -> Any:
    """The probability at each place of the content logit."""
    logits = (np.arange(CURVE) + 0.5) / 16 - 8
    return (1 / (1 + np.exp(-logits * temperature))).astype(np.float32)
