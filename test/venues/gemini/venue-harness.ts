import { createHmac } from 'node:crypto';

import { onTestFinished } from 'vitest';

import { oneMarket, start } from '#test/venues/one-market.ts';
import type { GeminiKey } from './api-keys.ts';
import { startGeminiVenue } from './venue.ts';

export { start };
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

/** The venue of one market. */
export async function startVenue(key: Partial<GeminiKey> = {}, at = start) {
  const market = oneMarket(at, { maker: '0.002', taker: '0.004' }, { uniqueClientOrderIds: false });
  const { clock, exchange } = market;
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

  return { ...market, venue, key: own, send, ask, limit, cancel, read };
}
