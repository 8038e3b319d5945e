"""Accepts or rejects all tracked changes of a document, and reads what then stands in it.

It shares nothing with the package: it is the judge of what `redline` makes. What it reads is plain tuples that compare
equal where two documents say the same in the same look: styles by their names, lists by their definitions, links and
pictures by what they lead to, notes by what stands in them.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_PROPERTIES = ("pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr")
_STAY = {  # in the current properties, whatever is recorded
    "pPr": ("rPr", "sectPr"),
    "sectPr": ("headerReference", "footerReference"),
    "trPr": ("ins", "del"),
    "rPr": ("ins", "del"),
}
_IDLE = {"lang", "noProof", "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "commentRangeStart"}
_IDLE |= {"commentRangeEnd", "commentReference", "permStart", "permEnd", "annotationRef"}


def accepted(docx: bytes) -> tuple[Any, ...]:
    """What stands in a document once all changes are accepted."""
    return _Reader(docx, keep="ins", drop="del").read()


def rejected(docx: bytes) -> tuple[Any, ...]:
    """What stands in a document once all changes are rejected."""
    return _Reader(docx, keep="del", drop="ins").read()


def plain(docx: bytes) -> tuple[Any, ...]:
    """What stands in a document without tracked changes."""
    return _Reader(docx, keep="ins", drop="del").read()


def texts(content: Any) -> list[str]:
    """The texts of the paragraphs in what was read, in order."""
    found: list[str] = []
    if isinstance(content, tuple) and content and content[0] == "p":
        found.append("".join(piece[1] for piece in content[2] if piece[0] == "text"))
    elif isinstance(content, tuple):
        for each in content:
            found += texts(each)
    return found


def _parse(data: bytes) -> Any:
    return etree.fromstring(data)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Reader:
    def __init__(self, docx: bytes, keep: str, drop: str) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(docx))
        self._keep, self._drop = keep, drop
        self._main = next(t for k, t in self._relations("").values() if k.endswith("/officeDocument"))
        self._rels = self._relations(self._main)
        self._styles = self._style_names()
        self._lists = self._list_definitions()
        self._notes = {kind: self._note_elements(kind) for kind in ("footnote", "endnote")}

    def read(self) -> tuple[Any, ...]:
        root = self._root(self._main)
        body = root.find(f"{W}body")
        blocks = self._blocks(body, self._main)
        return (blocks, tuple(self._section(each) for each in body.iter(f"{W}sectPr")))

    # parts

    def _relations(self, source: str) -> dict[str, tuple[str, str]]:
        folder, _, base = source.rpartition("/")
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self._zip.namelist():
            return {}
        root = _parse(self._zip.read(name))
        return {each.get("Id"): (each.get("Type"), self._target(each, folder)) for each in root}

    def _target(self, each: Any, folder: str) -> str:
        target = str(each.get("Target"))
        if each.get("TargetMode") == "External":
            return target
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def _root(self, name: str) -> Any:
        root = _parse(self._zip.read(name))
        self._resolve(root)
        return root

    def _related(self, kind: str) -> str:
        return next((target for type_, target in self._rels.values() if type_.endswith(f"/{kind}")), "")

    def _style_names(self) -> dict[str, str]:
        name = self._related("styles")
        if not name:
            return {}
        root = _parse(self._zip.read(name))
        return {s.get(f"{W}styleId"): s.find(f"{W}name").get(f"{W}val").casefold() for s in root.iter(f"{W}style")}

    def _list_definitions(self) -> dict[str, Any]:
        name = self._related("numbering")
        if not name:
            return {}
        root = _parse(self._zip.read(name))
        abstracts = {each.get(f"{W}abstractNumId"): each for each in root.iter(f"{W}abstractNum")}
        found = {}
        for num in root.iter(f"{W}num"):
            abstract = abstracts[num.find(f"{W}abstractNumId").get(f"{W}val")]
            found[num.get(f"{W}numId")] = tuple(_plain(level) for level in abstract.iter(f"{W}lvl"))
        return found

    def _note_elements(self, kind: str) -> dict[str, Any]:
        name = self._related(f"{kind}s")
        return {e.get(f"{W}id"): (e, name) for e in self._root(name).iter(f"{W}{kind}")} if name else {}

    # changes

    def _resolve(self, root: Any) -> None:
        self._resolve_properties(root)
        self._resolve_controls(root)
        for row in list(root.iter(f"{W}tr")):
            if row.find(f"{W}trPr/{W}{self._drop}") is not None:
                table = next(row.iterancestors(f"{W}tbl"))
                row.getparent().remove(row)
                if next(table.iter(f"{W}tr"), None) is None:
                    table.getparent().remove(table)
        self._resolve_inline(root)
        self._resolve_marks(root)

    def _resolve_properties(self, root: Any) -> None:
        for record in [each for each in root.iter() if _local(each).endswith("Change")]:
            properties = record.getparent()
            properties.remove(record)
            name = _local(properties)
            if self._keep == "ins" or name not in _PROPERTIES:
                if self._keep == "del" and name == "tblGrid":
                    for child in list(properties):
                        properties.remove(child)
                    properties.extend(list(record[0]))
                continue
            stay = [each for each in properties if _local(each) in _STAY.get(name, ())]
            for child in list(properties):
                properties.remove(child)
            properties.extend(list(record[0]))
            properties.extend(stay)

    def _resolve_controls(self, root: Any) -> None:
        """A control whose start stands in a range of the kind that is dropped goes; what is in it stays."""
        name = f"{W}customXml{self._drop.capitalize()}RangeStart"
        for start in list(root.iter(name)):
            control = start.getnext()
            if control is None or _local(control) != "sdt":
                continue
            for child in list(control.find(f"{W}sdtContent")):
                control.addprevious(child)
            control.getparent().remove(control)
        for each in list(root.iter()):
            if "Range" in _local(each) and _local(each).startswith("customXml"):
                each.getparent().remove(each)

    def _resolve_inline(self, root: Any) -> None:
        for change in list(root.iter(f"{W}ins", f"{W}del")):
            parent = change.getparent()
            if parent is None or _local(parent) in ("rPr", "trPr"):
                continue
            if _local(change) == self._keep:
                for child in list(change):
                    change.addprevious(child)
            parent.remove(change)
        for text in root.iter(f"{W}delText", f"{W}delInstrText"):
            text.tag = W + {"delText": "t", "delInstrText": "instrText"}[_local(text)]

    def _resolve_marks(self, root: Any) -> None:
        """A paragraph whose mark goes runs on into the next, which keeps its properties (17.13.5.15)."""
        for paragraph in reversed(list(root.iter(f"{W}p"))):
            if paragraph.find(f"{W}pPr/{W}rPr/{W}{self._drop}") is None:
                continue
            content = [each for each in paragraph if _local(each) != "pPr"]
            following = paragraph.getnext()
            while following is not None and _local(following) in _IDLE:
                following = following.getnext()
            if following is not None and _local(following) == "p":
                at = 1 if len(following) and _local(following[0]) == "pPr" else 0
                for offset, child in enumerate(content):
                    following.insert(at + offset, child)
            else:
                assert not "".join(paragraph.itertext(f"{W}t")), "text that has lost its paragraph mark"
            paragraph.getparent().remove(paragraph)

    # reading

    def _blocks(self, content: Any, part: str) -> tuple[Any, ...]:
        found: list[Any] = []
        for child in content:
            name = _local(child)
            if name == "p":
                found.append(self._paragraph(child, part))
            elif name == "tbl":
                found.append(self._table(child, part))
            elif name == "sdt":
                found.append(("sdt", self._blocks(child.find(f"{W}sdtContent"), part)))
        return tuple(found)

    def _table(self, table: Any, part: str) -> tuple[Any, ...]:
        rows = []
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue
            cells = [each for each in row.iter(f"{W}tc") if next(each.iterancestors(f"{W}tr")) is row]
            read = tuple((self._props(c.find(f"{W}tcPr"), part), self._blocks(c, part)) for c in cells)
            rows.append((self._props(row.find(f"{W}trPr"), part), read))
        grid = tuple(each.get(f"{W}w") for each in table.iterfind(f"{W}tblGrid/{W}gridCol"))
        return ("tbl", self._props(table.find(f"{W}tblPr"), part), grid, tuple(rows))

    def _paragraph(self, paragraph: Any, part: str) -> tuple[Any, ...]:
        properties = paragraph.find(f"{W}pPr")
        look = () if properties is None else self._props(properties.find(f"{W}rPr"), part)
        inline = _joined(list(self._inline(paragraph, part, ())))
        return ("p", (self._props(properties, part), look), tuple(inline))

    def _props(self, properties: Any, part: str) -> tuple[Any, ...]:
        if properties is None:
            return ()
        found = [self._prop(each, part) for each in properties if _local(each) not in _IDLE]
        return tuple(sorted(each for each in found if each))

    def _prop(self, element: Any, part: str) -> tuple[Any, ...]:
        name, val = _local(element), element.get(f"{W}val")
        if name in ("sectPr", "ins", "del") or (_local(element.getparent()) == "pPr" and name == "rPr"):
            return ()
        if name == "cantSplit" and val == "off":
            return ()
        if name in ("pStyle", "rStyle", "tblStyle"):
            return (name, self._styles.get(val, val))
        if name == "numPr":
            number = element.find(f"{W}numId")
            level = element.find(f"{W}ilvl")
            value = "" if number is None else str(number.get(f"{W}val"))
            return (name, "" if level is None else level.get(f"{W}val"), str(self._lists.get(value, value)))
        return (name, str(_plain(element)))

    def _inline(self, parent: Any, part: str, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        for child in parent:
            name = _local(child)
            if name == "r":
                yield from self._run(child, part, path)
            elif name == "hyperlink":
                target = self._relations(part).get(child.get(f"{R}id", ""), ("", child.get(f"{W}anchor", "")))[1]
                yield from self._inline(child, part, (*path, ("link", target)))
            elif name == "sdt":
                alias = child.find(f"{W}sdtPr/{W}alias")
                key = "" if alias is None else alias.get(f"{W}val")
                yield from self._inline(child.find(f"{W}sdtContent"), part, (*path, ("sdt", key)))
            elif name == "fldSimple":
                yield _field(child.get(f"{W}instr"), "".join(child.itertext(f"{W}t")))
            elif name not in _IDLE and name != "pPr" and name:
                yield ("object", self._object(child, part))

    def _run(self, run: Any, part: str, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
        look = self._props(run.find(f"{W}rPr"), part)
        for child in run:
            name = _local(child)
            if name == "t":
                if child.text:
                    yield ("text", child.text, look, path)
            elif name in ("footnoteReference", "endnoteReference"):
                note, source = self._notes[name.removesuffix("Reference")][child.get(f"{W}id")]
                yield ("note", name, self._blocks(note, source), look, path)
            elif name == "fldChar":
                yield ("sign", child.get(f"{W}fldCharType"))
            elif name == "instrText":
                yield ("code", child.text.strip())
            elif name not in _IDLE and name != "rPr" and name:
                yield ("object", self._object(child, part), look, path)

    def _object(self, element: Any, part: str) -> str:
        """An object without its ids, with what its relationships lead to."""
        relations = self._relations(part)
        pieces = [_local(element)]
        for each in element.iter():
            for name, value in sorted(each.attrib.items()):
                local = name.rpartition("}")[2]
                if name.startswith(R):
                    kind, target = relations[value]
                    known = target in self._zip.namelist()
                    digest = hashlib.sha256(self._zip.read(target)).hexdigest() if known else f"{kind}{target}"
                    pieces.append(f"{local}={digest}")
                elif local not in ("id", "paraId", "anchorId", "editId"):
                    pieces.append(f"{local}={value}")
            pieces.append((each.text or "").strip())
        return "|".join(pieces)

    def _section(self, section: Any) -> tuple[Any, ...]:
        margins = []
        for child in section:
            if _local(child) in ("headerReference", "footerReference"):
                target = self._rels[child.get(f"{R}id")][1]
                blocks = self._blocks(self._root(target), target)
                if any(each[0] != "p" or each[2] for each in blocks):
                    margins.append((_local(child), child.get(f"{W}type", "default"), blocks))
        rest = [_plain(each) for each in section if not _local(each).endswith("Reference")]
        return (tuple(sorted(margins, key=str)), tuple(sorted(map(str, rest))))


def _plain(element: Any) -> tuple[Any, ...]:
    attributes = tuple(sorted((k.rpartition("}")[2], v) for k, v in element.attrib.items() if "rsid" not in k))
    return (_local(element), attributes, tuple(_plain(each) for each in element if _local(each)))


def _joined(pieces: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Neighbouring pieces of text in one look as one; fields as one."""
    found: list[tuple[Any, ...]] = []
    for each in _simplified(pieces):
        if found and each[0] == "text" == found[-1][0] and found[-1][2:] == each[2:]:
            found[-1] = ("text", found[-1][1] + each[1], *each[2:])
        else:
            found.append(each)
    yield from found


def _simplified(pieces: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Fields of one code and one run of results as simple ones, since a simple one comes out of a change as signs."""
    at = 0
    while at < len(pieces):
        end = next((k for k in range(at + 1, len(pieces)) if pieces[k][0] == "sign" and pieces[k][1] != "separate"), 0)
        if pieces[at] == ("sign", "begin") and end and pieces[end] == ("sign", "end"):
            inside = pieces[at + 1 : end]
            code = " ".join(each[1] for each in inside if each[0] == "code")
            yield _field(code, "".join(each[1] for each in inside if each[0] == "text"))
            at = end + 1
        else:
            yield pieces[at]
            at += 1


def _field(code: str, result: str) -> tuple[str, str, str]:
    """A field with its result; page numbers are counted anew whenever they are shown."""
    words = code.split()
    return ("field", " ".join(words), "" if words[:1] in (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"]) else result)
