// @vitest-environment node
import { expect, it } from 'vitest';
import { withScriptLast } from './script-last.ts';

it('puts the script, as it is, behind all that is in the body', () => {
  const script = '<script type="module" crossorigin>const a = "$&</body>";</script>';
  const page = `<head>\n  ${script}\n</head>\n<body>\n  <div></div>\n</body>`;
  expect(withScriptLast(page)).toBe(`<head>\n</head>\n<body>\n  <div></div>\n  ${script}\n</body>`);
  expect(() => withScriptLast('<body></body>')).toThrow('no script');
});
