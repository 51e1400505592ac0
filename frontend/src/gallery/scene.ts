import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import type { TorrentRow, UpdateSettings } from '../contract/generated';
import { createApp } from '../state';
import type { App } from '../state/app.svelte';
import { aRow, aSnapshot, idOf, SESSION, SETTINGS } from '../state/fixtures';

const GB = 1e9;
/** The torrent whose details are shown. */
export const SHOWN = idOf(1);
export const LONG = 'A.Very.Long.Name.That.Goes.On.And.On.2160p.UHD.BluRay.x265.10bit.HDR.TrueHD.7.1.Atmos-GROUP.mkv';

/** An app on a host in memory, with a torrent in each state. */
export function scene(): App {
  let settings = { ...SETTINGS, view: { welcomed: true } };
  const transport = new FakeTransport({
    get_app: () => ({ version: '1', platform: 'linux', profile: '/p', capabilities: ['choose_folder'], notices: [] }),
    get_settings: () => settings,
    get_default_settings: () => SETTINGS,
    update_settings: ({ changes }: UpdateSettings) => (settings = { ...settings, ...changes } as typeof settings),
  });
  const app = createApp(new Client(transport));
  const rows = torrents(Date.now() / 1000);
  transport.push({ ...aSnapshot(rows), session: { ...SESSION, down_rate: 12e6, up_rate: 2e6 } });
  app.details.pieces = pieces(420);
  remember(app, rows);
  return app;
}

function torrents(now: number): TorrentRow[] {
  const whole = { progress: 1, size: 4 * GB, total_size: 4 * GB, done: 4 * GB, downloaded: 4 * GB };
  const half = { progress: 0.63, size: 8 * GB, total_size: 8 * GB, done: 5 * GB, downloaded: 5 * GB };
  const error = (kind: string, message: string) => ({ kind, message, path: '/data/films', retry_at: null });
  const states: Partial<TorrentRow>[] = [
    { name: LONG, state: 'downloading', ...half, down_rate: 12e6, up_rate: 3e5, peers: 24, seeds: 11, eta: 240 },
    { name: 'Stalled', state: 'stalled', ...half, reason: { kind: 'no_seeds', detail: null }, availability: 0.94 },
    { name: 'Seeding', state: 'seeding', ...whole, up_rate: 2e6, peers: 9, ratio: 1.42 },
    { name: 'Finished', state: 'finished', ...whole, completed_at: now - 90_000, ratio: 2 },
    { name: 'Paused', state: 'paused', intent: 'paused', ...half, state_since: now - 4000 },
    { name: 'Queued', state: 'queued', ...half, place_in_line: 2, limit: 5, queue_position: 6 },
    { name: 'Checking', state: 'checking', ...half, eta: 30 },
    { name: 'Moving', state: 'moving', ...half, reason: { kind: 'moving_to', detail: '/data/films' }, eta: 90 },
    { name: 'Looking for metadata', state: 'metadata', has_metadata: false, size: 0, total_size: 0, progress: 0 },
    { name: 'Cancelled', state: 'cancelled', intent: 'stopped', ...half },
    { name: 'Missing files', state: 'missing_files', ...whole, error: error('missing_files', 'They are not there.') },
    { name: 'Disk full', state: 'error', ...half, error: error('disk_full', 'The disk is full. Make room.') },
    { name: 'Being deleted', state: 'deleting', ...half },
    { name: 'فيلم بالعربية', state: 'paused', intent: 'paused', ...half, state_since: now - 4000 },
  ];
  return states.map((state, index) =>
    aRow(index + 1, { added_at: now - 1000 * index, state_since: now - 60, ...state }),
  );
}

/** The same each time: nothing in a picture is left to chance. */
const wave = (index: number, length: number) => (1 + Math.sin((index * 2 * Math.PI) / length)) / 2;

function pieces(cells: number) {
  const here = Array.from({ length: cells }, (_, index) => (wave(index, 61) > 0.35 ? 255 : index % 7 === 0 ? 90 : 0));
  const seen = Array.from({ length: cells }, (_, index) => Math.round(40 + 200 * wave(index, 97)));
  const text = (bytes: number[]) => btoa(String.fromCharCode(...bytes));
  const active = [40, 41, 42, 140, 141, 260, 261, 262, 263];
  const figures = { total: cells, have_count: here.filter((share) => share === 255).length, piece_length: 2 ** 22 };
  return { ...figures, cells, have: text(here), availability: text(seen), active };
}

function remember(app: App, rows: readonly TorrentRow[]) {
  const now = Date.now() / 1000;
  for (let second = 240; second > 0; second -= 1) {
    const down = 12e6 * wave(second, 80) + 1e6;
    const up = 2e6 * wave(second, 33);
    const moving = rows.map((row) => (row.id === SHOWN ? { ...row, down_rate: down, up_rate: up } : row));
    const session = { ...SESSION, down_rate: down, up_rate: up };
    app.histories.sample(now - second, session, new Map(moving.map((row) => [row.id, row])));
  }
}
