/** `free` and `locked` of an account; what the exchange holds for itself is always free. */
type Pocket = 'free' | 'locked';

type Posting = {
  readonly holder: string;
  readonly pocket: Pocket;
  readonly asset: string;
  readonly amount: bigint;
};

type LedgerEntry = {
  readonly id: number;
  readonly at: number;
  readonly reason: string;
  readonly postings: readonly Posting[];
};

export type Balance = { readonly asset: string; readonly free: bigint; readonly locked: bigint };

export type Ledger = {
  /** What of an asset leaves one place comes to another: the amounts of each asset sum to zero, or it throws. */
  post(reason: string, postings: readonly Posting[]): void;
  balance(holder: string, asset: string): Balance;
  balances(holder: string): readonly Balance[];
  readonly entries: readonly LedgerEntry[];
};

/** The exchange's double-entry ledger. An account that would go below zero is a fault of the exchange. */
export function createLedger(now: () => number, overdrawn: ReadonlySet<string>): Ledger {
  const entries: LedgerEntry[] = [];
  const holders = new Map<string, Map<string, { free: bigint; locked: bigint }>>();

  function held(holder: string, asset: string): { free: bigint; locked: bigint } {
    const assets = holders.get(holder) ?? new Map<string, { free: bigint; locked: bigint }>();
    holders.set(holder, assets);
    const balance = assets.get(asset) ?? { free: 0n, locked: 0n };
    assets.set(asset, balance);
    return balance;
  }

  return {
    entries,
    post(reason, postings) {
      const moved = postings.filter(({ amount }) => amount !== 0n);
      const sums = new Map<string, bigint>();
      for (const { asset, amount } of moved) sums.set(asset, (sums.get(asset) ?? 0n) + amount);
      for (const [asset, sum] of sums) {
        if (sum !== 0n) throw new Error(`${reason}: ${sum} units of ${asset} come from nowhere`);
      }
      for (const { holder, pocket, asset, amount } of moved) held(holder, asset)[pocket] += amount;
      for (const { holder, pocket, asset } of moved) {
        const left = held(holder, asset)[pocket];
        if (left >= 0n || overdrawn.has(holder)) continue;
        throw new Error(`${reason}: ${holder} has ${left} units of ${asset} ${pocket}`);
      }
      entries.push({ id: entries.length + 1, at: now(), reason, postings: moved });
    },
    balance(holder, asset) {
      return { asset, ...(holders.get(holder)?.get(asset) ?? { free: 0n, locked: 0n }) };
    },
    balances(holder) {
      return [...(holders.get(holder) ?? [])].map(([asset, balance]) => ({ asset, ...balance }));
    },
  };
}
