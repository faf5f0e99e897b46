/* What was asked from this browser; it never leaves it. */

const KEY = "cislex-queries";
const MOST = 50;

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((entry) => typeof entry?.query === "string") : [];
  } catch {
    return [];
  }
}

function write(entries) {
  try {
    localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // No room, or no storage: then nothing is kept.
  }
}

export const history = {
  /** The entries, the newest first: {query, when, rows}. */
  all: read,

  add(query, rows) {
    const others = read().filter((entry) => entry.query !== query);
    write([{ query, when: new Date().toISOString(), rows }, ...others].slice(0, MOST));
  },

  remove: (query) => write(read().filter((entry) => entry.query !== query)),

  clear: () => write([]),
};
