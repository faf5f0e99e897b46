"""The browser code: how large it is, what it may do, and that the pages work without it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cislex.web import assets

pytest_plugins = ["web_fixtures"]

ROOT = Path(__file__).resolve().parents[1]
FRONTEND = ROOT / "server" / "frontend"
BUILD = ROOT / "server" / "cislex" / "web" / "static" / "build"
STATIC = BUILD.parent


@pytest.fixture
def bundle() -> dict[str, str]:
    """The files of the bundle; tests that need it are skipped where it was not made."""
    if not BUILD.is_dir():
        pytest.skip("the browser code was not made: run 'make assets', it needs the npm registry")
    return {file.name: file.read_text("utf-8") for file in BUILD.glob("*.js")}


def packed(*texts: str) -> int:
    return sum(len(gzip.compress(text.encode(), 9)) for text in texts)


def reached(bundle: dict[str, str], name: str) -> set[str]:
    """A script and those that it cannot begin without."""
    found = {name}
    for other in re.findall(r'(?:from|import)"\./([\w-]+\.js)"', bundle[name]):
        found |= reached(bundle, other)
    return found


def test_the_editor_is_small_enough(bundle: dict[str, str]) -> None:
    assert packed(*bundle.values()) <= 160_000


def test_what_every_page_loads_is_tiny(bundle: dict[str, str]) -> None:
    assert packed(*(bundle[name] for name in reached(bundle, "site.js"))) <= 4_000


def test_the_query_form_works_before_the_editor_has_come(bundle: dict[str, str]) -> None:
    first = reached(bundle, "query.js")
    assert packed(*(bundle[name] for name in first)) <= 14_000
    assert not [name for name in first if name.startswith("editor")]


def test_our_styles_and_the_form_fit_the_first_paint(web: FlaskClient) -> None:
    styles = [(STATIC / name).read_text("utf-8") for name in ("cislex.css", "query.css")]
    assert packed(*styles, web.get("/query").text) <= 30_000


def test_nothing_in_it_needs_eval_or_another_host(bundle: dict[str, str]) -> None:
    for name, text in bundle.items():
        assert not re.search(r"\beval\(|new Function\(|innerHTML\s*=", text), name
        hosts = set(re.findall(r"https?://([\w.-]+)", text))
        # Names of namespaces, which nobody asks for anything.
        assert hosts <= {"www.w3.org"}, name


def test_every_library_is_named_with_its_licence(bundle: dict[str, str]) -> None:
    notices = (BUILD / "licences.txt").read_text("utf-8")
    for library in ("@codemirror/view", "codemirror-lang-sparql", "style-mod", "@lezer/common"):
        assert re.search(rf"^{library} [\d.]+ \(MIT\)$", notices, re.MULTILINE)
    assert notices.count("Permission is hereby granted") >= 12


def test_the_lock_file_names_no_registry() -> None:
    lock = (FRONTEND / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert not re.search(r"https?://(?!opencollective|github)[\w.-]*(npm|registry)", lock)
    assert lock.count('"integrity"') >= 15


def test_pages_load_the_scripts_that_were_made(bundle: dict[str, str], web: FlaskClient) -> None:
    assert 'src="/static/build/site.js?v=' in web.get("/").text
    assert "query.js" not in web.get("/").text
    assert 'src="/static/build/query.js?v=' in web.get("/query").text
    script = web.get("/static/build/query.js")
    assert script.mimetype in ("text/javascript", "application/javascript")


def asset(app: Flask) -> str:
    with app.test_request_context():
        return app.jinja_env.from_string("{{ asset('query.js') }}").render()


def test_pages_do_without_scripts_that_were_not(tmp_path: Path) -> None:
    app = Flask(__name__, static_folder=tmp_path)
    assets.register(app)
    assert asset(app) == "None"
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "query.js").write_text("1")
    assets.register(app)
    assert asset(app).endswith("/build/query.js?v=6b86b273ff34")


def test_scripts_may_only_come_from_here_and_speak_to_here(web: FlaskClient) -> None:
    for address in ("/", "/query", "/search?q=x", "/nothing"):
        policy = web.get(address).headers["Content-Security-Policy"]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["connect-src"] == rules["style-src"] == "'self'"
        assert "unsafe" not in policy
