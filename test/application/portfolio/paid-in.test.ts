import { describe, expect, test } from 'vitest';
import { createPaidIn, flowsOf, readPaidIn } from '#src/application/portfolio/paid-in.ts';
import { sumMoved } from '#src/domain/capital-moved.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { nothingEarned } from '#src/domain/earned.ts';
import { accountId, currency, ledgerEntryId } from '#src/domain/ids.ts';
import type { Flow } from '#src/domain/paid-in.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { furnish, main as sampleMain, sampleEntry, sampleRate, usdt } from '#test/ports/sample-entities.ts';

const main = accountId('main');
const euro = currency('EUR');

test('is read once however many fills come, and again when flows or rates have changed', async () => {
  const { record, close } = await openTemporary(await temporaryWorkspace());
  let reads = 0;
  const flow: Flow = {
    id: ledgerEntryId('a'),
    accountId: main,
    type: 'deposit',
    time: 1,
    cash: { currency: currency('BTC'), amount: Decimal.one },
    rate: undefined,
    cancels: false,
    isOwn: false,
  };
  const none = {
    async *[Symbol.asyncIterator]() {
      yield [];
    },
  };
  const rates = {
    ...record.read.rates,
    earned: () => none,
    flows: () => Promise.resolve({ rows: [flow], next: undefined, previous: undefined }),
    revisions: () => {
      reads += 1;
      return Promise.resolve([reads]);
    },
  };
  const paidIn = createPaidIn({ ...record.read, rates });
  const unrated = { known: Decimal.zero, unrated: 1 };
  const moved = { ...sumMoved([]), broughtIn: unrated };
  const expected = { paidIn: unrated, moved, earned: nothingEarned, revisions: [1] };
  expect(await paidIn.of(main, euro)).toEqual(expected);
  expect(await paidIn.of(main, euro)).toEqual(expected);
  paidIn.forget();
  expect(await paidIn.of(main, euro)).toEqual({ ...expected, revisions: [2] });
  await close();
});

/** How often others had their turn meanwhile. */
async function turnsIn(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let ended = false;
  function turn(): void {
    turns += 1;
    if (!ended) setImmediate(turn);
  }
  setImmediate(turn);
  await work();
  ended = true;
  return turns;
}

describe('many flows in other currencies', () => {
  const count = 2_500;

  async function paidInMany() {
    const { record } = await openTemporary(await temporaryWorkspace());
    await furnish(record);
    await record.transact((unit) =>
      unit.ledger.append(
        Array.from({ length: count }, (_, at) =>
          sampleEntry(at, { cash: { currency: euro, amount: Decimal.from(String(at)) } }),
        ),
      ),
    );
    await record.transact((unit) => unit.rates.append([sampleRate(2_400, '1.1', { currency: euro })]));
    return record;
  }

  test('are summed up in pieces, between which orders have their turn', async () => {
    const record = await paidInMany();
    let paidIn: unknown;
    const turns = await turnsIn(async () => {
      paidIn = (await readPaidIn(record.read, sampleMain, usdt)).paidIn;
    });
    expect(turns).toBeGreaterThanOrEqual(2);
    // 2,400 at 1.1.
    expect(paidIn).toEqual({ known: Decimal.from('2640'), unrated: count - 1 });
  });

  test('are listed likewise: the newest that lack a rate first, and how many there are', async () => {
    const record = await paidInMany();
    const { id } = await record.read.portfolios.get((await record.read.accounts.get(sampleMain)).portfolioId);
    let found: Awaited<ReturnType<typeof flowsOf>>;
    const turns = await turnsIn(async () => {
      found = await flowsOf(record.read, id, 3);
    });
    expect(turns).toBeGreaterThanOrEqual(2);
    expect(found?.flows.map(({ cash }) => cash.amount.toString())).toEqual(['2499', '2498', '2497']);
    expect([found?.total, found?.unrated, found?.inBase]).toEqual([count, count - 1, Decimal.zero]);
    const all = await flowsOf(record.read, id, count);
    expect(all?.flows.at(-1)?.cash.amount.toString()).toBe('2400');
  });
});
