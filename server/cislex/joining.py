"""What frames of taking part say in the end: claims of states, each once, with their dates."""

from __future__ import annotations

import re
from dataclasses import replace

from cislex import patterns
from cislex.lexicon import Entry, Kind
from cislex.mentions import Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.screening import Screened
from cislex.sentence import PARTICIPATIONS, Said, Sentence, flat


def join(
    sentence: Sentence, rule: Rule, subjects: list[Mention], objects: list[tuple[Mention, str]],
    scope: Scope, date: str,
) -> None:  # fmt: skip
    """Every subject takes part in every object; an own date wins over the common one."""
    alone = len({part.entries for target, _ in objects for part in flat([target])}) == 1
    for subject in flat(subjects):
        if subject.kind == Kind.FOREIGN or not subject.entries:
            continue
        for target, own in objects:
            for part in flat([target]):
                one_participation(
                    sentence, rule, subject.entries[0], part, scope, own or date, alone
                )
    sentence.memory.last_objects = tuple(o for o, _ in objects)


def one_participation(
    sentence: Sentence, rule: Rule, state: Entry, target: Mention, scope: Scope, date: str,
    alone: bool,
) -> None:  # fmt: skip
    """A state takes part in one thing; where this stands `alone`, a second day is a claim too."""
    if not target.entries:
        return
    entry = target.entries[0]
    predicate = rule.predicate
    if entry.kind == Kind.ORGANIZATION:
        if predicate == "isSignatoryTo":
            return  # of whose charter one may be a signatory
        predicate = "isMemberStateOf"
    elif predicate == "isMemberStateOf":
        predicate = "isPartyTo"
    same = [
        s.polarity
        for s in sentence.said
        if (s.predicate, s.subject, s.object) == (predicate, state.id, entry.id)
    ]
    if scope.polarity == "planned" and "affirmed" in same:
        return  # it has acceded, and the treaty will enter into force
    for number, known in enumerate(sentence.said):
        if (known.predicate, known.subject, known.object, known.polarity) == (
            *(predicate, state.id, entry.id),
            scope.polarity,
        ):
            if alone and _is_second(rule, known, date):
                break
            finer = len(date) > len(known.value) and date.startswith(known.value)
            if finer and scope.polarity != "negated":
                sentence.said[number] = replace(known, value=date)
            return
    sentence.said.append(
        Said(
            state.id, predicate, entry.id, "" if scope.polarity == "negated" else date,
            scope.polarity, scope.modality, subject_label=state.label, subject_type="State",
            object_label=entry.label, rule=rule.id,
        )
    )  # fmt: skip


def _is_second(rule: Rule, known: Said, date: str) -> bool:
    """`acceded in May 1995, and it took effect in August`: each of the two days is a claim."""
    alike = known.value.startswith(date) or date.startswith(known.value)
    later = rule.frame == "in-force" and rule.id != known.rule
    return later and known.polarity == "affirmed" and known.predicate == "isPartyTo" and not alike


def mend(sentence: Sentence) -> None:
    """What the whole sentence makes of that which has been said of taking part."""
    if not any(one.predicate in PARTICIPATIONS for one in sentence.said):
        return
    late_date(sentence)
    still_outside(sentence)
    from_then_on(sentence)
    by_then(sentence)
    left_since(sentence)
    signed_and_joined(sentence)
    only_reckoned(sentence)


def only_reckoned(sentence: Sentence) -> None:
    """`bound by TRIPS since it entered the WTO`: reckoned from what is told elsewhere."""
    if "ince" not in sentence.clause.masked:
        return
    for found in _SINCE_IT.finditer(sentence.clause.masked):
        known = {entry.id for entry in sentence.clause.at(found.start("o")).entries}
        sentence.said[:] = [
            s
            for s in sentence.said
            if (s.predicate, s.polarity, s.value) != ("isMemberStateOf", "affirmed", "")
            or s.object not in known
        ]


_SINCE_IT = patterns.of(
    rf"\b[Ss]ince (?:it|they|{Kind.PRONOUN}|(?:the|this) (?:country|republic|state))(?: \w+ly)?"
    r" (?:joined|entered|acceded to|(?:became|has been|is) (?:a member|part) of|was admitted"
    rf" (?:in)?to) (?P<o>{Kind.ORGANIZATION})(?!,? {Kind.DATE})"
)


def by_then(sentence: Sentence) -> None:
    """`By 2010 it had joined the WCT`: some time before, so that this is not the date of it."""
    clause = sentence.clause
    if Kind.DATE not in clause.masked:
        return
    days = clause.within(0, len(clause.masked), Kind.DATE)
    late = {m.value for p, m in days if _BY.match(m.proposed) and not _NOT.search(clause.low, 0, p)}
    if not late:
        return
    late -= {m.value for _, m in days if not _BY.match(m.proposed)}
    for number, one in enumerate(sentence.said):
        if one.predicate in PARTICIPATIONS and one.polarity == "affirmed" and one.value in late:
            sentence.said[number] = replace(one, value="")


_BY = patterns.of(r"(?:by|before|prior to|ahead of)\b", re.IGNORECASE)
_NOT = patterns.of(r"(?:\b(?:not|never|nor|only|hardly)\b|n't\b)[^,;.]{0,60}$")
"""`did not join before 2012`: then it did."""


def from_then_on(sentence: Sentence) -> None:
    """`acceded on 25 July, in force on 25 October`: each of the two days is a claim."""
    clause = sentence.clause
    match = clause.search(_THEN_IN_FORCE)
    if match is None:
        return
    first, last = clause.at(match.start("one")).value, clause.at(match.end() - 1).value
    after = clause.at(match.end() - 1)
    since = match["at"] == " " and after.proposed in ("since", "as of", "as from")
    bound = since or match["at"] is None or _EFFECT.match(after.proposed)
    if not bound or not re.search(r"\d", after.text):
        return
    parties = [s for s in sentence.said if s.predicate == "isPartyTo"]
    told = [s for s in parties if s.value == first]
    if len({one.object for one in told}) > 1 and len(told) < len(parties):
        return
    for one in told:
        if one.polarity == "affirmed" and last > first and not last.startswith(first):
            sentence.said.append(replace(one, value=last))


_D = Kind.DATE
_THEN_IN_FORCE = Screened(
    rf"\b(?:acced|accession|ratif|deposit|adhere|accept|join|notif|declar|consent)[^;.]{{0,120}}?"
    rf"(?P<one>{_D})(?:[^.{_D}{Kind.TREATY}{Kind.STATE}]{{0,30}}?\b(?:in force|into force"
    r"|into effect|takes effect|took effect|effective|with effect|becoming binding|became binding"
    r"|(?:becoming|became|was) bound"
    r"|binding|has (?:applied|bound)|(?:has|have) been (?:bound|in force)|applicable)"
    rf"[^.;,{_D}{Kind.TREATY}{Kind.STATE}]{{0,25}}|(?P<at>,? ?)){_D}",
    re.IGNORECASE,
)
_EFFECT = patterns.of(r"\(?(?:with effect|effective|in force|binding)", re.IGNORECASE)
"""What goes before the day from which a treaty binds."""


def of_unions(sentence: Sentence, objects: list[tuple[Mention, str]]) -> list[tuple[Mention, str]]:
    """The organisation of which one is a member in the place of the treaty that founded it."""
    union = sentence.memory.lexicon.entries.get("id:eaeu")
    return [
        (Mention(Kind.ORGANIZATION, mention.text, (union,)), day)
        if union and mention.entries and mention.entries[0].id == "id:eaeu-treaty"
        else (mention, day)
        for mention, day in objects
    ]


def left_since(sentence: Sentence) -> None:
    """`inherited the Agreement, left it`: who is out again is not said to be in."""
    if not any(s.polarity in ("past", "negated") for s in sentence.said):
        return
    gone = {(s.subject, s.object) for s in sentence.said if s.polarity == "past"}
    ended = {(s.subject, s.object, s.value) for s in sentence.said if s.polarity == "past"}
    denied = {(s.subject, s.object, s.predicate) for s in sentence.said if s.polarity == "negated"}
    sentence.said[:] = [
        s
        for s in sentence.said  # `we wrote that it had joined; it has not`
        if s.polarity != "affirmed" or s.value or (s.subject, s.object, s.predicate) not in denied
    ]
    late = {
        (s.subject, s.object)
        for s in sentence.said
        if s.polarity == "affirmed" and s.value and s.predicate != "isSignatoryTo"
    }
    sentence.said[:] = [
        s
        for s in sentence.said
        if s.predicate not in PARTICIPATIONS
        or s.polarity != "affirmed"
        or (s.value and (s.subject, s.object, s.value) not in ended)
        or (s.subject, s.object) not in gone
    ]
    sentence.said[:] = [
        s for s in sentence.said
        if s.predicate not in PARTICIPATIONS or s.predicate == "isSignatoryTo"
        or s.polarity != "negated" or (s.subject, s.object) not in late
    ]  # fmt: skip


def signed_and_joined(sentence: Sentence) -> None:
    """`signed and ratified it in 2015`: who has joined signed only if that has its own day."""
    signed = any(s.predicate == "isSignatoryTo" for s in sentence.said)
    if not signed or not _JOINED_AFTER.search(sentence.clause.masked):
        return
    parties = {
        (s.subject, s.object)
        for s in sentence.said
        if s.predicate == "isPartyTo" and s.polarity == "affirmed"
    }
    sentence.said[:] = [
        s
        for s in sentence.said
        if s.predicate != "isSignatoryTo" or s.value or (s.subject, s.object) not in parties
    ]


_JOINED_AFTER = patterns.of(
    r"\bsigned\b[^;.]{0,60}\band (?:(?:later|then|subsequently|finally|also"
    r"|in \w+) ){0,24}(?:\u0018,? )?"
    r"(?:ratified|acceded|joined|approved)\b"
)


def unratified(sentence: Sentence, rule: Rule, _: re.Match[str]) -> None:
    """`signed …, but ratification did not follow`: who only signed is no party.

    `signed …, and ratification is planned`: who means to ratify is none yet.
    """
    scope = Scope("planned", "intention") if rule.options.get("planned") else Scope("negated")
    parties = {(s.subject, s.object) for s in sentence.said if s.predicate == "isPartyTo"}
    for one in [s for s in sentence.said if s.predicate == "isSignatoryTo"]:
        if one.polarity == "affirmed" and (one.subject, one.object) not in parties:
            told = replace(
                one, predicate="isPartyTo", value="", rule=rule.id,
                polarity=scope.polarity, modality=scope.modality,
            )  # fmt: skip
            sentence.said.append(told)


def parties_by_law(sentence: Sentence) -> None:
    """A state that ratified a treaty by a law is a party to it: `ratified by Decree No. 2364`.

    A law that ratifies tells only of itself: the state may take part much later, or never.
    """
    ratifying = [
        s for s in sentence.said if s.predicate == "ratifies" and s.rule != "ratifies.active"
    ]
    masked = sentence.clause.masked
    if not ratifying or "ratified" not in masked or _CEASED.search(masked):
        return
    homes = {s.subject: s.object for s in sentence.said if s.predicate == "isInJurisdiction"}
    known = {(s.subject, s.object) for s in sentence.said if s.predicate in PARTICIPATIONS}
    entries = sentence.memory.lexicon.entries
    for one in [s for s in ratifying if s.polarity == "affirmed"]:
        law = entries.get(one.subject)
        home = entries.get(homes.get(one.subject) or (law.state if law else ""))
        if home and (home.id, one.object) not in known:
            sentence.said.append(
                replace(
                    one, subject=home.id, subject_label=home.label, subject_type="State",
                    predicate="isPartyTo", value="", jurisdiction="",
                )
            )  # fmt: skip


def still_outside(sentence: Sentence) -> None:
    """`asked to join in 1997 and is still outside`: who only asked is told to be no member."""
    told = [s for s in sentence.said if s.predicate == "isMemberStateOf"]
    out = {(s.subject, s.object) for s in told if s.polarity == "negated"}
    masked = sentence.clause.masked
    if (
        out and _APPLIED.search(masked) and not _HOPES.search(masked)
    ):  # `applied in 1993 but is no member`
        asked = [
            s for s in told
            if s.polarity == "planned" and (s.subject, s.object) in out and s.rule not in _MEANT
        ]  # fmt: skip
        sentence.said[:] = [s for s in sentence.said if s not in asked]
    planned = [s for s in sentence.said if s.predicate == "isMemberStateOf"]
    if len(planned) != 1 or planned[0].polarity != "planned":
        return
    if _OUTSIDE.search(sentence.clause.masked):
        place = sentence.said.index(planned[0])
        denied = replace(planned[0], polarity="negated", modality="asserted", value="")
        sentence.said[place] = denied


_MEANT = (
    *("participation.plans-as-well", "participation.hopes-too"),
    "participation.bare-accession-planned",
)
"""`It applied in 1994 and hopes to join soon`: who says so means it still."""
_HOPES = patterns.of(
    r"\b(?:plan|hope|intend|want|aim|mean|expect|wish|seek|prepar)(?:s|es|ing)?"
    r" (?:(?:still|now|soon|eventually) )?(?:to (?:join|enter|accede|become|be)|membership"
    r"|accession)"
)
_APPLIED = patterns.of(r"\b(?:has |had )?(?:applied|asked|application|request(?:ed)?)\b")
_OUTSIDE = patterns.of(
    r"\b(?:and|but|yet|though|;) (?:(?:we|they|it|\u001b|\u000e) )?"
    r"(?:(?:is|are|was|were|has|have|still|yet|now|today|remains?|stays?|stayed|remained|ever since"
    r"|been|waits?|waiting),? ){1,5}(?:outside|not (?:yet )?(?:in|inside|a member|members)|waiting"
    r"|an? (?:applicant|candidate|observer|outsider))\b"
)
_CEASED = patterns.of(r"\b(?:ceased|no longer|denounced|withdrew|until|lapsed|left)\b")


def late_date(sentence: Sentence) -> None:
    """The only date of a sentence, told later than who takes part: `…, on an accession of 1995`."""
    masked = sentence.clause.masked
    if masked.count(Kind.DATE) != 1 or Kind.LAW in masked:
        return
    told = [s for s in sentence.said if s.predicate in PARTICIPATIONS]
    if any(s.value for s in told) or len({s.rule for s in told}) > 1:
        return
    place = masked.index(Kind.DATE)
    if GRANTED.search(masked[:place]):
        return
    if (
        not told
        or any(s.polarity != "affirmed" for s in told)
        or len({s.object for s in told} | {s.subject for s in told}) > 1 + max(
            len({s.object for s in told}), len({s.subject for s in told}))
        or not (
            _DATING.search(masked[:place])
            or sentence.clause.at(place).proposed.startswith(("effective", "with effect"))
        )
    ):  # fmt: skip
        return
    value = sentence.clause.at(place).value
    for number, known in enumerate(sentence.said):
        if known.predicate in PARTICIPATIONS:
            sentence.said[number] = replace(known, value=value)


GRANTED = patterns.of(
    r"\b(?:although|though|even if|while|whereas|when)(?: by then)?(?: the| that| this)?"
    rf"(?: {Kind.TREATY}| {Kind.PRONOUN}| treaty| convention| itself)?(?: itself| as a whole)?"
    rf"(?: [^,;:{Kind.STATE}{Kind.DATE}{Kind.TREATY}]{{0,50}})?$"
)
"""`…, although the treaty entered into force in 2005`: which was not for one state alone."""
_DATING = patterns.of(
    r"\b(?:in force|into force|effect|effective|accession|ratification|instruments?|came to life"
    r"|dated"
    r"|bound|binds|applie[sd]|joined|acceded|declar\w+|notification|binding|operative|dates"
    r"|reached"
    r"|has been so|beginning|outset|start|first day|counted?|party|member|membership|adherence"
    r"|admitted|succession)\b[^.;:\u000e\u0012]{0,30}$"
)
