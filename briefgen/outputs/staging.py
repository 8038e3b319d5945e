"""Files that wait for their names: written under temporary ones, one by one, while others are still being made.

So that thousands of files need not be in memory until the last is made; nor need their writing wait for it.
"""

from __future__ import annotations

import errno
import os
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from briefgen.outputs.disk import beside, changing_folders, flush, flush_file, remove, this_day
from briefgen.outputs.refusals import in_plain_words, refuse_change

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_AT_ONCE, _THREADS = 16, 8  # files that a thread waits for one after another, and threads that wait side by side


class Output:
    """A file to be: where, and its bytes."""

    def __init__(self, path: Path, data: bytes) -> None:
        self.path, self._data = path, data

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Output) and (self.path, self.digest) == (other.path, other.digest)

    def __hash__(self) -> int:
        return hash((self.path, self.digest))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.path}>"

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self._data

    @cached_property
    def digest(self) -> bytes:
        """The SHA-256 of its bytes."""
        return sha256(self.data).digest()


class StagedOutput(Output):
    """A file to be whose bytes are not in memory, but under a temporary name, its `source`."""

    def __init__(self, path: Path, digest: bytes, source: Path) -> None:
        super().__init__(path, b"")
        self.digest, self.source = digest, source

    @property
    def data(self) -> bytes:
        """Its bytes.

        Raises:
            OutputError: they are not there any more, or others.
        """
        with in_plain_words(self.path):
            data = self.source.read_bytes()
        if sha256(data).digest() != self.digest:
            refuse_change(self.path)
        return data


class Stage:
    """Where files wait until all are made. When its block ends, nothing is left but what has got its name.

    The disk is waited for by threads of its own, while the next files are being made.
    """

    def __init__(self) -> None:
        self._waiting: list[Path] = []
        self._unflushed: list[tuple[Path, Path]] = []
        self._flushing: deque[Future[None]] = deque()
        self._folders = ExitStack()
        self._targets = Targets()
        self._ready: set[Path] = set()
        self._day = this_day()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _problem: BaseException | None, _trace: TracebackType | None
    ) -> None:
        for each in self._flushing:
            each.cancel()
        if "_threads" in vars(self):
            self._threads.shutdown()
        for path in self._waiting:
            remove(path)  # most often it has its name by now
        self._folders.close()

    def take(self, files: Iterable[Output]) -> list[Output]:
        """Writes files beside their places, as they are made, until the disk has their bytes.

        Raises:
            OutputError: one cannot be written: the disk has no room for it, or is gone.
        """
        staged = [self._add(file) for file in files]
        if self._unflushed:
            self._begin_to_flush()
        while self._flushing:
            self._flushing.popleft().result()
        return staged

    def _add(self, file: Output) -> Output:
        with in_plain_words(file.path):
            target = self._targets.of(file.path)
            if target.parent not in self._ready:
                self._make_ready(target)
            staged = StagedOutput(file.path, file.digest, self._written(target, file.data))
        self._unflushed.append((file.path, self._waiting[-1]))
        if len(self._unflushed) == _AT_ONCE:
            self._begin_to_flush()
        return staged

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        from concurrent.futures import ThreadPoolExecutor  # start-up: most runs write a file or two

        return ThreadPoolExecutor(_THREADS)

    def _begin_to_flush(self) -> None:
        """Hands files over to the threads; what went wrong with those before is said here."""
        while self._flushing and self._flushing[0].done():
            self._flushing.popleft().result()
        self._flushing.append(self._threads.submit(_flush_all, self._unflushed))
        self._unflushed = []

    def _make_ready(self, target: Path) -> None:
        changing = changing_folders([target]) - {target.parent}
        make_folder(target.parent, self._folders.callback)
        for folder in changing:
            flush(folder)
        self._ready.add(target.parent)

    def _written(self, target: Path, data: bytes) -> Path:
        """A new file beside another; of a million names two may be the same."""
        for _ in range(8):
            self._waiting.append(temporary := beside(target, self._day))
            try:
                with temporary.open("xb") as stream:
                    stream.write(data)
            except FileExistsError:
                self._waiting.pop()  # another's
            else:
                return temporary
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def _flush_all(written: Iterable[tuple[Path, Path]]) -> None:
    """Waits until the disk has the bytes of files, each under its name to be and its temporary one."""
    for path, temporary in written:
        with in_plain_words(path):
            flush_file(temporary)


class Targets:
    """The file itself of each path, where the path is a link: renaming would replace the link."""

    def __init__(self) -> None:
        self._folders: dict[Path, Path] = {}

    def of(self, path: Path) -> Path:
        """The file itself of a path; the links of each folder are followed once.

        Raises:
            OSError: a link leads back to itself.
        """
        if os.name == "nt" or path.is_symlink() or path.name == "..":
            return Path(os.path.realpath(path))
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = Path(os.path.realpath(folder))
        return self._folders[folder] / path.name


def make_folder(folder: Path, undo: Callable[[Callable[[Path], None], Path], object]) -> None:
    """Makes a folder and those above it, where they are missing.

    Args:
        undo: is told what removes each of them again, if it is empty.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        undo(_remove_if_empty, each)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
