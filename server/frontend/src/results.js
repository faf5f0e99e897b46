/* The answer, seen in several ways; one tab each, after the pattern of the ARIA guide. */

import { askAs } from "./ask.js";
import { bars, timeline } from "./charts.js";
import { byId, element, number, say } from "./dom.js";
import { graph } from "./graph.js";
import { table } from "./table.js";

const MOST_RAW = 200_000;

function raw(answer, text) {
  const part = text.slice(0, MOST_RAW);
  const rest = text.length > part.length ? say("raw", { shown: number(part.length), all: number(text.length) }) : "";
  return element("div", {}, element("pre", { class: "text", tabindex: "0" }, part), element("p", { class: "quiet" }, rest));
}

function rawView(answer) {
  if (answer.kind !== "triples") return raw(answer, answer.text);
  const box = element("div", {}, raw(answer, answer.text));
  askAs(answer.address, answer.query, "text/turtle").then(
    (text) => box.replaceChildren(raw(answer, text)),
    () => {},
  );
  return box;
}

const VIEWS = { table, bars, timeline, graph, raw: rawView };

/** The views of answers; `changed(view)` hears which one is chosen. */
export function results(names, changed) {
  const panel = byId("view");
  const tabs = [...byId("views").querySelectorAll("[role=tab]")];
  let answer = null;
  let chosen = "table";

  function select(view, focused) {
    chosen = view;
    for (const tab of tabs) {
      const is = tab.dataset.view === view;
      tab.setAttribute("aria-selected", String(is));
      tab.tabIndex = is ? 0 : -1;
      if (is && focused) tab.focus();
    }
    panel.setAttribute("aria-labelledby", `tab-${view}`);
    if (answer) draw();
    changed(view);
  }

  function draw() {
    if (answer.kind === "boolean") {
      panel.replaceChildren(element("p", { class: "boolean" }, say(answer.boolean ? "yes" : "no")));
    } else if (!answer.rows.length && chosen !== "raw") {
      panel.replaceChildren(element("p", {}, say("nothing")));
    } else {
      panel.replaceChildren(VIEWS[chosen](answer, names) ?? element("p", {}, say(`no-${chosen}`)));
    }
  }

  tabs.forEach((tab, at) => {
    tab.addEventListener("click", () => select(tab.dataset.view));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const place = { Home: 0, End: tabs.length - 1 }[event.key] ?? (step && (at + step + tabs.length) % tabs.length);
      if (place === undefined) return;
      event.preventDefault();
      select(tabs[place].dataset.view, true);
    });
  });

  return {
    view: () => chosen,
    choose: (view) => VIEWS[view] && select(view),
    show(found) {
      answer = found;
      byId("results").hidden = false;
      byId("views").hidden = found.kind === "boolean";
      draw();
    },
    hide() {
      answer = null;
      byId("results").hidden = true;
    },
  };
}
