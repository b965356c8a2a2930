import type { Effect, InvalidMovement, MovementOrder } from '#src/application/activity/record-movement.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, ledgerEntryId } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { ok, type NotFound, type Result } from '#src/domain/result.ts';
import { decimalOrUnknown } from './decimal-input.ts';

export function enteredOf({
  movement,
  corrects,
  isNewAsset,
  isTrial,
}: CallRequest<'activity.enter'>): MovementOrder {
  const { accountId, type, time, asset, amount, fee, counterAccountId, cost, acquiredAt, note } = movement;
  return {
    movement: {
      accountId,
      type,
      time,
      asset: currency(asset),
      amount: Decimal.from(amount),
      fee: decimalOrUnknown(fee),
      counterAccountId,
      cost: cost && { currency: currency(cost.currency), amount: Decimal.from(cost.amount) },
      acquiredAt,
      note,
    },
    corrects: corrects === undefined ? undefined : ledgerEntryId(corrects),
    isNewAsset,
    isTrial,
  };
}

export function presentEffects(
  entered: Result<readonly Effect[], NotFound<'account' | 'movement'> | InvalidMovement>,
) {
  return entered.ok ? ok({ effects: inText([...entered.value]) }) : inText(entered);
}
