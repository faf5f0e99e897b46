"""Answers that name a body only: `Who registers trade marks? Sakpatenti does.`"""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause

_WHO = patterns.of(
    r"^(?:Q(?:uestion)?[:.] ?|\d+[.)] ?)?(?:(?:So|And|But),? )?(?:Who|Which (?:[\w-]+ ){0,4}?"
    r"(?:body|office|authority|agency|courts?|institution|ministry|organi[sz]ation))"
    r" (?P<rest>(?:is|are|has|can|may|hears?|\w+s) [^?]*)\?",
    re.IGNORECASE,
)
_WHERE = patterns.of(
    r"^(?:Q(?:uestion)?[:.] ?|\d+[.)] ?)?(?:(?:So|And|But),? )?"
    r"(?:Where|With (?:whom|which \w+)|How)"
    r"\b[^?]*\b(?:regist\w+|fil(?:e|ed)|apply|protect\w*|obtain\w*|grant\w*)\b[^?]*\?",
    re.IGNORECASE,
)
_TO_WHOM = patterns.of(
    r"^(?:Q(?:uestion)?[:.] ?|\d+[.)] ?)?(?:(?:To (?:whom|which \w+)|Who(?:m)?|What(?: \w+)?)"
    r" (?:does|is) (?P<b>[^?]{3,90}?) (?P<v>report|answer|accountable|subordinated?|answerable)"
    r"(?: to)?|(?:Under|Within) (?:whom|which \w+) (?:does|is) (?P<c>[^?]{3,90}?)"
    r"(?: (?:stand|sit|work|operate|fall))?)\?",
    re.IGNORECASE,
)
"""`To whom does Sakpatenti report?`"""
_ADMINISTERS = patterns.of(
    r"(?:administers|manages|runs|oversees|looks after|takes care of|is (?:responsible for"
    r"|in charge of|the (?:administrator|secretariat|depositary) of))\b"
)
"""What is asked of organisations; of other things that they are asked the order is another."""
_NAMED = patterns.of(
    r"^(?:A(?:nswer)?[:.] ?)?(?:(?:This|That) is |It is |By |With |At |Before |To |Under )?"
    rf"(?:the )?(?P<b>[{Kind.BODY}{Kind.ORGANIZATION}])"
    r"(?P<end>(?:'s)?(?: (?:does|is|do))?(?:[.,;:]| –|$))",
    re.IGNORECASE,
)


def statement(question: str, rights: str, clause: Clause) -> str:
    """The sentence that a question and the body named in its answer make; empty if none."""
    named = _NAMED.match(clause.masked) if question else None
    if named is None:
        return ""
    body = clause.at(named.start("b")).text
    who = _WHO.match(question)
    if named["b"] == Kind.ORGANIZATION:
        return f"{body} {who['rest']}." if who and _ADMINISTERS.match(who["rest"]) else ""
    if above := _TO_WHOM.match(question):
        return f"{above['b'] or above['c']} is subordinate to {body}."
    if who:
        return f"{body} {who['rest']}."
    if rights and _WHERE.match(question):
        return f"{rights} are registered with {body}."
    return ""
