/* The answer as a table: sorted, filtered, one page of rows at a time. */

import { element, number, quietly, say, spoken } from "./dom.js";
import { numeric, shown } from "./rdf.js";

const ON_PAGE = 100;
/** Names are looked up for sorting and filtering up to so many things; beyond, only for a page. */
const MOST_NAMED = 3000;
const LONGEST = 300;

/** Makes the view; `names` is from names.js. Rows are never all in the page at once. */
export function table(answer, names) {
  const { columns, rows } = answer;
  const state = { words: "", column: "", falling: false, page: 0, found: rows };
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const head = element("tr");
  const body = element("tbody");
  const place = element("span", { class: "quiet", role: "status" });
  const back = element("button", { type: "button", class: "light", onclick: () => turn(-1) }, say("back"));
  const forth = element("button", { type: "button", class: "light", onclick: () => turn(1) }, say("forth"));
  const filter = element("input", {
    type: "search",
    class: "filter",
    "aria-label": say("filter"),
    placeholder: say("filter"),
    oninput: quietly(150, () => {
      state.words = filter.value.trim().toLocaleLowerCase();
      pick();
    }),
  });
  const named = element("input", { type: "checkbox", checked: true, onchange: () => pick() });

  function text(term) {
    const name = named.checked && term?.type === "uri" ? names.of(term.value) : null;
    return name ? name.text : shown(term);
  }

  function pick() {
    const wanted = state.words.split(/\s+/).filter(Boolean);
    state.found = !wanted.length
      ? rows
      : rows.filter((row) => {
          const whole = columns.map((column) => text(row[column])).join("\n").toLocaleLowerCase();
          return wanted.every((word) => whole.includes(word));
        });
    if (state.column) state.found = sorted(state.found, state.column, state.falling);
    state.page = 0;
    fill();
  }

  /** Sorts by what is seen; numbers by size; what has no value always comes last. */
  function sorted(list, column, falling) {
    const keyed = list.map((row) => [row[column] ? (numeric(row[column]) ?? text(row[column])) : null, row]);
    const sign = falling ? -1 : 1;
    return keyed
      .sort(([one], [other]) => {
        if (one === null || other === null) return (one === null) - (other === null);
        if (typeof one === "number" && typeof other === "number") return sign * (one - other);
        return sign * collator.compare(String(one), String(other));
      })
      .map(([, row]) => row);
  }

  function turn(step) {
    state.page += step;
    fill();
    box.scrollTop = 0;
  }

  function cell(term) {
    if (!term) return element("td");
    const words = text(term);
    const seen = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
    const long = seen !== words ? { title: words.slice(0, 5000) } : {};
    if (term.type === "uri") {
      const address = names.address(term.value);
      const tongue = named.checked ? names.of(term.value)?.language : "";
      const told = { title: shown(term), ...spoken(tongue) };
      if (!address) return element("td", told, seen);
      const away = /^https?:/.test(address) ? { rel: "noreferrer" } : {};
      return element("td", {}, element("a", { href: address, ...told, ...away }, seen));
    }
    const kind = numeric(term) === null ? {} : { class: "number" };
    return element("td", { ...long, ...kind, ...spoken(term["xml:lang"]) }, seen);
  }

  function fill() {
    const pages = Math.max(1, Math.ceil(state.found.length / ON_PAGE));
    state.page = Math.min(Math.max(state.page, 0), pages - 1);
    const start = state.page * ON_PAGE;
    const part = state.found.slice(start, start + ON_PAGE);
    const draw = () => {
      body.replaceChildren(...part.map((row) => element("tr", {}, columns.map((column) => cell(row[column])))));
    };
    draw();
    const iris = things(part);
    if (named.checked && iris.some((iri) => !names.of(iri))) names.know(iris).then(draw);
    back.disabled = state.page === 0;
    forth.disabled = state.page === pages - 1;
    back.hidden = forth.hidden = pages === 1;
    place.textContent = say("place", {
      first: number(part.length ? start + 1 : 0),
      last: number(start + part.length),
      all: number(state.found.length),
    });
    for (const one of head.children) {
      const order = one.dataset.column !== state.column ? "none" : state.falling ? "descending" : "ascending";
      one.setAttribute("aria-sort", order);
    }
  }

  function things(list) {
    const found = new Set();
    for (const row of list) {
      for (const column of columns) if (row[column]?.type === "uri") found.add(row[column].value);
      if (found.size > MOST_NAMED) break;
    }
    return [...found];
  }

  for (const column of columns) {
    const sort = () => {
      if (state.column === column) state.falling = !state.falling;
      else Object.assign(state, { column, falling: false });
      pick();
    };
    head.append(
      element("th", { scope: "col", "data-column": column }, element("button", { type: "button", onclick: sort }, column)),
    );
  }
  const all = things(rows);
  if (all.length <= MOST_NAMED) names.know(all).then(() => fill());
  const box = element(
    "div",
    { class: "scroll rows", tabindex: "0", role: "region", "aria-label": say("table") },
    element("table", {}, element("thead", {}, head), body),
  );
  fill();
  return element(
    "div",
    {},
    element("div", { class: "bar" }, filter, element("label", { class: "check" }, named, say("names")), place, element("span", { class: "turn" }, back, forth)),
    box,
  );
}
