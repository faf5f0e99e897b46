"""Takes the pictures of the README: `python tests/take_screenshots.py`, after `cislex build`.

Needs Debian's `chromium`. Serves the release of the checkout on a free port of this machine.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
from pathlib import Path

from cislex.settings import Settings
from cislex.web.running import bind

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {
    "entity": ("/id/trips-agreement", 1180, 1120),
    "matrix": ("/matrix?on=2005-01-01", 1280, 1120),
}
"""Name → path, width and height in CSS pixels."""

QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--hide-scrollbars"),
    *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
)


def main() -> None:
    """Take every picture."""
    server = bind(Settings.from_environment(port=0))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name, (path, width, height) in PICTURES.items():
        target = ROOT / "tests" / "screenshots" / f"{name}.png"
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                [
                    *("chromium", *QUIET, f"--user-data-dir={profile}"),
                    *(f"--window-size={width},{height}", f"--screenshot={target}"),
                    f"http://127.0.0.1:{server.port}{path}",
                ],
                check=True,
                capture_output=True,
            )
        print(target.relative_to(ROOT), target.stat().st_size)
    server.shutdown()


if __name__ == "__main__":
    main()
