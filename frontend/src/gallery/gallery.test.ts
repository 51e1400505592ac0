// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const components = (folder: string) => readdirSync(here(folder)).filter((name) => name.endsWith('.svelte'));

describe('the gallery', () => {
  it('has an exhibit of every part, and of nothing else', () => {
    expect(components('exhibits')).toEqual(components('../parts'));
  });

  it.each(components('exhibits'))('shows the part itself in %s', (name) => {
    const source = readFileSync(here(`exhibits/${name}`), 'utf8');
    expect(source).toContain(`from '../../parts/${name}'`);
  });
});
