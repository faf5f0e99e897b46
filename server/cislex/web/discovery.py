"""What search engines read: `/robots.txt`, `/sitemap.xml`, canonical addresses of pages.

A sitemap holds at most 50 000 addresses (sitemaps.org, protocol 0.9); each address here
comes with its twins in the other languages of the interface.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import quote, urlencode

from flask import Blueprint, Flask, Response, current_app, request, url_for
from werkzeug.exceptions import NotFound

from cislex import terms
from cislex.web import language
from cislex.web.serving import public_address, site, snapshot

blueprint = Blueprint("discovery", __name__)

_MOST_IN_A_MAP: Final = 10_000
_SPACES: Final = tuple(terms.BASE + name for name in ("id/", "document/", "policy/", "right/"))
"""The things that are worth a search engine's visit; statements stand on their pages."""
_CLOSED: Final = ("/sparql", "/query?", "/query.", "/search", "/graph/")
"""What costs much to answer, or has no end."""
_PAGES: Final = (
    *("home.home", "questions.gallery", "home.dumps", "guide.overview", "guide.model"),
    *("guide.cookbook", "guide.programs", "matrix.page", "documents.listing", "check.form"),
)
"""Pages for people; those that this version does not have are passed over."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def register(app: Flask) -> None:
    """Give the templates the address of their page, and its twins in other languages."""
    app.jinja_env.globals.update(canonical=canonical, alternates=alternates)


def canonical() -> str:
    """The public address of this page, without what only changes the names on it."""
    return _address({name: value for name, value in _arguments() if name != "content"})


def alternates() -> list[tuple[str, str]]:
    """Language → public address of this page in it; `x-default` follows the browser."""
    kept = {name: value for name, value in _arguments() if name not in language.PARAMETERS}
    spoken = [(code, _address({**kept, "lang": code})) for code in language.INTERFACE]
    return [*spoken, ("x-default", _address(kept))]


@blueprint.get("/robots.txt")
def robots() -> Response:
    """What robots may read, and where the sitemap is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED), "Disallow: /query$"]
    text = "\n".join([*lines, "", f"Sitemap: {_local('.sitemap')}", ""])
    return Response(text, content_type="text/plain; charset=utf-8")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The list of the sitemaps: one of the pages, the others of the things."""
    count = snapshot().names.count_within(_SPACES)
    parts = ["pages", *map(str, range(1, -(-count // _MOST_IN_A_MAP) + 1))]
    places = (f"<sitemap><loc>{_local('.part', part=part)}</loc></sitemap>" for part in parts)
    return _xml(f'<sitemapindex xmlns="{_SPACE}">', places, "</sitemapindex>")


@blueprint.get("/sitemap-<part>.xml")
def part(part: str) -> Response:
    """The addresses of the pages, or of ten thousand things."""
    if part == "pages":
        return _map(_pages())
    start = (int(part) - 1) * _MOST_IN_A_MAP if part.isascii() and part.isdigit() else -1
    iris = snapshot().names.within(_SPACES, start, _MOST_IN_A_MAP) if start >= 0 else []
    if not iris:
        raise NotFound(f"There is no part {part!r} of the sitemap: see {url_for('.sitemap')}")
    return _map(quote(iri.removeprefix(terms.BASE), safe="/~:") for iri in iris)


def _pages() -> Iterator[str]:
    root = request.script_root + "/"
    for endpoint in _PAGES:
        if endpoint in current_app.view_functions:
            yield url_for(endpoint).partition("?")[0].removeprefix(root)
    yield terms.ONTOLOGY.removeprefix(terms.BASE)
    for name in site().questions:
        yield url_for("questions.page", name=name).partition("?")[0].removeprefix(root)


def _map(paths: Iterable[str]) -> Response:
    base = public_address(site(), request.environ)
    lines = (
        f"<url><loc>{base}/{path}</loc>"
        + "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{base}/{path}?lang={code}"/>'
            for code in language.INTERFACE
        )
        + "</url>"
        for path in paths
    )
    head = f'<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    return _xml(head, lines, "</urlset>")


def _xml(head: str, lines: Iterable[str], foot: str) -> Response:
    text = "\n".join([_HEAD + head, *lines, foot, ""])
    response = Response(text, content_type="application/xml; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _local(endpoint: str, **values: Any) -> str:
    path = url_for(endpoint, **values).partition("?")[0].removeprefix(request.script_root)
    return public_address(site(), request.environ) + path


def _arguments() -> list[tuple[str, str]]:
    if len(request.query_string) > language.LONGEST:
        return []  # a page must not repeat megabytes in each of its addresses
    return list(request.args.items(multi=True))


def _address(arguments: dict[str, str]) -> str:
    asked = f"?{urlencode(arguments)}" if arguments else ""
    return f"{public_address(site(), request.environ)}{quote(request.path)}{asked}"
