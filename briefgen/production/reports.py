"""Findings as other programs read them: JSON, and SARIF 2.1.0 for editors and build servers.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from briefgen.findings import Finding, Grade, Place

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Grade.ERROR: "error", Grade.WARNING: "warning", Grade.HINT: "note"}
_IN_A_TABLE = ("sheet", "row", "column", "line", "char")


def as_json(findings: Iterable[Finding]) -> str:
    """The findings as a JSON list, one object each.

    `rule`, `grade` (error, warning or hint), `file`, `message` and `remedy` are always there. A finding in a Word
    file has `part`, `spot`, `heading` and `tag`; one in a text or table has `words`, and of `sheet`, `row`, `column`,
    `line` and `char` those that are known.
    """
    return _written([_record(finding) for finding in findings])


def as_sarif(
    findings: Sequence[Finding],
    rules: Mapping[str, str],
    version: str,
    paths: Mapping[str, str] | None = None,
) -> str:
    """The findings as a SARIF log of one run.

    Args:
        rules: what each rule says, by its id; rules of findings that are not among them are named only.
        version: the version of briefgen.
        paths: for the file names that findings give, the path that a reader of the log can find the file by.
    """
    ids = [*rules, *sorted({finding.rule for finding in findings} - rules.keys())]
    described = [_rule(rule, rules.get(rule, "")) for rule in ids]
    driver = {"name": "briefgen", "semanticVersion": version, "rules": described}
    results = [_result(finding, ids.index(finding.rule), paths or {}) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _written({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _record(finding: Finding) -> dict[str, object]:
    place = finding.place
    head = {"rule": finding.rule, "grade": finding.grade.word, "file": place.file}
    return {**head, **_place(place, finding.words), "message": finding.message, "remedy": finding.remedy}


def _place(place: Place, words: str) -> dict[str, object]:
    if place.part or place.spot:
        return {"part": place.part or "document", "spot": place.spot, "heading": place.heading, "tag": words}
    known = {name: value for name in _IN_A_TABLE if (value := getattr(place, name)) not in (None, "")}
    return {**known, "words": words}


def _rule(rule: str, words: str) -> dict[str, object]:
    return {"id": rule, "shortDescription": {"text": words}} if words else {"id": rule}


def _result(finding: Finding, index: int, paths: Mapping[str, str]) -> dict[str, object]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.grade],
        "message": {"text": f"{finding.message}\n{finding.remedy}".strip()},
        "locations": [_location(finding.place, paths)],
    }


def _location(place: Place, paths: Mapping[str, str]) -> dict[str, object]:
    artifact = {"uri": quote(paths.get(place.file, place.file))}
    physical: dict[str, object] = {"artifactLocation": artifact}
    if place.line is not None:
        region = {"startLine": place.line, "startColumn": place.char}
        physical["region"] = {name: number for name, number in region.items() if number is not None}
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
