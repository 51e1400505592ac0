// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const CSS = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

const SURFACES = ['surface-nav', 'surface-base', 'surface-panel', 'surface-raised', 'surface-well'];
/** What lies over a surface under the pointer, where something is chosen, and in controls. */
const FILLS = ['fill-hover', 'fill-active', 'fill-control', 'fill-control-hover'];

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what must be seen to understand or use a thing. */
const TEXT = 4.5;
const GRAPHIC = 3;

/** The custom properties of a theme's block. */
function tokensOf(theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(String.raw`\[data-theme='${theme}'\] \{([^}]*)\}`).exec(CSS)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

function parse(value: string): Colour {
  const hex = /^#(..)(..)(..)$/.exec(value)?.slice(1);
  if (hex) return [...hex.map((part) => parseInt(part, 16)), 1] as unknown as Colour;
  const [red = 0, green = 0, blue = 0, alpha = 1] = [...value.matchAll(/[\d.]+/g)].map(Number);
  return [red, green, blue, alpha];
}

/** The second seen through the first. */
function over([r, g, b, alpha]: Colour, below: Colour): Colour {
  const mix = (above: number, under = 0) => above * alpha + under * (1 - alpha);
  return [mix(r, below[0]), mix(g, below[1]), mix(b, below[2]), 1];
}

function luminance([r, g, b]: Colour): number {
  const [red = 0, green = 0, blue = 0] = [r, g, b].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Colour, b: Colour): number {
  const [less = 0, more = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (more + 0.05) / (less + 0.05);
}

describe.each(['dark', 'light'])('the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  const colour = (name: string): Colour => parse(tokens.get(name) ?? expect.fail(`There is no --${name}.`));
  const surfaces = SURFACES.map((name) => ({ name, colour: colour(name) }));
  const filled = surfaces.flatMap((below) =>
    FILLS.map((fill) => ({ name: `${fill} on ${below.name}`, colour: over(colour(fill), below.colour) })),
  );

  /** Each that falls short, with its ratio. */
  const short = (names: string[], grounds: readonly { name: string; colour: Colour }[], least: number) =>
    names.flatMap((name) =>
      grounds
        .map((ground) => ({ on: ground.name, ratio: contrast(colour(name), ground.colour) }))
        .filter(({ ratio }) => ratio < least)
        .map(({ on, ratio }) => `${name} on ${on}: ${ratio.toFixed(2)}`),
    );

  it('has text that is read on every surface', () => {
    const roles = ['ink-1', 'ink-2', 'ink-3', 'signal', 'upload', 'attention', 'danger'];
    expect(short(roles, surfaces, TEXT)).toEqual([]);
  });

  it('has text that is read under the pointer, where something is chosen, and in controls', () => {
    expect(short(['ink-1', 'ink-2'], filled, TEXT)).toEqual([]);
    const hovered = filled.filter(({ name }) => name.startsWith('fill-hover'));
    expect(short(['ink-3', 'signal', 'upload', 'attention', 'danger'], hovered, TEXT)).toEqual([]);
  });

  it('has text that is read on what warns, and on buttons', () => {
    const on = (fill: string) =>
      surfaces.map(({ name, colour: below }) => ({ name: `${fill} on ${name}`, colour: over(colour(fill), below) }));
    expect(short(['ink-1', 'attention'], on('attention-fill'), TEXT)).toEqual([]);
    expect(short(['ink-1', 'danger'], on('danger-fill'), TEXT)).toEqual([]);
    const plain = (name: string) => [{ name, colour: colour(name) }];
    expect(short(['action-ink'], [...plain('action'), ...plain('action-hover')], TEXT)).toEqual([]);
    expect(short(['danger-solid-ink'], plain('danger-solid'), TEXT)).toEqual([]);
  });

  it('has edges, focus and progress that are seen', () => {
    const roles = ['focus', 'line-control', 'mute', 'signal-rest', 'upload-rest'];
    expect(short(roles, surfaces, GRAPHIC)).toEqual([]);
  });

  it('lets hover actions fade into what is under the pointer', () => {
    const hovered = over(colour('fill-hover'), colour('surface-base'));
    expect(colour('row-hovered').slice(0, 3)).toEqual(hovered.slice(0, 3).map(Math.round));
  });
});
