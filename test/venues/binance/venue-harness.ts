import { createHmac } from 'node:crypto';

import { onTestFinished } from 'vitest';

import { manualClock } from '#test/venues/exchange/clock.ts';
import { createExchange } from '#test/venues/exchange/exchange.ts';
import { instrument } from '#test/venues/exchange/instrument.ts';
import { units } from '#test/venues/exchange/units.ts';
import type { ApiKey } from './api-keys.ts';
import type { LimitSizes } from './limits.ts';
import { startBinanceVenue } from './venue.ts';

export const start = 1_700_000_000_000;

const secret = 's'.repeat(64);
export const traderKey: ApiKey = {
  apiKey: 'k'.repeat(64),
  account: 'ann',
  secret: { hmac: secret },
  canRead: true,
  canTrade: true,
  canWithdraw: false,
  isAddressRestricted: false,
  createdAt: start,
};
export const readerKey: ApiKey = { ...traderKey, apiKey: 'r'.repeat(64), canTrade: false };

type Json = Readonly<Record<string, unknown>>;
type Parameters = Readonly<Record<string, string | number>>;

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Json };

/** A venue whose clock stands still, with an account of 10,000 USDT and 10 BTC, and a book of 99 to 101. */
export async function startVenue(limits: Partial<LimitSizes> = {}, at = start) {
  const clock = manualClock(at);
  const fees = { maker: units('0.001'), taker: units('0.001'), chargedIn: 'received' as const };
  const exchange = createExchange({
    clock,
    instruments: [instrument('BTC', 'USDT', '100'), instrument('ETH', 'USDT', '10')],
    accounts: [{ name: 'ann', fees, balances: { USDT: units('10000'), BTC: units('10') } }],
  });
  exchange.crowd.rest('BTCUSDT', 'BUY', units('99'), units('5'));
  exchange.crowd.rest('BTCUSDT', 'SELL', units('101'), units('5'));
  const venue = await startBinanceVenue({ exchange, keys: [traderKey, readerKey], limits });
  onTestFinished(() => venue.close());

  async function ask(method: string, path: string, query: string, apiKey?: string): Promise<Answer> {
    const response = await fetch(`${venue.restUrl}${path}?${query}`, {
      method,
      headers: apiKey === undefined ? {} : { 'X-MBX-APIKEY': apiKey },
    });
    const body: Json = await response.json();
    return { status: response.status, headers: response.headers, body };
  }

  /** Signed with the trader's key, at the venue's time. */
  async function signed(
    method: string,
    path: string,
    parameters: Parameters = {},
    { apiKey } = traderKey,
  ): Promise<Answer> {
    return ask(method, path, signedQuery({ ...parameters, timestamp: clock.now() }), apiKey);
  }

  const place = (parameters: Parameters) => signed('POST', '/api/v3/order', parameters);
  const limit = (parameters: Parameters) =>
    place({
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      price: '90',
      quantity: '1',
      ...parameters,
    });

  return { clock, exchange, venue, ask, signed, place, limit };
}

export function signedQuery(parameters: Parameters): string {
  const query = Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
  return `${query}&signature=${createHmac('sha256', secret).update(query).digest('hex')}`;
}

/** A request of the WebSocket API, signed with the trader's key. */
export function wsSigned(id: number, method: string, parameters: Parameters, now: number) {
  const params: Record<string, string | number> = { ...parameters, apiKey: traderKey.apiKey, timestamp: now };
  const payload = Object.keys(params)
    .toSorted()
    .map((name) => `${name}=${params[name]}`)
    .join('&');
  const signature = createHmac('sha256', secret).update(payload).digest('hex');
  return { id, method, params: { ...params, signature } };
}
