import { fillsOf } from '#test/ports/fills-of.ts';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateDemo } from '#src/composition/demo/generate-demo.ts';
import { createWorkspaceRegistry } from '#src/infrastructure/persistence/sqlite/workspace/workspace-registry.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { cashOf, entriesOfFill } from '#src/domain/ledger.ts';
import { addToPurse, emptyPurse } from '#src/domain/money.ts';
import { isActive, orderStatuses } from '#src/domain/order.ts';
import type { Position } from '#src/domain/position.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { createUlidIds } from '#src/infrastructure/system/ulid-ids.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { closedTrips } from '#test/ports/closed-trips.ts';

const now = Date.UTC(2026, 5, 15, 13, 30);
const everything = { limit: 10_000 };
const migrations = join(import.meta.dirname, '../../drizzle');

let folder: string;
let store: WorkspaceFiles;
let days: readonly number[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tapedeck-demo-'));
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const registry = createWorkspaceRegistry({
    workspaces: folder,
    migrations,
    clock: createFakeClock(now),
    log,
    migrate: async () => undefined,
    repair: async () => [],
  });
  const passed: number[] = [];
  const made = await registry.create({ name: 'Demo', kind: 'demo' }, ({ record }) =>
    generateDemo({
      store: record,
      seed: 'test',
      now,
      ids: (clock) => createUlidIds({ now: clock }),
      log,
      processId: 1,
      onProgress: (day) => passed.push(day),
    }),
  );
  if (!made.ok) throw new Error(made.error.code);
  days = passed;
  const opened = await registry.open('demo');
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  store = opened.value;
}, 60_000);

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the demo', () => {
  test('tells its progress day by day and leaves nothing unfinished beside it', async () => {
    expect(days.length).toBeGreaterThan(180);
    expect(days).toEqual(days.toSorted((left, right) => left - right));
    expect(await readdir(folder)).toEqual(['demo']);
  });

  test('ended in every way an order can, and left some at work, one of them partly filled', async () => {
    const { orders } = store.record.read;
    const counts = await Promise.all(orderStatuses.map((status) => orders.count({ statuses: [status] })));
    const absent = orderStatuses.filter((_, at) => counts[at] === 0);
    // What is only decided or of unknown outcome is not left lying: the next start would settle it.
    expect(absent).toEqual(['PENDING', 'UNCONFIRMED']);
  });

  test('every order’s history begins with the decision and ends in its status', async () => {
    const { orders } = store.record.read;
    const { rows } = await orders.page({}, { by: 'time', direction: 'ascending' }, everything);
    for (const order of rows) {
      const events = await orders.events(order.id);
      expect(events[0]?.type).toBe('created');
      expect(events.at(-1)?.status).toBe(order.status);
      expect(events.every(({ time }) => time <= now)).toBe(true);
      expect(isActive(order.status) && order.acknowledgedAt === undefined).toBe(false);
    }
  });

  test('its positions are what its fills fold to', async () => {
    const { accounts, instruments, portfolios, positions, trades } = store.record.read;
    for (const account of await accounts.list()) {
      const { lotMethod } = await portfolios.get(account.portfolioId);
      const open = await positions.active([account.id]);
      const { rows: closed } = await positions.history([account.id], {}, everything);
      const rebuilt: Position[] = [];
      for (const instrument of await instruments.list()) {
        rebuilt.push(...foldFills(await fillsOf(trades, account.id, instrument.id), instrument, lotMethod));
      }
      expect(rebuilt.length).toBeGreaterThan(50);
      const byId = new Map([...open, ...closed].map((position) => [position.id, position]));
      expect(byId.size).toBe(rebuilt.length);
      for (const position of rebuilt) expect(byId.get(position.id)).toEqual(position);
    }
  });

  test('its cash is what its fills moved, and balances with cost and profit to the last digit', async () => {
    const { accounts, ledger, positions, trades, instruments } = store.record.read;
    for (const account of await accounts.list()) {
      const cash = await ledger.cash(account.id);
      const filter = { accountIds: [account.id] };
      const fills = (await trades.page(filter, 'ascending', { limit: 100_000 })).rows;
      const known = new Map((await instruments.list()).map((each) => [each.id, each]));
      const moved = cashOf(
        fills.flatMap((fill) => {
          const instrument = known.get(fill.instrumentId);
          return instrument === undefined ? [] : entriesOfFill(fill, instrument);
        }),
      );
      const deposits = await ledger.deposited(account.id);
      expect(cash).toEqual([...moved, ...deposits].reduce(addToPurse, emptyPurse));
      const open = await positions.active([account.id]);
      const closed = await closedTrips(positions, [account.id]);
      const cost = Decimal.sum(open.map((position) => position.cost));
      const realised = Decimal.sum([...open, ...closed].map((trip) => trip.realised));
      const fees = Decimal.sum([...open, ...closed].flatMap((trip) => trip.fees.map(({ amount }) => amount)));
      const [only] = cash;
      expect(only?.amount.plus(cost).minus(realised).plus(fees).toString()).toBe('100000');
    }
  });
});
