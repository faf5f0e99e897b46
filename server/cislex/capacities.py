"""Which bodies can have which function: customs registers no rights, an office judges nobody."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.context import body_type
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.naming import body_of
from cislex.scopes import Scope
from cislex.sentence import Sentence

_AT_BORDER = frozenset(
    ("function:customs-control", "function:border-enforcement", "function:interception")
)
_JUDGING = patterns.of(r"Appeal|Dispute|Court\b|Tribunal|Collegium|Judicial|Arbitration")
_CUSTOMS = patterns.of(r"Customs|Revenue Service|Revenue Committee|Police")
_HEARD = patterns.of(
    r"\b(?:heard|tried|decided|adjudicated|resolved|reviewed|examined|considered|hears?|decides?"
    r"|appeal\w*|contest\w*|challeng\w+|refus\w+|oppositions?|disputes?"
    r"|settled|ruled on|reviews?|settles?|rules?|adjudicates?)\b",
    re.IGNORECASE,
)


def able(sentence: Sentence, body: Mention, function: str, words: str) -> bool:
    """Whether a body of its kind can have a function that some words speak of."""
    entry = body_of(sentence, body) if body.kind == Kind.BODY else None
    kind = entry.type if entry else body_type(body)
    name = f"{entry.label if entry else ''} {body.proposed} {body.text}"
    court = kind == "Court" or bool(_JUDGING.search(name))
    if function == "function:adjudication":
        return court and (kind == "Court" or bool(_HEARD.search(f"{words} {name}")))
    if function in _AT_BORDER:
        return kind != "IpOffice" and not court
    if function == "function:rights-registration":
        return not court and kind != "EnforcementBody" and not _CUSTOMS.search(name)
    return not court or function == "function:dispute-resolution-support"


def is_court(sentence: Sentence, body: Mention) -> bool:
    """Whether a body is a court by its kind."""
    entry = body_of(sentence, body) if body.kind == Kind.BODY else None
    return (entry.type if entry else body_type(body)) == "Court"


def lacking(scope: Scope | None, function: str) -> bool:
    """Whether a body is said not to have a function, which may be one of bodies of other kinds."""
    return scope is not None and scope.polarity == "negated" and function in _AT_BORDER


def bidden(before: str) -> bool:
    """Whether the words before a body tell of somebody who asks it to do something."""
    return bool(_BIDDEN.search(before))


_BIDDEN = patterns.of(
    r"\b(?:order|instruct|require|ask|urg|forc|oblig|compel)\w* (?:the )?$", re.IGNORECASE
)
