"""Treaties called by their place (`party to Berne and Rome`), and the year that is their own."""

from __future__ import annotations

import re
from functools import lru_cache

from cislex import patterns
from cislex.lexicon import Kind, Lexicon
from cislex.mentions import Clause, Mention
from cislex.screening import Screened

_T, _O, _D = Kind.TREATY, Kind.ORGANIZATION, Kind.DATE
_TREATY_WORDS = patterns.of(
    r"treat|conven|agreement|instrument|acced|accession|ratif|bound|part(?:y|ies)\b",
    re.IGNORECASE,
)
_BRACKET = r"(?: \([^()]*\))?"
_AND = r"(?:,? and |, |/| & |,? or |; |,? but )(?:the )?"
_DATED = rf"(?:,? (?:in |since |from |on )?{_D})?"

_GOVERNED = patterns.of(
    r"\b(?:join(?:ed|s|ing)?|acced\w+ to|accession to|adher\w+ to|ratif\w+(?: of)?"
    r"|part(?:y|ies) to|bound by|bind \w+ to|members? of|membership (?:of|in)"
    r"|signator\w+ (?:to|of)|sign(?:ed|s|ing)?(?: up)?(?: to)?|subscribed to|implement(?:s|ed)?"
    r"|with (?:regard|respect) to|in respect of|as regards|covered by|outside|out of|away from"
    r"|part of|(?:applies|apply|applied)"
    r"|instruments? (?:of \w+ )?(?:to|of)|(?:inherited|embraced|accepted|denounced))"
    rf"(?: (?:both|neither|also|only|even|the|finally|{_D})){{0,24}}:? $",
    re.IGNORECASE,
)
_GOVERNS = patterns.of(
    r" (?:(?:has|have|also|only|itself|too|alone|likewise|now|is|are|was|were|not|been|yet|still"
    r"|then|finally|already) ){0,24}(?:bind(?:s|ing)?\b|appl(?:ies|y|ied)(?= (?:to|in|for"
    r"|since|from|as"
    rf"|too|also|only|here|there)\b|[,.;]|$)|came(?= (?:only |later |next |first |then "
    rf"|soon ){{0,24}}"
    rf"(?:(?:in|on|since|after|from)(?: early| late)? {_D}|in(?:to)? force|later|next|first\b))"
    rf"|follow(?:ed|s)(?=[,.;]|$| (?:in|on|only in|only on|from) {_D}| later)"
    rf"|entered into force|took effect|in(?:to)? force|(?:since|from) {_D}|membership\b|accession\b"
    r"|ratification\b|(?<=been )(?:joined|ratified)|(?<=was )(?:joined|ratified))"
)
_NO_TREATY = patterns.of(
    r"(?:-| (?:[Oo]ffice|conference|summit|meeting|talks|delegation|court|headquarters|airport|bar"
    r"|Bar|club|fair|[Uu]niversity|process|rules?|[Ss]ummit|hotel|branch|school))"
)
_LABEL = patterns.of(
    r"(?:treat|conven|agreem|instrument|member|part(?:y|ies)\b|accession|joined|ratif|outside"
    r"|bound|copyright|patents|marks|designs|rights)[^:;.]*: $",
    re.IGNORECASE,
)
_PLACED = patterns.of(r"\b(?:in|at|from|near|via|of|between|for|with|by) (?:the )?$", re.IGNORECASE)


def mark(clause: Clause, lexicon: Lexicon) -> None:
    """Put a treaty in the place of a town that stands for it."""
    words = lexicon.places
    name, alone = _names(lexicon)
    if not words or not clause.admits(alone):
        return
    topical = bool(_TREATY_WORDS.search(clause.masked))

    def take(match: re.Match[str], clause: Clause) -> Mention | None:
        text = clause.words(*match.span())
        if text not in words or not _stands_for_treaty(match, name, topical):
            return None
        return Mention(_T, text, (lexicon.entries[words[text]],))

    clause.merge(alone, take)


@lru_cache(maxsize=4)
def _names(lexicon: Lexicon) -> tuple[str, Screened]:
    """A pattern of the places that stand for treaties, and the same as a word of its own."""
    name = f"(?:{'|'.join(lexicon.places)}|{Kind.FOREIGN})"
    return name, Screened(rf"(?<![\w-]){name}(?![\w-])")


def prepare(lexicon: Lexicon) -> None:
    """Have the places looked for with all other words, before the first text is read."""
    _names(lexicon)


def _stands_for_treaty(match: re.Match[str], name: str, topical: bool) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    item = rf"(?:{name}|[{_T}{_O}]|[A-Z]{{3,4}}\b){_BRACKET}"
    key = rf"(?:{_AND}{item}){{0,24}}{_BRACKET}"
    if re.search(rf"^(?:[Tt]he )?(?:[{_T}{_O}]{_BRACKET}{_AND}){{0,24}}$", before) and (
        re.match(rf"{_BRACKET}{key} ?(?::|–|-|\||$|\()", after)
    ):
        return True
    if re.search(r"\bin $", before):
        return False
    if re.search(rf"{_T}{_DATED}{_BRACKET}{_AND}$", before) or (
        re.match(rf"{_DATED}{_BRACKET}{_AND}(?:{_T}|{name}(?!\w))", after)
        and (topical or re.match(rf"{_BRACKET}{_AND}{_T}", after))
    ):
        return True
    if re.match(r" one\b", after) or re.search(r"\bthe $", before):
        return bool(re.match(r" one\b|,? (?:since|in) |[,.;]|$", after)) and before.endswith("the ")
    if topical and re.search(r"(?:treaty|convention|agreement) (?:from|of) $", before):
        return True
    return _named_alone(before, after, name)


def _named_alone(before: str, after: str, name: str) -> bool:
    """Whether the words around a town alone show that it stands for a treaty."""
    if _NO_TREATY.match(after):
        return False
    if _GOVERNED.search(before) or _LABEL.search(before):
        return True
    if _T in before and (
        re.search(r"\b(?:and|not|nor|or|also|than) (?:to|of|by) $", before)
        or (
            re.match(rf" (?:in|since|from|on) {_D}(?=[,;.)]|$| and)", after)
            and re.search(r"[,;]?(?: and)? $", before)
            and not _PLACED.search(before)
        )
        or (
            re.match(r" (?:is|are|was) not\b(?=[.,;]|$| yet)", after)
            and re.search("[,;] $", before)
        )
    ):
        return True
    if _PLACED.search(before):
        return False
    dated = rf" \((?:since |from |in force )?{_D}\)"
    if re.match(dated, after) and re.search(rf"{name}{dated}", before + after):
        return True
    return bool(_GOVERNS.match(after))


def drop_own_years(clause: Clause, lexicon: Lexicon) -> None:
    """`the Rome Convention of 1961` → `the Rome Convention`: that year is the treaty's own."""
    if _T not in clause.masked:
        return
    signing = "sign" in clause.low

    def take(match: re.Match[str], clause: Clause) -> Mention | None:
        treaty = clause.within(*match.span(), kinds=_T)[0][1]
        day = clause.within(*match.span(), kinds=_D)[0][1]
        years = lexicon.concluded.get(treaty.entries[0].id, ()) if treaty.entries else ()
        if day.value[:4] not in years:
            return None
        if match["own"] is None and (
            signing or len(day.value) > 4 or day.proposed not in ("", "(", "(of ", "(adopted ")
        ):
            return None
        return treaty

    clause.merge(_OWN_YEAR, take)
    clause.merge(_SUBJECT, lambda match, clause: clause.at(match.start()))


_R = Kind.RIGHT
_SUBJECT = Screened(
    rf"{_T} (?:on|for|concerning|about|regarding) (?:(?:the|protection|international"
    rf"|registration|deposit|recognition"
    rf"|of) ){{0,24}}(?:{_R}(?:(?:,? and |, ){_R}){{0,24}}(?! (?:[a-z]+ )?{_R})"
    rf"|(?:Olympic [Ss]ymbol"
    rf"|satellites?(?: signals| broadcasts?)?"
    rf"|(?:blind|visually impaired|print-disabled)(?:(?:,? and |,? or |, )(?:otherwise )?"
    rf"(?:blind|visually impaired|print-disabled)){{0,3}}(?: persons| people| readers)?"
    rf"|audiovisual performances|micro-?organisms"
    rf"|phonograms"
    rf"|performers|producers of phonograms|performances)\b)(?= [a-z]| {_D}|[:,.;)]|$)"
)
"""`the Berne Convention on literary and artistic works`: what a treaty is about."""
_OWN_YEAR = Screened(
    rf"{_T}(?:(?P<own>,? (?:of|dated|dating|concluded|adopted|established|done)"
    rf"(?: (?:in|at) [A-Z]\w+)?) | ){_D}|(?<!\w){_D} {_T}"
)
