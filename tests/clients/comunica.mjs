// Asks with Comunica: `node comunica.mjs KIND QUERY SOURCE…` prints JSON, terms as in Turtle.
// KIND is bindings, quads or boolean; a source is an address, or TYPE=ADDRESS.
import { QueryEngine } from '@comunica/query-sparql';
import { termToString } from 'rdf-string-ttl';

const [kind, query, ...addresses] = process.argv.slice(2);
const sources = addresses.map((address) => {
  const parts = /^([a-z]+)=(.*)$/.exec(address);
  return parts ? { type: parts[1], value: parts[2] } : address;
});
const engine = new QueryEngine();
const asks = {
  bindings: async () => {
    const rows = await (await engine.queryBindings(query, { sources })).toArray();
    return rows.map((row) =>
      Object.fromEntries([...row].map(([name, term]) => [name.value, termToString(term)])));
  },
  quads: async () => {
    const quads = await (await engine.queryQuads(query, { sources })).toArray();
    return quads.map((quad) => [quad.subject, quad.predicate, quad.object].map(termToString));
  },
  boolean: () => engine.queryBoolean(query, { sources }),
};
console.log(JSON.stringify(await asks[kind]()));
