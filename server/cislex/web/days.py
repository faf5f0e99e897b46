"""The day of a page: `?on=2005-01-01` shows how things stood then, else it is today.

Links to things carry on a day that was chosen.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from babel.dates import format_date, format_skeleton
from flask import Flask, g, request
from werkzeug.exceptions import BadRequest

from cislex.queries import TODAY
from cislex.web import language, protocol

PARAMETER: Final = "on"
_LOCALES: Final = {"en": "en_GB"}
_WHOLE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH: Final = re.compile(r"\d{4}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Day:
    """The day for which a page speaks, as year-month-day."""

    value: str
    is_today: bool


def register(app: Flask) -> None:
    """Give the templates days in words."""
    app.template_filter("day")(in_words)


def asked() -> Day:
    """The day in the address of this page, else today.

    Raises:
        BadRequest: it is no date, or is given several times.
    """
    if "day" not in g:
        g.day = _read(protocol.parameters().at_most_one(PARAMETER) or "")
    found: Day = g.day
    return found


def today() -> str:
    """This day, in universal time."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def chosen() -> dict[str, str]:
    """The day that the address chooses, for the addresses of other pages; empty for today."""
    if "chosen_day" not in g:
        value = request.args.get(PARAMETER, "")
        g.chosen_day = {PARAMETER: value} if _is_date(value) else {}
    found: dict[str, str] = g.chosen_day
    return found


def in_words(value: str) -> str:
    """A date, or a year with a month, in the language of the page; other text as it is."""
    locale = language.interface()
    return _in_words(value, _LOCALES.get(locale, locale))


@lru_cache(maxsize=4096)
def _in_words(value: str, locale: str) -> str:
    if _is_date(value):
        return format_date(datetime.date.fromisoformat(value), "long", locale=locale)
    if _MONTH.fullmatch(value) and _is_date(f"{value}-01"):
        first = datetime.datetime.fromisoformat(f"{value}-01")
        return format_skeleton("yMMMM", first, locale=locale)
    return value


def _read(value: str) -> Day:
    if value in ("", TODAY, today()):
        return Day(today(), is_today=True)
    if not _is_date(value):
        raise BadRequest(
            language.translated(
                "The day %(day)s is no date: write year-month-day, such as 2005-01-01"
            )
            % {"day": repr(value[:40])}
        )
    return Day(value, is_today=False)


def _is_date(value: str) -> bool:
    if not _WHOLE.fullmatch(value):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True
