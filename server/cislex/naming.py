"""What the mentions of a sentence name: ids of the graph, or `new:…`; and how it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cislex import eras, patterns, scopes
from cislex.bodies import resolve_body
from cislex.context import body_type
from cislex.dates import NUMBER
from cislex.laws import topics
from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import Said, Sentence

_HEAD_BODY = patterns.of(rf"{Kind.BODY} (?:under|of|within|at|in|attached to) $")
"""In "the committee under the ministry does …" it is the committee that does it."""
_APPOSED = patterns.of(
    rf"{Kind.BODY}(?:,|:| –| \([^()]*\),?)(?: [^;.(){Kind.BODY}]{{2,60}})?"
    r" (?:under|of|within|at|in|to)(?: the)? $"
)
"""What comes before the body above another one: `the Institute, an enterprise of the Ministry`."""
_GOES_ON = patterns.of(r",? (?:(?:by|with|to|at|in|before) )?(?:which|where|who)\b")
"""A relative clause, which tells of the body that is spoken of, not of the one above it."""


def name_of(
    sentence: Sentence, mention: Mention, rights: Iterable[str] = ()
) -> tuple[str, str, str] | None:
    """Id, label and class of a mention; `new:…` for what the graph does not have."""
    if mention.foreign:
        return None
    entry: Entry | None = None
    if mention.kind == Kind.BODY:
        entry = body_of(sentence, mention)
    elif mention.kind == Kind.LAW:
        about = tuple(rights) or sentence.about.get(id(mention), ())
        state = mention.state or nearby_state(sentence, place_of(sentence, mention))
        return law_in(sentence, mention, state, about)
    elif mention.entries:
        entry = mention.entries[0]
    if entry:
        return entry.id, entry.label, entry.type
    if mention.kind == Kind.BODY and _UNNAMED.fullmatch(mention.text):
        return None
    name = mention.proposed or (mention.entries[0].label if mention.entries else mention.text)
    if mention.entries and mention.kind == Kind.BODY:
        name = re.sub(r"^(?:[Tt]he|[Ii]ts) ", "", mention.proposed or mention.text)
    kind = mention.type or (mention.entries[0].type if mention.entries else "")
    return f"new:{name}", name, kind


_UNNAMED = patterns.of(r"(?:[Tt]he )?[A-Z]?[a-z]+ authorities")
"""What begins a sentence and is no name of a body: `Customs authorities may …`."""


def body_of(sentence: Sentence, mention: Mention) -> Entry | None:
    """The body of the graph that a mention means where it stands."""
    return resolve_body(mention, nearby_state(sentence, place_of(sentence, mention)))


def place_of(sentence: Sentence, mention: Mention) -> int:
    """Where a mention stands in the clause; its end for one of an earlier sentence."""
    number = next((n for n, m in enumerate(sentence.clause.mentions) if m is mention), -1)
    return sentence.clause.places[number] if number >= 0 else len(sentence.clause.masked)


def law_in(
    sentence: Sentence, mention: Mention, state: str, about: Iterable[str] = ()
) -> tuple[str, str, str]:
    about = tuple(about) or sentence.about.get(id(mention), ())
    number = mention.value
    if number == "anaphor":  # what it speaks of may be known by its number only
        found = NUMBER.search(mention.proposed)
        number = (found["marked"] or found["bare"]) if found else ""
    entry = sentence.memory.laws.resolve(mention.proposed, state, number, mention.date, about)
    if entry is None and len(mention.date) >= 7 and not topics(mention.proposed):
        entry = _of_that_day(sentence, mention, state)
    known = sentence.memory.untitled
    key = (state, mention.proposed)
    if entry is None or (mention.value == "anaphor" and key in known):
        entry = known.get(key, entry)
    elif about:
        known[key] = entry
    if entry:
        return entry.id, entry.label, entry.type
    kind = "RatificationLaw" if id(mention) in sentence.ratifying else mention.type
    return f"new:{mention.proposed}", mention.proposed, kind


def _of_that_day(sentence: Sentence, mention: Mention, state: str) -> Entry | None:
    """An untitled law of a day on which several were adopted: that on what is spoken of."""
    laws, clause = sentence.memory.laws, sentence.clause
    near = [m for m in clause.mentions if m.kind == Kind.RIGHT and m.entries]
    others = [m for m in clause.mentions if m.kind == Kind.LAW and m is not mention]
    same = [laws.resolve(m.proposed, state, m.value, m.date) for m in others]
    for rights in (
        [m.entries[0].id.partition(":")[2].replace("-", " ") for m in near],
        [entry.label for entry in same if entry],
        [sentence.memory.focus.right.partition(":")[2].replace("-", " ")],
    ):
        if found := laws.of_day(state, mention.date, rights):
            return found
    return None


def nearby_state(sentence: Sentence, place: int) -> str:
    """The state of a law or body that names none: the section's, else the last one spoken of."""
    masked = sentence.clause.masked
    if told := _of_law_before(sentence, place):
        return told
    inside = [m for _, m in sentence.clause.within(0, place, _OWNERS)]
    subjects = [m for m in inside if m.kind in (Kind.STATE, Kind.CAPITAL)]
    if sentence.memory.section_state:
        own = [m for m in inside if m.entries and m.entries[0].id == sentence.memory.section_state]
        if own or not subjects:
            return sentence.memory.section_state
    bodies = [] if subjects else [m for _, m in sentence.clause.within(0, place, Kind.BODY)]
    found = [(m, resolve_body(m, sentence.memory.state)) for m in bodies]
    owned = [m.state or (entry.state if entry else "") for m, entry in found if m.state or entry]
    if owned and owned[-1]:
        return owned[-1]
    for mention in reversed(inside):
        if mention.kind == Kind.FOREIGN:
            return ""
        if mention.entries:
            return mention.entries[0].id
    if sentence.memory.state:
        return sentence.memory.state
    last = sentence.memory.latest((Kind.STATE, Kind.FOREIGN, Kind.CAPITAL))
    if last:
        return last.entries[0].id if last.entries else ""
    after = [m for _, m in sentence.clause.within(place, len(masked), Kind.STATE)]
    return after[0].entries[0].id if after and after[0].entries else ""


_OWNERS = Kind.STATE + Kind.ADJECTIVE + Kind.CAPITAL + Kind.FOREIGN


def _of_law_before(sentence: Sentence, place: int) -> str:
    """The state whose name begins that of the law before: `Georgia's law replaced one of 1996`."""
    laws = sentence.clause.within(0, place, Kind.LAW)
    at, law = laws[-1] if laws else (0, None)
    between = sentence.clause.masked[at + 1 : place]
    if law is None or not _OWNED.match(law.text) or _PERSON.search(between):
        return ""
    return "" if _COMPARED.search(sentence.clause.masked[:at]) or not law.state else law.state


_OWNED = patterns.of(
    r"(?:[Tt]he )?(?!Law|Act|Code|Part|Statute|Federal|Constitutional)[A-Z]\w+(?:'s?)? "
)
_PERSON = patterns.of(f"[{Kind.STATE}{Kind.ADJECTIVE}{Kind.CAPITAL}{Kind.FOREIGN}]")
_COMPARED = patterns.of(
    r"\b(?:unlike|like|than|modelled on|compared (?:to|with)|as)(?: the)? $", re.I
)
_ABROAD = patterns.of(
    rf"(?:\b(?:in|of|for|within|across|under) (?:the )?|^){Kind.FOREIGN}(?:'s)?", re.I
)


def abroad(sentence: Sentence, place: int) -> bool:
    """Whether what stands at a place is said of another country: `In Germany, patents …`."""
    before = sentence.clause.masked[:place]
    own = max(before.rfind(kind) for kind in (Kind.STATE, Kind.CAPITAL, Kind.ADJECTIVE))
    found = [match.end() for match in _ABROAD.finditer(before)]
    return bool(found) and found[-1] > own


def relate(
    sentence: Sentence, rule: Rule, subject: Mention, predicate: str, target: Mention, scope: Scope,
    rights: Iterable[str] = (),
) -> None:  # fmt: skip
    one, other = name_of(sentence, subject, rights), name_of(sentence, target)
    if one and other:
        say(sentence, rule, one, predicate, other, scope)


def say(sentence: Sentence, rule: Rule, subject: tuple[str, str, str], predicate: str,
    target: tuple[str, str, str], scope: Scope,
) -> None:  # fmt: skip
    say_as(sentence, rule.id, subject, predicate, target, scope)


def say_as(sentence: Sentence, rule: str, subject: tuple[str, str, str], predicate: str,
    target: tuple[str, str, str], scope: Scope,
) -> None:  # fmt: skip
    if subject[0] == target[0]:
        return
    if any(
        (s.subject, s.predicate, s.object) == (subject[0], predicate, target[0])
        for s in sentence.said
    ):
        return
    sentence.said.append(
        Said(
            subject[0], predicate, target[0], "", scope.polarity, scope.modality,
            subject_label=subject[1], subject_type=subject[2], object_label=target[1],
            rule=rule,
        )
    )  # fmt: skip


def _spoken_of(sentence: Sentence) -> Mention | None:
    """The body that "it" means where none was a subject: an office before others."""
    bodies = [m for m in reversed(sentence.memory.recent) if m.kind == Kind.BODY]
    special = [m for m in bodies if body_type(m) != "PublicBody"]
    return next(iter([*special, *bodies]), None)


def spoken_before(sentence: Sentence, place: int) -> list[Mention]:
    """The body that "its" at a place means: one of the clause, or the one last spoken of."""
    before = [m for _, m in sentence.clause.within(0, place, Kind.BODY)]
    subject = sentence.memory.subject
    if before:
        return before[-1:]
    last = subject if subject and subject.kind == Kind.BODY else _spoken_of(sentence)
    return [last] if last else []


_OBLIQUE = patterns.of(
    rf"\A[^{Kind.BODY}{Kind.PRONOUN}]*+[{Kind.BODY}{Kind.PRONOUN}].*\b(?:of|under|within|to|at|with|in|from|for"
    r"|(?:supervised|overseen|controlled|managed|headed|coordinated|run) by)(?: the)? $",
    re.DOTALL,
)
_FRONTED = patterns.of(
    r"(?:^|[.;] )(?:under|within|subordinated? to|reporting to|part of|attached to)\b[^,;]*$",
    re.IGNORECASE,
)
_UNDER = patterns.of(r"\b(?:of|under|within|to|at|with|in|from|by)(?: the)? $")
_TWO = patterns.of(rf"{Kind.BODY}, {Kind.BODY}")
"""`Under the ministry, the service registers …`: the second one acts."""
_WHO_DOES = patterns.of(r",? (?:which|that|who)\b|, (?:an?|itself|part)\b")
_PANEL = patterns.of(
    r"\b(?:panel|board|body|unit|department|court|chamber|division|agency|office|institut\w+|arm)"
    r" (?:of|at|within|under|in)(?: the)? $"
)


def acting_in(sentence: Sentence, start: int, end: int) -> list[Mention]:
    """The bodies that do something: in "an office under a ministry that does …" the office."""
    masked = sentence.clause.masked
    before = masked[:start]
    if _PANEL.search(before) and masked[start + 1 : start + 4] == f", {Kind.BODY}":
        return bodies_in(sentence, start + 3, start + 4)
    if _FRONTED.search(before):
        start = masked.rindex(Kind.BODY, start, end) if Kind.BODY in masked[start:end] else start
        return bodies_in(sentence, start, end)
    if _UNDER.search(before) and _TWO.fullmatch(masked, start, end):
        return bodies_in(sentence, end - 1, end)
    goes_on = _WHO_DOES.match(masked, start + 1) and re.search(
        r"\b(?:to|with|by|from)(?: the)? $", before
    )
    if _OBLIQUE.search(before) and not goes_on and not re.search(r"[;.]", before):
        first = re.search(f"[{Kind.BODY}{Kind.PRONOUN}]", before)
        return bodies_in(sentence, first.start(), first.end()) if first else []
    return bodies_in(sentence, start, end)


def bodies_in(sentence: Sentence, start: int, end: int) -> list[Mention]:
    masked = sentence.clause.masked
    head = _HEAD_BODY.search(masked[:start])
    if head is None and _GOES_ON.match(masked, end):
        head = _APPOSED.search(masked[:start])
    if head and len(sentence.clause.within(start, end, Kind.BODY)) == 1:
        start, end = head.start(), head.start() + 1
    if Kind.BODY in masked[start : (anew := masked.rfind(Kind.PRONOUN, start, end)) + 1]:
        start = anew  # `under the ministry, and it registers`: no list
    found = []
    for place, mention in sentence.clause.within(start, end, Kind.BODY + Kind.PRONOUN):
        if mention.kind == Kind.PRONOUN:
            before = [m for _, m in sentence.clause.within(0, place, Kind.BODY)]
            subject = sentence.memory.subject
            last = _spoken_of(sentence)
            goes_on = place and sentence.clause.masked[0] == Kind.PRONOUN
            if goes_on and subject and subject.kind == Kind.BODY:
                found.append(subject)
            elif before:
                found.append(before[0])
            elif subject and subject.kind == Kind.BODY:
                found.append(subject)
            elif last:
                found.append(last)
        else:
            found.append(mention)
    return found


def as_told(sentence: Sentence, body: Mention, scope: Scope) -> Scope:
    """The scope of what a body does: of one that is no more, the past."""
    entry = body_of(sentence, body) if body.kind == Kind.BODY else None
    ended = sentence.memory.lexicon.ended
    if scope.polarity != "affirmed" or entry is None or entry.id not in ended:
        return scope
    masked, place = sentence.clause.masked, place_of(sentence, body)
    return Scope("past") if eras.is_past(masked, place, entry, ended) else scope


def rights_in(sentence: Sentence, start: int, end: int) -> list[Mention]:
    return [m for _, m in sentence.clause.within(start, end, Kind.RIGHT) if m.entries]


def plain_scope(sentence: Sentence, match: re.Match[str]) -> Scope | None:
    masked = sentence.clause.masked
    groups = match.re.groupindex
    verb = match["v"] if "v" in groups and match["v"] else ""
    trigger = match["t"] if "t" in groups and match["t"] else ""
    scope = scopes.judge(
        masked[: match.start()], verb, trigger, masked[match.end() : match.end() + 40]
    )
    if (
        scope
        and scope.polarity == "affirmed"
        and (
            _UNTIL.search(sentence.clause.spell(0, match.start()) + verb + trigger)
            or _UNTIL_AFTER.match(sentence.clause.spell(match.end(), match.end() + 4))
        )
    ):
        return Scope("past")
    if scope and scope.polarity == "affirmed" and _NOT.search(masked[: match.start()]):
        return Scope("negated")
    return soften(scope, verb)


DRAFT = patterns.of(
    r"\b(?:draft|bill|proposed|planned|future)(?: of)?(?: an?| the)?(?: new)? $", re.IGNORECASE
)
"""What stands before a law that is not there yet."""
_NOT = patterns.of(
    r"\b(?:(?:do|does|did|can|could|need|must|will|has|have)(?: not|n't)|cannot|never"
    r"|fail(?:s|ed)? to)(?: \w+)? $"
    r"|\b(?:[Nn]either|nor)(?: the| an?)? $"
    rf"|(?:\b[Ii]t|{Kind.PRONOUN}) (?:is|was)(?: not|n't)(?: the)? $"
)
_UNTIL = patterns.of(
    rf"(?:^|\b)from {Kind.DATE} (?:to|until|till) {Kind.DATE}"
    rf"|\b(?:until|till|before) {Kind.DATE},? [^.;]{{0,40}}\b(?:was|were|had)\b"
    rf"|^predecessor|\b(?:formerly|previously)\b[^,;]{{0,30}}$|^(?:until|till) {Kind.DATE}",
    re.IGNORECASE,
)
_UNTIL_AFTER = patterns.of(rf",? \(?(?:until|till|up to) {Kind.DATE}", re.IGNORECASE)


def soften(scope: Scope | None, words: str) -> Scope | None:
    """`can`, `may` and `must` say of bodies and laws what is, not what is planned."""
    if (
        scope
        and scope.polarity == "planned"
        and not re.search(
            r"\b(?:plan(?!t)|intend|hope|should|would|expect|ought|propos|will soon|aim|want|wish"
            r"|(?:may|might|could) (?:also |well )?(?:consider|like|think|look at)|usefully"
            r"|(?:is|are) to (?!be\b))",
            words,
        )
    ):
        return scopes.AFFIRMED
    return scope
