import type { Account, DeadMansSwitchKind, Environment, venueKinds } from '#src/domain/account.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { InstrumentId, VenueId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { KeyProblem } from '#src/domain/key-problem.ts';
import type { Purse } from '#src/domain/money.ts';
import type { Order } from '#src/domain/order.ts';
import type { Result } from '#src/domain/result.ts';
import type { KeyPermissions, VenueBalance, VenueKey } from '#src/domain/venue-key.ts';
import type { Clock } from './clock.ts';
import type { ExchangeClient } from './exchange-client.ts';
import type { Log } from './log.ts';
import type { MarketDataFeed } from './market-data-feed.ts';

export type FeedNeeds = {
  /** What this program was told of the venue, as plain data that crosses threads; undefined where it was told nothing. */
  readonly settings: unknown;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: Log;
};

/** Where orders are matched and prices come from. A folder of `infrastructure/venues`, and one line in the list of them. */
export type Venue = {
  readonly id: VenueId;
  /** As traders call it. */
  readonly label: string;
  readonly kind: (typeof venueKinds)[number];
  /** Its markets; the first is meant where none is named. */
  readonly environments: readonly [Environment, ...Environment[]];
  /** In a thread of its own: it may parse bursts there. Throws for settings that it cannot use. */
  openFeed(needs: FeedNeeds): Promise<MarketDataFeed>;
  /** Sends orders of live accounts to it. Undefined where only paper accounts trade, at its prices. */
  readonly trading?: {
    /** Undefined where it has none. */
    readonly deadMansSwitch?: DeadMansSwitchKind;
    /** Whether orders are sent to that market of it, with what this program was told of the venue. */
    takesOrders(settings: unknown, environment: Environment): boolean;
    /** Only where orders are taken. */
    open(needs: TradingNeeds & Pick<FeedNeeds, 'settings'>): Promise<ExchangeClient>;
  };
  /** Reads accounts of it, in a thread of its own. Undefined where no keys are taken. */
  readonly openAccount?: (needs: AccountNeeds) => Promise<VenueAccount>;
};

export type AccountNeeds = {
  /** As of `FeedNeeds`. */
  readonly settings: unknown;
  readonly environment: Environment;
  readonly key: VenueKey;
  readonly clock: Clock;
};

/** An account at a venue, as its key lets it be read. */
export interface VenueAccount {
  permissions(): Promise<Result<KeyPermissions, KeyProblem>>;
  /** Of everything that it has an amount of. */
  balances(): Promise<Result<readonly VenueBalance[], KeyProblem>>;
  /** What is under way ends as not reached. */
  close(): void;
}

/** What trading on an account begins with. */
export type TradingNeeds = {
  readonly account: Account;
  readonly feed: MarketDataFeed;
  readonly instruments: (id: InstrumentId) => Instrument | undefined;
  readonly clock: Clock;
  /** Cash and holdings by currency at the start, with what open orders reserve. */
  readonly balances: Purse;
  /** The number of the account's last fill; 0 before the first. */
  readonly lastFill: number;
  /** The account's open orders. Those that the venue never acknowledged are not on it. */
  readonly restore: readonly { readonly order: Order; readonly fills: readonly Fill[] }[];
  /** What signs its requests; asked for when it is wanted, since a keychain may take long. */
  readonly readKey: () => Promise<Result<VenueKey, KeyProblem>>;
  /** Told of a fault that no request waits for; the venue goes on after it. */
  readonly onFault: (fault: unknown) => void;
};

export type OpenTrading = (needs: TradingNeeds) => ExchangeClient | Promise<ExchangeClient>;
