"""The line model: the one that comes with the package, or a file of the user's own."""
from ._core import check_model
from .names import printable

MOST = 1 << 25      # bytes; no model is as large, and what is larger is not read to its end

_shipped: bytes | None = None


def shipped_model() -> bytes:
    """The bytes of the model that comes with the package, read once."""
    global _shipped
    if _shipped is None:
        from importlib.resources import files

        _shipped = files("cleantext").joinpath("data", "lines.model").read_bytes()
    return _shipped


def read_model(path: str) -> bytes:
    """The bytes of a model file. OSError when it cannot be read, ValueError when it is not whole, not of this version, or no model at all."""
    try:
        with open(path, "rb") as file:
            data = file.read(MOST)
    except OSError as error:
        raise type(error)(error.errno, f"cannot read the line model: {error.strerror}; name a file that cleantext train has written", path) from None
    try:
        check_model(data)
    except ValueError as error:
        raise ValueError(f"{printable(path)}: {error}") from None
    return data


def digest_of(model: bytes) -> str:
    """What tells one model from another, wherever its file lies."""
    from hashlib import blake2b

    return blake2b(model, digest_size=16).hexdigest()
