import { alertToText } from '#src/domain/alert.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { fillIdOf } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import type { OrderFact } from '#src/domain/order-report.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import { account, btc, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

async function place(): Promise<Order> {
  const placed = await desk.run.placeOrder({ terms: limitBuy('1', '99') });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

function report({ clientOrderId }: Pick<Order, 'clientOrderId'>, fact: OrderFact): VenueReport {
  const time = desk.clock.now();
  return {
    accountId: account,
    clientOrderId,
    brokerOrderId: 'V1',
    source: 'stream',
    time,
    receivedAt: time,
    ...fact,
  };
}

function fill(id: string, quantity: string): OrderFact {
  const price = Decimal.from('99');
  return {
    type: 'filled',
    fill: {
      venueTradeId: id,
      quantity: Decimal.from(quantity),
      price,
      fee: undefined,
      liquidity: 'TAKER',
      venueSequence: undefined,
    },
  };
}

const titles = () =>
  desk.published.flatMap((change) =>
    change.type === 'alertRaised' ? [alertToText(change.alert).title] : [],
  );
const alerts = () =>
  desk.published.flatMap((change) =>
    change.type === 'alertRaised' ? [alertToText(change.alert).message] : [],
  );
const current = ({ id }: Order) => desk.run.store.read.orders.get(id);

describe('when the disk refuses the reports of a venue', () => {
  test('they wait, in their order, and are in the record when it takes them', async () => {
    const order = await place();
    desk.fillDisk(0);
    desk.run.reports.ingest(report(order, fill('1', '0.4')));
    await desk.clock.advance(30_000);
    desk.run.reports.ingest(report(order, fill('2', '0.6')));
    await desk.clock.advance(60_000);
    expect((await current(order)).status).toBe('SUBMITTED');
    expect(titles()).toEqual(['REPORTS_WAIT']);

    desk.freeDisk();
    await desk.clock.advance(10_000);
    await desk.run.reports.recorded();
    expect(await current(order)).toMatchObject({ status: 'FILLED', filledQuantity: Decimal.one });
    const events = await desk.run.store.read.orders.events(order.id);
    expect(events.map(({ detail }) => detail).slice(-2)).toEqual([
      { code: 'FILL', quantity: '0.4', price: '99' },
      { code: 'FILL', quantity: '0.6', price: '99' },
    ]);
    expect(titles()).toEqual(['REPORTS_WAIT', 'REPORTS_RECORDED']);
  });

  test('the trader is told what it is that refuses, and what helps', async () => {
    const order = await place();
    desk.lockRecord();
    desk.run.reports.ingest(report(order, fill('1', '1')));
    await desk.clock.advance(1_000);
    expect(alerts()).toEqual([expect.stringMatching(/another program holds the record.*"remedy":"program"/)]);
    expect(alerts()[0]).not.toMatch(/disk/i);

    desk.freeDisk();
    desk.fillDisk(0);
    await desk.clock.advance(60_000);
    expect(alerts()).toEqual([expect.anything(), expect.stringMatching(/the disk is full.*"remedy":"room"/)]);
    await desk.clock.advance(60_000);
    expect(alerts()).toHaveLength(2);
  });

  test('it is asked less and less often, and no timer is left when it is over', async () => {
    const order = await place();
    desk.fillDisk(0);
    desk.run.reports.ingest(report(order, fill('1', '1')));
    await desk.clock.advance(600_000);
    // After 0, 0.5, 1.5, 3.5, 7.5 and 15.5 seconds, then every ten: 58 times until 595.5.
    expect(desk.refusedUnits()).toBe(6 + 58);
    desk.freeDisk();
    await desk.clock.advance(10_000);
    await desk.run.reports.recorded();
    expect(desk.clock.pending()).toBe(0);
  });

  test('a later refusal is told anew, and tried again as soon as the first was', async () => {
    const order = await place();
    for (const [id, share] of [
      ['1', '0.4'],
      ['2', '0.6'],
    ] as const) {
      desk.fillDisk(0);
      desk.run.reports.ingest(report(order, fill(id, share)));
      await desk.clock.advance(8_000);
      desk.freeDisk();
      await desk.clock.advance(8_000);
      await desk.run.reports.recorded();
    }
    const story = ['REPORTS_WAIT', 'REPORTS_RECORDED'];
    expect(titles()).toEqual([...story, ...story]);
    // Twice after 0, 0.5, 1.5, 3.5 and 7.5 seconds.
    expect(desk.refusedUnits()).toBe(10);
    expect((await current(order)).status).toBe('FILLED');
  });

  test('of those for which there is no place the venue is asked', async () => {
    const [first, second] = [await place(), await place()];
    desk.fillDisk(0);
    for (const id of ['1', '2', '3']) desk.run.reports.ingest(report(first, fill(id, '0.1')));
    desk.run.reports.ingest(report(second, fill('4', '1')));
    desk.exchange.answer('query', [{ type: 'accepted' }, fill('4', '1')]);
    desk.freeDisk();
    await desk.clock.advance(10_000);
    await desk.run.reports.recorded();
    await desk.clock.advance(1_000);
    expect((await current(first)).filledQuantity).toEqual(Decimal.from('0.3'));
    expect((await current(second)).status).toBe('FILLED');
    expect(desk.run.locks.reason(account)).toBeUndefined();
    const asked = desk.exchange.requests.filter(({ kind }) => kind === 'query');
    expect(asked.map(({ clientOrderId }) => clientOrderId)).toEqual([second.clientOrderId]);
  });

  test('but for the reserve, they are recorded, and what they change is told', async () => {
    const order = await place();
    const before = desk.published.length;
    desk.leaveReserve();
    desk.run.reports.ingest(report(order, fill('1', '1')));
    await desk.run.reports.recorded();
    const told = desk.published.slice(before);
    expect(told.map(({ type }) => type)).toEqual(['orderChanged', 'fillAdded', 'positionChanged']);
    expect(told).toMatchObject([
      { order: { id: order.id, status: 'FILLED' } },
      { fill: { orderId: order.id, quantity: Decimal.one } },
      { position: { quantity: Decimal.one, cost: Decimal.from('99') } },
    ]);
    // The same again says nothing new.
    desk.run.reports.ingest(report(order, fill('1', '1')));
    await desk.run.reports.recorded();
    expect(desk.published.slice(before + 3)).toEqual([]);
  });

  test('closing tries once more, and does not wait for ever', async () => {
    const [first, second] = [await place(), await place()];
    desk.fillDisk(0);
    desk.run.reports.ingest(report(first, fill('1', '1')));
    await desk.clock.advance(1_000);
    desk.freeDisk();
    await desk.run.reports.close();
    expect((await current(first)).status).toBe('FILLED');

    desk.fillDisk(0);
    desk.run.reports.ingest(report(second, fill('2', '1')));
    await desk.run.reports.close();
    expect((await current(second)).status).toBe('SUBMITTED');
  });
});

/** A trade id that is taken by another order's fill. */
async function poison() {
  const [good, bad] = [await place(), await place()];
  desk.run.reports.ingest(report(good, fill('same', '0.5')));
  await desk.run.reports.recorded();
  desk.run.reports.ingest(report(bad, fill('same', '0.5')));
  desk.run.reports.ingest(report(good, fill('next', '0.5')));
  await desk.run.reports.recorded();
  return { good, bad };
}

describe('a report that cannot be applied for what it says', () => {
  test('is set aside in words, and the others go on', async () => {
    const { good, bad } = await poison();
    expect((await current(good)).status).toBe('FILLED');
    const { rows } = await desk.run.store.read.audit.page({ limit: 10 });
    expect(rows).toMatchObject([
      { actor: 'tapedeck', action: 'set aside', subject: `report "filled" about order ${bad.clientOrderId}` },
    ]);
    const reason = `fill ${fillIdOf(account, btc.id, 'same')} is recorded for another order already`;
    expect(JSON.parse(rows[0]?.detail ?? '')).toMatchObject({ reason, report: { type: 'filled' } });
    expect(titles()).toEqual(['REPORT_SET_ASIDE']);
    expect(JSON.parse(alerts()[0] ?? '')).toEqual({
      order: bad.clientOrderId,
      report: 'filled',
      cause: reason,
    });
  });

  test('waits for the disk as long as it cannot be written in the audit trail', async () => {
    const [good, bad] = [await place(), await place()];
    desk.run.reports.ingest(report(good, fill('same', '0.5')));
    await desk.run.reports.recorded();
    // For the two attempts to apply it, and not for the note.
    desk.fillDisk(2);
    desk.run.reports.ingest(report(bad, fill('same', '0.5')));
    await desk.clock.advance(60_000);
    expect(titles()).toEqual(['REPORTS_WAIT']);
    desk.freeDisk();
    await desk.clock.advance(10_000);
    await desk.run.reports.recorded();
    expect(titles().slice(1)).toEqual(['REPORT_SET_ASIDE', 'REPORTS_RECORDED']);
    expect((await desk.run.store.read.audit.page({ limit: 10 })).rows).toHaveLength(1);
  });

  test('locks the account until the venue has told everything of its order', async () => {
    desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
    const { bad } = await poison();
    await desk.clock.advance(10_000);
    expect(desk.run.locks.reason(account)).toMatchObject({ order: bad.clientOrderId });
    desk.exchange.answer('query', [{ type: 'accepted' }, fill('told', '1')]);
    await desk.clock.advance(5_000);
    expect((await current(bad)).status).toBe('FILLED');
    expect(desk.run.locks.reason(account)).toBeUndefined();
  });
});

describe('one bad report among good ones', () => {
  test('in one batch is the only one that is set aside', async () => {
    const [good, bad] = [await place(), await place()];
    desk.run.reports.ingest(report(good, fill('same', '0.5')));
    await desk.run.reports.recorded();
    // Together, before any of them is applied.
    desk.run.reports.ingest(report(good, fill('second', '0.2')));
    desk.run.reports.ingest(report(bad, fill('same', '0.5')));
    desk.run.reports.ingest(report(good, fill('third', '0.3')));
    await desk.run.reports.recorded();
    expect((await current(good)).status).toBe('FILLED');
    expect((await current(bad)).filledQuantity.isZero()).toBe(true);
    const { rows } = await desk.run.store.read.audit.page({ limit: 10 });
    expect(rows.map(({ subject }) => subject)).toEqual([`report "filled" about order ${bad.clientOrderId}`]);
    expect(titles()).toEqual(['REPORT_SET_ASIDE']);
  });
});
