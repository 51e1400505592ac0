import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import { App } from './app.svelte';
import { aRow, aSnapshot, idOf } from './fixtures';

/** A page of the window, with its list; what the window keeps outlives it. */
function page(): { app: App; arrive: () => void; crash: () => void } {
  const app = new App(new Client(new FakeTransport()), () => 0);
  app.moment.restore();
  const crash = $effect.root(() => {
    app.moment.keep();
  });
  const arrive = () => {
    app.torrents.snapshot(aSnapshot([1, 2, 3].map((n) => aRow(n))));
    flushSync();
  };
  flushSync();
  return { app, arrive, crash };
}

beforeEach(() => {
  vi.useFakeTimers();
  let state: unknown = null;
  vi.stubGlobal('history', {
    get state() {
      return state;
    },
    replaceState: (next: unknown) => (state = next),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Lets what was changed be kept. */
function settle() {
  flushSync();
  vi.advanceTimersByTime(1000);
}

describe('Moment', () => {
  it('brings back what a page that crashed was in the midst of', () => {
    const first = page();
    first.arrive();
    Object.assign(first.app.view, { filter: 'paused', search: 'deb', folder: '/downloads' });
    first.app.selection.restore([idOf(1), idOf(3)], idOf(3));
    first.app.moment.scroll = 480;
    first.app.dialogs.open('move', { ids: [idOf(1)], path: '/there' });
    settle();
    first.crash();

    const second = page();
    expect(second.app.view).toMatchObject({ filter: 'paused', search: 'deb', tracker: null, folder: '/downloads' });
    expect(second.app.moment.scrollTo).toBe(480);
    expect(second.app.dialogs.current, 'its torrents are not here yet').toBeNull();
    second.arrive();
    expect([...second.app.selection.ids]).toEqual([idOf(1), idOf(3)]);
    expect(second.app.selection.focus).toBe(idOf(3));
    expect(second.app.dialogs.payload('move')).toEqual({ ids: [idOf(1)], path: '/there' });
    second.crash();
  });

  it('keeps what was typed to be added, and not what only the page had', () => {
    const first = page();
    first.arrive();
    first.app.dialogs.open('add', { magnets: ['magnet:?a'], paths: [], files: [new File([], 'a.torrent')] });
    first.app.dialogs.draft = { magnets: ['magnet:?a'], paths: ['/b.torrent'], text: 'magnet:?half' };
    settle();
    first.crash();

    const second = page();
    second.arrive();
    expect(second.app.dialogs.payload('add')).toEqual({
      magnets: ['magnet:?a'],
      paths: ['/b.torrent'],
      text: 'magnet:?half',
    });
    second.crash();
  });

  it('lets what the host asks for come first, and begins a first page with nothing', () => {
    const first = page();
    first.arrive();
    expect(first.app.dialogs.current).toBeNull();
    first.app.dialogs.open('statistics', {});
    settle();
    first.crash();

    const second = page();
    second.app.dialogs.offer({ magnets: ['magnet:?new'] });
    second.arrive();
    expect(second.app.dialogs.payload('add')?.magnets).toEqual(['magnet:?new']);
    second.crash();
  });
});
