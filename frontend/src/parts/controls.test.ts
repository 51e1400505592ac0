import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import Button from './Button.svelte';
import Checkbox from './Checkbox.svelte';
import Field from './Field.svelte';
import Segmented from './Segmented.svelte';
import Switch from './Switch.svelte';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

afterEach(cleanup);

describe('Button', () => {
  it('is pressed, unless it is disabled', async () => {
    const onclick = vi.fn();
    const { rerender } = render(Button, { onclick, children: words('Add') });
    await fireEvent.click(screen.getByRole('button', { name: 'Add' }));
    await rerender({ disabled: true });
    expect(screen.getByRole('button', { name: 'Add' })).toHaveProperty('disabled', true);
    expect(onclick).toHaveBeenCalledOnce();
  });
});

describe('Checkbox', () => {
  it('says which of its three states it is in', async () => {
    const { rerender } = render(Checkbox, { checked: false, label: 'All' });
    const state = () => screen.getByRole('checkbox', { name: 'All' }).getAttribute('aria-checked');
    expect(state()).toBe('false');
    await rerender({ checked: true });
    expect(state()).toBe('true');
    await rerender({ checked: false, indeterminate: true });
    expect(state()).toBe('mixed');
  });

  it('is toggled by its words too', async () => {
    const onchange = vi.fn();
    render(Checkbox, { checked: false, onchange, children: words('Start right away') });
    await fireEvent.click(screen.getByText('Start right away'));
    expect(onchange).toHaveBeenCalledWith(true);
  });
});

describe('Switch', () => {
  it('tells what it was turned to', async () => {
    const onchange = vi.fn();
    render(Switch, { checked: true, label: 'Slow mode', onchange });
    await fireEvent.click(screen.getByRole('switch', { name: 'Slow mode' }));
    expect(onchange).toHaveBeenCalledWith(false);
  });
});

describe('Segmented', () => {
  it('is a choice of one', async () => {
    const onchange = vi.fn();
    const options = [
      { value: 'rows', label: 'Comfortable', icon: 'rows-3' },
      { value: 'table', label: 'Compact', icon: 'table-2' },
    ] as const;
    render(Segmented<'rows' | 'table'>, { value: 'rows', options, label: 'Density', onchange });
    expect(screen.getByRole('radio', { name: 'Comfortable' }).getAttribute('aria-checked')).toBe('true');
    await fireEvent.click(screen.getByRole('radio', { name: 'Compact' }));
    expect(onchange).toHaveBeenCalledWith('table');
  });
});

describe('Field', () => {
  it('ties what is wrong to the text field', () => {
    render(Field, { value: '0', label: 'Port', error: 'A port is a number from 1 to 65535.' });
    const field = screen.getByRole('textbox', { name: 'Port' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const describing = field.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(describing)?.textContent).toBe('A port is a number from 1 to 65535.');
  });
});
