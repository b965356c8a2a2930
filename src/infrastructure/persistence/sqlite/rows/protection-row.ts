import { sides } from '#src/domain/fill.ts';
import { accountId, instrumentId } from '#src/domain/ids.ts';
import type { Protection } from '#src/domain/protection.ts';
import type { ProtectionRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import { decimalText, oneOf, optionalDecimalIn } from './row-values.ts';

const sideIn = oneOf('protections.side', sides);

export function protectionToRow(protection: Protection): ProtectionRow {
  return {
    account_id: protection.accountId,
    instrument_id: protection.instrumentId,
    side: protection.side,
    stop_loss: decimalText(protection.stopLoss),
    take_profit: decimalText(protection.takeProfit),
  };
}

export function protectionFromRow(row: ProtectionRow): Protection {
  return {
    accountId: accountId(row.account_id),
    instrumentId: instrumentId(row.instrument_id),
    side: sideIn(row.side),
    stopLoss: optionalDecimalIn('protections.stop_loss', row.stop_loss),
    takeProfit: optionalDecimalIn('protections.take_profit', row.take_profit),
  };
}
