"""Names of files in messages."""


def printable(path: str) -> str:
    """The name as it is, or, where that would be empty or do something to a terminal, in quotes and with escapes."""
    return path if path and path.isprintable() else ascii(path)
