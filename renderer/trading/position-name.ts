import type { InstrumentInfo } from '#src/contract/market.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { Format } from '#renderer/format/format.ts';
import { symbolOf } from '#renderer/format/symbol.ts';
import { say } from '#renderer/words/say.ts';

export function positionId(position: PositionInfo): string {
  return position.id;
}

/** Tells a position from the others: "BTC-USDT Long 0.5". */
export function positionName(
  { instrumentId, side, enteredQuantity, quantity, closedAt }: PositionInfo,
  instruments: Readonly<Record<string, InstrumentInfo>>,
  format: Format,
): string {
  const size = closedAt === undefined ? quantity : enteredQuantity;
  const shown = format.quantity(size.replace(/^-/, ''), instruments[instrumentId]);
  return say('position.name', { symbol: symbolOf(instrumentId, instruments), side, quantity: shown });
}
