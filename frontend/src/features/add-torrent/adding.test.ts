import { describe, expect, it } from 'vitest';
import { Client } from '../../bridge';
import { FakeTransport } from '../../bridge/fake';
import type { AddTorrents, Preview, Settings } from '../../contract/generated';
import { App } from '../../state/app.svelte';
import { idOf, SETTINGS } from '../../state/fixtures';
import { consequence } from './words';
import { Adding } from './adding.svelte';

const FILES = [
  { path: 'Film/film.mkv', size: 900 },
  { path: 'Film/film.srt', size: 10 },
];

function aPreview(n: number, changes: Partial<Preview> = {}): Preview {
  return {
    preview: `p${n}`,
    id: idOf(n),
    name: `torrent ${n}`,
    source: 'magnet',
    started_at: 100,
    ready: false,
    files: null,
    size: null,
    trackers: 0,
    peers: 0,
    private: false,
    comment: '',
    selected: null,
    duplicate_of: null,
    fetched: 0,
    fetch_size: null,
    duplicate_id: null,
    new_trackers: [],
    error: null,
    ...changes,
  };
}

const whole = (n: number, changes: Partial<Preview> = {}) =>
  aPreview(n, { ready: true, files: FILES, size: 910, ...changes });

const refused = (kind: string, message: string) => ({ id: null, refused: { kind, message, data: {} } });

const refusal = (kind: string, message: string, data = {}) => ({ code: -32000, message, data: { kind, ...data } });

/** `magnet:N` is torrent N; what else is given is no link. */
function open(answers = {}, settings: Partial<Settings> = {}) {
  const transport = new FakeTransport({
    preview_magnet: ({ uri }: { uri: string }) => {
      const [, n] = /^magnet:(\d+)/u.exec(uri) ?? [];
      if (!n) throw refusal('invalid_magnet', 'This is no link.');
      return aPreview(Number(n));
    },
    preview_torrent_file: () => whole(7, { source: 'file' }),
    add_torrents: ({ torrents }: AddTorrents) => ({
      torrents: torrents.map((_, at) => ({ id: idOf(at), refused: null })),
    }),
    update_settings: ({ changes }: { changes: Partial<Settings> }) => ({ ...SETTINGS, ...changes }),
    ...answers,
  });
  const app = new App(new Client(transport), () => 103.2);
  app.settings.apply({ ...SETTINGS, ...settings });
  return { app, transport, adding: new Adding(app) };
}

const link = (uri: string) => ({ kind: 'link' as const, uri });

describe('a magnet', () => {
  it('shows at once and has files when the host has them', async () => {
    const { app, adding } = open();
    const taken = adding.take([link('magnet:1?dn=Film')]);
    expect(adding.selected).toMatchObject({ name: 'Film', state: 'looking', addable: false });
    await taken;
    expect(adding.selected?.addable).toBe(true);
    app.previews.apply(whole(1, { peers: 4 }));
    expect(adding.selected).toMatchObject({ state: 'ready', size: 910 });
    expect(adding.selected?.arrival?.seconds).toBeCloseTo(3.2);
  });

  it('is added without files while they are not known', async () => {
    const { transport, adding } = open();
    await adding.take([link('magnet:1')]);
    expect(await adding.add()).toBe(true);
    expect(transport.asked('add_torrents')).toEqual([
      { torrents: [{ preview: 'p1' }], save_path: '/downloads', paused: false, sequential: false, top: false },
    ]);
  });

  it('starts with the files its link asks for, and is added with those chosen', async () => {
    const { app, transport, adding } = open();
    await adding.take([link('magnet:1')]);
    app.previews.apply(whole(1, { selected: [1] }));
    const item = adding.selected!;
    expect(item.priorities).toEqual([0, 4]);
    item.browser.chooseWhere(({ path }) => path.endsWith('.mkv'));
    expect(item.size).toBe(900);
    await adding.add();
    expect(transport.asked('add_torrents')).toMatchObject([{ torrents: [{ files: [4, 0] }] }]);
  });

  it('keeps what was chosen while news of its peers comes in', async () => {
    const { app, adding } = open();
    await adding.take([link('magnet:1')]);
    app.previews.apply(whole(1));
    adding.selected?.browser.chooseWhere(() => false);
    app.previews.apply(whole(1, { peers: 9 }));
    expect(adding.selected?.priorities).toEqual([0, 0]);
    expect(adding.addable).toEqual([]);
  });
});

describe('several', () => {
  it('join while the dialog is open, each once', async () => {
    const { adding } = open();
    adding.hear({ magnets: ['magnet:1'], paths: [] });
    adding.hear({ magnets: ['magnet:1', 'magnet:2'], paths: ['/tmp/a.torrent'] });
    await expect.poll(() => adding.items.map(({ name }) => name)).toEqual(['torrent 1', 'torrent 2', 'torrent 7']);
  });

  it('are one where they are the same torrent', async () => {
    const { transport, adding } = open();
    await adding.take([link('magnet:1'), link('magnet:1&tr=x')]);
    expect(adding.items).toHaveLength(1);
    expect(transport.asked('cancel_preview')).toEqual([]);
  });

  it('do not suffer from one that fails', async () => {
    const { transport, adding } = open();
    await adding.take([link('nonsense'), link('magnet:2')]);
    expect(adding.items.map(({ state }) => state)).toEqual(['failed', 'looking']);
    expect(adding.items[0]?.trouble?.text).toBe('This is no link.');
    expect(adding.selected).toBe(adding.items[1]);
    expect(await adding.add()).toBe(true);
    expect(transport.asked('add_torrents')).toMatchObject([{ torrents: [{ preview: 'p2' }] }]);
  });

  it('stay where the host refuses them, and go where it takes them', async () => {
    const { adding } = open({
      add_torrents: ({ torrents }: AddTorrents) => ({
        torrents: torrents.map(({ preview }) =>
          preview === 'p2' ? refused('conflict', 'Not now.') : { id: idOf(1), refused: null },
        ),
      }),
    });
    await adding.take([link('magnet:1'), link('magnet:2')]);
    adding.select(adding.items[0]!);
    expect(await adding.add()).toBe(false);
    expect(adding.selected?.name).toBe('torrent 2');
    expect(adding.selected?.trouble?.text).toBe('Not now.');
  });

  it('say which is in the list already', async () => {
    const { adding } = open({
      preview_magnet: () => {
        throw refusal('duplicate', 'Known.', { id: idOf(5), name: 'Sintel' });
      },
      preview_torrent_file: () => whole(6, { duplicate_of: 'Cosmos' }),
    });
    await adding.take([link('magnet:5'), { kind: 'path', path: '/a.torrent' }]);
    expect(adding.items.map(({ known }) => known)).toEqual([
      { id: idOf(5), name: 'Sintel', newTrackers: [] },
      { id: idOf(6), name: 'Cosmos', newTrackers: [] },
    ]);
    expect(consequence(adding)).toBe('Add');
    expect(await adding.add()).toBe(false);
  });
});

describe('what is typed', () => {
  it('is judged by the host, in its words', async () => {
    const { adding } = open();
    adding.text = 'nonsense';
    await adding.takeText();
    expect(adding.items).toEqual([]);
    expect(adding.textTrouble?.text).toBe('This is no link.');
  });

  it('goes on with the links in it, one a line', async () => {
    const { adding } = open();
    adding.text = ' magnet:1\nnonsense\n\nmagnet:2 ';
    await adding.takeText();
    expect(adding.items.map(({ state }) => state)).toEqual(['looking', 'failed', 'looking']);
  });
});

describe('the end', () => {
  it('leaves nothing of what was not added', async () => {
    const { transport, adding } = open();
    await adding.take([link('magnet:1'), link('magnet:2')]);
    adding.end();
    expect(transport.asked('cancel_preview')).toEqual([{ preview: 'p1' }, { preview: 'p2' }]);
  });

  it('leaves nothing of what the host had not begun yet', async () => {
    const { transport, adding } = open();
    const taken = adding.take([link('magnet:1')]);
    adding.end();
    await taken;
    expect(transport.asked('cancel_preview')).toEqual([{ preview: 'p1' }]);
  });

  it('leaves nothing of a text that was being judged', async () => {
    const { transport, adding } = open();
    adding.text = 'magnet:1';
    const taken = adding.takeText();
    adding.end();
    await taken;
    expect(transport.asked('cancel_preview')).toEqual([{ preview: 'p1' }]);
    expect(adding.items).toEqual([]);
  });
});

describe('the folder', () => {
  it('is at fault where the host says so; the torrent then stays', async () => {
    const { adding } = open({
      add_torrents: () => ({ torrents: [refused('storage', 'The folder can’t be written.')] }),
    });
    await adding.take([link('magnet:1')]);
    expect(await adding.add()).toBe(false);
    expect(adding.folderTrouble?.text).toBe('The folder can’t be written.');
    expect(adding.selected?.state).toBe('looking');
  });

  it('is remembered, beside what else is kept of the view', async () => {
    const { app, adding } = open({}, { view: { tab: 'files' } });
    adding.choices.folder = '/films';
    await adding.take([link('magnet:1')]);
    await adding.add();
    expect(app.settings.current?.view).toMatchObject({ tab: 'files', add: { folders: ['/films', '/downloads'] } });
    expect(new Adding(app).choices.folder).toBe('/films');
  });

  it('is taken up with all else that was filled in, by a page in the place of one that crashed', async () => {
    const { app, adding } = open();
    await adding.take([link('magnet:1')]);
    app.previews.apply(whole(1));
    adding.selected?.browser.chooseWhere(({ path }) => path.endsWith('.mkv'));
    Object.assign(adding.choices, { folder: '/films', sequential: true });
    const { magnets, filled } = adding.draft;

    const other = new Adding(app, filled);
    await other.take(magnets.map(link));
    expect(other.choices).toMatchObject({ folder: '/films', paused: false, sequential: true, top: false });
    expect(other.selected?.priorities).toEqual([4, 0]);
  });

  it('leaves the files of another torrent of that name as they are', async () => {
    const { app } = open();
    const other = new Adding(app, { ...new Adding(app).draft.filled!, files: { 'magnet:1': [0, 4, 4] } });
    await other.take([link('magnet:1')]);
    app.previews.apply(whole(1));
    expect(other.selected?.priorities).toEqual([4, 4]);
  });

  it('is the settings’ again once that one is changed', () => {
    const add = { folders: ['/films'], usual: '/old', sequential: true };
    const { adding } = open({}, { view: { add }, start_added: false });
    expect(adding.choices).toMatchObject({ folder: '/downloads', paused: true, sequential: true });
  });

  it('is the usual one where what was kept is damaged', () => {
    const { adding } = open({}, { view: { add: { folders: 'x', usual: 3 } } });
    expect(adding.choices.folder).toBe('/downloads');
  });
});
