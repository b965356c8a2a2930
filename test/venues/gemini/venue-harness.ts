import { createHmac } from 'node:crypto';

import { onTestFinished } from 'vitest';

import { manualClock } from '#test/venues/exchange/clock.ts';
import { createExchange } from '#test/venues/exchange/exchange.ts';
import { instrument } from '#test/venues/exchange/instrument.ts';
import { units } from '#test/venues/exchange/units.ts';
import type { GeminiKey } from './api-keys.ts';
import { startGeminiVenue } from './venue.ts';

export const start = 1_700_000_000_000;
export const traderKey: GeminiKey = {
  apiKey: 'account-trader',
  secret: '1234abcd',
  account: 'ann',
  isTrader: true,
  isFundManager: false,
  nonce: 'time',
  needsHeartbeat: false,
};

type Json = Readonly<Record<string, unknown>>;

export function signedHeaders({ apiKey, secret }: GeminiKey, text: string): Record<string, string> {
  const payload = Buffer.from(text).toString('base64');
  const signature = createHmac('sha384', secret).update(payload).digest('hex');
  return { 'X-GEMINI-APIKEY': apiKey, 'X-GEMINI-PAYLOAD': payload, 'X-GEMINI-SIGNATURE': signature };
}

/** Of a socket's handshake. */
export function handshakeHeaders(key: GeminiKey, now: number): Record<string, string> {
  const nonce = String(Math.floor(now / 1000));
  return { ...signedHeaders(key, nonce), 'X-GEMINI-NONCE': nonce };
}

/** A venue whose clock stands still, with an account of 10,000 USD and 10 BTC, and a book of 99 to 101. */
export async function startVenue(key: Partial<GeminiKey> = {}, at = start) {
  const clock = manualClock(at);
  const fees = { maker: units('0.002'), taker: units('0.004'), chargedIn: 'quote' as const };
  const exchange = createExchange({
    clock,
    instruments: [instrument('BTC', 'USD', '100', { step: 1n, minNotional: 0n, marketMaxQuantity: 0n })],
    accounts: [{ name: 'ann', fees, balances: { USD: units('10000'), BTC: units('10') } }],
    uniqueClientOrderIds: false,
    postOnlyTaker: 'ended',
  });
  exchange.crowd.rest('BTCUSD', 'BUY', units('99'), units('5'));
  exchange.crowd.rest('BTCUSD', 'SELL', units('101'), units('5'));
  const own = { ...traderKey, ...key };
  const venue = await startGeminiVenue({ exchange, keys: [own] });
  onTestFinished(() => venue.close());

  async function send(
    path: string,
    headers: Record<string, string>,
  ): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${venue.restUrl}${path}`, { method: 'POST', headers });
    const body: Json = await response.json();
    return { status: response.status, body };
  }

  /** Signed with the key, at the venue's time. */
  const ask = (path: string, fields: Json = {}) => {
    const payload = { request: path, nonce: Math.floor(clock.now() / 1000), ...fields };
    return send(path, signedHeaders(own, JSON.stringify(payload)));
  };
  const limit = (fields: Json) =>
    ask('/v1/order/new', {
      symbol: 'btcusd',
      amount: '1',
      price: '90.00',
      side: 'buy',
      type: 'exchange limit',
      ...fields,
    });
  /** By the name that it was given. */
  const cancel = async (name: string) => {
    const { body } = await ask('/v1/order/status', { client_order_id: name });
    return ask('/v1/order/cancel', { order_id: body['order_id'] });
  };
  const read = async (path: string): Promise<unknown> => (await fetch(`${venue.restUrl}${path}`)).json();

  return { clock, exchange, venue, key: own, send, ask, limit, cancel, read };
}
