import { describe, expect, it } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import { App } from './app.svelte';
import { Columns } from './columns.svelte';
import { aRow, aSnapshot } from './fixtures';

describe('columns', () => {
  it('are taken away, put back at the end and moved, but the name stays', () => {
    const columns = new Columns();
    columns.toggle('size');
    columns.toggle('name');
    columns.toggle('tracker');
    expect(columns.shown.slice(0, 2)).toEqual(['name', 'progress']);
    expect(columns.shown.at(-1)).toBe('tracker');
    columns.move('tracker', -99);
    expect(columns.shown[0]).toBe('tracker');
    columns.move('tracker', -1);
    columns.move('gone' as never, 1);
    expect(columns.shown[0]).toBe('tracker');
    columns.reset();
    expect(columns.shown[1]).toBe('size');
  });

  it('give way from the right where there is little room', () => {
    const columns = new Columns();
    expect(columns.fitting(2000, 14, 70)).toEqual(columns.shown);
    expect(columns.fitting(500, 14, 70)).toEqual(['name', 'size', 'progress']);
    expect(columns.fitting(0, 14, 70)).toEqual(['name']);
  });

  it('share what a wide screen leaves, and leave the name enough', () => {
    const columns = new Columns();
    const own = columns.width('size');
    expect(columns.growth(1048, 14, 70)).toBe(1);
    const wide = columns.growth(1700, 14, 70);
    expect(wide).toBeGreaterThan(1.2);
    expect(columns.width('size', wide)).toBe(Math.round(own * wide));
    columns.resize('size', 100);
    expect(columns.growth(1700, 14, 70)).toBe(wide);
    expect(columns.width('size', wide)).toBe(100);
    expect(columns.growth(9000, 14, 70)).toBe(2.5);
    for (const key of columns.shown) columns.resize(key, 480);
    expect(columns.growth(4000, 14, 70)).toBe(1);
  });

  it('keep their widths within limits, and come back from what was kept', () => {
    const columns = new Columns();
    columns.resize('size', 5);
    columns.resize('ratio', 9999);
    columns.toggle('seeds');
    const kept: unknown = JSON.parse(JSON.stringify(columns.kept()));
    const again = new Columns();
    again.restore(kept);
    expect([again.width('size'), again.width('ratio'), again.has('seeds')]).toEqual([36, 480, true]);
    again.resetWidth('size');
    expect(again.width('size')).toBe(new Columns().width('size'));
  });

  it('pass over what is damaged', () => {
    const columns = new Columns();
    for (const kept of [null, 3, { shown: 'name', widths: [] }, { shown: ['peers'] }, { widths: { size: 'wide' } }]) {
      columns.restore(kept);
      expect(columns.shown).toEqual(new Columns().shown);
    }
    columns.restore({ shown: ['name', 'name', 'nonsense', 'eta'], widths: { eta: 60, nonsense: 3 } });
    expect(columns.shown).toEqual(['name', 'eta']);
  });
});

describe('sorting by several', () => {
  it('lets the second key decide between equal rows', () => {
    const app = new App(new Client(new FakeTransport()), () => 0);
    const rows = [aRow(1, { name: 'b', size: 1 }), aRow(2, { name: 'a', size: 1 }), aRow(3, { name: 'c', size: 2 })];
    app.torrents.snapshot(aSnapshot(rows));
    const names = () => {
      app.list.settle();
      return app.list.ids.map((id) => app.torrents.rows.get(id)?.name).join('');
    };
    app.view.sortBy('size');
    expect(names()).toBe('cba');
    app.view.sortAlsoBy('name');
    expect(names()).toBe('cab');
    app.view.sortAlsoBy('name');
    expect(names()).toBe('cba');
    app.view.sortBy('size');
    expect([names(), app.view.sorts.length]).toEqual(['bac', 2]);
    app.view.sortBy('name');
    expect([names(), app.view.sorts.length]).toEqual(['abc', 1]);
  });
});
