import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import { heldId } from '#src/domain/ids.ts';
import { fillsOf } from '#test/ports/fills-of.ts';
import { describe, expect, it } from 'vitest';

import { accountId, fillIdOf, instrumentId, orderId, portfolioId, positionId } from '#src/domain/ids.ts';
import { noResults } from '#src/domain/performance.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { btc, decimal, eth, main, other, startTime } from '#test/ports/sample-entities.ts';
import { openTemporary, optionsFor } from '../temporary-workspace.ts';
import { copyOfFixture } from './workspace-fixtures.ts';
import { closedTrips } from '#test/ports/closed-trips.ts';

const kraken = accountId('A4');
const ethEur = instrumentId('import:ETH-EUR');
const shell = instrumentId('import:SHELL');
const hour = 3_600_000;
const imported = startTime - 30 * 24 * hour;

/** As this version's own code reads it, whatever lies between the two schemas. */
/** With the positions that the migration left to be made. */
async function opened() {
  const { record } = await openTemporary(await copyOfFixture('schema-2'));
  await foldUnfolded({ store: record, onProgress: () => undefined });
  return record.read;
}

describe('a workspace of schema 2, brought to this version', () => {
  it('is found sound', async () => {
    const folder = await copyOfFixture('schema-2');
    const { record } = await openTemporary(folder);
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
    await foldUnfolded({ store: record, onProgress: () => undefined });
    expect(await record.read.positions.unfolded()).toEqual([]);
    expect((await verifyWorkspace(optionsFor(folder), unattended)).findings).toEqual([]);
  });

  it('keeps what the trader decided of what is held, and of nothing else', async () => {
    expect(await (await opened()).protections.list()).toEqual([
      {
        accountId: main,
        instrumentId: eth,
        side: 'BUY',
        stopLoss: decimal('2300.5'),
        takeProfit: decimal('2900'),
      },
      {
        accountId: main,
        instrumentId: instrumentId('binance:SOLUSDT'),
        side: 'SELL',
        stopLoss: decimal('160.75'),
        takeProfit: undefined,
      },
    ]);
  });

  it('keeps a long, with the fee that was paid in what it holds', async () => {
    const { positions } = await opened();
    expect(await positions.last(main, heldId('ETH'))).toMatchObject({
      id: 'main/ETH/1',
      side: 'BUY',
      // Two came by an adjustment, at a cost that nobody told.
      quantity: decimal('5.4995'),
      uncosted: decimal('2'),
      cost: decimal('8754'),
      feesInKind: decimal('0.0005'),
      fees: [{ currency: 'USDT', amount: decimal('42.0001') }],
      openedAt: startTime + 3,
      closedAt: undefined,
    });
  });

  it('makes of what was sold short on a spot market a purchase that is missing', async () => {
    const { positions } = await opened();
    expect(await positions.last(main, heldId('SOL'))).toMatchObject({
      id: 'main/SOL/1',
      side: 'BUY',
      quantity: decimal('0'),
      cost: decimal('0'),
      undecided: decimal('40'),
      unseen: decimal('40'),
    });
  });

  it('keeps the open positions of every account, and what they lost or won', async () => {
    const { positions } = await opened();
    const active = await positions.active([main, other, accountId('euro'), kraken]);
    expect(active.map(({ id, quantity }) => `${id} ${quantity.toString()}`).toSorted()).toEqual([
      'A4/BTC/1 1',
      'A4/DOT/1 3',
      // Of one moment and without places, their order is any: sold first, the coin sold never came in.
      expect.stringMatching(/^A4\/ETH\/\d (0|1).3$/),
      'A4/import:SHELL/1 15',
      'euro/BTC/1 0.5',
      'main/BTC/2 0.25',
      'main/ETH/1 5.4995',
      'main/binance:XRPUSDT/1 3',
      'other/ETH/1 8.5',
    ]);
    expect(await positions.profit(positionId('main/binance:XRPUSDT/1'), decimal('2.6'))).toMatchObject({
      // Three contracts of ten, a tenth dearer.
      unrealised: decimal('3'),
    });
    const results = await closedTrips(positions, [main]);
    expect(results).toMatchObject([
      { instrumentId: btc, realised: decimal('999.9'), openedAt: startTime + 1, closedAt: startTime + 3 },
      // Sold short on a spot market: what nobody saw come in.
      { held: 'SOL', realised: decimal('0'), undecided: decimal('40'), unseen: decimal('40') },
    ]);
    // The fees of two fills, 21.00005 each; that of the third was never told, and so not what is left.
    const sums = await positions.sums([main]);
    expect(sums.filter(({ instrumentId: id }) => id === btc)).toMatchObject([
      {
        instrumentId: btc,
        realised: decimal('999.9'),
        fees: [{ currency: 'USDT', amount: decimal('42.0001') }],
        results: noResults,
        undecided: 1,
        unknownFees: 1,
      },
    ]);
  });

  it('keeps each portfolio with its limits, and which is current', async () => {
    const { portfolios, accounts } = await opened();
    expect(await portfolios.list()).toMatchObject([
      {
        id: 'portfolio',
        name: 'Trading',
        baseCurrency: 'USDT',
        lotMethod: 'FIFO',
        limits: {
          maxQuantity: undefined,
          maxNotional: decimal('10000.5'),
          maxPriceDistance: undefined,
          maxOpenOrders: 20,
        },
        createdAt: startTime,
      },
      {
        id: 'savings',
        name: 'Sparbuch “€” 🐢',
        baseCurrency: 'EUR',
        lotMethod: 'AVERAGE',
        limits: {
          maxQuantity: decimal('12.5'),
          maxNotional: decimal('2500.25'),
          maxPriceDistance: decimal('0.05'),
          maxOpenOrders: 3,
        },
        createdAt: startTime + 1,
      },
    ]);
    expect(await portfolios.current()).toMatchObject({ id: 'savings' });
    expect(await accounts.get(accountId('euro'))).toMatchObject({
      portfolioId: 'savings',
      venue: 'binance',
      environment: 'live',
      mode: 'paper',
      credential: undefined,
      disabledAt: undefined,
      fees: { maker: decimal('0.001'), taker: decimal('0.0015') },
    });
    expect(await accounts.get(kraken)).toMatchObject({
      venue: 'import',
      environment: undefined,
      mode: 'history',
    });
  });

  it('keeps deposited coins beside the cash, and both sums', async () => {
    const { ledger } = await opened();
    expect(textOf(await ledger.deposited(main))).toEqual(['BTC 0.25', 'EUR -55.5', 'USDT 100000']);
    expect(textOf(await ledger.deposited(other))).toEqual(['ETH 8', 'USDT -0.01']);
    // 100000 − 0.75 of funding, − 42000.1 + 43000 of BTC, − 8754 of ETH, + 6010 of SOL, − six fees of 21.00005.
    expect(textOf(await ledger.cash(main))).toEqual(['BTC 0', 'EUR -55.5', 'USDT 98129.1497']);
    // 500 deposited, − 2000 + 2100 − 615.15 − 0.4 of ETH, − 90000 of BTC, − 624 + 160 of shares, + 3.5 of ADA.
    expect(textOf(await ledger.cash(kraken))).toEqual(['DOT 0', 'EUR -90476.05']);
  });

  it('keeps fills of one moment, each with its id, price and fee', async () => {
    const { trades } = await opened();
    const fills = await trades.ofOrder(orderId('order-11'));
    expect(fills).toHaveLength(3);
    expect(Object.fromEntries(fills.map(({ id, ...fill }) => [id, fill]))).toMatchObject({
      [fillIdOf(main, eth, '99')]: {
        time: startTime + 11,
        receivedAt: startTime + 16,
        quantity: decimal('1'),
        price: decimal('2500'),
        fee: { currency: 'USDT', amount: decimal('21.00005') },
      },
      [fillIdOf(main, eth, '100')]: {
        time: startTime + 11,
        quantity: decimal('2'),
        price: decimal('2501.5'),
      },
      [fillIdOf(main, eth, '101')]: {
        time: startTime + 11,
        quantity: decimal('0.5'),
        price: decimal('2502'),
        fee: { currency: 'ETH', amount: decimal('0.0005') },
        liquidity: 'MAKER',
      },
    });
  });

  it('keeps imports with and without trade ids, and what was taken back', async () => {
    const { imports, trades, positions } = await opened();
    const runs = Object.fromEntries((await imports.list()).map((run) => [run.id, run]));
    expect(runs).toMatchObject({
      I1: {
        accountId: kraken,
        fileName: 'with-trade-ids.csv',
        format: 'kraken-trades',
        state: 'done',
        fills: 4,
      },
      I2: { accountId: kraken, fileName: 'without-trade-ids.csv', format: 'fills', state: 'done', fills: 4 },
      I3: { accountId: kraken, fileName: 'taken-back.csv', state: 'undone', fills: 4, undoneAt: startTime },
    });
    const named = await fillsOf(trades, kraken, ethEur);
    expect(named.map(({ venueTradeId }) => venueTradeId).toSorted()).toEqual(['1000', '1001', '999']);
    expect(new Set(named.map(({ time }) => time))).toEqual(new Set([imported]));
    const unnamed = await fillsOf(trades, kraken, shell);
    expect(unnamed.map(({ venueTradeId }) => venueTradeId)).toEqual([
      `000001/1/${imported + 20_000}/BUY/10/31.2/`,
      `000002/2/${imported + 20_000}/BUY/10/31.2/`,
      `000003/1/${imported + 20_000}/SELL/5/32/`,
    ]);
    expect(await trades.count({ accountIds: [kraken] })).toBe(8);
    expect(await positions.last(kraken, heldId(shell))).toMatchObject({
      realised: decimal('4'),
      cost: decimal('468'),
    });
  });

  it('keeps every snapshot of equity, and what was unknown in it', async () => {
    const { portfolios } = await opened();
    const snapshots = await portfolios.snapshots(portfolioId('savings'), 0, startTime + 24 * hour);
    expect(snapshots.map(({ time, equity }) => [time, equity?.toString()])).toEqual([
      [startTime, '1000.125'],
      [startTime + hour, undefined],
      [startTime + 2 * hour, '1002.125'],
    ]);
    expect(snapshots[2]).toMatchObject({
      cash: decimal('1000'),
      marketValue: decimal('2.125'),
      realised: decimal('-3.2'),
      unrealised: decimal('0.000000000001'),
      fees: decimal('1.1'),
      deposited: decimal('1000'),
    });
    expect(await portfolios.snapshots(portfolioId('portfolio'), 0, startTime + 1)).toHaveLength(1);
  });

  it('keeps orders, what was asked of the venue, settings and the audit', async () => {
    const { orders, outbox, settings, audit } = await opened();
    expect(await orders.get(orderId('order-12'))).toMatchObject({
      clientOrderId: 'td-12',
      type: 'STOP_LIMIT',
      status: 'SUBMITTED',
      timeInForce: 'DAY',
      stopPrice: decimal('39000'),
      limitPrice: decimal('38900'),
      amendedAt: startTime + 20,
    });
    expect(await orders.get(orderId('order-13'))).toMatchObject({
      ended: { status: 'CANCELLED', at: startTime + 30, reason: 'by the trader', presumed: false },
    });
    expect(await orders.get(orderId('order-14'))).toMatchObject({
      status: 'UNCONFIRMED',
      replaces: 'order-13',
      unconfirmedAt: startTime + 31,
    });
    const unresolved = await outbox.unresolved();
    expect(unresolved.map(({ id, state, orderId: of }) => [id, state, of])).toEqual([
      ['outbox-10', 'intent', 'order-11'],
      ['outbox-11', 'sending', 'order-12'],
      ['outbox-12', 'unknown', 'order-13'],
    ]);
    expect(await settings.find('ticket.draft')).toBe(
      '{"instrumentId":"binance:ETHUSDT","side":"BUY","quantity":"0.06"}',
    );
    // A later row of the same key replaces the one of the first release.
    expect(await settings.find('layout')).toContain('"panels":{"orders":{"id":"orders"}}');
    const entries = (await audit.page({ limit: 10 })).rows.map(
      ({ action, subject }) => `${action} ${subject}`,
    );
    expect(entries).toEqual(
      expect.arrayContaining(['undone import I3', 'changed limits of portfolio savings']),
    );
  });
});

function textOf(purse: readonly { readonly currency: string; readonly amount: { toString(): string } }[]) {
  return purse.map(({ currency, amount }) => `${currency} ${amount.toString()}`).toSorted();
}
