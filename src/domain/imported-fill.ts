import type { Decimal } from './decimal.ts';
import type { Side } from './fill.ts';
import type { Currency } from './ids.ts';

/** A fill as a file tells it: its instrument and its order are names that mean something only to the file's maker. */
export type ImportedFill = {
  /** The line in the file, the header being line 1. */
  readonly line: number;
  readonly time: number;
  /** In upper case. */
  readonly symbol: string;
  readonly side: Side;
  /** Positive, as is the price. */
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** Positive when paid, negative when a rebate; undefined when the file does not say. */
  readonly fee: Decimal | undefined;
  /** Defined wherever there is a fee other than zero. */
  readonly feeCurrency: Currency | undefined;
  readonly orderId: string | undefined;
};
