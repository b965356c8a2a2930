import type { Exchange } from '#test/venues/exchange/exchange.ts';
import type { ApiKey, Security } from './api-keys.ts';
import type { Limits } from './limits.ts';
import type { Parameters } from './parameters.ts';

/** One thing that can be asked for, over REST and over the WebSocket API alike. */
export type Endpoint = {
  readonly security: Security;
  weight(parameters: Parameters): number;
  /** Since April 2026 such a request weighs nothing when it succeeds. */
  readonly isFreeWhenDone?: boolean;
  /** Whether the answer tells how many orders the account has unfilled. */
  readonly tellsOrderCount?: boolean;
  run(parameters: Parameters, key: ApiKey): unknown;
};

export type EndpointNeeds = {
  readonly exchange: Exchange;
  readonly limits: Limits;
  /** A client order id for what came without one. */
  newId(): string;
};

export type Endpoints = Readonly<Record<string, Endpoint>>;

export function publicCall(
  weight: number | ((parameters: Parameters) => number),
  run: Endpoint['run'],
): Endpoint {
  return { security: 'NONE', weight: typeof weight === 'number' ? () => weight : weight, run };
}

export function accountCall(
  weight: number | ((parameters: Parameters) => number),
  run: Endpoint['run'],
): Endpoint {
  return { ...publicCall(weight, run), security: 'USER_DATA' };
}

export function tradeCall(weight: number, run: Endpoint['run']): Endpoint {
  return { ...publicCall(weight, run), security: 'TRADE', isFreeWhenDone: true };
}
