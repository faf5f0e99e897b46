"""The report page: nothing of an article is ever more than text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

import article_files as made
from cislex import phrases, report, texts
from cislex.checking import Finding
from cislex.claims import Claim

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'><svg/onload=alert(3)> {{7*7}}"


class Tags(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def finding(start: int, end: int, verdict: str = "contradicted", **more: str) -> Finding:
    """A finding about a stretch of the text."""
    claim = Claim(
        *("a", "new:x", HOSTILE, "", "isPartyTo", "new:y", HOSTILE, "1999", ""),
        *("asserted", "affirmed", 0, 1, 1, start, end),
        rule="hand",
        confidence=1.0,
    )
    return Finding(claim, "", verdict, "2026-11-22", **more)


def article(text: str, title: str = "") -> texts.Article:
    """An article of some text."""
    return texts.from_string(text, "a", title=title)


@pytest.fixture
def page() -> str:
    """The report on a hostile article."""
    text = f"{HOSTILE}\n\n{made.PROSE} {HOSTILE} \x1b[31m\u202e\n\n- {HOSTILE}\n"
    one = article(text, HOSTILE)
    span = {"expected": HOSTILE, "source": HOSTILE, "page": "javascript:alert(4)"}
    found = [finding(0, 20), finding(10, len(text), **span), finding(len(text) - 9, len(text) - 2)]
    return report.html(one, found, HOSTILE)


def test_a_hostile_article_title_and_file_name_stay_text(page: str) -> None:
    tags = Tags(page)
    used = {tag for tag, _ in tags.tags}
    assert not used & {"script", "img", "svg", "iframe", "object", "link", "base", "form"}
    for _, attributes in tags.tags:
        assert not any(name.startswith("on") for name in attributes)
        assert not (attributes.get("href") or "").startswith("javascript:")
    assert "alert(1)" in tags.text
    assert "{{7*7}}" in tags.text
    assert not set(page) & {"\x1b", "\u202e"}


def test_the_page_asks_nothing_of_a_network_and_allows_only_its_own_style(page: str) -> None:
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(a["content"] for _, a in Tags(page).tags if "http-equiv" in a)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert f"sha256-{digest}" == report.STYLE_HASH
    assert not re.search(r"@import|url\(", style)
    assert not any(
        name in attributes for _, attributes in Tags(page).tags for name in ("src", "style")
    )


def test_each_verdict_is_a_sign_a_word_and_a_colour_and_counted() -> None:
    one = article(made.PROSE)
    ends = (10, 20, 30, 40)
    found = [
        finding(end - 10, end, verdict) for end, verdict in zip(ends, phrases.ICONS, strict=True)
    ]
    page = report.html(one, found)
    for verdict, icon in phrases.ICONS.items():
        assert re.search(
            rf'<li class="verdict {verdict}"><span[^>]*>{icon}</span> 1 {verdict}', page
        )
        assert f'<mark class="{verdict}">' in page
        assert f'<article class="card {verdict}"' in page


def test_all_of_the_article_is_shown_once_in_its_order() -> None:
    text = (
        f"Title\n\n{made.PROSE}\n\nPart\n\n- one of the items\n- another of them\n\na | b\nc | d\n"
    )
    one = article(text)
    start = text.index("Kazakhstan")
    found = [
        finding(start, start + 10),
        finding(start, start + 30),
        finding(start + 15, start + 40),
    ]
    body = re.sub(r'<a class="mark-number.*?</a>', "", str(report.fragment(one, found)))
    body = re.sub(r'<div class="report-cards">.*?</div>', "", body, flags=re.DOTALL)
    shown = " ".join(Tags(body.split("</div>", 1)[1]).text.split())
    assert shown == " ".join(text.replace("Title\n", "").replace("- ", "").split())
    assert body.count("<mark") == 1


def test_an_article_without_claims_has_a_report() -> None:
    page = report.html(article(made.PROSE), [])
    assert "0 claims" in page
