import { describe, expect, it } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import { App } from './app.svelte';
import { aDelta, aRow, aSnapshot, idOf } from './fixtures';

function five(): App {
  const app = new App(new Client(new FakeTransport()), () => 0);
  app.view.sortBy('name');
  app.torrents.snapshot(aSnapshot([1, 2, 3, 4, 5].map((n) => aRow(n))));
  return app;
}

const chosen = ({ selection }: App) => [...selection.ids].map((id) => Number.parseInt(id, 16)).sort();

describe('Selection', () => {
  it('takes one with a click, and lets the others go', () => {
    const app = five();
    app.selection.pick(idOf(2));
    app.selection.pick(idOf(4));
    expect(chosen(app)).toEqual([4]);
    expect(app.selection.only).toBe(idOf(4));
  });

  it('adds and takes away one by one', () => {
    const app = five();
    app.selection.pick(idOf(2));
    app.selection.pick(idOf(4), { toggle: true });
    expect(chosen(app)).toEqual([2, 4]);
    expect(app.selection.only).toBeNull();
    app.selection.pick(idOf(2), { toggle: true });
    expect(chosen(app)).toEqual([4]);
  });

  it('extends from the anchor, and turns round it', () => {
    const app = five();
    app.selection.pick(idOf(3));
    app.selection.pick(idOf(5), { shift: true });
    expect(chosen(app)).toEqual([3, 4, 5]);
    app.selection.pick(idOf(1), { shift: true });
    expect(chosen(app)).toEqual([1, 2, 3]);
  });

  it('adds a range to what is there', () => {
    const app = five();
    app.selection.pick(idOf(1));
    app.selection.pick(idOf(4), { toggle: true });
    app.selection.pick(idOf(5), { shift: true, toggle: true });
    expect(chosen(app)).toEqual([1, 4, 5]);
  });

  it('takes all that are shown', () => {
    const app = five();
    app.view.search = 'torrent 2';
    app.selection.all();
    expect(chosen(app)).toEqual([2]);
  });

  it('walks with the keys, and stops at the ends', () => {
    const app = five();
    app.selection.move(1);
    expect(app.selection.focus).toBe(idOf(1));
    app.selection.move(2, { shift: true });
    expect(chosen(app)).toEqual([1, 2, 3]);
    app.selection.toEnd();
    expect(chosen(app)).toEqual([5]);
    app.selection.move(1);
    expect(chosen(app)).toEqual([5]);
    app.selection.toStart({ toggle: true });
    expect([chosen(app), app.selection.focus]).toEqual([[5], idOf(1)]);
  });

  it('begins at the end when it first walks up', () => {
    const app = five();
    app.selection.move(-1);
    expect(app.selection.focus).toBe(idOf(5));
  });

  it('keeps a selection under a right click, or takes what was clicked', () => {
    const app = five();
    app.selection.all();
    app.selection.pickForMenu(idOf(2));
    expect(app.selection.size).toBe(5);
    app.selection.clear();
    app.selection.pickForMenu(idOf(2));
    expect(chosen(app)).toEqual([2]);
  });

  it('survives changes and lets go of what is removed', () => {
    const app = five();
    app.selection.all();
    app.torrents.delta(aDelta(2, [aRow(1, { down_rate: 5 })], [idOf(2)]));
    app.selection.prune();
    expect(chosen(app)).toEqual([1, 3, 4, 5]);
  });

  it('leaves the focus to the next that stays, or else to the one before', () => {
    const app = five();
    app.view.sorts = [{ key: 'name', direction: 'ascending' }];
    const remove = (seq: number, ...numbers: number[]) => {
      app.selection.leave(numbers.map(idOf));
      app.torrents.delta(aDelta(seq, [], numbers.map(idOf)));
      app.selection.prune();
      return app.selection.focus;
    };
    app.selection.pick(idOf(2));
    expect(remove(2, 2, 3)).toBe(idOf(4));
    app.selection.pick(idOf(5));
    expect(remove(3, 5)).toBe(idOf(4));
    expect(chosen(app)).toEqual([]);
  });

  it('waits for rows that are still on their way', () => {
    const app = five();
    app.selection.pick(idOf(5));
    app.torrents.snapshot(aSnapshot([aRow(1)], 4, 5));
    app.selection.prune();
    expect(chosen(app)).toEqual([5]);
    app.torrents.delta(
      aDelta(
        5,
        [2, 3, 4].map((n) => aRow(n)),
        [],
      ),
    );
    app.torrents.delta(aDelta(6, [aRow(6)]));
    app.selection.prune();
    expect(chosen(app)).toEqual([]);
  });
});
