import type { Brand } from './brand.ts';

export type OrderId = Brand<string, 'order id'>;
export type ClientOrderId = Brand<string, 'client order id'>;
/** One intention of the trader, which one order at most carries out. */
export type DraftId = Brand<string, 'draft id'>;
export type FillId = Brand<string, 'fill id'>;
export type LedgerEntryId = Brand<string, 'ledger entry id'>;
export type PositionId = Brand<string, 'position id'>;
export type AccountId = Brand<string, 'account id'>;
export type PortfolioId = Brand<string, 'portfolio id'>;
export type InstrumentId = Brand<string, 'instrument id'>;
export type BalanceAssertionId = Brand<string, 'balance assertion id'>;
/** What an account holds lots of: the code of a coin, or the id of an instrument. */
export type HeldId = Brand<string, 'held id'>;
export type ImportId = Brand<string, 'import id'>;
/** Of an entry in the system's keychain. */
export type CredentialId = Brand<string, 'credential id'>;
export type VenueId = Brand<string, 'venue id'>;
export type Currency = Brand<string, 'currency'>;

/** Of an id that nobody made of others. */
const longestId = 128;

/** Makes ids of texts; `name` tells them apart, for the compiler and in words. */
function named<Name extends string>(name: Name): (text: string) => Brand<string, Name> {
  return (text) => {
    if (text === '' || text.length > longestId)
      throw new TypeError(`${name} must have 1 to ${longestId} characters`);
    return text as Brand<string, Name>;
  };
}

/** An id made of other ids has no length of its own: a limit would refuse a fill that its venue reported. */
function composed<Name extends string>(name: Name): (text: string) => Brand<string, Name> {
  return (text) => {
    if (text === '') throw new TypeError(`${name} must not be empty`);
    return text as Brand<string, Name>;
  };
}

export const orderId = named('order id');
export const clientOrderId = named('client order id');
export const draftId = named('draft id');
export const accountId = named('account id');
export const portfolioId = named('portfolio id');
export const balanceAssertionId = named('balance assertion id');
export const importId = named('import id');
export const credentialId = named('credential id');
export const venueId = named('venue id');
export const ledgerEntryId = composed('ledger entry id');
export const positionId = composed('position id');
export const fillId = composed('fill id');
export const heldId = composed('held id');

const currencyCode = named('currency');
const instrumentName = named('instrument id');

/** Round trips of what an account holds are counted from 1. */
export function roundTripId(account: AccountId, held: HeldId, sequence: number): PositionId {
  return positionId(`${account}/${held}/${sequence}`);
}

/** A currency or asset code as its venue writes it, in upper case: USDT, BTC, INR. */
export function currency(text: string): Currency {
  return currencyCode(text.toUpperCase());
}

/** Of text that anybody may have written: undefined where it is no code. */
export function currencyIn(text: string): Currency | undefined {
  const code = text.toUpperCase();
  return code === '' || code.length > longestId ? undefined : currencyCode(code);
}

/** An instrument id is `venue:symbol`. */
export function instrumentId(text: string): InstrumentId {
  const id = instrumentName(text);
  if (!/^[^:]+:./.test(id)) throw new TypeError(`instrument id "${text}" must read venue:symbol`);
  return id;
}

/** The identity of a fill is the venue's: the same report twice is the same fill. */
export function fillIdOf(account: AccountId, instrument: InstrumentId, venueTradeId: string): FillId {
  return fillId(`${account}/${instrument}/${venueTradeId}`);
}

/** What `fillIdOf` made the fill's id of. */
export function venueTradeIdOf(account: AccountId, instrument: InstrumentId, fill: FillId): string {
  return fill.slice(fillIdOf(account, instrument, '').length);
}

export function venueOf(instrument: InstrumentId): VenueId {
  return venueId(instrument.slice(0, instrument.indexOf(':')));
}

/** As its venue writes it. */
export function symbolOf(instrument: InstrumentId): string {
  return instrument.slice(instrument.indexOf(':') + 1);
}
