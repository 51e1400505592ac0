import { describe, expect, it, vi } from 'vitest';
import { Limits } from './limits.svelte';

const told = { down_limit: 0, up_limit: 0, connections: 0, upload_slots: 0 };
const names = (count: number) => Array.from({ length: count }, (_, at) => String(at));

describe('the limits of some torrents', () => {
  it('are asked for at once where these are few', () => {
    const call = vi.fn().mockResolvedValue(told);
    void new Limits({ call } as never).follow(['one']);
    expect(call).toHaveBeenCalledWith('get_limits', { ids: ['one'] });
  });

  it('are asked for once where many are selected one after the other, for the last of them', async () => {
    vi.useFakeTimers();
    const call = vi.fn().mockResolvedValue(told);
    const limits = new Limits({ call } as never);
    const followed = [1000, 1001, 1002].map((count) => limits.follow(names(count)));
    await vi.runAllTimersAsync();
    await Promise.all(followed);
    expect(call.mock.calls).toEqual([['get_limits', { ids: names(1002) }]]);
    expect(limits.shared).toEqual(told);
    vi.useRealTimers();
  });

  it('are set for those that are selected while these are asked about', async () => {
    const call = vi.fn().mockResolvedValue(told);
    const limits = new Limits({ call } as never);
    void limits.follow(names(1000));
    void limits.set({ down_limit: 5 }).catch(() => undefined);
    await vi.waitFor(() => expect(call).toHaveBeenCalledWith('set_limits', { ids: names(1000), down_limit: 5 }));
  });
});
