"""The names that a template reads from its data, nested as they are read, and the same as a JSON Schema.

Source: JSON Schema, draft 2020-12.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from jinja2 import nodes
from msgspec import Struct, field

from briefgen.findings import Finding, did_you_mean
from briefgen.word.faults import PlacedTag, find_bare_word, find_hyphen

_LOOP = "loop"
_GIVEN = frozenset({"loop", "range", "dict", "namespace", "varargs", "kwargs", "caller", "_core", "self"})


class Fields(Struct):
    """One name and the names that are read below it.

    Attributes:
        children: the fields read of it, by name.
        repeated: whether a loop goes over it.
        indexed: whether records are taken out of it, as by `first` or a number.
        optional: whether the template asks if it is there, or has a default for it.
        tested: whether the template asks if there is anything in it.
        printed: whether it is printed, or handed on as a whole to what may print it; not merely asked for or counted.
        tags: the tags that read it.
    """

    children: dict[str, Fields] = field(default_factory=dict)
    repeated: bool = False
    indexed: bool = False
    optional: bool = False
    tested: bool = False
    printed: bool = False
    tags: list[PlacedTag] = field(default_factory=list)

    def child(self, name: str) -> Fields:
        """The field of that name, made if it is not there."""
        return self.children.setdefault(name, Fields())

    def as_tree(self) -> dict[str, object]:
        """Plain nested dicts: a field that is a list has the key "[]" in it."""
        return {name: _tree(child) for name, child in self.children.items()}

    def lines(self, indent: str = "") -> Iterator[str]:
        """The tree for people: one name a line, "[]" behind a list."""
        for name, child in self.children.items():
            yield f"{indent}{name}{'[]' if child.repeated else ''}"
            yield from child.lines(indent + "  ")

    def unknown(self, known: Mapping[str, object], path: str = "", *, words: Collection[str] = ()) -> Iterator[Finding]:
        """A finding for each tag that reads a field which is not in the tree of known ones.

        Args:
            known: field names to the mapping of their own fields; None stands for a field that may have any.
            words: what a tag may call, one of which may have been meant.
        """
        for name, child in self.children.items():
            if name not in known:
                yield from _unknown(name, child, known, path, words)
            elif isinstance(below := known[name], Mapping):
                yield from child.unknown(below, f"{path}{name}.")


def _tree(node: Fields) -> dict[str, object]:
    return {"[]": node.as_tree()} if node.repeated else node.as_tree()


def _unknown(
    name: str, node: Fields, known: Mapping[str, object], path: str, words: Collection[str]
) -> Iterator[Finding]:
    owner = f"a field of “{path.rstrip('.')}”" if path else "among the fields of this document"
    there = f"There are: {', '.join(known)}." if known else "There is none at all."
    for placed in node.tags:
        message = f"“{name}” is not {owner}"
        code = placed.tag.code
        hint = find_hyphen(code, name, of_record=bool(path)) or ("" if path else find_bare_word(code, name))
        hint = hint or did_you_mean(name, words if f"{name}(" in code.replace(" ", "") else known)
        yield placed.fault("TPL-008", message, f"{hint} {there}".strip())


Scope = Mapping[str, Fields | None]


class _Reader(Struct):
    """Walks a template's syntax tree and records what it reads; None in a scope is a name of the template's own."""

    root: Fields
    words: frozenset[str]
    tags: Mapping[int, PlacedTag]
    _conditions: list[nodes.Node] = field(default_factory=list)
    _prints: bool = True

    def walk(self, node: nodes.Node, scope: Scope) -> Scope:
        """Records what a node reads; returns the scope after it."""
        before, self._prints = self._prints, self._prints and not self._only_asks(node)
        after = self._walk(node, scope)
        self._prints = before
        return after

    def _only_asks(self, node: nodes.Node) -> bool:
        """Whether nothing of what a node reads is printed: it answers yes or no, or how many."""
        if isinstance(node, nodes.Filter):
            return node.name in _COUNTING
        return isinstance(node, (nodes.Compare, nodes.Test)) or any(node is each for each in self._conditions)

    def _walk(self, node: nodes.Node, scope: Scope) -> Scope:
        if isinstance(node, nodes.For):
            return self._loop(node, scope)
        if isinstance(node, (nodes.Macro, nodes.CallBlock)):
            return self._macro(node, scope)
        if isinstance(node, (nodes.Assign, nodes.AssignBlock)):
            return self._assign(node, scope)
        if isinstance(node, nodes.With):
            return self._with(node, scope)
        if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test)):
            if (found := self.resolve(node, scope)) and self._prints:
                found.printed = True
            return scope
        if isinstance(node, (nodes.If, nodes.CondExpr)):
            self._conditions.append(node.test)
            self._condition(node.test, scope)
        return self._children(node.iter_child_nodes(), scope)

    def _children(self, children: Iterable[nodes.Node], scope: Scope) -> Scope:
        for child in children:
            scope = self.walk(child, scope)
        return scope

    def _loop(self, node: nodes.For, scope: Scope) -> Scope:
        source = self.resolve(node.iter, scope)
        if source:
            source.repeated = True
        inner = {**scope, **_bound(node.target, source), _LOOP: None}
        self._conditions += [node.test] if node.test else []
        self._children([child for child in (node.test, *node.body) if child], inner)
        self._children(node.else_, scope)
        return scope

    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: Scope) -> Scope:
        if isinstance(node, nodes.CallBlock):
            self.walk(node.call, scope)
        inner = {**scope, **{argument.name: None for argument in node.args}}
        self._children([*node.defaults, *node.body], inner)
        return {**scope, node.name: None} if isinstance(node, nodes.Macro) else scope

    def _assign(self, node: nodes.Assign | nodes.AssignBlock, scope: Scope) -> Scope:
        if isinstance(node, nodes.AssignBlock):
            self._children(node.body, scope)
            return {**scope, **_bound(node.target, None)}
        return {**scope, **_bound(node.target, self.resolve(node.node, scope))}

    def _with(self, node: nodes.With, scope: Scope) -> Scope:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inner |= _bound(target, self.resolve(value, inner))
        self._children(node.body, inner)
        return scope

    def _condition(self, node: nodes.Node, scope: Scope) -> None:
        """Records which fields a condition tests for content."""
        if isinstance(node, (nodes.Not, nodes.And, nodes.Or)):
            for operand in node.iter_child_nodes():
                self._condition(operand, scope)
        elif isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)) and (found := self.resolve(node, scope)):
            found.tested = True

    def resolve(self, node: nodes.Node, scope: Scope) -> Fields | None:
        """Records and returns the field that an expression reads; None where it is no plain field."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._below(node, node.attr, scope)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            name = node.arg.value
            return self._below(node, name, scope) if isinstance(name, str) else self._list(node.node, scope)
        if isinstance(node, nodes.Filter) and node.node is not None and node.name in _KEEPING:
            self._children([*node.args, *node.kwargs], scope)
            return self._kept(node.node, node.name, scope)
        if isinstance(node, nodes.Test) and node.name in ("defined", "undefined"):
            self._noted_as_optional(self.resolve(node.node, scope))
            return None
        self._children(node.iter_child_nodes(), scope)
        return None

    def _kept(self, node: nodes.Node, name: str, scope: Scope) -> Fields | None:
        """The field that goes into a filter whose result has its fields."""
        if name in _STANDING_IN:
            return self._noted_as_optional(self.resolve(node, scope))
        return self._list(node, scope)

    def _noted_as_optional(self, found: Fields | None) -> Fields | None:
        if found:
            found.optional = True
        return found

    def _list(self, node: nodes.Node, scope: Scope) -> Fields | None:
        """A field that records are taken out of."""
        found = self.resolve(node, scope)
        if found:
            found.indexed = True
        return found

    def _name(self, node: nodes.Name, scope: Scope) -> Fields | None:
        if node.name in scope:
            return scope[node.name]
        if node.name in self.words or node.name in _GIVEN:
            return None
        return self._noted(self.root.child(node.name), node)

    def _below(self, node: nodes.Getattr | nodes.Getitem, name: str, scope: Scope) -> Fields | None:
        owner = self.resolve(node.node, scope)
        if owner is None or (name in _METHODS and name not in owner.children and _is_called(node)):
            return None
        return self._noted(owner.child(name), node)

    def _noted(self, found: Fields, node: nodes.Node) -> Fields:
        placed = self.tags.get(node.lineno)
        if placed and placed not in found.tags[-1:]:  # a tag's names are read one after the other
            found.tags.append(placed)
        return found


_STANDING_IN = frozenset({"default", "d"})
# filters whose result has the fields of what goes in
_KEEPING = frozenset({"sort", "reverse", "list", "default", "d", "selectattr", "rejectattr", "unique", "first", "last"})
_COUNTING = frozenset({"length", "count", "wordcount"})
_METHODS = frozenset({"items", "keys", "values", "get", "upper", "lower", "strip", "split", "startswith", "endswith"})


def _is_called(node: nodes.Node) -> bool:
    return bool(getattr(node, "called", False))


def _bound(target: nodes.Node, source: Fields | None) -> dict[str, Fields | None]:
    """The names that an assignment or loop binds; only a single name keeps the source's fields."""
    if isinstance(target, nodes.Name):
        return {target.name: source}
    return {name.name: None for name in target.find_all(nodes.Name)}


def find_fields(parts: Sequence[tuple[nodes.Template, Mapping[int, PlacedTag]]], words: Iterable[str]) -> Fields:
    """The fields that compiled parts read, taken together.

    Args:
        parts: each part's syntax tree and its tags by line.
        words: names of functions, which are no fields.
    """
    root = Fields()
    for tree, tags in parts:
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Getattr):
                call.node.called = True  # type: ignore[attr-defined]
        _Reader(root, frozenset(words), tags).walk(tree, {})
    return root


def list_names(fields: Fields) -> frozenset[str]:
    """The names that a template reads from its data, and `name.name` for those of records, at any depth."""
    return frozenset(_names_below(fields, ""))


def list_printed(fields: Fields) -> frozenset[str]:
    """Those of the names that a template prints, or hands on as a whole to what may print them."""
    return frozenset(_names_below(fields, "", printed=True))


def _names_below(fields: Fields, before: str, *, printed: bool = False) -> Iterator[str]:
    for name, child in fields.children.items():
        if child.printed or not printed:
            yield f"{before}{name}"
        yield from _names_below(child, f"{before}{name}.", printed=printed)


DRAFT = "https://json-schema.org/draft/2020-12/schema"
Explained = Mapping[str, Any]


def json_schema(fields: Fields, title: str, explained: Explained | None = None) -> dict[str, Any]:
    """A JSON Schema of the data that a template needs: records are objects, loops go over arrays.

    What a template does with a value does not say of which type it is, so values are of any. A field that the
    template asks for with `is defined`, or names a stand-in for with `default`, is not required.

    Args:
        title: what the schema is of.
        explained: field names to an explanation, or to the mapping of their own fields' explanations.
    """
    return {"$schema": DRAFT, "title": title, **_record(fields, explained or {})}


def find_unused(fields: Fields, data: object) -> Iterator[str]:
    """The fields in some data that a template does not use, each by its way: "points[].note".

    Below a field that the template prints, or hands on as a whole, all counts as used.
    """
    yield from dict.fromkeys(_unused(fields, data, ""))


def known_in(data: object, fields: Fields) -> dict[str, Any] | None:
    """The fields that some data has, as `Fields.unknown` wants them; None where it is no record.

    A field counts as known where one record of a list has it, or the template can do without it.
    """
    records = list(_records(data))
    if not records:
        return None
    names = [name for record in records for name in record]
    optional = [name for name, child in fields.children.items() if child.optional]
    return {
        name: known_in([record[name] for record in records if name in record], fields.children.get(name, Fields()))
        for name in dict.fromkeys([*names, *optional])
    }


def _records(data: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        yield data
    elif isinstance(data, (list, tuple)):
        for each in data:
            yield from _records(each)


def _record(fields: Fields, explained: Explained) -> dict[str, Any]:
    properties = {name: _field(child, explained.get(name)) for name, child in fields.children.items()}
    required = [name for name, child in fields.children.items() if not child.optional]
    return {"type": "object", "properties": properties} | ({"required": required} if required else {})


def _field(field: Fields, explained: object) -> dict[str, Any]:
    if isinstance(explained, str):
        return ({"description": explained} if explained else {}) | _shape(field, {})
    return _shape(field, explained if isinstance(explained, Mapping) else {})


def _shape(field: Fields, explained: Explained) -> dict[str, Any]:
    inside = _record(field, explained) if field.children else {}
    if field.repeated or field.indexed:
        return {"type": _type("array", field), "items": inside}
    return {**inside, "type": _type("object", field)} if inside else {}


def _type(name: str, field: Fields) -> str | list[str]:
    """A record or list that the template asks for before it reads it may be null."""
    return [name, "null"] if field.tested else name


def _unused(fields: Fields, data: object, path: str) -> Iterator[str]:
    if isinstance(data, (list, tuple)):
        for item in data:
            yield from _unused(fields, item, f"{path}[]")
    elif isinstance(data, Mapping):
        for name, value in data.items():
            way = f"{path}.{name}" if path else str(name)
            child = fields.children.get(str(name))
            if child is None:
                yield way
            elif child.children:
                yield from _unused(child, value, way)
