/* Bundles the browser code into the folder that is named on the command line; --watch goes on. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build, context } from "esbuild";

const here = import.meta.dirname;
const [folder, ...flags] = process.argv.slice(2);
if (!folder) throw new Error("usage: node build.js FOLDER [--watch]");

const LICENCES = "licences.txt";

const options = {
  absWorkingDir: here,
  entryPoints: ["src/site.js", "src/query.js"],
  outdir: folder,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  banner: { js: `/* Licences of what is in here: ${LICENCES} */` },
  metafile: true,
  logLevel: "warning",
};

/** The packages whose code went into the bundle, from the paths of the files. */
function packages(metafile) {
  const used = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  const names = used.map((path) => /(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path));
  return [...new Set(names.filter(Boolean).map((match) => match[0]))].sort();
}

/** The licence of each package, as its publisher gives it; a package without one stops the build. */
function licences(metafile) {
  return packages(metafile).map((path) => {
    const root = join(here, path);
    const { name, version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const file = readdirSync(root).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    if (!file) throw new Error(`${name} comes without a licence: ${relative(here, root)}`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(root, file), "utf8").trim()}\n`;
  });
}

if (flags.includes("--watch")) {
  await (await context(options)).watch();
} else {
  const { metafile } = await build(options);
  const rule = `\n${"-".repeat(72)}\n\n`;
  writeFileSync(join(folder, LICENCES), licences(metafile).join(rule));
}
