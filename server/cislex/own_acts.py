"""Laws told only by what they are about: `designs have had an act of their own since 2017`."""

from __future__ import annotations

import re

from cislex import patterns
from cislex.lexicon import Kind
from cislex.mentions import Clause, Mention
from cislex.screening import Screened

_R, _D, _L = Kind.RIGHT, Kind.DATE, Kind.LAW

_ACT = Screened(
    r"\b(?:an?|its|their) (?:(?:separate|special|dedicated|specific|distinct|stand-?alone)"
    r" (?P<one>law|act|statute)|(?:very )?own (?P<two>law|act|statute)"
    r"|(?:[a-z-]+ )?(?P<three>law|act|statute) (?:of|to) (?:its|their|them)(?: own|selves|self))\b"
    r"(?! (?:on|of|for|about)\b)"
)
_LINE = Screened(
    rf"(?<=: )(?:an? )?(?:(?:own|separate|special|dedicated|specific|distinct|stand-?alone)"
    rf" (?P<one>law|act|statute)|(?:own )(?P<two>law|act|statute)"
    rf"|(?P<three>law|act|statute) of (?:its|their) own)"
    rf"(?=,? \(?(?:(?:of|in force|in effect|effective|adopted|passed|enacted|signed|dated"
    rf"|dating|applicable|since|from) ?){{0,2}}{_D})"
)
"""`Designs: separate law, in force from 2017`."""
_KEY = patterns.of(rf"^\W*(?P<rights>{_R}(?:(?:, | and |, and ){_R}){{0,5}}): (?:an? )?$")
_HAVE = patterns.of(
    rf"(?P<rights>{_R}(?:(?:, | and |, and ){_R}){{0,24}})"
    r"(?: (?:too|also|now|then|alone|finally|in turn|meanwhile)){0,24}"
    r" (?:have(?: had)?|has(?: had)?|had|got|gets?|received|obtained|gained|enjoys?|possess(?:es)?"
    r"|(?:were|was|been) given|acquired|(?:have|has) (?:received|obtained|got|gained)|(?:are|is"
    r"|were|was|been) (?:governed|regulated|covered|protected) (?:by|under|in))(?: [a-z]+ly)? $"
)


def mark(clause: Clause) -> None:
    """Put a law in the place of words that tell of one, its day and what it is about."""
    if _D in clause.masked and _L not in clause.masked:
        clause.merge(_ACT, _own)
        clause.merge(_LINE, _own)


def _own(match: re.Match[str], clause: Clause) -> Mention | None:
    days = [day for _, day in clause.within(0, len(clause.masked), _D)]
    before = clause.masked[: match.start()]
    holders = _HAVE.search(before) or _KEY.search(before)
    if holders is None or len(days) != 1 or days[0].proposed in ("until", "till", "before"):
        return None
    rights = [right.text for _, right in clause.within(*holders.span("rights"), kinds=_R)]
    head = (match["one"] or match["two"] or match["three"]).capitalize()
    title = f"{head} on {' and '.join(right[:1].upper() + right[1:] for right in rights)}"
    return Mention(_L, match[0], date=days[0].value, proposed=title, type="NationalLaw")
