import { expect, onTestFinished, test } from 'vitest';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { createTicketHandlers } from '#src/api/handlers/ticket-handlers.ts';
import { openWorkspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, instrumentId, venueId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import { bookOf, coin } from '#test/domain/matching/matching-fixtures.ts';
import { asked } from '#test/transport/asked.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const eur = currency('EUR');
const euro = {
  ...coin,
  id: instrumentId('rates:EUR-USDT'),
  venue: venueId('rates'),
  symbol: 'EUR-USDT',
  base: eur,
};

function marketAt(price: string, of = coin.id) {
  return { ...bookOf([[price, '1000']], [[price, '1000']]), instrumentId: of };
}

const thresholds = {
  throughMarketPercent: '1',
  fromMarketPercent: '100',
  timesUsual: '10',
  equityPercent: '50',
  spreadPercent: '1',
  quoteAgeSeconds: '60',
};

/** 1,000 of a currency in a portfolio that counts in EUR, and an instrument that is paid for in USDT. */
async function start(paidIn = eur) {
  const clock = createFakeClock(Date.UTC(2026, 11, 1, 22));
  const rates = createFakeFeed(euro.id, undefined);
  const coins = createFakeFeed(coin.id, marketAt('10'));
  const files = await openTemporary(await temporaryWorkspace());
  await files.record.transact((unit) => unit.instruments.saveMany([coin, euro]));
  await openAccount(
    files.record,
    openingAccount(coin, clock.now(), { portfolio: { baseCurrency: eur }, deposit: { currency: paidIn } }),
  );
  const workspace = await openWorkspace(
    workspaceNeeds({
      files,
      feeds: new Map([
        [coin.venue, coins],
        [euro.venue, rates],
      ]),
      clock,
    }),
  );
  onTestFinished(() => workspace.close());
  const handlers = asked(createTicketHandlers(() => workspace));

  /** Of a limit to buy as many at 1 USDT each. */
  async function equityWarnings(quantity: string) {
    const answer = await handlers['orders.estimate']({
      accountId: 'paper',
      instrumentId: coin.id,
      side: 'BUY',
      type: 'LIMIT',
      quantity,
      limitPrice: '1',
      stopPrice: '',
      timeInForce: 'GTC',
      thresholds,
    });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.warnings.filter(({ code }) => code === 'EQUITY_SHARE');
  }

  const terms = {
    accountId: accountId('paper'),
    instrumentId: coin.id,
    side: 'BUY',
    type: 'LIMIT',
    quantity: Decimal.one,
    limitPrice: Decimal.from('5'),
    stopPrice: undefined,
    timeInForce: 'GTC',
  } as const;

  return {
    equityWarnings,
    coins,
    watched: () => workspace.session.watch.latest(coin.id) !== undefined,
    placeBuy: () => workspace.session.placeOrder({ terms }),
    cancel: (id: Order['id']) => workspace.session.cancelOrder(id),
    /** Of an amendment to that price. */
    async amendmentWarnings(amends: string, limitPrice: string) {
      const answer = await handlers['orders.estimate']({
        ...terms,
        amends,
        quantity: '1',
        limitPrice,
        stopPrice: '',
        thresholds,
      });
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value.warnings.map(({ code }) => code);
    },
    /** The trader looks at EUR-USDT, and it trades there. */
    quoteEuro(price: string): void {
      workspace.session.watch.watch(euro.id, () => undefined);
      rates.show(marketAt(price, euro.id));
    },
  };
}

test('the share of the equity is told in the order’s currency, through the price that is known', async () => {
  const { equityWarnings, quoteEuro } = await start();
  quoteEuro('1.25');
  // 1,000 EUR are 1,250 USDT, the half of them 625.
  expect(await equityWarnings('625')).toEqual([]);
  expect(await equityWarnings('700')).toEqual([
    { code: 'EQUITY_SHARE', notional: '700', equity: '1250', share: '0.56', isLeast: false },
  ]);
});

test('where no price is known it is not said', async () => {
  const { equityWarnings } = await start();
  expect(await equityWarnings('5000')).toEqual([]);
});

test('an amendment is warned of by the market of its order, which no panel need show', async () => {
  const { coins, placeBuy, amendmentWarnings, cancel, watched } = await start(coin.settle);
  const placed = await placeBuy();
  if (!placed.ok) throw new Error(placed.error.code);
  const { order } = placed.value;
  expect(order.status).toBe('SUBMITTED');
  coins.show(marketAt('10'));
  // To buy at 20 what is offered at 10.
  expect(await amendmentWarnings(order.id, '20')).toContain('LIMIT_THROUGH_MARKET');
  expect((await cancel(order.id)).ok).toBe(true);
  expect(watched()).toBe(false);
});
