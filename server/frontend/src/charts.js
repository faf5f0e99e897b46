/* The answer as bars, or along time. Both are lists that can be read, with something drawn to them. */

import { drawn, element, number, say, spoken } from "./dom.js";
import { isDay, numeric, shown, years } from "./rdf.js";

const MOST_BARS = 60;
const MOST_EVENTS = 300;
const WIDTH = 1000;

/** A term in words, as a link where it leads somewhere. */
export function phrase(term, names) {
  if (!term) return "";
  const name = term.type === "uri" ? names.of(term.value) : null;
  const words = name?.text ?? shown(term);
  const address = term.type === "uri" ? names.address(term.value) : null;
  const tongue = spoken(name?.language ?? term["xml:lang"]);
  return element(address ? "a" : "span", { ...(address ? { href: address } : {}), ...tongue }, words);
}

/** The first column that has something of a kind. */
function columnOf({ columns, rows }, fits) {
  return columns.find((column) => {
    const values = rows.slice(0, 200).map((row) => row[column]).filter(Boolean);
    return values.length > 0 && values.filter(fits).length >= values.length / 2;
  });
}

/** Columns that tell what a row is about; words come before days and numbers. */
function labels({ columns, rows }, taken) {
  const isWord = (column) => !rows.some((row) => isDay(row[column]) || numeric(row[column]) !== null);
  const others = columns.filter((column) => column !== taken);
  return [...others.filter(isWord), ...others.filter((column) => !isWord(column))];
}

function choice(label, options, chosen, change) {
  const select = element(
    "select",
    { onchange: () => change(select.value) },
    options.map((option) => element("option", { value: option[0], selected: option[0] === chosen }, option[1])),
  );
  return element("label", { class: "check" }, label, " ", select);
}

/** What is summed up: the numbers of a column by the values of another, or how often these come. */
function sums({ rows }, label, value) {
  const found = new Map();
  for (const row of rows) {
    const term = row[label];
    const amount = value ? numeric(row[value]) : 1;
    if (!term || amount === null) continue;
    const key = JSON.stringify(term);
    const entry = found.get(key) ?? { term, amount: 0 };
    entry.amount += amount;
    found.set(key, entry);
  }
  return [...found.values()].sort((one, other) => other.amount - one.amount);
}

/** Bars: one for each value of a column. */
export function bars(answer, names) {
  if (!answer.columns.length || !answer.rows.length) return null;
  const counted = columnOf(answer, (term) => numeric(term) !== null);
  let value = counted ?? "";
  let label = labels(answer, counted)[0] ?? answer.columns[0];
  const box = element("div");

  async function draw() {
    const found = sums(answer, label, value);
    const part = found.slice(0, MOST_BARS);
    const most = Math.max(...part.map((entry) => Math.abs(entry.amount)), 0) || 1;
    await names.know(part.filter(({ term }) => term.type === "uri").map(({ term }) => term.value));
    const rows = part.map(({ term, amount }) => {
      const bar = element("span", { class: "bar-of" });
      bar.style.width = `${(100 * Math.abs(amount)) / most}%`;
      return element(
        "tr",
        {},
        element("th", { scope: "row" }, phrase(term, names)),
        element("td", { class: "number" }, number(amount)),
        element("td", { class: "bars", "aria-hidden": "true" }, bar),
      );
    });
    const rest = found.length > part.length ? say("bars", { shown: number(part.length), all: number(found.length) }) : "";
    box.replaceChildren(
      element("div", { class: "scroll", tabindex: "0" }, element("table", { class: "barchart" }, element("tbody", {}, rows))),
      element("p", { class: "quiet" }, rest),
    );
  }

  const columns = answer.columns.map((column) => [column, column]);
  const numbers = answer.columns.filter((column) => answer.rows.some((row) => numeric(row[column]) !== null));
  const amounts = [["", say("count")], ...numbers.map((column) => [column, column])];
  draw();
  return element(
    "div",
    {},
    element(
      "div",
      { class: "bar start" },
      choice(say("barOf"), columns, label, (chosen) => ((label = chosen), draw())),
      choice(say("barLength"), amounts, value, (chosen) => ((value = chosen), draw())),
    ),
    box,
  );
}

/** Puts events into as few lanes as keep their dots apart. */
function lanes(events, scale) {
  const ends = [];
  return events.map((event) => {
    const at = scale(event.year);
    let lane = ends.findIndex((end) => end < at - 14);
    if (lane < 0) lane = ends.length;
    ends[lane] = at;
    return { ...event, at, lane: Math.min(lane, 9) };
  });
}

function axis(first, last, scale, bottom) {
  const span = Math.max(last - first, 1);
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find((size) => span / size <= 10) ?? 1000;
  const marks = [];
  for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
    const x = scale(year);
    marks.push(drawn("line", { x1: x, x2: x, y1: 0, y2: bottom, class: "grid" }));
    marks.push(drawn("text", { x, y: bottom + 22, "text-anchor": "middle" }, String(year)));
  }
  return marks;
}

/** A timeline: a dot for each event, and the same as a list. */
export function timeline(answer, names) {
  const column = columnOf(answer, isDay);
  if (!column) return null;
  const events = answer.rows
    .filter((row) => isDay(row[column]))
    .map((row) => ({ day: row[column].value.slice(0, 10), year: years(row[column].value), row }))
    .sort((one, other) => one.year - other.year);
  const part = events.slice(0, MOST_EVENTS);
  const others = labels(answer, column);
  const first = Math.floor(part[0].year);
  const last = Math.ceil(part.at(-1).year + 0.01);
  const scale = (year) => 30 + ((year - first) / Math.max(last - first, 1)) * (WIDTH - 60);
  const placed = lanes(part, scale);
  const height = 30 + 16 * (Math.max(...placed.map((event) => event.lane)) + 1);
  const box = element("div");

  const iris = part.flatMap(({ row }) => others.map((name) => row[name]).filter((term) => term?.type === "uri").map((term) => term.value));
  names.know(iris).then(() => {
    const words = (row) => others.map((name) => names.of(row[name]?.value)?.text ?? shown(row[name])).filter(Boolean).join(" · ");
    const dots = placed.map(({ day, row, at, lane }) =>
      drawn("circle", { cx: at, cy: height - 16 - 16 * lane, r: 6, class: "event" }, drawn("title", {}, `${day}: ${words(row)}`)),
    );
    const picture = drawn(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${height + 30}`, class: "timeline", "aria-hidden": "true" },
      axis(first, last, scale, height),
      drawn("line", { x1: 0, x2: WIDTH, y1: height, y2: height, class: "axis" }),
      dots,
    );
    const list = part.map(({ day, row }) => {
      const said = others.filter((name) => row[name]).flatMap((name, at) => [at ? " · " : "", phrase(row[name], names)]);
      return element("li", {}, element("time", { datetime: day }, day), " ", element("span", {}, said));
    });
    const rest = events.length > part.length ? say("events", { shown: number(part.length), all: number(events.length) }) : "";
    box.replaceChildren(
      element("div", { class: "scroll", tabindex: "0" }, picture),
      element("ol", { class: "events", tabindex: "0" }, list),
      element("p", { class: "quiet" }, rest),
    );
  });
  return box;
}
