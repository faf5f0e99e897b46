/* Elements and texts. Nothing here takes HTML: whatever comes from data stays text. */

const SVG = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** An HTML element; attributes that begin with "on" are listeners, absent values are left out. */
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** An SVG element. */
export function drawn(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

/** The element with an id; the page is at fault when there is none. */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

const words = Object.assign(
  {},
  ...[...document.querySelectorAll("[data-words]")].map((node) => JSON.parse(node.dataset.words)),
);

/** A text of the interface, which the server has translated, with its values filled in. */
export function say(name, values = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

const language = document.documentElement.lang || "en";
const numbers = new Intl.NumberFormat(language);

/** A number as the reader writes it. */
export function number(value, digits) {
  if (digits === undefined) return numbers.format(value);
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** The attribute that says in which language a text is, where it is another than the page's. */
export function spoken(tongue) {
  return tongue && tongue !== language ? { lang: tongue } : {};
}

/** Calls a function only once things have been quiet for some milliseconds. */
export function quietly(milliseconds, call) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), milliseconds);
  };
}
