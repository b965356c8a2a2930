import type { InstrumentInfo } from '#src/contract/market.ts';
import type { PositionInfo, ProtectionWarningInfo } from '#src/contract/portfolio.ts';
import type { Format } from '#renderer/format/format.ts';

export type ProtectionField = ProtectionWarningInfo['field'];

export const protectionWords = {
  stopLoss: 'stop loss',
  takeProfit: 'take profit',
} as const satisfies Record<ProtectionField, string>;

/** It must not look like a promise: nothing watches the price. */
export const protectionHint = 'Your note: no order is sent when the market gets there';

/** Why a price is probably not meant. */
export function warningWords(
  { field, market }: ProtectionWarningInfo,
  side: PositionInfo['side'],
  instrument: InstrumentInfo | undefined,
  format: Format,
): string {
  const where = (side === 'BUY') === (field === 'stopLoss') ? 'below' : 'above';
  const holding = side === 'BUY' ? 'long' : 'short';
  const at = format.price(market, instrument);
  return `The market is at ${at}: the ${protectionWords[field]} of a ${holding} is meant to lie ${where} it.`;
}

/** What of the note was changed since the field was opened, in words; undefined where nothing was. */
export function changedNote(
  before: PositionInfo,
  now: PositionInfo,
  instrument: InstrumentInfo | undefined,
  format: Format,
): string | undefined {
  const fields = ['stopLoss', 'takeProfit'] as const;
  const changes = fields
    .filter((field) => before[field] !== now[field])
    .map((field) => {
      const price = now[field];
      const is = price === undefined ? 'gone' : `${format.price(price, instrument)} now`;
      return `its ${protectionWords[field]} is ${is}`;
    });
  if (changes.length === 0) return undefined;
  return `This was changed elsewhere: ${changes.join(', ')}. Begin anew from what it is.`;
}
