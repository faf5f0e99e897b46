/* Puts queries to the endpoint. */

import { triples } from "./rdf.js";

const TABLE = "application/sparql-results+json";
const TRIPLES = "application/n-triples";

/** What the endpoint says is wrong: a message, and line and column (from 1) where it has a place. */
export class Fault extends Error {
  constructor({ message, line = 0, column = 0, status = 0 }) {
    super(message);
    Object.assign(this, { line, column, status });
  }
}

async function post(address, query, accept, signal) {
  const reply = await fetch(address, {
    method: "POST",
    signal,
    headers: { Accept: accept },
    body: new URLSearchParams({ query }),
  });
  if (reply.ok) return reply;
  const text = await reply.text();
  let said = { message: text.trim() || reply.statusText };
  try {
    said = JSON.parse(text).error;
  } catch {
    // A proxy before the server speaks in its own words.
  }
  throw new Fault({ ...said, status: reply.status });
}

/**
 * The answer of a query: `kind` is table, boolean or triples; `rows` map columns to terms as in
 * the JSON of SPARQL results; `text` is what came; `milliseconds` how long it took.
 */
export async function ask(address, query, signal) {
  const begun = performance.now();
  const reply = await post(address, query, `${TABLE}, ${TRIPLES};q=0.9`, signal);
  const text = await reply.text();
  const milliseconds = performance.now() - begun;
  if (!reply.headers.get("Content-Type")?.startsWith(TABLE)) {
    const rows = triples(text);
    return { kind: "triples", columns: ["subject", "predicate", "object"], rows, text, milliseconds };
  }
  const found = JSON.parse(text);
  if ("boolean" in found) {
    return { kind: "boolean", boolean: found.boolean, columns: [], rows: [], text, milliseconds };
  }
  return { kind: "table", columns: found.head.vars, rows: found.results.bindings, text, milliseconds };
}

/** The same answer in another format, as text. */
export async function askAs(address, query, mediaType, signal) {
  return (await post(address, query, mediaType, signal)).text();
}

/** What is wrong with the text of a query, or null; the server reads it, and does not answer it. */
export async function check(address, query, signal) {
  const reply = await fetch(address, { method: "POST", signal, body: new URLSearchParams({ query }) });
  const { fault } = reply.ok ? await reply.json() : {};
  return fault ? new Fault(fault) : null;
}
