"""Other programs that take part where they are installed, and their versions.

NODE_PATH names a folder `node_modules` with docxtemplater and pizzip, easy-template-x, carbone; OTHERS an environment
of Python with rust-docxtpl, which brings the module `docxtpl` and so cannot be installed beside docxtpl.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

OF_NODE = "docxtemplater", "easy-template-x", "carbone"
OTHERS = Path(os.environ.get("OTHERS", "/nowhere"))
OTHER_PYTHON = OTHERS / "bin" / "python"
_ASKED = "from importlib.metadata import version; print(version('rust-docxtpl'))"


def node_modules() -> Path:
    """The folder that programs of Node are in."""
    return Path(os.environ.get("NODE_PATH", "/nowhere"))


def of_node() -> list[str]:
    """The programs of Node that are here."""
    return [name for name in OF_NODE if (node_modules() / name).is_dir()]


def rust() -> str:
    """The version of rust-docxtpl, or nothing where it is not here."""
    if not OTHER_PYTHON.exists():
        return ""
    asked = subprocess.run([OTHER_PYTHON, "-c", _ASKED], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def versions() -> dict[str, str]:
    """The version of each program that is here."""
    found = {name: _installed(name) for name in ("briefgen", "docxtpl", "pandas", "click")}
    found["rust-docxtpl"] = rust()
    for name in of_node():
        found[name] = json.loads((node_modules() / name / "package.json").read_text(encoding="utf-8"))["version"]
    return {name: each for name, each in found.items() if each}


def machine(*names: str) -> str:
    """When and where something is measured, and the versions of what takes part: of all, or of some by their names."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    busy = f" (in use by others: load {load:.1f} before)" if load > 1 else ""
    when = f"{datetime.now().astimezone():%-d %B %Y}"
    found = [f"{name} {each}" for name, each in versions().items() if not names or name in names]
    return f"{when}, {os.cpu_count()} cores{busy}, Python {platform.python_version()}; {', '.join(found)}."


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
