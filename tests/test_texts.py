"""Reading articles: every kind of file, and what is wrong with files."""

from __future__ import annotations

import contextlib
import socket
import time
import tracemalloc
from pathlib import Path

import pytest

import article_files as made
from cislex import texts
from cislex.documents import from_text
from cislex.errors import InputError
from cislex.passages import Kind, split
from cislex.texts import days


def kinds(article: texts.Article) -> list[tuple[str, str]]:
    """Kind and text of each passage."""
    text = article.document.text
    return [(str(p.kind), text[p.start : p.end]) for p in article.passages]


PAGE = f"""<!doctype html><html><head><title>Copyright in Kazakhstan | A Site</title>
<meta property="article:published_time" content="2019-03-03T10:00:00Z">
<script>document.write("Ukraine is a party to the Rome Convention.")</script></head>
<body><nav><a href="/">Home</a> <a href="/x">Georgia</a></nav>
<article><h1>Copyright in Kazakhstan</h1><p>{made.PROSE}</p><h2>Treaties</h2>
<ul><li>the <b>Rome</b> Convention</li><li>the Paris Convention</li></ul>
<figure><table><tr><th>State</th><th>Since</th></tr><tr><td>Kazakhstan</td><td>1999</td></tr></table></figure>
</article><aside>Subscribe now</aside><footer>All rights reserved</footer></body></html>"""

MARKDOWN = f"""# Copyright in *Kazakhstan*

{made.PROSE}

## Treaties

- the **Rome** Convention
- the [Paris](https://example.org/) Convention

| State | Since |
|---|---|
| Kazakhstan | 1999 |
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", PAGE.encode()),
        ("unnamed", PAGE.encode()),
        ("a.md", MARKDOWN.encode()),
        ("a.docx", made.word()),
    ],
)
def test_headings_items_and_rows_stand_alone_whatever_the_file_is(
    name: str, content: bytes
) -> None:
    article = texts.read_bytes(content, name)
    first, rest = made.PROSE.split(". ", 1)
    assert kinds(article) == [
        ("title", "Copyright in Kazakhstan"),
        ("sentence", first + "."),
        ("sentence", rest),
        ("heading", "Treaties"),
        ("list-item", "the Rome Convention"),
        ("list-item", "the Paris Convention"),
        ("table-row", "State | Since"),
        ("table-row", "Kazakhstan | 1999"),
    ]
    assert article.title == "Copyright in Kazakhstan"


def test_items_below_an_item_stay_set_in() -> None:
    listed = "- Not joined\n  - the Rome Convention\n- Joined\n"
    page = "<ul><li>Not joined<ul><li>the Rome Convention</li></ul></li><li>Joined</li></ul>"
    written = f"<html><body><article><p>{made.PROSE}</p>{page}</article></body></html>"
    for name, content in (("a.md", f"{made.PROSE}\n\n{listed}"), ("a.html", written)):
        article = texts.read_bytes(content.encode(), name)
        assert listed in article.document.text


def test_headings_are_kept_where_a_page_has_lists_besides() -> None:
    parts = "".join(
        f'<h2 id="{state[:2].lower()}">{state}: what is new</h2>\n<p>{made.PROSE}</p>\n'
        f"<aside><p><strong>In the box:</strong> {state} in short.</p></aside>\n"
        for state in ("Russia", "Belarus", "Armenia")
    )
    listed = "<ul><li>A talk in December on licences and fees for members</li></ul>"
    top = '<nav><a href="#ru">Russia</a></nav><h1>A letter</h1><p class="issue">Issue 41.</p>'
    page = f"<html><body>{top}<p>Dear reader,</p>{parts}{listed}</body></html>"
    found = kinds(texts.read_bytes(page.encode(), "a.html"))
    headings = [text for kind, text in found if kind == "heading"]
    assert headings == ["Russia: what is new", "Belarus: what is new", "Armenia: what is new"]


def test_keys_and_bullets_in_the_lines_of_a_paragraph_are_items(tmp_path: Path) -> None:
    markdown = tmp_path / "profile.md"
    markdown.write_text(
        "# Georgia\n\n• Patent: 20 years\n• Design: five years\n\n"
        "**WTO:** member\n**EAEU:** no member\n\nProse that is **bold** and\nwrapped.\n"
    )
    page = tmp_path / "profile.html"
    page.write_text(
        f"<html><body><article><h1>Georgia</h1><p>{made.PROSE}</p>"
        "<p><b>WTO:</b> member<br>EAEU: no member</p><dl><dt>WIPO</dt><dd>member</dd></dl>"
        "</article></body></html>"
    )
    items = [text for kind, text in kinds(texts.read(markdown)) if kind == Kind.LIST_ITEM]
    assert items == ["Patent: 20 years", "Design: five years", "WTO: member", "EAEU: no member"]
    assert [text for kind, text in kinds(texts.read(page)) if kind == Kind.LIST_ITEM] == [
        *("WTO: member", "EAEU: no member", "WIPO: member")
    ]


def test_an_empty_cell_keeps_its_column(tmp_path: Path) -> None:
    file = tmp_path / "table.md"
    file.write_text("# T\n\n| | Georgia | Russia |\n|---|---|---|\n| WTO | | 2012 |\n")
    rows = [text for kind, text in kinds(texts.read(file)) if kind == Kind.TABLE_ROW]
    assert rows == ["— | Georgia | Russia", "WTO | — | 2012"]


def test_a_plain_text_stays_as_it_is_but_for_form_and_line_ends() -> None:
    text = "A title\r\n\r\nCafe\u0301 owners in Georgia are read by the office."
    article = texts.read_bytes(text.encode(), "a.txt")
    assert article.document.text == "A title\n\nCafé owners in Georgia are read by the office."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_text_that_marks_its_encoding_is_read(encoding: str) -> None:
    assert texts.read_bytes(made.PROSE.encode(encoding), "a.txt").document.text == made.PROSE


LISTS = f"""<!doctype html><html><head><title>Two profiles</title></head><body>
<nav><a href="#">Home</a> <a href="#">Contact</a></nav><h1>Two profiles</h1>
<p>Here is the gist for busy readers of both markets, without any claim to be whole.
<h2>Ukraine</h2><h3>Laws</h3><ul><li>Patents: Law No. 1 of 2001</li>
<li>Brands: Law No. 2 of 2002; registrations last ten years</li></ul>
<h2>What comes next</h2>
<p>Look at each licence that treats the two markets as one, for such clauses tend to cause trouble.
<p>Ask for a watching service, since most conflicts begin with a spelling that nobody searched for.
<p>{made.PROSE}<footer>Privacy notice.</footer></body></html>"""


def test_the_lists_of_a_page_stay_lists_where_its_article_is_found_without_them() -> None:
    article = texts.read_bytes(LISTS.encode(), "a.html")
    assert ("list-item", "Patents: Law No. 1 of 2001") in kinds(article)
    assert ("heading", "Ukraine") in kinds(article)
    assert "Privacy" not in article.document.text


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = f'<html><head><meta charset="windows-1252"></head><body><p>{made.PROSE} Café.</p></body>'
    assert "Café" in texts.read_bytes(page.encode("cp1252"), "a.html").document.text


def test_a_pdf_is_put_together_without_its_running_heads() -> None:
    states = ("Kazakhstan", "Georgia", "Moldova", "Ukraine")
    pages = [
        [
            *("The Journal of Marks", f"{state} is a party to the Berne Conven-"),
            *("tion and to others that are in force for the state and its people.", f"In {state}"),
            str(number),
        ]
        for number, state in enumerate(states, 1)
    ]
    article = texts.read_bytes(made.pdf(pages), "a.pdf")
    assert "Berne Convention and to others" in article.document.text
    assert "Journal" not in article.document.text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\n", "is empty"),
        ("a.txt", b"text\0with nul", "is binary"),
        ("a.txt", bytes(range(256)) * 9, "is binary"),
        ("a.txt", "Kazakhstan — café".encode("cp1252"), "is not UTF-8 at byte 11"),
        ("a.txt", b"\xff\xfeo\xd8", "begins as UTF-16 but is not"),
        ("a.txt", "Казахстан участвует в конвенции.".encode(), "is not English"),
        ("a.txt", b"12 34 56", "holds no words"),
        ("a.html", b"<p>Le Kazakhstan a rejoint une convention et un accord sur les marques, les "
         b"dessins, les brevets.</p>", "is not English"),
        ("a.html", b"<html><body><script>var x = 1</script></body></html>", "holds no text"),
        ("a.pdf", b"%PDF-1.7 nothing", "damaged PDF"),
        ("a.pdf", made.pdf([[made.PROSE]])[:200], "PDF"),
        ("a.pdf", made.pdf([[]]), "without text"),
        ("a.pdf", made.locked_pdf(), "with a password"),
        ("a.docx", b"PK\x03\x04 nothing", "damaged DOCX"),
        ("a.docx", made.word()[:500], "damaged DOCX"),
        ("a.docx", made.packed({"a.txt": b"text"}), "no DOCX"),
        ("a.docx", made.packed({"word/document.xml": b"<broken"}), "DOCX"),
        ("a.docx", made.bomb(), "unpacks to more than"),
        ("a.docx", made.laughing_word(), "DOCX|no text|no words"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old or password-protected"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_clear_line(name: str, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        texts.read_bytes(content, name, shown_as=f"folder/{name}")
    (problem,) = caught.value.problems
    assert problem.file == f"folder/{name}"
    assert "\n" not in problem.message


def test_a_bare_list_of_treaties_is_english(tmp_path: Path) -> None:
    path = tmp_path / "profile.md"
    lines = ("Nice Agreement", "July 26, 1971"), ("Rome Convention", "May 26, 2003")
    rows = "\n\n".join(f"**{name}:** in force since {day}" for name, day in lines)
    path.write_text(f"# Russia: profile\n\n{rows}\n", "utf-8")
    assert "Nice Agreement" in texts.read(path).document.text


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as target:
        target.truncate(3 * 1024**3)
    tracemalloc.start()
    with pytest.raises(InputError, match=r"more than 1000000 bytes: .*article_bytes"):
        texts.read(path, 1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: cannot be read \(No such file"):
        texts.read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a folder"):
        texts.read(tmp_path)


def test_a_page_that_names_other_files_fetches_and_expands_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    head = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyyy">]>'
    links = '<link rel="stylesheet" href="http://127.0.0.1:9/x"><img src="http://127.0.0.1:9/y">'
    page = f"{head}<html><head><base href='http://127.0.0.1:9/'>{links}</head><body><p>"
    article = texts.read_bytes(f"{page}{made.PROSE} &x; &y;</p></body></html>".encode(), "a.html")
    assert "root:" not in article.document.text
    assert "yyyy" not in article.document.text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + made.PROSE,
        "<table><tr><td>" * 20_000 + made.PROSE,
        f"<p>{made.PROSE}" + "<b" * 100_000,
        "<!DOCTYPE html [" + "<!ENTITY a '" * 20_000 + made.PROSE,
        f"<p>{made.PROSE}</p>" + "&#0;&#xD800;&#x110000;" * 1000,
    ],
)
def test_a_hostile_page_is_read_or_refused_in_time(page: str) -> None:
    begun = time.process_time()
    with contextlib.suppress(InputError):
        texts.read_bytes(page.encode(), "a.html")
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A title\n\nPublished 3 March 2019\n\n", "2019-03-03"),
        ("A title\n\nBy A. Author | March 3, 2019\n\n", "2019-03-03"),
        ("A title\n\nAstana, 12 May 2014 (Agency) — The office has opened.\n\n", "2014-05-12"),
        ("A title\n\nIssue 14 · June 2011\n\n", "2011-06"),
        ("A title\n\nLast updated on 05.04.2020\n\n", "2020-04-05"),
        ("A title\n\nThe law of 5 February 1993 is in force.\n\n", ""),
        ("A title\n\nPublished 31 February 2019\n\n", ""),
        ("The Patent Law of 16 July 1999\n\n", ""),
        ("A title\n\nAshgabat, 12 June 2024\nTrade section\n\n", "2024-06-12"),
        ("A title\n\nIssue 12, published 20 May 2024. Short items.\n\n", "2024-05-20"),
        ("A title\n\nCountry desk. State of play: 3 February 2026. For us.\n\n", "2026-02-03"),
        ("A title\n\nThe law is stated as of 1 September 2026. A guide.\n\n", "2026-09-01"),
        ("A title\n\nTBILISI/YEREVAN, 29 November 2024 - Ministers met.\n\n", "2024-11-29"),
        ("A title\n\nDesk cards, no. 7 Status: 1 November 2026\n\n", "2026-11-01"),
        ("A title\n\nStatus: party since 12 April 1999\n\n", ""),
        ("A title\n\nBerne Convention, 12 April 1999\n\n", ""),
        ("A title\n\nMember since spring, 12 April 1999\n\n", ""),
        ("A title\n\n- Astana, 12 April 1999\n- Baku, 2 May 1999\n\n", ""),
    ],
)
def test_the_day_of_an_article_is_taken_only_where_it_is_stated(text: str, day: str) -> None:
    assert texts.read_bytes((text + made.PROSE).encode(), "a.txt").published == day


def test_the_head_of_a_page_states_its_day() -> None:
    assert texts.read_bytes(PAGE.encode(), "a.html").published == "2019-03-03"
    assert days.iso("2019-03-03T23:59:59+06:00") == "2019-03-03"
    data = (
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2020-01-02"}]}</script>'
    )
    page = f"<html><head>{data}</head><body><p>{made.PROSE}</p></body></html>"
    assert texts.read_bytes(page.encode(), "a.html").published == "2020-01-02"


def test_lines_that_end_early_end_something() -> None:
    text = (
        "Membership\nKazakhstan is a party to the Berne Convention and to many others that\n"
        "are in force, which the office of the state has said more than once before.\n"
        "Bodies:\n- the office\n- the court\n"
    )
    found = split(from_text("a", text))
    assert [(p.kind, text[p.start : p.end].split()[0]) for p in found] == [
        (Kind.TITLE, "Membership"),
        (Kind.SENTENCE, "Kazakhstan"),
        (Kind.SENTENCE, "Bodies:"),
        (Kind.LIST_ITEM, "the"),
        (Kind.LIST_ITEM, "the"),
    ]


def test_a_wide_table_does_not_part_the_lines_of_the_paragraphs_around_it() -> None:
    text = (
        "Copyright in Georgia\n\nSince July 2010 the office has been accountable to the Prime\n"
        "Minister of Georgia and to nobody else, as far as anybody has told us.\n\n"
        "  Right          Act                                                          Number\n"
        "  Copyright      Law on the Copyright of Authors and the Rights of Others     2112-IIS\n"
        "  Designs        Law on the Designs of Things that Industry Makes and Sells   3030\n"
    )
    found = split(from_text("a", text))
    assert [p.kind for p in found] == [Kind.TITLE, Kind.SENTENCE, *[Kind.TABLE_ROW] * 3]


@pytest.mark.parametrize("line", ["a.\n", "- a\n", "a | b\n", "# a\n", "A" * 999 + ".\n", "\n \n"])
def test_a_long_text_is_split_in_time_that_grows_with_it(line: str) -> None:
    def seconds(size: int) -> float:
        document = from_text("a", "x\n" + line * (size // len(line)))
        begun = time.process_time()
        split(document, openings=False)
        return time.process_time() - begun

    seconds(10_000)
    assert seconds(800_000) < 24 * max(seconds(100_000), 0.01)


@pytest.mark.parametrize("end", ["- ", "1. ", "* \n\nIt is so.\n\n- "])
def test_a_list_without_words_is_nothing(end: str) -> None:
    article = texts.from_string(f"{made.PROSE}\n\n{end}", "a")
    assert all(kind != Kind.LIST_ITEM for kind, _ in kinds(article))


def test_a_line_of_many_blanks_takes_no_time() -> None:
    article = texts.from_string(f"{made.PROSE}\n{' ' * 300_000}\nThe end of it.", "a")
    assert article.document.text.endswith("The end of it.")
