"""The frame of measures: what a kind of enforcement procedure makes available.

The ontology has two relations: `providesMeasure` is to a measure that a procedure makes
available, `usesMeasure` to one in use, as in a case. What a text says can be ordered, claimed or
imposed is available; what happened once is neither.
"""

from __future__ import annotations

import re

from cislex import patterns, procedures, rules
from cislex.accounts import branch, is_draft, is_supposed, last_branch
from cislex.naming import abroad
from cislex.rules import Rule
from cislex.scopes import AFFIRMED, Scope
from cislex.sentence import Said, Sentence
from cislex.steps import is_free, state_of

_PREDICATE = "providesMeasure"
_LINK = rules.compiled(r"(?<!\w)(?P<t>{remedy_link}),? (?:(?:for|to|of|from|with|by) )?{small}\Z")
_LIST = rules.compiled(
    r"(?<!\w)(?P<t>{remedy_list})(?P<other>[^.;:]{0,90}?)(?:,| and| or)(?: and| or)? {small}\Z"
)
_VERB = patterns.of(r"\b(?:is|are|was|were|had|has|have|will|would|but|while|if)\b", re.I)
_AFTER = rules.compiled(r"{remedy_after}")
_ACTING = rules.compiled(r"(?<!\w)(?P<t>{may}|customs(?: \w+)?|officers|authorities|<B>|<P>) \Z")
_CAN = rules.compiled(r"(?<!\w)(?P<t>{may})(?! be\b)(?P<rest>[^;.]{0,70} )\Z")
_BE = rules.compiled(r"(?<!\w)(?P<t>{be}) \Z")
_HAVE = patterns.of(r"\b(?:have|had) [^,;.]{1,60} \Z", re.IGNORECASE)
_AND = patterns.of(
    r"[^.;:]{0,90}?(?:,|\b(?:and|or|with|to|plus|by|as well as|nor))(?: [\w'-]+){0,4}? ?\Z"
    r"|[^.:;]{0,60}; (?:and )?\Z",
    re.IGNORECASE,
)
_NOT = patterns.of(r"\bnot\b|cannot|n't\b|\bno\b|\bexcluded\b|\bnever\b", re.IGNORECASE)
_OVER = patterns.of(r"\bno longer\b", re.IGNORECASE)
_NO = patterns.of(r"\b(?:there (?:is|are) no|no|neither) (?:[\w-]+ )?\Z", re.IGNORECASE)
_PLANNED = patterns.of(
    r"\b(?:would|will|intends? to|is to|are to) (?:bring in|introduce|add|provide for)"
    r"(?: (?:an?|the|new|higher)){0,24} \Z",
    re.IGNORECASE,
)
_PAST = patterns.of(
    r"\b(?:(?:until|before|prior to) (?:\w+ ){0,2}\d{4}|formerly|previously|used to)", re.IGNORECASE
)
_HEAD = patterns.of(
    r"(?:(?:an?|the|for|to|by|with|claim|demand|ask for|order|payment of|up to|administrative"
    r"|court) ){0,3}\Z",
    re.IGNORECASE,
)


_LABEL = rules.compiled(
    r"\A[^.;]{0,160}(?:civil|criminal|administrative|customs|border|liab|sanction|penal|punish|remed"
    r"|measure|<L>)[^:.;]{0,60}: {small}\Z"
    r"|\A.*(?:liability|sanctions?|penalties|remedies|measures) \({small}\Z"
)
_ITEM = patterns.of(r"\s*$|\s*[,;:.(–-]|\s(?:of|for|up|or|and|from|in|with|by|at|against|on)\b")


def measure(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A kind of enforcement procedure provides a measure."""
    start, end = match.span("t")
    if not is_free(sentence, start, end):
        return
    scope = _scope(sentence, rule, start, end)
    if scope is None or abroad(sentence, start):
        return
    if scope.polarity == "affirmed" and _is_over(sentence, start):
        scope = Scope("past")
    state = state_of(sentence, start)
    usual: str = rule.options.get("usual", "")
    of = _branch(sentence, start, end, usual == "civil") or usual
    last = sentence.said[-1] if sentence.said else None
    if not of and last and last.predicate == _PREDICATE:
        of = last.subject_label.split()[0].lower()  # as what it stands beside
    if scope.polarity == "affirmed":
        of = rule.options.get("only", of)
    if state is None or not of:
        return
    subject = procedures.enforcement(of, state)
    target: str = rule.options["measure"]
    sentence.spans.append((start, end, _PREDICATE))
    if any((s.subject, s.object) == (subject[0], target) for s in sentence.said):
        return
    sentence.said.append(
        Said(
            *(subject[0], _PREDICATE, target, "", scope.polarity, scope.modality, state.id),
            *(subject[1], subject[2], target.partition(":")[2].replace("-", " "), rule.id),
        )
    )


def _is_over(sentence: Sentence, place: int) -> bool:
    """Whether a sentence speaks of what was so once: `Until 2012 the code provided for …`."""
    return _PAST.search(sentence.clause.words(0, place)) is not None


def _branch(sentence: Sentence, start: int, end: int, is_civil: bool) -> str:
    """The branch in which a measure at some place can be had."""
    clause, place, before = sentence.clause, 0, ""
    for first, last, _ in sentence.spans:
        before += clause.words(place, first)
        place = last
    before += clause.words(place, start)
    after = clause.words(end, len(clause.masked))
    account = sentence.memory.account
    if not last_branch(before) and is_civil and not account.headed_branch + account.listed:
        return "civil"  # whatever the last sentence was about
    return (
        last_branch(before)
        or account.branch_in_mind
        or branch(after)
        or branch(clause.words(start, end))
    )


def _scope(sentence: Sentence, rule: Rule, start: int, end: int) -> Scope | None:
    """How a measure is said at some place; None where it is only mentioned."""
    before, after = sentence.clause.masked[:start], sentence.clause.masked[end:]
    form = rule.options["form"]
    if is_supposed(before):
        return None
    if form == "noun":
        return _of_noun(sentence, before, after)
    if form == "part":
        return _of_part(sentence, rule, before)
    if acting := _ACTING.search(before, max(0, len(before) - 120)):
        return _judged(before, acting["t"])
    if can := _CAN.search(before, max(0, len(before) - 160)):
        return _judged(before, can["t"])
    return AFFIRMED if _continues(sentence, before) else None


def _of_noun(sentence: Sentence, before: str, after: str) -> Scope | None:
    if _PLANNED.search(before):
        return Scope("planned", "projection")
    if done := _AFTER.match(after):
        return _judged(before, done[0]) if not _NO.search(before) else Scope("negated")
    if link := _LINK.search(before, max(0, len(before) - 160)):
        if link["t"].lower().startswith("provided") and not _is_over(sentence, len(before)):
            return None
        return _judged(before[: link.start()], link["t"])
    listed = _LIST.search(before, max(0, len(before) - 200))
    if listed and not _VERB.search(listed["other"]):
        return _judged(before[: listed.start()], listed["t"])
    if _continues(sentence, before):
        return Scope(sentence.said[-1].polarity) if sentence.said else AFFIRMED
    if _LABEL.match(before):
        return AFFIRMED
    if sentence.memory.account.is_remedies and _HEAD.match(before) and _ITEM.match(after):
        return AFFIRMED
    return None


def _of_part(sentence: Sentence, rule: Rule, before: str) -> Scope | None:
    be = _BE.search(before, max(0, len(before) - 120))
    if be is None:
        is_had = _HAVE.search(before) and (_CAN.search(before) or _continues(sentence, before))
        return AFFIRMED if is_had else None
    of = rule.options.get("of", "")
    if of and not re.search(rf"\b(?:{of})\b[^;.]{{0,50}}\Z", before[: be.start()], re.IGNORECASE):
        return None
    return _judged(before[: be.start()], be["t"])


def _continues(sentence: Sentence, before: str) -> bool:
    """Whether a measure stands beside one that was said: `fines and confiscation`."""
    told = [span for span in sentence.spans if span[2] == _PREDICATE]
    return bool(told) and _AND.match(before, told[-1][1]) is not None


def _judged(before: str, verb: str) -> Scope:
    if is_draft(before):
        return Scope("planned", "projection")
    if _OVER.search(verb):
        return Scope("past")
    return Scope("negated") if _NOT.search(verb) else AFFIRMED
