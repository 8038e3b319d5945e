"""Jinja2's compiler with counters in what it writes, and with every operation that can grow sent through the bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context

from briefgen.word.sandbox.bounds import BoundedOutput, bounds

_COUNTED_BY_THEMSELVES = (nodes.For, nodes.Macro, nodes.CallBlock)
_PRINTED_AS_THEY_ARE = (nodes.Const, nodes.TemplateData)
# what calling a macro costs beside what is in it
_CALL = 50
_ANCHORS = frozenset({"_anchor", "_fixed_anchor"})  # see briefgen.word.anchors.write
_MEMBERSHIP = {"in": "holds", "notin": "lacks"}


class BoundedContext(Context):
    """The context of one rendering, with its counter at hand for the compiled code."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.bounds = bounds()
        self.tick = self.bounds.tick

    def new_output(self) -> BoundedOutput:
        """A list for the output of a macro or block."""
        return BoundedOutput(self.bounds)


class BoundedCode(CodeGenerator):
    """Writes the code of a template; nothing of it is computed while compiling, before anything is counted."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._counted: dict[int, int] = {}

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """A loop: each round counts, those that its condition leaves out too."""
        self._counted[id(node.body)] = 1
        if node.test is not None:
            node.test = _through("count_condition", node.test)
        super().visit_For(node, frame)

    def macro_body(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> Any:
        """A macro or call block: each call counts."""
        self._counted[id(node.body)] = _CALL
        return super().macro_body(node, frame)

    def blockvisit(self, nodes: Any, frame: Frame) -> None:
        """A body; what it weighs is the number of syntax nodes in it."""
        if start := self._counted.get(id(nodes)):
            self.writeline(f"context.tick({start + sum(1 for each in nodes for _ in _counted_with(each))})")
        super().blockvisit(nodes, frame)

    def buffer(self, frame: Frame) -> None:
        """Starts the buffer that collects the output of a macro or block."""
        frame.buffer = self.temporary_identifier()
        self.writeline(f"{frame.buffer} = context.new_output()")

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if not isinstance(node, _PRINTED_AS_THEY_ARE):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if _is_anchor(node):
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """`a ~ b`: the joined text is counted."""
        self._write_call("concatenate", node.nodes, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """`a == b`, `a in b`: lists and records are weighed before they are compared."""
        operand = node.ops[0]
        if len(node.ops) == 1 and operand.op in _MEMBERSHIP:
            self._write_call(_MEMBERSHIP[operand.op], [node.expr, operand.expr], frame)
            return
        if not _is_easy(node.expr) and not any(_is_easy(each.expr) for each in node.ops):
            node.expr = _through("comparable", node.expr)
            for each in node.ops:
                each.expr = _through("comparable", each.expr)
        super().visit_Compare(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """`{key: value}`: a key is a text or number."""
        for pair in node.items:
            if not isinstance(pair.key, nodes.Const):
                pair.key = _through("key", pair.key)
        super().visit_Dict(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja2's name
        """`a[1:2]`: the slice is counted."""
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        ends = (node.arg.start, node.arg.stop, node.arg.step)
        self._write_call("slice_value", [node.node, *(end or nodes.Const(None) for end in ends)], frame)

    def visit_ScopedEvalContextModifier(  # noqa: N802 - Jinja2's name
        self, node: nodes.ScopedEvalContextModifier, frame: Frame
    ) -> None:
        """`{% autoescape false %}` has no effect: what is put into a document is always escaped."""
        for child in node.body:
            self.visit(child, frame)

    def _write_call(self, function: str, arguments: Sequence[nodes.Node], frame: Frame) -> None:
        self.write(f"environment.{function}(")
        for each in arguments:
            self.visit(each, frame)
            self.write(", ")
        self.write(")")


def _counted_with(node: nodes.Node) -> Iterator[nodes.Node]:
    """A node and those below it that run when it runs; loops and macros count what is in them by themselves."""
    yield node
    if not isinstance(node, _COUNTED_BY_THEMSELVES):
        for child in node.iter_child_nodes():
            yield from _counted_with(child)


def _is_anchor(node: nodes.Expr) -> bool:
    """Whether an output is an anchor, which is nothing but digests: one for each paragraph, so it is not escaped."""
    return isinstance(node, nodes.Filter) and node.name in _ANCHORS


def _is_easy(node: nodes.Node) -> bool:
    """Whether comparing anything with it takes no time."""
    return isinstance(node, nodes.Const) or (isinstance(node, (nodes.List, nodes.Tuple)) and not node.items)


def _through(name: str, node: nodes.Node) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name)
    return nodes.Call(function, [node], [], None, None, lineno=node.lineno)


_INTO_TEXT, _INTO_CODE = frozenset({"_put", "_paragraphs", "_blocks", "_text_of"}), frozenset({"_plain", "_argument"})
# what these collect may be printed later, changed, or not at all; what is printed of it then counts
_COLLECTING = (nodes.Macro, nodes.CallBlock, nodes.AssignBlock)


def record_prints(node: nodes.Node) -> None:
    """Puts the filter `_printed` before each filter of the engine's that prints into the document itself."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Filter) and child.name in _INTO_TEXT | _INTO_CODE and child.node is not None:
            child.node = _recorded(child.node, child.name)
        elif isinstance(child, nodes.FilterBlock) and child.filter.name in _INTO_TEXT | _INTO_CODE:
            child.filter = _recorded(child.filter, child.filter.name)
        elif _is_printed(child):
            record_prints(child)


def _is_printed(node: nodes.Node) -> bool:
    """Whether what a node prints goes into the document itself: of filter blocks the notes alone."""
    if isinstance(node, nodes.FilterBlock):
        return node.filter.name == "_end_note"
    calls_itself = isinstance(node, nodes.For) and node.recursive  # `loop(…)` gives back what was printed already
    return not (calls_itself or isinstance(node, _COLLECTING))


def _recorded(value: nodes.Expr, put: str) -> nodes.Filter:
    in_code = nodes.Const(put in _INTO_CODE, lineno=value.lineno)
    return nodes.Filter(value, "_printed", [in_code], [], None, None, lineno=value.lineno)
