import { nextTurn } from '#src/application/next-turn.ts';
import type { BalanceAssertion } from '#src/domain/balance-assertion.ts';
import { assetKey } from '#src/domain/balance-movements.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, BalanceAssertionId } from '#src/domain/ids.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { recordedMovements } from './recorded-movements.ts';

type Asserted = Pick<BalanceAssertion, 'id' | 'asset' | 'until'>;

/**
 * What the record says that an account held at the moment of each assertion. It reads all that came before the last of them,
 * in pieces between which others have their turn. Throws the signal's reason when it is aborted.
 */
export async function recordedBalances(
  reads: Repositories,
  account: AccountId,
  assertions: readonly Asserted[],
  signal: AbortSignal,
): Promise<ReadonlyMap<BalanceAssertionId, Decimal>> {
  const moments = new Map<string, readonly Moment[]>();
  for (const [key, own] of Map.groupBy(assertions, ({ asset }) => assetKey(asset))) {
    const untils = [...new Set(own.map(({ until }) => until))].toSorted((one, other) => one - other);
    moments.set(
      key,
      untils.map((until) => ({ until, moved: Decimal.zero })),
    );
  }
  const to = Math.max(0, ...assertions.map(({ until }) => until));
  const assets = assertions.map(({ asset }) => asset);
  for await (const movements of recordedMovements(reads, account, assets, { from: 0, to })) {
    for (const { asset, time, amount } of movements) {
      const moment = moments.get(asset)?.find(({ until }) => time < until);
      if (moment !== undefined) moment.moved = moment.moved.plus(amount);
    }
    await nextTurn();
    signal.throwIfAborted();
  }
  return new Map(
    assertions.map(({ id, asset, until }) => {
      const before = (moments.get(assetKey(asset)) ?? []).filter((moment) => moment.until <= until);
      return [id, Decimal.sum(before.map(({ moved }) => moved))];
    }),
  );
}

/** What moved since the moment before it. */
type Moment = { readonly until: number; moved: Decimal };
