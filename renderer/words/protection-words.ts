import type { InstrumentInfo } from '#src/contract/market.ts';
import type { PositionInfo, ProtectionWarningInfo } from '#src/contract/portfolio.ts';
import type { Format } from '#renderer/format/format.ts';
import { say } from './say.ts';

export type ProtectionField = ProtectionWarningInfo['field'];

/** Why a price is probably not meant. */
export function warningWords(
  { field, market }: ProtectionWarningInfo,
  side: PositionInfo['side'],
  instrument: InstrumentInfo | undefined,
  format: Format,
): string {
  const price = format.price(market, instrument);
  const place = (side === 'BUY') === (field === 'stopLoss') ? 'Below' : 'Above';
  return say(`position.${field}${place}`, { price });
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
      return price === undefined
        ? say(`position.${field}Gone`)
        : say(`position.${field}Now`, { price: format.price(price, instrument) });
    });
  if (changes.length === 0) return undefined;
  return say('position.changedElsewhere', { changes: changes.join(', ') });
}
