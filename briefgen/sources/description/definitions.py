"""The entries `tables` and `charts` of dossier.yaml: each a definition of what is counted, and how it is shown."""

from __future__ import annotations

import re
from typing import Final

from briefgen.findings import did_you_mean
from briefgen.model.data_tables import Axis, ExhibitSpec, Measure, OrderKind, ValueKind
from briefgen.model.exhibits import ChartKind
from briefgen.sources import rules
from briefgen.sources.description.entries import YamlEntries
from briefgen.sources.files.yaml_document import Path

GROUPS: Final = ("tables", "charts")
_SHARED: Final = (
    "frame", "rows", "columns", "value", "where", "order", "column-order", "include", "column-include", "top",
    "caption", "notes", "labels", "heads", "decimals",
)  # fmt: skip
_OWN: Final = {"tables": ("ranked", "total", "zeros", "widths"), "charts": ("kind", "title", "unit")}
OPTIONS: Final = (*_SHARED, *_OWN["tables"], *_OWN["charts"])
"""Every entry that a definition may have."""
_KEY: Final = re.compile(r"[\w.\-]+")
_ALL: Final = "all"
_BASES: Final = ("all", "rows", "columns")
_WORDS: Final = {"true": True, "yes": True, "false": False, "no": False, "": False}
_MOST: Final = 1000


def definitions_in(entries: YamlEntries) -> tuple[ExhibitSpec, ...]:
    """The definitions in the order of the file, charts after tables; those with a fault are reported and left out."""
    found: list[ExhibitSpec] = []
    for group in GROUPS:
        for key in entries.keys((group,)):
            before = len(entries.findings)
            spec = _DefinitionReader(entries, group, key).spec()
            if len(entries.findings) == before:
                found.append(spec)
    return tuple(found)


class _DefinitionReader:
    """Reads one definition; faults are reported to `entries`."""

    def __init__(self, entries: YamlEntries, group: str, key: str) -> None:
        self.entries = entries
        self.group = group
        self.path: Path = (group, key)
        entries.know(self.path, (*_SHARED, *_OWN[group]))
        if not _KEY.fullmatch(key):
            self.complain((), f"the key “{key}” holds more than letters, digits, “-”, “_” and “.”.", "Shorten it.")

    def spec(self) -> ExhibitSpec:
        """The definition as a value."""
        ranked = self.text("ranked")
        spec = ExhibitSpec(
            key=str(self.path[1]),
            place=self.entries.document.place(self.path, key=True),
            frame=self.required("frame"),
            rows=self.axis(self.required("rows"), "order", "include", "rows"),
            columns=self.axis(ranked or self.text("columns"), "column-order", "column-include", "columns"),
            chart=self.chart(),
            ranked=bool(ranked),
            values=self.values(),
            where={column: self.texts("where", column) for column in self.keys("where")},
            top=self.whole_number("top"),
            total=self.answer("total"),
            total_head=self.text("heads", "total"),
            labels={value: self.text("labels", value) for value in self.keys("labels")},
            caption=self.text("caption"),
            title=self.text("title"),
            unit=self.text("unit"),
            notes=self.texts("notes"),
            decimals=self.whole_number("decimals", most=6),
            dashed=self.dashed(),
            widths=tuple(self.whole_number("widths", index) for index in range(len(self.texts("widths")))),
        )
        self.entries.know((*self.path, "heads"), ("rows", "columns", "values", "total"))
        self._check(spec)
        return spec

    def axis(self, column: str, order: str, include: str, head: str) -> Axis:
        """An axis with the order of its categories."""
        kind, listed = self.order(order)
        included = self.texts(include)
        return Axis(
            column=column,
            order=kind,
            listed=listed,
            include=("*",) if included == (_ALL,) else included,
            head=self.text("heads", head),
        )

    def order(self, name: str) -> tuple[OrderKind, tuple[str, ...]]:
        """The order of an axis: a word, or the categories in a list."""
        node = self.entries.at((*self.path, name))
        if isinstance(node, list):
            return OrderKind.LISTED, self.texts(name)
        if isinstance(node, dict):
            self.entries.know((*self.path, name), (OrderKind.LISTED,))
            return OrderKind.LISTED, self.texts(name, OrderKind.LISTED)
        word = self.text(name) or OrderKind.FILE
        if word in tuple(OrderKind) and word != OrderKind.LISTED:
            return OrderKind(word), ()
        known = [each for each in OrderKind if each is not OrderKind.LISTED]
        self.unknown((name,), "order", word, tuple(known))
        return OrderKind.FILE, ()

    def values(self) -> tuple[Measure, ...]:
        """The figures for each category; by default the number of rows."""
        node = self.entries.at((*self.path, "value"))
        if isinstance(node, list):
            paths: list[tuple[str | int, ...]] = [("value", index) for index in range(len(node))]
        else:
            paths = [("value",)] if node is not None else []
        heads = self.texts("heads", "values")
        found = [self.value(path, heads[index] if index < len(heads) else "") for index, path in enumerate(paths)]
        return tuple(found) or (Measure(head=heads[0] if heads else ""),)

    def value(self, path: tuple[str | int, ...], head: str) -> Measure:
        """One figure: `count`, `share`, `{share: rows}`, `{distinct: column}`."""
        node = self.entries.at((*self.path, *path))
        if isinstance(node, dict) and len(node) == 1:
            word = next(iter(node))
            argument = self.text(*path, word)
        else:
            word, argument = self.text(*path), ""
        if word == ValueKind.COUNT and not argument:
            return Measure(head=head)
        if word == ValueKind.SHARE and (argument or "all") in _BASES:
            return Measure(ValueKind.SHARE, base=argument or "all", head=head)
        if word == ValueKind.DISTINCT and argument:
            return Measure(ValueKind.DISTINCT, column=argument, head=head)
        known = "count, share, {share: rows}, {share: columns}, {distinct: COLUMN}"
        said = f"{word}: {argument}" if argument else word
        self.complain(path, f"there is no value “{said}”.", f"The values are: {known}.", said)
        return Measure()

    def chart(self) -> str:
        """How a chart is drawn; "" for a table."""
        if self.group == "tables":
            return ""
        word = self.text("kind") or ChartKind.COLUMN.value
        if word not in tuple(ChartKind):
            self.unknown(("kind",), "kind of chart", word, tuple(ChartKind))
        return word

    def dashed(self) -> bool:
        """Whether 0 is printed as a dash."""
        word = self.text("zeros")
        if word not in {"", "dash", "0"}:
            self.unknown(("zeros",), "way to print 0", word, ("dash", "0"))
        return word == "dash"

    def answer(self, name: str) -> bool:
        """Yes or no."""
        word = self.text(name)
        if word not in _WORDS:
            self.complain((name,), f"“{name}” should be true or false, but is “{word}”.", f"Write {name}: true.", word)
        return _WORDS.get(word, False)

    def whole_number(self, *path: str | int, most: int = _MOST) -> int:
        """A whole number; 0 where there is none."""
        word = self.text(*path)
        if word and not (word.isascii() and word.isdigit() and int(word[:9]) <= most):
            message = f"“{word}” should be a whole number from 0 to {most}."
            self.complain(path, message, "Write it in digits.", word)
            return 0
        return int(word or 0)

    def required(self, name: str) -> str:
        """A text that must be there."""
        text = self.text(name)
        if not text and (*self.path, name) not in self.entries.misshapen:
            where = f"“{self.path[1]}” under “{self.group}”"
            message = f"{where} does not say its “{name}”."
            self.entries.report(rules.MISSING_ENTRY, self.path, message, f"Add: {name}: …", name)
        return text

    def text(self, *path: str | int) -> str:
        """The text at a path of the definition."""
        return self.entries.text((*self.path, *path))

    def texts(self, *path: str | int) -> tuple[str, ...]:
        """The texts of a list of the definition."""
        return self.entries.texts((*self.path, *path))

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of a group of the definition."""
        return self.entries.keys((*self.path, name))

    def complain(self, path: tuple[str | int, ...], message: str, remedy: str, words: str = "") -> None:
        """Report a definition that cannot be computed."""
        self.entries.report(rules.WRONG_DEFINITION, (*self.path, *path), message, remedy, words)

    def unknown(self, path: tuple[str | int, ...], what: str, word: str, known: tuple[str, ...]) -> None:
        """Report a word that is not known."""
        remedy = did_you_mean(word, known) or f"Known are: {', '.join(known)}."
        self.complain(path, f"there is no {what} “{word}”.", remedy, word)

    def _check(self, spec: ExhibitSpec) -> None:
        """Report entries that contradict each other."""
        for wrong, path, message, remedy in _clashes(spec, self.text("columns")):
            if wrong:
                self.complain(path, message, remedy)


def _clashes(spec: ExhibitSpec, columns: str) -> tuple[tuple[bool, tuple[str, ...], str, str], ...]:
    shares = {each.kind is ValueKind.SHARE for each in spec.values}
    crossed = bool(spec.columns.column)
    return (
        (spec.ranked and bool(columns), ("ranked",), "“ranked” and “columns” do not go together.", "Keep one."),
        (
            crossed and spec.columns.column == spec.rows.column,
            ("rows",),
            "both axes are the same column.",
            "Name another column for one of them.",
        ),
        (spec.ranked and not spec.top, ("ranked",), "a ranked list does not say how far it goes.", "Add: top: 3"),
        (spec.ranked and len(spec.values) > 1, ("value",), "a ranked list has one value.", "Keep one."),
        (bool(spec.ranked and spec.total), ("total",), "a ranked list has no totals.", "Delete “total”."),
        (
            bool(spec.top and spec.total),
            ("total",),
            "with “top” the rows shown do not make up the total.",
            "Delete one of the two.",
        ),
        (bool(spec.chart) and len(shares) > 1, ("value",), "a chart has one axis, for counts or shares.", "Keep one."),
        (
            bool(spec.chart) and crossed and len(spec.values) > 1,
            ("value",),
            "a chart with “columns” has one value.",
            "Keep one.",
        ),
        (
            spec.chart == ChartKind.PIE and (crossed or len(spec.values) > 1),
            ("kind",),
            "a pie shows one value, without “columns”.",
            "Choose another kind, e.g. kind: stacked.",
        ),
        (
            not crossed and any(each.base != "all" for each in spec.values),
            ("value",),
            "shares of rows or columns need a cross table.",
            "Add “columns”, or write: value: share",
        ),
        (0 in spec.widths, ("widths",), "a width is at least 1.", "Write e.g. widths: [3, 1]."),
    )
