"""The manual is true: its commands run, its tables are those of the code, its links lead somewhere."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from briefgen.cli.group import group
from briefgen.text import VOCABULARY
from briefgen.word.compiling.statements import KNOWN
from tests.manual import PAGES, ROOT, Reader, Shown
from tests.manual_python import with_outputs
from tests.manual_regions import with_regions

PAGE_NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
RULE = re.compile(r"\b(?:TPL|DATA|ASOF|DOC|EDN|WORKSPACE|TEXT|LETTER|MAIL|PAPER|PAGE|TRANS)-\d{3}\b")
UPDATE = "python -m tests.manual PAGE writes it anew"


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_code(page: str) -> str:
    return re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", [name for name in PAGE_NAMES if "$ briefgen" in text_of(name)])
def test_a_reader_who_follows_the_page_sees_what_it_shows(name: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.follow(text_of(name))
    assert reader.complaints == [], UPDATE


@pytest.mark.usefixtures("untraced")  # one page shows what stops a template that runs for long
@pytest.mark.parametrize("name", PAGE_NAMES)
def test_the_page_says_what_the_code_says(name: str) -> None:
    assert with_regions(text_of(name)) == text_of(name), UPDATE


@pytest.mark.parametrize("name", [name for name in PAGE_NAMES if "```python" in text_of(name)])
def test_the_python_of_the_page_runs_and_prints_what_it_shows(name: str, tmp_path: Path) -> None:
    assert with_outputs(text_of(name), tmp_path) == text_of(name), UPDATE


def test_python_that_prints_something_else_is_seen(tmp_path: Path) -> None:
    page = "```python\nprint(1)\n```\n\n```text\n2\n```\n\n```python\nx = 3\n```\n"
    assert with_outputs(page, tmp_path) == page.replace("2", "1")


class TestTheReader:
    def test_complains_of_an_output_that_is_not_shown(self, tmp_path: Path) -> None:
        reader = Reader(tmp_path)
        reader.follow("```console\n$ briefgen --version\nbriefgen, version 0.0.0\n```")
        assert "version 0.0.0" in reader.complaints[0]

    def test_complains_of_an_exit_code_that_is_not_shown(self, tmp_path: Path) -> None:
        reader = Reader(tmp_path)
        reader.follow("```console\n$ briefgen init\n…\n```")
        assert "exit code 2" in reader.complaints[0]

    def test_takes_a_line_of_dots_for_any_lines(self) -> None:
        shown = Shown("briefgen", ("first", "…", "last"))
        assert shown.allows(["first", "last"])
        assert shown.allows(["first", "a", "b", "last"])
        assert not shown.allows(["first", "a"])


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        if isinstance(command, click.Group):
            yield from ((f"briefgen {name} {sub}", each) for sub, each in command.commands.items())
        else:
            yield f"briefgen {name}", command


def section_of(command: str) -> str:
    """What docs/commands.md says under the command's heading."""
    found = re.search(rf"^## `{command}\b.*?(?=^## |\Z)", text_of("docs/commands.md"), re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section on {command}"
    return found[0]


def test_the_list_of_commands_says_of_each_what_its_own_help_says() -> None:
    context = click.Context(group)
    listed = click.HelpFormatter(width=500)
    group.format_commands(context, listed)
    asked = click.HelpFormatter(width=500)
    click.Group.format_commands(group, context, asked)
    assert listed.getvalue() == asked.getvalue()


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_is_described_with_every_option(name: str, command: click.Command) -> None:
    everywhere = text_of("docs/commands.md").partition("\n## `")[0]
    alike = {"briefgen letter": ("briefgen annex",), "briefgen make": ("briefgen annex", "briefgen letter")}
    told = everywhere + "".join(map(section_of, (name, *alike.get(name, ()), "briefgen annex")))
    options = [spelling for each in command.params if isinstance(each, click.Option) for spelling in each.opts]
    assert [spelling for spelling in options if f"`{spelling}" not in told] == []
    assert name in text_of("docs/tour.md"), "the tour leaves it out"


def test_no_option_is_described_that_no_command_has() -> None:
    known = {spelling for _, each in commands() for option in each.params for spelling in option.opts} | {"--help"}
    assert set(re.findall(r"--[a-z][a-z-]+", text_of("docs/commands.md"))) - known == set()


def test_every_rule_is_listed_and_every_listed_rule_exists() -> None:
    raised = {rule for path in (ROOT / "briefgen").rglob("*.py") for rule in RULE.findall(path.read_text("utf-8"))}
    listed = set(re.findall(rf"^\| ({RULE.pattern}) \|", text_of("docs/rules.md"), re.MULTILINE))
    assert listed == raised


def test_every_statement_of_templates_is_in_the_reference() -> None:
    reference = text_of("docs/templates.md")
    assert sorted(word for word in KNOWN if not re.search(rf"\b{word}\b", reference)) == []


def test_every_word_for_values_is_in_the_reference() -> None:
    reference = text_of("docs/data.md")
    assert [word for word in VOCABULARY if not re.search(rf"`{word}\b", reference)] == []


def test_every_room_is_on_the_plan_of_the_house() -> None:
    rooms = {path.stem for path in (ROOT / "briefgen").iterdir() if not path.name.startswith("_")}
    plan = "".join(re.findall(r"^\| `.*$", text_of("docs/architecture.md"), re.MULTILINE))
    assert {room for room in rooms if f"`{room}`" not in plan} - {"py"} == set()


def heading_ids(page: str) -> set[str]:
    """The anchors that GitHub makes of headings."""
    headings = re.findall(r"^#+ (.+)$", without_code(page), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("name", [*PAGE_NAMES, "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", without_code(text_of(name)))):
        if target.startswith(("https://", "http://")):
            continue
        file, _, anchor = target.partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        if not path.exists() or (anchor and anchor not in heading_ids(path.read_text(encoding="utf-8"))):
            lost.append(target)
    assert lost == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set[Path](), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        links = re.findall(r"\]\(([^)#\s:]+)", page.read_text(encoding="utf-8"))
        waiting += [path for link in links if (path := (page.parent / link).resolve()).is_file()]
    assert set(PAGES) - reached == set()


def first_blocks() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```$", text_of("README.md"), re.MULTILINE | re.DOTALL)


def test_the_readme_opens_with_one_sentence_and_two_commands() -> None:
    title, sentence, *rest = [piece for piece in text_of("README.md").split("\n\n") if piece]
    assert title == "# briefgen"
    assert re.fullmatch(r"briefgen [^.\n]+\.", sentence)
    assert [piece.startswith("```sh") for piece in rest[:4]] == [False, True, False, True]
    make, check = first_blocks()
    assert make.strip().endswith("briefgen annex --as-of 2023-03-17")
    assert "[test]" in check
    assert check.strip().endswith("pytest -q")
    assert all(command.count("\n") == 1 and "-m venv" in command for command in (make, check))
    assert all(" -c constraints.txt " in command for command in (make, check)), "the same tomorrow"


def test_the_readme_is_read_on_one_screen() -> None:
    assert text_of("README.md").count("\n") <= 60


def test_the_build_server_runs_the_readmes_own_command_for_the_tests() -> None:
    script = text_of(".ci/run")
    function = re.search(r"^test_command\(\) \{ (.+) \}$", script, re.MULTILINE)
    assert function
    run = subprocess.run(["bash", "-c", function[1]], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == first_blocks()[1]
    assert script.rstrip().endswith('"$(test_command)"'), "the last thing printed is the summary of the tests"


def test_the_picture_is_light() -> None:
    assert all(picture.stat().st_size < 150_000 for picture in (ROOT / "docs" / "images").glob("*.png"))


def texts_of_the_project() -> Iterator[tuple[str, str]]:
    """Every text file that is, or may become, part of the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    names = run.stdout.splitlines() or [
        str(p.relative_to(ROOT)) for room in ("briefgen", "docs") for p in (ROOT / room).rglob("*")
    ]
    for name in names:
        path = ROOT / name
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".yaml", ".csv", ".txt", ""}:
            yield name, path.read_text(encoding="utf-8")


# put together here, so that this file does not hold them itself
ELSEWHERE = re.compile("|".join(f"/{root}/" for root in ("home", "Users", "root", "work", "tmp/[a-z]")))
WORDS = "|".join(("pro" + "mpts?", "lan" + "guage model", "chat" + "bot", "L" + "LM"))
FOREIGN = re.compile(rf"(?<!click\.)\b({WORDS})\b")  # click has a function of such a name


def test_no_file_speaks_of_one_machine_or_of_how_it_was_written() -> None:
    found = [
        f"{name}: {match[0]}"
        for name, text in texts_of_the_project()
        for match in (*ELSEWHERE.finditer(text), *FOREIGN.finditer(text))
    ]
    assert found == []
