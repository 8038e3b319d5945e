"""Writing packages: the same parts always give the same bytes.

Fixed order, dates of 1980, no extra fields, deflate level 6; zlib may differ from Python to Python.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefgen.opc.package import Package
from briefgen.opc.zip import Part, central_record, deflated, end_record, local_record


@dataclass(frozen=True)
class _Record:
    """A part as it is written: with its local header, and its record in the directory but for the offset."""

    name: str
    local: bytes
    central: bytes

    @classmethod
    def of(cls, part: Part) -> _Record:
        return cls(part.name, local_record(part), central_record(part, 0))


@dataclass(frozen=True)
class PackageWriter:
    """Writes a package again and again with some of its parts changed; may be shared between threads.

    Everything that does not depend on the changed parts is laid out once, so that one document costs little
    more than deflating what is new in it.

    Attributes:
        package: the package whose parts are written where no others are given.
    """

    package: Package
    _records: tuple[_Record, ...]

    @classmethod
    def of(cls, package: Package) -> PackageWriter:
        """The writer for a package."""
        return cls(package, tuple(_Record.of(part) for part in package.parts.values()))

    def write(self, changed: Mapping[str, bytes]) -> bytes:
        """The package as a file.

        Args:
            changed: bytes by part name, for parts that the package has; parts that every document gets are
                added to the package beforehand (`Package.with_parts`).

        Raises:
            KeyError: `changed` names a part that the package does not have.
        """
        if unknown := changed.keys() - self.package.parts.keys():
            raise KeyError(*sorted(unknown))
        new = {name: _Record.of(deflated(name, data)) for name, data in changed.items()}
        return _joined([new.get(record.name, record) for record in self._records])


def write_package(
    package: Package, changed: Mapping[str, bytes], added: Mapping[str, tuple[bytes, str]] | None = None
) -> bytes:
    """The package as a file, once, with some parts changed or added; arguments as in `Package.with_parts`."""
    return PackageWriter.of(package.with_parts(changed, added)).write({})


_OFFSET = slice(42, 46)  # in a central record: the place of the local record


def _joined(records: Iterable[_Record]) -> bytes:
    archive, directory, offset = [], [], 0
    for record in records:
        archive.append(record.local)
        directory += [
            record.central[: _OFFSET.start],
            offset.to_bytes(4, "little"),
            record.central[_OFFSET.stop :],
        ]
        offset += len(record.local)
    joined = b"".join(directory)
    return b"".join([*archive, joined, end_record(len(archive), len(joined), offset)])
