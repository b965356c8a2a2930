/** What is wrong with a movement that a trader enters or corrects, before it is recorded. */
import { coinOf, heldOf } from './held.ts';
import type { Instrument } from './instrument.ts';
import type { LedgerEntry } from './ledger.ts';

/** Where in the entry it is. */
const entryFields = [
  'instrumentId',
  'time',
  'cash',
  'quantity',
  'ratio',
  'cost',
  'acquiredAt',
  'corrects',
] as const;
type EntryField = (typeof entryFields)[number];

const entryProblems = [
  /** It moves nothing, and takes no other back. */
  'MOVES_NOTHING',
  'NO_SUCH_INSTRUMENT',
  /** A quantity or a split is of an instrument. */
  'INSTRUMENT_MISSING',
  /** A coin is moved by its amount, and has no split. */
  'IS_A_COIN',
  /** A split is of whole numbers above zero, which differ; nothing else has a ratio. */
  'NO_RATIO',
  'NOT_A_SPLIT',
  /** Of a split all that is held changes: a fraction is another entry. */
  'SPLIT_MOVES_AMOUNT',
  'IN_THE_FUTURE',
  'BEFORE_1970',
  /** Bought after it came in. */
  'AFTER_IT_CAME',
  'NOTHING_CAME_IN',
  'COST_NEGATIVE',
  /** Shares and contracts are priced in one currency. */
  'OTHER_CURRENCY',
  /** Cash that is paid back on what is held. */
  'NO_CASH',
  'NOT_FOUND',
  'OTHER_ACCOUNT',
  /** Another correction has its place: that one is to be corrected. */
  'CORRECTED_ALREADY',
] as const;
export type EntryProblem = {
  readonly field: EntryField;
  readonly problem: (typeof entryProblems)[number];
};

export type EntryFacts = {
  readonly now: number;
  /** The entry's own; undefined where it names none, or none that is there. */
  readonly instrument: Instrument | undefined;
  /** The entry that it corrects, if it counts. */
  readonly corrected: LedgerEntry | undefined;
  /** Whether what it corrects was corrected by another. */
  readonly isCorrected: boolean;
};

/** All that is wrong with it, the first that matters first. */
export function checkEntry(entry: LedgerEntry, facts: EntryFacts): readonly EntryProblem[] {
  const problems: EntryProblem[] = [];
  const found = (is: boolean, field: EntryField, problem: EntryProblem['problem']): void => {
    if (is) problems.push({ field, problem });
  };
  checkCorrection(entry, facts, found);
  checkMoment(entry, facts, found);
  checkInstrument(entry, facts, found);
  checkCost(entry, facts, found);
  return problems;
}

type Found = (is: boolean, field: EntryField, problem: EntryProblem['problem']) => void;

function checkCorrection(
  { corrects, accountId }: LedgerEntry,
  { corrected, isCorrected }: EntryFacts,
  found: Found,
): void {
  if (corrects === undefined) return;
  found(isCorrected, 'corrects', 'CORRECTED_ALREADY');
  found(!isCorrected && corrected === undefined, 'corrects', 'NOT_FOUND');
  found(corrected !== undefined && corrected.accountId !== accountId, 'corrects', 'OTHER_ACCOUNT');
}

function checkMoment({ time, acquiredAt = time }: LedgerEntry, { now }: EntryFacts, found: Found): void {
  found(time > now, 'time', 'IN_THE_FUTURE');
  found(time < 0, 'time', 'BEFORE_1970');
  found(acquiredAt < 0, 'acquiredAt', 'BEFORE_1970');
  found(acquiredAt > time, 'acquiredAt', 'AFTER_IT_CAME');
}

function checkInstrument(entry: LedgerEntry, { instrument }: EntryFacts, found: Found): void {
  const { type, instrumentId, cash, quantity, ratio, corrects } = entry;
  const movesCash = cash !== undefined && !cash.amount.isZero();
  const movesQuantity = quantity !== undefined && !quantity.isZero();
  const isOfInstrument = movesQuantity || ratio !== undefined || type === 'return-of-capital';
  const movesNothing = !movesCash && !movesQuantity && ratio === undefined;
  const isTakingBack = movesNothing && corrects !== undefined;
  found(instrumentId !== undefined && instrument === undefined, 'instrumentId', 'NO_SUCH_INSTRUMENT');
  if (isTakingBack) return;
  found(movesNothing, quantity === undefined ? 'cash' : 'quantity', 'MOVES_NOTHING');
  found(isOfInstrument && instrumentId === undefined, 'instrumentId', 'INSTRUMENT_MISSING');
  const isCoin = instrument !== undefined && coinOf(heldOf(instrument)) !== undefined;
  found(isOfInstrument && isCoin, 'instrumentId', 'IS_A_COIN');
  found(ratio !== undefined && type !== 'split', 'ratio', 'NOT_A_SPLIT');
  found(ratio !== undefined && (movesCash || movesQuantity), 'quantity', 'SPLIT_MOVES_AMOUNT');
  // Cash in lieu of a fraction is one of the kind too.
  const wantsRatio = ratio !== undefined || (type === 'split' && !movesQuantity);
  found(wantsRatio && (ratio === undefined || !isRatio(ratio)), 'ratio', 'NO_RATIO');
  if (type !== 'return-of-capital') return;
  found(!movesCash, 'cash', 'NO_CASH');
  found(
    movesCash && instrument !== undefined && cash.currency !== instrument.settle,
    'cash',
    'OTHER_CURRENCY',
  );
}

function isRatio({ new: given, old: of }: NonNullable<LedgerEntry['ratio']>): boolean {
  return Number.isSafeInteger(given) && Number.isSafeInteger(of) && given > 0 && of > 0 && given !== of;
}

function checkCost(
  { cost, acquiredAt, cash, quantity }: LedgerEntry,
  { instrument }: EntryFacts,
  found: Found,
): void {
  const isIn = (quantity ?? cash?.amount)?.isPositive() === true;
  found(acquiredAt !== undefined && !isIn, 'acquiredAt', 'NOTHING_CAME_IN');
  if (cost === undefined) return;
  found(!isIn, 'cost', 'NOTHING_CAME_IN');
  found(cost.amount.isNegative(), 'cost', 'COST_NEGATIVE');
  const isShare = instrument !== undefined && quantity !== undefined;
  found(isShare && cost.currency !== instrument.settle, 'cost', 'OTHER_CURRENCY');
}
