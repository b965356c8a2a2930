import type { HeldId } from '#src/domain/ids.ts';
import type { MovementRate } from '#src/domain/paid-in.ts';
import { foldHolding } from '#src/application/orders/book-fills.ts';
import type { Change } from '#src/application/changes.ts';
import { ok } from '#src/domain/result.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

export type LegRateNeeds = {
  readonly store: RecordStore;
  /** What a rate decided is folded anew. */
  readonly onFolded: (changes: readonly Change[]) => void;
  /** Records what marks positions, makes these, and tells that they are others. */
  readonly foldAnew: (record: () => Promise<{ readonly ok: true }>) => Promise<unknown>;
};

export type RateOfHolding = { readonly held: HeldId; readonly rate: MovementRate };

/**
 * Records the rates of legs and folds what they change anew, all of one holding together (see `foldHolding`).
 */
export async function recordLegRates(needs: LegRateNeeds, found: readonly RateOfHolding[]): Promise<void> {
  const { store } = needs;
  // A fee changes what was traded and what it was paid in by one rate.
  const known = new Set<string>();
  const isFirst = ({ movementId, currency, into }: MovementRate): boolean => {
    const key = `${movementId} ${currency} ${into}`;
    return !known.has(key) && known.add(key).size > 0;
  };
  async function record(own: readonly RateOfHolding[]): Promise<void> {
    const [first] = own;
    if (first === undefined) return;
    const { held, rate } = first;
    needs.onFolded(
      await store.transact(async (unit) => {
        await unit.rates.append(own.map((each) => each.rate).filter(isFirst));
        return foldHolding(unit, { accountId: rate.accountId, held });
      }),
    );
  }

  const ofHistory: (readonly RateOfHolding[])[] = [];
  for (const own of Map.groupBy(found, ({ held, rate }) => `${rate.accountId} ${held}`).values()) {
    const [first] = own;
    const account = first && (await store.read.accounts.get(first.rate.accountId));
    if (account?.mode === 'history') ofHistory.push(own);
    else await record(own);
  }
  if (ofHistory.length === 0) return;
  await needs.foldAnew(async () => {
    for (const own of ofHistory) await record(own);
    return ok(undefined);
  });
}
