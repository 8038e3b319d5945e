"""Which record of the data was being put in when a rendering failed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

_LOCAL = re.compile(r"l_(\d+)_(\w+)")
_IDENTIFYING = ("number", "key", "id", "name", "title")


def template_frame(traceback: TracebackType | None, filename: str) -> TracebackType | None:
    """The innermost step of a traceback that lies in the compiled template of that file name."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == filename:
            found = traceback
        traceback = traceback.tb_next
    return found


def record_in(frame: TracebackType, data: Mapping[str, Any]) -> str:
    """The innermost record that a loop was at: where it comes from, or its path in the data; "" outside loops.

    A record says itself where it comes from by a field `place`.
    """
    for name, value in _loop_values(frame):
        if isinstance(value, Mapping):
            return _described(name, value, data)
    return ""


def _loop_values(frame: TracebackType) -> Iterator[tuple[str, Any]]:
    """The loop variables of Jinja2's compiled code (`l_<depth>_<name>`), innermost first."""
    local = frame.tb_frame.f_locals
    found = ((_LOCAL.fullmatch(key), value) for key, value in local.items())
    named = [(int(match[1]), match[2], value) for match, value in found if match and int(match[1]) > 0]
    yield from ((name, value) for _, name, value in sorted(named, key=lambda each: -each[0]))


def _described(name: str, record: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    if place := record.get("place"):
        return f"{name} from {place}"
    path = _path_to(record, data)
    identity = next((f"{key} “{record[key]}”" for key in _IDENTIFYING if record.get(key)), "")
    return ", ".join(piece for piece in (path or name, identity) if piece)


def _path_to(record: object, data: object, path: str = "", depth: int = 8) -> str:
    """Where a record stands in the data: `points[3].items[0]`, counted from 1 as people do."""
    if data is record:
        return path
    if depth == 0:
        return ""
    return next(
        (found for step, value in _steps(data) if (found := _path_to(record, value, _join(path, step), depth - 1))),
        "",
    )


def _steps(data: object) -> Iterator[tuple[str, object]]:
    if isinstance(data, Mapping):
        yield from ((str(key), value) for key, value in data.items() if isinstance(value, (Mapping, list, tuple)))
    elif isinstance(data, (list, tuple)):
        yield from ((f"[{number}]", value) for number, value in enumerate(data, 1))


def _join(path: str, step: str) -> str:
    return path + step if step.startswith("[") or not path else f"{path}.{step}"
