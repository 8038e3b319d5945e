"""Findings as other programs read them: JSON, and SARIF 2.1.0 for editors and build servers.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from urllib.parse import quote

from msgspec import Struct

from briefgen.findings import Finding, Grade, Place
from briefgen.production.regions import Region, TextFiles

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "briefgen/v1"
_LEVELS = {Grade.ERROR: "error", Grade.WARNING: "warning", Grade.HINT: "note"}
_IN_A_TABLE = ("sheet", "row", "column", "line", "char")
_MANUAL = "https://github.com/briefgen/briefgen/blob/main/docs/rules.md"


class RuleText(Struct, frozen=True):
    """A rule as programs show it.

    Attributes:
        says: what it asks, in one sentence.
        more: with examples and source, as far as it has any.
        chapter: of the page of the rules.
        grade: of most of its findings, where it has one.
    """

    says: str
    more: str = ""
    chapter: str = ""
    grade: Grade | None = None


def as_json(findings: Iterable[Finding], rules: Mapping[str, RuleText] | None = None) -> str:
    """The findings as a JSON list, one object each.

    `rule`, `says` (what the rule asks), `grade` (error, warning or hint), `file`, `message` and `remedy` are always
    there. A finding in a Word file has `part`, `spot`, `heading` and `tag`; one in a text or table has `words`, and of
    `sheet`, `row`, `column`, `line` and `char` those that are known. Where a rule of the checks knows them, `language`
    is that of the text, and `start` and `end` count the characters of the paragraph or cell before the words and up
    to their end (as Unicode code points, from 0).

    Args:
        rules: the rules by their ids; `says` is "" of others.
    """
    return _written(as_records(findings, rules))


def as_records(findings: Iterable[Finding], rules: Mapping[str, RuleText] | None = None) -> list[dict[str, object]]:
    """The findings as `as_json` writes them, for an object that holds more."""
    return [_record(finding, rules or {}) for finding in findings]


def as_sarif(
    findings: Sequence[Finding],
    rules: Mapping[str, RuleText],
    version: str,
    paths: Mapping[str, str] | None = None,
    texts: TextFiles | None = None,
) -> str:
    """The findings as a SARIF log of one run.

    A result keeps its fingerprint when lines move: it is made of rule, file, column and words, and of how many results
    of the same kind stand before it.

    Args:
        rules: the rules by their ids; rules of findings that are not among them are named only.
        version: the version of briefgen.
        paths: for the file names that findings give, the path that a reader of the log can find the file by.
        texts: the files that findings name, in which lines and columns are looked up.
    """
    ids = [*rules, *sorted({finding.rule for finding in findings} - rules.keys())]
    described = [_rule(rule, rules.get(rule)) for rule in ids]
    driver = {"name": "briefgen", "semanticVersion": version, "informationUri": _MANUAL, "rules": described}
    met: Counter[str] = Counter()
    results = [
        _result(finding, ids.index(finding.rule))
        | {"locations": [_location(finding, paths or {}, texts)], "partialFingerprints": _fingerprints(finding, met)}
        for finding in findings
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _written({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _record(finding: Finding, rules: Mapping[str, RuleText]) -> dict[str, object]:
    place = finding.place
    says = rules[finding.rule].says if finding.rule in rules else ""
    head = {"rule": finding.rule, "says": says, "grade": finding.grade.word, "file": place.file}
    told = {"message": finding.message, "remedy": finding.remedy}
    return {**head, **_place(place, finding.words), **_text(finding), **told}


def _text(finding: Finding) -> dict[str, object]:
    language = {"language": finding.language} if finding.language else {}
    if finding.start is None:
        return {**language}
    return {**language, "start": finding.start, "end": finding.start + len(finding.words)}


def _place(place: Place, words: str) -> dict[str, object]:
    if place.part or place.spot:
        return {"part": place.part or "document", "spot": place.spot, "heading": place.heading, "tag": words}
    known = {name: value for name in _IN_A_TABLE if (value := getattr(place, name)) not in (None, "")}
    return {**known, "words": words}


def _rule(rule: str, text: RuleText | None) -> dict[str, object]:
    if text is None:
        return {"id": rule}
    told: dict[str, object] = {"id": rule, "shortDescription": {"text": text.says}}
    told |= {"fullDescription": {"text": text.more or text.says}, "helpUri": f"{_MANUAL}{text.chapter}"}
    return told | ({"defaultConfiguration": {"level": _LEVELS[text.grade]}} if text.grade else {})


def _result(finding: Finding, index: int) -> dict[str, object]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.grade],
        "message": {"text": f"{finding.message}\n{finding.remedy}".strip()},
    }


def _fingerprints(finding: Finding, met: Counter[str]) -> dict[str, str]:
    """What tells a result from others, also in a file whose lines have moved."""
    place = finding.place
    parts = (finding.rule, place.file, place.sheet, place.column, place.part, finding.words or finding.message)
    told = "\0".join(parts)
    met[told] += 1
    return {FINGERPRINT: sha256(f"{told}\0{met[told]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]}


def _location(finding: Finding, paths: Mapping[str, str], texts: TextFiles | None) -> dict[str, object]:
    place = finding.place
    artifact = {"uri": quote(paths.get(place.file, place.file))}
    physical: dict[str, object] = {"artifactLocation": artifact}
    region = texts.region_of(finding) if texts else Region(place.line, place.char) if place.line else None
    if region:
        start = {"startLine": region.line, "startColumn": region.start_column}
        known = start | {"endLine": region.end_line, "endColumn": region.end_column}
        physical["region"] = {name: number for name, number in known.items() if number is not None}
    name = _inside(place)
    return {"physicalLocation": physical} | ({"logicalLocations": [{"fullyQualifiedName": name}]} if name else {})


def _inside(place: Place) -> str:
    """The place inside its file, in words; "" where the file and its line say it all."""
    if place.part or place.spot:
        return ", ".join(piece for piece in (place.part or "document", place.spot) if piece)
    steps = {"sheet": place.sheet, "row": place.row, "column": place.column}
    return ", ".join(f"{name} {step}" for name, step in steps.items() if step)


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
