"""What goes wrong while a template is filled, in a drafter's words: Python's own are never shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import DecimalException
from typing import Any

from jinja2 import TemplateError, UndefinedError

from briefgen.errors import BriefgenError
from briefgen.findings import did_you_mean
from briefgen.word.faults import find_hyphen

_KINDS = {
    "str": "a text", "Markup": "a text", "int": "a number", "float": "a number", "Decimal": "a number",
    "decimal.Decimal": "a number", "bool": "true or false", "NoneType": "an empty value", "list": "a list",
    "tuple": "a list", "dict": "a record", "date": "a date", "datetime.date": "a date", "datetime": "a date",
    "datetime.datetime": "a date", "timedelta": "a span of time", "datetime.timedelta": "a span of time",
    "RichText": "a formatted text", "real": "a number", "integer": "a whole number",
}  # fmt: skip
_FORMAT = "the format is none; %s stands for a text, %d for a whole number, {{}} for a value"
_ARGUMENTS = "too few or too many values stand in its brackets, or one with a name that it does not have"
_ANYTHING = "the value cannot be used like this"
# Python's messages (3.11 to 3.13), and what they mean; names of types become words
_MEANINGS = (
    (r"unsupported operand type\(s\) for (?P<a>\S+?)(?: or pow\(\))?: '(?P<b>[\w.]+)' and '(?P<c>[\w.]+)'",
     "{b} and {c} cannot be taken together with {a}; ~ puts texts together"),
    (r"can only concatenate (?P<b>\w+) \(not \"(?P<c>[\w.]+)\"\)",
     "{b} and {c} cannot be taken together with +; ~ puts texts together"),
    (r"can't multiply sequence by non-int of type '(?P<b>[\w.]+)'", "a text or list cannot be multiplied by {b}"),
    (r"bad operand type for unary (?P<a>.): '(?P<b>[\w.]+)'", "{a} cannot stand before {b}"),
    (r"'(?P<a>[<>=]+)' not supported between instances of '(?P<b>[\w.]+)' and '(?P<c>[\w.]+)'",
     "{b} and {c} cannot be compared with {a}"),
    (r"can't (?:compare|subtract) ", "a date and a moment, or moments of other time zones, do not go together"),
    (r"'(?P<b>[\w.]+)' object is not callable", "{b} is no function, so no brackets can stand behind it"),
    (r"'(?P<b>[\w.]+)' object is not iterable", "{b} is no list, so nothing can go over it"),
    (r"argument of type '(?P<b>[\w.]+)' is not (?:iterable|a container)", "nothing can be in {b}"),
    (r"object of type '(?P<b>[\w.]+)' has no len", "{b} has no length"),
    (r"'(?P<b>[\w.]+)' object is not (?:subscriptable|reversible)", "{b} has no parts"),
    (r"(?:slice|list|tuple|string|range object) ind(?:ices|ex) must be|slice step cannot be zero",
     "what stands between [ and ] is not a whole number, or a step of none"),
    (r"not all arguments converted", "the text has fewer places, such as %s, than there are values for it"),
    (r"not enough arguments for format", "the text has more places, such as %s, than there are values for it"),
    (r"Replacement index", "the text has more places {{}} than there are values for it"),
    (r"format requires a mapping", "the text has places with names, so it takes a record"),
    (r"%(?P<a>.) (?:format|requires).*?, not (?P<b>[\w.]+)", "%{a} stands for a number, and the value is {b}"),
    (r"Unknown format code '(?P<a>.)' for object of type '(?P<b>[\w.]+)'", "the format “{a}” is none for {b}"),
    (r"(?:unsupported|incomplete|Invalid|Unknown) format|Sign not allowed|Single '|expected '}'|unmatched '", _FORMAT),
    (r"cannot switch from|Cannot specify|Format specifier|Precision not|Alternate form|Too many decimal", _FORMAT),
    (r".*(?:missing \d+ required|positional argument|unexpected keyword|multiple values for)", _ARGUMENTS),
    (r"macro '(?P<a>\w+)' (?:was invoked with two values for the special caller|takes no keyword argument 'caller')",
     "the macro “{a}” has no {{{{ caller() }}}}, so what stands in the block has no place in it"),
    (r"macro '\w+' takes n", _ARGUMENTS),
    (r"The loop must have the 'recursive'",
     "a loop that calls itself ends with “recursive”: {{% for … in … recursive %}}"),
    (r"no items for cycling", "loop.cycle(…) has nothing in its brackets to take in turn"),
    (r"\w+ expected (?:at least|at most|\d+) .*argument|\S+ takes (?:no|at most|exactly|from) ", _ARGUMENTS),
    (r".*(?:division by zero|modulo by zero|modulo by 0)|integer modulo|0\.0 cannot be raised", "it divides by zero"),
    (r"\[<class 'decimal\.Div", "it divides by zero"),
    (r"range\(\) arg 3", "the steps of a range cannot be zero"),
    (r"invalid literal for|could not convert string", "the text is no number"),
    (r"(?:not enough|too many) values to unpack|cannot unpack",
     "the loop names more or fewer values than an entry of the list holds"),
    (r"'(?P<b>[\w.]+)' object cannot be interpreted as an integer", "{b} is no whole number"),
    (r"empty separator", "a text cannot be divided where nothing stands"),
    (r"invalid width", "the width must be 1 or more"),
    (r"substring not found|.* is not in (?:list|tuple)$|.*index out of range", "what is looked for is not there"),
)  # fmt: skip
# those of Jinja2, which come as its own errors
_JINJA_MEANINGS = (
    (r"parameter '(?P<a>\w+)' was not provided", "the macro is given no value for “{a}”"),
    (r"No (?P<a>filter|test) named '(?P<b>.*?)'", "there is no {a} “{b}”"),
    (r"No (?P<a>first|last) item, sequence was empty", "the list is empty, so nothing in it is the {a}"),
)


def message_of(problem: Exception) -> str:
    """What happened, in a drafter's words; Python's own errors become errors of the value."""
    if isinstance(problem, RecursionError):
        return "the template calls itself without end"
    if isinstance(problem, MemoryError):
        return "there is not enough memory for what the template makes here"
    text = str(problem.args[0]) if problem.args else str(problem)
    if isinstance(problem, (TemplateError, BriefgenError)):
        return _meaning(text, _JINJA_MEANINGS) or text
    if meaning := _meaning(text, _MEANINGS):
        return meaning
    if isinstance(problem, KeyError) and text.isidentifier():
        return f"“{text}” is not among the values that are given for the text"
    is_programs = isinstance(problem, (ValueError, LookupError)) and not isinstance(problem, DecimalException)
    return text if is_programs else _ANYTHING


def _meaning(text: str, meanings: Iterable[tuple[str, str]]) -> str:
    """What a message means; "" for one that is not known."""
    for pattern, meaning in meanings:
        if found := re.match(pattern, text):
            return meaning.format(**{name: _KINDS.get(value, value) for name, value in found.groupdict().items()})
    return ""


_ELSEWHERE = {
    "loop": "Only between {% for … %} and {% endfor %} there is a “loop”.",
    "caller": "Only between {% macro … %} and {% endmacro %} there is a “caller”, for what {% call … %} gives it.",
}
_ROOT = re.compile("“(.+)” is not among the fields of this document")
_FIELD = re.compile("“(.+?)” is not a field of this record")


def remedy_of(problem: Exception, code: str, data: Mapping[str, Any]) -> str:
    """What helps against a name that is not there; "" where nothing is sure to.

    Args:
        code: what stands in the tag.
        data: the fields that there are.
    """
    text = str(problem)
    if not isinstance(problem, UndefinedError):
        return ""
    if found := _ROOT.match(text):
        if found[1] in _ELSEWHERE:
            return _ELSEWHERE[found[1]]
        names = [name for name in data if not name.startswith("_")]
        return find_hyphen(code, found[1], of_record=False) or did_you_mean(found[1], names)
    if not (found := _FIELD.match(text)):
        return ""
    if found[1].isdecimal() and (dotted := re.search(rf"(\w[\w.]{{0,99}})\.{found[1]}\b", code)):
        return f'Write {dotted[1]}["{found[1]}"].'
    return find_hyphen(code, found[1], of_record=True)
