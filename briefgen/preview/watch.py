"""Tells the page what happens: a file was saved, some work has gone on. Server-sent events (HTML, 9.2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field
from watchfiles import Change, awatch

from briefgen.workspace import Workspace

_WAITING = 64  # events that are kept for a page that does not take them
_BEAT = 15  # seconds after which something is sent, so that a page that is gone is noticed
_STEP = 30  # milliseconds in which nothing more is saved, until it is told
_ROUND = 1000  # milliseconds after which the watch looks whether it is to end
_OF_PROGRAMS: Final = ("~$", ".~lock", ".")
"""How the names begin of files that programs make for themselves while they write."""

_HALF = (".tmp", ".swp", "~", ".part", ".crdownload")


class Hub(Struct):
    """Hands events on to every page that is open; any thread may tell."""

    _loop: asyncio.AbstractEventLoop | None = None
    _queues: set[asyncio.Queue[str]] = field(default_factory=set)
    _is_closed: bool = False

    def open(self) -> None:
        """The loop runs in which the pages are answered."""
        self._loop = asyncio.get_running_loop()

    def tell(self, kind: str, about: Mapping[str, Any]) -> None:
        """Tells all pages of something.

        Args:
            kind: the name of the event.
            about: its data, for JSON.
        """
        event = f"event: {kind}\ndata: {json.dumps(about)}\n\n"
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._hand_on, event)

    def close(self) -> None:
        """No more is told; pages that listen are let go, so that the server can end."""
        self._is_closed = True
        self._hand_on("")

    async def events(self) -> AsyncIterator[str]:
        """What a page is told, for as long as it is open."""
        queue: asyncio.Queue[str] = asyncio.Queue(_WAITING)
        self._queues.add(queue)
        try:
            yield "retry: 1000\n\n"
            while not self._is_closed:
                try:
                    yield await asyncio.wait_for(queue.get(), _BEAT)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._queues.discard(queue)

    def _hand_on(self, event: str) -> None:
        for queue in self._queues:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(event)


async def watch_workspace(workspace: Workspace, saved: Callable[[list[str]], object]) -> None:
    """Watches the files that documents are made from, until it is cancelled.

    Args:
        saved: is told the names of files that were saved or removed, from the workspace on.
    """
    folders = [folder for folder in (workspace.data, workspace.templates, workspace.root / "houses") if folder.is_dir()]
    await asyncio.gather(
        _watch(folders, workspace.root, saved, recursive=True),
        _watch([workspace.root], workspace.root, saved, recursive=False),
    )


async def _watch(paths: Iterable[Path], root: Path, saved: Callable[[list[str]], object], *, recursive: bool) -> None:
    def concerns(_change: Change, path: str) -> bool:
        name = Path(path).name
        return not name.startswith(_OF_PROGRAMS) and not name.endswith(_HALF) and (recursive or name == "briefgen.toml")

    watching = awatch(*paths, watch_filter=concerns, step=_STEP, rust_timeout=_ROUND, recursive=recursive)
    async for changes in watching:
        names = (Path(path) for _, path in changes)
        saved(sorted({path.relative_to(root).as_posix() for path in names if path.is_relative_to(root)}))
