"""Where the page is found: an address on this machine, which nobody can guess."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from secrets import token_urlsafe
from typing import Final

from msgspec import Struct

from briefgen.errors import UsageProblemError

HOST: Final = "127.0.0.1"
_NEEDED = ("starlette", "uvicorn", "watchfiles")
_REMEDY = "Install it: pip install 'briefgen[preview]'; with real pages: pip install 'briefgen[preview,pages]'."


def refuse_missing_server() -> None:
    """Refuses to work without the libraries of the extra `preview`.

    Raises:
        UsageProblemError: one of them is not installed; the remedy says how.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UsageProblemError(f"The preview needs {' and '.join(missing)}, which is not installed.", _REMEDY)


class Doorway(Struct, frozen=True):
    """An open socket with the address that the page has there.

    Attributes:
        address: with the secret word, for the browser of whoever has called the command.
    """

    socket: socket.socket
    token: str

    @property
    def port(self) -> int:
        """The number of the port."""
        return int(self.socket.getsockname()[1])

    @property
    def address(self) -> str:
        """Where the page is, for this machine alone."""
        return f"http://{HOST}:{self.port}/{self.token}/"


def open_doorway(port: int = 0) -> Doorway:
    """Begins to listen on this machine.

    Args:
        port: 0 for any that is free.

    Raises:
        UsageProblemError: the port is taken.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((HOST, port))
        listening.listen()  # a browser that is quicker than we are waits
    except OSError as problem:
        listening.close()
        message = f"The port {port} of this machine cannot be used: {problem.strerror}."
        raise UsageProblemError(message, "Name another one with --port, or none.") from problem
    return Doorway(listening, token_urlsafe(24))
