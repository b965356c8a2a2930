import type { Effect } from '#src/application/activity/movement-effects.ts';
import type {
  enterMovement,
  InvalidMovement,
  MovementOrder,
} from '#src/application/activity/record-movement.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, ledgerEntryId } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import type { Money } from '#src/domain/money.ts';
import { ok, type NotFound, type Result } from '#src/domain/result.ts';
import { decimalOrUnknown } from './decimal-input.ts';

export function enteredOf({
  movement,
  corrects,
  isNewAsset,
  isTrial,
}: CallRequest<'activity.enter'>): MovementOrder {
  const { accountId, type, time, asset, amount, counterAccountId, ratio, into, on, acquiredAt, note } =
    movement;
  return {
    movement: {
      accountId,
      type,
      time,
      asset: asset.kind === 'currency' ? { ...asset, currency: currency(asset.currency) } : asset,
      amount: Decimal.from(amount),
      fee: decimalOrUnknown(movement.fee),
      feeWorth: moneyOf(movement.feeWorth),
      counterAccountId,
      ratio,
      into: into && { ...into, quantity: Decimal.from(into.quantity) },
      cash: decimalOrUnknown(movement.cash),
      on,
      cost: moneyOf(movement.cost),
      acquiredAt,
      note,
    },
    corrects: corrects === undefined ? undefined : ledgerEntryId(corrects),
    isNewAsset,
    isTrial,
  };
}

export function moneyOf(
  told: { readonly currency: string; readonly amount: string } | undefined,
): Money | undefined {
  return told && { currency: currency(told.currency), amount: Decimal.from(told.amount) };
}

export function presentEntered(entered: Awaited<ReturnType<typeof enterMovement>>) {
  if (!entered.ok) return inText(entered);
  const { effects, lostRates } = entered.value;
  return ok({ effects: inText([...effects]), lostRates: inText([...lostRates]) });
}

export function presentEffects(
  entered: Result<readonly Effect[], NotFound<'account' | 'movement'> | InvalidMovement>,
) {
  return entered.ok ? ok({ effects: inText([...entered.value]) }) : inText(entered);
}
