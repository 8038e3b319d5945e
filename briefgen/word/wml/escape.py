"""Values as the XML of a document: text with its breaks, and refusal of what Word cannot hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from jinja2 import TemplateRuntimeError
from jinja2.runtime import Undefined
from markupsafe import Markup

from briefgen.model.richtext import NONCHARACTERS, NOT_XML, RichText

# the noncharacters too, because the engine uses some as its own marks
REFUSED = re.compile(f"[{NOT_XML}{NONCHARACTERS}]")
_NOT_PLAIN = re.compile(f"[{NOT_XML}{NONCHARACTERS}\t\n\r]")
_BREAKS = re.compile("\r\n|[\r\n\t]")
_ELEMENTS = {"\t": "<w:tab/>"}
_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": " ", "\t": " ", "\r": " "})
OPEN_TEXT, CLOSE_TEXT = '<w:t xml:space="preserve">', "</w:t>"


def is_plain(text: str) -> bool:
    """Whether the text needs nothing but escaping."""
    return text.isprintable() or _NOT_PLAIN.search(text) is None


def check_characters(text: str) -> str:
    """The text, if Word can hold each of its characters.

    Raises:
        TemplateRuntimeError: for control characters, lone surrogates and noncharacters, naming the character.
    """
    if found := REFUSED.search(text):
        around = text[max(0, found.start() - 15) : found.end() + 15].replace(found[0], "\ufffd")
        message = f"the text holds the character U+{ord(found[0]):04X}, which Word cannot hold, in “{around}”"
        raise TemplateRuntimeError(message)
    return text


def text_xml(text: str) -> str:
    """A text inside a `w:t`: escaped, a line break as `w:br`, a tab as `w:tab`."""
    if is_plain(text):
        return escape_text(text)
    escaped = escape_text(check_characters(text))
    return _BREAKS.sub(lambda found: CLOSE_TEXT + _ELEMENTS.get(found[0], "<w:br/>") + OPEN_TEXT, escaped)


def attribute_xml(text: str) -> str:
    """A text inside an attribute's double quotes."""
    return escape_text(check_characters(text)).translate(_IN_ATTRIBUTES)


def escape_text(text: str) -> str:
    """The text with its markup escaped; `xml.sax.saxutils` costs as much to import as a tenth of a run."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def format_value(value: object) -> str:
    """A value that is neither text nor rich text as its plain words.

    Raises:
        TemplateRuntimeError: for an empty value, a list, a record or a function.
    """
    if isinstance(value, (Undefined, RichText)):
        return str(value)
    if isinstance(value, (bool, int, float, Decimal, date)):
        return str(value)
    raise TemplateRuntimeError(_refusal(value))


def _refusal(value: object) -> str:
    if value is None:
        return "the value is empty; say what to print instead with | default('…', true)"
    if isinstance(value, Mapping):
        return f"a whole record cannot be printed; name one of its fields: {', '.join(map(str, value))}"
    if isinstance(value, (list, tuple)):
        return "a whole list cannot be printed; go over it with a loop"
    return f"a value of this kind ({type(value).__name__}) cannot be printed"


def as_text(value: object) -> str:
    """Any printable value as plain text, for places that take no looks (properties, attributes)."""
    if isinstance(value, Markup):
        return value.unescape()
    return value if isinstance(value, str) else format_value(value)
