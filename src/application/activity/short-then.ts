import { Decimal } from '#src/domain/decimal.ts';
import { isInstrument, ofShort, type EnteredMovement } from '#src/domain/entered-movement.ts';
import { heldId } from '#src/domain/ids.ts';
import { maySellShort } from '#src/domain/held.ts';
import { scaled } from '#src/domain/lots.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** Whether the account is short of what the movement is of, right before it; asked of nothing in which that changes nothing. */
export async function isShortThen(
  { accounts, trades }: Pick<Repositories, 'accounts' | 'trades'>,
  { accountId, asset, type, time }: EnteredMovement,
): Promise<boolean> {
  if (!isInstrument(asset) || ofShort(type) === undefined) return false;
  if (!maySellShort(await accounts.get(accountId), heldId(asset.id), asset)) return false;
  let quantity = Decimal.zero;
  const of = { instruments: [asset.id], coin: undefined };
  for await (const legs of trades.inFoldOrder(accountId, of)) {
    for (const leg of legs) {
      if (leg.time >= time) return quantity.isNegative();
      if (leg.source !== 'ledger')
        quantity = leg.side === 'SELL' ? quantity.minus(leg.quantity) : quantity.plus(leg.quantity);
      else quantity = leg.ratio ? scaled(quantity, leg.ratio) : quantity.plus(leg.quantity);
    }
  }
  return quantity.isNegative();
}
