import { Decimal } from '#src/domain/decimal.ts';

/** A decimal of the contract that may be left out. */
export function decimalOrUnknown(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}
