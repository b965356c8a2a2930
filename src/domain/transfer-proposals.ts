/** Which withdrawal of one own account may have arrived as which deposit of another. */
import { assetKey, type Asset } from './balance-movements.ts';
import { Decimal } from './decimal.ts';
import type { LedgerEntryType } from './entry-types.ts';
import type { MovedEntry } from './held.ts';
import type { AccountId, LedgerEntryId } from './ids.ts';

/** What left an account, or came into one, of which nothing says where it went, or where it came from. */
export type TransferEnd = {
  readonly id: LedgerEntryId;
  readonly accountId: AccountId;
  readonly type: LedgerEntryType;
  readonly time: number;
  readonly asset: Asset;
  /** Negative of what left. */
  readonly amount: Decimal;
  /** Charged beside what left; zero of what came. */
  readonly fee: Decimal;
};

export type TransferPair = { readonly left: TransferEnd; readonly arrived: TransferEnd };

export type ProposedTransfer = TransferPair & {
  /** One of its ends matches another movement too. */
  readonly isAmbiguous: boolean;
};

/** A transfer is one whose other end is not there: its import may have been undone. */
const types: ReadonlySet<string> = new Set<LedgerEntryType>(['withdrawal', 'deposit', 'transfer']);

/** Undefined for what is no end of one: what has a cost of its own is not brought by another account. `fees` belong to it. */
export function transferEndOf(entry: MovedEntry, fees: readonly MovedEntry[]): TransferEnd | undefined {
  const { id, accountId, time, type, cost } = entry;
  const moved = movedBy(entry);
  if (moved === undefined || !types.has(type) || cost !== undefined) return undefined;
  const { asset } = moved;
  const own = fees.map(movedBy).filter((fee) => fee !== undefined && assetKey(fee.asset) === assetKey(asset));
  const fee = Decimal.sum(own.map((each) => each?.amount ?? Decimal.zero)).abs();
  return { id, accountId, type, time, asset, amount: moved.amount, fee };
}

function movedBy({ cash, instrumentId, quantity }: MovedEntry) {
  if (cash !== undefined && quantity === undefined)
    return { asset: { kind: 'currency', currency: cash.currency } as const, amount: cash.amount };
  if (cash !== undefined || quantity === undefined || instrumentId === undefined) return undefined;
  return { asset: { kind: 'instrument', instrumentId } as const, amount: quantity };
}

const minute = 60_000;
/** The longest that one is under way. */
const longest = 72 * 60 * minute;
/** By so much the clocks of two venues may differ. */
const clocks = 10 * minute;
/** The largest share that is plausible as a fee on the way. */
const mostLost = Decimal.from('0.02');

/** Whether the two may be one transfer. */
export function isOneTransfer({ left, arrived }: TransferPair): boolean {
  const lost = lostBetween({ left, arrived });
  const plausible = Decimal.max(left.amount.abs().times(mostLost), left.fee);
  return (
    left.amount.isNegative() &&
    arrived.amount.isPositive() &&
    assetKey(left.asset) === assetKey(arrived.asset) &&
    left.accountId !== arrived.accountId &&
    isInTime(left, arrived) &&
    !lost.isNegative() &&
    lost.atMost(plausible)
  );
}

/** How much of what left did not arrive. */
export function lostBetween({ left, arrived }: TransferPair): Decimal {
  return left.amount.plus(arrived.amount).negated();
}

/** Each end in one of them at most, the nearest in time first; in the order in which they left. */
export function proposeTransfers(
  ends: readonly TransferEnd[],
  isRefused: (pair: TransferPair) => boolean,
): readonly ProposedTransfer[] {
  const pairs = pairsOf(ends).filter((pair) => !isRefused(pair));
  const matches = new Map<LedgerEntryId, number>();
  for (const { id } of pairs.flatMap((pair) => [pair.left, pair.arrived]))
    matches.set(id, (matches.get(id) ?? 0) + 1);
  const used = new Set<LedgerEntryId>();
  const proposed: ProposedTransfer[] = [];
  for (const pair of pairs.toSorted(byNearness)) {
    const ids = [pair.left.id, pair.arrived.id];
    if (ids.some((id) => used.has(id))) continue;
    for (const id of ids) used.add(id);
    proposed.push({
      ...pair,
      isAmbiguous: ids.some((id) => (matches.get(id) ?? 0) > 1),
    });
  }
  return proposed.toSorted((one, other) => one.left.time - other.left.time);
}

function pairsOf(ends: readonly TransferEnd[]): readonly TransferPair[] {
  const pairs: TransferPair[] = [];
  const byTime = ends.toSorted((one, other) => one.time - other.time);
  for (const all of Map.groupBy(byTime, ({ asset }) => assetKey(asset)).values()) {
    const own = all.filter(({ amount }) => amount.isPositive());
    let first = 0;
    for (const going of all.filter(({ amount }) => amount.isNegative())) {
      while (first < own.length && (own[first]?.time ?? 0) < going.time - clocks) first += 1;
      for (let at = first; at < own.length; at += 1) {
        const coming = own[at];
        if (coming === undefined || coming.time > going.time + longest) break;
        const pair = { left: going, arrived: coming };
        if (isOneTransfer(pair)) pairs.push(pair);
      }
    }
  }
  return pairs;
}

function isInTime(left: TransferEnd, arrived: TransferEnd): boolean {
  const after = arrived.time - left.time;
  return after >= -clocks && after <= longest;
}

/** Of two that are as near, the one of which less was lost. */
function byNearness(one: TransferPair, other: TransferPair): number {
  const apart = (pair: TransferPair): number => Math.abs(pair.arrived.time - pair.left.time);
  return apart(one) - apart(other) || lostBetween(one).minus(lostBetween(other)).sign();
}
