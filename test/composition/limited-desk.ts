import { onTestFinished } from 'vitest';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { openTradingSession } from '#src/application/orders/trading-session.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId } from '#src/domain/ids.ts';
import { noLimits, type RiskLimits } from '#src/domain/risk-limits.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { createPaperExchange } from '#src/infrastructure/venues/paper/paper-exchange.ts';
import { bookOf, coin, noon } from '#test/domain/matching/matching-fixtures.ts';
import { noKey } from '#test/fakes/no-key.ts';
import { countedIds } from '#test/fakes/counted-ids.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { openingAccount } from '#test/ports/opening-account.ts';

const paper = accountId('paper');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function priced(price: string) {
  return bookOf([[price, '1000']], [[price, '1000']]);
}

/** A market at 100 that is watched, and an account with 100,000 that may spend what the limits allow. */
export async function limitedDesk(limits: Partial<RiskLimits>) {
  const files = await openTemporary(await temporaryWorkspace());
  const clock = createFakeClock(noon);
  const feed = createFakeFeed(coin.id, priced('100'));
  await files.record.transact((unit) => unit.instruments.saveMany([coin]));
  await openAccount(
    files.record,
    openingAccount(coin, noon, {
      portfolio: { limits: { ...noLimits, ...limits } },
      account: { id: paper },
      deposit: { amount: Decimal.from('100000') },
    }),
  );
  const session = await openTradingSession({
    digest: sha256,
    tradingOf: () => createPaperExchange,
    store: files.record,
    feeds: new Map([[coin.venue, feed]]),
    clock,
    ids: countedIds(),
    keyOf: noKey,
    log: silent,
    processId: 1,
    publish: () => undefined,
  });
  onTestFinished(async () => {
    await session.close();
    await files.close();
  });
  await session.start();
  session.watch.watch(coin.id, () => undefined);
  feed.show(priced('100'));

  const common = { accountId: paper, instrumentId: coin.id, side: 'BUY', stopPrice: undefined } as const;
  return {
    feed,
    session,
    clock,
    buyAtMarket: (quantity: string) =>
      session.placeOrder({
        terms: {
          ...common,
          type: 'MARKET',
          quantity: Decimal.from(quantity),
          limitPrice: undefined,
          timeInForce: 'IOC',
        },
      }),
    bid: (limitPrice: string) =>
      session.placeOrder({
        terms: {
          ...common,
          type: 'LIMIT',
          quantity: Decimal.one,
          limitPrice: Decimal.from(limitPrice),
          timeInForce: 'GTC',
        },
      }),
  };
}
