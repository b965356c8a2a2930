import { beforeEach, expect, test } from 'vitest';
import { movementIn } from '#src/application/portfolio/day-profit.ts';
import { readEquityDays } from '#src/application/portfolio/read-equity-days.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, importId, portfolioId, type AccountId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  furnish,
  main,
  other,
  portfolio,
  sampleAccount,
  sampleEntry,
  sampleRate,
  startTime,
} from '#test/ports/sample-entities.ts';

const day = 86_400_000;
const from = Math.floor(startTime / day) * day;
const until = from + 3 * day;
const run = importId('run');

let files: WorkspaceFiles;

beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  const prices = { open: '100', high: '100', low: '100', close: '100', volume: '1' };
  await files.market.saveCandles(
    [0, 1, 2].map((at) => ({
      instrumentId: btc,
      interval: '1d' as const,
      openTime: from + at * day,
      closed: true,
      ...prices,
    })),
  );
});

function coins(number: number, time: number, amount: string, of: Partial<LedgerEntry> = {}): LedgerEntry {
  return sampleEntry(number, { time, cash: { currency: currency('BTC'), amount: decimal(amount) }, ...of });
}

/** A coin is deposited and sent to the other account; 0.001 is the fee, and the rest arrives as an import of that. */
async function send(left: number, arrived: number, { isRated = true } = {}): Promise<void> {
  const transfer = { type: 'transfer', link: 'sent' } as const;
  await files.record.transact(async (unit) => {
    await unit.imports.insert({
      id: run,
      accountId: other,
      fileName: 'other.csv',
      format: 'plain',
      state: 'done',
      importedAt: 1,
      fills: 0,
      leftOut: undefined,
      undoneAt: undefined,
      reader: undefined,
      digest: undefined,
    });
    await unit.ledger.append([
      coins(1, from + 3_600_000, '1'),
      coins(2, left, '-0.999', transfer),
      coins(3, left, '-0.001', { type: 'fee', link: 'sent' }),
    ]);
    await unit.ledger.append([coins(4, arrived, '0.999', { ...transfer, accountId: other })], run);
    await unit.rates.append([
      sampleRate(1, '100'),
      ...(isRated ? [sampleRate(2, '100'), sampleRate(4, '100', { accountId: other })] : []),
    ]);
  });
}

function decimalOf(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}

/** As the program keeps them. */
async function kept(account: AccountId) {
  const { equityDays } = files;
  const read = await readEquityDays(
    files.record.read,
    files.market,
    {
      accountId: account,
      basis: await equityDays.basis(account),
      firstUnknown: await equityDays.firstUnknown(account),
      until,
    },
    new AbortController().signal,
  );
  if (!read.isWhole) throw new Error('no import is under way');
  const made = read.days.map((each) => ({
    ...each,
    equity: decimalOf(each.equity),
    paidIn: decimalOf(each.paidIn),
  }));
  await equityDays.replace(account, read.from, made, read.basis);
  const days = await equityDays.days(account, from, until);
  return days.map(({ equity, paidIn }) => [equity?.toString(), paidIn?.toString()]);
}

const minute = 60_000;

test.each([
  ['after it left', from + day - minute, from + day + 10 * minute],
  ['before it left, by the clocks', from + day + minute, from + day - minute],
])(
  'what arrives on another day, %s, is in the days of where it left until then',
  async (_, left, arrived) => {
    await send(left, arrived);
    const [[gone], [came]] = [await kept(main), await kept(other)];
    expect(gone).toEqual([left < from + day ? '99.9' : '100', '100']);
    expect(came).toEqual(['99.9', '99.9']);
    expect((await kept(main))[1]).toEqual(['0', '0.1']);
    expect(await kept(other)).toHaveLength(2);
  },
);

test('a transfer without a rate pays nothing in, as in the sum of the portfolio', async () => {
  await send(from + day - minute, from + day + 10 * minute, { isRated: false });
  expect(await kept(main)).toEqual([
    ['99.9', '100'],
    ['0', '100'],
    ['0', '100'],
  ]);
  expect(await kept(other)).toEqual([
    ['99.9', '0'],
    ['99.9', '0'],
  ]);
});

test('what goes to another portfolio is gone', async () => {
  await files.record.transact(async (unit) => {
    const savings = { ...portfolio, id: portfolioId('savings'), name: 'Savings' };
    await unit.portfolios.save(savings);
    await unit.accounts.save({ ...sampleAccount(other), portfolioId: savings.id });
  });
  await send(from + day - minute, from + day + 10 * minute);
  expect((await kept(main))[0]).toEqual(['0', '0.1']);
});

test('what is taken back with the import that had its arrival is gone from the day on which it left', async () => {
  await send(from + day - minute, from + day + 10 * minute);
  expect((await kept(main))[0]).toEqual(['99.9', '100']);
  await files.record.transact(async (unit) => {
    await unit.ledger.voidImport(run, 10);
    await unit.imports.update({ ...(await unit.imports.get(run)), state: 'undone', undoneAt: 2 });
  });
  expect((await kept(main))[0]).toEqual(['0', '0.1']);
});

/** What the day's profit takes for having come, by account. */
async function movedOn(first: number, accounts: readonly AccountId[]) {
  const needs = { read: files.record.read, instrument: () => undefined };
  const own = { base: portfolio.baseCurrency, accounts: new Set(accounts) };
  const span = { from: first, to: first + day };
  const all = await Promise.all(accounts.map((id) => movementIn(needs, { id, ...own }, span)));
  return all.map((sum) => {
    const { quantities, deposits } = sum.sum();
    const moved = [...quantities.values()].map(({ quantity }) => quantity.toString());
    return [...moved, ...deposits.map(({ cash }) => `paid in ${cash.amount.toString()}`)];
  });
}

test.each([
  ['on one day', from + day + minute, from + day + 41 * minute],
  ['over midnight', from + day - minute, from + day + 10 * minute],
  ['before it left, by the clocks', from + day + minute, from + day - minute],
])(
  'of what arrives %s the day’s profit has the fee alone: nothing was paid in or out',
  async (_, left, arrived) => {
    await send(left, arrived);
    const fee = left < from + day ? [] : ['-0.001'];
    expect(await movedOn(from + day, [main, other])).toEqual([fee, []]);
    // In a portfolio of its own, that comes from elsewhere.
    const alone = arrived < from + day ? [] : ['0.999', 'paid in 0.999'];
    expect(await movedOn(from + day, [other])).toEqual([alone]);
  },
);
