/* The editor over the text area: CodeMirror, in a shadow root of its own. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import { linter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";
import { sources } from "./completion.js";
import { say } from "./dom.js";
import { declaration } from "./prefixes.js";

const WAIT = 700;

const colours = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
    { tag: tags.comment, color: "var(--quiet)", fontStyle: "italic" },
    { tag: tags.variableName, color: "var(--code-variable)" },
    { tag: [tags.string, tags.annotation], color: "var(--code-string)" },
    { tag: [tags.integer, tags.float, tags.bool], color: "var(--code-number)" },
    { tag: [tags.namespace, tags.url, tags.typeName], color: "var(--link)" },
  ]),
);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--card)", color: "var(--ink)", fontSize: "15px", borderRadius: "inherit" },
  "&.cm-focused": { outline: "2px solid var(--link)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55", maxHeight: "min(60vh, 34rem)", minHeight: "11rem" },
  ".cm-content": { padding: ".6rem 0", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--quiet)", border: "0" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--mark) 45%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--link) 28%, transparent)",
  },
  ".cm-matchingBracket": { outline: "1px solid var(--quiet)", backgroundColor: "transparent !important" },
  ".cm-nonmatchingBracket": { color: "var(--contradicted)", backgroundColor: "transparent !important" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--contradicted)",
    textUnderlineOffset: "3px",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--card)",
    color: "var(--ink)",
    border: "1px solid var(--rule)",
    borderRadius: ".4rem",
    boxShadow: "0 .3rem 1rem rgb(0 0 0 / .18)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", maxHeight: "17rem", maxWidth: "min(95vw, 48rem)" },
  ".cm-tooltip-autocomplete > ul > li": { padding: ".15rem .6rem !important", display: "flex", gap: "1rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--link)", color: "var(--paper)" },
  ".cm-tooltip-autocomplete completion-section": { fontFamily: "var(--sans)", color: "var(--quiet)", padding: ".3rem .6rem" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionLabel": { flex: "none", maxWidth: "60%", overflow: "hidden", textOverflow: "ellipsis" },
  ".cm-completionDetail": {
    marginLeft: "auto",
    fontFamily: "var(--sans)",
    fontStyle: "normal",
    opacity: ".8",
    minWidth: "0",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
  ".cm-diagnostic": { fontFamily: "var(--sans)", padding: ".4rem .8rem", borderLeft: ".3rem solid var(--contradicted)" },
  ".cm-diagnosticAction": { background: "var(--link)", color: "var(--paper)", padding: ".1rem .6rem", borderRadius: ".3rem" },
});

/** The offset of a line and a column, both from 1; columns count characters as the server does. */
function offset(doc, line, column) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return found.from + [...found.text].slice(0, column - 1).join("").length;
}

function diagnostic(state, fault, spaces) {
  const { doc } = state;
  let from = Math.min(offset(doc, fault.line, fault.column), doc.length);
  const line = doc.lineAt(from);
  const word = /^[^\s;,.(){}]+/.exec(line.text.slice(from - line.from));
  const to = from + (word ? word[0].length : Math.min(1, line.to - from));
  if (to === from && from > line.from) from -= 1;
  const prefix = word?.[0].split(":")[0];
  const change = word?.[0].includes(":") ? declaration(doc.toString(), prefix, spaces) : null;
  const actions = change
    ? [{ name: say("declare", { prefix }), apply: (view) => view.dispatch({ changes: change }) }]
    : [];
  return { from, to, severity: "error", message: fault.message, actions };
}

/** Declares a known prefix as soon as its colon is typed. */
function declaring(prefixes) {
  return EditorView.inputHandler.of((view, from, to, text, insert) => {
    if (text !== ":") return false;
    const before = view.state.sliceDoc(Math.max(0, from - 60), from);
    const word = /(?:^|[\s;,.(){}^|/!*+])([\p{L}][\p{L}\p{N}_-]*)$/u.exec(before)?.[1];
    const node = syntaxTree(view.state).resolveInner(from, -1);
    if (!word || /\bPREFIX\s+\S*$/i.test(before) || /Comment|String|IriRef/.test(node.name)) return false;
    const change = declaration(view.state.doc.toString(), word, prefixes());
    if (!change || change.from > from - word.length) return false;
    view.dispatch(insert());
    view.dispatch({ changes: change });
    return true;
  });
}

/**
 * Puts an editor in the place of a text area. `vocabulary` promises what can be completed, `find`
 * looks for things by name, `check(query, signal)` says what is wrong, `run` asks the query.
 */
export function edit(area, { label, vocabulary, find, check, run }) {
  let spaces = {};
  vocabulary().then((found) => (spaces = found.prefixes));
  let checking = new AbortController();
  const host = document.createElement("div");
  host.className = "editor";
  const root = host.attachShadow({ mode: "open" });
  const checked = linter(
    async (view) => {
      checking.abort();
      checking = new AbortController();
      const query = view.state.doc.toString();
      if (!query.trim()) return [];
      const fault = await check(query, checking.signal);
      return fault?.line && view.state.doc.toString() === query ? [diagnostic(view.state, fault, spaces)] : [];
    },
    { delay: WAIT },
  );
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }]),
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        bracketMatching(),
        closeBrackets(),
        sparql(),
        colours,
        look,
        autocompletion({ override: sources(vocabulary, find), maxRenderedOptions: 60, icons: false }),
        checked,
        declaring(() => spaces),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) area.value = update.state.doc.toString();
        }),
      ],
    }),
  });
  area.after(host);
  area.hidden = true;
  return {
    text: () => view.state.doc.toString(),
    focus: () => view.focus(),
    set(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 } });
    },
    /** Marks a fault at its place, and puts the cursor there. */
    mark(fault) {
      const found = fault ? [diagnostic(view.state, fault, spaces)] : [];
      view.dispatch(setDiagnostics(view.state, found));
      if (fault) view.dispatch({ selection: { anchor: found[0].from }, scrollIntoView: true });
    },
  };
}
