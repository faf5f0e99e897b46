/* What every page has: search while one types, and buttons that copy. */

import { combobox, finder } from "./combobox.js";
import { element, say } from "./dom.js";

for (const form of document.querySelectorAll("form.search[data-search]")) {
  combobox(form.querySelector("input[type=search]"), finder(form.dataset.search), (hit) => {
    location.assign(hit.address);
  });
}

function copier(name, text) {
  const told = element("span", { class: "quiet", role: "status" });
  const button = element("button", { type: "button", class: "light copy" }, say(name));
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      told.textContent = say("isCopied");
    } catch {
      // Without the right to write the clipboard, the text is there to be marked.
      told.textContent = say("isNotCopied");
    }
  });
  return [button, told];
}

for (const text of document.querySelectorAll('[data-copy=""]')) {
  text.after(...copier("copy", () => text.textContent));
}

for (const link of document.querySelectorAll("a[data-copy-query]")) {
  link.after(...copier("copyQuery", () => new URL(link.href).searchParams.get("query")));
}
