import { expect, it, vi } from 'vitest';
import { withScriptLast } from './script-last.ts';

const STYLE = '<style rel="stylesheet" crossorigin></style>';
const SCRIPT = '<script type="module" crossorigin src="./index.js"></script>';

it('puts style and script, as they are, behind all that is in the body, to count after the first frame', () => {
  const code = 'const a = "$&</body>";';
  const rules = 'a::after { content: "$&" }';
  const page = `<head>\n  <style>b{}</style>\n  <script type="module" crossorigin>as Vite has it</script>
  <style rel="stylesheet" crossorigin>${rules}</style>\n</head>\n<body>\n  <div></div>\n</body>`;
  const [before, after] = withScriptLast(page, { fileName: 'index.js', code }, []).split('<div></div>');
  expect(before).toBe('<head>\n  <style>b{}</style>\n</head>\n<body>\n  ');
  expect(after).toContain(`\n  <style type="text/plain" id="look">${rules}</style>\n  <script`);
  expect(after).toContain(code);
  expect(after).toMatch(
    /^\n {2}<script>[\s\S]*requestAnimationFrame[\s\S]*<\/script>\n {2}<style[\s\S]*<\/script>\n<\/body>$/,
  );
  const nothing = { fileName: 'index.js', code: '' };
  expect(() => withScriptLast('<body></body>', nothing, [])).toThrow('no style');
  expect(() => withScriptLast(STYLE, nothing, [])).toThrow('no script');
});

it('writes every letter in ASCII, as those who read it write it', () => {
  const code = "say('ä 中 😀')";
  const style = '<style rel="stylesheet">a::after { content: "→b" }</style>';
  const page = withScriptLast(`<head>${style}${SCRIPT}</head><body></body>`, { fileName: 'index.js', code }, []);
  expect(page).toMatch(/^[\0-\x7f]*$/);
  expect(page).toContain("say('\\u00e4 \\u4e2d \\ud83d\\ude00')");
  expect(page).toContain('content: "\\2192 b"');
  const behind = { fileName: 'index.js', code: "say('\\ä')" };
  expect(() => withScriptLast(`<head>${style}${SCRIPT}</head><body></body>`, behind, [])).toThrow('backslash');
});

it('waits until all of the page is read', () => {
  vi.useFakeTimers();
  const ran: string[] = [];
  Object.assign(globalThis, { ran });
  const program = { fileName: 'index.js', code: "ran.push('index');" };
  const page = new DOMParser().parseFromString(
    withScriptLast(`<head>${STYLE}${SCRIPT}</head><body></body>`, program, []),
    'text/html',
  );
  document.body.replaceChildren(...page.querySelectorAll('body > *'));
  vi.spyOn(document.head, 'append').mockImplementation((node) => {
    if (node instanceof HTMLScriptElement) new Function(node.textContent)();
  });
  const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading');
  new Function(document.querySelector('script:not([type])')?.textContent ?? '')();
  vi.runAllTimers();
  vi.useRealTimers();
  expect(ran).toEqual([]);
  state.mockReturnValue('interactive');
  window.dispatchEvent(new Event('DOMContentLoaded'));
  expect(ran).toEqual(['index']);
});

it('runs the program once, and every other part when it is first asked for', () => {
  vi.useFakeTimers();
  const program = {
    fileName: 'index.js',
    code: "ran.push('index'); require('./b.js').say(); require('./b.js').say();",
  };
  const others = [
    { fileName: 'a.js', code: "ran.push('a');" },
    { fileName: 'b.js', code: "ran.push('b'); exports.say = () => ran.push('</script>');" },
  ];
  const ran: string[] = [];
  Object.assign(globalThis, { ran });
  const page = new DOMParser().parseFromString(
    withScriptLast(`<head>${STYLE}${SCRIPT}</head><body></body>`, program, others),
    'text/html',
  );
  document.body.replaceChildren(...page.querySelectorAll('body > *'));
  // A script element that is put into a document runs at once; the test's document leaves that to the test.
  vi.spyOn(document.head, 'append').mockImplementation((node) => {
    if (node instanceof HTMLScriptElement) new Function(node.textContent)();
  });
  new Function(document.querySelector('script:not([type])')?.textContent ?? '')();
  vi.runAllTimers();
  vi.useRealTimers();
  expect(ran).toEqual(['index', 'b', '</script>', '</script>']);
  expect(document.querySelectorAll('[type="text/plain"]')).toHaveLength(1);
});
