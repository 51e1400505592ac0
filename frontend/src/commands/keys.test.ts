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

  it('are those of the place where keyboards have other letters', () => {
    expect(isPressed('Mod+K', press('ن', { code: 'KeyK', ctrlKey: true }), false)).toBe(true);
    expect(isPressed('Mod+,', press('و', { code: 'Comma', ctrlKey: true }), false)).toBe(true);
    expect(isPressed('Mod+K', press('ن', { code: 'KeyL', ctrlKey: true }), false)).toBe(false);
    expect(isPressed('Mod+Q', press('a', { code: 'KeyQ', ctrlKey: true }), false)).toBe(false);
    expect(isPressed('Shift+?', press('؟', { code: 'Slash', shiftKey: true }), false)).toBe(true);
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
    expect(listening('<button data-target></button>').send(press('F1'))).toBe(true);
    expect(listening('<div role="row" data-target></div>').send(press(' '))).toBe(true);
  });

  it('leaves a tab and a button of a row what they answer to, and takes what is for the torrent', () => {
    const row = '<div role="row" aria-selected="true"><button data-target></button></div>';
    for (const html of ['<button role="tab" data-target></button>', row]) {
      const { send } = listening(html);
      expect(send(press(' '))).toBe(false);
      expect(send(press('Delete'))).toBe(true);
    }
    expect(listening('<li><button data-target></button></li>').send(press('Delete'))).toBe(false);
  });

  it('leaves menus and dialogs all keys', () => {
    expect(listening('<div role="menu"><div data-target></div></div>').send(press('Delete'))).toBe(false);
    const { app, send } = listening();
    app.dialogs.open('settings', {});
    expect(send(press('Delete'))).toBe(false);
  });

  it('opens one dialog in place of another that gives way, and closes it with the same keys', () => {
    const { app, send } = listening('<div role="dialog"><input data-target></div>');
    const open = () => app.dialogs.current?.name;
    app.dialogs.open('settings', {});
    expect(send(press('k', { ctrlKey: true }))).toBe(true);
    expect(open()).toBe('palette');
    send(press('F1'));
    expect(open()).toBe('shortcuts');
    expect(send(press('?', { shiftKey: true }))).toBe(false);
    expect(open()).toBe('shortcuts');
    send(press('F1'));
    expect(open()).toBe('settings');
    send(press(',', { ctrlKey: true }));
    expect(open()).toBeUndefined();
  });

  it('opens nothing over a dialog that is being filled in', () => {
    const { app, send } = listening('<div role="dialog"><button data-target></button></div>');
    app.dialogs.open('move', { ids: ['x'] });
    expect(send(press('k', { ctrlKey: true }))).toBe(false);
    expect(app.dialogs.current?.name).toBe('move');
  });

  it('quits from wherever the focus is', () => {
    for (const html of ['<input data-target>', '<div role="menu"><div data-target></div></div>']) {
      const { app, transport, send } = listening(html);
      vi.spyOn(app.session, 'can').mockReturnValue(true);
      app.dialogs.open('move', { ids: ['x'] });
      expect(send(press('q', { ctrlKey: true }))).toBe(true);
      expect(transport.calls.map(({ method }) => method)).toEqual(['shutdown']);
    }
  });

  it('does a command once however long the key is held', async () => {
    const { transport, send } = listening();
    send(press(' ', { repeat: true }));
    await Promise.resolve();
    expect(transport.calls).toEqual([]);
  });
});
