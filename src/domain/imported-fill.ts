import type { Decimal } from './decimal.ts';
import type { Side } from './fill.ts';
import type { Currency } from './ids.ts';
import type { LedgerEntryType } from './entry-types.ts';
import type { ContractKind, Priced } from './instrument.ts';

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
  /** What was paid or received in all, before fees, where the file says it and price × quantity is something else. */
  readonly value?: Decimal | undefined;
  /** Positive when paid, negative when a rebate; undefined when the file does not say. */
  readonly fee: Decimal | undefined;
  /** Defined wherever there is a fee other than zero. */
  readonly feeCurrency: Currency | undefined;
  readonly orderId: string | undefined;
  /** The venue's own id of the execution: it names the fill. Undefined where the file has none. */
  readonly tradeId: string | undefined;
  /** Of a share: what its price is in. Undefined for a pair, whose symbol says it, and where the file does not say. */
  readonly priceCurrency: Currency | undefined;
  /** Of a future, a perpetual or an option. */
  readonly contract?: ImportedContract | undefined;
};

export type ImportedContract = Priced & { readonly kind: ContractKind };

/** What a file says of an account beside its fills: money that came, went or was paid out. */
export type ImportedEntry = {
  readonly line: number;
  readonly time: number;
  readonly type: Extract<
    LedgerEntryType,
    | 'deposit'
    | 'withdrawal'
    | 'transfer'
    | 'dividend'
    | 'funding'
    | 'fee'
    | 'interest'
    | 'staking'
    | 'airdrop'
    | 'reward'
    | 'realised'
    | 'margin-interest'
    | 'tax'
  >;
  readonly currency: Currency;
  /** Signed: positive is received. */
  readonly amount: Decimal;
  /** The venue's id of the movement; undefined where the file has none. */
  readonly reference: string | undefined;
  /** The share that paid it, or that it was withheld from, where the file names one. In upper case. */
  readonly share?: string | undefined;
};

/** Tells contracts of one name apart by what their prices make. */
export function contractKey(contract: Priced | undefined): string {
  if (contract === undefined) return '';
  const { kind, base, quote, settle, multiplier } = contract;
  return [kind, base, quote, settle, multiplier.toString()].join(' ');
}
