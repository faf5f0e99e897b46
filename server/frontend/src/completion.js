/* What could be written next: keywords, prefixes, terms that the data uses, things by their names. */

import { syntaxTree } from "@codemirror/language";
import { number, say } from "./dom.js";
import { declaration } from "./prefixes.js";

const KEYWORDS =
  "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS VALUES BIND GRAPH EXISTS ASK CONSTRUCT DESCRIBE FROM NAMED REDUCED ORDER GROUP HAVING LIMIT OFFSET PREFIX BASE BY AS DESC ASC NOT IN UNDEF".split(" ");
const FUNCTIONS =
  "COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI COALESCE IF CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLEN SUBSTR UCASE LCASE CONCAT REPLACE REGEX YEAR MONTH DAY NOW ABS CEIL FLOOR ROUND isIRI isLITERAL isNUMERIC isBLANK sameTerm".split(" ");
const CLOSED = new Set(["Comment", "String", "RDFLiteral", "IriRef"]);
const WORD = /[?$]?[\p{L}_][\p{L}\p{N}_-]*(?::[\p{L}\p{N}_.%-]*)?$|[?$]$/u;
const PHRASE = /(?<![\p{L}\p{N}_:?$@<"'-])(?:[\p{L}\p{N}][\p{L}\p{N}’'-]*[ \t]){1,4}[\p{L}\p{N}-]+$/u;
const LOCAL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u;
const MOST = 40;

/** Puts a term where it belongs, and declares its prefix at the top. */
function put(text, prefix, spaces) {
  return (view, completion, from, to) => {
    const line = prefix && declaration(view.state.doc.toString(), prefix, spaces);
    const moved = line && line.from <= from ? line.insert.length : 0;
    view.dispatch({
      changes: [...(line ? [line] : []), { from, to, insert: text }],
      selection: { anchor: from + moved + text.length },
      userEvent: "input.complete",
    });
  };
}

/** How well words that were typed fit a text: lower is better, Infinity not at all. */
function fit(typed, text) {
  const [sought, whole] = [typed.toLocaleLowerCase(), text.toLocaleLowerCase()];
  if (whole === sought) return 0;
  if (whole.startsWith(sought)) return 1;
  if (whole.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(sought))) return 2;
  return sought.length > 2 && whole.includes(sought) ? 3 : Infinity;
}

function isClosed(context) {
  for (let node = syntaxTree(context.state).resolveInner(context.pos, -1); node; node = node.parent) {
    if (CLOSED.has(node.name)) return node.from < context.pos;
  }
  return false;
}

/** The terms of the data that fit what was typed, as a CURIE or by their label. */
function fitting(terms, typed, spaces, wantsClass) {
  const [prefix, local] = typed.includes(":") ? typed.split(":", 2) : [null, typed];
  const found = [];
  for (const term of terms) {
    const [space, name] = term.curie.split(/:(.*)/s, 2);
    if ((prefix !== null && space !== prefix) || (wantsClass && term.kind !== "class")) continue;
    const place = local ? Math.min(fit(local, name ?? ""), fit(local, term.label)) : 1;
    if (place === Infinity) continue;
    const suits = (term.kind === "class") === wantsClass ? 0 : 10;
    found.push({ place: place + suits, term, space });
  }
  found.sort((one, other) => one.place - other.place || other.term.uses - one.term.uses);
  return found.slice(0, MOST).map(({ term, space }) => ({
    label: term.curie,
    detail: `${term.label} · ${number(term.uses)}`,
    type: term.kind,
    apply: put(term.curie, space, spaces),
  }));
}

function variables(query, typed) {
  const found = new Set(query.match(/[?$][\p{L}\p{N}_]+/gu) ?? []);
  found.delete(typed);
  return [...found].filter((name) => name.startsWith(typed)).map((label) => ({ label, type: "variable" }));
}

function words(typed, spaces) {
  const sought = typed.toUpperCase();
  const keywords = KEYWORDS.filter((word) => word.startsWith(sought)).map((label) => ({ label, type: "keyword" }));
  const functions = FUNCTIONS.filter((word) => word.toUpperCase().startsWith(sought)).map((name) => ({
    label: name,
    type: "function",
    apply: `${name}(`,
  }));
  const prefixes = Object.keys(spaces)
    .filter((prefix) => prefix.startsWith(typed))
    .map((prefix) => ({ label: `${prefix}:`, detail: spaces[prefix], type: "namespace", apply: put(`${prefix}:`, prefix, spaces) }));
  return [...keywords, ...prefixes, ...functions];
}

function asThing(hit, spaces) {
  const [prefix, local] = hit.curie.split(/:(.*)/s, 2);
  const isShort = prefix in spaces && LOCAL.test(local ?? "");
  const other = hit.name === hit.label ? "" : hit.name;
  return {
    label: hit.label,
    detail: [isShort ? hit.curie : "", hit.type, other].filter(Boolean).join(" · "),
    type: "thing",
    apply: isShort ? put(hit.curie, prefix, spaces) : put(`<${hit.iri}>`, "", spaces),
  };
}

/**
 * The sources of completions. `vocabulary()` promises what /completion.json says; `find` looks
 * for things by name.
 */
export function sources(vocabulary, find) {
  async function terms(context) {
    const word = context.matchBefore(WORD);
    if (isClosed(context) || (!word && !context.explicit)) return null;
    const typed = word?.text ?? "";
    const { prefixes, classes, properties } = await vocabulary();
    if (context.aborted) return null;
    const from = word?.from ?? context.pos;
    const before = context.state.sliceDoc(Math.max(0, from - 200), from);
    if (/\bPREFIX\s+$/i.test(before)) return declarations(from, typed, prefixes);
    if (/^[?$]/.test(typed)) {
      return { from, options: variables(context.state.doc.toString(), typed), validFor: /^[?$][\p{L}\p{N}_]*$/u };
    }
    const wantsClass = /(?:^|[\s;])(?:a|rdf:type)\s+$/.test(before);
    const all = [
      ...classes.map((term) => ({ ...term, kind: "class" })),
      ...properties.map((term) => ({ ...term, kind: "property" })),
    ];
    const plain = typed.includes(":") ? [] : words(typed, prefixes);
    const found = fitting(all, typed, prefixes, wantsClass);
    return { from, options: wantsClass ? [...found, ...plain] : [...plain, ...found], filter: false };
  }

  function declarations(from, typed, prefixes) {
    const options = Object.entries(prefixes)
      .filter(([prefix]) => prefix.startsWith(typed.replace(/:.*/s, "")))
      .map(([prefix, space]) => ({ label: `${prefix}: <${space}>`, type: "namespace" }));
    return { from, options, filter: false };
  }

  async function things(context) {
    const word = context.matchBefore(PHRASE) ?? context.matchBefore(WORD);
    if (!word || isClosed(context) || /^[?$]/.test(word.text)) return null;
    const [from, text] = withoutKeywords(word.from, word.text);
    const [prefix, local] = text.includes(":") ? text.split(":", 2) : [null, text];
    const sought = (prefix === null ? text : local).replaceAll("-", " ").trim();
    if (sought.length < 2 || prefix === "lex" || isKeyword(text)) return null;
    const controller = new AbortController();
    context.addEventListener("abort", () => controller.abort(), { onDocChange: true });
    const { prefixes, classes, properties } = await vocabulary();
    // Terms are proposed already, where they are found by a word that is theirs in this language.
    const proposed = new Set([...classes, ...properties].filter((term) => fit(text.split(" ").at(-1), term.label) < Infinity).map((term) => term.curie));
    const hits = await find(sought, controller.signal).catch(() => []);
    const options = hits
      .filter((hit) => (!prefix || hit.curie.startsWith(`${prefix}:`)) && !proposed.has(hit.curie))
      .map((hit) => asThing(hit, prefixes));
    for (const option of options) option.section = { name: say("things"), rank: 2 };
    return options.length ? { from, options, filter: false } : null;
  }

  return [terms, things];
}

/** Whether somebody is writing a keyword: in capitals, as they are written. */
function isKeyword(text) {
  return /^[A-Z_]+$/.test(text) && [...KEYWORDS, ...FUNCTIONS].some((word) => word.startsWith(text));
}

/** Drops the keywords, variables' heads and the word "a" before what may be a name. */
function withoutKeywords(from, text) {
  const known = new Set([...KEYWORDS, ...FUNCTIONS.map((name) => name.toUpperCase()), "A"]);
  let [at, rest] = [from, text];
  for (;;) {
    const found = /^(\S+)([ \t]+)/.exec(rest);
    if (!found || !known.has(found[1].toUpperCase())) return [at, rest];
    at += found[0].length;
    rest = rest.slice(found[0].length);
  }
}
