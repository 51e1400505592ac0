import { describe, expect, it } from 'vitest';
import { Client } from '../../bridge';
import { FakeTransport } from '../../bridge/fake';
import { App } from '../../state/app.svelte';
import { aRow, aSnapshot, idOf, SETTINGS } from '../../state/fixtures';
import { Moving } from './moving.svelte';

const rows = [
  aRow(1, { save_path: '/home/films', done: 500 }),
  aRow(2, { save_path: '/disk/films', done: 70 }),
  aRow(3, { save_path: '/disk/films', done: 5 }),
];

function opened(answers = {}) {
  const volumeOf = (path: string) => (path.startsWith('/home') ? 'home' : 'disk');
  const get_space = ({ path }: { path: string }) => ({
    path,
    volume: volumeOf(path),
    free: 1000,
    total: 2000,
    promised: 0,
    writable: path !== '/locked',
  });
  const transport = new FakeTransport({ get_space, move: () => ({ jobs: [] }), ...answers });
  const app = new App(new Client(transport), () => 0);
  app.torrents.snapshot(aSnapshot(rows));
  app.settings.apply(SETTINGS);
  return { app, moving: new Moving(app, rows), transport };
}

async function looked(moving: Moving, folder: string): Promise<void> {
  moving.choose(folder);
  await moving.lookAround();
  moving.volume.follow(folder);
  await new Promise((resolve) => setTimeout(resolve));
}

describe('moving', () => {
  it('begins with a folder they are not all in, and offers those in use', () => {
    const { moving } = opened();
    expect(moving.folder).toBe('/downloads');
    expect(moving.folders).toEqual(['/downloads', '/disk/films', '/home/films']);
  });

  it('finds no fault with the only folder there is until one is chosen', () => {
    const { app } = opened();
    const moving = new Moving(app, [aRow(4, { save_path: '/downloads' })], '/downloads');
    expect([moving.error, moving.able]).toEqual([null, false]);
    moving.choose('/downloads');
    expect(moving.error).toBe('It is in this folder already.');
  });

  it('needs room only for what comes from another disk', async () => {
    const { moving } = opened();
    await looked(moving, '/disk/other');
    expect(moving.needed).toBe(500);
    expect(moving.leaving).toHaveLength(3);
  });

  it('leaves out what is there already', async () => {
    const { moving, transport } = opened();
    moving.choose('/disk/films');
    expect(await moving.begin()).toBe(true);
    expect(transport.asked('move')).toEqual([{ ids: [idOf(1)], path: '/disk/films', use_existing: false }]);
  });

  it('takes back what was told of an earlier failure', async () => {
    const { app, moving } = opened();
    for (const n of [1, 4])
      app.toasts.show({ level: 'error', text: 'It was not moved.', key: `move_failed:${idOf(n)}` });
    moving.choose('/disk/films');
    await moving.begin();
    expect(app.toasts.all.map(({ key }) => key)).toEqual([`move_failed:${idOf(4)}`]);
  });

  it('says why a folder can’t be used, until another is chosen', async () => {
    const refuse = () => {
      throw { code: -32000, message: 'That is a file.', data: { kind: 'invalid_path' } };
    };
    const { moving } = opened({ move: refuse });
    moving.choose('/a file');
    expect(await moving.begin()).toBe(false);
    expect(moving.error).toBe('That is a file.');
    moving.choose('/elsewhere');
    expect(moving.error).toBe(null);
  });
});
