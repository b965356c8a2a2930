import { expect, it, onTestFinished } from 'vitest';

import { currency, instrumentId } from '#src/domain/ids.ts';
import { createCoinbaseFeed } from '#src/infrastructure/venues/coinbase/coinbase-feed.ts';
import { createMarketSocket } from '#src/infrastructure/venues/coinbase/market-socket.ts';
import { readProducts } from '#src/infrastructure/venues/coinbase/products.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { startVenue } from '#test/venues/coinbase/venue-harness.ts';
import { units } from '#test/venues/exchange/units.ts';
import { start } from '#test/venues/one-market.ts';

const btc = instrumentId('coinbase:BTC-USD');
const btcInUsdc = instrumentId('coinbase:BTC-USDC');

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
  const feed = createCoinbaseFeed({ config, clock, log });
  onTestFinished(() => feed.close());
  const updates: MarketUpdate[] = [];
  /** Lets the network and the fake time run until it holds. */
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await clock.advance(1);
  }
  return { ...simulated, venueClock: simulated.clock, feed, clock, logged, updates, until };
}

it('lists the markets with the steps of the venue, also one that is traded in the book of another', async () => {
  const { feed } = await feedOfVenue();
  const listed = await feed.instruments();
  expect(listed.ok && listed.value).toMatchObject([
    { id: btc, symbol: 'BTC-USD', base: currency('BTC'), quote: currency('USD'), tradable: true },
    { id: btcInUsdc, symbol: 'BTC-USDC', quote: currency('USDC'), tradable: false },
  ]);
  const [instrument] = listed.ok ? listed.value : [];
  expect([instrument?.tickSize, instrument?.lotSize].map(String)).toEqual(['0.01', '0.00000001']);
});

it('lists as not tradable what takes no orders, or some kinds of them only', async () => {
  const { venue, exchange } = await feedOfVenue();
  const path = `${venue.restUrl}/api/v3/brokerage/market/products`;
  const tradable = async () => readProducts(await (await fetch(path)).json())?.map((each) => each.tradable);
  for (const status of ['HALT', 'CANCEL_ONLY', 'BREAK'] as const) {
    exchange.setStatus('BTCUSD', status);
    expect(await tradable()).toEqual([false, false]);
  }
});

it('leaves out what is traded in another book than its name says', async () => {
  const { venue } = await feedOfVenue();
  const answer = await fetch(`${venue.restUrl}/api/v3/brokerage/market/products`);
  const { products }: { products: readonly object[] } = await answer.json();
  const [own = {}] = products;
  const renamed = (product_id: string, alias: string) => ({ ...own, product_id, alias });
  const listed = readProducts({
    products: [
      renamed('ETH-USDC', 'ETH-EUR'),
      renamed('SOL-USDC', ''),
      renamed('USDT-USDC', ''),
      renamed('ETH-EUR', ''),
    ],
  });
  expect(listed?.map(({ symbol }) => symbol)).toEqual(['USDT-USDC', 'ETH-EUR']);
});

it('tells of one that is traded in the book of another what is told of that, under its own name', async () => {
  const { feed, exchange, updates, until, venue } = await feedOfVenue();
  exchange.crowd.take('BTCUSD', 'SELL', units('0.5'));
  const own: MarketUpdate[] = [];
  const ends = [
    feed.watch(btcInUsdc, (update) => updates.push(update)),
    feed.watch(btc, (update) => own.push(update)),
    feed.keepBook(btcInUsdc),
  ];
  await until(() => updates.at(-1)?.book !== undefined && own.at(-1)?.book !== undefined);
  exchange.crowd.take('BTCUSD', 'BUY', units('0.5'));
  await until(() => updates.some(({ trades }) => trades.length > 0));
  const named = updates.flatMap(({ quote, book, trades }) => [
    quote.instrumentId,
    book?.instrumentId ?? btcInUsdc,
    ...trades.map((trade) => trade.instrumentId),
  ]);
  expect(new Set(named)).toEqual(new Set([btcInUsdc]));
  expect(new Set(own.map(({ quote }) => quote.instrumentId))).toEqual(new Set([btc]));
  expect(await feed.book(btcInUsdc)).toMatchObject({ instrumentId: btcInUsdc, bids: [['99', '4.5']] });
  const candles = await feed.candles(btcInUsdc, '1m', start - 60_000, start + 60_000);
  expect(candles.ok && candles.value.map(({ instrumentId: of }) => of)).toContain(btcInUsdc);
  for (const end of ends) end();
  expect(venue.requests.some(({ path }) => path.includes('USDC'))).toBe(false);
});

it('quotes a market that does not move, and then what trades, with the side of who took', async () => {
  const { feed, exchange, updates, until } = await feedOfVenue();
  exchange.crowd.take('BTCUSD', 'SELL', units('0.5'));
  feed.watch(btc, (update) => updates.push(update));
  await until(() => updates.at(-1)?.quote.bid === '99');
  expect(updates.at(-1)?.quote).toMatchObject({ bid: '99', bidQuantity: '4.5', ask: '101', last: '99' });
  await until(() => {
    if (updates.some(({ trades }) => trades.length > 0)) return true;
    exchange.crowd.take('BTCUSD', 'SELL', units('0.001'));
    return false;
  });
  const [trade] = updates.flatMap(({ trades }) => trades);
  // What traded before it was watched is not told.
  expect(trade).toMatchObject({ price: '99', quantity: '0.001', aggressor: 'SELL', time: start });
});

it('keeps the book from the first frame on, and begins it anew where any frame is missing', async () => {
  const { feed, venue, exchange, until, logged } = await feedOfVenue();
  feed.keepBook(btc);
  await until(async () => (await feed.book(btc)) !== undefined);
  exchange.crowd.rest('BTCUSD', 'BUY', units('98'), units('1.5'));
  await until(async () => (await feed.book(btc))?.bids.length === 2);
  expect(logged).toEqual([]);
  venue.faults.nextFrame('l2_data', 'dropped');
  exchange.crowd.rest('BTCUSD', 'BUY', units('97'), units('1'));
  exchange.crowd.rest('BTCUSD', 'BUY', units('96'), units('1'));
  await until(() => logged.includes('a frame of Coinbase cannot be read'));
  await until(async () => (await feed.book(btc))?.bids.length === 4);
  expect((await feed.book(btc))?.bids).toEqual([
    ['99', '5'],
    ['98', '1.5'],
    ['97', '1'],
    ['96', '1'],
  ]);
});

it('takes levels away, and has one side only', async () => {
  const { feed, exchange, until } = await feedOfVenue();
  feed.keepBook(btc);
  await until(async () => (await feed.book(btc)) !== undefined);
  exchange.crowd.take('BTCUSD', 'SELL', units('5'));
  await until(async () => (await feed.book(btc))?.bids.length === 0);
  expect((await feed.book(btc))?.asks).toEqual([['101', '5']]);
});

it('lives where nothing is watched, since it asks for heartbeats', async () => {
  const { feed, clock, venueClock, venue, until } = await feedOfVenue();
  await until(() => feed.state().status === 'live');
  for (let seconds = 0; seconds < 120; seconds += 1) {
    venueClock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(1_000);
  }
  expect([feed.state().status, venue.dialled()]).toEqual(['live', 1]);
});

it('tells of a market that it does not know, and goes on with the others', async () => {
  const { feed, updates, until, logged } = await feedOfVenue();
  feed.watch(instrumentId('coinbase:GONE-USD'), () => undefined);
  feed.watch(btc, (update) => updates.push(update));
  await until(() => updates.at(-1)?.quote.bid === '99');
  expect(logged).toContain('Coinbase refused a subscription');
});

it('has candles of which the last is open, in as many pages as they need', async () => {
  const { feed, exchange, venue } = await feedOfVenue();
  exchange.crowd.take('BTCUSD', 'SELL', units('2'));
  for (const interval of ['1m', '4h', '1d'] as const) {
    const told = await feed.candles(btc, interval, start - 3 * 86_400_000, start + 1);
    expect(told.ok && told.value.at(-1)).toMatchObject({ close: '99', closed: false });
    expect(told.ok && told.value.at(-2)).toMatchObject({ closed: true });
  }
  const asked = venue.requests.filter(({ path }) => path.endsWith('candles'));
  expect(asked.length).toBe(Math.ceil((3 * 1_440 + 1) / 350) + 1 + 1);
  // Of a time that is over each is closed, since one more is asked for than is wanted.
  const told = await feed.candles(btc, '1h', start - 86_400_000, start - 43_200_000);
  expect(told.ok && [told.value.length, told.value.every(({ closed }) => closed)]).toEqual([12, true]);
});

it.each([
  ['{', ['malformed']],
  ['{"channel":"l2_data","sequence_num":0,"events":{}}', ['malformed']],
  ['{"channel":"l2_data","sequence_num":0,"events":[{"type":"update","updates":[]}]}', ['malformed']],
  ['{"channel":"market_trades","sequence_num":0,"events":[{"type":"update","trades":[{}]}]}', ['malformed']],
  ['{"channel":"ticker","sequence_num":0,"events":[{"type":"update","tickers":[{"product_id":""}]}]}', []],
  ['{"channel":"ticker","sequence_num":0,"events":[{"type":"update","tickers":[{}]}]}', ['malformed']],
  ['{"channel":"heartbeats","sequence_num":0,"events":[{"heartbeat_counter":"1"}]}', ['other']],
  ['{"type":"error","message":"nobody asked"}', ['other']],
])('reads %s as %s', (frame, kinds) => {
  expect([createMarketSocket().parse(frame)].flat().map((each) => each.kind)).toEqual(kinds);
});

it('passes over what traded before it was subscribed', () => {
  const frame = `{"channel":"market_trades","sequence_num":0,"events":[{"type":"snapshot","trades":[${tradeText('9', 'SELL')}]}]}`;
  expect([createMarketSocket().parse(frame)].flat()).toEqual([]);
});

it('tells the trades of a frame in their order, though the newest come first', () => {
  const frame = `{"channel":"market_trades","sequence_num":0,"events":[{"type":"update","trades":[${tradeText('10', 'BUY')},${tradeText('9', 'SELL')}]}]}`;
  expect([createMarketSocket().parse(frame)].flat()).toMatchObject([
    { tradeId: '9', aggressor: 'BUY' },
    { tradeId: '10', aggressor: 'SELL' },
  ]);
});

function tradeText(id: string, side: string): string {
  return `{"trade_id":"${id}","product_id":"BTC-USD","price":"1","size":"1","side":"${side}","time":"2026-01-01T00:00:00Z"}`;
}
