import type { Brand } from './brand.ts';

export type OrderId = Brand<string, 'OrderId'>;
export type ClientOrderId = Brand<string, 'ClientOrderId'>;
/** One intention of the trader, which one order at most carries out. */
export type DraftId = Brand<string, 'DraftId'>;
export type FillId = Brand<string, 'FillId'>;
export type LedgerEntryId = Brand<string, 'LedgerEntryId'>;
export type PositionId = Brand<string, 'PositionId'>;
export type AccountId = Brand<string, 'AccountId'>;
export type PortfolioId = Brand<string, 'PortfolioId'>;
export type InstrumentId = Brand<string, 'InstrumentId'>;
export type ImportId = Brand<string, 'ImportId'>;
/** Of an entry in the system's keychain. */
export type CredentialId = Brand<string, 'CredentialId'>;
export type VenueId = Brand<string, 'VenueId'>;
export type Currency = Brand<string, 'Currency'>;

function named(text: string, what: string): string {
  if (text === '' || text.length > 128) throw new TypeError(`${what} must have 1 to 128 characters`);
  return text;
}

/** An id made of other ids has no length of its own: a limit would refuse a fill that its venue reported. */
function composed(text: string, what: string): string {
  if (text === '') throw new TypeError(`${what} must not be empty`);
  return text;
}

export function orderId(text: string): OrderId {
  return named(text, 'an order id') as OrderId;
}

export function clientOrderId(text: string): ClientOrderId {
  return named(text, 'a client order id') as ClientOrderId;
}

export function draftId(text: string): DraftId {
  return named(text, 'a draft id') as DraftId;
}

export function ledgerEntryId(text: string): LedgerEntryId {
  return composed(text, 'a ledger entry id') as LedgerEntryId;
}

export function positionId(text: string): PositionId {
  return composed(text, 'a position id') as PositionId;
}

/** Round trips of an account and instrument are counted from 1. */
export function roundTripId(account: AccountId, instrument: InstrumentId, sequence: number): PositionId {
  return positionId(`${account}/${instrument}/${sequence}`);
}

export function accountId(text: string): AccountId {
  return named(text, 'an account id') as AccountId;
}

export function portfolioId(text: string): PortfolioId {
  return named(text, 'a portfolio id') as PortfolioId;
}

export function importId(text: string): ImportId {
  return named(text, 'an import id') as ImportId;
}

export function credentialId(text: string): CredentialId {
  return named(text, 'a credential id') as CredentialId;
}

export function venueId(text: string): VenueId {
  return named(text, 'a venue id') as VenueId;
}

/** A currency or asset code as its venue writes it, in upper case: USDT, BTC, INR. */
export function currency(text: string): Currency {
  return named(text.toUpperCase(), 'a currency') as Currency;
}

/** An instrument id is `venue:symbol`. */
export function instrumentId(text: string): InstrumentId {
  if (!/^[^:]+:./.test(named(text, 'an instrument id'))) {
    throw new TypeError(`instrument id "${text}" must read venue:symbol`);
  }
  return text as InstrumentId;
}

export function fillId(text: string): FillId {
  return composed(text, 'a fill id') as FillId;
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
