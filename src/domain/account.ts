import type { Decimal } from './decimal.ts';
import type { AccountId, CredentialId, Currency, PortfolioId, VenueId } from './ids.ts';
import type { RiskLimits } from './risk-limits.ts';

/** Shares of the notional: 0.001 is 0.1 %. */
export type FeeRates = { readonly maker: Decimal; readonly taker: Decimal };

/** `paper`: this program matches its orders at the venue's prices. `live`: its orders go to the venue. `history`: it trades nothing. */
export const accountModes = ['paper', 'live', 'history'] as const;
export type AccountMode = (typeof accountModes)[number];

/** A venue's markets, each with prices and accounts of its own. Only on a live one is money real. */
export const environments = ['live', 'testnet', 'sandbox', 'simulated'] as const;
export type Environment = (typeof environments)[number];

/** Whose accounts a workspace holds: real money shares one with history only. */
/** `simulation`: its market is made by this program. */
export const venueKinds = ['exchange', 'simulation'] as const;

/**
 * What a venue cancels by where it has not heard of this program for a while. `account`: all that works on the account, and it is
 * switched on and off from here. `key`: what the key placed, and the venue decides by the key whether it does.
 */
export const deadMansSwitchKinds = ['account', 'key'] as const;
export type DeadMansSwitchKind = (typeof deadMansSwitchKinds)[number];

export const workspaceKinds = ['demo', 'paper', 'live'] as const;
export type WorkspaceKind = (typeof workspaceKinds)[number];

export type Account = {
  readonly id: AccountId;
  readonly portfolioId: PortfolioId;
  readonly name: string;
  readonly venue: VenueId;
  /** Undefined of history: a file of trades does not say in which they were made. */
  readonly environment: Environment | undefined;
  readonly mode: AccountMode;
  /** Names the keychain's entry that signs its requests, and is no secret itself; undefined where nothing is signed. */
  readonly credential: CredentialId | undefined;
  /** Since when nothing is placed on it; undefined while orders may be. */
  readonly disabledAt: number | undefined;
  readonly fees: FeeRates;
  /** Whether its venue is to cancel what works on it once it does not hear of this program any more. */
  readonly deadMansSwitch: boolean;
  /** Whether it may sell more of a coin or a share than it holds; where it may not, the rest came in and is not in the record. */
  readonly mayBorrow: boolean;
  readonly createdAt: number;
};

/** Names that differ in their case alone are taken for each other by whoever reads them. */
export function isSameName(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

/** Whose name it is: the very same one, else one that is taken for it. */
export function findNamed<Named extends Pick<Account, 'name'>>(
  accounts: readonly Named[],
  name: string,
): Named | undefined {
  return (
    accounts.find((account) => account.name === name) ??
    accounts.find((account) => isSameName(account.name, name))
  );
}

function folded(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}

/** Whether its orders move real money. */
export function tradesRealMoney({ mode, environment }: Pick<Account, 'mode' | 'environment'>): boolean {
  return mode === 'live' && environment === 'live';
}

/** Whose orders can be placed here, at once or once it is enabled. */
export function isTraded({ mode }: Pick<Account, 'mode'>): boolean {
  return mode !== 'history';
}

export const lotMethods = ['AVERAGE', 'FIFO', 'LIFO'] as const;
export type LotMethod = (typeof lotMethods)[number];

/**
 * Which lots a sale takes: the oldest, the newest, those that cost most for a unit, or the oldest at the average cost of
 * all. A tax authority may allow others than those by which positions are kept.
 */
export const costMethods = ['FIFO', 'LIFO', 'HIFO', 'AVERAGE'] as const;
export type CostMethod = (typeof costMethods)[number];

export type Portfolio = {
  readonly id: PortfolioId;
  readonly name: string;
  readonly baseCurrency: Currency;
  readonly lotMethod: LotMethod;
  readonly limits: RiskLimits;
  readonly createdAt: number;
};
