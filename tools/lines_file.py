"""Writes the line model's file: what src/cleantext/kernels/lines_model.pxd reads."""
import struct

import numpy as np

HIDDEN, CELLS, TOP, NAMES, SLOTS_LOG, CURVE, SCALES, VERSION = 16, 8, 8, 16, 14, 256, 32, 3
GATES, STATE, SLOTS = 4 * CELLS, HIDDEN + 2 * CELLS, 1 << SLOTS_LOG
OWN_SIZES = [16, 40, 40, 60, 70, 25, 40, 40, 16, 8, 20, 25]
PAGE_SIZES = [24, 20, 64, 8, 30, 16, 16, 16, 15, 20, 22, 24, 48, 12, 12, 45, 45]
SHAPES = {
    "scale": (SCALES,), "own": (sum(OWN_SIZES), HIDDEN), "page": (sum(PAGE_SIZES), HIDDEN), "pool": (2 * HIDDEN, HIDDEN), "gates": (HIDDEN, GATES),
    "top": (STATE, TOP), "out": (TOP,), "names": (STATE, NAMES), "labels": (NAMES, NAMES),
    "gate_bias": (GATES,), "top_bias": (TOP,), "out_bias": (1,), "names_bias": (NAMES,), "labels_bias": (NAMES,), "alone": (HIDDEN + 1,)}
MATRICES = ("pool", "gates", "top", "names", "labels")
LONG = ("alone",)                       # of 32 bits, as are the biases


def empty(tags=None) -> dict:
    """A model of zeros, with a vocabulary."""
    parts = {name: np.zeros(shape, np.int32 if name in LONG or name.endswith("bias") else np.int16) for name, shape in SHAPES.items()}
    return parts | {"tags": np.zeros(SLOTS, np.uint16) if tags is None else tags, "embed": np.zeros((SLOTS, HIDDEN), np.int8),
                    "curve": np.full(CURVE, 0.5, np.float32), "threshold": 0.5, "certain": -4.0, "trained_on": 0, "begin": 0.35, "share": 0.42}


def in_pairs(matrix):
    """(inputs, outputs) as inputs / 2 x outputs x 2: two inputs meet in one multiply-add."""
    inputs, outputs = matrix.shape
    return matrix.reshape(inputs // 2, 2, outputs).transpose(0, 2, 1)


def checksum(data: bytes) -> int:
    h, all_bits = len(data), (1 << 64) - 1
    for x in np.frombuffer(data[:len(data) // 8 * 8], "<u8").tolist():
        h = ((h ^ x) * 0x9E3779B97F4A7C15) & all_bits
        h ^= h >> 32
    return (h ^ (h >> 29)) & 0xFFFFFFFF


def write(model: dict) -> bytes:
    parts = [model["scale"], model["tags"].astype("<u2"), model["embed"]]
    parts += [in_pairs(model[name]) if name in MATRICES else model[name] for name in SHAPES if name != "scale"]
    parts.append(model["curve"].astype("<f4"))
    body = b""
    for part in parts:
        raw = np.ascontiguousarray(part).tobytes()
        body += raw + b"\0" * (-len(raw) % 16)
    head = b"\0" * 8 + struct.pack("<ffIff", model["threshold"], model["certain"], model["trained_on"], model["begin"], model["share"])
    rest = head + b"\0" * (48 - len(head)) + body
    return b"CTLINES\0" + struct.pack("<II", VERSION, checksum(rest)) + rest


def whole(numbers, scale, kind=np.int16, most=32767):
    return np.clip(np.rint(numbers * scale), -most, most).astype(kind)


def quantized(weights: dict, tags, used, *, temperature, share, trained_on) -> bytes:
    """The file of a trained network: `weights` by name as float arrays, see lines_network.Network."""
    w = {name: np.asarray(value, np.float64) for name, value in weights.items()}
    model = empty(tags)
    embed = w["emb.weight"][:-1] * used[:, None]
    unit = min(np.abs(embed).max(), np.quantile(np.abs(embed[used]), 0.9995), 1.9) / 127
    model["embed"] = whole(embed, 1 / unit, np.int8, 127)
    model["scale"] = whole(unit / np.sqrt(np.maximum(np.arange(SCALES), 1)), 1024 << 11)
    model["own"], model["page"] = whole(w["own.weight"], 1024), whole(w["page.weight"], 1024)
    order = np.concatenate([part * CELLS + np.arange(CELLS) for part in (0, 2, 1, 3)])      # forget and candidate down, then up
    model["pool"] = whole(w["pool.weight"].T, 2048)
    model["gates"], model["gate_bias"] = whole(w["gates.weight"][order].T, 2048), whole(w["gates.bias"][order], 1 << 21, np.int32, 1 << 30)
    model["top"], model["top_bias"] = whole(w["top.weight"].T, 2048), whole(w["top.bias"], 1 << 21, np.int32, 1 << 30)
    model["out"], model["out_bias"] = whole(w["out.weight"][0], 2048), whole(w["out.bias"], 1 << 21, np.int32, 1 << 30)
    model["names"], model["names_bias"] = whole(w["names.weight"].T, 2048), whole(w["names.bias"], 1 << 21, np.int32, 1 << 30)
    model["labels"][:, :12] = whole(w["labels.weight"].T, 2048)
    model["labels_bias"][:12] = whole(w["labels.bias"], 1 << 21, np.int32, 1 << 30)
    model["alone"] = whole(np.concatenate([w["alone.weight"][0] * 4096, w["alone.bias"][:1] * 1024]), 1, np.int32, 1 << 24)
    logits = (np.arange(CURVE) + 0.5) / 16 - 8
    model["curve"] = (1 / (1 + np.exp(-logits * temperature))).astype(np.float32)
    return write(model | {"share": share, "trained_on": trained_on})
