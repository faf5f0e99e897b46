/* Terms of RDF: short names, kinds of values, and N-Triples. */

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger", "short"].map((name) => XSD + name),
);
const DAY = /^-?\d{4}(-\d\d(-\d\d)?)?(T.*)?Z?$/;

let spaces = [];

/** Makes the prefixes known by which IRIs are shortened: an object from prefix to namespace. */
export function knowPrefixes(prefixes) {
  spaces = Object.entries(prefixes).sort((one, other) => other[1].length - one[1].length);
}

/** The CURIE of an IRI, or the IRI itself where no prefix fits. */
export function compact(iri) {
  const found = spaces.find(([, space]) => iri.startsWith(space));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

/** A term as short text. */
export function shown(term) {
  if (!term) return "";
  if (term.type === "uri") return compact(term.value);
  if (term.type === "bnode") return `_:${term.value}`;
  return typeof term.value === "string" ? term.value : JSON.stringify(term.value);
}

/** The number that a term is, or null. */
export function numeric(term) {
  if (term?.type !== "literal" || !NUMBERS.has(term.datatype)) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}

/** Whether a term is a day, a month or a year. */
export function isDay(term) {
  if (term?.type !== "literal" || !DAY.test(term.value)) return false;
  return !term.datatype || !NUMBERS.has(term.datatype);
}

/** A day, month or year as a number of years, for drawing. */
export function years(value) {
  const [, sign, year, month = "1", day = "1"] = /^(-?)(\d{4})-?(\d\d)?-?(\d\d)?/.exec(value);
  return Number(sign + year) + (Number(month) - 1) / 12 + (Number(day) - 1) / 372;
}

const TERM = String.raw`<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:\^\^<([^>]*)>|@([\w-]+))?`;
const TRIPLE = new RegExp(String.raw`^(?:${TERM})\s+(?:${TERM})\s+(?:${TERM})\s*\.\s*$`);
const SIGNS = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };

function plain(text) {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, sign) =>
    sign ? (SIGNS[sign] ?? sign) : String.fromCodePoint(parseInt(short ?? long, 16)),
  );
}

function term([iri, node, text, datatype, language]) {
  if (iri !== undefined) return { type: "uri", value: plain(iri) };
  if (node !== undefined) return { type: "bnode", value: node };
  const literal = { type: "literal", value: plain(text) };
  if (datatype) literal.datatype = datatype;
  if (language) literal["xml:lang"] = language;
  return literal;
}

/** The triples of N-Triples as rows; lines of another kind are left out. */
export function triples(text) {
  const rows = [];
  for (const line of text.split("\n")) {
    const found = TRIPLE.exec(line);
    if (!found) continue;
    const [subject, predicate, object] = [1, 6, 11].map((at) => term(found.slice(at, at + 5)));
    rows.push({ subject, predicate, object });
  }
  return rows;
}
