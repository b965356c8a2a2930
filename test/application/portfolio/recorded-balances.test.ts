import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { recordedBalances } from '#src/application/portfolio/recorded-balances.ts';
import type { Asset } from '#src/domain/balance-movements.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { inFoldOrder, type Leg } from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import { movementOf } from '#src/domain/held.ts';
import { accountId, balanceAssertionId, currency, instrumentId, type AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  furnish,
  sampleAccount,
  sampleEntry,
  sampleFill,
  sampleInstrument,
} from '#test/ports/sample-entities.ts';

const never = new AbortController().signal;

const spot = sampleInstrument(instrumentId('binance:BTCUSDT'));
const share: Instrument = { ...sampleInstrument(instrumentId('broker:SAPUSDT')), kind: 'equity' };
const perpetual: Instrument = {
  ...sampleInstrument(instrumentId('binance:XRPPERP')),
  kind: 'perpetual',
  multiplier: Decimal.from('10'),
};
const instruments = [spot, share, perpetual];
const codes = ['BTC', 'USDT', 'BNB'] as const;
const assets: readonly Asset[] = [
  ...codes.map((code) => ({ kind: 'currency', currency: currency(code) }) as const),
  { kind: 'instrument', instrumentId: share.id },
  { kind: 'instrument', instrumentId: perpetual.id },
];

let record: RecordStore;
let accounts = 0;

beforeEach(async () => {
  ({ record } = await openTemporary(await temporaryWorkspace()));
  await furnish(record);
  await record.transact((unit) => unit.instruments.saveMany(instruments));
});

async function newAccount(fills: readonly Fill[], entries: readonly LedgerEntry[]): Promise<AccountId> {
  const id = accountId(`account-${(accounts += 1)}`);
  await record.transact(async (unit) => {
    await unit.accounts.save(sampleAccount(id));
    await unit.ledger.append(
      entries.map((entry, at) => ({ ...sampleEntry(accounts * 1_000 + at), ...entry, accountId: id })),
    );
    // Each by itself: whatever comes out of its order has its positions folded anew.
    for (const { id: _id, ...fill } of fills)
      await bookFills(unit, [sampleFill(0, { ...fill, accountId: id })]);
  });
  return id;
}

/** Amounts as whole hundred-millionths of a hundred-millionth: a product of two amounts of eight places has sixteen. */
const one = 10n ** 16n;

function whole(amount: Decimal): bigint {
  const [digits = '', places = ''] = amount.toString().replace('-', '').split('.');
  const size = BigInt(digits + places.padEnd(16, '0'));
  return amount.isNegative() ? -size : size;
}

function textOf(size: bigint): string {
  const text = (size < 0n ? -size : size).toString().padStart(17, '0');
  const places = text.slice(-16).replace(/0+$/u, '');
  return `${size < 0n ? '-' : ''}${text.slice(0, -16)}${places === '' ? '' : `.${places}`}`;
}

/** What is held of an asset before a moment, by another hand: fills and entries are gone through once for each question. */
function heldBefore(
  until: number,
  asset: Asset,
  fills: readonly Fill[],
  entries: readonly LedgerEntry[],
): bigint {
  let sum = 0n;
  for (const { time, cash, instrumentId: id, quantity } of entries) {
    if (time >= until) continue;
    if (asset.kind === 'currency' && cash?.currency === asset.currency) sum += whole(cash.amount);
    if (quantity === undefined || id === undefined) continue;
    const isCoin = asset.kind === 'currency' && id === spot.id && asset.currency === spot.base;
    if (isCoin || (asset.kind === 'instrument' && asset.instrumentId === id)) sum += whole(quantity);
  }
  for (const { time, instrumentId: id, side, quantity, price, fee } of fills) {
    if (time >= until) continue;
    const sign = side === 'BUY' ? 1n : -1n;
    if (asset.kind === 'instrument') {
      if (asset.instrumentId === id) sum += sign * whole(quantity);
      continue;
    }
    if (fee?.currency === asset.currency) sum -= whole(fee.amount);
    if (id !== perpetual.id && asset.currency === 'USDT')
      sum -= (sign * whole(quantity) * whole(price)) / one;
    if (id === spot.id && asset.currency === 'BTC') sum += sign * whole(quantity);
  }
  if (asset.kind === 'currency' && asset.currency === 'USDT') sum += profitBefore(until, fills, entries);
  return sum;
}

/**
 * Contracts one by one, the first in the first out; each is ten units. What came or went by an entry did so for nothing
 * known, and what goes by one that was never there is no short.
 */
function profitBefore(until: number, fills: readonly Fill[], entries: readonly LedgerEntry[]): bigint {
  const own = inFoldOrder<Leg>([
    ...fills.filter(({ instrumentId: id }) => id === perpetual.id),
    ...entries
      .filter(({ instrumentId: id }) => id === perpetual.id)
      .flatMap((entry) => movementOf(entry, undefined) ?? []),
  ]);
  const open: { readonly sign: bigint; readonly price: bigint | undefined }[] = [];
  let profit = 0n;
  for (const leg of own) {
    const isEntry = leg.source === 'ledger';
    const isIn = isEntry ? leg.quantity.isPositive() : leg.side === 'BUY';
    const sign = isIn ? 1n : -1n;
    const price = isEntry ? undefined : whole(leg.price);
    // Thousandths of a contract, which is as little as the test trades.
    const parts = whole(leg.quantity.abs()) / (one / 1_000n);
    for (let part = 0n; part < parts; part += 1n) {
      const [first] = open;
      if (first !== undefined && first.sign !== sign) {
        open.shift();
        const isKnown = first.price !== undefined && price !== undefined && leg.time < until;
        if (isKnown) profit += (first.sign * (price - first.price) * 10n) / 1_000n;
      } else if (isIn || !isEntry || first !== undefined) open.push({ sign, price });
    }
  }
  return profit;
}

const from = Date.UTC(2026, 0, 1);
const time = fc.integer({ min: 0, max: 12 }).map((step) => from + step);
const amountOf = (least: number, most: number, places: number) =>
  fc.integer({ min: least, max: most }).map((size) => Decimal.from(`${size}e-${places}`));

const fills = fc
  .array(
    fc.record({
      instrument: fc.constantFrom(...instruments),
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      quantity: amountOf(1, 30, 3),
      price: amountOf(1, 100_000, 4),
      fee: fc.option(fc.record({ code: fc.constantFrom(...codes), amount: amountOf(-50, 500, 8) }), {
        nil: undefined,
      }),
      time,
    }),
    { maxLength: 14 },
  )
  .map((all) =>
    all.map(({ instrument, fee, ...rest }, at) =>
      sampleFill(at, {
        ...rest,
        instrumentId: instrument.id,
        fee: fee && { currency: currency(fee.code), amount: fee.amount },
      }),
    ),
  );

const entries = fc.array(
  fc.record({
    type: fc.constantFrom('deposit' as const, 'withdrawal' as const, 'funding' as const, 'split' as const),
    time,
    cash: fc.option(
      fc.record({ currency: fc.constantFrom(...codes).map(currency), amount: amountOf(-10_000, 10_000, 8) }),
      { nil: undefined },
    ),
    moved: fc.option(
      fc.record({ id: fc.constantFrom(...instruments.map(({ id }) => id)), quantity: amountOf(-90, 90, 2) }),
      { nil: undefined },
    ),
  }),
  { maxLength: 8 },
);

test('what is held of any asset at any moment is what another count of the same record comes to', async () => {
  await fc.assert(
    fc.asyncProperty(
      fills,
      entries,
      fc.uniqueArray(time, { minLength: 1, maxLength: 5 }),
      async (traded, told, moments) => {
        const moved = told.map(({ moved: of, ...entry }, at) => ({
          ...sampleEntry(at),
          ...entry,
          // No cash moves with contracts.
          cash: of?.id === perpetual.id ? undefined : entry.cash,
          instrumentId: of?.id,
          quantity: of?.quantity,
        }));
        const account = await newAccount(
          traded,
          moved.map((entry) => ({
            ...entry,
            id: sampleEntry((accounts + 1) * 1_000 + moved.indexOf(entry)).id,
          })),
        );
        const asked = assets.flatMap((asset, kind) =>
          moments.map((until) => ({ id: balanceAssertionId(`${kind} ${until}`), asset, until })),
        );
        const counted = await recordedBalances(record.read, account, asked, never);
        for (const { id, asset, until } of asked) {
          expect(counted.get(id)?.toString()).toBe(textOf(heldBefore(until, asset, traded, moved)));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('is given up between two pieces when nobody wants it any more', async () => {
  const account = await newAccount([sampleFill(1)], []);
  const asked = [
    {
      id: balanceAssertionId('a'),
      asset: { kind: 'currency', currency: currency('BTC') } as const,
      until: Date.UTC(2027, 0, 1),
    },
  ];
  const gone = AbortSignal.abort(new Error('nobody asks'));
  await expect(recordedBalances(record.read, account, asked, gone)).rejects.toThrow('nobody asks');
});

test('shares are as many as there were after each split, whatever was traded at its moment', async () => {
  const trades = [
    { side: 'BUY', quantity: '10', at: 1_000 },
    { side: 'SELL', quantity: '4', at: 2_000 },
    { side: 'SELL', quantity: '1', at: 3_000 },
  ] as const;
  const split = { ...sampleEntry(1), type: 'split', cash: undefined, instrumentId: share.id } as const;
  const id = await newAccount(
    trades.map(({ side, quantity, at }, number) =>
      sampleFill(number, {
        instrumentId: share.id,
        side,
        quantity: Decimal.from(quantity),
        fee: undefined,
        time: at,
      }),
    ),
    [{ ...split, time: 2_000, ratio: { new: 4, old: 1 } }],
  );
  const asset: Asset = { kind: 'instrument', instrumentId: share.id };
  const untils = [2_000, 2_001, 4_000];
  const told = await recordedBalances(
    record.read,
    id,
    untils.map((until) => ({ id: balanceAssertionId(String(until)), asset, until })),
    never,
  );
  expect([...told.values()].map(String)).toEqual(['10', '36', '35']);
});

test.each<[string, Partial<LedgerEntry>, readonly Pick<Fill, 'side' | 'quantity' | 'price'>[], string]>([
  [
    'are split',
    { type: 'split', ratio: { new: 10, old: 1 } },
    [{ side: 'SELL', quantity: Decimal.from('10'), price: Decimal.from('10.5') }],
    '50',
  ],
  ['expire', { type: 'expiry', quantity: Decimal.from('-1') }, [], '-1000'],
])(
  'what contracts that %s realise is in the money that they are settled in',
  async (_, entry, sales, profit) => {
    const bought = { side: 'BUY', quantity: Decimal.one, price: Decimal.from('100') } as const;
    const trades = [bought, ...sales].map((trade, at) =>
      sampleFill(at, { ...trade, instrumentId: perpetual.id, fee: undefined, time: 1_000 + at * 2_000 }),
    );
    const moved = { ...sampleEntry(1), cash: undefined, instrumentId: perpetual.id, time: 2_000, ...entry };
    const id = await newAccount(trades, [moved]);
    const asset: Asset = { kind: 'currency', currency: currency('USDT') };
    const asked = [1_500, 4_000].map((until) => ({ id: balanceAssertionId(String(until)), asset, until }));
    const told = await recordedBalances(record.read, id, asked, never);
    expect([...told.values()].map(String)).toEqual(['0', profit]);
  },
);
