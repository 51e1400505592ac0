import type { Refused } from '../contract/generated';

/** What JSON-RPC 2.0 and the host agree on; see `backend/torrpeddo/errors.py`. */
export const DOMAIN_ERROR = -32000;
export const INTERNAL_ERROR = -32603;

/** A call that failed. `kind` is stable and is what words are chosen by. */
export class RpcError extends Error {
  override readonly name = 'RpcError';

  constructor(
    readonly code: number,
    readonly kind: string,
    message: string,
    readonly data: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** The host is not there. */
  static notConnected(): RpcError {
    return new RpcError(DOMAIN_ERROR, 'not_connected', 'Torrpeddo’s engine can’t be reached.');
  }

  /** One of many that a call named. */
  static refused({ kind, message, data }: Refused): RpcError {
    return new RpcError(DOMAIN_ERROR, kind, message, data);
  }

  /** The host is there and says nothing. */
  static timeout(method: string, seconds: number): RpcError {
    const message = `The engine did not answer “${method}” within ${seconds} seconds.`;
    return new RpcError(DOMAIN_ERROR, 'timeout', message, { method });
  }
}

const KINDS_BY_CODE: Readonly<Record<number, string>> = {
  [-32700]: 'protocol',
  [-32600]: 'protocol',
  [-32601]: 'unknown_method',
  [-32602]: 'invalid_input',
  [INTERNAL_ERROR]: 'internal',
};

export interface ErrorObject {
  code: number;
  message: string;
  data?: { kind?: string; [fact: string]: unknown } | null;
}

export function toRpcError({ code, message, data }: ErrorObject): RpcError {
  const { kind, ...facts } = data ?? {};
  return new RpcError(code, kind ?? KINDS_BY_CODE[code] ?? 'error', message, facts);
}
