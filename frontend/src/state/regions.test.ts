import { beforeEach, describe, expect, it } from 'vitest';
import { type Region, Regions } from './regions';

let regions: Regions;

beforeEach(() => {
  // Nothing is laid out here.
  HTMLElement.prototype.checkVisibility = function (this: HTMLElement) {
    return this.closest('[hidden]') === null;
  };
  document.body.innerHTML = `
    <nav><button id="all">All</button><button id="paused" aria-pressed="true">Paused</button></nav>
    <main>
      <header><input id="search" /></header>
      <button id="sort">Sort</button>
      <div role="grid"><div role="row" tabindex="-1"></div><div role="row" id="row" tabindex="0"></div></div>
    </main>
    <section><i role="separator" tabindex="0"></i><button role="tab" aria-selected="true" id="tab"></button></section>
    <footer><button id="slow"></button></footer>`;
  regions = new Regions();
  const parts: [string, Region][] = [
    ['nav', 'sidebar'],
    ['header', 'command_bar'],
    ['main', 'list'],
    ['section', 'details'],
    ['footer', 'status_bar'],
  ];
  for (const [selector, region] of parts) attach(selector, region);
});

function attach(selector: string, region: Region): () => void {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(selector);
  return regions.is(region)(element);
}

function walk(steps: number, step: 1 | -1 = 1): string[] {
  return Array.from({ length: steps }, () => {
    regions.go(step);
    return document.activeElement?.id ?? '';
  });
}

const focus = (id: string) => document.querySelector<HTMLElement>(`#${id}`)?.focus();

describe('the parts of the window', () => {
  it('are gone through in the order of reading, and round', () => {
    expect(walk(6)).toEqual(['paused', 'search', 'row', 'tab', 'slow', 'paused']);
    expect(walk(3, -1)).toEqual(['slow', 'tab', 'row']);
  });

  it('begin at the end when one goes back from nowhere', () => {
    expect(walk(2, -1)).toEqual(['slow', 'tab']);
  });

  it('keep what had the focus last, while it can take it', () => {
    focus('sort');
    expect(walk(5)).toEqual(['tab', 'slow', 'paused', 'search', 'sort']);
    document.querySelector('#sort')?.remove();
    focus('search');
    expect(walk(1)).toEqual(['row']);
  });

  it('are passed over while they are hidden, empty or not drawn', () => {
    document.querySelector('nav')?.setAttribute('hidden', '');
    document.querySelector('footer')?.replaceChildren();
    const leave = attach('section', 'details');
    leave();
    expect(walk(3)).toEqual(['search', 'row', 'search']);
  });
});
