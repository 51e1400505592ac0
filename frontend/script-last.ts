import type { Plugin, Rollup } from 'vite';

/** What Vite put in for the program; its text comes from the chunk. */
const SCRIPT = /\s*<script type="module"[^>]*>[\s\S]*?<\/script>/;
/** The program's own, which Vite inlined, those of what it imports first; the outline's is a plain `<style>`. */
const STYLES = /\s*<style rel="stylesheet"[^>]*>([\s\S]*?)<\/style>/g;

/** Milliseconds after which the program starts without a frame: a window that nobody sees may draw none. */
const AT_THE_LATEST = 100;

/**
 * Brings in the style and runs the program once what stands before them was painted and all of the page is read, and any
 * other part with its rules when it is first asked for. The text of a part gives `window.part` a function, which is taken
 * from there at once.
 */
const START = `
(() => {
  const brought = {};
  const take = (name, id) => {
    const held = document.getElementById(id);
    const made = document.createElement(name);
    made.textContent = held.textContent;
    held.remove();
    document.head.append(made);
    return made;
  };
  const bring = (name) => {
    if (!brought[name]) {
      take('script', name).remove();
      const part = window.part;
      delete window.part;
      part((brought[name] = {}), bring);
      if (document.getElementById(name + '.look')) take('style', name + '.look');
    }
    return brought[name];
  };
  let due = false;
  const run = () => {
    if (due) return;
    due = true;
    const begin = () => {
      take('style', 'look');
      bring('PROGRAM');
    };
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
    else begin();
  };
  requestAnimationFrame(() => setTimeout(run));
  setTimeout(run, ${AT_THE_LATEST});
})();
`;

/** A chunk of the bundle, in CommonJS. */
export interface Chunk {
  fileName: string;
  code: string;
  /** The rules that come with it, where they are not in the page. */
  rules?: string;
}

/**
 * The page with its style and its scripts at the end of the body, as text that counts later: the style and the
 * program behind the first frame, each other chunk when it is asked for. In the head, a style with two fonts is read
 * and a script compiled and run before anything is painted; and what is compiled at the start delays the start.
 *
 * What sees to that comes before all the text, or the first frame would wait until that is read; and the text is in
 * ASCII, whose letters need not be put together from bytes one by one.
 */
export function withScriptLast(html: string, program: Chunk, others: readonly Chunk[]): string {
  const styles = [...html.matchAll(STYLES)].map(([, rules]) => rules ?? '');
  if (styles.length === 0) throw new Error('The built page has no style.');
  if (!SCRIPT.test(html)) throw new Error('The built page has no script.');
  const last = [
    `<script>${START.replace('PROGRAM', nameOf(program.fileName))}</script>`,
    `<style type="text/plain" id="look">${asciiStyle(styles.join('\n'))}</style>`,
    ...[program, ...others].flatMap(held),
  ].map((each) => `\n  ${each}`);
  return html
    .replace(STYLES, () => '')
    .replace(SCRIPT, () => '')
    .replace(/\s*<\/body>/, (end) => last.join('') + end);
}

/** As other chunks ask for it: `require('./name.js')`. */
const nameOf = (fileName: string) => `./${fileName}`;

function held({ fileName, code, rules }: Chunk): string[] {
  const text = `window.part = (exports, require) => {\n${code.trim()}\n};`;
  // Nothing in it may end or open an element.
  const safe = text.replace(/<(\/script|!--)/g, '\\x3C$1');
  const name = nameOf(fileName);
  const script = `<script type="text/plain" id="${name}">${asciiScript(safe)}</script>`;
  return rules ? [script, `<style type="text/plain" id="${name}.look">${asciiStyle(rules)}</style>`] : [script];
}

const OTHERS = /[^\0-\x7f]/g;

/** Letters are in strings, expressions and names alone, all of which know this way of writing them. */
function asciiScript(code: string): string {
  if (/\\[^\0-\x7f]/.test(code))
    throw new Error('The script has a letter behind a backslash, which would count for another.');
  return code.replace(OTHERS, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The space ends the number. */
const asciiStyle = (rules: string) =>
  rules.replace(/[^\0-\x7f]/gu, (letter) => `\\${letter.codePointAt(0)!.toString(16)} `);

/** The chunk, and all that comes with it. */
function imported(
  chunk: Rollup.OutputChunk,
  all: readonly Rollup.OutputChunk[],
  found = new Set<Rollup.OutputChunk>(),
) {
  if (found.has(chunk)) return found;
  found.add(chunk);
  for (const each of all) if (chunk.imports.includes(each.fileName)) imported(each, all, found);
  return found;
}

function rulesOf(chunk: Rollup.OutputChunk, bundle: Rollup.OutputBundle): string {
  const files = [...(chunk.viteMetadata?.importedCss ?? [])].map((name) => bundle[name]);
  return files.map((file) => (file?.type === 'asset' ? String(file.source).trim() : '')).join('\n');
}

/** Behind the plugin that makes one file of the page, style and script. */
export function scriptLast(): Plugin {
  return {
    name: 'torrpeddo:script-last',
    apply: 'build',
    enforce: 'post',
    config: () => ({ build: { cssCodeSplit: true } }),
    outputOptions: (options) => ({ ...options, codeSplitting: true, format: 'cjs' }),
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const program = chunks.find((chunk) => chunk.isEntry);
        if (!program) throw new Error('The bundle has no program.');
        const atOnce = imported(program, chunks);
        const others = chunks
          .filter((chunk) => chunk !== program)
          .map((chunk) => (atOnce.has(chunk) ? chunk : { ...chunk, rules: rulesOf(chunk, bundle) }));
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type === 'asset' && name.endsWith('.html'))
            file.source = withScriptLast(String(file.source), program, others);
          else if (/\.(js|css)$/.test(name)) Reflect.deleteProperty(bundle, name);
        }
      },
    },
  };
}
