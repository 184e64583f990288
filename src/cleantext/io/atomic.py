"""Files that appear under their name only when they are complete."""
import io
import os
import secrets
from contextlib import suppress

from .errors import OutputError, TransferError, reason_of


def check_free(path: str, name: str) -> None:
    """Raise OutputError when something stands at `path` already."""
    if os.path.lexists(path):
        raise _exists(name)


def _exists(name: str) -> OutputError:
    return OutputError(f"{name}: exists already; use --force to replace it, or another name")


class PendingFile:
    """A new file, written beside its final place under a name of its own: `commit` puts it there, `discard` removes it."""

    def __init__(self, path: str, name: str, *, overwrite: bool) -> None:
        self.path = os.path.realpath(path)      # through a link, to what it points at
        self.name = name
        self._overwrite = overwrite
        if not overwrite:
            check_free(self.path, name)
        self._part = os.path.join(os.path.dirname(self.path), f".cleantext-{secrets.token_hex(8)}.part")
        try:
            self.raw = io.FileIO(self._part, "xb")
        except OSError as error:
            raise OutputError(f"{name}: cannot be created: {reason_of(error)}; choose a folder that exists and can be written to") from None

    def commit(self) -> None:
        """Make everything durable, then give the file its name in one step."""
        try:
            os.fsync(self.raw.fileno())
            self.raw.close()
            if self._overwrite:
                self._replace()
            else:
                self._take_free_name()
        except OSError as error:
            self.discard()
            raise TransferError(f"{self.name}: could not be completed: {reason_of(error)}") from None
        except BaseException:
            self.discard()
            raise
        _sync_folder(os.path.dirname(self.path))

    def _replace(self) -> None:
        if os.path.exists(self.path):
            os.chmod(self._part, os.stat(self.path).st_mode & 0o7777)
        os.replace(self._part, self.path)

    def _take_free_name(self) -> None:
        """Link, which the system refuses where something stands; not every file system has links."""
        try:
            os.link(self._part, self.path)
        except FileExistsError:
            raise _exists(self.name) from None
        except (OSError, AttributeError):
            check_free(self.path, self.name)
            os.replace(self._part, self.path)
        else:
            with suppress(OSError):
                os.unlink(self._part)

    def discard(self) -> None:
        """Remove what was written, so that nothing appears under the final name; does nothing after `commit`."""
        with suppress(OSError):
            self.raw.close()
        with suppress(OSError):
            os.unlink(self._part)


def _sync_folder(folder: str) -> None:
    """Make a rename durable, where the system lets a folder be opened."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(descriptor)
    os.close(descriptor)
