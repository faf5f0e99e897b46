"""The frame of steps: what an applicant and an office do one after another.

A step is said where the text puts it into a sequence: in an item of a list of steps, after a
verb of proceeding ("undergoes", "followed by"), before one ("… comes next"), or as what is done
to the application ("is then published"). The same step is said once in a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from cislex import patterns, procedures, rules
from cislex.accounts import is_draft, is_supposed
from cislex.lexicon import Entry, Kind
from cislex.mentions import Clause
from cislex.naming import abroad, nearby_state
from cislex.rules import Rule
from cislex.scopes import AFFIRMED, Scope
from cislex.screening import Screened
from cislex.sentence import Said, Sentence

_PREDICATE = "hasStep"
_LINK = rules.compiled(r"(?<!\w)(?P<t>{step_link}),? (?:{small})\Z")
_AFTER = rules.compiled(r"{step_after}")
_BE = rules.compiled(r"(?<!\w)(?P<be>{be}) \Z")
_OPENING = rules.compiled(
    r"(?:^|[;:.] |, )(?:after|upon|following|once|on) (?:{small})"
    r"(?:[\w ]{0,30}decision and )?\Z"
)
_LATER = rules.compiled(r"(?:after|preceded by|following|follows) (?:{small})\Z")
_AND = rules.compiled(
    r"[^.;:]{0,90}?(?:,|\band|\bor|\bthen|\bfollowed by|\bplus)(?: (?:and|then|finally|lastly|next"
    r"|followed by|on request|also|after that|afterwards)){0,24} ?(?:{small})\Z"
    r"|[^.]{0,90}?; (?:and |then |finally ){0,24}{small}\Z"
)
_AND_DONE = patterns.of(r"(?:,? (?:and|then|finally|later|subsequently|afterwards)){1,24} \Z", re.I)
_HEAD = patterns.of(
    r"(?:(?:step|stage|phase) \w+ ?[:.–-]? )?(?:(?:the|an?|online|first|then|next|finally|then:"
    r"|wait for|await|pass|undergo"
    r"|(?:conduct|carry out|do|make|run|perform)(?:(?: an?| the| your)?"
    r"(?: thorough| quick| careful)| your)?|\u0014),? ){0,24}\Z",
    re.IGNORECASE,
)
_SEQUENCE = patterns.of(
    r"\b(?:first|firstly|then|next|after(?:wards)?|thereafter|subsequently|finally|follow\w*|once"
    r"|upon|steps?|stages?|phases?|procedure|process|sequence|(?:begin|start|end)s? with|undergo\w*"
    r"|eventually|last step|pass(?:es)? (?:through )?(?:an?|the|full|formal|prelim\w*|subst\w*))\b"
    r"|\bregistration (?:\S+ )?(?:of (?:an? )?\u0016 )?(?:in \u000e )?(?:involves|comprises"
    r"|includes|consists)\b|\bregistration:",
    re.IGNORECASE,
)
_NO = patterns.of(r"\b(?:there(?:'s| is| are) no|without(?: an?| any)?|no) (?:[\w-]+ )?\Z", re.I)
_LACKS = patterns.of(r"\b(?:do|does|is|are) not(?: \w+)? [^,;.]{0,20}\Z|n't [^,;.]{0,30}\Z", re.I)
_IF = patterns.of(r"(?:if|unless|where|when|until)\b", re.IGNORECASE)
_NOT = patterns.of(r"\bnot\b|n't\b|\bno longer\b", re.IGNORECASE)
_STAGES = patterns.of(r",[^.;]{0,600}\b(?:steps|stages|phases)\b")
_POSSIBLE = patterns.of(r"\b(?:may|can|could)\b", re.IGNORECASE)
_PLANNED = patterns.of(
    r"\b(?:would|will|shall|intends? to|plans? to|is to|are to) (?:bring in|introduce|add|create"
    r"|provide for|establish)(?: (?:an?|the|new|formal|pre-grant)){0,24} \Z",
    re.IGNORECASE,
)
_EXAMINATION = "step.examination"
_LAST = ("grant", "renewal", "opposition")
"""What does not begin an account of a procedure."""


def step(sentence: Sentence, rule: Rule, match: re.Match[str]) -> None:
    """A procedure of registration has a step."""
    start, end = match.span("t")
    if not is_free(sentence, start, end):
        return
    scope = _scope(sentence, rule, start, end)
    if scope is None or (scope.polarity == "negated" and _IF.match(sentence.clause.masked)):
        return
    if is_draft(sentence.clause.masked[:start]):
        scope = Scope("planned", "projection")
    if rule.id == _EXAMINATION and _is_meant_before(sentence, start):
        return
    if not _is_told(sentence, rule, scope):
        return
    state = state_of(sentence, start)
    rights = _rights(sentence, start, end)
    if not rights or state is None or abroad(sentence, start):
        return
    is_earlier = _LATER.search(sentence.clause.masked[:start]) is not None
    for right in rights:
        _say(sentence, rule, right, state, scope, is_earlier)
    sentence.spans.append((start, end, _PREDICATE))
    sentence.memory.account.is_told = True
    sentence.memory.account.rights = tuple(right.id for right in rights)


def is_free(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing has been said of a place yet; nothing more is said of an endless list."""
    taken = any(start < last and end > first for first, last, _ in sentence.spans)
    return not taken and len(sentence.spans) < _MOST


_MOST = 30


def state_of(sentence: Sentence, place: int) -> Entry | None:
    """The state whose procedure is meant at some place of a sentence."""
    named = sentence.clause.within(0, place, _STATES)
    own = [
        m.state or m.entries[0].id
        for _, m in named
        if (m.state and m.value != "anaphor") or (m.kind not in (Kind.LAW, Kind.BODY) and m.entries)
    ]
    state = own[-1] if own else sentence.memory.state or nearby_state(sentence, place)
    return sentence.memory.lexicon.entries.get(state)


_STATES = Kind.STATE + Kind.ADJECTIVE + Kind.CAPITAL + Kind.LAW + Kind.BODY


def rights_in(clause: Clause) -> list[str]:
    """The rights, of those that are registered, which a clause names, each once."""
    named = []
    if Kind.RIGHT in clause.masked:
        named = [m.entries[0].id for m in clause.mentions if m.kind == Kind.RIGHT and m.entries]
    if not named and clause.search(_MARK):
        named = ["right:trademark"]
    if not named:
        return []
    return list(dict.fromkeys(right for right in named if right in procedures.REGISTRABLE))


_MARK = Screened(r"\b(?:the|an?|your|my|our|its|every|each) (?:mark|brand|logo)\b", re.IGNORECASE)


def _rights(sentence: Sentence, start: int, end: int) -> list[Entry]:
    """Whose registration a step at some place belongs to."""
    clause = sentence.clause
    inside = list(_registrable(m for _, m in clause.within(start, end, Kind.RIGHT)))
    before = clause.within(0, start, Kind.RIGHT)
    named = list(_registrable(m for _, m in before))
    entries = sentence.memory.lexicon.entries
    known = [entries[right] for right in sentence.memory.account.rights_in_mind]
    last = (inside or named)[-1:]
    if last and last[0].id == "right:patent" and sentence.memory.account.told and known:
        return known  # a patent can be the title for a design, too
    if inside:
        return inside
    if named:
        joined = [*before[-2:]]
        if len(named) > 1 and len(joined) == 2:
            between = clause.masked[joined[0][0] + 1 : joined[1][0]]
            if between.strip() in ("and", "or", "and for", ","):
                return named[-2:]
        return named[-1:]
    if known:
        return known
    return list(_registrable(m for _, m in clause.within(end, len(clause.masked), Kind.RIGHT)))[:1]


def _registrable(mentions: Iterable[object]) -> Iterator[Entry]:
    seen = set()
    for mention in mentions:
        for entry in getattr(mention, "entries", ())[:1]:
            if entry.id in procedures.REGISTRABLE and entry.id not in seen:
                seen.add(entry.id)
                yield entry


def _scope(sentence: Sentence, rule: Rule, start: int, end: int) -> Scope | None:
    """How a step is said at some place; None where it is only mentioned."""
    before, after = sentence.clause.masked[:start], sentence.clause.masked[end:]
    form = rule.options["form"]
    account = sentence.memory.account
    if (account.item or account.is_label) and not sentence.spans and _HEAD.match(before):
        return AFFIRMED
    if form == "head" or account.is_barred or account.item or is_supposed(before):
        return None
    if form == "noun":
        return _of_noun(sentence, before, after)
    if form == "act":
        return Scope("negated") if _LACKS.search(before) else AFFIRMED
    if be := _BE.search(before, max(0, len(before) - 120)):
        if not _subject(rule.options["of"]).search(before[: be.start()]):
            return None
        if "no longer" in be["be"]:
            return Scope("past")
        return Scope("negated") if _NOT.search(be["be"]) else AFFIRMED
    told = [span for span in sentence.spans if span[2] == _PREDICATE]
    if told and _AND_DONE.search(before) and start - told[-1][1] < 40:
        return AFFIRMED
    return None


@lru_cache(maxsize=32)
def _subject(of: str) -> re.Pattern[str]:
    """What must stand before `is published`: the application, not the annual report."""
    return rules.compiled(rf"(?<!\w)(?:{of})(?!\w)[^;.]{{0,140}}\Z")


def _of_noun(sentence: Sentence, before: str, after: str) -> Scope | None:
    if _PLANNED.search(before):
        return Scope("planned", "projection")
    done = _AFTER.match(after)
    if no := _NO.search(before, max(0, len(before) - 60)):
        word = no[0].lower()
        if word.startswith("without"):
            is_denied = bool(sentence.spans) and not _POSSIBLE.search(before)
        else:
            is_denied = word.startswith("there") or done is not None
        return Scope("negated") if is_denied else None
    if link := _LINK.search(before, max(0, len(before) - 160)):
        return Scope("negated") if _LACKS.search(before[: link.start()]) else AFFIRMED
    if done:
        return Scope("negated") if _NOT.search(done[0]) else AFFIRMED
    told = [span for span in sentence.spans if span[2] == _PREDICATE]
    if told and _AND.match(before, told[-1][1]):
        return AFFIRMED
    if not before and _STAGES.match(after):
        return AFFIRMED
    if _OPENING.search(before) or (told and _LATER.search(before)):
        return AFFIRMED
    return None


def _is_told(sentence: Sentence, rule: Rule, scope: Scope) -> bool:
    """Whether a sentence tells a procedure, and does not only speak of what offices do."""
    account, kind = sentence.memory.account, rule.id.split(".")[1]
    if account.item or (scope.polarity != "affirmed" and rule.options["form"] == "noun"):
        return True
    if scope.polarity == "negated":
        return account.is_telling
    if kind == "renewal" and not account.told:
        return False
    if kind == "filing" and rule.options["form"] in ("part", "act"):
        return True
    is_begun = bool(account.told) or kind not in _LAST
    if _SEQUENCE.search(sentence.clause.masked) and (is_begun or rule.options["form"] != "act"):
        return True
    return account.is_telling and is_begun


def _say(
    sentence: Sentence, rule: Rule, right: Entry, state: Entry, scope: Scope, is_earlier: bool
) -> None:
    account = sentence.memory.account
    form = rule.options["label"]
    if right.id == "right:patent":
        form = rule.options.get("patent", form)
    procedure = procedures.registration(right, state)
    named = procedures.step(form, right, state)
    key = (procedure[0], named[0], scope.polarity)
    if key in account.told:
        return
    account.told.add(key)
    value = ""
    if scope.polarity == "affirmed":
        value = _number(sentence, procedure[0], named[0], is_earlier)
    sentence.said.append(
        Said(
            *(procedure[0], _PREDICATE, named[0], value, scope.polarity, scope.modality, state.id),
            *(procedure[1], procedure[2], named[1], rule.id),
        )
    )


def _is_meant_before(sentence: Sentence, place: int) -> bool:
    """Whether "the examination" is one that was told under its full name."""
    told = (named for _, named, _ in sentence.memory.account.told)
    is_definite = sentence.clause.masked[:place].lower().endswith("the ")
    return is_definite and any("examination" in named for named in told)


def _number(sentence: Sentence, procedure: str, named: str, is_earlier: bool) -> str:
    """The number of a step; "registered after examination" tells the earlier one last."""
    account, said = sentence.memory.account, sentence.said
    is_known = (procedure, named) in account.numbers
    told = [
        n for n, one in enumerate(said) if (one.subject, one.predicate) == (procedure, "hasStep")
    ]
    if not (is_earlier and told and not is_known and said[told[-1]].value):
        return str(account.number(procedure, named))
    later = said[told[-1]]
    account.numbers[procedure, named] = int(later.value)
    account.numbers[procedure, later.object] = int(later.value) + 1
    said[told[-1]] = replace(later, value=str(int(later.value) + 1))
    return later.value
