import type { EarnedKind } from '#src/domain/earned.ts';
import { ledgerEntryId, type AccountId, type Currency } from '#src/domain/ids.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { earningsOf } from './earnings.ts';
import type { Told } from './entry-sum.ts';
import { rateAtMoment } from './purchase-rates.ts';

/** Of what an account earned or was charged beside its round trips, at the rates of its moments. */
export async function* earnedEntries(
  read: Repositories,
  account: AccountId,
  { base, kind }: { readonly base: Currency; readonly kind: EarnedKind },
): AsyncIterable<readonly Told[]> {
  for await (const earnings of earningsOf(read, account, base)) {
    const told: Told[] = [];
    for (const { kind: own, movementId, time, fill, worth } of earnings) {
      if (own !== kind) continue;
      const origin = fill ?? { entryId: ledgerEntryId(movementId) };
      const unit = worth?.currency ?? base;
      const common = { origin, accountId: account, time, unit, amount: worth?.amount };
      const rate = worth && (await rateAtMoment(read, movementId, { currency: worth.currency, base }));
      told.push({ ...common, rate, worth: rate && worth.amount.times(rate.rate), isInBase: true });
    }
    yield told;
  }
}
