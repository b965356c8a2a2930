/** What is wrong with a movement that a trader enters or corrects, before it is recorded. */
import { coinOf, heldCoin, heldOf } from './held.ts';
import type { Currency } from './ids.ts';
import { isInverse, isMargined, type Instrument } from './instrument.ts';
import { movesNothing, type LedgerEntry, type SplitRatio } from './ledger.ts';

/** Where in the entry it is, in the words of the form. */
export const entryFields = ['asset', 'time', 'amount', 'ratio', 'cost', 'acquired', 'entry'] as const;

export const entryProblems = [
  /** It moves nothing, and takes no other back. */
  'ZERO',
  /** No such instrument, or a quantity or a split of none. */
  'UNKNOWN_ASSET',
  /** A coin is moved by its amount, and has no split. */
  'IS_A_COIN',
  /** A split is of whole numbers above zero, which differ; nothing else has a ratio. */
  'NO_RATIO',
  'NOT_A_SPLIT',
  /** What is spun off takes a part of the cost along: above nothing, and less than all. */
  'NOT_A_SHARE',
  /** Of a split all that is held changes: a fraction is another entry. */
  'SPLIT_MOVES_AMOUNT',
  'IN_FUTURE',
  'BEFORE_1970',
  /** Bought after it came in. */
  'AFTER_ARRIVAL',
  'NOTHING_CAME',
  'COST_NEGATIVE',
  'COST_NOT_MONEY',
  /** What a margined contract gains is what it realises: no cash moves with it. One that is settled in its base has no value of nothing either. */
  'ENDS_AT_PRICE',
  /** Shares and contracts are priced in one currency. */
  'OTHER_CURRENCY',
  /** Cash that is paid back on what is held. */
  'NO_CASH',
  'OTHER_ACCOUNT',
  'NOT_FOUND',
  /** Another correction has its place: that one is to be corrected. What only takes back is not corrected. */
  'ALREADY_CORRECTED',
] as const;
export type EntryProblem = {
  readonly field: (typeof entryFields)[number];
  readonly code: (typeof entryProblems)[number];
};

export type EntryFacts = {
  readonly now: number;
  /** The entry's own; undefined where it names none, or none that is there. */
  readonly instrument: Instrument | undefined;
  /** The entry that it corrects, if it counts. */
  readonly corrected: LedgerEntry | undefined;
  /** Whether what it corrects was ever corrected by another. */
  readonly isCorrected: boolean;
  /** What the portfolio is measured in. */
  readonly base: Currency;
};

/** All that is wrong with it, the first that matters first. */
export function checkEntry(entry: LedgerEntry, facts: EntryFacts): readonly EntryProblem[] {
  const problems: EntryProblem[] = [];
  const found: Found = (is, field, code) => {
    if (is) problems.push({ field, code });
  };
  checkCorrection(entry, facts, found);
  checkMoment(entry, facts, found);
  checkInstrument(entry, facts, found);
  checkCost(entry, facts, found);
  return problems;
}

type Found = (is: boolean, field: EntryProblem['field'], code: EntryProblem['code']) => void;

function checkCorrection(
  { corrects, accountId }: LedgerEntry,
  { corrected, isCorrected }: EntryFacts,
  found: Found,
): void {
  if (corrects === undefined) return;
  const isVoid = corrected === undefined ? isCorrected : movesNothing(corrected);
  found(isVoid, 'entry', 'ALREADY_CORRECTED');
  found(!isVoid && corrected === undefined, 'entry', 'NOT_FOUND');
  found(corrected !== undefined && corrected.accountId !== accountId, 'entry', 'OTHER_ACCOUNT');
}

function checkMoment({ time, acquiredAt = time }: LedgerEntry, { now }: EntryFacts, found: Found): void {
  found(time > now, 'time', 'IN_FUTURE');
  found(time < 0, 'time', 'BEFORE_1970');
  found(acquiredAt < 0, 'acquired', 'BEFORE_1970');
  found(acquiredAt > time, 'acquired', 'AFTER_ARRIVAL');
}

function checkInstrument(entry: LedgerEntry, { instrument }: EntryFacts, found: Found): void {
  const { type, instrumentId, cash, quantity, ratio, corrects } = entry;
  const movesCash = cash !== undefined && !cash.amount.isZero();
  const movesQuantity = quantity !== undefined && !quantity.isZero();
  const isOfInstrument = movesQuantity || ratio !== undefined || type === 'return-of-capital';
  const isStill = !movesCash && !movesQuantity && ratio === undefined;
  found(instrumentId !== undefined && instrument === undefined, 'asset', 'UNKNOWN_ASSET');
  if (isStill && corrects !== undefined) return;
  found(isStill, 'amount', 'ZERO');
  found(isOfInstrument && instrumentId === undefined, 'asset', 'UNKNOWN_ASSET');
  const isCoin = instrument !== undefined && coinOf(heldOf(instrument)) !== undefined;
  found(isOfInstrument && isCoin, 'asset', 'IS_A_COIN');
  const isShare = ratio !== undefined && type === 'spin-off';
  const endsAtPrice =
    instrument !== undefined &&
    ((isInverse(instrument) && atNoPrice.has(type)) || (isMargined(instrument) && movesCash));
  found(isOfInstrument && endsAtPrice, 'asset', 'ENDS_AT_PRICE');
  found(ratio !== undefined && type !== 'split' && !isShare, 'ratio', 'NOT_A_SPLIT');
  found(ratio !== undefined && (movesCash || movesQuantity), 'amount', 'SPLIT_MOVES_AMOUNT');
  // Cash in lieu of a fraction is one of the kind too.
  const wantsRatio = type === 'split' && !movesQuantity;
  found(wantsRatio && (ratio === undefined || !isRatio(ratio)), 'ratio', 'NO_RATIO');
  found(isShare && !isPart(ratio), 'ratio', 'NOT_A_SHARE');
  if (type !== 'return-of-capital') return;
  found(!movesCash, 'amount', 'NO_CASH');
  const isForeign = movesCash && instrument !== undefined && cash.currency !== instrument.settle;
  found(isForeign, 'asset', 'OTHER_CURRENCY');
}

const atNoPrice: ReadonlySet<LedgerEntry['type']> = new Set([
  'loss',
  'expiry',
  'return-of-capital',
  'spin-off',
]);

function isRatio({ new: given, old: of }: SplitRatio): boolean {
  return Number.isSafeInteger(given) && Number.isSafeInteger(of) && given > 0 && of > 0 && given !== of;
}

function isPart(ratio: SplitRatio): boolean {
  return isRatio(ratio) && ratio.new < ratio.old;
}

function checkCost(
  { type, cost, acquiredAt, cash, quantity }: LedgerEntry,
  { instrument, base }: EntryFacts,
  found: Found,
): void {
  const isIn = (quantity ?? cash?.amount)?.isPositive() === true;
  found(acquiredAt !== undefined && !isIn, 'acquired', 'NOTHING_CAME');
  if (cost === undefined) return;
  // Of a fee in a coin it is what that was worth.
  found(!isIn && type !== 'fee', 'cost', 'NOTHING_CAME');
  found(cost.amount.isNegative(), 'cost', 'COST_NEGATIVE');
  const isShare = instrument !== undefined && quantity !== undefined;
  const isSettledIn = isShare && isMargined(instrument) && cost.currency === instrument.settle;
  found(!isSettledIn && heldCoin(cost.currency, base) !== undefined, 'cost', 'COST_NOT_MONEY');
  found(isShare && cost.currency !== instrument.settle, 'cost', 'OTHER_CURRENCY');
}
