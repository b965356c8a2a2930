import type { Fill } from '#src/domain/fill.ts';
import { fillIdOf, type AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { unchangedLots } from '#src/domain/lots.ts';
import { emptyPurse } from '#src/domain/money.ts';
import type { ImportPiece } from '#src/ports/import-writer.ts';
import type { IdentifiedFill } from './import-identity.ts';
import type { FoldedPiece } from './import-positions.ts';

/**
 * The last fills of a symbol together with what they make of its positions: most symbols have one piece of fills, which is
 * then all that is recorded of them.
 */
export function endingWith(
  last: ImportPiece | undefined,
  [first, ...more]: readonly FoldedPiece[],
  of: Pick<ImportPiece, 'accountId' | 'held'>,
): readonly ImportPiece[] {
  const none = { ...of, fills: [], cash: emptyPurse };
  const begin = last ?? { ...none, positions: [], lots: unchangedLots };
  const ended = first && { ...begin, positions: [...begin.positions, ...first.positions], lots: first.lots };
  return [ended ?? begin, ...more.map((piece) => ({ ...none, ...piece }))];
}

export function fillOf(
  { imported, venueTradeId, place }: IdentifiedFill,
  account: AccountId,
  instrument: Instrument,
  receivedAt: number,
): Fill {
  const { time, side, quantity, price, value, fee, feeCurrency } = imported;
  return {
    id: fillIdOf(account, instrument.id, venueTradeId),
    accountId: account,
    instrumentId: instrument.id,
    orderId: undefined,
    venueTradeId,
    side,
    quantity,
    price,
    value,
    fee: fee === undefined ? undefined : { currency: feeCurrency ?? instrument.settle, amount: fee },
    liquidity: undefined,
    source: 'import',
    venueSequence: undefined,
    place,
    time,
    receivedAt,
  };
}
