"""What goes on behind that which is said of taking part: more states, more treaties, more days."""

from __future__ import annotations

import re
from functools import cache

from cislex import patterns, rules
from cislex.arguments import objects_in
from cislex.dating import date_of, tail
from cislex.joining import join
from cislex.lexicon import Kind
from cislex.mentions import Mention
from cislex.rules import Rule
from cislex.scopes import Scope
from cislex.sentence import STATES, Sentence


def gapped(
    sentence: Sentence,
    rule: Rule,
    match: re.Match[str],
    objects: list[tuple[Mention, str]],
    scope: Scope,
) -> None:
    """`…, Uzbekistan on 16 July 2024`: more subjects for the same objects."""
    place = tail(sentence, match.end())
    while more := _gap().match(sentence.clause.masked, place):
        states = [m for _, m in sentence.clause.within(*more.span("s"), kinds=STATES)]
        days = sentence.clause.within(*more.span("d"), kinds=Kind.DATE)
        plain = [(target, "") for target, _ in objects]
        join(sentence, rule, states, plain, scope, days[0][1].value)
        place = more.end()


def pair_gapped(
    sentence: Sentence, rule: Rule, match: re.Match[str], told: list[tuple[Mention, str]],
    scope: Scope,
) -> None:  # fmt: skip
    """`…, Georgia of the WTO since 2000`: more subjects, each with objects of its own."""
    place = tail(sentence, match.end())
    if also := _LIKEWISE.match(sentence.clause.masked, place):
        states = [m for _, m in sentence.clause.within(*also.span(), kinds=STATES)]
        join(sentence, rule, states, [(target, "") for target, _ in told], scope, "")
    while more := _gap_pair().match(sentence.clause.masked, place):
        states = [m for _, m in sentence.clause.within(*more.span("s"), kinds=STATES)]
        objects = objects_in(sentence, *more.span("o"), None)
        join(sentence, rule, states, objects, scope, "")
        place = tail(sentence, more.end())


def with_it(
    sentence: Sentence, rule: Rule, match: re.Match[str], states: list[Mention], scope: Scope,
    day: str = "",
) -> None:  # fmt: skip
    """`The PCT followed in 1993, together with the Nice Agreement`: both at once."""
    more = _beside().match(sentence.clause.masked, tail(sentence, match.end()))
    if more:
        objects = objects_in(sentence, *more.span("o"), None)
        join(sentence, rule, states, objects, scope, date_of(sentence, match) or day)


def paused(
    sentence: Sentence, rule: Rule, match: re.Match[str], states: list[Mention], scope: Scope
) -> None:
    """`…, after long talks, and the Rome Convention in 1996`: more, each with its day."""
    if more := _after_pause().match(sentence.clause.masked, tail(sentence, match.end())):
        objects = objects_in(sentence, *more.span("o"), None)
        join(sentence, rule, states, objects, scope, "")


def more_objects(
    sentence: Sentence, rule: Rule, match: re.Match[str], states: list[Mention], scope: Scope
) -> None:
    """`…, and the Rome Convention since 2004`: more treaties for the same states."""
    place = match.end()
    while more := _gap_objects().match(sentence.clause.masked, place):
        objects = objects_in(sentence, *more.span("o"), None)
        days = sentence.clause.within(*more.span("d"), kinds=Kind.DATE)
        join(sentence, rule, states, objects, scope, days[0][1].value)
        place = more.end()


_LIKEWISE = patterns.of(
    r"(?:,|;|,? and|,? while) [\u000e\u0010](?:(?:, | and "
    r"|, and )[\u000e\u0010]){0,24},? (?:likewise"
    r"|too"
    r"|as well|also|similarly|equally)(?=[,.;]|$)"
)
"""`…, Armenia likewise`: of whom the same is said."""


@cache
def _after_pause() -> re.Pattern[str]:
    return rules.compiled(
        ",? (?:after|following|despite|without|amid)(?: (?:(?!and )[\\w'-]+|<Y>|<N>|<A>)){1,8},?"
        "(?: and|,)(?: (?:also|then|later))? (?P<o>{object}{dated}(?:{sep} {object}{dated}){0,24})"
        "(?=[.,;]|$)"
    )


@cache
def _gap() -> re.Pattern[str]:
    return rules.compiled(
        "(?:,|;)?(?: and| while| whereas| with| but){0,24}(?: that of| those of| on| upon| for"
        "| by| in(?= <S>))? (?P<s>[<S><C>](?:(?:, | and "
        "|, and )[<S><C>]){0,24})(?:'s)?(?:,? (?:having|been|effected|completed|being|one|two|three"
        "|a|week|weeks|month|months|year|years|earlier|made|coming|did|came|in turn"
        "|followed(?: suit)?|did so|did the same|doing so"
        "|following|joined|acceded|too|only|later|also|not|and|waited|in|second|third|next|last)){0,24}"
        "(?:, [^,;.<S><T><O><D>]{3,40},)?(?P<d>{dated})"
    )


@cache
def _beside() -> re.Pattern[str]:
    return rules.compiled(
        ",? (?:and )?(?:(?:together|along|jointly) with|alongside|with it,?)"
        " (?P<o>{objects})(?=[.,;]|$)"
    )


@cache
def _gap_pair() -> re.Pattern[str]:
    return rules.compiled(
        "(?:,|;)(?: and| while| whereas| but){0,24} (?P<s>[<S><C>](?:(?:, | and "
        "|, and )[<S><C>]){0,24})"
        "(?:,? (?:too|also|in turn|by contrast|on the other hand),?)? ?(?:to |of |by |in "
        "|from )?"
        "(?:only )?(?P<o>{object}{tail}(?:{sep} {object}{tail}){0,24})(?: alone| only| too"
        "| instead)?"
        "(?=[.,;]|$)"
    )


@cache
def _gap_objects() -> re.Pattern[str]:
    return rules.compiled(
        "(?:,|;)?(?:(?: and| while| but){0,24}|(?: and)? (?:then |later |soon )?followed"
        "(?: soon| later| shortly)? by)(?: the (?:second|third|other"
        "|last),)?(?: that of| that to| those of| of| to| in)? (?P<o>(?:the )?[<T><O>](?:(?:, "
        "| and |, and )<T>){0,24})(?: only| also| likewise|,){0,24}"
        "(?:, (?:(?:which|administered|managed|run) [^,;:<S><C><T><D>]{3,110}"
        "|(?!and |or |but )[^,;:<S><C><T><O><D>]{3,110}),(?= <D>))?(?P<d>{dated})"
    )
