import { expect, it, onTestFinished } from 'vitest';

import { currency, instrumentId } from '#src/domain/ids.ts';
import { createGeminiFeed } from '#src/infrastructure/venues/gemini/gemini-feed.ts';
import { parseStreamMessage } from '#src/infrastructure/venues/gemini/stream-messages.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { units } from '#test/venues/exchange/units.ts';
import { start, startVenue } from '#test/venues/gemini/venue-harness.ts';

const btc = instrumentId('gemini:BTCUSD');

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
  const feed = createGeminiFeed({
    config: { restUrl: venue.restUrl, socketUrl: venue.socketUrl },
    clock,
    log,
  });
  onTestFinished(() => feed.close());
  const updates: MarketUpdate[] = [];
  /** Lets the network and the fake time run until it holds. */
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await clock.advance(1);
  }
  return { ...simulated, feed, clock, logged, updates, until };
}

it('lists the markets with the steps of the venue', async () => {
  const { feed } = await feedOfVenue();
  const listed = await feed.instruments();
  expect(listed.ok && listed.value).toMatchObject([
    { id: btc, symbol: 'BTCUSD', base: currency('BTC'), quote: currency('USD'), tradable: true },
  ]);
  const [instrument] = listed.ok ? listed.value : [];
  expect([instrument?.tickSize, instrument?.lotSize].map(String)).toEqual(['0.01', '0.00000001']);
});

it('quotes a market that does not move, and then what moves', async () => {
  const { feed, exchange, updates, until } = await feedOfVenue();
  feed.watch(btc, (update) => updates.push(update));
  await until(() => updates.at(-1)?.quote.bid === '99');
  expect(updates.at(-1)?.quote).toMatchObject({ bid: '99', bidQuantity: '5', ask: '101', askQuantity: '5' });
  await until(() => feed.state().status === 'live');
  exchange.crowd.take('BTCUSD', 'SELL', units('2'));
  await until(() => updates.some(({ trades }) => trades.length > 0));
  const [trade] = updates.flatMap(({ trades }) => trades);
  expect(trade).toMatchObject({ price: '99', quantity: '2', aggressor: 'SELL', time: start });
  expect(updates.at(-1)?.quote).toMatchObject({ bid: '99', bidQuantity: '3', last: '99' });
});

it('keeps the book from the first frame on, and begins it anew where a change is missing', async () => {
  const { feed, venue, exchange, until, logged } = await feedOfVenue();
  feed.keepBook(btc);
  await until(async () => (await feed.book(btc)) !== undefined);
  exchange.crowd.rest('BTCUSD', 'BUY', units('98'), units('1'));
  await until(async () => (await feed.book(btc))?.bids.length === 2);
  venue.faults.nextFrame('depth', 'dropped');
  exchange.crowd.rest('BTCUSD', 'BUY', units('97'), units('1'));
  exchange.crowd.rest('BTCUSD', 'BUY', units('96'), units('1'));
  await until(() => logged.includes('order book restarts: an update is missing or bad'));
  await until(async () => (await feed.book(btc))?.bids.length === 4);
  expect((await feed.book(btc))?.bids).toEqual([
    ['99', '5'],
    ['98', '1'],
    ['97', '1'],
    ['96', '1'],
  ]);
});

it('has candles of the intervals that the venue lacks, made of its hours', async () => {
  const { feed, exchange } = await feedOfVenue();
  exchange.crowd.take('BTCUSD', 'SELL', units('2'));
  for (const interval of ['1h', '4h'] as const) {
    const told = await feed.candles(btc, interval, 0, start + 1);
    expect(told.ok && told.value.at(-1)).toMatchObject({ close: '99', volume: '2', closed: false });
  }
});

it.each([
  ['{', 'malformed'],
  ['{"e":"depthUpdate","s":"btcusd","U":2,"u":1,"E":1700000000000000000,"b":[],"a":[]}', 'malformed'],
  ['{"e":"depthUpdate","s":"btcusd","U":1,"u":2,"E":1700000000000000000,"b":[],"a":[]}', 'depth'],
  ['{"u":7,"E":1700000000000000000,"s":"btcusd","b":"","B":"","a":"101","A":"5"}', 'best'],
  ['{"u":7,"s":"btcusd","b":"x","B":"1","a":"101","A":"5"}', 'malformed'],
  ['{"lastUpdateId":1,"bids":[],"asks":[]}', 'other'],
])('reads %s as %s', (frame, kind) => {
  expect(parseStreamMessage(frame).kind).toBe(kind);
});
