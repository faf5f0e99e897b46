/* The gallery of questions: chosen, filled in, and put into the editor. */

import { combobox } from "./combobox.js";
import { element, say } from "./dom.js";

/** Makes the links of the gallery fill the editor; `take(query)` gets the text to run. */
export function gallery(box, find, take) {
  const filter = box.querySelector("input[type=search]");
  const items = [...box.querySelectorAll("li")];
  let opened = null;

  async function fetchFilled(link, values) {
    const url = new URL(link.href);
    const address = new URL(`${url.pathname}/query.rq`, url);
    for (const [name, value] of [...url.searchParams, ...Object.entries(values)]) address.searchParams.set(name, value);
    const reply = await fetch(address, { headers: { Accept: "application/json;q=0.5, application/sparql-query" } });
    const text = await reply.text();
    if (reply.ok) return text;
    let message = text;
    try {
      message = JSON.parse(text).error.message;
    } catch {
      // Said as text.
    }
    throw new Error(message);
  }

  function close() {
    opened?.remove();
    opened = null;
  }

  function open(link, parameters) {
    close();
    const told = element("p", { class: "problem", role: "alert", hidden: true });
    const fields = parameters.map(({ name, type, default: value }) => {
      const field = element("input", { name, value, id: `of-${name}`, maxlength: 2000 });
      return element("p", {}, element("label", { for: `of-${name}` }, name.replaceAll("_", " ")), field);
    });
    opened = element(
      "form",
      {
        class: "parameters",
        onsubmit: async (event) => {
          event.preventDefault();
          told.hidden = true;
          try {
            take(await fetchFilled(link, Object.fromEntries(new FormData(event.target))));
          } catch (error) {
            told.hidden = false;
            told.textContent = error.message;
          }
        },
      },
      fields,
      element("p", {}, element("button", { type: "submit" }, say("ask"))),
      told,
    );
    link.parentElement.append(opened);
    parameters.forEach(({ name, type }) => {
      const field = opened.elements[name];
      if (type === "iri" || type === "") combobox(field, find, (hit) => (field.value = hit.curie));
    });
    opened.elements[0].focus();
    opened.elements[0].select();
  }

  box.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-parameters]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const parameters = JSON.parse(link.dataset.parameters);
    if (parameters.length) return open(link, parameters);
    close();
    try {
      take(await fetchFilled(link, {}));
    } catch {
      location.assign(link.href);
    }
  });

  filter.hidden = false;
  filter.addEventListener("input", () => {
    const wanted = filter.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) {
      const text = item.textContent.toLocaleLowerCase();
      item.hidden = !wanted.every((word) => text.includes(word));
    }
    for (const group of box.querySelectorAll(".group")) group.hidden = !group.querySelector("li:not([hidden])");
  });
}
