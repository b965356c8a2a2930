import { isInstrument, ofShort, type EnteredMovement } from '#src/domain/entered-movement.ts';
import { heldId } from '#src/domain/ids.ts';
import { maySellShort } from '#src/domain/held.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { foldedQuantity } from './movement-effects.ts';

/** Whether the account is short in what the movement is of, right before it; asked of nothing in which that changes nothing. */
export async function isShortThen(
  read: Repositories,
  { accountId, asset, type, time }: EnteredMovement,
): Promise<boolean> {
  if (!isInstrument(asset) || ofShort(type) === undefined) return false;
  const held = heldId(asset.id);
  if (!maySellShort(await read.accounts.get(accountId), held, asset)) return false;
  // What the record does not know is refused as that.
  if ((await read.instruments.find(asset.id)) === undefined) return false;
  return (await foldedQuantity(read, { accountId, held }, time)).isNegative();
}
