"""The engine's filters that give out numbers at each repetition, for the compiled parts to call.

They take the context so that Jinja2 cannot work them out once and for all when a template is compiled.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from jinja2 import TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from briefgen.opc.fields import DANGEROUS_FIELDS
from briefgen.word.state.rendering import current
from briefgen.word.wml.escape import as_text, attribute_xml, format_value

_SCHEMES = ("https://", "http://", "mailto:", "tel:")
# Word's dialogue puts http:// before a tag that is typed as an address
_DOUBLED = re.compile(r"https?://(?=(?:https?://|mailto:|tel:))")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_COMMANDING = r'(?i)["\\{}\x00-\x1f]|^\s*(?!https?:|mailto:)[a-z][a-z0-9+.-]*:'
_MAX_COLUMNS = 63  # Word's limit on the columns of a table


def _numbering(give: Callable[..., str]) -> Callable[..., Any]:
    @pass_context
    def filtered(_context: Context, *args: Any) -> Markup:
        return Markup(attribute_xml(give(*args)))  # noqa: S704 - escaped by attribute_xml

    return filtered


def _begin_note(_original: str, kind: str) -> str:
    current().begin_note(kind)
    return ""


def _end_note(content: str, kind: str, original: str, attributes: str) -> str:
    current().end_note(kind, content, original, attributes)
    return ""


def _list(num_id: str, restart: object) -> str:
    return current().list_of(num_id, restart=bool(restart))


def _bookmark_name(original: str) -> str:
    return current().identity.fresh_name(original)


def _range_start(original: str) -> str:
    return current().notes["comments"].reserve(original)


def _chart(given: object, relationship: str) -> str:
    from briefgen.word.charts.placeholder import put_into_placeholder  # start-up: few templates have charts

    return put_into_placeholder(given, relationship)


def _judge_fields(_nothing: str) -> str:
    """Asks for a look at the finished codes of fields; prints nothing."""
    current().assembles_fields = True
    return ""


REPEATING = {
    "_judge_fields": _numbering(_judge_fields),
    "_bookmark": _numbering(lambda original: current().identity.fresh("bookmark", original)),
    "_bookmark_end": _numbering(lambda original: current().identity.current("bookmark", original)),
    "_bookmark_name": _numbering(_bookmark_name),
    "_bookmark_here": _numbering(lambda original: current().identity.current("name", original)),
    "_list": _numbering(_list),
    "_shape": _numbering(lambda original: current().identity.fresh_name(original, "shape")),
    "_shape_here": _numbering(lambda original: current().identity.current("shape", original)),
    "_drawing": _numbering(lambda original: current().identity.fresh("drawing", original)),
    "_control": _numbering(lambda original: current().identity.fresh("control", original)),
    "_chart": _numbering(_chart),
    "_chart_id": _numbering(lambda original: current().identity.current("chart", original)),
    "_note_id": _numbering(lambda original, kind: current().notes[kind].number_of(original)),
    "_range_start": _numbering(_range_start),
    "_begin_note": _numbering(_begin_note),
    "_end_note": _numbering(_end_note),
}


def _link_to(target: str) -> str:
    """The relationship id of a link whose target the template has put together."""
    given = Markup(target).unescape().strip()  # noqa: S704 - only to undo the escaping
    address = _DOUBLED.sub("", given, count=1) if _DOUBLED.match(given) else given
    if not address.startswith(_SCHEMES):
        message = f"“{address[:60]}” is no address of a link; it begins with https://, http://, mailto: or tel:"
        raise TemplateRuntimeError(message)
    return current().link(address)


def _checked(text: str, code: str) -> str:
    """Whether the text of a check box is the sign with that code point, as Word writes it."""
    return "1" if re.fullmatch("[0-9A-Fa-f]{1,5}", code) and chr(int(code, 16)) in Markup(text).unescape() else "0"  # noqa: S704 - only to undo the escaping


REPEATING["_checked"] = _numbering(_checked)
REPEATING["_link_to"] = _numbering(_link_to)


def _fill(colour: object) -> str:
    """The fill of a cell: six hexadecimal digits (ST_HexColor, 17.18.38), with or without “#”, or "auto"."""
    text = str(colour).removeprefix("#")
    if text != "auto" and not _COLOUR.fullmatch(text):
        raise TemplateRuntimeError(f"“{colour}” is no colour; write six digits such as D9E2F3")
    return text


def _columns(count: object) -> str:
    """How many columns a cell spans."""
    text = str(count)
    if not text.isdigit() or not 1 <= int(text) <= _MAX_COLUMNS:
        raise TemplateRuntimeError(f"a cell cannot span “{count}” columns; give a number from 1 to {_MAX_COLUMNS}")
    return text


def _argument(value: object) -> str:
    """A value in the code of a field: one word or text, never the field's name or a switch (17.16.5)."""
    text = as_text(value if isinstance(value, str) else format_value(value))
    if re.search(_COMMANDING, text) or {*text.upper().split()} & DANGEROUS_FIELDS:
        raise TemplateRuntimeError(
            f"“{text[:40]}” cannot stand in the code of a field: it could command, not only name"
        )
    return text


CELL_FILTERS = {"_fill": _fill, "_columns": _columns, "_argument": _argument}
