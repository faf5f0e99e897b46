"""Fact-checking: the claims of an article against the reference layer, as of a day.

The rules of `ontology/rules/verification/` decide, the same as when the graph is built: the
claims become statements beside the reference graphs of a release, and each finding is what the
rules wrote. What no source that counts decides is unverified, never contradicted.
"""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path

from pyoxigraph import Quad, QuerySolutions

from cislex import cases, dates, inference, propositions, releases, resources, terms
from cislex.cases import Case, Key
from cislex.claims import Claim, Extractor
from cislex.documents import MAXIMUM_BYTES
from cislex.extraction import RuleExtractor
from cislex.known import Known
from cislex.sentence import PARTICIPATIONS
from cislex.store import Workbench
from cislex.texts import Article, read

VERDICTS = ("contradicted", "imprecise", "confirmed", "unverified")
"""The gravest first."""

_BASES = ("depositary", "official", "mirror")
_CONCLUSIONS = "80"
"""Rules from this number on draw conclusions from the checks; a report needs none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What checking one claim found.

    `statement` is the IRI of what is claimed; `verdict` one of `VERDICTS`; `expected` what the
    source says, in words; `source` its name and `page` its address; `checked_on` the day on which
    that page was looked up; `as_of` the day for which the claim was checked. All but the first
    two and the last are empty where nothing decides.
    """

    claim: Claim
    statement: str
    verdict: str
    as_of: str
    expected: str = ""
    source: str = ""
    page: str = ""
    checked_on: str = ""


def check_file(
    path: Path | str,
    store: Path | str = ".cislex",
    on: str = "",
    extractor: Extractor | None = None,
) -> list[Finding]:
    """Check one article file against the release in a store.

    `on` is the day (ISO 8601) as of which the claims are checked; without it the day that the
    article states, else today. `extractor` finds the claims, by default the rules of cislex.

    Raises:
        InputError: the file cannot be read.
        ReleaseError: there is no release yet.
    """
    article = read(Path(path), MAXIMUM_BYTES)
    if extractor is None:
        extractor = RuleExtractor()
    return Checker.of_release(Path(store)).check(article, extractor.extract(article), on)


class Checker:
    """Holds the reference layer of a release in memory and checks one article after another."""

    def __init__(self, reference: Iterable[Quad], ontology: Traversable) -> None:
        """Take the graphs of the reference layer, its sources and the entities."""
        quads = list(reference)
        self.known = Known.of(quads)
        self._bench = Workbench(quads)
        folder = ontology / "rules" / "verification"
        self._rules = [rule for rule in inference.read(folder) if rule.name < _CONCLUSIONS]
        self._lock = threading.Lock()

    @classmethod
    def of_release(cls, store: Path) -> Checker:
        """The reference layer of the release that is served.

        Raises:
            ReleaseError: there is none yet: it must be built first.
        """
        release = releases.current(store)
        quads = Workbench.copied(release.store_path, _is_needed)
        return cls(quads, resources.folder("ontology"))

    def check(self, article: Article, claims: Iterable[Claim], on: str = "") -> list[Finding]:
        """What the reference layer says of each claim, in the order of the claims.

        A sentence with several dates may have been read wrongly: where a source contradicts the
        one and confirms another of them, which is neither that of a law nor that of another claim
        that may be right, the claim is taken to be made with the other.
        """
        as_of = on or article.published or today()
        text = article.document.text.replace("\n", " ")  # a date may go on in the next line
        findings = self._check(claims, as_of, text)
        right = {
            _dated(finding.claim)
            for finding in findings
            if finding.verdict != "contradicted" or finding.claim.predicate not in PARTICIPATIONS
        }
        doubtful = [
            (number, replace(finding.claim, value=date))
            for number, finding in enumerate(findings)
            if finding.verdict == "contradicted" and finding.claim.predicate in PARTICIPATIONS
            for date in _other_dates(text, finding.claim)
            if _dated(replace(finding.claim, value=date)) not in right
        ]
        again = self._check((claim for _, claim in doubtful), as_of, text) if doubtful else []
        for (number, _), finding in zip(doubtful, again, strict=True):
            if finding.verdict == "confirmed":
                findings[number] = finding
        return findings

    def check_claims(self, claims: Iterable[Claim], on: str = "") -> list[Finding]:
        """Check claims without an article, as of a day (today where none is given)."""
        return self._check(claims, on or today(), "")

    def _check(self, claims: Iterable[Claim], as_of: str, text: str) -> list[Finding]:
        """Check claims as of a day; `text` is that of their article, or empty."""
        claims = list(claims)
        asked, keys = self._cases(claims, text)
        with self._lock:
            try:
                self._bench.add(cases.issued(as_of))
                self._bench.add(quad for case in asked.values() for quad in case.quads())
                inference.run(iter(self._rules), self._bench)
                outcomes = self._outcomes()
            finally:
                self._bench.remove((cases.GRAPH, _VERIFICATION))
        decided = {key: _decision(case, outcomes) for key, case in asked.items()}
        return [
            Finding(claim, asked[key].statement, decided[key][0], as_of, *decided[key][1:])
            for claim, key in zip(claims, keys, strict=True)
        ]

    def _cases(self, claims: list[Claim], text: str) -> tuple[dict[Key, Case], list[Key]]:
        """The cases of claims, each once, and the key of that of each claim."""
        meant = self.known.resolve(claims)
        spoken: dict[tuple[int, int], set[str]] = {}
        for claim in meant:
            spoken.setdefault((claim.start, claim.end), set()).add(claim.subject)
        renewed = {cases.term(claim) for claim in meant if claim.predicate == "renewalYears"}
        asked: dict[Key, Case] = {}
        keys: dict[Key, Key] = {}
        chosen = []
        for claim in meant:
            words = text[claim.start : claim.end]
            alone = len(spoken[claim.start, claim.end]) == 1
            beside = alone, cases.term(claim) in renewed
            key = cases.key(claim, words, *beside)
            if key not in asked:
                asked[key] = cases.of(claim, words, *beside, self.known.codes)
            # Of equal keys the first: each of a hundred thousand would hold its passage once more.
            chosen.append(keys.setdefault(key, key))
        return asked, chosen

    def _outcomes(self) -> dict[str, list[_Outcome]]:
        found: dict[str, list[_Outcome]] = {}
        answer = self._bench.query(_ASK)
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            cells = [getattr(row[name], "value", "") for name in _CELLS]
            verdict = cells[1].rsplit("/", 1)[-1]
            found.setdefault(cells[0], []).append(_Outcome(verdict, *cells[2:]))
        return found


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One check that the rules wrote."""

    verdict: str
    expected: str
    source: str
    page: str
    looked_up: str
    basis: str

    def rank(self) -> tuple[int, int, str, str]:
        """The gravest verdict first, of these the best founded."""
        trust = _BASES.index(self.basis) if self.basis in _BASES else len(_BASES)
        return VERDICTS.index(self.verdict), trust, self.page, self.expected


def _decision(case: Case, outcomes: Mapping[str, list[_Outcome]]) -> tuple[str, ...]:
    """The verdict on a case and, where it is decided, what a finding tells of its source."""
    found = [outcome for node in case.nodes for outcome in outcomes.get(node, ())]
    if not found:
        return ("unverified",)
    found.sort(key=_Outcome.rank)
    best = found[0]
    if best.verdict == "confirmed" and found[-1].verdict == "unverified":
        # The rules leave open which thing is meant, such as a law with another number and day.
        best = found[-1]
    if best.verdict == "unverified":
        return ("unverified",)
    alike = (o for o in found if (o.verdict, o.page) == (best.verdict, best.page))
    expected = "; ".join(dict.fromkeys(outcome.expected for outcome in alike))
    return best.verdict, expected, best.source, best.page, best.looked_up


def _dated(claim: Claim) -> tuple[int, int, str]:
    """The passage of a claim and the date that it gives, also beside the number of a law."""
    return claim.start, claim.end, propositions.numbered(claim.value)[1]


def _other_dates(text: str, claim: Claim) -> Iterator[str]:
    """The dates that the sentence of a claim gives beside that of the claim."""
    if claim.value:
        for _, _, date in dates.dates(text[claim.start : claim.end]):
            if date != claim.value:
                yield date


def today() -> str:
    """The present day, ISO 8601."""
    return datetime.date.today().isoformat()


_VERIFICATION = terms.graph("verification")
_CELLS = ("statement", "verdict", "expected", "source", "page", "looked", "basis")
_ASK = f"""
PREFIX lex: <{terms.PREFIXES["lex"]}>
PREFIX dct: <{terms.PREFIXES["dct"]}>
PREFIX prov: <{terms.PREFIXES["prov"]}>
PREFIX rdfs: <{terms.PREFIXES["rdfs"]}>
SELECT {" ".join("?" + name for name in _CELLS)} WHERE {{
  GRAPH <{_VERIFICATION}> {{
    ?check lex:verifies ?statement ; lex:verdict ?verdict ; lex:expected ?expected ;
      lex:restsOn ?record ; lex:checkedAgainst ?from .
  }}
  # One check may rest on several records: each with its own page.
  GRAPH ?table {{
    ?record prov:hadPrimarySource ?from ; dct:source ?page ; lex:lookedUpOn ?looked .
  }}
  GRAPH <{terms.graph("sources")}> {{ ?from rdfs:label ?source ; lex:basis ?basis }}
}}"""


def _is_needed(graph: str) -> bool:
    """Whether a graph of a release is needed for checking."""
    local = graph.removeprefix(terms.PREFIXES["graph"])
    return local.startswith("reference/") or local in ("sources", "entities")
