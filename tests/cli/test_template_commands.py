"""`briefgen template check` and `fields`, and what every command has in common."""

import json
from pathlib import Path

import click
import pytest

from briefgen import __version__
from briefgen.cli.group import group
from tests.word.docx_templates import a_template, p, tbl, tr
from tests.workspaces import Workspace, run

BROKEN = a_template(
    p("Follow-up", style="Heading1"),
    p("{{ titel }}"),
    tbl(tr("{{ as_of | dat }}", "{% if draft %}")),
)


def commands(group_: click.Group = group, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], click.Command]]:
    found: list[tuple[tuple[str, ...], click.Command]] = []
    context = click.Context(group_)
    for name in group_.list_commands(context):
        command = group_.get_command(context, name)
        assert command
        inner = commands(command, (*path, name)) if isinstance(command, click.Group) else []
        found += [*inner] or [((*path, name), command)]
    return found


@pytest.mark.parametrize(("words", "command"), commands(), ids=[" ".join(words) for words, _ in commands()])
def test_the_help_of_each_command_has_an_example_and_names_each_option(
    words: tuple[str, ...], command: click.Command, tmp_path: Path
) -> None:
    done = run(*words, "--help", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert f"    briefgen {' '.join(words)}" in done.out
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert all(spelling in done.out for option in options for spelling in option.opts)
    assert all(option.help for option in options)
    assert max(map(len, done.out.splitlines())) <= 80


def test_the_front_page_names_every_command_and_where_to_begin(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    for name in ("annex", "letter", "make", "status", "fill", "template", "init"):
        assert f"\n  {name} " in done.out
    assert "briefgen init follow-up" in done.out


@pytest.mark.parametrize("words", [(), *(words for words, _ in commands())], ids=" ".join)
def test_every_command_says_its_version(words: tuple[str, ...], tmp_path: Path) -> None:
    assert run(*words, "--version", cwd=tmp_path).out == f"briefgen, version {__version__}\n"


def test_an_unknown_command_and_an_unknown_option_are_wrong_use(tmp_path: Path) -> None:
    assert run("anex", cwd=tmp_path).code == 2
    assert run("annex", "--as-off", "2023-03-17", cwd=tmp_path).code == 2


def test_sound_templates_have_no_faults(workspace: Workspace) -> None:
    done = workspace.run("template", "check")
    assert (done.code, done.out, done.err) == (0, "annex.docx: no faults\nletter.docx: no faults\n", "")


def test_every_fault_is_found_with_its_tag_its_place_and_the_heading_above(workspace: Workspace) -> None:
    workspace.template("annex.docx", BROKEN)
    done = workspace.run("template", "check")
    assert done.code == 1
    assert done.out == "annex.docx: 2 errors\nletter.docx: no faults\n"
    assert "annex.docx, table 1, row 1, column 1" in done.err
    assert "{{ as_of | dat }}" in done.err
    assert "{% if draft %}" in done.err
    assert "under “Follow-up”" in done.err


def test_a_field_that_the_document_does_not_have_is_a_fault_with_a_suggestion(workspace: Workspace) -> None:
    workspace.template("annex.docx", a_template(p("{{ titel }}")))
    for command in (("template", "check"), ("annex", "--as-of", "2023-03-20")):
        done = workspace.run(*command)
        assert done.code == 1
        assert "Did you mean “title”?" in done.err
    assert workspace.made() == []


def test_faults_as_json_are_for_programs(workspace: Workspace) -> None:
    workspace.template("annex.docx", BROKEN)
    done = workspace.run("template", "check", "--format", "json")
    found = json.loads(done.out)
    assert (done.code, done.err) == (1, "")
    assert {fault["tag"] for fault in found} == {"{{ as_of | dat }}", "{% if draft %}"}
    assert all(fault["file"] == "annex.docx" and fault["heading"] == "Follow-up" for fault in found)
    sound = workspace.run("template", "check", "letter.docx", "--format", "json")
    assert (sound.code, json.loads(sound.out)) == (0, [])


def test_a_template_that_is_none_does_not_hide_the_faults_of_others(workspace: Workspace) -> None:
    workspace.template("annex.docx", b"<html>")
    workspace.template("letter.docx", BROKEN)
    done = workspace.run("template", "check")
    assert done.code == 2
    assert done.out == "annex.docx: 1 error\nletter.docx: 2 errors\n"
    assert "annex.docx is a web page" in done.err


def test_a_template_may_be_named_by_its_path_without_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "new.docx").write_bytes(a_template(p("{{ anything }}")))
    done = run("template", "check", "new.docx", cwd=tmp_path)
    assert (done.code, done.out) == (0, "new.docx: no faults\n")


@pytest.mark.parametrize("command", ["check", "fields"])
def test_an_unknown_template_is_refused_with_a_suggestion(workspace: Workspace, command: str) -> None:
    done = workspace.run("template", command, "anex.docx")
    assert done.code == 2
    assert "There is no template “anex.docx”" in done.err
    assert "Did you mean “annex.docx”?" in done.err


def test_fields_are_listed_as_a_tree_and_as_a_json_schema(tmp_path: Path) -> None:
    loop = (p("{%p for guest in guests %}"), p("{{ guest.name }}"), p("{%p endfor %}"))
    (tmp_path / "new.docx").write_bytes(a_template(p("{{ host }}"), *loop))
    assert run("template", "fields", "new.docx", cwd=tmp_path).out == "host\nguests[]\n  name\n"
    found = json.loads(run("template", "fields", "new.docx", "--format", "json", cwd=tmp_path).out)
    assert found["title"] == "The data of new.docx"
    assert found["required"] == ["host", "guests"]
    assert found["properties"]["guests"]["items"]["required"] == ["name"]
