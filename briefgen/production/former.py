"""What a former run has made and what lies there as it was: where it is what would be made now, nothing is made again.

For each order the cache keeps what came of it, with the hash of every file. Where it comes again with the same
inputs and the same briefgen, and every file still has its hash, the same is said, and what makes it is not even loaded.
"""

from __future__ import annotations

import os
import pickle
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from briefgen.cache import Cache
from briefgen.outputs import rehearsal
from briefgen.production.record import Record

_MOST, _MOST_BYTES = 200, 20_000_000
"""Files of a dossier or of the templates, and their bytes. To look at more takes longer than to make a document."""


class OrderResult(Protocol):
    """What came of an order."""

    @property
    def digests(self) -> Mapping[Path, str]:
        """The SHA-256 of each file, as hexadecimal digits."""

    def without_change(self) -> Self:
        """The same where all files lay there."""


_Made = TypeVar("_Made", bound=OrderResult)


def make_once(record: Record, cache: Cache, order: Struct, make: Callable[[], _Made]) -> _Made:
    """What comes of an order: as it lies there, if none of its files would come out otherwise, else made.

    Too large a dossier is not looked at, and a rehearsal is told what would be written.

    Args:
        order: what was asked for. Its `environment`, `force` and `jobs` make no difference to the files; its `repr` is
            the same in each run.
        make: makes the files, all or none.

    Raises:
        BriefgenError: what `make` raises.
    """
    if cache.folder is None or rehearsal() is not None or not (inputs := _inputs(record)):
        return make()

    def dumps(made: _Made) -> bytes:
        if _inputs(record) != inputs:
            raise OSError  # somebody saved one in the meantime: who knows which of the two was read
        return pickle.dumps(made)

    asked = replace(order, environment={}, force=False, jobs=1)
    made: _Made = cache.once(("made", asked, *inputs), make, dumps, _if_it_lies_there)
    return made


def _inputs(record: Record) -> tuple[object, ...]:
    """All that files of a record depend on besides the program and the order; empty where that is too much."""
    read = (record.workspace, record.dossier.digest, record.findings, record.house.name, record.house.digest)
    with suppress(OSError):
        return read, [*_contents(record.folder), *_contents(record.workspace.templates)]
    return ()


def _contents(folder: Path) -> Iterator[tuple[str, str]]:
    """Each file below a folder with its hash.

    Raises:
        OSError: one cannot be read, or is none; they are too many or too large; or a folder is a link to another.
    """
    walked = list(os.walk(folder))
    paths = [Path(above, name) for above, _, names in walked for name in sorted(names)]
    if len(paths) > _MOST or any(Path(above, each).is_symlink() for above, below, _ in walked for each in below):
        raise OSError
    found = [each.stat() for each in paths]
    if not all(stat.S_ISREG(each.st_mode) for each in found) or sum(each.st_size for each in found) > _MOST_BYTES:
        raise OSError
    yield from ((str(each), sha256(each.read_bytes()).hexdigest()) for each in paths)


def _if_it_lies_there(data: bytes) -> Any:
    """What was made before, if it lies there as it was."""
    made: OrderResult = pickle.loads(data)  # noqa: S301  # the cache trusts only what the user has written
    is_there = all(sha256(path.read_bytes()).hexdigest() == digest for path, digest in made.digests.items())
    return made.without_change() if is_there else None
