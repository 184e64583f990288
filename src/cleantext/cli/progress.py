"""Progress: a bar on standard error, for people only, and only when there is time to read it."""
import sys
import time
from collections.abc import Callable
from typing import Any

PATIENCE = 1.0      # seconds before anything is shown
INTERVAL = 0.1


class Progress:
    """Shows how far each input has come; does nothing unless standard error is a terminal and the run takes a while."""

    def __init__(self, *, quiet: bool) -> None:
        self._on = not quiet and sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + PATIENCE
        self._bar: Any = None
        self._task: Any = None

    def of(self, name: str, size: int | None) -> Callable[[int], object] | None:
        """A function that is told how many bytes of this input have been read; None when nobody is watching."""
        if not self._on:
            return None
        self._name = name
        self._size = size
        if self._bar:
            self._bar.reset(self._task, description=name, total=size)
        return self._tick

    def _tick(self, position: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + INTERVAL
        if self._bar is None:
            self._show()
        self._bar.update(self._task, completed=position)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
        from rich.progress import Progress as Bar
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)     # rich heeds NO_COLOR
        self._task = self._bar.add_task(self._name, total=self._size)
        self._bar.start()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *problem: object) -> None:
        if self._bar:
            self._bar.stop()
