import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import { firstSight } from './first-sight.svelte';
import { aSnapshot, SETTINGS } from './fixtures';
import { createApp } from './start';

const INFO = { version: '1', platform: 'linux', profile: '/p', capabilities: [], notices: [] };

describe('firstSight', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }));
  afterEach(() => vi.useRealTimers());

  function begin(answers = {}) {
    const transport = new FakeTransport({ get_settings: () => SETTINGS, get_app: () => INFO, ...answers });
    const seen = vi.fn();
    void firstSight(createApp(new Client(transport))).then(seen);
    return { transport, seen };
  }

  it('comes with the list, and not before it', async () => {
    const { transport, seen } = begin();
    await vi.advanceTimersByTimeAsync(10);
    expect(transport.asked('subscribe')).toHaveLength(1);
    expect(seen).not.toHaveBeenCalled();
    transport.push(aSnapshot([]));
    await vi.advanceTimersByTimeAsync(10);
    expect(seen).toHaveBeenCalled();
  });

  it('waits a moment, and no longer, for a host that is still starting', async () => {
    const { seen } = begin({ get_settings: () => new Promise(() => undefined) });
    await vi.advanceTimersByTimeAsync(30);
    expect(seen).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(70);
    expect(seen).toHaveBeenCalled();
  });
});
