import { afterEach, describe, expect, it, vi } from 'vitest';
import { Client } from '../bridge';
import { FakeTransport } from '../bridge/fake';
import { App } from '../state/app.svelte';
import { aRow, aSnapshot } from '../state/fixtures';
import { dispatch } from './dispatch';
import { isPressed, written } from './keys';

const press = (key: string, held: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held });

describe('shortcuts', () => {
  it('mean Ctrl, and Command on macOS', () => {
    expect(isPressed('Mod+P', press('p', { ctrlKey: true }), false)).toBe(true);
    expect(isPressed('Mod+P', press('p', { metaKey: true }), true)).toBe(true);
    expect(isPressed('Mod+P', press('p', { ctrlKey: true }), true)).toBe(false);
  });

  it('want exactly the keys they name', () => {
    expect(isPressed('Mod+P', press('P', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(isPressed('Mod+Shift+P', press('P', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(isPressed('Space', press(' '), false)).toBe(true);
    expect(isPressed('Delete', press('Delete', { shiftKey: true }), false)).toBe(false);
    expect(isPressed('Mod+,', press(',', { ctrlKey: true }), false)).toBe(true);
  });

  it('are written as the keys are labelled', () => {
    expect(written('Mod+Shift+P', false)).toBe('Ctrl Shift P');
    expect(written('Mod+Shift+P', true)).toBe('⌘⇧P');
    expect(written('Shift+Delete', false)).toBe('Shift Del');
  });
});

describe('dispatch', () => {
  afterEach(() => document.body.replaceChildren());

  function listening(html = '') {
    const transport = new FakeTransport();
    const app = new App(new Client(transport), () => 0);
    app.torrents.snapshot(aSnapshot([aRow(1)]));
    app.selection.all();
    document.body.innerHTML = html;
    const target = document.body.querySelector('[data-target]') ?? document.body;
    const send = (event: KeyboardEvent) => {
      const listener = (heard: Event) => dispatch(app, heard as KeyboardEvent);
      document.addEventListener('keydown', listener, { once: true });
      target.dispatchEvent(event);
      document.removeEventListener('keydown', listener);
      return event.defaultPrevented;
    };
    return { app, transport, send };
  }

  it('does the command of the keys, and keeps the browser from its own', async () => {
    const { transport, send } = listening();
    expect(send(press(' '))).toBe(true);
    await vi.waitFor(() => expect(transport.calls.map(({ method }) => method)).toEqual(['pause']));
  });

  it('leaves a text field its letters and its editing, and takes the rest', () => {
    const { app, send } = listening('<input data-target>');
    expect(send(press(' '))).toBe(false);
    expect(send(press('Delete'))).toBe(false);
    expect(send(press('a', { ctrlKey: true }))).toBe(false);
    expect(send(press('f', { ctrlKey: true }))).toBe(true);
    expect(app.view.wantsSearch).toBe(true);
  });

  it('leaves a button its Space', () => {
    expect(listening('<button data-target></button>').send(press(' '))).toBe(false);
    expect(listening('<div role="row" data-target></div>').send(press(' '))).toBe(true);
  });

  it('leaves menus and dialogs all keys', () => {
    expect(listening('<div role="menu"><div data-target></div></div>').send(press('Delete'))).toBe(false);
    const { app, send } = listening();
    app.dialogs.open('settings', {});
    expect(send(press('Delete'))).toBe(false);
  });

  it('does a command once however long the key is held', async () => {
    const { transport, send } = listening();
    send(press(' ', { repeat: true }));
    await Promise.resolve();
    expect(transport.calls).toEqual([]);
  });
});
