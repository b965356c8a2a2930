import { alertToText } from '#src/domain/alert.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAlertList, type AlertChange } from '#src/application/alerts/alert-list.ts';
import type { Alert } from '#src/domain/alert.ts';
import { openDesk, type Desk } from '#test/application/desk.ts';

const unknown: Alert = {
  severity: 'critical',
  title: 'The outcome of an order is not known',
  message: 'Order 7 may be working.',
};

let desk: Desk;
let told: AlertChange[];
let warned: string[];

beforeEach(async () => {
  desk = await openDesk();
  told = [];
  warned = [];
});

afterEach(() => desk.close());

/** As a workspace does when it is opened. */
async function openList() {
  let count = 0;
  return createAlertList({
    clock: desk.clock,
    ids: { next: () => `${desk.clock.now()}-${(count += 1)}` },
    log: { warn: (text) => warned.push(text) },
    earlier: await desk.run.store.read.alerts.list(),
    store: desk.run.store,
    publish: (change) => told.push(change),
  });
}

const recorded = async () =>
  (await desk.run.store.read.alerts.list()).map((alert) => [alertToText(alert).title, alert.acknowledgedAt]);

test('a storm of alerts reads none of those before it again', async () => {
  let read = 0;
  const waiting = {
    severity: 'critical',
    code: 'REPORT_SET_ASIDE',
    get order() {
      read += 1;
      return 'td-0';
    },
    report: 'filled',
    cause: 'its trade id is taken',
    id: 'first',
    time: 1,
    acknowledgedAt: undefined,
  } as const;
  const { clock } = desk;
  const needs = { clock, ids: { next: () => String(Math.random()) }, log: { warn: () => undefined } };
  const list = createAlertList({ ...needs, earlier: [waiting], store: undefined, publish: () => undefined });
  for (let order = 1; order <= 100; order += 1) {
    list.raise({
      severity: 'critical',
      code: 'REPORT_SET_ASIDE',
      order: `td-${order}`,
      report: 'filled',
      cause: 'x',
    });
  }
  expect(list.all()).toHaveLength(101);
  expect(read).toBeLessThan(5);
});

describe('an alert', () => {
  test('that tells of the same for another cause is told anew with that, and is no second one', async () => {
    const list = await openList();
    const failed = { severity: 'critical', code: 'VENUE_FAILED' } as const;
    list.raise({ ...failed, account: 'Main', cause: 'a crossed book at 1' });
    list.raise({ ...failed, account: 'Other', cause: 'a crossed book at 2' });
    list.raise({ ...failed, account: 'Main', cause: 'a crossed book at 3' });
    expect(list.all()).toMatchObject([
      { account: 'Main', cause: 'a crossed book at 3' },
      { account: 'Other', cause: 'a crossed book at 2' },
    ]);
    await list.close();
    expect(await recorded()).toHaveLength(2);
  });

  test('is there after a restart, and so is that it was acknowledged', async () => {
    const list = await openList();
    list.raise(unknown);
    list.raise({ ...unknown, message: 'Order 8 may be working.' });
    await list.close();
    await desk.restart();
    const again = await openList();
    expect(again.all().map((alert) => alertToText(alert).message)).toEqual([
      'Order 8 may be working.',
      'Order 7 may be working.',
    ]);
    const [newest] = again.all();
    const at = desk.clock.now();
    await again.acknowledge([newest?.id ?? '']);
    await desk.restart();
    expect((await openList()).all().map(({ acknowledgedAt }) => acknowledgedAt)).toEqual([at, undefined]);
    expect(told.at(-1)).toEqual({ type: 'alertsAcknowledged', ids: [newest?.id], time: at });
  });

  test.each([
    ['a full disk', () => desk.fillDisk(0)],
    ['a record that another program holds', () => desk.lockRecord()],
  ])('that %s keeps from the record is told at once, and written when it can be', async (_, hinder) => {
    const list = await openList();
    hinder();
    list.raise(unknown);
    expect(told).toMatchObject([{ type: 'alertRaised', alert: unknown }]);
    expect(list.all()).toHaveLength(1);
    await desk.clock.advance(25_000);
    expect(warned.length).toBe(3);
    expect(await recorded()).toEqual([]);
    const at = desk.clock.now();
    await list.acknowledge(list.all().map(({ id }) => id));
    desk.freeDisk();
    await desk.clock.advance(10_000);
    expect(await recorded()).toEqual([[unknown.title, at]]);
    await list.close();
    expect(desk.clock.pending()).toBe(0);
  });

  test('that cannot be written at the end does not stand in the way of closing', async () => {
    const list = await openList();
    desk.fillDisk(0);
    list.raise(unknown);
    await list.close();
    expect(desk.clock.pending()).toBe(0);
    desk.freeDisk();
  });

  test('that says what an open one says is told anew, not twice; once acknowledged it is another', async () => {
    const list = await openList();
    list.raise(unknown);
    await desk.clock.advance(60_000);
    list.raise(unknown);
    expect(list.all()).toMatchObject([{ time: desk.clock.now() }]);
    await list.acknowledge(list.all().map(({ id }) => id));
    list.raise(unknown);
    await list.close();
    expect(list.all().map(({ acknowledgedAt }) => acknowledgedAt === undefined)).toEqual([true, false]);
    expect((await recorded()).length).toBe(2);
  });

  test('that was changed while it was written is written again', async () => {
    const list = await openList();
    desk.holdWrites();
    list.raise(unknown);
    await desk.clock.advance(0);
    const acknowledging = list.acknowledge(list.all().map(({ id }) => id));
    desk.freeWrites();
    await acknowledging;
    expect(await recorded()).toEqual([[unknown.title, desk.clock.now()]]);
  });
});

test('the record keeps the newest 200, and every critical one that nobody acknowledged', async () => {
  const list = await openList();
  list.raise({ ...unknown, title: 'put away' });
  await list.acknowledge(list.all().map(({ id }) => id));
  list.raise(unknown);
  for (let number = 0; number < 230; number += 1)
    list.raise({ severity: 'warning', title: `Warning ${number}`, message: 'Look.' });
  await list.close();
  const titles = (await recorded()).map(([title]) => title);
  expect(titles.length).toBe(201);
  expect(titles).toContain(unknown.title);
  expect(titles).toContain('Warning 229');
  expect(titles).not.toContain('Warning 29');
  expect(titles).not.toContain('put away');
  expect(new Set(list.all().map((alert) => alertToText(alert).title))).toEqual(new Set(titles));
});
