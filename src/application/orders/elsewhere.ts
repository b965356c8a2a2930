import type { AccountId } from '#src/domain/ids.ts';
import type { Clock } from '#src/ports/clock.ts';

/** Orders of one account that nobody placed here, and notes of reports that were set aside: what is taken of them in a time. */
const bounds = [
  { most: 1_000, span: 60_000 },
  { most: 100_000, span: 86_400_000 },
] as const;
const day = bounds[1].span;

type Counted = { begun: number; count: number };

/**
 * What a venue says of orders that are not the trader's own, and of what cannot be applied, is written no faster than a
 * trader's programs could cause it: it could fill the disk otherwise. What is left out is asked for when there is room again.
 */
export function createElsewhere(clock: Pick<Clock, 'monotonic'>) {
  const counted = new Map<AccountId, readonly Counted[]>();
  const toldAt = new Map<AccountId, number>();

  function current(account: AccountId): readonly Counted[] {
    const now = clock.monotonic();
    const own = counted.get(account) ?? bounds.map(() => ({ begun: now, count: 0 }));
    for (const [at, one] of own.entries()) {
      if (now - one.begun >= (bounds[at]?.span ?? 0)) Object.assign(one, { begun: now, count: 0 });
    }
    counted.set(account, own);
    return own;
  }

  return {
    /** Counts it, where there is room for one more. */
    admit(account: AccountId): boolean {
      const own = current(account);
      if (own.some(({ count }, at) => count >= (bounds[at]?.most ?? 0))) return false;
      for (const one of own) one.count += 1;
      return true;
    },
    /** Whether the trader is to be told that something of it was left out: once a day. */
    isNews(account: AccountId): boolean {
      const now = clock.monotonic();
      const before = toldAt.get(account);
      if (before !== undefined && now - before < day) return false;
      toldAt.set(account, now);
      return true;
    },
  };
}

export type Elsewhere = ReturnType<typeof createElsewhere>;
