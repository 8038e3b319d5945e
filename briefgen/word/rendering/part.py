"""A compiled part, and one rendering of it with every failure turned into a finding at its tag."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import CodeType, TracebackType
from typing import Any

from jinja2 import Template as JinjaTemplate
from msgspec import Struct

from briefgen.findings import Place, error
from briefgen.word.faults import PlacedTag, RenderingError
from briefgen.word.rendering.lost_values import LostValueError
from briefgen.word.rendering.plain_words import message_of, remedy_of
from briefgen.word.rendering.tables import with_sound_tables
from briefgen.word.sandbox.bounds import BoundsError, join_output
from briefgen.word.sandbox.environment import TemplateEnvironment
from briefgen.word.wml.escape import CLOSE_TEXT, OPEN_TEXT

# the variables of Jinja2's compiled code, by the depth of loops
_LOCAL = re.compile(r"l_(\d+)_(\w+)")
_ELSEWHERE = "Put the tag into another place, such as a paragraph of its own, or take it out."
_IDENTIFYING = ("number", "key", "id", "name", "title")


class CompiledPart(Struct, frozen=True, dict=True):
    """A part that holds tags, ready to be rendered any number of times, from any thread.

    Attributes:
        name: the part's name in the package.
        code: Jinja2's code for it, as it can be cached.
        tags: gives the tags by their line in the source; called only when something is wrong.
    """

    name: str
    file: str
    code: CodeType
    template: JinjaTemplate
    tags: Callable[[], Mapping[int, PlacedTag]]

    @classmethod
    def of(
        cls, name: str, file: str, code: CodeType, env: TemplateEnvironment, tags: Callable[[], Mapping[int, PlacedTag]]
    ) -> CompiledPart:
        """The part that some code writes in an environment."""
        template = JinjaTemplate.from_code(env, code, env.make_globals(None))
        template.filename = "<template>"
        return cls(name, file, code, template, tags)

    def around(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data among the environment's own words, as all parts of a template see them; none changes it."""
        return {**self.template.environment.globals, **data}

    def render(self, data: Mapping[str, Any], around: dict[str, Any]) -> str:
        """The part's XML for the data.

        Args:
            around: what `around` gives for them.

        Raises:
            RenderingError: a value could not be put in; one finding with tag, place and data record.
        """
        return with_sound_tables(without_empty_runs(self._filled(data, around)))

    def _filled(self, data: Mapping[str, Any], around: dict[str, Any]) -> str:
        template, env = self.template, self.template.environment
        context = env.context_class(env, around, template.name, template.blocks)
        try:
            return join_output(template.root_render_func(context))
        except Exception as problem:
            raise self._error_at_tag(problem, data) from problem

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that its code has variables for: those of its own, and of all fields that it can ask for."""
        return frozenset(_names_in(self.code))

    @cached_property
    def _lines(self) -> list[int]:
        return sorted(self.tags())

    def _error_at_tag(self, problem: Exception, data: Mapping[str, Any]) -> RenderingError:
        frame = _template_frame(problem.__traceback__, str(self.template.filename))
        placed = self._tag_at(self.template.get_corresponding_lineno(frame.tb_lineno)) if frame else None
        message = message_of(problem)
        if frame and (record := _record_in(frame, data)):
            message += f" (while putting in {record})"
        if placed is None:
            return RenderingError([error(_rule(problem), Place(self.file, part=self.name), message)])
        remedy = _ELSEWHERE if isinstance(problem, LostValueError) else remedy_of(problem, placed.tag.code, data)
        return RenderingError([placed.fault(_rule(problem), message, remedy)])

    def _tag_at(self, line: int) -> PlacedTag | None:
        index = bisect_right(self._lines, line)
        return self.tags()[self._lines[index - 1]] if index else None


def _names_in(code: CodeType) -> Iterator[str]:
    for variable in (*code.co_varnames, *code.co_cellvars, *code.co_freevars):
        if found := _LOCAL.fullmatch(variable):
            yield found[2]
    for each in code.co_consts:
        if isinstance(each, CodeType):  # of a macro or block
            yield from _names_in(each)


_EMPTY_TEXT = f"{OPEN_TEXT}{CLOSE_TEXT}</w:r>"


def without_empty_runs(xml: str) -> str:
    """The XML of a part without the runs that tags have left with nothing in them."""
    if _EMPTY_TEXT not in xml:
        return xml
    xml = xml.replace(f"<w:r>{_EMPTY_TEXT}", "")  # by far the most
    *pieces, rest = xml.split(_EMPTY_TEXT)
    del xml  # may be large, and its pieces are a whole copy
    for number, piece in enumerate(pieces):
        begun = _begin_of_empty_run(piece)
        pieces[number] = piece[:begun] if begun >= 0 else piece + _EMPTY_TEXT
    return "".join([*pieces, rest])


def _begin_of_empty_run(xml: str) -> int:
    """Where the run begins that ends some XML with no more than its properties; -1 where it has more than these."""
    end = xml.rfind("<w:rPr>") if xml.endswith("</w:rPr>") else len(xml)
    begun = xml.rfind("<", 0, max(end, 0))
    is_run = xml.startswith(("<w:r>", "<w:r "), begun) and xml.endswith(">", begun, end)
    return begun if is_run else -1


def _rule(problem: Exception) -> str:
    """The rule that a failure breaks: what a template may do, what can be put into a document, what arrives there."""
    if isinstance(problem, LostValueError):
        return "TPL-036"
    return "TPL-022" if isinstance(problem, (BoundsError, RecursionError, MemoryError)) else "TPL-020"


def _template_frame(traceback: TracebackType | None, filename: str) -> TracebackType | None:
    """The innermost step of a traceback that lies in the compiled template of that file name."""
    found = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == filename:
            found = traceback
        traceback = traceback.tb_next
    return found


def _record_in(frame: TracebackType, data: Mapping[str, Any]) -> str:
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
    named = [each for each in named if not each[1].startswith("_")]  # the engine's own
    yield from ((name, value) for _, name, value in sorted(named, key=lambda each: -each[0]))


def _described(name: str, record: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    if place := record.get("place"):
        return f"{name} from {place}"
    path = _path_to(record, data)
    identity = next((f"{key} “{record[key]}”" for key in _IDENTIFYING if record.get(key)), "")
    return ", ".join(piece for piece in (path or name, identity) if piece)


def _path_to(record: object, data: object, path: str = "", depth: int = 8) -> str:
    """The path of a record in the data: `points[3].items[0]`, counted from 1 as people do."""
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
