import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PywebviewTransport } from './pywebview';
import type { HostState } from './transport';

describe('PywebviewTransport', () => {
  const states: HostState[] = [];
  const made = () => {
    const transport = new PywebviewTransport();
    transport.onState((state) => states.push(state));
    return transport;
  };

  beforeEach(() => {
    vi.useFakeTimers();
    states.length = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
    delete window.pywebview;
    delete window.torrpeddo;
  });

  it('uses a bridge that was bound before the page ran', async () => {
    window.pywebview = { api: { rpc: (text) => Promise.resolve(`answer to ${text}`) } };
    await expect(made().send('hello')).resolves.toBe('answer to hello');
    expect(states).toEqual(['connecting', 'connected']);
  });

  it('waits for a bridge that announces itself later', async () => {
    const answer = made().send('hello');
    window.pywebview = { api: { rpc: () => Promise.resolve('late') } };
    window.dispatchEvent(new Event('pywebviewready'));
    await expect(answer).resolves.toBe('late');
  });

  it('says that the host is lost when no bridge comes', async () => {
    const answer = made()
      .send('hello')
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answer).toMatchObject({ kind: 'not_connected' });
    expect(states).toEqual(['connecting', 'lost']);
  });

  it('says that the host is lost when a call does not reach it, and that it is back when one does', async () => {
    const rpc = vi.fn((text: string) => Promise.resolve(text));
    window.pywebview = { api: { rpc } };
    const transport = made();
    await transport.send('one');
    rpc.mockRejectedValueOnce(new Error('gone'));
    await expect(transport.send('two')).rejects.toMatchObject({ kind: 'not_connected' });
    await transport.send('three');
    expect(states).toEqual(['connecting', 'connected', 'lost', 'connected']);
  });

  it('hears what the host pushes', () => {
    const heard: string[] = [];
    made().onMessage((text) => heard.push(text));
    window.torrpeddo?.receive('[1]');
    expect(heard).toEqual(['[1]']);
  });
});
