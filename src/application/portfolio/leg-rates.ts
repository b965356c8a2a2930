import { baseOf } from '#src/application/orders/held-legs.ts';
import { fillId, type HeldId, type InstrumentId } from '#src/domain/ids.ts';
import type { MovementRate } from '#src/domain/paid-in.ts';
import { foldHolding } from '#src/application/orders/book-fills.ts';
import type { Change } from '#src/application/changes.ts';
import { heldByFill } from '#src/domain/payment.ts';
import { ok } from '#src/domain/result.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';

export type LegRateNeeds = {
  readonly store: RecordStore;
  /** What a rate decided is folded anew. */
  readonly onFolded: (changes: readonly Change[]) => void;
  /** Records what marks positions, makes these, and tells that they are others. */
  readonly foldAnew: (record: () => Promise<{ readonly ok: true }>) => Promise<unknown>;
};

export type RateOfHolding = {
  readonly held: HeldId;
  readonly rate: MovementRate;
  /** Of a fill. */
  readonly instrumentId?: InstrumentId | undefined;
};

/**
 * Records the rates of legs and folds what they change anew, all of one holding together (see `foldHolding`).
 */
export async function recordLegRates(needs: LegRateNeeds, wanted: readonly RateOfHolding[]): Promise<void> {
  const { store } = needs;
  const found = (await Promise.all(wanted.map((each) => withOthers(store.read, each)))).flat();
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

/** A fill changes what it trades, and what that and its fee are paid in, by one rate. */
async function withOthers(read: Repositories, found: RateOfHolding): Promise<readonly RateOfHolding[]> {
  const { held, rate, instrumentId } = found;
  if (instrumentId === undefined) return [found];
  const { accountId, movementId } = rate;
  const fill = await read.trades.find(accountId, instrumentId, fillId(movementId));
  if (fill === undefined) return [found];
  const of = heldByFill(fill, await read.instruments.get(instrumentId), await baseOf(read, accountId));
  return [...new Set([held, ...of])].map((each) => ({ held: each, rate }));
}
