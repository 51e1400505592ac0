import { describe, expect, it, vi } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import type { TorrentRow } from '../contract/generated';
import { App } from '../state/app.svelte';
import { aRow, aSnapshot, idOf, SESSION, SETTINGS } from '../state/fixtures';
import { COMMAND_IDS, COMMANDS, menu, run, show } from './registry';
import { mendFor } from './mending';

function withRows(rows: TorrentRow[], answers = {}, capabilities: string[] = []) {
  const transport = new FakeTransport(answers);
  const app = new App(new Client(transport), () => 0);
  app.torrents.snapshot(aSnapshot(rows));
  app.session.apply(SESSION);
  app.settings.apply(SETTINGS);
  app.session.app = { version: '1', platform: 'linux', profile: '/p', capabilities, notices: [] };
  app.selection.all();
  return { app, transport };
}

const running = aRow(1);
const paused = aRow(2, { state: 'paused', intent: 'paused' });
const stopped = aRow(3, { state: 'cancelled', intent: 'stopped' });
const broken = aRow(4, { state: 'error' });

describe('what can be done', () => {
  it.each<[string, TorrentRow, Record<string, boolean>]>([
    ['running', running, { pause: true, resume: false, stop: true, restart: false, force: true, recheck: true }],
    ['paused', paused, { pause: false, resume: true, stop: true, restart: false, reannounce: false }],
    ['stopped', stopped, { pause: false, resume: false, stop: false, restart: true, recheck: false, delete: true }],
    ['broken', broken, { pause: false, resume: true, stop: true, remove: true }],
    ['deleting', aRow(5, { state: 'deleting' }), { pause: false, stop: false, delete: false }],
    ['without metadata', aRow(6, { has_metadata: false }), { recheck: false, pause: true }],
  ])('to a torrent that is %s', (_, row, expected) => {
    const { app } = withRows([row]);
    for (const [id, enabled] of Object.entries(expected)) {
      expect([id, show(app, id as 'pause')?.enabled]).toEqual([id, enabled]);
    }
  });

  it('leaves out torrents it can’t be done to', async () => {
    const { app, transport } = withRows([running, paused, stopped]);
    await run(app, 'pause');
    expect(transport.asked('pause')).toEqual([{ ids: [idOf(1)] }]);
  });

  it('pauses with Space while anything runs, then sets all going', async () => {
    const { app, transport } = withRows([running, paused]);
    await run(app, 'toggle');
    await run(app, 'toggle', [idOf(2)]);
    expect(transport.calls.map(({ method }) => method)).toEqual(['pause', 'resume']);
  });

  it('does nothing where it is not enabled', async () => {
    const { app, transport } = withRows([stopped]);
    expect(await run(app, 'pause')).toBe(false);
    expect(transport.calls).toEqual([]);
  });

  it('hides what the host can’t do', () => {
    expect(show(withRows([running]).app, 'open_folder')).toBeUndefined();
    expect(show(withRows([running], {}, ['open']).app, 'open_folder')?.enabled).toBe(true);
  });

  it('tells in words what went wrong', async () => {
    const refuse = () => {
      throw { code: -32000, message: 'It is paused.', data: { kind: 'wrong_state' } };
    };
    const { app } = withRows([running], { pause: refuse });
    await run(app, 'pause');
    expect(app.toasts.all).toMatchObject([{ level: 'error', text: 'It is paused.' }]);
  });

  it('takes a forced start back with the same command', async () => {
    const forced = aRow(1, { intent: 'forced' });
    const { app, transport } = withRows([forced, aRow(2)]);
    await run(app, 'force');
    await run(app, 'force', [idOf(1)]);
    expect(transport.calls.map(({ method }) => method)).toEqual(['force', 'resume']);
    const alone = withRows([forced]);
    expect(show(alone.app, 'force')?.checked).toBe(true);
    await run(alone.app, 'force');
    expect(alone.transport.asked('resume')).toEqual([{ ids: [idOf(1)] }]);
  });

  it('moves in the queue only what has a place in it', async () => {
    const { app, transport } = withRows([aRow(1, { queue_position: 0 }), aRow(2, { state: 'finished' })]);
    await run(app, 'queue_bottom');
    expect(transport.asked('queue_move')).toEqual([{ ids: [idOf(1)], to: 'bottom' }]);
    expect(show(app, 'queue_top', [idOf(2)])?.enabled).toBe(false);
  });

  it('turns a switch on for all where only some have it', async () => {
    const { app, transport } = withRows([aRow(1, { first_last: true }), aRow(2)]);
    expect(show(app, 'first_last')?.checked).toBe(false);
    await run(app, 'first_last');
    expect(transport.asked('set_first_last')).toEqual([{ ids: [idOf(1), idOf(2)], on: true }]);
  });

  it('saves torrent files under names of their own, and asks before one is replaced', async () => {
    const twins = [aRow(1, { name: 'A/B: film' }), aRow(2, { name: 'A/B: film' })];
    const { app, transport } = withRows(
      twins,
      {
        choose_folder: () => ({ paths: ['/out'] }),
        export_torrent: ({ id, overwrite }: { id: string; overwrite: boolean }) => {
          if (id === idOf(2) && !overwrite) {
            throw { code: -32000, message: 'There.', data: { kind: 'invalid_path', taken: true } };
          }
          return { path: '/out', content: null };
        },
      },
      ['choose_folder'],
    );
    await run(app, 'export_torrent');
    expect(transport.asked('export_torrent').map((params) => (params as { path: string }).path)).toEqual([
      '/out/A_B_ film.torrent',
      '/out/A_B_ film (2).torrent',
    ]);
    expect(app.toasts.all.map(({ level }) => level)).toEqual(['info', 'warning']);
    app.toasts.all[1]?.action?.run();
    await vi.waitFor(() => {
      expect(transport.asked('export_torrent').at(-1)).toMatchObject({ id: idOf(2), overwrite: true });
    });
  });

  it('asks before files are deleted', async () => {
    const { app, transport } = withRows([running, stopped]);
    await run(app, 'delete');
    expect(app.dialogs.payload('delete')).toEqual({ ids: app.list.ids });
    expect(transport.calls).toEqual([]);
  });

  it('copies a line for each torrent through the host', async () => {
    const get_torrent = ({ id }: { id: string }) => ({ magnet: `magnet:${id.slice(-1)}` });
    const { app, transport } = withRows([running, paused], { get_torrent }, ['clipboard']);
    await run(app, 'copy_magnet', [idOf(1), idOf(2)]);
    expect(transport.asked('write_clipboard')).toEqual([{ text: 'magnet:1\nmagnet:2' }]);
  });

  it('opens the largest file that was wanted', async () => {
    const files = [
      { index: 0, size: 9, priority: 0 },
      { index: 1, size: 5, priority: 4 },
      { index: 2, size: 7, priority: 4 },
    ];
    const { app, transport } = withRows([aRow(1, { done: 1000 })], { get_files: () => files }, ['open']);
    await run(app, 'open_file');
    expect(transport.asked('open_file')).toEqual([{ id: idOf(1), index: 2 }]);
  });
});

describe('menus', () => {
  it('have no line at an end or beside another', () => {
    const { app } = withRows([running]);
    const kinds = menu(app, [null, 'open_folder', null, 'pause', null, null, 'stop', null]).map(({ kind }) => kind);
    expect(kinds).toEqual(['item', 'separator', 'item']);
  });
});

describe('the table', () => {
  it('gives each shortcut to one command', () => {
    const keys = COMMAND_IDS.flatMap((id) => COMMANDS[id].keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has words for every command', () => {
    const { app } = withRows([running]);
    for (const id of COMMAND_IDS) expect(COMMANDS[id].label({ app, rows: [] })).not.toBe('');
  });
});

describe('mendFor', () => {
  function mend(changes: Partial<TorrentRow>, settings = {}) {
    const { app } = withRows([]);
    app.settings.apply({ ...SETTINGS, ...settings });
    return mendFor(app, aRow(1, changes))?.command;
  }

  it('offers the DHT to a magnet that nobody can be asked for', () => {
    const search = { since: 0, trackers_asked: 0, dht: false, peers_found: 0, turns: 0, next_turn_at: null };
    expect(mend({ state: 'metadata', trackers: 0, peers: 0, search }, { dht: false })).toBe('dht');
  });

  it('offers a download that can ask nobody the DHT, or where that may not help a tracker', () => {
    const stalled = { state: 'stalled', trackers: 0, reason: { kind: 'nobody_to_ask', detail: null } } as const;
    expect(mend(stalled, { dht: false })).toBe('dht');
    expect(mend({ ...stalled, private: true }, { dht: false })).toBe('add_tracker');
    expect(mend(stalled, { dht: true })).toBe('add_tracker');
  });

  it.each<[Partial<TorrentRow>, string | undefined]>([
    [{ state: 'missing_files' }, 'recheck'],
    [{ state: 'error', error: { kind: 'disk_full', message: '', path: null, retry_at: null } }, 'resume'],
    [{ state: 'error', error: { kind: 'shared_waits', message: '', path: null, retry_at: null } }, 'save_apart'],
    [{ state: 'error', error: { kind: 'corrupt', message: '', path: null, retry_at: null } }, 'recheck'],
    [{ state: 'stalled', reason: { kind: 'tracker_error', detail: null } }, 'reannounce'],
    [{ state: 'stalled', reason: { kind: 'no_seeds', detail: null } }, undefined],
  ])('%j is mended by %s', (changes, command) => {
    expect(mend(changes)).toBe(command);
  });
});
