/* The answer as a graph: things as dots, what leads from one to the other as lines. */

import { drawn, element, number, say } from "./dom.js";
import { compact } from "./rdf.js";

const MOST = 120;
const WIDTH = 1000;
const HEIGHT = 640;
const ROUNDS = 300;
const EDGE = { x: 90, y: 28 };

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
  const reach = Math.sqrt((WIDTH * HEIGHT) / (nodes.length + 1));
  for (const node of nodes) node.degree = 0;
  for (const { from, to } of lines) {
    from.degree += 1;
    to.degree += 1;
  }
  nodes.forEach((node, at) => {
    const angle = at * 2.399963; // the golden angle spreads them evenly
    const radius = 12 * Math.sqrt(at + 1);
    Object.assign(node, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
  });
  for (let round = 0; round < ROUNDS; round++) {
    const heat = 40 * (1 - round / ROUNDS);
    for (const node of nodes) Object.assign(node, { dx: -node.x * 0.05, dy: -node.y * 0.08 });
    for (let i = 0; i < nodes.length; i++) {
      for (let j = 0; j < i; j++) push(nodes[i], nodes[j], (distance) => (reach * reach) / distance);
    }
    // What has many lines would pull everything into one heap.
    for (const { from, to } of lines) {
      const ease = Math.max(from.degree, to.degree);
      push(from, to, (distance) => (-2 * distance * distance) / (reach * ease));
    }
    for (const node of nodes) {
      const length = Math.hypot(node.dx, node.dy) || 1;
      const step = Math.min(length, heat);
      node.x += (node.dx / length) * step;
      node.y += (node.dy / length) * step;
    }
  }
  spread(nodes, "x", WIDTH);
  spread(nodes, "y", HEIGHT);
}

/** Moves and stretches places so that they fill the picture in one direction. */
function spread(nodes, axis, size) {
  const values = nodes.map((node) => node[axis]);
  const least = Math.min(...values);
  const span = Math.max(...values) - least;
  for (const node of nodes) {
    node[axis] = span < 1 ? size / 2 : EDGE[axis] + ((node[axis] - least) / span) * (size - 2 * EDGE[axis]);
  }
}

/** Leaves out the words that would lie over others; they are seen when one points at the dot. */
function unclutter(nodes, size) {
  const boxes = [];
  for (const node of [...nodes].sort((one, other) => other.degree - one.degree)) {
    const half = (node.words.length * size * 0.56) / 2;
    const box = [node.x - half, node.y - 10 - size, node.x + half, node.y - 6];
    node.covered = boxes.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    if (!node.covered) boxes.push(box);
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
    const isDense = nodes.size > 40;
    for (const node of nodes.values()) {
      node.words = called(node.iri);
      if (node.words.length > 32) node.words = `${node.words.slice(0, 31)}…`;
    }
    unclutter(nodes.values(), isDense ? 10.5 : 13);
    const dots = [...nodes.values()].map(({ iri, x, y, words, covered }) => {
      const mark = [
        drawn("circle", { cx: x, cy: y, r: 6 }),
        drawn("text", { x, y: y - 10, "text-anchor": "middle" }, words),
        drawn("title", {}, called(iri)),
      ];
      const address = names.address(iri);
      const kind = covered ? "node covered" : "node";
      return address ? drawn("a", { href: address, class: kind }, mark) : drawn("g", { class: kind }, mark);
    });
    const arrow = drawn(
      "marker",
      { id: "arrow", viewBox: "0 0 8 8", refX: 16, refY: 4, markerWidth: 8, markerHeight: 8, orient: "auto" },
      drawn("path", { d: "M0 0L8 4L0 8z", class: "arrow" }),
    );
    const picture = drawn(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: isDense ? "graph dense" : "graph", role: "group", "aria-label": say("graph") },
      drawn("defs", {}, arrow),
      edges,
      dots,
    );
    const rest = count > nodes.size ? ` ${say("nodes", { shown: number(nodes.size), all: number(count) })}` : "";
    box.replaceChildren(element("div", { class: "scroll", tabindex: "0" }, picture), element("p", { class: "quiet" }, say("twin") + rest));
  });
  return box;
}
