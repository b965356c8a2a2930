import { afterEach, beforeEach, expect, it } from 'vitest';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { createProtections, type Protections } from '#src/application/portfolio/protections.ts';
import type { Change } from '#src/application/changes.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  furnish,
  main,
  sampleFill,
  sampleInstrument,
  startTime,
} from '#test/ports/sample-entities.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

let files: WorkspaceFiles;
let protections: Protections;
let told: Change[];
let market: Decimal | undefined;

beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  told = [];
  market = decimal('42000');
  protections = createProtections({
    store: files.record,
    clock: { now: () => startTime },
    mark: () => market,
    instrument: () => ({ ...sampleInstrument(btc), tickSize: decimal('0.5') }),
    publish(changes) {
      protections.follow(changes);
      told.push(...changes);
    },
  });
});

afterEach(() => files.close());

const held = { accountId: main, instrumentId: btc, side: 'BUY' } as const;
const long = { ...held, field: 'stopLoss' } as const;

async function book(second: number, side: 'BUY' | 'SELL'): Promise<void> {
  const fill = sampleFill(second, { side, time: startTime + second * 1_000 });
  protections.follow(await files.record.transact((unit) => bookFills(unit, [fill])));
}

async function shown() {
  const [open] = await files.record.read.positions.active([main]);
  return open && protections.of(open);
}

it('is recorded, told to all, and told of the audit', async () => {
  await book(0, 'BUY');
  const price = decimal('41000.5');
  const protection = { ...held, stopLoss: price, takeProfit: undefined };
  expect(await protections.protect({ ...long, price })).toEqual({ ok: true, value: [] });
  expect(await files.record.read.protections.list()).toEqual([protection]);
  expect(told).toEqual([{ type: 'protectionChanged', protection }]);
  expect(await shown()).toEqual(protection);
  expect((await files.record.read.audit.page({ limit: 1 })).rows).toMatchObject([
    { actor: 'trader', action: 'changed', detail: '{"side":"BUY","stopLoss":"41000.5"}' },
  ]);
});

it('is one price a decision: the other stays as the record has it', async () => {
  await book(0, 'BUY');
  await Promise.all([
    protections.protect({ ...held, field: 'takeProfit', price: decimal('45000') }),
    protections.protect({ ...long, price: decimal('41000') }),
  ]);
  expect(await shown()).toEqual({ ...held, stopLoss: decimal('41000'), takeProfit: decimal('45000') });
  await protections.protect({ ...long, price: undefined });
  expect(await files.record.read.protections.list()).toEqual([
    { ...held, stopLoss: undefined, takeProfit: decimal('45000') },
  ]);
  expect(await shown()).toMatchObject({ takeProfit: decimal('45000') });
});

it('is taken away without prices', async () => {
  await book(0, 'BUY');
  await protections.protect({ ...long, price: decimal('41000') });
  await protections.protect({ ...long, price: undefined });
  expect(await files.record.read.protections.list()).toEqual([]);
  expect((await shown())?.stopLoss).toBeUndefined();
});

it('is refused off the tick, and where nothing is held on that side', async () => {
  const off = { ...long, price: decimal('41000.7') };
  expect(await protections.protect({ ...off, price: decimal('41000') })).toMatchObject({
    ok: false,
    error: { code: 'NOT_HELD' },
  });
  await book(0, 'BUY');
  expect(await protections.protect(off)).toMatchObject({
    ok: false,
    error: { code: 'INVALID_PRICES', problems: [{ field: 'stopLoss', code: 'PRICE_OFF_TICK' }] },
  });
  expect(await protections.protect({ ...long, side: 'SELL', price: decimal('43000') })).toMatchObject({
    ok: false,
    error: { code: 'NOT_HELD', side: 'SELL' },
  });
  await book(1, 'SELL');
  expect(await protections.protect({ ...long, price: decimal('41000') })).toMatchObject({
    ok: false,
    error: { code: 'NOT_HELD' },
  });
  expect(await files.record.read.protections.list()).toEqual([]);
  expect(told).toEqual([]);
});

it('is kept and doubted where the market is beyond it already', async () => {
  await book(0, 'BUY');
  const stopLoss = decimal('43000');
  expect(await protections.protect({ ...long, price: stopLoss })).toEqual({
    ok: true,
    value: [{ field: 'stopLoss', price: stopLoss, market: decimal('42000') }],
  });
  expect(await shown()).toMatchObject({ stopLoss });
  market = undefined;
  expect(await protections.protect({ ...long, price: stopLoss })).toEqual({ ok: true, value: [] });
});

it('is not told of the next position on the same side', async () => {
  await book(0, 'BUY');
  await protections.protect({ ...long, price: decimal('41000') });
  await book(1, 'SELL');
  expect(await shown()).toBeUndefined();
  await book(2, 'BUY');
  expect(await shown()).toBeUndefined();
});
