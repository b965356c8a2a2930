import { expect, it, onTestFinished } from 'vitest';

import { currency, instrumentId } from '#src/domain/ids.ts';
import { createKrakenFeed } from '#src/infrastructure/venues/kraken/kraken-feed.ts';
import { createStreamParser } from '#src/infrastructure/venues/kraken/stream-messages.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { units, unitsText } from '#test/venues/exchange/units.ts';
import { start, startVenue } from '#test/venues/kraken/venue-harness.ts';
import { btc } from './trading-harness.ts';

async function feedOfVenue() {
  const simulated = await startVenue();
  const { venue } = simulated;
  const clock = createFakeClock(start);
  const logged: string[] = [];
  const log = {
    info: (message: string) => void logged.push(message),
    warn: (message: string) => void logged.push(message),
    error: (message: string) => void logged.push(message),
  };
  const config = { restUrl: venue.restUrl, socketUrl: venue.socketUrl };
  const feed = createKrakenFeed({ config, clock, log });
  onTestFinished(() => feed.close());
  const updates: MarketUpdate[] = [];
  /** Lets the network and the fake time run until it holds. */
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await clock.advance(1);
  }
  return { ...simulated, feed, clock, logged, updates, until };
}

it('lists the markets by the names that everybody uses, with the steps of the venue', async () => {
  const { feed } = await feedOfVenue();
  const listed = await feed.instruments();
  expect(listed.ok && listed.value).toMatchObject([
    { id: btc, symbol: 'BTC/USD', base: currency('BTC'), quote: currency('USD'), tradable: true },
  ]);
  const [instrument] = listed.ok ? listed.value : [];
  expect([instrument?.tickSize, instrument?.lotSize].map(String)).toEqual(['0.01', '0.00000001']);
});

it('quotes a market that does not move, and then what moves', async () => {
  const { feed, exchange, updates, until } = await feedOfVenue();
  feed.watch(btc, (update) => updates.push(update));
  await until(() => updates.at(-1)?.quote.bid === '99');
  expect(updates.at(-1)?.quote).toMatchObject({ bid: '99', bidQuantity: '5', ask: '101', askQuantity: '5' });
  // Each stream is asked for by itself: what traded before this one is not told.
  await until(() => {
    if (updates.some(({ trades }) => trades.length > 0)) return true;
    exchange.crowd.take('BTCUSD', 'SELL', units('0.001'));
    return false;
  });
  const [trade] = updates.flatMap(({ trades }) => trades);
  expect(trade).toMatchObject({ price: '99', quantity: '0.001', aggressor: 'SELL', time: start });
  const left = unitsText(exchange.market('BTCUSD')?.book.levels('BUY')[0]?.[1] ?? 0n);
  await until(() => left.startsWith(updates.at(-1)?.quote.bidQuantity ?? 'none'));
  expect(updates.at(-1)?.quote).toMatchObject({ bid: '99', last: '99' });
});

it('keeps the book from the first frame on, and begins it anew where a change is missing', async () => {
  const { feed, venue, exchange, until, logged } = await feedOfVenue();
  await feed.instruments();
  feed.keepBook(btc);
  await until(async () => (await feed.book(btc)) !== undefined);
  exchange.crowd.rest('BTCUSD', 'BUY', units('98'), units('1.5'));
  await until(async () => (await feed.book(btc))?.bids.length === 2);
  expect(logged).toEqual([]);
  venue.faults.nextFrame('book', 'dropped');
  exchange.crowd.rest('BTCUSD', 'BUY', units('97'), units('1'));
  exchange.crowd.rest('BTCUSD', 'BUY', units('96'), units('1'));
  await until(() => logged.includes('order book restarts: an update is missing or bad'));
  await until(async () => (await feed.book(btc))?.bids.length === 4);
  expect((await feed.book(btc))?.bids).toEqual([
    ['99', '5'],
    ['98', '1.5'],
    ['97', '1'],
    ['96', '1'],
  ]);
});

it('keeps as many levels as the venue tells of', async () => {
  const { feed, exchange, until, logged } = await feedOfVenue();
  await feed.instruments();
  feed.keepBook(btc);
  await until(async () => (await feed.book(btc)) !== undefined);
  for (let at = 0; at < 1_010; at += 1)
    exchange.crowd.rest('BTCUSD', 'BUY', units('50') + BigInt(at) * units('0.01'), units('1'));
  const [worst, best] = ['50.11', '60.09'];
  await until(async () => (await feed.book(btc))?.bids[1]?.[0] === best);
  const bids = (await feed.book(btc))?.bids ?? [];
  expect([bids.length, bids.at(-1)?.[0]]).toEqual([1_000, worst]);
  // One of them goes: the next one comes back.
  exchange.crowd.take('BTCUSD', 'SELL', units('5'));
  await until(async () => (await feed.book(btc))?.bids[0]?.[0] === best);
  expect((await feed.book(btc))?.bids.at(-1)?.[0]).toBe('50.1');
  expect(logged).toEqual([]);
});

it('of a book that is never true asks anew ever more rarely', async () => {
  const { feed, clock, venue, until, logged } = await feedOfVenue();
  const pairs = await (await fetch(`${venue.restUrl}/0/public/AssetPairs`)).text();
  // Of a market whose numbers it writes otherwise than it was said to.
  const body = pairs.replace('"lot_decimals":8', '"lot_decimals":3');
  venue.faults.next('AssetPairs', { taken: true, answer: { status: 200, body } });
  await feed.instruments();
  feed.keepBook(btc);
  const bad = () =>
    logged.filter((line) => line === 'order book restarts: what it begins with is bad').length;
  await until(() => bad() === 1);
  for (let seconds = 0; seconds < 60; seconds += 1) {
    await clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(bad()).toBeGreaterThan(3);
  expect(bad()).toBeLessThan(9);
  expect(await feed.book(btc)).toBeUndefined();
});

it('lives where nothing is watched, since it is pinged', async () => {
  const { feed, clock, venue, until } = await feedOfVenue();
  await until(() => feed.state().status === 'live');
  for (let seconds = 0; seconds < 120; seconds += 1) {
    await clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect([feed.state().status, venue.dialled()]).toEqual(['live', 1]);
});

it('tells of a market that it does not know, and goes on with the others', async () => {
  const { feed, updates, until, logged } = await feedOfVenue();
  feed.watch(instrumentId('kraken:GONE/USD'), () => undefined);
  feed.watch(btc, (update) => updates.push(update));
  await until(() => updates.at(-1)?.quote.bid === '99');
  expect(logged).toContain('Kraken refused a subscription');
});

it('has candles, of which the last is open', async () => {
  const { feed, exchange } = await feedOfVenue();
  exchange.crowd.take('BTCUSD', 'SELL', units('2'));
  for (const interval of ['1m', '1h', '1d'] as const) {
    const told = await feed.candles(btc, interval, 0, start + 1);
    expect(told.ok && told.value.at(-1)).toMatchObject({ close: '99.00000000', closed: false });
    expect(told.ok && told.value.at(-2)).toMatchObject({ closed: true });
  }
});

// The example of the vendor's guide, of which the numbers have their zeros.
it('sums a book as the vendor does', () => {
  const parse = createStreamParser(() => ({ price: 1, quantity: 8 }));
  const bids = [
    ['45283.5', '0.10000000'],
    ['45283.4', '1.54582015'],
    ['45282.1', '0.10000000'],
    ['45281.0', '0.10000000'],
    ['45280.3', '1.54592586'],
    ['45279.0', '0.07990000'],
    ['45277.6', '0.03310103'],
    ['45277.5', '0.30000000'],
    ['45277.3', '1.54602737'],
    ['45276.6', '0.15445238'],
  ] as const;
  const asks = [
    ['45285.2', '0.00100000'],
    ['45286.4', '1.54571953'],
    ['45286.6', '1.54571109'],
    ['45289.6', '1.54560911'],
    ['45290.2', '0.15890660'],
    ['45291.8', '1.54553491'],
    ['45294.7', '0.04454749'],
    ['45296.1', '0.35380000'],
    ['45297.5', '0.09945542'],
    ['45299.5', '0.18772827'],
  ] as const;
  const levels = (side: typeof bids | typeof asks) =>
    `[${side.map(([price, qty]) => `{"price":${price},"qty":${qty}}`).join(',')}]`;
  const frame = `{"channel":"book","type":"snapshot","data":[{"symbol":"BTC/USD","bids":${levels(bids)},"asks":${levels(asks)},"checksum":3310070434}]}`;
  const [message] = [parse(frame)].flat();
  expect(message).toMatchObject({ kind: 'start', symbol: 'BTC/USD' });
  const kept = message?.kind === 'start' ? message.kept : undefined;
  const short = (side: typeof bids | typeof asks) =>
    side.map(([price, qty]) => [price.replace(/\.0$/u, ''), qty.replace(/0+$/u, '')] as const);
  expect(kept?.isTrue({ bids: short(bids), asks: short(asks) })).toBe(true);
  expect(kept?.isTrue({ bids: short(bids).toReversed(), asks: short(asks) })).toBe(false);
});

it('reads small numbers, which are told with an exponent', () => {
  const levels = '"bids":[{"price":5e-05,"qty":1e3}],"asks":[]';
  const frame = `{"channel":"book","type":"snapshot","data":[{"symbol":"X/USD",${levels},"checksum":1}]}`;
  expect(createStreamParser(() => undefined)(frame)).toMatchObject([{ bids: [['0.00005', '1000']] }]);
});

it.each([
  ['{', 'malformed'],
  ['{"channel":"book","type":"update","data":[{"symbol":"BTC/USD","bids":[],"asks":[]}]}', 'malformed'],
  ['{"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"up"}]}', 'malformed'],
  ['{"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","bid":"x"}]}', 'malformed'],
  ['{"channel":"book","type":"update","data":{}}', 'malformed'],
  ['{"channel":"heartbeat"}', 'other'],
  ['{"method":"subscribe","req_id":3,"success":false,"error":"no"}', 'answer'],
])('reads %s as %s', (frame, kind) => {
  expect([createStreamParser(() => undefined)(frame)].flat().map((each) => each.kind)).toEqual([kind]);
});
