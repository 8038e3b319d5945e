"""Databases with a server of their own, for tests."""

from __future__ import annotations

import getpass
import importlib.util
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of its own, which lives as long as the tests of a file."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs or importlib.util.find_spec("psycopg") is None:
        pytest.skip("PostgreSQL or psycopg is not installed")
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))  # in a folder that the server's own user may enter
    as_user = ["runuser", "-u", "postgres", "--"] if getpass.getuser() == "root" else []
    if as_user:
        folder.chmod(0o755)
        shutil.chown(folder, "postgres")

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_user, str(programs[-1] / program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/"
        )

    data = str(folder / "data")
    run("initdb", "--pgdata", data, "--username", "reader", "--auth", "trust", "--no-sync")
    run(
        "pg_ctl",
        "start",
        "--pgdata",
        data,
        "--wait",
        "--options",
        f"-k {folder} -c listen_addresses=''",
        "--log",
        f"{folder}/log",
    )
    yield f"postgresql+psycopg://reader@/postgres?host={folder}"
    run("pg_ctl", "stop", "--pgdata", data, "--mode", "immediate")
    shutil.rmtree(folder)
