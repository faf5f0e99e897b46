"""Every kind of page in a real browser: quiet, safe, narrow, dark, and without barriers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser

if TYPE_CHECKING:
    from visitors import Visit

pytest_plugins = ["browser_fixtures", "visitors"]

NARROW, WIDE = 360, 1440
KINDS = {
    "home": "/",
    "gallery": "/queries",
    "gallery-filtered": "/queries?q=patent",
    "gallery-empty": "/queries?q=zzzz",
    "question": "/queries/treaties-said-and-recorded",
    "question-form": "/queries/who-became-bound",
    "question-wrong": "/queries/treaties-of-a-state?day=yesterday",
    "question-long": "/queries/everything-about?thing=id:kazakhstan",
    "state": "/id/kazakhstan",
    "treaty": "/id/berne-convention",
    "law": "/id/kz-patent-law",
    "body": "/id/ru-rospatent",
    "concept": "/policy/deterrence",
    "document": "/document/cis-copyright-cooperation-law",
    "passage": "/passage/kazakhstan-ip-enforcement-9.1.3",
    "source": "/modality/asserted",
    "search": "/search?q=convention",
    "search-empty": "/search?q=zzzz",
    "downloads": "/dumps/",
    "help": "/help",
    "model": "/help/model",
    "cookbook": "/help/cookbook",
    "programs": "/help/programs",
    "query": "/query",
    "query-answer": "/query?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%2050",
    "query-wrong": "/query?query=SELECT%20*%20%7B%20%3Fs%20lex%3Ap%20%3Fo%20%7D",
    "ontology": "/ont",
    "missing": "/id/bern-conventoin",
    "matrix": "/matrix",
    "documents": "/documents",
    "check": "/check",
}
"""Kind of page → its path; the last three are visited where this site has them."""
OPTIONAL = ("matrix", "documents", "check")


@pytest.fixture(scope="module")
def kinds(browser: Browser, site_address: str) -> dict[str, str]:
    """The kinds of pages that this site has, and a statement."""
    page = browser.new_page()
    page.goto(f"{site_address}/queries/treaties-said-and-recorded")
    statement = page.locator("td a[href^='/statement/']").first.get_attribute("href") or ""
    page.goto(site_address)
    links = page.locator("nav a").evaluate_all("all => all.map(one => one.pathname)")
    page.close()
    found = {name: path for name, path in KINDS.items() if name not in OPTIONAL or path in links}
    return {**found, "statement": statement}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_page_makes_trouble_or_is_wider_than_its_window(
    visit: Visit, kinds: dict[str, str], language: str
) -> None:
    wide: dict[str, int] = {}
    with visit(language) as visitor:
        for name, path in kinds.items():
            visitor.go(path)
            assert visitor.page.locator("html").get_attribute("lang") == language
            for width, scheme in ((WIDE, "light"), (NARROW, "dark")):
                visitor.page.emulate_media(color_scheme=scheme)
                if over := visitor.overflow(width):
                    wide[f"{name} at {width}"] = over
                visitor.picture(f"{name}-{language}-{scheme}-{width}")
    assert not wide


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "ru")])
def test_no_page_has_barriers(
    visit: Visit, kinds: dict[str, str], scheme: str, language: str
) -> None:
    found: dict[str, list[str]] = {}
    # Each kind is looked at once: every second one in the dark, in Russian.
    mine = [name for place, name in enumerate(kinds) if place % 2 == (scheme == "dark")]
    with visit(language, scheme, WIDE if scheme == "light" else NARROW) as visitor:
        for name in mine:
            visitor.go(kinds[name])
            if barriers := visitor.barriers():
                found[name] = barriers
    assert not found


def test_a_page_prints_without_its_navigation(visit: Visit) -> None:
    with visit() as visitor:
        visitor.go("/id/kazakhstan")
        visitor.page.emulate_media(media="print")
        shown = [one for one in visitor.page.locator("nav").all() if one.is_visible()]
        assert not shown
        assert visitor.page.locator("h1").is_visible()
        visitor.picture("state-printed")
