"""Any data for any template: the value in a JSON or YAML file.

JSON is read strictly: no key twice, no NaN, fractions exact, and each fault with its line and column.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from briefgen.errors import UnreadableInputError
from briefgen.findings import Place
from briefgen.sources.files.text import decode_text, forbidden_in, line_and_character, one_newline, read_bytes
from briefgen.sources.files.yaml_document import Node, YamlDocument
from briefgen.sources.files.yaml_document import Path as NodePath

_YAML_ENDINGS: Final = frozenset({".yaml", ".yml"})
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,29})")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,29})\.[0-9]{1,30}")
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "": None}


def read_data(path: Path) -> object:
    """The value in a .json, .yaml or .yml file, as plain dicts, lists and scalars.

    In YAML a value without quotation marks is text as written, but for true, false, null (or nothing at all) and
    numbers written in the one canonical way: 12 is an integer, 1.10 a `Decimal` that still prints 1.10, and NO, off,
    007 and 12:30 are texts.

    Raises:
        UnreadableInputError: with line and column.
    """
    content = read_bytes(path)
    ending = path.suffix.lower()
    if ending in _YAML_ENDINGS:
        from briefgen.sources.files.yaml import yaml_document

        return _plain_value(yaml_document(content, path.name))
    if ending == ".json":
        return json_value(content, path.name)
    message = (
        f"{path.name}: data for a template comes as .json or .yaml, not as “{path.suffix or 'a file without ending'}”."
    )
    raise UnreadableInputError(message, "Save it in one of the two formats.")


def _plain_value(document: YamlDocument) -> object:
    def value(node: Node, path: NodePath) -> object:
        if isinstance(node, dict):
            return {key: value(each, (*path, key)) for key, each in node.items()}
        if isinstance(node, list):
            return [value(each, (*path, index)) for index, each in enumerate(node)]
        return _scalar(node) if path in document.plain else node

    return value(document.root, ())


def _scalar(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


MAX_BYTES: Final = 50 << 20
MAX_DEPTH: Final = 100
_MAX_POWER: Final = 300
_LAST_COMMA: Final = re.compile(r",\s*[\]}]")
_BREAKS: Final = str.maketrans("", "", "\f\a\v")  # a page break, a new paragraph and a line break, see word.Listing
# what is wrong, by how the message of Python's reader begins
_NO_JSON: Final = "it cannot be read from here on."
_FAULTS: Final = {
    "Expecting value": "a value is missing or not one: texts stand in straight quotation marks.",
    "Expecting property name": "the name of a field, in straight quotation marks, is missing.",
    "Expecting ':'": "a colon is missing between a field and its value.",
    "Expecting ','": "a comma is missing, or a bracket that closes.",
    "Extra data": "something stands behind the end of the data.",
    "Unterminated string": "the text that begins here has no quotation mark at its end.",
    "Invalid control": "a line break or another control character stands in a text; write a line break as \\n.",
    "Invalid \\": "this is no character behind a backslash; write the backslash itself twice.",
}
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s"{}\[\]:,]+', re.DOTALL)


def json_value(content: bytes, file: str) -> object:
    """The value in a JSON file; numbers with a fraction or a power are exact (`Decimal`).

    Raises:
        UnreadableInputError: with line and column, for broken JSON, a duplicate key, NaN or Infinity, control
            characters and lone surrogates, and nesting that is too deep.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableInputError(f"{file}: the file has more than {MAX_BYTES >> 20} MB.", "Give less data at a time.")
    text = one_newline(decode_text(content, file))
    value = _parse(text, file)
    _check_tokens(text, file)
    return _with_line_breaks(value) if "\\u000b" in text.casefold() else value


def _with_line_breaks(value: Any) -> Any:
    """The value with a line break for U+000B, which Shift+Enter of Word becomes when it is copied."""
    if isinstance(value, str):
        return value.replace("\x0b", "\n")
    if isinstance(value, list):
        return [_with_line_breaks(each) for each in value]
    return {key: _with_line_breaks(each) for key, each in value.items()} if isinstance(value, dict) else value


def _parse(text: str, file: str) -> object:
    try:
        return json.loads(text, parse_float=_exact, parse_constant=str)
    except json.JSONDecodeError as problem:
        raise _refusal(text, file, *_fault(text, problem), "Check commas, brackets and quotation marks.") from None
    except RecursionError:
        raise _refusal(text, file, 0, f"nested more than {MAX_DEPTH} deep.", "Check the brackets.") from None
    except (ValueError, InvalidOperation):
        raise _refusal(
            text, file, 0, "a number in the file is too long.", "Write it as text, in quotation marks."
        ) from None


def _fault(text: str, problem: json.JSONDecodeError) -> tuple[int, str]:
    """Where it is, and what; of a comma too many Python says one thing since 3.13 and another before."""
    comma = text.rfind(",", 0, problem.pos + 1)
    closing = _LAST_COMMA.match(text, max(comma, 0))
    if closing and closing.end() > problem.pos:
        return comma, "a comma stands before the closing bracket."
    if not text.strip():
        return 0, "the file is empty."
    return problem.pos, next((words for start, words in _FAULTS.items() if problem.msg.startswith(start)), _NO_JSON)


def _exact(digits: str) -> Decimal:
    number = Decimal(digits)
    if abs(number.adjusted()) > _MAX_POWER:
        raise ValueError(digits)
    return number


def _refusal(text: str, file: str, offset: int, message: str, remedy: str) -> UnreadableInputError:
    line, column = line_and_character(text, offset)
    return UnreadableInputError(f"{Place(file, line=line, char=column)}: {message}", remedy)


def _check_tokens(text: str, file: str) -> None:
    """Walks the tokens of JSON known to be well-formed, for the faults that Python's reader lets pass."""
    open_keys: list[set[str]] = []
    for token, is_key in _tokens(text):
        written, offset = token.group(), token.start()
        if written in "{[":
            open_keys.append(set())
            if len(open_keys) > MAX_DEPTH:
                raise _refusal(text, file, offset, f"nested more than {MAX_DEPTH} deep.", "Check the brackets.")
        elif written in "}]":
            open_keys.pop()
        elif written[0] == '"':
            _check_string(text, file, token, open_keys[-1] if is_key else None)
        elif written in {"NaN", "Infinity", "-Infinity"}:
            raise _refusal(
                text, file, offset, f"{written} is not a value that can be printed.", "Write a number, a text or null."
            )


def _tokens(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Each token, and whether it is a key (a colon follows)."""
    held: re.Match[str] | None = None
    for token in _TOKEN.finditer(text):
        if held is not None:
            yield held, token.group() == ":"
        held = token
    if held is not None:
        yield held, False


def _check_string(text: str, file: str, token: re.Match[str], keys: set[str] | None) -> None:
    written: str = token.group()
    value: Any = json.loads(written) if "\\" in written else written[1:-1]
    if forbidden := forbidden_in(value if keys is not None else value.translate(_BREAKS)):
        message = f"the text holds the control character {forbidden.code}, which Word cannot hold."
        raise _refusal(text, file, token.start(), message, "Delete it.")
    if keys is None:
        return
    if value in keys:
        raise _refusal(text, file, token.start(), f"the key “{value}” stands there twice.", "Keep one of the two.")
    keys.add(value)
