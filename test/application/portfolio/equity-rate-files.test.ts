/** Days of the equity curve at published rates, where no venue's candle has the rate. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEquityDays } from '#src/application/portfolio/read-equity-days.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import { decimal } from '#test/ports/sample-entities.ts';
import { franc, openFrancs, usd, usdInFrancs, type FrancDesk } from './franc-desk.ts';

let francs: Awaited<ReturnType<typeof openFrancs>>;
let desk: FrancDesk;

const euro = currency('EUR');
const day = 86_400_000;
/** A Friday, and the two days of the weekend. */
const friday = Date.UTC(2024, 2, 1);

beforeEach(async () => {
  francs = await openFrancs();
  desk = await francs.desk();
  await desk.entered({ cash: { currency: usd, amount: decimal('1000') }, time: friday + 1_000 });
  await listed('ecb');
  await francs.files.referenceRates.add('ecb', [
    published(usd, '1.25', friday),
    published(franc, '1', friday),
  ]);
});
afterEach(() => francs.close());

function published(into: Currency, rate: string, of: number) {
  return { of: euro, into, day: of, rate: decimal(rate) };
}

async function listed(id: string, undoneAt?: number): Promise<void> {
  const file = { id, name: id, format: 'ecb', importedAt: 1, rates: 2, first: friday, last: friday } as const;
  await francs.files.record.transact((unit) =>
    unit.rateFiles.save({ ...file, currencies: [franc, euro, usd], undoneAt }),
  );
}

async function days(usesFiles = true) {
  const { equityDays, record, market, referenceRates } = francs.files;
  const stored = { candles: market.candles.bind(market), references: referenceRates };
  const question = {
    accountId: desk.own,
    basis: await equityDays.basis(desk.own),
    firstUnknown: await equityDays.firstUnknown(desk.own),
    usesFiles,
    until: friday + 3 * day,
  };
  const read = await readEquityDays(record.read, stored, question, new AbortController().signal);
  if (!read.isWhole) throw new Error('no import is under way');
  const made = read.days.map((each) => ({
    ...each,
    equity: each.equity === undefined ? undefined : decimal(each.equity),
    paidIn: each.paidIn === undefined ? undefined : decimal(each.paidIn),
  }));
  await equityDays.replace(desk.own, read.from, made, read.basis);
  return (await equityDays.days(desk.own, 0, Infinity)).map(({ equity }) => equity?.toString());
}

async function closed(at: number, close: string): Promise<void> {
  const prices = { open: close, high: close, low: close, close, volume: '1' };
  await francs.files.market.saveCandles([
    { instrumentId: usdInFrancs.id, interval: '1d', openTime: at, closed: true, ...prices },
  ]);
}

test('a day without a candle has the rate that was published of it, and of a weekend the last before', async () => {
  expect(await days(false)).toEqual([undefined, undefined, undefined]);
  expect(await days()).toEqual(['800', '800', '800']);
});

test('a candle of the day holds over what was published', async () => {
  await closed(friday + day, '0.9');
  expect(await days()).toEqual(['800', '900', '800']);
});

test('a file that is taken back leaves no day behind that it made', async () => {
  await days();
  await listed('ecb', 2);
  expect(await days()).toEqual([undefined, undefined, undefined]);
});
