import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import { aDelta, aRow, aSnapshot, idOf, SETTINGS } from './fixtures';
import { createApp } from './start';

const INFO = {
  version: '1',
  platform: 'linux',
  profile: '/p',
  capabilities: ['open'],
  notices: [{ kind: 'finished', message: 'A notice.', facts: {} }],
};

function begin(answers = {}) {
  const transport = new FakeTransport({
    get_settings: () => ({ ...SETTINGS, view: { filter: 'paused' } }),
    get_app: () => INFO,
    ...answers,
  });
  return { transport, app: createApp(new Client(transport)) };
}

describe('createApp', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }));
  afterEach(() => vi.useRealTimers());

  it('asks the host who it is and what was set, then for the list', async () => {
    const { transport, app } = begin();
    await vi.waitFor(() => expect(transport.asked('subscribe')).toHaveLength(1));
    expect(app.view.filter).toBe('paused');
    expect(app.session.can('open')).toBe(true);
    expect(app.toasts.all.map(({ text }) => text)).toEqual(['A notice.']);
    expect(transport.calls.at(-1)?.method).toBe('subscribe');
  });

  it('says what is wrong when the host refuses to begin', async () => {
    const refuse = () => {
      throw { code: -32603, message: 'trace' };
    };
    const { app } = begin({ get_settings: refuse });
    await vi.waitFor(() => expect(app.toasts.all).toHaveLength(1));
    expect(app.toasts.all[0]).toMatchObject({ level: 'error', text: 'Something went wrong inside Torrpeddo.' });
  });

  it('knows that the host is gone until it is back, and then asks for everything again', async () => {
    const { transport, app } = begin({ get_app: () => ({ ...INFO, notices: [] }) });
    await vi.waitFor(() => expect(transport.asked('subscribe')).toHaveLength(1));
    transport.lose();
    expect(app.host).toBe('lost');
    transport.comeBack();
    await vi.waitFor(() => expect(transport.asked('subscribe')).toHaveLength(2));
    expect(app.host).toBe('connected');
  });

  it('saves a changed view once, a moment after the last change', async () => {
    const { transport, app } = begin({ update_settings: () => SETTINGS });
    await vi.waitFor(() => expect(app.session.app).toBeDefined());
    await vi.advanceTimersByTimeAsync(1000);
    expect(transport.asked('update_settings')).toEqual([]);
    app.view.filter = 'seeding';
    await vi.advanceTimersByTimeAsync(100);
    app.view.sortBy('name');
    await vi.advanceTimersByTimeAsync(1000);
    expect(transport.asked('update_settings')).toMatchObject([
      { changes: { view: { filter: 'seeding', sort: 'name', direction: 'ascending' } } },
    ]);
  });

  it('gives each event to its store', async () => {
    const { transport, app } = begin();
    await vi.waitFor(() => expect(app.session.app).toBeDefined());
    transport.push(aSnapshot([aRow(1), aRow(2)]));
    app.selection.pick(idOf(2));
    transport.push(aDelta(2, [], [idOf(2)]), { type: 'settings', settings: { ...SETTINGS, theme: 'light' } });
    expect([app.torrents.total, app.selection.size, app.theme.resolved]).toEqual([1, 0, 'light']);
    transport.push({ type: 'add_request', magnets: ['m1'], paths: [], others: [] });
    transport.push({ type: 'add_request', magnets: [], paths: ['p1'], others: [] });
    expect(app.dialogs.payload('add')).toMatchObject({ magnets: ['m1'], paths: ['p1'] });
  });

  it('asks for the list again when a message is missing', async () => {
    const { transport } = begin();
    await vi.waitFor(() => expect(transport.asked('subscribe')).toHaveLength(1));
    transport.push(aSnapshot([aRow(1)]));
    transport.push(aDelta(5, [aRow(1)]));
    await vi.waitFor(() => expect(transport.asked('subscribe')).toHaveLength(2));
  });
});
