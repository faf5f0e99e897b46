/* The same query for other programs. */

function shell(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function python(text) {
  // JSON writes strings as Python reads them.
  return /"""|\\/.test(text) || text.endsWith('"') ? JSON.stringify(text) : `"""${text}"""`;
}

function rString(text) {
  let dashes = "";
  while (text.includes(`)${dashes}"`)) dashes += "-";
  return `r"${dashes}(${text})${dashes}"`;
}

/** The text of a program that asks the query: `kind` is curl, python or r. */
export function snippet(kind, endpoint, query, isTable) {
  if (kind === "curl") {
    const accept = isTable ? "text/csv" : "text/turtle";
    return `curl ${shell(endpoint)} \\\n  --header 'Accept: ${accept}' \\\n  --data-urlencode query=${shell(query)}\n`;
  }
  if (kind === "python") {
    const begin = `from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper\n\nendpoint = SPARQLWrapper(${JSON.stringify(endpoint)})\nendpoint.setMethod("POST")\nendpoint.setQuery(${python(query)})\n`;
    return isTable
      ? begin.replace(", TURTLE", "") +
          `endpoint.setReturnFormat(JSON)\nfor row in endpoint.queryAndConvert()["results"]["bindings"]:\n    print({name: cell["value"] for name, cell in row.items()})\n`
      : begin.replace("JSON, ", "") + `endpoint.setReturnFormat(TURTLE)\nprint(endpoint.query().response.read().decode())\n`;
  }
  const accept = isTable ? "text/csv" : "text/turtle";
  const read = isTable ? `answer <- read.csv(text = resp_body_string(reply))\nprint(answer)\n` : `cat(resp_body_string(reply))\n`;
  return `library(httr2)\n\nquery <- ${rString(query)}\nreply <- request(${JSON.stringify(endpoint)}) |>\n  req_headers(Accept = "${accept}") |>\n  req_body_form(query = query) |>\n  req_perform()\n${read}`;
}
