"""The rules on briefgen.toml: a stable id each, and one line on what it asks."""

from __future__ import annotations

from typing import Final

from briefgen.findings import declare

UNKNOWN_KEY: Final = declare("WORKSPACE-001", "`briefgen.toml` has only known entries.")
WRONG_KIND: Final = declare(
    "WORKSPACE-002", "An entry is of the right kind: a text in quotation marks, or true or false without."
)
SUPERFLUOUS: Final = declare("WORKSPACE-003", "Each entry of the baseline is about a finding that is still there.")
UNKNOWN_RULE: Final = declare(
    "WORKSPACE-004", "`select` and `ignore` under `[checks]` name rules, or families of rules, that there are."
)
