"""Parse a value with Jinja2's parser and read the tree; nothing is compiled or run. Jinja2 is imported here only."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jinja2 import Environment, TemplateSyntaxError, nodes

from briefgen.model.vocabulary import VOCABULARY
from briefgen.text.vocabulary import Call, Constant, RefusedError, SourcePiece, decimal_as_typed, unknown_word

_GRAMMAR = Environment(autoescape=True)
_FORMS = 'Write a word of the vocabulary with its date, text or number, as in date("2023-03-14").'
_DEEPEST = 10


def read_expression(inside: str, piece: SourcePiece) -> Call:
    """What the expression calls.

    Args:
        inside: the text between the braces.
        piece: the whole, for its words and place.

    Raises:
        RefusedError: if it is anything but calls of words with constants.
    """
    expression, floats = _parse(inside)
    read = _ExpressionReader(floats, piece).value(expression)
    if isinstance(read, Call):
        return read
    raise RefusedError("A constant alone is not a value.", "Write it as text, or through a word: {{ 5 | number }}.")


def _parse(inside: str) -> tuple[nodes.Node, Iterator[Decimal | str]]:
    typed = "{{ " + inside + " }}"
    try:
        body = _GRAMMAR.parse(typed).body
        tokens = [text for _, kind, text in _GRAMMAR.lexer.tokeniter(typed, None) if kind == "float"]
    except (TemplateSyntaxError, ValueError, RecursionError, OverflowError):
        raise RefusedError("A value cannot be read.", _advice(inside)) from None
    match body:
        case [nodes.Output(nodes=[expression])]:
            return expression, (decimal_as_typed(text.replace("_", "")) for text in tokens)
    raise RefusedError("A value cannot be read.", _FORMS)


def _advice(inside: str) -> str:
    is_curly = bool(set(inside) & set("“”„‘’‚«»"))
    return 'Type straight quotation marks (") in values.' if is_curly else _FORMS


class _ExpressionReader:
    """Walks a tree in the order of the source, so that each float finds the figure that was typed for it."""

    def __init__(self, floats: Iterator[Decimal | str], piece: SourcePiece) -> None:
        self.floats, self.piece, self.depth = floats, piece, 0

    def value(self, node: nodes.Node) -> Call | Constant:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise RefusedError(f"A value goes through more than {_DEEPEST} words.", _FORMS)
        match node:
            case nodes.Call(node=nodes.Name(name=word)):
                return self._call(word, (), node)
            case nodes.Filter(name=word, node=nodes.Node() as piped):
                return self._call(word, (self.value(piped),), node)
        return self.constant(node)

    def constant(self, node: nodes.Node) -> Constant:
        match node:
            case nodes.Const(value=float()):
                return next(self.floats)
            case nodes.Const(value=str() | int() | None as value):
                return value
            case nodes.Neg(node=nodes.Const(value=int() | float()) as number):
                return self._negative(number)
        raise self._refusal(node)

    def _negative(self, number: nodes.Node) -> Constant:
        positive = self.constant(number)
        assert isinstance(positive, int | Decimal | str)
        return f"-{positive}" if isinstance(positive, str) else -positive

    def _call(self, word: str, piped: tuple[Call | Constant, ...], node: nodes.Call | nodes.Filter) -> Call:
        if node.dyn_args or node.dyn_kwargs:
            raise RefusedError("The values of a call are written one by one, without stars.", _FORMS)
        args = piped + tuple(self.constant(arg) for arg in node.args)
        options = tuple(
            (pair.key, self.constant(pair.value)) for pair in node.kwargs if isinstance(pair, nodes.Keyword)
        )
        return Call(word, args, options, self.piece.words, self.piece.offset)

    @staticmethod
    def _refusal(node: nodes.Node) -> RefusedError:
        match node:
            case nodes.Name(name=name) if name in VOCABULARY:
                return RefusedError(f"“{name}” stands without its value.", f"Write {name}(…).")
            case nodes.Name(name=name):
                return unknown_word(name)
            case nodes.Call() | nodes.Filter():
                return RefusedError("A call inside a call is not read.", "Put one after the other with |.")
        return RefusedError("A text cannot calculate.", f"{_FORMS} Dates and texts stand in quotation marks.")
