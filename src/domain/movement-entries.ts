/** The entries that record what a trader tells. */
import type { Decimal } from './decimal.ts';
import { isInstrument, wayOf, type EnteredMovement } from './entered-movement.ts';
import type { LedgerEntryId } from './ids.ts';
import type { LedgerEntry } from './ledger.ts';

type Part = Partial<Omit<LedgerEntry, 'id' | 'time' | 'note' | 'link'>>;

/** Those of one happening share a link. */
export function entriesOf(movement: EnteredMovement, nextId: () => LedgerEntryId): readonly LedgerEntry[] {
  const { accountId, type, time, note } = movement;
  const nothing = { cash: undefined, instrumentId: undefined, quantity: undefined };
  const entries = partsOf(movement).map((part): LedgerEntry => ({
    ...nothing,
    accountId,
    type,
    time,
    note,
    id: nextId(),
    ...part,
  }));
  const [first] = entries;
  return entries.length === 1 ? entries : entries.map((entry) => ({ ...entry, link: first?.id }));
}

function partsOf(movement: EnteredMovement): readonly Part[] {
  const { type, amount, ratio, into, cash } = movement;
  const of = instrumentPart(movement);
  const paid = cash === undefined || cash.isZero() ? undefined : moneyPart(movement, cash);
  const inLieu = amount.isNegative() && cash ? moneyPart(movement, cash.negated()) : paid;
  const comes = into && { instrumentId: into.instrument.id, quantity: into.quantity };
  switch (type) {
    case 'split':
      return [{ ...of, ratio }, ...(inLieu ? [{ ...of, ...inLieu, quantity: amount.negated() }] : [])];
    case 'spin-off':
      return [{ ...of, ratio }, { ...comes }];
    case 'merger':
      return [
        ...(paid ? [{ ...of, ...paid, type: 'return-of-capital' } as const] : []),
        { ...of, quantity: amount.negated() },
        { ...comes },
      ];
    case 'exercise':
    case 'assignment': {
      const isReceived = into?.quantity.isPositive() === true;
      const strike = cash && moneyPart(movement, isReceived ? cash.negated() : cash);
      return [
        { ...of, quantity: type === 'exercise' ? amount.negated() : amount },
        { ...comes, ...strike },
      ];
    }
    case 'return-of-capital':
      return [{ ...of, ...moneyPart(movement, amount) }];
    case 'expiry':
      return [{ ...of, quantity: amount.negated() }];
    default:
      return movedParts(movement);
  }
}

/** Its own, one of its fee, and the other end of a transfer. */
function movedParts(movement: EnteredMovement): readonly Part[] {
  const { type, amount, fee, feeWorth, counterAccountId, cost, acquiredAt } = movement;
  const left = fee === undefined ? amount : amount.minus(fee);
  const moved = wayOf(type) === 'out' ? left.negated() : left;
  const parts: Part[] = [{ ...amountPart(movement, moved), cost, acquiredAt }];
  if (fee !== undefined && !fee.isZero())
    parts.push({ ...amountPart(movement, fee.negated()), type: 'fee', cost: feeWorth });
  if (type === 'transfer' && counterAccountId !== undefined)
    parts.push({ ...amountPart(movement, left), accountId: counterAccountId });
  return parts;
}

function amountPart({ asset, on }: EnteredMovement, moved: Decimal): Part {
  return isInstrument(asset)
    ? { instrumentId: asset.id, quantity: moved }
    : { cash: { currency: asset, amount: moved }, instrumentId: on?.id };
}

function instrumentPart({ asset }: EnteredMovement): Part {
  return isInstrument(asset) ? { instrumentId: asset.id } : {};
}

/** In what the instrument is paid. */
function moneyPart({ asset }: EnteredMovement, amount: Decimal): Part {
  return { cash: { currency: isInstrument(asset) ? asset.settle : asset, amount } };
}
