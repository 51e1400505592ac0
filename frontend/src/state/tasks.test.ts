import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import { Tasks } from './tasks.svelte';

describe('Tasks', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  /** Calls that are answered after so many milliseconds. */
  function answeringAfter(ms: number) {
    const tasks = new Tasks();
    const late = () => new Promise((resolve) => setTimeout(resolve, ms));
    const transport = new FakeTransport({ pause: late, rename_folder: late, choose_folder: late, get_log: late });
    return { tasks, caller: tasks.watch(new Client(transport)), said: () => tasks.slow.map(({ say }) => say()) };
  }

  it('tells of a call once it has taken a second, and no longer than it takes', async () => {
    const { caller, said } = answeringAfter(1500);
    void caller.call('rename_folder', { id: 'x', path: 'a', name: 'b' });
    await vi.advanceTimersByTimeAsync(999);
    expect(said()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(said()).toEqual(['Renaming…']);
    await vi.advanceTimersByTimeAsync(500);
    expect(said()).toEqual([]);
  });

  it('says nothing of what waits for a person', async () => {
    const { caller, said } = answeringAfter(60_000);
    void caller.call('choose_folder', {});
    await vi.advanceTimersByTimeAsync(5000);
    expect(said()).toEqual([]);
  });

  it('says the same once', async () => {
    const { caller, said } = answeringAfter(3000);
    void caller.call('pause', { ids: ['x'] });
    void caller.call('pause', { ids: ['y'] });
    void caller.call('get_log', { id: null });
    await vi.advanceTimersByTimeAsync(2000);
    expect(said()).toEqual(['Working on it…', 'Loading…']);
    await vi.advanceTimersByTimeAsync(1000);
    expect(said()).toEqual([]);
  });

  it('follows a job of the host to its end', async () => {
    const tasks = new Tasks();
    const event = { type: 'progress', job: 'j', kind: 'delete', total: 400, message: '' } as const;
    tasks.apply({ ...event, done: 100, finished: false });
    await vi.advanceTimersByTimeAsync(1000);
    tasks.apply({ ...event, done: 200, finished: false });
    expect(tasks.slow.map(({ share }) => share)).toEqual([0.5]);
    tasks.apply({ ...event, done: 400, finished: true });
    expect(tasks.slow).toEqual([]);
  });
});
