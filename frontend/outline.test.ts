import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The custom properties that are set in some CSS, in their order. */
const valuesIn = (css: string) =>
  [...css.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name, value]) => ({ name, value }));

it('draws the outline in the measures and colours of the window that comes after it', () => {
  const [dark = '', light = ''] = read('index.html').split('prefers-color-scheme: light');
  const tokens = read('src/styles/tokens.css');
  const [, lightTokens = ''] = tokens.split("[data-theme='light'] {");
  expect(valuesIn(dark).map(({ name }) => name)).toContain('--nav-w');
  expect(valuesIn(light).map(({ name }) => name)).toContain('--line');
  expect(valuesIn(tokens)).toEqual(expect.arrayContaining(valuesIn(dark)));
  expect(valuesIn(lightTokens)).toEqual(expect.arrayContaining(valuesIn(light)));
});

it('draws the mark as the window does', () => {
  const shapesIn = (page: string) =>
    [.../<svg[\s\S]*?<\/svg>/.exec(page)![0].matchAll(/ (?:d|transform|stroke|fill)="[^"]*"/g)].flat();
  expect(shapesIn(read('index.html'))).toEqual(shapesIn(read('src/app/Mark.svelte')));
});

it.each([
  [{ language: 'ar' }, ['en-GB'], 'rtl'],
  [{ language: 'system' }, ['it', 'ar-EG', 'en'], 'rtl'],
  [undefined, ['de', 'ar'], ''],
  [undefined, ['it'], ''],
])('draws the outline along the line: %o among %o', (left, languages, dir) => {
  const { root } = drawn(left, languages);
  expect(root.dir).toBe(dir);
});

it('draws no part that a person put away', () => {
  expect(drawn({ without: ['sidebar', 'status_bar'] }, ['en']).outline.className).toBe(
    'outline without-sidebar without-status_bar',
  );
});

/** The page as its own script leaves it, where the host told `left`. */
function drawn(left: object | undefined, languages: readonly string[]) {
  const page = new DOMParser().parseFromString(read('index.html'), 'text/html');
  const script = page.querySelector('script:not([src])')!.textContent;
  new Function('window', 'document', 'navigator', script)({ torrpeddoLeft: left }, page, { languages });
  return { root: page.documentElement, outline: page.querySelector('.outline')! };
}
