import { describe, expect, it } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import type { DeletePreview, FileRow, Preview } from '../contract/generated';
import { Deletion } from './deletion.svelte';
import { DetailsStore } from './details.svelte';
import { aRow, idOf, SESSION, SETTINGS } from './fixtures';
import { Histories, HISTORY_SECONDS, RateRing } from './history.svelte';
import { Previews } from './previews.svelte';
import { SettingsStore } from './settings.svelte';
import { Toasts } from './toasts.svelte';
import { View } from './view.svelte';

const refuse = () => {
  throw { code: -32000, message: 'No.', data: { kind: 'invalid_setting' } };
};

describe('SettingsStore', () => {
  it('shows a change at once and keeps what the host answers', async () => {
    const transport = new FakeTransport({
      update_settings: () => ({ ...SETTINGS, down_limit: 5 }),
    });
    const settings = new SettingsStore(new Client(transport));
    settings.apply(SETTINGS);
    const done = settings.change({ down_limit: 7 });
    expect(settings.current?.down_limit).toBe(7);
    await done;
    expect(settings.current?.down_limit).toBe(5);
  });

  it('goes back when the host refuses', async () => {
    const settings = new SettingsStore(new Client(new FakeTransport({ update_settings: refuse })));
    settings.apply(SETTINGS);
    await expect(settings.change({ theme: 'dark' })).rejects.toMatchObject({
      kind: 'invalid_setting',
    });
    expect(settings.current?.theme).toBe('system');
  });
});

describe('View', () => {
  const view = () => new View(new SettingsStore(new Client(new FakeTransport())));

  it('takes up what was kept', () => {
    const restored = view();
    restored.restore({
      filter: 'paused',
      sort: 'name',
      direction: 'descending',
      collapsed: ['rest'],
      panel: false,
    });
    expect(restored).toMatchObject({
      filter: 'paused',
      sort: 'name',
      direction: 'descending',
      panel: false,
    });
    expect(restored.collapsed).toEqual(['rest']);
  });

  it('leaves alone what is unknown or damaged', () => {
    const restored = view();
    restored.restore({
      filter: 'gone',
      sort: 3,
      collapsed: ['?', 'active'],
      panel: 'yes',
      panel_width: 99_999,
    });
    expect(restored).toMatchObject({
      filter: 'all',
      sort: 'activity',
      panel: true,
      panelWidth: 720,
      panelHeight: null,
    });
    restored.restore({ panel_height: 1 });
    expect(restored.panelHeight).toBe(160);
    expect(restored.collapsed).toEqual(['active']);
  });
});

describe('DetailsStore', () => {
  const file = (index: number, changes: Partial<FileRow> = {}): FileRow => ({
    index,
    path: `f${index}`,
    size: 10,
    done: 0,
    priority: 4,
    offset: 0,
    ...changes,
  });

  it('asks for the latest wish last, one call at a time', async () => {
    const transport = new FakeTransport();
    const details = new DetailsStore(new Client(transport));
    details.watch(idOf(1), ['torrent']);
    details.watch(idOf(2), ['torrent']);
    details.watch(idOf(2), ['peers']);
    await expect.poll(() => transport.asked('watch').at(-1)).toEqual({ id: idOf(2), parts: ['peers'] });
    expect(transport.asked('watch')[0]).toEqual({
      id: idOf(1),
      parts: ['torrent'],
    });
  });

  it('keeps parts that were not sent, and drops all with another torrent', () => {
    const details = new DetailsStore(new Client(new FakeTransport()));
    const none = {
      torrent: null,
      files: null,
      file_progress: null,
      peers: null,
      trackers: null,
      pieces: null,
      causes: null,
    };
    details.watch(idOf(1), ['files']);
    details.apply({ ...none, id: idOf(1), files: [file(0)] });
    details.apply({ ...none, id: idOf(1), file_progress: [7] });
    expect([details.files?.length, details.progress]).toEqual([1, [7]]);
    details.apply({ ...none, id: idOf(9), file_progress: [1] });
    expect(details.progress).toEqual([7]);
    details.watch(idOf(2), ['files']);
    expect(details.files).toBeUndefined();
  });

  it('shows priorities at once and takes them back when the host refuses', async () => {
    const details = new DetailsStore(new Client(new FakeTransport({ set_file_priorities: refuse })));
    details.watch(idOf(1), ['files']);
    details.files = [file(0), file(1)];
    const done = details.setPriorities(idOf(1), [0, 7]);
    expect(details.files?.map(({ priority }) => priority)).toEqual([0, 7]);
    await expect(done).rejects.toBeDefined();
    expect(details.files?.map(({ priority }) => priority)).toEqual([4, 4]);
  });
});

describe('Deletion', () => {
  const page = (offset: number, next_offset: number | null): DeletePreview => ({
    token: 't',
    torrents: 1,
    goes: [{ path: `file ${offset}`, size: 5 }],
    goes_count: 2,
    goes_bytes: 10,
    stays: [],
    stays_count: 0,
    stays_bytes: 0,
    folders: [],
    folders_count: 0,
    trash_available: true,
    next_offset,
  });
  const host = () =>
    new FakeTransport({
      preview_delete: ({ offset = 0 }: { offset?: number }) => page(offset, offset === 0 ? 1 : null),
      delete: ({ trash }: { trash: boolean }) => ({
        undo: 'u',
        undo_until: 20,
        trash,
      }),
      undo_delete: () => ({ ids: [idOf(1)] }),
    });

  it('gathers the pages under one token', async () => {
    const transport = host();
    const deletion = new Deletion(new Client(transport));
    await deletion.begin([idOf(1)], true);
    expect(deletion.hasMore).toBe(true);
    await deletion.more();
    expect(deletion.goes.map(({ path }) => path)).toEqual(['file 0', 'file 1']);
    expect([deletion.hasMore, transport.asked('preview_delete')[1]]).toEqual([
      false,
      { ids: [idOf(1)], token: 't', offset: 1, limit: 2000 },
    ]);
  });

  it('deletes what was shown, and can take it back until its time is over', async () => {
    const transport = host();
    const deletion = new Deletion(new Client(transport));
    await deletion.begin([idOf(1)], false);
    await deletion.confirm('Alpha');
    expect(transport.asked('delete')).toEqual([{ ids: [idOf(1)], trash: false, token: 't' }]);
    const common = { undo: 'u', until: 20, torrents: 1, name: 'Alpha' };
    expect(deletion.undoable).toEqual({ ...common, trash: false, bytes: 10, kept: false });
    await expect(deletion.undo()).resolves.toEqual([idOf(1)]);
    expect(deletion.undoable).toBeUndefined();
    await deletion.confirm();
    deletion.expire(20);
    await expect(deletion.undo()).resolves.toEqual([]);
  });

  it('takes torrents off the list alone, and brings back the latest first', async () => {
    let count = 0;
    const transport = new FakeTransport({
      delete: () => ({ undo: `u${++count}`, undo_until: 20 + count, trash: false }),
      undo_delete: ({ undo }: { undo: string }) => ({ ids: [undo] }),
    });
    const deletion = new Deletion(new Client(transport));
    await deletion.unlist([idOf(1)], 'Alpha');
    await deletion.unlist([idOf(2), idOf(3)]);
    expect(transport.asked('delete')[0]).toEqual({ ids: [idOf(1)], keep_files: true });
    expect(deletion.undoable).toMatchObject({ undo: 'u2', torrents: 2, kept: true });
    await deletion.undo();
    expect(deletion.undoable).toMatchObject({ undo: 'u1', name: 'Alpha' });
    deletion.expire(21);
    expect(deletion.undoable).toBeUndefined();
  });
});

describe('Previews', () => {
  const preview = (changes: Partial<Preview> = {}): Preview => ({
    preview: 'p',
    id: idOf(1),
    name: 'n',
    source: 'magnet',
    started_at: 0,
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
  });

  it('keeps the newer of an answer and an event, in whichever order they come', async () => {
    const previews = new Previews(new Client(new FakeTransport({ preview_magnet: () => preview() })));
    const started = previews.startMagnet('magnet:?');
    previews.apply(preview({ ready: true }));
    await expect(started).resolves.toMatchObject({ ready: true });
    expect(previews.all).toHaveLength(1);
  });

  const taken = { torrents: [{ id: idOf(1), refused: null }] };

  it('hears no more of one that was accepted or cancelled', async () => {
    const previews = new Previews(new Client(new FakeTransport({ add_torrents: () => taken })));
    previews.apply(preview());
    await expect(previews.accept([{ preview: 'p' }], { paused: true })).resolves.toEqual([undefined]);
    previews.apply(preview({ ready: true }));
    expect(previews.all).toEqual([]);
  });

  it.each([
    ['the call', refuse],
    [
      'it alone',
      () => ({
        torrents: [{ id: null, refused: { kind: 'storage', message: 'No.', data: {} } }],
      }),
    ],
  ])('stays when the host refuses %s', async (_, add_torrents) => {
    const previews = new Previews(new Client(new FakeTransport({ add_torrents })));
    previews.apply(preview());
    const answer = await previews.accept([{ preview: 'p' }], {}).catch((error: unknown) => [error]);
    expect(answer).toMatchObject([{ message: expect.any(String) as string }]);
    expect(previews.all).toHaveLength(1);
  });
});

describe('Toasts', () => {
  it('keeps three, the latest last, and one of each key', () => {
    const toasts = new Toasts(() => 0);
    for (const text of ['a', 'b', 'c', 'd']) toasts.show({ level: 'info', text });
    expect(toasts.all.map(({ text }) => text)).toEqual(['b', 'c', 'd']);
    toasts.show({ level: 'info', text: 'e', key: 'k' });
    toasts.show({ level: 'info', text: 'f', key: 'k' });
    expect(toasts.all.map(({ text }) => text)).toEqual(['c', 'd', 'f']);
  });

  it('lets go of what was read; an error waits', () => {
    let now = 0;
    const toasts = new Toasts(() => now);
    toasts.show({ level: 'info', text: 'a' });
    toasts.show({ level: 'error', text: 'b' });
    now = 3600;
    toasts.expire();
    expect(toasts.all.map(({ text }) => text)).toEqual(['b']);
  });
});

describe('rate histories', () => {
  it('keeps the last five minutes, oldest first', () => {
    const ring = new RateRing();
    for (let time = 0; time < HISTORY_SECONDS + 10; time += 1) ring.push(time, time, 0);
    const [times, down] = ring.series();
    expect([times.length, times[0], times.at(-1), down[0]]).toEqual([300, 10, 309, 10]);
  });

  it('begins when a torrent moves, and forgets one that was quiet for all of it', () => {
    const histories = new Histories();
    const sample = (time: number, down_rate: number) => {
      histories.sample(time, SESSION, new Map([[idOf(1), aRow(1, { down_rate })]]));
    };
    sample(0, 0);
    expect(histories.of(idOf(1))).toBeUndefined();
    sample(1, 5);
    expect(histories.of(idOf(1))?.series()).toEqual([[1], [5], [0]]);
    for (let time = 2; time <= HISTORY_SECONDS + 1; time += 1) sample(time, 0);
    expect(histories.of(idOf(1))).toBeUndefined();
  });
});
