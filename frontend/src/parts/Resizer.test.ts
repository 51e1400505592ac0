import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Resizer from './Resizer.svelte';

describe('Resizer', () => {
  afterEach(cleanup);

  function setUp() {
    const onresize = vi.fn();
    const onreset = vi.fn();
    render(Resizer, { size: 400, min: 300, max: 720, grows: 'left', label: 'Width', onresize, onreset });
    return { onresize, onreset, handle: screen.getByRole('separator', { name: 'Width' }) };
  }

  it('moves with the arrow keys, towards the side the pane grows to', async () => {
    const { onresize, handle } = setUp();
    await fireEvent.keyDown(handle, { key: 'ArrowLeft' });
    await fireEvent.keyDown(handle, { key: 'ArrowRight' });
    expect(onresize.mock.calls).toEqual([[416], [384]]);
  });

  it('stays within its limits', async () => {
    const { onresize, handle } = setUp();
    await fireEvent.keyDown(handle, { key: 'Home' });
    await fireEvent.keyDown(handle, { key: 'End' });
    expect(onresize.mock.calls).toEqual([[300], [720]]);
    expect(handle.getAttribute('aria-valuenow')).toBe('400');
  });

  it('goes back to its first size when pressed twice', async () => {
    const { onreset, handle } = setUp();
    await fireEvent.dblClick(handle);
    expect(onreset).toHaveBeenCalledOnce();
  });
});
