"""A compiled part, and one rendering of it with every failure turned into a finding at its tag."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import CodeType
from typing import Any

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateError

from briefgen.errors import BriefgenError
from briefgen.findings import Place, error
from briefgen.word.faults import PlacedTag, RenderingError
from briefgen.word.rendering.grid import with_grids
from briefgen.word.sandbox.bounds import BoundsError, whole
from briefgen.word.sandbox.environment import TemplateEnvironment
from briefgen.word.sandbox.record_trace import record_in, template_frame
from briefgen.word.wml.delimiters import CELL_END, TABLE_END

_NO_ROWS = ("</w:tblGrid>", "<w:tblGrid/>")
_PARAGRAPH_ENDINGS = ("</w:p>", "<w:p/>", "<w:p ")


@dataclass(frozen=True)
class CompiledPart:
    """A part that holds tags, ready to be rendered any number of times, from any thread.

    Attributes:
        name: the part's name in the package.
        code: Jinja2's code for it, as it can be kept.
        tags: gives the tags by the line of the source that they stand on; asked only when something is wrong.
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

    def render(self, data: Mapping[str, Any]) -> str:
        """The part's XML for the data.

        Raises:
            RenderingError: a value could not be put in; one finding with tag, place and data record.
        """
        return with_grids(_with_cell_ends(_with_table_ends(self._filled(data))))

    def _filled(self, data: Mapping[str, Any]) -> str:
        context = self.template.new_context(dict(data))
        try:
            return whole(self.template.root_render_func(context))
        except Exception as problem:
            raise self._located(problem, data) from problem

    @cached_property
    def _lines(self) -> list[int]:
        return sorted(self.tags())

    def _located(self, problem: Exception, data: Mapping[str, Any]) -> RenderingError:
        frame = template_frame(problem.__traceback__, str(self.template.filename))
        placed = self._tag_at(self.template.get_corresponding_lineno(frame.tb_lineno)) if frame else None
        message = _message(problem)
        if frame and (record := record_in(frame, data)):
            message += f" (while putting in {record})"
        if placed is None:
            return RenderingError([error(_rule(problem), Place(self.file, part=self.name), message)])
        return RenderingError([placed.fault(_rule(problem), message)])

    def _tag_at(self, line: int) -> PlacedTag | None:
        index = bisect_right(self._lines, line)
        return self.tags()[self._lines[index - 1]] if index else None


def _rule(problem: Exception) -> str:
    """The rule that a failure breaks: what a template may do, or what can be put into a document."""
    return "TPL-022" if isinstance(problem, (BoundsError, RecursionError, MemoryError)) else "TPL-020"


def _message(problem: Exception) -> str:
    """What happened, in a drafter's words; Python's own errors are said to be about the value."""
    if isinstance(problem, (TemplateError, BriefgenError, ValueError, LookupError)):
        return str(problem.args[0]) if problem.args else str(problem)
    if isinstance(problem, RecursionError):
        return "the template calls itself without end"
    if isinstance(problem, MemoryError):
        return "there is not enough memory for what the template makes here"
    return f"the value cannot be used like this ({problem})"


def _with_cell_ends(xml: str) -> str:
    """A cell ends with a paragraph, whatever the template's conditions left out of it (ECMA-376-1, 17.4.65)."""
    if CELL_END not in xml:
        return xml
    *cells, rest = xml.split(CELL_END)
    del xml  # may be large, and its pieces are a whole copy
    for number, cell in enumerate(cells):
        if not _ends_with_paragraph(cell):
            cells[number] = f"{cell}<w:p/>"
    return "".join([*cells, rest])


def _ends_with_paragraph(xml: str) -> bool:
    return xml.endswith("</w:p>") or xml.startswith(_PARAGRAPH_ENDINGS, xml.rfind("<"))


def _with_table_ends(xml: str) -> str:
    """A table whose rows all went away goes away with them; Word does not open one without rows."""
    if TABLE_END not in xml:
        return xml
    pieces = xml.split(TABLE_END)
    del xml  # as above
    for number in range(len(pieces) - 1):  # the piece as the one before it has left it
        piece = pieces[number]
        if piece.endswith(_NO_ROWS):
            pieces[number] = piece[: piece.rfind("<w:tbl>")]
            pieces[number + 1] = pieces[number + 1].removeprefix("</w:tbl>")
    return "".join(pieces)
