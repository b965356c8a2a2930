import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGainsHandlers } from '#src/api/handlers/gains-handlers.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { bookEntries, bookFills } from '#src/application/orders/book-fills.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import type { CallOutput, CallRequest } from '#src/contract/contract.ts';
import { accountId, currency, ledgerEntryId, portfolioId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import { decimal, sampleEntry, sampleFill } from '#test/ports/sample-entities.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const own = accountId('own');
const main = portfolioId('main');
const eve = Date.UTC(2026, 0, 1, 3);

let workspace: Workspace;

/**
 * Bought 2 COIN at 100 on 29 February 2024 and 1 at 300 a year later; sold 1 on 28 February 2025, 1 on 1 March 2025 and 0.5
 * as the year 2026 begins in UTC.
 */
beforeEach(async () => {
  const files = await openTemporary(await temporaryWorkspace());
  const { record } = files;
  await record.transact((unit) => unit.instruments.saveMany([coin]));
  const account = { id: own, name: 'Own', environment: undefined, mode: 'history' } as const;
  await openAccount(
    record,
    openingAccount(coin, Date.UTC(2024, 0, 1), { account, deposit: { amount: decimal('1000') } }),
  );
  await record.transact((unit) =>
    bookFills(unit, [
      traded('1', 'BUY', '2', '100', Date.UTC(2024, 1, 29, 12)),
      traded('2', 'BUY', '1', '300', Date.UTC(2025, 1, 27, 12)),
      traded('3', 'SELL', '1', '400', Date.UTC(2025, 1, 28, 12)),
      traded('4', 'SELL', '1', '500', Date.UTC(2025, 2, 1, 12)),
      traded('5', 'SELL', '0.5', '600', eve),
    ]),
  );
  workspace = await openWorkspace(workspaceNeeds({ files, clock: createFakeClock(Date.UTC(2026, 5, 1)) }));
});

afterEach(() => workspace.close());

function traded(venueTradeId: string, side: 'BUY' | 'SELL', quantity: string, price: string, time: number) {
  const fee = { currency: coin.quote, amount: decimal('1') };
  const terms = { side, quantity: decimal(quantity), price: decimal(price), fee, time };
  return sampleFill(1, { accountId: own, instrumentId: coin.id, orderId: undefined, venueTradeId, ...terms });
}

function moved(number: number, terms: Partial<LedgerEntry>): LedgerEntry {
  return sampleEntry(number, { id: ledgerEntryId(`moved-${number}`), accountId: own, ...terms });
}

async function gains(asked: Partial<CallRequest<'portfolio.gains'>>): Promise<CallOutput<'portfolio.gains'>> {
  const answer = await createGainsHandlers(() => workspace)['portfolio.gains']({
    portfolioId: main,
    year: 2025,
    methods: [],
    skip: 0,
    most: 100,
    ...asked,
  });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

function texts({ disposals }: CallOutput<'portfolio.gains'>): readonly string[] {
  return disposals.map(
    ({ quantity, openedDay, closedDay, gain, isLongTerm }) =>
      `${quantity} of ${openedDay} on ${closedDay}: ${gain}${isLongTerm ? ', long term' : ''}`,
  );
}

test('each lot that was sold in the year, by the first bought, held longer than a year from the day after', async () => {
  const told = await gains({ methods: [{ accountId: own, year: 2024, method: 'FIFO' }] });
  expect(texts(told)).toEqual([
    // 400 − 100, less half of the fee of the purchase and the one of the sale.
    '1 of 2024-02-29 on 2025-02-28: 298.5',
    '1 of 2024-02-29 on 2025-03-01: 398.5, long term',
  ]);
  expect(told).toMatchObject({ total: 2, isWhole: true, unknown: 0, lackingFee: 0, firstYear: 2024 });
  expect(told.sums).toEqual([
    expect.objectContaining({ isLongTerm: false, disposals: 1, gain: '298.5' }),
    expect.objectContaining({ isLongTerm: true, disposals: 1, gain: '398.5' }),
  ]);
});

test('another method holds for the account from its year on', async () => {
  const methods = [
    { accountId: own, year: 2024, method: 'FIFO' as const },
    { accountId: own, year: 2025, method: 'HIFO' as const },
  ];
  expect(texts(await gains({ methods }))).toEqual([
    '1 of 2025-02-27 on 2025-02-28: 98',
    '1 of 2024-02-29 on 2025-03-01: 398.5, long term',
  ]);
  expect(texts(await gains({ year: 2026, methods }))).toEqual([
    '0.5 of 2024-02-29 on 2026-01-01: 248.75, long term',
  ]);
});

test('what was lost before anything was traded is in the gains of its year, which can be asked for', async () => {
  const btc = currency('BTC');
  const paid = { currency: coin.quote, amount: decimal('400') };
  await workspace.store.transact((unit) =>
    bookEntries(unit, [
      moved(1, { time: Date.UTC(2021, 5, 1), cash: { currency: btc, amount: decimal('1') }, cost: paid }),
      moved(2, { time: Date.UTC(2022, 5, 1), type: 'loss', cash: { currency: btc, amount: decimal('-1') } }),
    ]),
  );
  const told = await gains({ year: 2022 });
  expect(texts(told)).toEqual(['1 of 2021-06-01 on 2022-06-01: -400']);
  expect(told.firstYear).toBe(2021);
});

test('later years are told beside, each by what it comes to, where they are asked for', async () => {
  const fifo = { accountId: own, year: 2024, method: 'FIFO' as const };
  expect((await gains({ year: 2024, methods: [fifo] })).later).toBeUndefined();
  const before = await gains({ year: 2024, methods: [fifo], later: true });
  const after = await gains({
    year: 2024,
    methods: [{ ...fifo, method: 'LIFO' as const }],
    later: true,
  });
  const sumsOf = ({ later = [] }: typeof before) =>
    later.map((each) => [each.year, each.unknown, ...each.sums.map(({ gain }) => gain)]);
  // Nothing was sold in 2024, and all of 2025 and 2026 is another.
  expect([before.total, before.sums]).toEqual([0, []]);
  expect(sumsOf(before)).toEqual([
    [2025, 0, '298.5', '398.5'],
    [2026, 0, '148.5'],
  ]);
  expect(sumsOf(after)).toEqual([
    [2025, 0, '98', '398.5'],
    [2026, 0, '248.75'],
  ]);
});

test('a part of the lots is told where all of them were not asked for, and the sums are of all', async () => {
  const methods = [{ accountId: own, year: 2024, method: 'FIFO' as const }];
  const whole = await gains({ methods });
  const rest = await gains({ methods, skip: 1, most: 1 });
  expect(rest.disposals).toEqual(whole.disposals.slice(1));
  expect([rest.total, rest.sums]).toEqual([whole.total, whole.sums]);
});

test('a portfolio that is not there is told, and of one account that is not its own nothing is', async () => {
  const unknown = await createGainsHandlers(() => workspace)['portfolio.gains']({
    portfolioId: portfolioId('other'),
    year: 2025,
    methods: [],
    skip: 0,
    most: 1,
  });
  expect(unknown).toMatchObject({ ok: false, error: { code: 'NOT_FOUND', what: 'portfolio' } });
  expect((await gains({ accountId: accountId('other') })).total).toBe(0);
});

test('the trader names the lots of a sale: what that changes is told first, it is kept, corrected and refused with the reason', async () => {
  const handlers = createGainsHandlers(() => workspace);
  const before = await gains({});
  const [first] = before.disposals;
  if (first === undefined) throw new Error('something was sold');
  const sale = { accountId: own, held: first.held, saleId: first.closedBy };
  const told = (await gains({ sale })).sale;
  expect(told).toMatchObject({
    isNamed: false,
    quantity: '1',
    lots: [
      { quantity: '2', taken: '1' },
      { quantity: '1', taken: '0' },
    ],
  });
  const younger = told?.lots[1]?.openedBy ?? '';
  const choice = { ...sale, lots: [{ openedBy: younger, quantity: '1' }] };
  // 400 − 300 − 2 fees, instead of 400 − 100 − 1 − half of the fee of the purchase.
  const tried = await gains({ sale, tried: choice });
  expect(tried.disposals[0]).toMatchObject({ openedBy: younger, gain: '98', isNamed: true });
  expect(await gains({})).toEqual(before);

  const choose = (lots: typeof choice.lots) =>
    handlers['portfolio.chooseLots']({ portfolioId: main, methods: [], choice: { ...sale, lots } });
  expect(await choose([{ openedBy: younger, quantity: '2' }])).toEqual(invalidLots('NOT_ALL'));
  expect(await choose([{ openedBy: first.closedBy, quantity: '1' }])).toEqual(invalidLots('NOT_HELD'));
  expect(
    await handlers['portfolio.chooseLots']({
      portfolioId: main,
      methods: [],
      choice: { ...choice, saleId: 'none' },
    }),
  ).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(await gains({})).toEqual(before);

  expect(await choose(choice.lots)).toEqual({ ok: true, value: {} });
  expect(await gains({})).toMatchObject({ lapsed: 0, disposals: [{ openedBy: younger, isNamed: true }, {}] });
  // A method that is changed says so too: the average is of all lots.
  const average = [{ accountId: own, year: 2024, method: 'AVERAGE' as const }];
  expect(await gains({ methods: average })).toMatchObject({ lapsed: 1 });
  // Taken back, the method says which.
  expect(await choose([])).toEqual({ ok: true, value: {} });
  expect(await gains({})).toEqual(before);
});

function invalidLots(problem: string) {
  return { ok: false, error: { code: 'INVALID_LOTS', problem } };
}
