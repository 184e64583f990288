"""Names of files, and counts of things, in messages."""


def printable(path: str) -> str:
    """The name as it is, or, where that would be empty or do something to a terminal, in quotes and with escapes."""
    return path if path and path.isprintable() else ascii(path)


def counted(count: int, what: str) -> str:
    """Such as 1 page, 1,200 pages."""
    return f"{count:,} {what}{'s' if count != 1 else ''}"
