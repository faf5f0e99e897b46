/* The query form: everything that script adds to it. */

import { ask, check, Fault } from "./ask.js";
import { finder } from "./combobox.js";
import { byId, element, number, say } from "./dom.js";
import { gallery } from "./gallery.js";
import { history as asked } from "./history.js";
import { namesFrom } from "./names.js";
import { knowPrefixes } from "./rdf.js";
import { results } from "./results.js";
import { snippet } from "./snippets.js";

const LONGEST_ADDRESS = 8000;
const LONGEST_CHECK = 1000;

const form = byId("query-form");
const area = byId("query");
const status = byId("status");
const problem = byId("problem");
const cancel = byId("cancel");
const { sparql, endpoint, check: checkAddress, names: namesAddress, search, completion, base, root } = form.dataset;
const formats = JSON.parse(form.dataset.formats);
const find = finder(search);
const names = namesFrom(namesAddress, base, root);

let editor = {
  text: () => area.value,
  set: (text) => (area.value = text),
  focus: () => area.focus(),
  mark() {},
};

let known = null;
function vocabulary() {
  known ??= fetch(completion).then((reply) => reply.json());
  known.then(
    (found) => knowPrefixes(found.prefixes),
    () => (known = null),
  );
  return known;
}

/* The address says what is seen, so that it can be shared. */

function address(query = editor.text()) {
  const url = new URL(form.action);
  for (const name of ["lang", "content"]) {
    const value = new URL(location.href).searchParams.get(name);
    if (value) url.searchParams.set(name, value);
  }
  url.searchParams.set("query", query);
  if (shown.view() !== "table") url.searchParams.set("view", shown.view());
  return url;
}

const shown = results(names, () => {
  if (current) window.history.replaceState(null, "", address(current.query));
});
let current = null;

/* Running */

let running = null;
let checked = { query: null, fault: null };

/** What is wrong with a query, or null; asked once for each text. */
async function checkOf(query, signal) {
  if (checked.query !== query) checked = { query, fault: await check(checkAddress, query, signal) };
  return checked.fault;
}

/** The same for a query that is about to run: it does not wait for a slow check. */
async function checkBefore(query, signal) {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_CHECK)]);
  const fault = await checkOf(query, limit).catch(() => null);
  signal.throwIfAborted();
  return fault;
}

function seconds(milliseconds) {
  return number(milliseconds / 1000, milliseconds < 10_000 ? 2 : 0);
}

async function run({ push = true } = {}) {
  running?.abort();
  const controller = (running = new AbortController());
  const query = editor.text();
  const begun = performance.now();
  const clock = setInterval(() => {
    status.textContent = say("running", { seconds: number((performance.now() - begun) / 1000, 0) });
  }, 1000);
  status.textContent = say("running", { seconds: 0 });
  cancel.hidden = false;
  problem.replaceChildren();
  editor.mark(null);
  form.classList.add("busy");
  try {
    const fault = await checkBefore(query, controller.signal);
    if (fault) throw fault;
    const answer = await ask(sparql, query, controller.signal);
    done({ ...answer, query, address: sparql }, push);
  } catch (error) {
    if (controller !== running) return;
    fail(error, query);
  } finally {
    clearInterval(clock);
    if (controller === running) {
      running = null;
      cancel.hidden = true;
      form.classList.remove("busy");
    }
  }
}

function done(answer, push) {
  document.getElementById("served")?.remove();
  current = answer;
  byId("gallery").open = false;
  shown.show(answer);
  const rows = answer.kind === "boolean" ? say("answered", { seconds: seconds(answer.milliseconds) }) : say("rows", { rows: number(answer.rows.length), seconds: seconds(answer.milliseconds) });
  status.textContent = rows;
  asked.add(answer.query, answer.rows.length);
  if (push) window.history.pushState(null, "", address(answer.query));
  const kind = answer.kind === "triples" ? "graph" : "results";
  const links = formats[kind].map(([label, place]) => {
    const url = new URL(place, location.href);
    url.searchParams.set("query", answer.query);
    return element("a", { href: url, download: true }, label);
  });
  byId("downloads").replaceChildren(...links.flatMap((link) => [link, " "]));
}

function fail(error, query) {
  document.getElementById("served")?.remove();
  shown.hide();
  current = null;
  if (error.name === "AbortError") {
    status.textContent = say("cancelled");
    return;
  }
  status.textContent = "";
  const fault = error instanceof Fault ? error : new Fault({ message: say("unreachable") });
  const place = fault.line ? element("span", { class: "where" }, say("where", { line: fault.line, column: fault.column })) : null;
  const line = query.split("\n")[fault.line - 1]?.replaceAll("\t", " ");
  const caret = fault.line && line !== undefined && line.length <= 200 ? element("pre", { tabindex: "0" }, `${line}\n${" ".repeat(fault.column - 1)}^`) : null;
  problem.replaceChildren(
    element("div", { class: "problem" }, element("p", {}, element("strong", {}, fault.message), " ", place), caret),
  );
  if (fault.line) editor.mark(fault);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
cancel.addEventListener("click", () => running?.abort());
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    run();
  }
});

function take(query) {
  editor.set(query);
  run();
  form.scrollIntoView({ block: "start" });
}

/* Sharing */

async function copy(text, button) {
  const told = byId("copied");
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = say("copied");
  } catch {
    // Without the right to write the clipboard, the text is there to be marked.
    told.textContent = say("notCopied");
  }
  byId("snippet").textContent = text;
  byId("snippet").hidden = false;
  button.focus();
}

byId("share").addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const kind = button.dataset.copy;
  const query = editor.text();
  if (kind === "link") {
    const link = address(query).href;
    return copy(link, button).then(() => {
      if (link.length > LONGEST_ADDRESS) byId("copied").textContent = say("longLink");
    });
  }
  const isTable = !/\b(CONSTRUCT|DESCRIBE)\b/i.test(query.replace(/#[^\n]*|<[^>]*>|"[^"]*"/g, "").split("{")[0]);
  return copy(snippet(kind, endpoint, query, isTable), button);
});

/* What was asked before */

function listHistory() {
  const entries = asked.all();
  const moment = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const items = entries.map(({ query, when, rows }) => {
    const first = query.replace(/^\s*(?:PREFIX[^\n]*\n\s*)*/i, "").slice(0, 160);
    const told = `${moment.format(new Date(when))} · ${say("entryRows", { rows: number(rows ?? 0) })}`;
    return element(
      "li",
      {},
      element("button", { type: "button", class: "entry", onclick: () => take(query) }, element("code", {}, first), element("span", { class: "quiet" }, told)),
      element("button", { type: "button", class: "light", "aria-label": `${say("forget")}: ${first}`, onclick: () => (asked.remove(query), listHistory()) }, "✕"),
    );
  });
  byId("entries").replaceChildren(...items);
  byId("no-entries").hidden = entries.length > 0;
  byId("forget").hidden = !entries.length;
}

byId("forget").addEventListener("click", () => {
  asked.clear();
  listHistory();
});

for (const button of document.querySelectorAll("button[data-panel]")) {
  button.addEventListener("click", () => {
    for (const other of document.querySelectorAll("button[data-panel]")) {
      const panel = byId(other.dataset.panel);
      panel.hidden = other !== button || !panel.hidden;
      other.setAttribute("aria-expanded", String(!panel.hidden));
    }
    if (button.dataset.panel === "history") listHistory();
  });
}

/* Beginning */

for (const node of document.querySelectorAll("[data-with-script]")) node.hidden = false;
gallery(byId("gallery"), find, take);

window.addEventListener("popstate", () => {
  const query = new URL(location.href).searchParams.get("query");
  if (query) {
    editor.set(query);
    run({ push: false });
  }
});

const wanted = new URL(location.href).searchParams;
if (wanted.get("view")) shown.choose(wanted.get("view"));
vocabulary().catch(() => {});
if (wanted.get("query")) run({ push: false });

const { edit } = await import("./editor.js");
editor = edit(area, {
  label: form.dataset.label,
  vocabulary,
  find,
  check: (query, signal) => checkOf(query, signal).catch(() => null),
  run,
});
