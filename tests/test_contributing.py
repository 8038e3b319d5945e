"""What contributors are told and given: files that are named are there, forms and hooks hold, nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FORMS = sorted(set((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")) - {ROOT / ".github/ISSUE_TEMPLATE/config.yml"})
PATH = re.compile(r"[\w.\-]+/[\w.\-/]*|[\w\-]+\.(?:md|py|toml)|\.importlinter")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def code_in(page: str) -> list[str]:
    """What stands in code in the running text of a page."""
    prose = re.sub(r"^ *```.*?^ *```$", "", page, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", prose)


def paths_in(page: str) -> list[str]:
    """The files and folders that are named in a page, in code; folders of the root end with a slash."""
    return [word for code in code_in(page) for word in code.split() if PATH.fullmatch(word)]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "SECURITY.md", "docs/releasing.md"])
def test_every_file_that_contributors_are_sent_to_is_there(page: str) -> None:
    assert [path for path in paths_in(text_of(page)) if not (ROOT / path).exists()] == []


def test_every_file_of_a_recipe_is_named_once_so_that_moving_it_is_one_change() -> None:
    paths = [path for path in paths_in(text_of("CONTRIBUTING.md")) if path.count("/") > 1]
    assert len(paths) > 20
    assert sorted({path for path in paths if paths.count(path) > 1}) == []


def test_the_hooks_are_the_tools_that_are_installed_and_nothing_is_fetched() -> None:
    repositories = yaml.safe_load(text_of(".pre-commit-config.yaml"))["repos"]
    assert {each["repo"] for each in repositories} == {"local"}
    hooks = {hook["entry"].split(" --")[0]: hook["language"] for each in repositories for hook in each["hooks"]}
    assert hooks == dict.fromkeys(("ruff check", "ruff format", "mypy", "lint-imports"), "system")


def test_the_build_servers_take_the_same_command_from_the_readme() -> None:
    script, workflow = text_of(".ci/run"), text_of(".github/workflows/ci.yml")
    takes = re.search(r"awk '.+' README\.md", script)
    assert takes and takes[0] in workflow
    assert "bash .ci/run" in workflow


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_for_something_and_each_thing_once(form: Path) -> None:
    read: dict[str, Any] = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert read["name"] and read["description"] and read["labels"]
    fields = read["body"]
    assert {field["type"] for field in fields} <= {"textarea", "input", "dropdown", "markdown"}
    assert all(field["attributes"]["label"] for field in fields)
    assert len({field["id"] for field in fields}) == len(fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_what_could_hurt_users_is_told_privately() -> None:
    (contact,) = yaml.safe_load(text_of(".github/ISSUE_TEMPLATE/config.yml"))["contact_links"]
    assert contact["url"].endswith("/security/advisories/new")
    assert "private vulnerability reporting" in text_of("SECURITY.md").replace("\n", " ")
