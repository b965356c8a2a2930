import type { Account } from '#src/domain/account.ts';
import { carriedBetween, withCarried, type CarryingFold } from '#src/domain/carried-lots.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import {
  coinOf,
  heldByEntry,
  heldCoin,
  heldIn,
  maySellShort,
  movementOf,
  type HeldMovement,
} from '#src/domain/held.ts';
import {
  heldId,
  instrumentId,
  type AccountId,
  type Currency,
  type HeldId,
  type InstrumentId,
} from '#src/domain/ids.ts';
import { isMargined, type Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Holding } from '#src/domain/leg-effect.ts';
import type { Position } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { withResults } from '#src/domain/settled-results.ts';
import { isCash } from '#src/domain/quote-currencies.ts';
import { importVenue, pairOfCoin } from '#src/domain/pair-of-coin.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** All that is needed to fold what an account holds anew. */
export type WholeHolding = Holding & {
  /** Undefined for what is held by its instrument. */
  readonly coin: Currency | undefined;
  readonly listing: Instrument;
  /** Of which only the fills whose fee was paid in the coin belong to it. */
  readonly feesOf: readonly InstrumentId[];
  /** Contracts that are settled in the coin. */
  readonly settledBy: readonly InstrumentId[];
  /** Where it is priced by all that was folded so far: the record has to have them before the positions. */
  readonly listed: () => readonly Instrument[];
};

export type Touched = { readonly accountId: AccountId; readonly held: HeldId };
export type HeldBy = { readonly account: Account; readonly held: HeldId };

/** As `Holding`, of the fills alone that are given. */
export async function holdingOf(
  read: Pick<Repositories, 'portfolios' | 'feeSchedules'>,
  { account, held }: HeldBy,
  instruments: readonly Instrument[],
): Promise<Holding> {
  const { lotMethod: method, baseCurrency: base } = await read.portfolios.get(account.portfolioId);
  return {
    accountId: account.id,
    held,
    method,
    mayBeShort: maySellShort(account, held, instruments[0]),
    instruments: new Map(instruments.map((instrument) => [instrument.id, instrument])),
    base,
    feeSchedules: await read.feeSchedules.of(account.id),
  };
}

/** Whatever it was traded in, and where it is priced until it is. */
export async function wholeHolding(read: Repositories, by: HeldBy): Promise<WholeHolding> {
  const { account, held } = by;
  const coin = coinOf(held);
  if (coin === undefined) {
    const instrument = await read.instruments.get(instrumentId(held));
    const listed = () => [instrument];
    const holding = await holdingOf(read, by, [instrument]);
    return { ...holding, coin, listing: instrument, listed, feesOf: [], settledBy: [] };
  }
  const pairs = await read.instruments.ofCoin(coin);
  const { baseCurrency } = await read.portfolios.get(account.portfolioId);
  const listing = listingOf(account, pairs, baseCurrency) ?? pairOfCoin(coin, baseCurrency);
  const told = new Map<Currency, Instrument>();
  const listingIn = (code: Currency): Instrument => {
    const inIt = pairs.filter(({ settle }) => settle === code);
    const found = told.get(code) ?? listingOf(account, inIt, baseCurrency) ?? pairOfCoin(coin, code);
    told.set(code, found);
    return found;
  };
  const listed = () => [listing, ...told.values()];
  const { quoted, settled: settledBy, fees: feesOf } = await read.trades.paidIn(account.id, coin);
  const payments = await Promise.all(
    [...quoted, ...settledBy, ...feesOf].map((id) => read.instruments.get(id)),
  );
  const holding = await holdingOf(read, by, [...pairs, listing, ...payments]);
  return { ...holding, coin, listing, listingIn, listed, feesOf, settledBy };
}

/** At the account's own venue or another that has prices, in the portfolio's currency, in money: as much of that as there is. */
function listingOf({ venue }: Account, pairs: readonly Instrument[], base: Currency): Instrument | undefined {
  const rank = (pair: Instrument): number =>
    (pair.venue === importVenue ? 8 : pair.venue === venue ? 0 : 4) +
    (pair.quote === base ? 0 : isCash(pair.quote) ? 1 : 2);
  return pairs.toSorted((one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1))[0];
}

/**
 * All that changed it, in the order in which that folds, in pieces, with the lots that linked entries bring. `foldOf` makes
 * the fold in which lots leave what they come from.
 */
export function legsOf(
  read: Repositories,
  whole: WholeHolding,
  foldOf: (from: WholeHolding) => CarryingFold = (from) => new PositionFold(from),
): AsyncIterable<readonly Leg[]> {
  return withCarried(ownLegsOf(read, whole), {
    async departureOf(link) {
      const found = carriedBetween(await endsOf(read, link));
      if (found === undefined) return undefined;
      const { accountId, held } = found.from;
      const account = await read.accounts.get(accountId);
      return { ...found, from: await wholeHolding(read, { account, held }) };
    },
    keyOf: ({ accountId, held }) => `${accountId} ${held}`,
    legsOf: (from) => ownLegsOf(read, from),
    foldOf,
  });
}

/** Without the lots that linked entries bring; of contracts that the coin settles, with what they realised. */
export function ownLegsOf(read: Repositories, whole: WholeHolding): AsyncIterable<readonly Leg[]> {
  const { accountId, instruments, coin, feesOf, settledBy } = whole;
  const all = [...instruments.keys()].filter((id) => !feesOf.includes(id) && !settledBy.includes(id));
  const legs = read.trades.inFoldOrder(accountId, { instruments: all, feesOf, settledBy, coin });
  if (settledBy.length === 0) return legs;
  const contractOf = async (contract: InstrumentId): Promise<WholeHolding> =>
    wholeHolding(read, { account: await read.accounts.get(accountId), held: heldId(contract) });
  return withResults(legs, {
    contracts: new Set(settledBy),
    async *legsOf(contract) {
      yield* legsOf(read, await contractOf(contract));
    },
    foldOf: async (contract) => new PositionFold(await contractOf(contract)),
  });
}

/** The entries of a link as legs of what is held. */
async function endsOf(
  read: Repositories,
  link: string,
): Promise<readonly { readonly holding: Touched; readonly leg: HeldMovement | undefined }[]> {
  const ends: { readonly holding: Touched; readonly leg: HeldMovement | undefined }[] = [];
  for (const entry of await read.ledger.linked(link)) {
    for (const holding of await touchedBy(read, [entry]))
      ends.push({ holding, leg: movementOf(entry, coinOf(holding.held)) });
  }
  return ends;
}

/**
 * With all that lots may have come from, or gone to, over links, and the coins that settle contracts: what changes of one
 * changes the others.
 */
export async function linkedWith(read: Repositories, begin: readonly Touched[]): Promise<readonly Touched[]> {
  const all = new Map(begin.map((by) => [keyOf(by), by]));
  for (const { accountId, held } of all.values()) {
    const coin = await coinSettling(read, accountId, held);
    if (coin !== undefined) all.set(keyOf({ accountId, held: coin }), { accountId, held: coin });
    for (const link of await read.ledger.linksOf(accountId, held)) {
      for (const { holding, leg } of await endsOf(read, link))
        if (leg?.link !== undefined && !all.has(keyOf(holding))) all.set(keyOf(holding), holding);
    }
  }
  return [...all.values()];
}

/** What it realises is held in that. */
async function coinSettling(
  read: Repositories,
  account: AccountId,
  held: HeldId,
): Promise<HeldId | undefined> {
  if (coinOf(held) !== undefined) return undefined;
  const instrument = await read.instruments.find(instrumentId(held));
  return instrument && isMargined(instrument)
    ? heldCoin(instrument.settle, await baseOf(read, account))
    : undefined;
}

function keyOf({ accountId, held }: Touched): string {
  return `${accountId} ${held}`;
}

/** What changed a round trip last; undefined where the record has it no more. */
export async function lastLegOf(read: Repositories, position: Position): Promise<Leg | undefined> {
  const { accountId, last, held } = position;
  if ('fillId' in last) return read.trades.find(accountId, last.instrumentId, last.fillId);
  const entry = await read.ledger.find(last.entryId);
  return entry && movementOf(entry, coinOf(held));
}

/** What the portfolio of an account is measured in. */
export async function baseOf(
  { accounts, portfolios }: Pick<Repositories, 'accounts' | 'portfolios'>,
  id: AccountId,
): Promise<Currency> {
  const { portfolioId } = await accounts.get(id);
  return (await portfolios.get(portfolioId)).baseCurrency;
}

/** What entries are in the round trips of. */
export async function touchedBy(
  read: Repositories,
  entries: readonly LedgerEntry[],
): Promise<readonly Touched[]> {
  const touched = new Map<string, Touched>();
  for (const entry of entries) {
    const { accountId, instrumentId: id } = entry;
    const instrument = id && (await read.instruments.get(id));
    for (const held of heldByEntry(entry, instrument, await baseOf(read, accountId)))
      touched.set(keyOf({ accountId, held }), { accountId, held });
  }
  return [...touched.values()];
}

/** What the account holds by the fills, each with its own; undefined for money that was traded for money. */
export function byHeld<Each extends Pick<Fill, 'accountId' | 'instrumentId'>>(
  fills: readonly Each[],
  heldByFill: (fill: Each) => HeldId | undefined,
): ReadonlyMap<string, { readonly held: HeldId | undefined; readonly fills: readonly Each[] }> {
  const groups = new Map<string, { readonly held: HeldId | undefined; readonly fills: Each[] }>();
  for (const fill of fills) {
    const held = heldByFill(fill);
    const key = `${fill.accountId} ${held}`;
    const group = groups.get(key) ?? { held, fills: [] };
    group.fills.push(fill);
    groups.set(key, group);
  }
  return groups;
}

/** All that the account ever held, as far as it can be told. */
export async function heldBy(read: Repositories, account: AccountId): Promise<readonly HeldId[]> {
  const { trades, positions, ledger, instruments } = read;
  const open = await positions.active([account]);
  const closed = await positions.sums([account]);
  const traded = [
    ...(await trades.instrumentsOf(account)),
    ...(await ledger.instrumentsOf(account)),
    ...closed.map((sums) => sums.instrumentId),
  ];
  const base = await baseOf(read, account);
  const known = await Promise.all(traded.map((id) => instruments.get(id)));
  const coins = [
    ...(await ledger.coinsOf(account)),
    ...(await trades.feeCurrencies(account)),
    ...known.map(({ settle }) => settle),
  ];
  return [
    ...new Set([
      ...known.flatMap((instrument) => heldIn(base, instrument) ?? []),
      ...coins.flatMap((coin) => heldCoin(coin, base) ?? []),
      ...open.map((position) => position.held),
    ]),
  ];
}
