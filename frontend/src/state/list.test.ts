import { describe, expect, it } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import type { TorrentRow } from '../contract/generated';
import { App } from './app.svelte';
import { aDelta, aRow, aSnapshot, idOf } from './fixtures';

const NOW = 1_000_000;

function showing(...rows: TorrentRow[]): App {
  const app = new App(new Client(new FakeTransport()), () => NOW);
  app.torrents.snapshot(aSnapshot(rows));
  return app;
}

const names = (app: App) => app.list.ids.map((id) => app.torrents.rows.get(id)?.name);

describe('the list by activity', () => {
  const app = () =>
    showing(
      aRow(1, { name: 'paused', state: 'paused' }),
      aRow(2, { name: 'broken', state: 'error' }),
      aRow(3, { name: 'older', added_at: 1 }),
      aRow(4, { name: 'newer', added_at: 2 }),
      aRow(5, { name: 'giving', state: 'seeding', up_rate: 5 }),
      aRow(6, { name: 'idle', state: 'seeding' }),
      aRow(7, { name: 'just gave', state: 'seeding', last_active_at: NOW - 10 }),
    );

  it('stands in three groups, what is most alive first', () => {
    expect(names(app())).toEqual(['broken', 'newer', 'older', 'giving', 'just gave', 'idle', 'paused']);
    expect(app().list.items.filter(({ kind }) => kind === 'group')).toEqual([
      { kind: 'group', group: 'needs' },
      { kind: 'group', group: 'active' },
      { kind: 'group', group: 'rest' },
    ]);
  });

  it('keeps a collapsed group’s heading and count, and hides its rows', () => {
    const collapsed = app();
    collapsed.view.toggleGroup('active');
    expect(names(collapsed)).toEqual(['broken', 'idle', 'paused']);
    expect(collapsed.list.sums.active).toEqual({ count: 4, down: 0, up: 5 });
    expect(collapsed.list.count).toBe(7);
  });

  it('leaves out groups without rows', () => {
    expect(showing(aRow(1)).list.items).toEqual([
      { kind: 'group', group: 'active' },
      { kind: 'row', id: idOf(1) },
    ]);
  });

  it('puts the queue in its own order', () => {
    const queued = showing(
      aRow(1, { name: 'second', state: 'queued', queue_position: 1 }),
      aRow(2, { name: 'first', state: 'queued', queue_position: 0 }),
    );
    expect(names(queued)).toEqual(['first', 'second']);
  });
});

describe('the list by a column', () => {
  it('has no groups, and turns round', () => {
    const app = showing(aRow(1, { name: 'b10' }), aRow(2, { name: 'B9' }), aRow(3, { name: 'a' }));
    app.view.sortBy('name');
    expect(names(app)).toEqual(['a', 'B9', 'b10']);
    expect(app.list.items.every(({ kind }) => kind === 'row')).toBe(true);
    app.view.sortBy('name');
    expect(names(app)).toEqual(['b10', 'B9', 'a']);
  });

  it('starts amounts with the most', () => {
    const app = showing(aRow(1, { name: 'small', size: 1 }), aRow(2, { name: 'large', size: 9 }));
    app.view.sortBy('size');
    expect(names(app)).toEqual(['large', 'small']);
  });

  it('keeps equal rows where they are as others change', () => {
    const app = showing(...[1, 2, 3, 4].map((n) => aRow(n)));
    app.view.sortBy('down_rate');
    app.torrents.delta(aDelta(2, [aRow(3, { down_rate: 9 })]));
    expect(app.list.ids).toEqual([3, 1, 2, 4].map(idOf));
    app.torrents.delta(aDelta(3, [aRow(3)]));
    expect(app.list.ids).toEqual([3, 1, 2, 4].map(idOf));
  });
});

describe('finding', () => {
  const app = () => showing(aRow(1, { name: 'Café del Mar' }), aRow(2, { name: 'cafe' }), aRow(3, { name: 'other' }));

  it('takes no notice of case and accents, and wants every word', () => {
    const found = app();
    found.view.search = 'CAFÉ';
    expect(found.list.count).toBe(2);
    found.view.search = 'mar cafe';
    expect(names(found)).toEqual(['Café del Mar']);
  });

  it('finds a torrent by its info-hash', () => {
    const found = app();
    found.view.search = idOf(3);
    expect(names(found)).toEqual(['other']);
  });

  it('notices that a torrent was given another name', () => {
    const found = app();
    found.view.search = 'renamed';
    expect(found.list.count).toBe(0);
    found.torrents.delta(aDelta(2, [aRow(3, { name: 'renamed' })]));
    expect(found.list.count).toBe(1);
  });

  it('is narrowed by the filter too', () => {
    const found = showing(aRow(1), aRow(2, { state: 'paused' }));
    found.view.filter = 'paused';
    expect(found.list.ids).toEqual([idOf(2)]);
  });
});

describe('ten thousand torrents', () => {
  it('is the same array while nothing moves, so that nothing is drawn again', () => {
    const app = showing(...Array.from({ length: 10_000 }, (_, n) => aRow(n, { added_at: n })));
    const before = app.list.items;
    app.torrents.delta(aDelta(2, [aRow(5, { added_at: 5, down_rate: 100 })]));
    expect(app.list.items).toBe(before);
    expect(app.list.sums.active.down).toBe(100);
  });
});
