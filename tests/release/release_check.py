"""What a maintainer looks at before a version goes out: `make release-check` builds, installs and uses it as users do.

Everything is done in a folder of its own, outside the repository, in clean environments. It needs uv, and a network for
the libraries; some minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXTRAS = ("", "[cluster]", "[pages]", "[preview]", "[sql]", "[cluster,pages,preview,sql]")
PROGRAM = Path(__file__).with_name("user_program.py")
ANNEX = ("annex", "--as-of", "2023-03-17")
CHECKERS = ("mypy>=1.11", "pandas-stubs")


def say(line: str) -> None:
    """A step, as it begins."""
    sys.stdout.write(f"== {line}\n")
    sys.stdout.flush()


def call(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a program prints.

    Raises:
        SystemExit: it failed; what it said is shown.
    """
    surroundings = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    run = subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env={**surroundings, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{run.stdout}{run.stderr}")
    return run.stdout


def build(folder: Path, epoch: str) -> list[Path]:
    """The sources, and the wheel made of them."""
    call("uv", "build", "--quiet", "--out-dir", folder, cwd=ROOT, SOURCE_DATE_EPOCH=epoch)
    return sorted([*folder.glob("*.whl"), *folder.glob("*.tar.gz")])


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file by its name."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in paths}


def use(briefgen: Path | str, folder: Path) -> str:
    """Makes a workspace and its annex with an installed briefgen; the SHA-256 of the annex."""
    folder.mkdir()
    call(briefgen, "init", "follow-up", "-q", cwd=folder)
    made = call(briefgen, *ANNEX, cwd=folder / "follow-up").strip()
    return sha256((folder / "follow-up" / made).read_bytes()).hexdigest()


def install(work: Path, wheel: Path, extra: str, number: int) -> str:
    """A clean environment with an extra, and what it makes."""
    say(f"briefgen{extra} in a clean environment")
    environment = work / f"environment-{number}"
    call("uv", "venv", "--quiet", environment, cwd=work)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    call("uv", "pip", "install", "--quiet", "--python", python, f"{wheel}{extra}", cwd=work)
    call(python, "-m", "briefgen", "--version", cwd=work)
    digest = use(python.with_name("briefgen"), work / f"desk-{number}")
    if extra == EXTRAS[-1]:
        _program(work, python, work / f"desk-{number}" / "follow-up")
    return digest


def _program(work: Path, python: Path, workspace: Path) -> None:
    say("a user's program: mypy --strict against the installed wheel, then run")
    call("uv", "pip", "install", "--quiet", "--python", python, *CHECKERS, cwd=work)
    program = shutil.copy(PROGRAM, work)
    call(python, "-m", "mypy", "--strict", "--config-file=", program, cwd=work)
    call(python, program, workspace, cwd=work)


def as_tool(work: Path, wheel: Path) -> str:
    """Installed by `uv tool install`, and what it makes."""
    say("uv tool install")
    folders = {"UV_TOOL_DIR": str(work / "tools"), "UV_TOOL_BIN_DIR": str(work / "bin")}
    call("uv", "tool", "install", "--quiet", wheel, cwd=work, **folders)
    return use(work / "bin" / "briefgen", work / "desk-tool")


def by_pipx(work: Path, wheel: Path) -> str:
    """Installed by pipx, and what it makes."""
    say("pipx install")
    folders = {"PIPX_HOME": str(work / "pipx"), "PIPX_BIN_DIR": str(work / "pipx-bin")}
    call("uv", "tool", "run", "--quiet", "pipx", "install", "--quiet", wheel, cwd=work, **folders)
    return use(work / "pipx-bin" / "briefgen", work / "desk-pipx")


def check(work: Path) -> None:
    """Builds twice, looks at the packages, installs and uses them.

    Raises:
        SystemExit: something is not as it should be.
    """
    epoch = call("git", "log", "-1", "--format=%ct", cwd=ROOT).strip()
    say("both packages, twice")
    packages = build(work / "dist", epoch)
    if digests(packages) != digests(build(work / "again", epoch)):
        raise SystemExit("The packages have other bytes when they are built again.")
    call("uv", "tool", "run", "--quiet", "twine", "check", "--strict", *packages, cwd=work)
    [wheel] = [each for each in packages if each.suffix == ".whl"]
    made = {install(work, wheel, extra, number) for number, extra in enumerate(EXTRAS)}
    made |= {as_tool(work, wheel), by_pipx(work, wheel)}
    if len(made) != 1:
        raise SystemExit("Not every installation makes the same annex.")
    for name, digest in digests(packages).items():
        say(f"{name}  {digest}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        check(Path(folder))
