"""PDF articles, printed by a browser: what a page shows is read as the article says it."""

from __future__ import annotations

import contextlib

import pytest
from playwright.sync_api import Browser

import article_files as made
from cislex import texts
from cislex.errors import InputError

pytest_plugins = ["browser_fixtures"]

STYLES = {
    "plain": "body { font: 11pt serif; text-align: justify; hyphens: auto }",
    "columns": "body { font: 10pt serif; columns: 2; text-align: justify } h1 { column-span: all }",
    "frames": "table { border-collapse: collapse } td, th { border: 1px solid; padding: 3px }",
    "wide": "@page { size: A4 } body { font: 12pt/1.8 sans-serif }",
    "bold": "body { font: 10pt serif } h1, h2 { font-size: 10pt } td { vertical-align: top }",
}
LAWS = (
    ("Trademarks", "Law on Trademarks, No. 7 of 1999"),
    ("Copyright and related rights of performers", "Law on Copyright, No. 8 of 2001"),
    ("Plant varieties", "Law on the Protection of Selection Achievements and of the rights of "
     "those who bred them, No. 9 of 2003"),
    ("Designs", "Law on Designs"),
)  # fmt: skip
ITEMS = ("the Berne Convention, since 12 April 1999", f"the Paris Convention; {made.PROSE}")
PARAGRAPH = " ".join([made.PROSE] * 4)


def page(style: str) -> str:
    """An article with everything that a PDF hides."""
    rows = "".join(f"<tr><td>{right}<td>{law}" for right, law in LAWS)
    items = "".join(f"<li>{item}" for item in ITEMS)
    return (
        f"<!DOCTYPE html><html lang=en><style>{style}</style><h1>Copyright in Kazakhstan</h1>"
        f"<p>{PARAGRAPH}<p>The o&#xfb03;cial &#xfb01;le of the o&#xfb03;ce."
        f"<h2>Treaties</h2><ul>{items}</ul>"
        f"<p>{PARAGRAPH}<ol>{items}</ol><h2>Laws</h2>"
        f"<table><tr><th>Right<th>Law</tr>{rows}</table><p>{PARAGRAPH}"
    )


def printed(browser: Browser, html: str, **options: object) -> bytes:
    """A page as a PDF."""
    with browser.new_context() as context:
        tab = context.new_page()
        tab.set_content(html)
        return tab.pdf(prefer_css_page_size=True, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_headings_items_and_tables_are_found(browser: Browser, style: str) -> None:
    text = texts.read_bytes(printed(browser, page(style)), "a.pdf").document.text
    lines = text.split("\n")
    assert lines[0] == "# Copyright in Kazakhstan"
    assert PARAGRAPH in lines
    assert "The official file of the office." in lines
    assert [line.lstrip("# ") for line in lines if line.startswith("##")] == ["Treaties", "Laws"]
    for number, item in enumerate(ITEMS, 1):
        assert f"- {item}" in lines
        assert f"{number}. {item}" in lines
    table = lines[lines.index("Right | Law") + 1 :]
    assert table[: len(LAWS)] == [" | ".join(cells) for cells in LAWS]


def test_what_goes_on_over_a_page_goes_on(browser: Browser) -> None:
    rows = "".join(f"<tr><td>Convention {n}<td>in force since {n} May 1999" for n in range(1, 90))
    html = (
        f"<!DOCTYPE html><p>{' '.join([PARAGRAPH] * 20)}</p>"
        f"<table><thead><tr><th>Treaty<th>Since</thead>{rows}</table>"
    )
    head = "<p style='font-size: 8px; margin-left: 2cm'>The Review, 7 May 2025 <b class=pageNumber>"
    content = printed(
        browser,
        html,
        display_header_footer=True,
        header_template=head,
        footer_template=head,
        margin={"top": "2cm", "bottom": "2cm", "left": "2cm", "right": "2cm"},
    )
    text = texts.read_bytes(content, "a.pdf").document.text
    assert "Review" not in text
    assert text.startswith(" ".join([PARAGRAPH] * 20) + "\n\nTreaty | Since\n")
    assert text.count("Treaty | Since") == 1
    assert text.count(" | in force since ") == 89


def test_hyphens_at_the_ends_of_lines_go_where_no_word_has_them() -> None:
    lines = (
        *("A well-known official of the office wrote of the well-", "known Law No. ZR-"),
        *("23 and of the regis-", "tration of what is in the state and for its people."),
    )
    content = made.pdf([list(lines)])
    text = texts.read_bytes(content, "a.pdf").document.text
    assert "official of the office wrote of the well-known Law No. ZR-23 and" in text
    assert "of the registration of" in text


@pytest.mark.parametrize(
    "shown",
    [
        "1e30 0 0 1e30 0 0 Tm (far) Tj",
        "1 0 0 1 1e38 -1e38 Tm (far) Tj (away) Tj",
        "0 0 0 0 0 0 Tm (nowhere) Tj",
        "1 0 0 1 14000 14000 Tm (far) Tj 1 0 0 1 -14000 -14000 Tm (away) Tj " * 20,
        "(word ) Tj T* " * 20_000,
        "(word ) Tj 30 0 Td " * 20_000,
        "0 0 1 1 re f " * 60_000,
    ],
    ids=["huge", "off", "flat", "scattered", "many lines", "long line", "drawn"],
)
@pytest.mark.timeout(60)
def test_a_hostile_page_is_read_or_refused_and_does_not_hang(shown: str) -> None:
    content = made.pdf([[made.PROSE]] * 2).replace(b"Td (", f"Td {shown} (".encode(), 1)
    assert shown.encode() in content
    with contextlib.suppress(InputError):
        texts.read_bytes(content, "a.pdf")
