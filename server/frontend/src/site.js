/* What every page has: search while one types. */

import { combobox, finder } from "./combobox.js";

for (const form of document.querySelectorAll("form.search[data-search]")) {
  combobox(form.querySelector("input[type=search]"), finder(form.dataset.search), (hit) => {
    location.assign(hit.address);
  });
}
