import type { Plugin } from 'vite';

/** What Vite put in for the program; its text comes from the chunk. */
const SCRIPT = /\s*<script type="module"[^>]*>[\s\S]*?<\/script>/;
/** The program's own, which Vite inlined; the outline's is a plain `<style>`. */
const STYLE = /\s*<style rel="stylesheet"[^>]*>([\s\S]*?)<\/style>/;

/** Milliseconds after which the program starts without a frame: a window that nobody sees may draw none. */
const AT_THE_LATEST = 100;

/**
 * Brings in the style and runs the program once what stands before them was painted, and any other part when it is
 * first asked for. The text of a part gives `window.part` a function, which is taken from there at once.
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
    }
    return brought[name];
  };
  const run = () => {
    if (!document.getElementById('look')) return;
    take('style', 'look');
    bring('PROGRAM');
  };
  requestAnimationFrame(() => setTimeout(run));
  setTimeout(run, ${AT_THE_LATEST});
})();
`;

/** A chunk of the bundle, in CommonJS. */
export interface Chunk {
  fileName: string;
  code: string;
}

/**
 * The page with its style and its scripts at the end of the body, as text that counts later: the style and the
 * program behind the first frame, each other chunk when it is asked for. In the head, a style with two fonts is read
 * and a script compiled and run before anything is painted; and what is compiled at the start delays the start.
 */
export function withScriptLast(html: string, program: Chunk, others: readonly Chunk[]): string {
  const [, style] = STYLE.exec(html) ?? [];
  if (style === undefined) throw new Error('The built page has no style.');
  if (!SCRIPT.test(html)) throw new Error('The built page has no script.');
  const last = [
    `<style type="text/plain" id="look">${style}</style>`,
    ...[program, ...others].map(held),
    `<script>${START.replace('PROGRAM', nameOf(program.fileName))}</script>`,
  ].map((each) => `\n  ${each}`);
  return html
    .replace(STYLE, () => '')
    .replace(SCRIPT, () => '')
    .replace(/\s*<\/body>/, (end) => last.join('') + end);
}

/** As other chunks ask for it: `require('./name.js')`. */
const nameOf = (fileName: string) => `./${fileName}`;

function held({ fileName, code }: Chunk): string {
  const text = `window.part = (exports, require) => {\n${code.trim()}\n};`;
  // Nothing in it may end or open an element.
  const safe = text.replace(/<(\/script|!--)/g, '\\x3C$1');
  return `<script type="text/plain" id="${nameOf(fileName)}">${safe}</script>`;
}

/** Behind the plugin that makes one file of the page, style and script. */
export function scriptLast(): Plugin {
  return {
    name: 'torrpeddo:script-last',
    apply: 'build',
    enforce: 'post',
    outputOptions: (options) => ({ ...options, codeSplitting: true, format: 'cjs' }),
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const program = chunks.find((chunk) => chunk.isEntry);
        if (!program) throw new Error('The bundle has no program.');
        const others = chunks.filter((chunk) => chunk !== program);
        for (const [name, file] of Object.entries(bundle)) {
          if (file.type === 'asset' && name.endsWith('.html'))
            file.source = withScriptLast(String(file.source), program, others);
          else if (/\.(js|css)$/.test(name)) Reflect.deleteProperty(bundle, name);
        }
      },
    },
  };
}
