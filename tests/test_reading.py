"""Documents and passages: normalisation, segmentation, locators, bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from cislex.documents import from_text, read_document
from cislex.errors import InputError
from cislex.layout import units
from cislex.passages import MAXIMUM_OPENING_WORDS, Kind, find, split

ARTICLE = """A Short Title

Notice: made for a test. Check it.

Plain words of an introduction. They go on, e.g. like this.

A First Heading

See also  Something Else

One item list follows here:

  1. the first of them
  2. the second of them

Words after the list, by Mr. Smith.
"""


def kinds(text: str) -> list[tuple[str, str, str]]:
    document = from_text("test", text)
    return [
        (passage.locator, str(passage.kind), document.text[passage.start : passage.end])
        for passage in split(document)
    ]


def test_an_article_is_divided_into_passages_of_every_kind() -> None:
    assert kinds(ARTICLE) == [
        ("0.0.0", "title", "A Short Title"),
        ("0.1.1", "notice", "Notice: made for a test."),
        ("0.1.2", "notice", "Check it."),
        ("0.2.1", "sentence", "Plain words of an introduction."),
        ("0.2.2", "sentence", "They go on, e.g. like this."),
        ("1.0.0", "heading", "A First Heading"),
        ("1.1.1", "navigation", "See also  Something Else"),
        ("1.2.1", "sentence", "One item list follows here:"),
        ("1.3.1", "list-item", "the first of them"),
        ("1.3.2", "list-item", "the second of them"),
        ("1.4.1", "sentence", "Words after the list, by Mr. Smith."),
    ]


def test_offsets_count_code_points_after_normalisation() -> None:
    # "é" as two code points, a character beyond the basic plane, and CRLF.
    document = from_text("test", "Re\u0301sume\u0301 \U0001f4dd title\r\n\r\nFirst. Second.\r\n")
    passages = split(document)
    texts = [document.text[passage.start : passage.end] for passage in passages]
    assert texts == ["Résumé \U0001f4dd title", "First.", "Second."]
    assert all(find(document, passage) is not None for passage in passages)


def test_a_changed_text_is_not_found_again() -> None:
    passages = split(from_text("test", "First one. Second one."))
    changed = from_text("test", "First one. Sec0nd one.")
    assert [find(changed, passage) for passage in passages] == ["First one.", None]


def test_openings_are_unique_short_and_never_the_whole_passage() -> None:
    document = from_text("test", "The law holds. The law ends here. Law. the law of all is this.")
    for passage in split(document):
        words = passage.opening.split()
        whole = document.text[passage.start : passage.end]
        assert len(words) <= MAXIMUM_OPENING_WORDS
        assert passage.opening != whole
        if passage.opening:
            assert document.text.casefold().count(passage.opening.casefold()) == 1


def test_a_text_without_a_blank_line_or_a_full_stop_is_read() -> None:
    assert kinds("just one line") == [("0.0.0", "title", "just one line")]


@pytest.mark.parametrize("text", ["x" * 200_000, "a b " * 100_000, "\n" * 100_000 + "End."])
def test_unusual_texts_are_divided_in_bounded_time(text: str) -> None:
    assert all(passage.kind in Kind for passage in split(from_text("test", text)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"caf\xe9", "is not UTF-8 at byte 3"),
        (b"\x7fELF\x00\x01", "NUL"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_a_reason(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        read_document(path)


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt.*cannot be read"):
        read_document(tmp_path / "nowhere.txt")


TREATIES = "Treaty{0}Tajikistan{0}Turkmenistan\nRome Convention{0}19 May 2008{0}30 November 2020\n"
LED = "Rome Convention ....... 19 May 2008\nHague (Geneva Act) . 21 March 2012\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (TREATIES.format("\t"), 2),
        (TREATIES.format("     "), 2),
        ("The   law   protects   works   of   art   in   both   states.\n", 0),
        ("- " + LED.replace("\n", "\n- ", 1), 2),
        ("-\tTajikistan joined the Rome Convention.\n-\tIt left none.\n", 0),
        ("Tajikistan ... joined the Rome Convention in 2008.\n", 0),
    ],
    ids=["tabs", "spaces", "width", "dots", "bullets", "sentence"],
)
def test_lines_with_columns_are_rows_of_a_table(text: str, rows: int) -> None:
    document = from_text("test", f"Treaties of two states\n\n{text}\nThe end.\n")
    found = [one for one in units(document, split(document)) if one.kind == "row"]
    assert len(found) == rows
    assert all(len(one.cells) > 1 for one in found)
