"""Claims and verdicts in words, for people."""

from __future__ import annotations

import re

from cislex import terms
from cislex.claims import Claim

ICONS = {"confirmed": "✓", "imprecise": "≈", "contradicted": "✕", "unverified": "○"}
"""Verdict → the sign that stands before its word."""

_RELATIONS = {
    "isPartyTo": ("is party to", "is not party to"),
    "isSignatoryTo": ("is signatory to", "is not signatory to"),
    "isMemberStateOf": ("is a member of", "is not a member of"),
    "isInJurisdiction": ("is of", "is not of"),
    "governs": ("governs", "does not govern"),
    "hasFunction": ("has the function", "does not have the function"),
    "isUnderAuthorityOf": ("is under", "is not under"),
    "isRegisteredWith": ("is registered with", "is not registered with"),
    "isAdministeredBy": ("is administered by", "is not administered by"),
    "hasStep": ("has the step", "does not have the step"),
    "providesMeasure": ("provides the measure", "does not provide the measure"),
    "ratifies": ("ratifies", "does not ratify"),
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def claimed(claim: Claim) -> str:
    """What is claimed, in one sentence without a full stop."""
    subject, thing = (
        _label(claim.subject, claim.subject_label),
        _label(claim.object, claim.object_label),
    )
    place = _label(claim.jurisdiction, "")
    if claim.predicate in ("termYears", "renewalYears"):
        verb = "lasts" if claim.predicate == "termYears" else "is renewed for"
        said = f"{subject}{f' in {place}' if place else ''} {verb} {claim.value} years"
    else:
        affirmed, negated = _RELATIONS.get(claim.predicate, (claim.predicate, claim.predicate))
        verb = negated if claim.polarity == "negated" else affirmed
        value = f" ({claim.value})" if claim.value else ""
        said = f"{subject} {verb} {thing}{value}"
    mark = {"planned": " — planned", "past": " — in the past"}.get(claim.polarity, "")
    mode = "" if claim.modality == "asserted" else f" — {claim.modality}"
    return clean(said + mark + mode)


def clean(text: str) -> str:
    """A text of somebody else without what commands a terminal or turns its direction."""
    return _CONTROL.sub("�", text)


def _label(name: str, label: str) -> str:
    bare = label or name.removeprefix("new:")
    if not label and ":" in bare and bare.split(":")[0] in terms.PREFIXES:
        return bare.split(":", 1)[1].replace("-", " ").capitalize()
    return bare
