"""Running a program that starts others, and ending them all together: the one that is called is often a mere starter.

What it says goes to a file. A pipe would have to be read to its end, which comes only when the last of them is gone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_SECONDS_TO_GO = 3


def run_to_end(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, said: Path, seconds: float
) -> None:
    """Runs a program to its end; if it is late, or we are interrupted, it ends with all that it has started.

    Args:
        command: program and arguments, none of them from a file that came by mail.
        folder: where it runs.
        environment: all that it sees of the environment.
        said: the file that gets what it prints.
        seconds: how long it may take.

    Raises:
        OSError: it cannot be started.
        subprocess.TimeoutExpired: it was not ready in time.
    """
    with said.open("wb") as words:
        process = subprocess.Popen(  # noqa: S603  # see `command`
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            process.wait(seconds)
        except BaseException:
            _end_all(process, environment)
            raise


def _end_all(process: subprocess.Popen[bytes], environment: Mapping[str, str]) -> None:
    if sys.platform == "win32":
        subprocess.run(kill_command(process.pid, environment), capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()  # where there is no taskkill, at least this one
    with suppress(subprocess.TimeoutExpired):  # a wait that a signal broke off can leave its lock closed for ever
        process.wait(_SECONDS_TO_GO)


def kill_command(pid: int, environment: Mapping[str, str]) -> list[str]:
    """The command that on Windows ends a process with all that it has started (Microsoft, “taskkill”)."""
    folder = environment.get("SYSTEMROOT", r"C:\Windows")
    return [rf"{folder}\System32\taskkill.exe", "/F", "/T", "/PID", str(pid)]
