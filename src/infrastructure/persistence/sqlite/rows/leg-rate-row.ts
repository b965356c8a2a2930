import { currency } from '#src/domain/ids.ts';
import type { RateOfLeg } from '#src/infrastructure/persistence/sqlite/paging/fold-pages.ts';
import type { MovementRateRow } from '#src/infrastructure/persistence/sqlite/schema/record/rates.ts';
import { decimalIn } from './row-values.ts';

export type LegRateRow = Pick<MovementRateRow, 'movement_id' | 'currency' | 'into_currency' | 'rate'>;

export function legRateFromRow({ movement_id, currency: of, into_currency, rate }: LegRateRow): RateOfLeg {
  return {
    of: movement_id,
    currency: currency(of),
    into: currency(into_currency),
    rate: decimalIn('movement_rates.rate', rate),
  };
}
