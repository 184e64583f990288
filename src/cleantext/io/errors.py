"""What can go wrong with input and output; each message names the file, the reason and the remedy."""


class DataError(Exception):
    """The input is there but is not what it should be: not UTF-8, not JSON, cut short, a line too long."""


class InputError(Exception):
    """An input does not exist or cannot be opened."""


class OutputError(Exception):
    """An output cannot be created."""


class TransferError(Exception):
    """Reading or writing failed on the way: a bad disk, a full one."""


class SpaceError(Exception):
    """The memory there is does not suffice."""


class ChoiceError(ValueError):
    """The inputs, outputs and formats asked for do not go together."""


def reason_of(error: OSError) -> str:
    """The system's words for an error, without the number and the path."""
    return error.strerror or str(error) or type(error).__name__
