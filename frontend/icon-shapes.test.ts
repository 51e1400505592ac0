// @vitest-environment node
import { expect, it } from 'vitest';
import { shapesIn } from './icon-shapes.ts';

it('takes the shapes out of a component, and says so where there are none', () => {
  const data = '{ "name": "a", "size": 24, "node": [["path", { "d": "M1 2" }], ["circle", { "cx": "3", "r": "4" }]] }';
  expect(shapesIn(`<script>\nconst iconData = ${data};\n</script>`)).toBe('<path d="M1 2"/><circle cx="3" r="4"/>');
  expect(() => shapesIn('<script></script>')).toThrow('no longer');
});
