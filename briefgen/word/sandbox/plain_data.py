"""Data on their way into a template: plain values only, never live objects.

Records and lists are looked at level by level, whole levels at a time, because that is a tenth of the cost of walking
from value to value. Only where something else than plain values turns up are they walked, to change or to name it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from briefgen.errors import BriefgenError
from briefgen.model.richtext import ExhibitRef, RichText
from briefgen.word.inserts import Insertion, is_document
from briefgen.word.sandbox.values import LONGEST_EXPONENT

if TYPE_CHECKING:
    from docx.document import Document

_PLAIN = frozenset({str, int, float, bool, type(None), Decimal, date, datetime, RichText})
_WHOLE = (Insertion, ExhibitRef)
_WRITTEN = (Insertion, ExhibitRef)  # what writes itself into a document, or is written as a chart or table
_LISTS = frozenset({list, tuple})
_RECORDS = frozenset({dict})
_CONTAINERS = _LISTS | _RECORDS
_ALLOWED = _PLAIN | _CONTAINERS
_NAMES = frozenset({str})
_DEEPEST = 64
_TAKEN = "it takes texts, numbers, dates, rich texts, and lists and records of these"
# from this many on, duplicates in a level are dropped
_LARGE = 20_000


class NotPlainError(Exception):
    """A value that templates do not take.

    Attributes:
        reason, remedy: what is wrong with it, and what helps, "" where that is plain.
        steps: the way to the value from the top, the last step first.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.steps: list[str] = []

    @property
    def path(self) -> str:
        """The path of the value: `points[3].text`, counted from 1 as people do."""
        return "".join(reversed(self.steps)).removeprefix(".")


def plain_data(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], int]:
    """The data with nothing but plain values in them, and how many values they hold.

    Fields whose names begin with `_` are left out. Texts of a special kind (`Markup`, an enumeration of texts) become
    plain texts, other mappings become dicts, and documents of python-docx become sub-documents.

    Args:
        data: the fields of a document: texts, numbers, dates, rich texts, charts and tables (`ExhibitRef`), values
            that write themselves into the document (`Insertion`), None, and lists and records of these.

    Raises:
        NotPlainError: a value is none that templates take; carries its path.
    """
    count = _count_if_plain(data)
    if count is None:
        data = _Walk().record(data)
        count = _count_if_plain(data)
    return data, count or 0


def _count_if_plain(data: Mapping[str, Any]) -> int | None:
    """How many values the data hold; None if there is something else than plain values in them."""
    if type(data) is not dict:
        return None
    count, records, lists = 0, [data], list[Any]()
    for _ in range(_DEEPEST):
        values = list(chain(chain.from_iterable(map(dict.values, records)), chain.from_iterable(lists)))
        kinds = set(map(type, values))
        names = set().union(*records)
        if not (_are_plain(kinds) and _NAMES.issuperset(map(type, names))) or _hide_some(names):
            return None
        count += len(values)
        if kinds.isdisjoint(_CONTAINERS):
            return None if Decimal in kinds and any(map(_is_beyond_use, values)) else count
        records, lists = (_once(_of(wanted, values, kinds)) for wanted in (_RECORDS, _LISTS))
    return None


def _of(wanted: frozenset[type], values: list[Any], kinds: set[type]) -> list[Any]:
    """The values of some kinds; all kinds that there are among them are known."""
    if kinds.isdisjoint(wanted):
        return []
    return values if kinds <= wanted else [each for each in values if type(each) in wanted]


def _hide_some(names: set[Any]) -> bool:
    """Whether some names begin with `_`: such fields are closed to templates, so that these do not get them at all."""
    return any(name.startswith("_") for name in names)


def _are_plain(kinds: set[type]) -> bool:
    return kinds <= _ALLOWED or all(issubclass(kind, _WHOLE) for kind in kinds - _ALLOWED)


def _once(level: list[Any]) -> list[Any]:
    """The level without duplicates: what is used in several places is checked once, lest a small tree be endless."""
    if len(level) < _LARGE or len(set(map(id, level))) == len(level):
        return level
    return list({id(each): each for each in level}.values())


class _Walk:
    """One walk from value to value; what occurs in several places is walked once."""

    def __init__(self) -> None:
        self._made: dict[int, Any] = {}
        self._above: set[int] = set()

    def value(self, value: Any, step: str) -> Any:
        """A plain value for a value; `step` is the last step to it."""
        try:
            if _is_container(value):
                return self._container(value)
            return self._sub_document(value) if is_document(value) else _scalar(value)
        except NotPlainError as refused:
            refused.steps.append(step)
            raise

    def _container(self, value: Any) -> Any:
        if id(value) in self._above:
            raise NotPlainError("the record or list holds itself, so it has no end")
        if len(self._above) >= _DEEPEST - 1:
            raise NotPlainError(f"lists and records are nested more than {_DEEPEST} deep")
        if id(value) not in self._made:
            self._above.add(id(value))
            self._made[id(value)] = self.record(value) if isinstance(value, Mapping) else self._list(value)
            self._above.remove(id(value))
        return self._made[id(value)]

    def _sub_document(self, document: Document) -> Insertion:
        from briefgen.word.inserts.subdocument import SubDocument  # start-up: only programs have such documents

        if id(document) not in self._made:
            try:
                self._made[id(document)] = SubDocument.of(document)
            except BriefgenError as problem:
                raise NotPlainError(problem.message, problem.remedy) from problem
        return self._made[id(document)]  # type: ignore[no-any-return]

    def record(self, value: Mapping[Any, Any]) -> dict[str, Any]:
        """A dict of plain values."""
        named = ((_name(name), each) for name, each in value.items())
        return {name: self.value(each, f".{name}") for name, each in named if not name.startswith("_")}

    def _list(self, values: Any) -> list[Any]:
        return [self.value(each, f"[{number}]") for number, each in enumerate(values, 1)]


def _is_container(value: Any) -> bool:
    return isinstance(value, (Mapping, list, tuple))


def _name(name: Any) -> str:
    if not isinstance(name, str):
        raise NotPlainError(f"the name of a field is a text, and {name!r} is none")
    return str.__str__(name)


def _scalar(value: Any) -> Any:
    """A value that is no list or record, without anything that a program has added to it."""
    if _is_beyond_use(value):
        raise NotPlainError("the number has more digits than a document can need")
    if type(value) in _PLAIN or isinstance(value, _WHOLE):
        return value
    for kind, plain in _PLAINER:
        if isinstance(value, kind):
            return plain(value)
    raise NotPlainError(f"a value of this kind ({type(value).__name__}) cannot be given to a template; {_TAKEN}")


def _is_beyond_use(value: Any) -> bool:
    return isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) > LONGEST_EXPONENT


def _plain_moment(value: datetime) -> datetime:
    return datetime.combine(date(value.year, value.month, value.day), value.timetz())


_PLAINER: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (str, str.__str__),
    (int, int.__index__),
    (float, float.__float__),
    (datetime, _plain_moment),
    (date, lambda value: date(value.year, value.month, value.day)),
)
