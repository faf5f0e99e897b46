"""The browser code that `server/frontend` makes; without it, every page works as plain HTML."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from flask import Flask, url_for

_FOLDER: Final = "build"


def register(app: Flask) -> None:
    """Give the templates `asset`, the address of a script."""
    folder = Path(app.static_folder or "") / _FOLDER
    marks = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        for file in (sorted(folder.glob("*.js")) if folder.is_dir() else ())
    }

    def asset(name: str) -> str | None:
        """The address of a script, another one after each change; None where it was not made."""
        if name not in marks:
            return None
        return url_for("static", filename=f"{_FOLDER}/{name}", v=marks[name])

    app.jinja_env.globals["asset"] = asset
