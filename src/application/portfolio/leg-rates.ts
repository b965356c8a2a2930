import type { HeldId } from '#src/domain/ids.ts';
import type { MovementRate } from '#src/domain/paid-in.ts';
import { foldHolding } from '#src/application/orders/book-fills.ts';
import type { Change } from '#src/application/changes.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type LegRateNeeds = {
  readonly store: RecordStore;
  /** What a rate decided is folded anew. */
  readonly onFolded: (changes: readonly Change[]) => void;
  /** Makes the positions that are marked, and tells that they are others. */
  readonly foldAnew: () => Promise<void>;
};

export type RateOfHolding = { readonly held: HeldId; readonly rate: MovementRate };

/**
 * Records the rates of legs and folds what they change anew, all of one holding together (see `foldHolding`).
 */
export async function recordLegRates(needs: LegRateNeeds, found: readonly RateOfHolding[]): Promise<void> {
  const { store } = needs;
  let isMarked = false;
  // A fee changes what was traded and what it was paid in by one rate.
  const known = new Set<string>();
  const isFirst = ({ movementId, currency, into }: MovementRate): boolean => {
    const key = `${movementId} ${currency} ${into}`;
    return !known.has(key) && known.add(key).size > 0;
  };
  for (const own of Map.groupBy(found, ({ held, rate }) => `${rate.accountId} ${held}`).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const { held } = first;
    const { accountId } = first.rate;
    const changes = await store.transact(async (unit) => {
      await unit.rates.append(own.map(({ rate }) => rate).filter(isFirst));
      return foldHolding(unit, { accountId, held });
    });
    needs.onFolded(changes);
    isMarked ||= changes.length === 0;
  }
  if (isMarked) await needs.foldAnew();
}
