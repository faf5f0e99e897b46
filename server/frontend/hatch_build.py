"""The hook of the build: a wheel holds the browser code, an editable install has it beside it."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PLACE = Path(__file__).resolve().with_name("bundle.py")


class BundleHook(BuildHookInterface[Any]):
    """Makes the browser code before the wheel is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make it; a wheel without it is an error, a checkout goes on with a plain text box."""
        bundle = runpy.run_path(str(_PLACE))
        try:
            bundle["make"]()
        except bundle["NoBundle"] as error:
            if version != "editable":
                raise SystemExit(f"error: {error}") from error
            self.app.display_warning(f"{error}\nThe query form is a plain text box until then.")
