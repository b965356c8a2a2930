import { beforeEach, expect, test } from 'vitest';
import { createGivenPrices, type GivenPriceNeeds } from '#src/application/portfolio/given-prices.ts';
import { importedInstrumentId } from '#src/domain/pair-of-coin.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, type InstrumentId } from '#src/domain/ids.ts';
import type { Candle } from '#src/domain/market.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  btcElsewhere,
  decimal,
  furnish,
  sampleInstrument,
  startTime,
  usdt,
} from '#test/ports/sample-entities.ts';

const hour = 3_600_000;
const imported = { ...sampleInstrument(btc), id: importedInstrumentId('BTC-USDT') };
const future = { ...sampleInstrument(btcElsewhere), kind: 'future' } as const;
const held = { kind: 'instrument', instrumentId: imported.id } as const;
const euros = { kind: 'currency', currency: currency('EUR'), into: usdt } as const;
const eurUsdt = { ...sampleInstrument(btcElsewhere), base: currency('EUR'), quote: usdt };

function candle(
  instrumentId: InstrumentId,
  interval: Candle['interval'],
  openTime: number,
  close: string,
): Candle {
  return {
    instrumentId,
    interval,
    openTime,
    open: close,
    high: close,
    low: close,
    close,
    volume: '1',
    closed: true,
  };
}

let needs: GivenPriceNeeds;
let marks: Record<string, string>;
let connected: boolean;
let now: number;
let changes: number;

beforeEach(async () => {
  const { record, market } = await openTemporary(await temporaryWorkspace());
  await furnish(record);
  await market.saveCandles([
    candle(btc, '1h', startTime, '41000'),
    candle(btc, '1m', startTime + 60 * 60_000, '41500'),
    candle(btc, '1d', startTime - 24 * hour, '39000'),
    candle(btcElsewhere, '1h', startTime, '1.08'),
  ]);
  [marks, connected, now, changes] = [{}, true, startTime + 2 * hour, 0];
  const known = [imported, sampleInstrument(btc), future];
  needs = {
    store: record,
    clock: { now: () => now },
    instrument: (id) => known.find((one) => one.id === id),
    instruments: () => known,
    pairs: (base, quote) => (base === euros.currency && quote === usdt ? [eurUsdt] : []),
    isConnected: (venue) => connected && venue === 'binance',
    mark: (id) => {
      const text = marks[id];
      return text === undefined ? undefined : Decimal.from(text);
    },
    stored: market,
    onChange: () => {
      changes += 1;
    },
  };
});

test('what was imported is offered the same at a connected venue, and the newest close that is stored of it', async () => {
  const prices = createGivenPrices(needs);
  marks[btc] = '42000';
  expect(await prices.offers(held)).toEqual([
    { source: 'market', instrumentId: btc, price: decimal('42000') },
    { source: 'candle', instrumentId: btc, price: decimal('41500'), time: startTime + hour + 60_000 },
  ]);
  connected = false;
  expect(await prices.offers(held)).toMatchObject([{ source: 'candle' }]);
});

test('nothing that is offered is taken before the trader says so', async () => {
  const prices = createGivenPrices(needs);
  marks[btc] = '42000';
  expect(prices.lookup.price(imported.id)).toBeUndefined();
  expect(prices.lookup.sourceOf(imported.id)).toBe(imported.id);
  expect(await prices.give(held, { source: 'market', instrumentId: btc })).toMatchObject({ ok: true });
  expect(prices.lookup.price(imported.id)?.price).toEqual(decimal('42000'));
  expect(prices.lookup.sourceOf(imported.id)).toBe(btc);
  marks[btc] = '43000';
  expect(prices.lookup.price(imported.id)?.price).toEqual(decimal('43000'));
});

test('a price of one’s own is kept with its time, also over a restart, and taken away again', async () => {
  const prices = createGivenPrices(needs);
  await prices.give(held, { source: 'hand', price: decimal('40000.5') });
  const given = { of: held, source: 'hand', price: decimal('40000.5'), time: now, givenAt: now };
  expect(prices.find(held)).toEqual(given);
  expect(changes).toBe(1);
  const again = createGivenPrices(needs);
  await again.reload();
  expect(again.lookup.price(imported.id)).toMatchObject({ price: decimal('40000.5'), time: now });
  expect([await again.takeAway(held), await again.takeAway(held)]).toEqual([true, false]);
  expect(again.find(held)).toBeUndefined();
  expect(await needs.store.read.givenPrices.list()).toEqual([]);
  const { rows } = await needs.store.read.audit.page({ limit: 2 });
  expect(rows.map(({ action, subject }) => [action, subject])).toEqual([
    ['taken away', 'price of import:BTC-USDT'],
    ['given', 'price of import:BTC-USDT'],
  ]);
});

test('a candle that is taken stays that of its time, whatever is stored later', async () => {
  const prices = createGivenPrices(needs);
  expect(await prices.give(held, { source: 'candle', instrumentId: btc })).toMatchObject({ ok: true });
  now += 24 * hour;
  expect(prices.lookup.price(imported.id)).toMatchObject({
    price: decimal('41500'),
    time: startTime + hour + 60_000,
  });
});

test('a currency without a rate is offered the stored close of its pair, either way round', async () => {
  const prices = createGivenPrices(needs);
  const stored = { source: 'candle', instrumentId: btcElsewhere, time: startTime + hour };
  expect(await prices.offers(euros)).toEqual([{ ...stored, price: decimal('1.08') }]);
  const turned = createGivenPrices({
    ...needs,
    pairs: (base, quote) => (base === usdt && quote === euros.currency ? [eurUsdt] : []),
  });
  // 1 ÷ 1.08
  expect(await turned.offers(euros)).toEqual([{ ...stored, price: decimal('0.925925925925925926') }]);
  await prices.give(euros, { source: 'hand', price: decimal('1.1') });
  expect(prices.lookup.rate(euros.currency, usdt)?.price).toEqual(decimal('1.1'));
  expect(prices.lookup.rate(euros.currency, euros.currency)).toBeUndefined();
});

test('what is no price, is not known or not offered is refused by its name, and nothing is written', async () => {
  const prices = createGivenPrices(needs);
  expect(await prices.give(held, { source: 'hand', price: decimal('0') })).toEqual({
    ok: false,
    error: { code: 'PRICE_NOT_POSITIVE' },
  });
  expect(await prices.give(held, { source: 'market', instrumentId: future.id })).toEqual({
    ok: false,
    error: { code: 'NOT_FOUND', what: 'instrument', id: future.id },
  });
  const gone = { kind: 'instrument', instrumentId: importedInstrumentId('GONE') } as const;
  expect(await prices.give(gone, { source: 'hand', price: decimal('1') })).toEqual({
    ok: false,
    error: { code: 'NOT_FOUND', what: 'instrument', id: gone.instrumentId },
  });
  expect([await needs.store.read.givenPrices.list(), changes]).toEqual([[], 0]);
});
