import { describe, expect, it, vi } from 'vitest';
import Line from './Line.svelte';
import { Late } from './late.svelte';

describe('Late', () => {
  it('is loaded once, when it is first wanted, and is there from then on', async () => {
    const load = vi.fn(() => Promise.resolve({ default: Line }));
    const late = new Late(load);
    expect(load).not.toHaveBeenCalled();
    expect(late.component).toBeUndefined();
    await late.getReady();
    expect(late.component).toBe(Line);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
