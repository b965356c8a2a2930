/** Days that are over stay what they were while prices and rates move, and follow when history is another. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { noneGiven } from '#src/application/portfolio/given-prices.ts';
import { readEquityDays } from '#src/application/portfolio/read-equity-days.ts';
import { readReturns } from '#src/application/portfolio/returns.ts';
import { readPortfolio } from '#src/application/portfolio/value-portfolio.ts';
import {
  accountId,
  currency,
  instrumentId,
  portfolioId,
  venueId,
  type InstrumentId,
} from '#src/domain/ids.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { accountOf, fill, importInto, start } from '#test/application/imports/imported-history.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { decimal, sampleAccount, samplePair } from '#test/ports/sample-entities.ts';

const day = 86_400_000;
const [usd, euro] = [currency('USD'), currency('EUR')];
const id = portfolioId('p');
const share = instrumentId('import:ACME');
const pair = { ...samplePair('USD', 'EUR'), id: instrumentId('venue:USDEUR'), venue: venueId('venue') };

let files: Awaited<ReturnType<typeof openTemporary>>;

/** 10,000 paid in, and ten shares bought for dollars on the first day. */
beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  const portfolio = { id, name: 'Main', baseCurrency: euro, limits: noLimits, createdAt: start } as const;
  await files.record.transact(async (unit) => {
    await unit.portfolios.save({ ...portfolio, lotMethod: 'FIFO' });
    const account = { ...sampleAccount(accountId('history')), portfolioId: id, name: 'Binance' } as const;
    await unit.accounts.save({ ...account, mode: 'history', mayBorrow: false });
    await unit.instruments.saveMany([pair]);
  });
  const amount = decimal('10000');
  const paid = {
    line: 2,
    time: start,
    type: 'deposit',
    currency: euro,
    amount,
    reference: undefined,
  } as const;
  const bought = fill(1, 'BUY', '10', '100', { symbol: 'ACME', priceCurrency: usd });
  await importInto(files.record, 'Binance', [{ ...bought, fee: decimal('0'), feeCurrency: usd }], [paid]);
  await closed(share, ['100', '110', '120', '115']);
  await closed(pair.id, ['0.9', '0.9', '0.8', '0.85']);
});
afterEach(() => files.close());

async function closed(of: InstrumentId, closes: readonly string[], first = start): Promise<void> {
  await files.market.saveCandles(
    closes.map((close, at) => {
      const prices = { open: close, high: close, low: close, close, volume: '1' };
      return {
        instrumentId: of,
        interval: '1d' as const,
        openTime: first + at * day,
        closed: true,
        ...prices,
      };
    }),
  );
}

function known(text: string | undefined) {
  return text === undefined ? undefined : decimal(text);
}

/** The days are made as the program makes them, from the first that something touched. */
async function returns(days: number) {
  const { record, market, equityDays } = files;
  const account = await accountOf(record);
  const until = start + days * day;
  const question = {
    accountId: account,
    basis: await equityDays.basis(account),
    firstUnknown: await equityDays.firstUnknown(account),
    until,
  };
  const read = await readEquityDays(record.read, market, question, new AbortController().signal);
  if (!read.isWhole) throw new Error('no import is under way');
  const made = read.days.map((each) => ({ ...each, equity: known(each.equity), paidIn: known(each.paidIn) }));
  await equityDays.replace(account, read.from, made, read.basis);
  const needs = { read: record.read, mark: () => undefined, instrument: () => undefined, pairs: () => [] };
  const whole = await readPortfolio({ ...needs, given: noneGiven }, id);
  const reads = { portfolios: record.read.portfolios, equityDays };
  const span = { from: 0, until: until + 1, now: until, rule: { zone: 'UTC', hour: 0 } };
  const told = (await readReturns(reads, whole, span)).returns;
  return {
    calendar: Object.fromEntries(told.days.map(({ from, gain }) => [(from - start) / day, gain.toString()])),
    drawdown: told.drawdown?.amount.toString(),
  };
}

/** 1,000 dollars of debt, and ten shares: 0, 90, 160 and 127.5 in all. */
const before = {
  calendar: { 0: '0', 1: '90', 2: '70', 3: '-32.5' },
  drawdown: '32.5',
};

test('a day that is over stays when the prices and rates of now are others', async () => {
  expect(await returns(4)).toEqual(before);
  await closed(share, ['500'], start + 4 * day);
  await closed(pair.id, ['2'], start + 4 * day);
  expect(await returns(4)).toEqual(before);
  // 4,000 dollars at 2, after 127.5.
  expect((await returns(5)).calendar).toEqual({ ...before.calendar, 4: '7872.5' });
});

test('a trade of long ago that is imported is a result of its day alone, and leaves nothing behind when it is taken back', async () => {
  await returns(4);
  const ago = -20 * 24 * 60;
  const terms = { symbol: 'OTHER', priceCurrency: euro, fee: decimal('0'), feeCurrency: euro };
  const trades = [fill(ago, 'BUY', '1', '4001', terms), fill(ago + 1, 'SELL', '1', '1', terms)];
  await importInto(files.record, 'Binance', trades);
  const after = await returns(4);
  expect(after.calendar).toMatchObject({ ...before.calendar, [-20]: '-4000', [-19]: '0', [-1]: '0' });
  const [run] = await files.record.read.imports.list();
  if (run === undefined) throw new Error('the import is listed');
  await undoImport({ store: files.record, clock: createFakeClock(start + 1) }, run.id);
  expect(await returns(4)).toEqual(before);
});
