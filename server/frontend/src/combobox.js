/* A text field that proposes things while one types, in the pattern of the ARIA guide. */

import { element, quietly, say, spoken } from "./dom.js";

const WAIT = 120;
let count = 0;

/** Asks the server for things by their names; `address` is that of /search.json. */
export function finder(address) {
  return async (text, signal) => {
    const url = new URL(address, location.href);
    url.searchParams.set("q", text);
    const reply = await fetch(url, { signal, headers: { Accept: "application/json" } });
    return reply.ok ? (await reply.json()).results : [];
  };
}

/** Makes a field propose what `find(text, signal)` finds; `choose(hit)` is called for a choice. */
export function combobox(field, find, choose) {
  const id = `proposals-${++count}`;
  const list = element("ul", { id, role: "listbox", class: "proposals", hidden: true });
  list.setAttribute("aria-label", field.getAttribute("aria-label") ?? say("proposals"));
  const told = element("span", { class: "unseen", role: "status" });
  const box = element("span", { class: "combobox" });
  field.replaceWith(box);
  box.append(field, list, told);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": id,
    autocomplete: "off",
  })) {
    field.setAttribute(name, value);
  }

  let hits = [];
  let active = -1;
  let asking = new AbortController();

  function mark(place) {
    active = place;
    [...list.children].forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === place));
      if (at === place) option.scrollIntoView({ block: "nearest" });
    });
    if (place < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `${id}-${place}`);
  }

  function show(found) {
    const before = hits[active]?.iri;
    hits = found;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    // Whoever has chosen something keeps it when the last letters bring new proposals.
    mark(before === undefined ? -1 : found.findIndex((hit) => hit.iri === before));
  }

  function close() {
    asking.abort();
    show([]);
    told.textContent = "";
  }

  function option(hit, place) {
    const other = hit.name !== hit.label && element("span", { class: "quiet", ...spoken(hit.language) }, hit.name);
    return element(
      "li",
      { id: `${id}-${place}`, role: "option", "aria-selected": "false", onmousedown: (event) => take(event, place) },
      element("span", {}, hit.label),
      other || null,
      element("span", { class: "kind" }, hit.type),
    );
  }

  function take(event, place) {
    event.preventDefault();
    const hit = hits[place];
    close();
    choose(hit, field);
  }

  const look = quietly(WAIT, async () => {
    const text = field.value.trim();
    asking.abort();
    asking = new AbortController();
    if (!text || document.activeElement !== field) return close();
    try {
      const found = await find(text, asking.signal);
      show(found);
      told.textContent = found.length ? say("proposed", { number: found.length }) : say("nothingProposed");
    } catch (error) {
      if (error.name !== "AbortError") show([]);
    }
  });

  field.addEventListener("input", look);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (step && list.hidden) {
      look();
    } else if (step) {
      event.preventDefault();
      // One place before the first: the text as it was typed.
      mark(((active + 1 + step + hits.length + 1) % (hits.length + 1)) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      take(event, active);
    }
  });
}
