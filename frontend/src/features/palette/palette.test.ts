import { describe, expect, it } from 'vitest';
import { Client } from '../../bridge';
import { FakeTransport } from '../../bridge/fake';
import type { TorrentRow } from '../../contract/generated';
import { App } from '../../state/app.svelte';
import { aRow, aSnapshot, idOf, SESSION, SETTINGS } from '../../state/fixtures';
import { match } from '../../state/matching';
import { Palette } from './palette.svelte';

function opened(rows: TorrentRow[] = [aRow(1, { name: 'São Paulo, aerial' }), aRow(2, { name: 'Alpha' })]) {
  const transport = new FakeTransport();
  const app = new App(new Client(transport), () => 0);
  app.torrents.snapshot(aSnapshot(rows));
  app.session.apply(SESSION);
  app.settings.apply(SETTINGS);
  app.dialogs.open('palette', {});
  return { app, transport, palette: new Palette(app) };
}

const titles = ({ sections }: Palette) => sections.map(({ title }) => title);
const ids = ({ choices }: Palette) => choices.map(({ id }) => id);

describe('the palette', () => {
  it('offers what can be done to everything, and to torrents once some are selected', () => {
    const { app, palette } = opened();
    expect(titles(palette)).toEqual(['Everything']);
    expect(ids(palette)).toContain('pause_all');
    expect(ids(palette)).not.toContain('pause');
    app.selection.show(idOf(2));
    expect(titles(palette)[0]).toBe('Alpha');
    expect(ids(palette)).toContain('pause');
    expect(ids(palette)).not.toContain('resume');
  });

  it('finds torrents whatever their accents, and goes to them though they are filtered out', () => {
    const { app, palette } = opened();
    app.view.filter = 'cancelled';
    palette.type('sao pa');
    expect(ids(palette)).toEqual([idOf(1)]);
    palette.run();
    expect(app.dialogs.current).toBeNull();
    expect(app.selection.only).toBe(idOf(1));
    expect(app.view.filter).toBe('all');
  });

  it('finds the sections of the settings, and single ones with the place where they are', () => {
    const { app, palette } = opened();
    palette.type('sp');
    expect(titles(palette)).toContain('Settings');
    const section = palette.choices.find(({ id }) => id === 'setting:speed:');
    expect(section?.pieces.map(({ text }) => text).join('')).toBe('Settings: Speed');
    palette.run(section);
    expect(app.dialogs.payload('settings')).toEqual({ section: 'speed' });
    palette.type('colours');
    expect(palette.current).toMatchObject({ id: 'setting:general:theme', note: 'General' });
    palette.run();
    expect(app.dialogs.payload('settings')).toEqual({ section: 'general', setting: 'theme' });
  });

  it('finds a setting by its explanation where none is called so', () => {
    const { palette } = opened();
    palette.type('deutsch');
    expect(ids(palette)).toEqual(['setting:general:language']);
  });

  it('takes links to the Add dialog', () => {
    const { app, palette } = opened();
    const link = `magnet:?xt=urn:btih:${'a'.repeat(40)}`;
    palette.type(` ${link} `);
    expect(ids(palette)).toEqual(['links']);
    palette.run();
    expect(app.dialogs.payload('add')?.magnets).toEqual([link]);
  });

  it('walks round and begins again with each letter', () => {
    const { palette } = opened();
    palette.move(-1);
    expect(palette.current).toBe(palette.choices.at(-1));
    palette.move(1);
    expect(palette.current).toBe(palette.choices[0]);
    palette.move(3);
    palette.type('s');
    expect(palette.current).toBe(palette.choices[0]);
  });

  it('does nothing where nothing is found', () => {
    const { app, palette } = opened();
    palette.type('zzzz');
    palette.move(1);
    palette.run();
    expect(palette.choices).toEqual([]);
    expect(app.dialogs.current?.name).toBe('palette');
  });
});

describe('a match', () => {
  it('prefers starts of words and marks what was typed', () => {
    expect(match('Pause all', ['all'])).toEqual({
      rank: 1,
      pieces: [
        { text: 'Pause ', hit: false },
        { text: 'all', hit: true },
      ],
    });
    expect(match('Überall all', ['uber'])?.rank).toBe(0);
    expect(match('small all', ['all'])?.pieces.at(-1)).toEqual({ text: 'all', hit: true });
    expect(match('Alpha', ['x'])).toBeUndefined();
  });
});
