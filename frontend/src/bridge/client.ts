import type { Event, Methods } from '../contract/generated';
import { type ErrorObject, INTERNAL_ERROR, RpcError, toRpcError } from './errors';
import type { HostState, Transport } from './transport';

type MethodName = keyof Methods;
type ParamsOf<M extends MethodName> = Methods[M]['params'];
type ResultOf<M extends MethodName> = Methods[M]['result'];
/** Parameters may be left out where none of them is required. */
type Arguments<M extends MethodName> =
  Record<never, never> extends ParamsOf<M> ? [params?: ParamsOf<M>] : [params: ParamsOf<M>];

type Answer = { id: number; result: unknown } | { id: number | null; error: ErrorObject };

/** What the stores need of the host. Tests give them one of their own. */
export interface Caller {
  call<M extends MethodName>(method: M, ...params: Arguments<M>): Promise<ResultOf<M>>;
}

/** Milliseconds a call may take. */
const PATIENCE = 30_000;
/** These wait for a person, who may take as long as they like, or for a disk, with as much to do as there are files. */
const UNHURRIED: ReadonlySet<MethodName> = new Set<MethodName>([
  'add_torrents',
  'choose_file',
  'choose_folder',
  'choose_torrents',
  'measure',
  'preview_delete',
  'rename_file',
  'rename_folder',
  'take_snapshot',
  'undo_delete',
]);

/** The host, as the interface sees it: typed calls out, typed events in. */
export class Client implements Caller {
  #lastId = 0;
  #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async call<M extends MethodName>(method: M, ...[params]: Arguments<M>): Promise<ResultOf<M>> {
    const id = ++this.#lastId;
    const request = { jsonrpc: '2.0', id, method, params: params ?? {} };
    const answer = this.#transport.send(JSON.stringify(request));
    const text = await (UNHURRIED.has(method) ? answer : withinPatience(method, answer));
    return readAnswer(text) as ResultOf<M>;
  }

  onEvents(listener: (events: Event[]) => void): void {
    this.#transport.onMessage((text) => {
      const told = JSON.parse(text) as Event | Event[];
      listener(Array.isArray(told) ? told : [told]);
    });
  }

  onState(listener: (state: HostState) => void): void {
    this.#transport.onState(listener);
  }
}

function withinPatience(method: string, answer: Promise<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(RpcError.timeout(method, PATIENCE / 1000));
    }, PATIENCE);
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

function readAnswer(text: string): unknown {
  let answer: Answer;
  try {
    answer = JSON.parse(text) as Answer;
  } catch {
    throw new RpcError(INTERNAL_ERROR, 'protocol', 'The engine’s answer can’t be read.');
  }
  if ('error' in answer) throw toRpcError(answer.error);
  return answer.result;
}
