/* The answer as a graph: things as dots, what leads from one to the other as lines. */

import { drawn, element, number, say } from "./dom.js";
import { compact } from "./rdf.js";

const MOST = 120;
const WIDTH = 1000;
const HEIGHT = 640;
const ROUNDS = 300;

/** The lines: triples as they are, of a table the first two columns with things. */
function linesOf({ kind, columns, rows }) {
  if (kind === "triples") {
    return rows
      .filter(({ object }) => object.type !== "literal")
      .map(({ subject, predicate, object }) => [subject.value, predicate.value, object.value]);
  }
  const [from, to, third] = columns.filter((column) => rows.some((row) => row[column]?.type === "uri"));
  if (!to) return [];
  const [source, label, target] = third ? [from, to, third] : [from, "", to];
  return rows
    .filter((row) => row[source]?.type === "uri" && row[target]?.type === "uri")
    .map((row) => [row[source].value, label ? (row[label]?.value ?? "") : "", row[target].value]);
}

/** Places of nodes by springs along the lines and a force between all nodes; always the same. */
function placed(nodes, lines) {
  const area = WIDTH * HEIGHT;
  const reach = Math.sqrt(area / (nodes.length + 1)) * 0.9;
  nodes.forEach((node, at) => {
    const angle = at * 2.399963; // the golden angle spreads them evenly
    const radius = 12 * Math.sqrt(at + 1);
    Object.assign(node, { x: WIDTH / 2 + radius * Math.cos(angle), y: HEIGHT / 2 + radius * Math.sin(angle) });
  });
  for (let round = 0; round < ROUNDS; round++) {
    const heat = 40 * (1 - round / ROUNDS);
    for (const node of nodes) Object.assign(node, { dx: (WIDTH / 2 - node.x) * 0.02, dy: (HEIGHT / 2 - node.y) * 0.04 });
    for (let i = 0; i < nodes.length; i++) {
      for (let j = 0; j < i; j++) push(nodes[i], nodes[j], (distance) => (reach * reach) / distance);
    }
    for (const line of lines) push(line.from, line.to, (distance) => (-distance * distance) / reach);
    for (const node of nodes) {
      const length = Math.hypot(node.dx, node.dy) || 1;
      const step = Math.min(length, heat);
      node.x = Math.min(WIDTH - 90, Math.max(90, node.x + (node.dx / length) * step));
      node.y = Math.min(HEIGHT - 24, Math.max(24, node.y + (node.dy / length) * step));
    }
  }
}

function push(one, other, force) {
  const dx = one.x - other.x || 0.1;
  const dy = one.y - other.y || 0.1;
  const distance = Math.max(Math.hypot(dx, dy), 1);
  const by = force(distance) / distance;
  one.dx += dx * by;
  one.dy += dy * by;
  other.dx -= dx * by;
  other.dy -= dy * by;
}

/** Makes the view; null where the answer has no two columns of things. */
export function graph(answer, names) {
  const all = linesOf(answer);
  if (!all.length) return null;
  const nodes = new Map();
  const lines = [];
  for (const [from, by, to] of all) {
    for (const iri of [from, to]) if (!nodes.has(iri) && nodes.size < MOST) nodes.set(iri, { iri });
    if (nodes.has(from) && nodes.has(to) && from !== to) lines.push({ from: nodes.get(from), to: nodes.get(to), by });
  }
  const count = new Set(all.flatMap(([from, , to]) => [from, to])).size;
  placed([...nodes.values()], lines);
  const box = element("div");
  names.know([...nodes.keys(), ...lines.map((line) => line.by).filter(Boolean)]).then(() => {
    const called = (iri) => names.of(iri)?.text ?? compact(iri);
    const edges = lines.map(({ from, to, by }) =>
      drawn(
        "line",
        { x1: from.x, y1: from.y, x2: to.x, y2: to.y, class: "edge", "marker-end": "url(#arrow)" },
        drawn("title", {}, [called(from.iri), by && called(by), called(to.iri)].filter(Boolean).join(" → ")),
      ),
    );
    const dots = [...nodes.values()].map(({ iri, x, y }) => {
      const words = called(iri);
      const mark = [
        drawn("circle", { cx: x, cy: y, r: 6 }),
        drawn("text", { x, y: y - 10, "text-anchor": "middle" }, words.length > 32 ? `${words.slice(0, 31)}…` : words),
        drawn("title", {}, words),
      ];
      const address = names.address(iri);
      return address ? drawn("a", { href: address, class: "node" }, mark) : drawn("g", { class: "node" }, mark);
    });
    const arrow = drawn(
      "marker",
      { id: "arrow", viewBox: "0 0 8 8", refX: 16, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" },
      drawn("path", { d: "M0 0L8 4L0 8z", class: "arrow" }),
    );
    const picture = drawn(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "graph", role: "group", "aria-label": say("graph") },
      drawn("defs", {}, arrow),
      edges,
      dots,
    );
    const rest = count > nodes.size ? ` ${say("nodes", { shown: number(nodes.size), all: number(count) })}` : "";
    box.replaceChildren(element("div", { class: "scroll" }, picture), element("p", { class: "quiet" }, say("twin") + rest));
  });
  return box;
}
