"""What texts and templates refer to, quote and show: numbers of points, notes, tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from briefgen.findings import did_you_mean
from briefgen.model.exhibits import Chart, Exhibit
from briefgen.model.richtext import Block, RichText, Span

Word = Callable[..., Any]
_NO_TABLES: Final = "the dossier defines no tables, so {word}(…) has nothing to quote; define one under “tables”"
_NOTHING_DRAWN: Final = (
    "the chart “{key}” has nothing to draw: no row that it counts stands on this day; take it out of the text, "
    "or ask for a later day"
)


@dataclass(frozen=True)
class Quotable:
    """What one document can refer to.

    Attributes:
        exhibits: its charts and tables by what references name them by: "table/areas".
        quoted: the words that quote from tables, by name.
        numbers: of the document's own numbered paragraphs, by key.
        point: says the number of a commitment.
    """

    point: Callable[[str], str]
    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)
    quoted: Mapping[str, Word] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)

    def put(self, kind: str, key: str) -> RichText:
        """A chart or table as a paragraph of its own."""
        shown = self._shown(f"{kind}/{key}")
        if isinstance(shown, Chart) and not shown.categories:
            raise LookupError(_NOTHING_DRAWN.format(key=key))
        return put(shown)

    def reference(self, target: str) -> RichText:
        """A live reference: what is printed is worked out when the document is made; see `Span.refers_to`."""
        kind, _, name = target.partition("/")
        match kind:
            case "table" | "chart":
                # the label stands before the field: a line may end inside a field in spite of its hard space
                return RichText((Block((Span(f"{self._shown(target).label}\u00a0"), Span("", refers_to=target))),))
            case "note":
                return _referring(name, target)
            case "point" if name in self.numbers:
                return _referring(self.numbers[name], target)
            case "point":
                return RichText((Block((Span(self.point(name)),)),))
        raise ValueError(f"“{target}” is not what a reference can name")

    def quote(self, word: str, *args: Any) -> str:
        """What a word says of a table."""
        if word not in self.quoted:
            raise LookupError(_NO_TABLES.format(word=word))
        return str(self.quoted[word](*args))

    def _shown(self, anchor: str) -> Exhibit:
        if anchor not in self.exhibits:
            kind, _, key = anchor.partition("/")
            near = did_you_mean(key, [each.removeprefix(f"{kind}/") for each in self.exhibits if each.startswith(kind)])
            raise LookupError(f"there is no {kind} “{key}”. {near}".rstrip())
        return self.exhibits[anchor]


def put(shown: Exhibit) -> RichText:
    """A chart or table as a paragraph of its own."""
    return RichText((Block((), exhibit=shown),))


def _referring(text: str, target: str) -> RichText:
    return RichText((Block((Span(text, refers_to=target),)),))
