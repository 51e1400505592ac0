import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Client } from './client';
import type { RpcError } from './errors';
import { FakeTransport } from './fake';

const failure = (promise: Promise<unknown>) => promise.catch((error: RpcError) => error) as Promise<RpcError>;

describe('Client', () => {
  it('sends JSON-RPC with an id of its own for each call', async () => {
    const sent: { id: number }[] = [];
    const transport = new FakeTransport();
    vi.spyOn(transport, 'send').mockImplementation((text) => {
      const request = JSON.parse(text) as { id: number };
      sent.push(request);
      return Promise.resolve(JSON.stringify({ jsonrpc: '2.0', id: request.id, result: null }));
    });
    const client = new Client(transport);
    await client.call('pause', { ids: ['a'] });
    await client.call('subscribe');
    expect(sent).toEqual([
      { jsonrpc: '2.0', id: 1, method: 'pause', params: { ids: ['a'] } },
      { jsonrpc: '2.0', id: 2, method: 'subscribe', params: {} },
    ]);
  });

  it('resolves with the result', async () => {
    const client = new Client(new FakeTransport({ add_magnet: () => ({ id: 'x' }) }));
    await expect(client.call('add_magnet', { uri: 'magnet:?' })).resolves.toEqual({ id: 'x' });
  });

  it('turns a domain error into its kind and facts', async () => {
    const refuse = () => {
      throw { code: -32000, message: 'It is there.', data: { kind: 'duplicate', name: 'Sintel' } };
    };
    const error = await failure(new Client(new FakeTransport({ add_magnet: refuse })).call('add_magnet', { uri: 'm' }));
    expect(error).toMatchObject({ code: -32000, kind: 'duplicate', message: 'It is there.', data: { name: 'Sintel' } });
  });

  it.each([
    [-32603, 'internal'],
    [-32602, 'invalid_input'],
    [-32601, 'unknown_method'],
    [-32099, 'error'],
  ])('names the standard code %i %s', async (code, kind) => {
    const refuse = () => {
      throw { code, message: 'no' };
    };
    const error = await failure(new Client(new FakeTransport({ pause_all: refuse })).call('pause_all'));
    expect(error.kind).toBe(kind);
  });

  it('says so when the answer can’t be read', async () => {
    const transport = new FakeTransport();
    vi.spyOn(transport, 'send').mockResolvedValue('<html>');
    expect((await failure(new Client(transport).call('pause_all'))).kind).toBe('protocol');
  });

  it('gives listeners an array, whether one event or several were pushed', () => {
    const transport = new FakeTransport();
    const heard: unknown[] = [];
    new Client(transport).onEvents((events) => heard.push(events.map(({ type }) => type)));
    const notice = { type: 'notice', kind: 'finished', level: 'info', message: 'm', facts: {}, id: null } as const;
    transport.push(notice, notice);
    (transport as unknown as { deliver(text: string): void }).deliver(JSON.stringify(notice));
    expect(heard).toEqual([['notice', 'notice'], ['notice']]);
  });

  describe('patience', () => {
    beforeEach(() => vi.useFakeTimers());
    afterEach(() => vi.useRealTimers());

    const silent = () => {
      const transport = new FakeTransport();
      vi.spyOn(transport, 'send').mockReturnValue(new Promise(() => undefined));
      return new Client(transport);
    };

    it('gives up on a call after thirty seconds', async () => {
      const failed = failure(silent().call('pause_all'));
      await vi.advanceTimersByTimeAsync(30_000);
      expect(await failed).toMatchObject({ kind: 'timeout', data: { method: 'pause_all' } });
    });

    it.each(['choose_folder', 'choose_file', 'rename_folder'] as const)(
      'waits as long as it takes at %s',
      async (method) => {
        let settled = false;
        void silent()
          .call(method)
          .finally(() => (settled = true));
        await vi.advanceTimersByTimeAsync(3_600_000);
        expect(settled).toBe(false);
      },
    );
  });
});
