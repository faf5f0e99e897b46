"""The languages of a page: that of its interface, and that of the names of things in it.

`?lang=ru` chooses the interface, else the Accept-Language header does; `?content=kk`
chooses the names, else they are in the language of the interface. Every link of a page
carries on what was chosen by hand.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from typing import Any, Final
from urllib.parse import quote, urlencode

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, Response, g, request

INTERFACE: Final[Mapping[str, str]] = {"en": "English", "ru": "Русский"}
"""Languages of the interface, and what they call themselves."""
CONTENT: Final[Mapping[str, str]] = {**INTERFACE, "kk": "Қазақша"}
"""Languages in which things have names."""
PARAMETERS: Final = ("lang", "content")
"""The parameters of an address that choose them; no question has such a parameter."""
_DEFAULT: Final = "en"
LONGEST: Final = 500
"""Characters of an address that is repeated in links to the same page."""


def register(app: Flask) -> None:
    """Translate templates, and carry the choice of languages from page to page."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(
        interface=interface,
        content=content,
        languages_chosen=chosen,
        here=_here,
        INTERFACE=INTERFACE,
        CONTENT=CONTENT,
    )
    install: Any = app.jinja_env
    install.install_gettext_callables(
        lambda text: _translations(interface()).gettext(text),
        lambda one, many, number: _translations(interface()).ngettext(one, many, number),
        newstyle=True,
    )
    app.url_defaults(_carry)
    app.after_request(_told)


def interface() -> str:
    """The language of the interface for this request."""
    # A page asks for it at every name; the request is read once.
    if "interface" not in g:
        g.interface = chosen().get("lang") or _accepted()
    found: str = g.interface
    return found


def content() -> str:
    """The language of the names of things for this request."""
    return chosen().get("content") or interface()


def translated(text: str) -> str:
    """A text of the interface in the reader's language."""
    return _translations(interface()).gettext(text)


def chosen() -> dict[str, str]:
    """What the address of this page chooses, for the addresses of other pages."""
    if "languages_chosen" not in g:
        g.languages_chosen = {
            name: value
            for name, known in zip(PARAMETERS, (INTERFACE, CONTENT), strict=True)
            if (value := request.args.get(name, "")) in known
        }
    found: dict[str, str] = g.languages_chosen
    return found


def _here(**changes: str | int) -> str:
    """The address of this page with other parameters, such as other languages."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in changes]
    address = f"{request.script_root}{quote(request.path)}"
    if len(request.query_string) > LONGEST:
        kept = []  # a page must not repeat megabytes in each link
    return f"{address[:LONGEST]}?{urlencode([*kept, *changes.items()])}"


def _accepted() -> str:
    g.language_was_negotiated = True
    return request.accept_languages.best_match(list(INTERFACE), _DEFAULT) or _DEFAULT


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint != "static" and request:
        for name, value in chosen().items():
            values.setdefault(name, value)


def _told(response: Response) -> Response:
    if response.mimetype == "text/html" and response.status_code != 304:
        response.headers.setdefault("Content-Language", interface())
    if g.get("language_was_negotiated"):
        response.vary.add("Accept-Language")
    return response


@cache
def _translations(language: str) -> NullTranslations:
    """The catalogue of a language; English is what the templates are written in."""
    if language == _DEFAULT:
        return NullTranslations()
    file = resources.files("cislex.web") / "locale" / f"{language}.po"
    with file.open("rb") as catalogue:
        compiled = io.BytesIO()
        write_mo(compiled, read_po(catalogue, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
