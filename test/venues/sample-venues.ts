import { createHash } from 'node:crypto';

import { startBinanceVenue } from './binance/venue.ts';
import { edwardsKey } from './coinbase/keys.ts';
import { startCoinbaseVenue } from './coinbase/venue.ts';
import { systemClock } from './exchange/clock.ts';
import { createExchange, type Exchange, type ExchangeOptions } from './exchange/exchange.ts';
import { instrument } from './exchange/instrument.ts';
import { createMover, type Mover } from './exchange/mover.ts';
import type { Fees } from './exchange/settlement.ts';
import { units } from './exchange/units.ts';
import { startGeminiVenue } from './gemini/venue.ts';
import { startKrakenVenue } from './kraken/venue.ts';

/** A venue that is ready to be tried: where it is, and how one signs in. */
export type SampleVenue = {
  readonly label: string;
  readonly exchange: Exchange;
  readonly mover: Mover;
  readonly places: readonly (readonly [name: string, value: string])[];
  /** What Tapedeck is started with to trade there. */
  readonly options: string;
};

export const sampleVenues = {
  binance: sampleBinance,
  gemini: sampleGemini,
  kraken: sampleKraken,
  coinbase: sampleCoinbase,
};

const account = 'trader';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

async function sampleBinance(port: number, seed: number): Promise<SampleVenue> {
  const { exchange, mover } = sampleExchange(seed, 'USDT', { maker: units('0.001'), taker: units('0.001') });
  const apiKey = digitsOf(`key ${seed}`);
  const secret = digitsOf(`secret ${seed}`);
  const rights = { canRead: true, canTrade: true, canWithdraw: false, isAddressRestricted: true };
  const keys = [{ apiKey, account, secret: { hmac: secret }, ...rights, createdAt: exchange.clock.now() }];
  const venue = await startBinanceVenue({ exchange, keys, port });
  const places = [
    ['REST', venue.restUrl],
    ['market data', `${venue.streamUrl}/stream`],
    ['WebSocket API', venue.apiUrl],
    ['API key', apiKey],
    ['secret', secret],
  ] as const;
  const options = `--binance-rest-url ${venue.restUrl} --binance-stream-url ${venue.streamUrl} --binance-api-url ${venue.apiUrl}`;
  return { label: 'Binance', exchange, mover, places, options };
}

async function sampleGemini(port: number, seed: number): Promise<SampleVenue> {
  const fees = { maker: units('0.002'), taker: units('0.004'), chargedIn: 'quote' as const };
  const { exchange, mover } = sampleExchange(seed, 'USD', fees, {
    uniqueClientOrderIds: false,
    postOnlyTaker: 'ended',
  });
  const apiKey = `account-${digitsOf(`key ${seed}`).slice(0, 20)}`;
  const secret = digitsOf(`secret ${seed}`).slice(0, 28);
  const rights = { isTrader: true, isFundManager: false, nonce: 'time', needsHeartbeat: false } as const;
  const venue = await startGeminiVenue({ exchange, keys: [{ apiKey, secret, account, ...rights }], port });
  const places = [
    ['REST', venue.restUrl],
    ['WebSocket', venue.socketUrl],
    ['API key', `${apiKey} (time-based nonce)`],
    ['secret', secret],
  ] as const;
  const options = `--gemini-rest-url ${venue.restUrl} --gemini-socket-url ${venue.socketUrl}`;
  return { label: 'Gemini', exchange, mover, places, options };
}

async function sampleKraken(port: number, seed: number): Promise<SampleVenue> {
  const fees = { maker: units('0.0025'), taker: units('0.004'), chargedIn: 'quote' as const };
  const { exchange, mover } = sampleExchange(seed, 'USD', fees, { postOnlyTaker: 'ended' });
  const apiKey = digitsOf(`key ${seed}`).slice(0, 56);
  const secret = createHash('sha512').update(`secret ${seed}`).digest('base64');
  const venue = await startKrakenVenue({
    exchange,
    keys: [{ apiKey, secret, account, canTrade: true }],
    port,
  });
  const places = [
    ['REST', venue.restUrl],
    ['market data', venue.socketUrl],
    ['private socket', venue.privateUrl],
    ['API key', apiKey],
    ['secret', secret],
  ] as const;
  const options = `--kraken-rest-url ${venue.restUrl} --kraken-socket-url ${venue.socketUrl} --kraken-private-url ${venue.privateUrl}`;
  return { label: 'Kraken', exchange, mover, places, options };
}

async function sampleCoinbase(port: number, seed: number): Promise<SampleVenue> {
  const fees = { maker: units('0.004'), taker: units('0.006'), chargedIn: 'quote' as const };
  const { exchange, mover } = sampleExchange(seed, 'USD', fees, { postOnlyTaker: 'ended' });
  const { secret, publicKey } = edwardsKey(`secret ${seed}`);
  const name = `organizations/simulated/apiKeys/${digitsOf(`key ${seed}`).slice(0, 16)}`;
  const rights = { canView: true, canTrade: true, canTransfer: false };
  const venue = await startCoinbaseVenue({ exchange, keys: [{ name, publicKey, account, ...rights }], port });
  const places = [
    ['REST', venue.restUrl],
    ['market data', venue.socketUrl],
    ['user channel', venue.userUrl],
    ['API key', name],
    ['secret', secret],
  ] as const;
  const options = `--coinbase-rest-url ${venue.restUrl} --coinbase-socket-url ${venue.socketUrl} --coinbase-user-url ${venue.userUrl}`;
  return { label: 'Coinbase', exchange, mover, places, options };
}

function sampleExchange(
  seed: number,
  quote: string,
  fees: Omit<Fees, 'chargedIn'> & Partial<Fees>,
  more: Partial<ExchangeOptions> = {},
): { readonly exchange: Exchange; readonly mover: Mover } {
  const exchange = createExchange({
    clock: systemClock(),
    instruments: [
      instrument('BTC', quote, '60000'),
      instrument('ETH', quote, '2500', { step: units('0.0001') }),
      instrument('SOL', quote, '150', { step: units('0.001') }),
      instrument('ETH', 'BTC', '0.04166', {
        tick: units('0.00001'),
        minPrice: units('0.00001'),
        step: units('0.0001'),
        minNotional: units('0.0001'),
      }),
    ],
    accounts: [
      {
        name: account,
        fees: { chargedIn: 'received', ...fees },
        balances: { [quote]: units('100000'), BTC: units('2'), ETH: units('20'), SOL: units('100') },
      },
    ],
    ...more,
  });
  /** What stands at a price, on average. */
  const usual = {
    [`BTC${quote}`]: units('0.3'),
    [`ETH${quote}`]: units('8'),
    [`SOL${quote}`]: units('120'),
    ETHBTC: units('10'),
  };
  return { exchange, mover: createMover(exchange, seed, usual) };
}

/** 64 letters and digits; the same text, the same ones. */
function digitsOf(text: string): string {
  const bytes = createHash('sha512').update(text).digest();
  return [...bytes].map((byte) => letters[byte % letters.length]).join('');
}
