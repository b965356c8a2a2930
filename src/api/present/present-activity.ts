import type { ActivityInfo } from '#src/contract/activity.ts';
import { sourceOfEntry } from '#src/domain/activity.ts';
import { assetOf, type Asset } from '#src/domain/balance-movements.ts';
import { valueOfFill } from '#src/domain/fill.ts';
import type { Account } from '#src/domain/account.ts';
import type { Currency } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { isMargined, type Instrument } from '#src/domain/instrument.ts';
import { movesNothing, type LedgerEntry } from '#src/domain/ledger.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { RecordedActivity, RecordedEntry } from '#src/ports/activity-repository.ts';

/** What a row is told with. */
export type ActivityAbout = {
  readonly account: Account;
  /** The one that it names. */
  readonly instrument: Instrument | undefined;
  readonly base: Currency;
  readonly fileName: string | undefined;
  /** Of an entry in another currency than the base, where its rate is known. */
  readonly worth: Decimal | undefined;
  /** Whether the entry that took its place only takes it back. */
  readonly isTakenBack: boolean;
};

type Filled = Extract<RecordedActivity, { readonly kind: 'fill' }>;

export function presentEntry(
  { entry, correctedBy, importId, place }: RecordedEntry,
  { account, instrument, base, fileName, worth, isTakenBack }: ActivityAbout,
): ActivityInfo {
  const { id, type, time, cash, quantity, note, corrects, link, ratio, cost, acquiredAt } = entry;
  const moved = movedBy(entry, instrument);
  const inBase = cash?.currency === base ? cash.amount : worth;
  const replaced = isTakenBack ? 'takenBack' : 'corrected';
  const own = movesNothing(entry) && corrects !== undefined ? 'takesBack' : 'counts';
  return {
    kind: 'entry',
    id,
    accountId: account.id,
    time,
    type,
    instrumentId: entry.instrumentId,
    asset: moved?.asset,
    amount: moved?.amount.toString(),
    counter: quantity === undefined ? undefined : inText(cash),
    worth: inBase?.toString(),
    note,
    source: sourceOfEntry(account, importId !== undefined),
    fileName,
    state: correctedBy === undefined ? own : replaced,
    corrects,
    correctedBy,
    link,
    ratio,
    cost: inText(cost),
    acquiredAt,
    place,
  };
}

export function presentTrade(
  { fill, importId, place, isFeeByHand }: Filled,
  instrument: Instrument,
  { base, fileName }: Pick<ActivityAbout, 'base' | 'fileName'>,
): ActivityInfo {
  const { id, accountId, time, side, quantity, price, fee } = fill;
  // What a contract is worth is neither paid nor received.
  const paid = isMargined(instrument) ? undefined : valueOfFill(fill, instrument);
  return {
    kind: 'trade',
    id,
    accountId,
    time,
    side,
    instrumentId: instrument.id,
    asset: assetOf(instrument),
    amount: (side === 'BUY' ? quantity : quantity.negated()).toString(),
    counter: paid && {
      currency: instrument.settle,
      amount: (side === 'BUY' ? paid.negated() : paid).toString(),
    },
    price: price.toString(),
    fee: inText(fee),
    isFeeByHand: isFeeByHand && fee !== undefined ? true : undefined,
    worth: instrument.settle === base ? paid?.toString() : undefined,
    source: importId === undefined && fill.source !== 'import' ? 'venue' : 'import',
    fileName,
    place,
  };
}

function movedBy(
  { cash, quantity }: LedgerEntry,
  instrument: Instrument | undefined,
): { readonly asset: Asset; readonly amount: Decimal } | undefined {
  if (quantity !== undefined && instrument !== undefined)
    return { asset: assetOf(instrument), amount: quantity };
  return cash && { asset: { kind: 'currency', currency: cash.currency }, amount: cash.amount };
}
