"""Small PNG files of pages: few colours, one byte for each point; the same points give the same bytes."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.uint8]
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT, _STEP, _COLOURS = 8, 17, 256  # large areas keep their colour, the edges of letters are rounded


def to_png(points: Points) -> bytes:
    """A picture as a PNG file with a palette.

    Args:
        points: rows of points of red, green and blue.
    """
    palette, indices = _painted(points)
    height, width = indices.shape
    rows = np.zeros((height, width + 1), dtype=np.uint8)  # each row begins with the number of its filter: none
    rows[:, 1:] = indices
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", palette.tobytes()))
    return _SIGNATURE + b"".join(
        _chunk(*each) for each in (*chunks, (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    )


def from_png(data: bytes) -> Points:
    """The points of a file that `to_png` has made."""
    chunks = _chunks(data)
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), dtype=np.uint8).reshape(height, width + 1)
    palette = np.frombuffer(chunks[b"PLTE"], dtype=np.uint8).reshape(-1, 3)
    points: Points = palette[rows[:, 1:]]
    return points


def _painted(points: Points) -> tuple[Points, Points]:
    """The colours, and for each point the number of its own: the most frequent ones, and the rest in fewer shades."""
    exact, which, counts = np.unique(points.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    said = ((exact.astype(np.uint16) + _STEP // 2) // _STEP * _STEP).astype(np.uint8)
    kept = np.argsort(-counts, kind="stable")[:_KEPT]
    said[kept] = exact[kept]
    palette, numbers = np.unique(said, axis=0, return_inverse=True)
    assert len(palette) <= _COLOURS, f"{len(palette)} colours"
    indices: Points = numbers.astype(np.uint8)[which.reshape(points.shape[:2])]
    return palette, indices


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _chunks(data: bytes) -> dict[bytes, bytes]:
    found, at = dict[bytes, bytes](), len(_SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        found[data[at + 4 : at + 8]] = data[at + 8 : at + 8 + length]
        at += length + 12
    return found
