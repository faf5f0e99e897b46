/* PREFIX lines: which there are, and where another one goes. */

const DECLARED = /\bPREFIX\s+([\p{L}][\p{L}\p{N}_.-]*)?:/giu;
const PROLOGUE = /^[ \t]*(?:PREFIX|BASE)\b[^\n]*\n?/gim;

/** The prefixes that a query declares. */
export function declared(query) {
  return new Set([...query.matchAll(DECLARED)].map((found) => found[1] ?? ""));
}

/** The change that declares a prefix, or null where it is declared or unknown. */
export function declaration(query, prefix, spaces) {
  if (!(prefix in spaces) || declared(query).has(prefix)) return null;
  const last = [...query.matchAll(PROLOGUE)].at(-1);
  const from = last ? last.index + last[0].length : 0;
  const before = last && !last[0].endsWith("\n") ? "\n" : "";
  return { from, insert: `${before}PREFIX ${prefix}: <${spaces[prefix]}>\n` };
}
