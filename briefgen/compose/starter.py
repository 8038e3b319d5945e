"""A starter template: every field of a kind of document on a line of its own, with its explanation.

Explanations are tags of their own (`{# … #}`), so that a filled starter shows the values alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from briefgen.compose.kinds import fields_of
from briefgen.compose.schema import COMMON_FIELDS, MAY_BE_MISSING, ByName, ListOf, Schema

Paragraph = tuple[str, tuple[tuple[str, str], ...]]
"""The name of a paragraph's style, and its texts, each with the name of a character style or ""."""

_TAG, _TAG_IN_TEXT = "Template Tag", "Template Tag Char"
_RICH, _YES_OR_NO = "(rich text)", "whether "
_SINGULAR = {"copies": "copy", "ended": "item", "dashes": "dash"}
_SHOWN_IN_TEXTS = frozenset({"charts", "tables"})
PROPERTIES: Mapping[str, str] = {
    "title": "{{ title }}",
    "creator": "{{ dossier.institution }}",
    "language": "{{ language }}",
}


def starter_header() -> tuple[Paragraph, ...]:
    """The header of every page: the institution, and the mark of a draft."""
    return (
        ("header", (("{{ dossier.institution }}", ""),)),
        _statement("if draft"),
        ("Draft Mark", (("DRAFT", ""),)),
        _statement("endif"),
    )


def starter_body(kind: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a starter: what this kind of document has of its own first, then what all have."""
    fields = fields_of(kind)
    own = {name: known for name, known in fields.items() if name not in COMMON_FIELDS}
    common = {name: known for name, known in fields.items() if name not in ("title", *own)}
    return (
        ("heading 1", (("{{ title }}", ""), _note(str(fields["title"])))),
        *_Writer().sections({**own, **common}),
    )


class _Writer(Struct):
    """Writes fields; the fields of a record that occurs again are not all written a second time."""

    _seen: list[Schema] = field(default_factory=list)

    def sections(self, fields: Schema) -> Iterator[Paragraph]:
        """Plain fields first, under one heading, then each record and list under its own."""
        plain = {name: known for name, known in fields.items() if not _has_fields(known)}
        yield _heading("Document")
        yield from self.fields(plain, "")
        for name, known in fields.items():
            if name not in plain:
                yield _heading(name.capitalize())
                yield from self.field(name, known, "")

    def fields(self, fields: Schema, owner: str) -> Iterator[Paragraph]:
        """Every field of a record; its rich texts only where one of the kind was written out before."""
        if again := any(fields is seen for seen in self._seen):
            yield (_TAG, (("{#p with the same fields as above, among them: #}", ""),))
        self._seen.append(fields)
        for name, known in fields.items():
            if not again or (isinstance(known, str) and known.endswith(_RICH)):
                yield from self.field(name, known, owner)

    def field(self, name: str, known: str | Schema, owner: str) -> Iterator[Paragraph]:
        """One field: a value, a record, a list of records, or records by name."""
        path = f"{owner}.{name}" if owner else name
        if isinstance(known, ByName):
            yield from self._by_name(path, known)
        elif isinstance(known, str):
            yield from _value(path, known)
        elif isinstance(known, ListOf):
            singular = _SINGULAR.get(name, name.removesuffix("s"))
            yield from _block(f"for {singular} in {path}", "endfor", self.fields(known, singular))
        elif name in MAY_BE_MISSING:
            yield from _block(f"if {path}", "endif", self.fields(known, path))
        else:
            yield from self.fields(known, path)

    def _by_name(self, path: str, known: ByName) -> Iterator[Paragraph]:
        yield (_TAG, ((f"{{#p {known} #}}", ""),))
        inside = self.fields(known.fields, "each") if known.fields else _values_of(path)
        yield from _block(f"for name, each in {path}.items()", "endfor", [_line("{{ name }}", "the name"), *inside])


def _value_line(name: str = "each") -> Paragraph:
    return _line(f"{{{{ {name} }}}}", "")


def _values_of(path: str) -> list[Paragraph]:
    """The lines below each name; charts and tables are part of texts, and may occur in a document once."""
    if path in _SHOWN_IN_TEXTS:
        return []
    return _texts_or_lists() if path == "about" else [_value_line()]


def _texts_or_lists() -> list[Paragraph]:
    """A text, or each text of a list."""
    return [
        _statement("for line in (each if each is sequence and each is not string else [each])"),
        _value_line("line"),
        _statement("endfor"),
    ]


def _has_fields(known: str | Schema) -> bool:
    return isinstance(known, ByName) or not isinstance(known, str)


def _value(path: str, explanation: str) -> Iterator[Paragraph]:
    if explanation.endswith(_RICH):  # rich text has paragraphs of its own, so its tag is alone in one
        yield (_TAG, ((f"{{#p {explanation} #}}", ""),))
        yield _line(f"{{{{ {path} }}}}", "")
    elif explanation.startswith(_YES_OR_NO):
        yield _line(f"{{% if {path} %}}yes{{% else %}}no{{% endif %}}", explanation)
    else:
        yield _line(f"{{{{ {path} }}}}", explanation)


def _block(opening: str, closing: str, inside: Iterator[Paragraph] | list[Paragraph]) -> Iterator[Paragraph]:
    yield _statement(opening)
    yield from inside
    yield _statement(closing)


def _heading(text: str) -> Paragraph:
    return ("heading 2", ((text, ""),))


def _statement(code: str) -> Paragraph:
    return (_TAG, ((f"{{%p {code} %}}", ""),))


def _line(tag: str, explanation: str) -> Paragraph:
    return ("Normal", ((tag, ""), _note(explanation)) if explanation else ((tag, ""),))


def _note(explanation: str) -> tuple[str, str]:
    """An explanation as a tag that prints nothing; it can hold no other tag."""
    words = " ".join(word for word in explanation.split() if word not in ("{%", "%}"))
    return (f"{{# {words} #}}", _TAG_IN_TEXT)
