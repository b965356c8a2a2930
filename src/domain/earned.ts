/** What an account earned and was charged beside its round trips, and what else its money came or went by. */
import { costTypes, incomeTypes, movesCapital } from './entry-types.ts';
import { Decimal } from './decimal.ts';
import { heldCoin } from './held.ts';
import type { Currency, FillId, InstrumentId, LedgerEntryId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';
import type { Money } from './money.ts';
import { sumPaidIn, type PaidIn } from './paid-in.ts';

export type EarnedKind = 'income' | 'fees' | 'realised' | 'other';

/** Each at the rate of its moment: what is known of it, and how many others there are. */
export type Earned = Readonly<Record<EarnedKind, PaidIn>>;

/** One movement of it, that of a fill's fee included. */
export type Earning = {
  readonly kind: EarnedKind;
  readonly movementId: LedgerEntryId | FillId;
  readonly time: number;
  /** Whose fee it is; undefined of an entry. */
  readonly fill: { readonly fillId: FillId; readonly instrumentId: InstrumentId } | undefined;
  /** A fee that was charged is positive; undefined where nobody told what came or went in kind was worth. */
  readonly worth: Money | undefined;
  /** Units of the base currency for one of that; undefined where it is not known. */
  readonly rate: Decimal | undefined;
};

const nothing: PaidIn = { known: Decimal.zero, unrated: 0 };
export const nothingEarned: Earned = { income: nothing, fees: nothing, realised: nothing, other: nothing };

const kinds: ReadonlyMap<string, EarnedKind> = new Map<string, EarnedKind>([
  ...costTypes.map((type) => [type, 'fees'] as const),
  ...incomeTypes.map((type) => [type, 'income'] as const),
  // What was withheld from income.
  ['tax', 'income'],
  ['realised', 'realised'],
]);

/** Undefined of an entry that is nothing of this, or is in a round trip already. `base`: what the portfolio is measured in. */
export function earningOf(
  entry: LedgerEntry,
  { base, rate }: { readonly base: Currency; readonly rate: Decimal | undefined },
): Earning | undefined {
  const { id, type, time, cash, quantity, cost } = entry;
  const kind = kinds.get(type) ?? (isOther(entry, base) ? 'other' : undefined);
  const moved = cash?.amount ?? quantity;
  if (kind === undefined || moved === undefined || moved.isZero() || isInTrip(entry, base)) return undefined;
  const isOut = moved.isNegative();
  const paid =
    cost === undefined || kind === 'other'
      ? cash
      : { ...cost, amount: isOut ? cost.amount.negated() : cost.amount };
  const worth = paid && (kind === 'fees' ? { ...paid, amount: paid.amount.negated() } : paid);
  return {
    kind,
    movementId: id,
    time,
    fill: undefined,
    worth,
    rate: worth?.currency === base ? Decimal.one : rate,
  };
}

/** Money that came or went for nothing else: an adjustment, or what was lost. What is paid back on something lowers its cost. */
function isOther({ type, cash, quantity, instrumentId }: LedgerEntry, base: Currency): boolean {
  if (type === 'fill' || movesCapital(type)) return false;
  if (type === 'return-of-capital' && instrumentId !== undefined) return false;
  return cash !== undefined && heldCoin(cash.currency, base) === undefined && quantity?.isZero() !== false;
}

/** What moves against cash is bought or sold for it; a fee in kind whose worth was told is of the round trip that paid it. */
function isInTrip({ type, cash, quantity, cost }: LedgerEntry, base: Currency): boolean {
  if (cash !== undefined && quantity?.isZero() === false) return true;
  if (type !== 'fee' || cost === undefined) return false;
  const out = cash?.amount ?? quantity;
  const isHeld = cash === undefined || heldCoin(cash.currency, base) !== undefined;
  return isHeld && out?.isNegative() === true;
}

export function earnedOf(earnings: readonly Earning[]): Earned {
  return sumEarned(
    earnings.map(({ kind, worth, rate }) => ({
      ...nothingEarned,
      [kind]:
        worth === undefined || rate === undefined
          ? { known: Decimal.zero, unrated: 1 }
          : { known: worth.amount.times(rate), unrated: 0 },
    })),
  );
}

export function sumEarned(parts: readonly Earned[]): Earned {
  const of = (kind: EarnedKind): PaidIn => sumPaidIn(parts.map((part) => part[kind]));
  return { income: of('income'), fees: of('fees'), realised: of('realised'), other: of('other') };
}
