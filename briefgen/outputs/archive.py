"""Several files in one zip archive that can say whether it was touched since."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from briefgen.opc.zip import central_record, deflate_part, end_record, local_record
from briefgen.outputs.writing import Output

_SEAL: Final = b"briefgen "
_COMMENT: Final = len(_SEAL) + 64
_LENGTH: Final = struct.Struct("<H")


def write_archive(files: Iterable[Output]) -> bytes:
    """The files under their names, without folders; the same files always give the same bytes.

    The comment of the archive (APPNOTE 4.3.16) is a digest of all that stands before it.
    """
    parts = [deflate_part(file.path.name, file.data) for file in files]
    locals_, centrals, start = [], [], 0
    for part in parts:
        locals_.append(local_record(part))
        centrals.append(central_record(part, start))
        start += len(locals_[-1])
    directory = b"".join(centrals)
    end = end_record(len(parts), len(directory), start)
    bare = b"".join((*locals_, directory, end[: -_LENGTH.size], _LENGTH.pack(_COMMENT)))
    return bare + _comment(bare)


def is_untouched_archive(data: bytes) -> bool:
    """Whether a file is an archive as it was written here."""
    return len(data) > _COMMENT and data[-_COMMENT:] == _comment(data[:-_COMMENT])


def _comment(bare: bytes) -> bytes:
    return _SEAL + sha256(bare).hexdigest().encode()
