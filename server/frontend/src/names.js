/* What things are called, and where their pages are. */

const MOST = 500;
const known = new Map();

/** A source of names: `address` is that of /names.json, `base` the namespace of our own things. */
export function namesFrom(address, base, root) {
  return {
    /** The name of a thing, if it has been looked up and has one: {text, language}. */
    of: (iri) => known.get(iri) ?? null,

    /** Looks many things up; their names are known afterwards. */
    async know(iris) {
      const missing = [...new Set(iris)].filter((iri) => !known.has(iri));
      for (let start = 0; start < missing.length; start += MOST) {
        const part = missing.slice(start, start + MOST);
        const reply = await fetch(address, {
          method: "POST",
          headers: { "Content-Type": "application/json", Accept: "application/json" },
          body: JSON.stringify(part),
        });
        if (!reply.ok) return;
        const found = await reply.json();
        for (const iri of part) known.set(iri, found[iri] ?? null);
      }
    },

    /** Where a link to a thing leads: its own page here, its address elsewhere, or nowhere. */
    address(iri) {
      if (iri.startsWith(base)) {
        const [path, fragment] = iri.slice(base.length).split("#", 2);
        const chosen = new URL(address, location.href).search;
        return `${root}/${encodeURI(path).replaceAll("%25", "%").replaceAll("?", "%3F")}${chosen}${fragment ? `#${fragment}` : ""}`;
      }
      return /^https?:\/\//.test(iri) ? iri : null;
    },
  };
}
