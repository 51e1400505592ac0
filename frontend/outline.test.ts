// @vitest-environment node
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The custom properties that are set in some CSS, in their order. */
const valuesIn = (css: string) =>
  [...css.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name, value]) => ({ name, value }));

it('draws the outline in the measures and colours of the window that comes after it', () => {
  const [dark = '', light = ''] = read('index.html').split('prefers-color-scheme: light');
  const [darkTokens = '', lightTokens = ''] = read('src/styles/tokens.css').split("[data-theme='light'] {");
  expect(valuesIn(dark).map(({ name }) => name)).toContain('--nav-w');
  expect(valuesIn(light).map(({ name }) => name)).toContain('--line');
  expect(valuesIn(darkTokens)).toEqual(expect.arrayContaining(valuesIn(dark)));
  expect(valuesIn(lightTokens)).toEqual(expect.arrayContaining(valuesIn(light)));
});
