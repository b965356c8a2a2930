import { pagesOfFills } from '#src/application/pages-of-fills.ts';
import { assetKey, changesOfEntry, changesOfFill, type Asset } from '#src/domain/balance-movements.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import { heldId, type AccountId, type InstrumentId } from '#src/domain/ids.ts';
import { isMargined, type Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { scaled } from '#src/domain/lots.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { ResultOfLegs } from '#src/domain/settled-results.ts';
import { legsOf, wholeHolding } from '#src/application/orders/held-legs.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** What moved an amount of an asset; `profit` is what a margined fill realised, as an entry of a contract may too. */
export type MovementSource =
  | { readonly kind: 'entry'; readonly entry: LedgerEntry }
  | { readonly kind: 'fill' | 'profit'; readonly fill: Fill; readonly instrument: Instrument };

export type RecordedMovement = {
  readonly time: number;
  /** The key of what moved. */
  readonly asset: string;
  /** Signed: positive is received. */
  readonly amount: Decimal;
  readonly source: MovementSource;
};

/** `from` is part of it, `to` is not. */
export type MovementSpan = { readonly from: number; readonly to: number };

const pageSize = 500;

/**
 * What the record says that moved any of the assets in an account: all entries, all fills, what splits made of what there
 * was, and what contracts realised, in pieces. Each of them comes in order of time.
 */
export async function* recordedMovements(
  reads: Repositories,
  account: AccountId,
  assets: readonly Asset[],
  span: MovementSpan,
): AsyncIterable<readonly RecordedMovement[]> {
  const wanted = new Set(assets.map(assetKey));
  const instruments = new Map((await reads.instruments.list()).map((one) => [one.id, one]));
  yield* entriesMoving(reads, account, { wanted, instruments }, span);
  for await (const fills of pagesOfFills(reads.trades, { accountIds: [account], ...span }, pageSize)) {
    yield fills.flatMap((fill) => {
      const instrument = instruments.get(fill.instrumentId);
      if (instrument === undefined) return [];
      return changesOfFill(fill, instrument)
        .map(({ asset, amount }) => ({ time: fill.time, asset: assetKey(asset), amount }))
        .filter(({ asset }) => wanted.has(asset))
        .map((change) => ({ ...change, source: { kind: 'fill', fill, instrument } as const }));
    });
  }
  for (const instrument of instruments.keys())
    if (wanted.has(sharesKey(instrument))) yield* splitsOf(reads, account, instrument, span);
  yield* profitsOf(reads, account, { wanted, instruments }, span);
}

export type WantedAssets = {
  /** Their keys. */
  readonly wanted: ReadonlySet<string>;
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
};

/** Entries of the ledger alone. */
export async function* entriesMoving(
  { ledger }: Pick<Repositories, 'ledger'>,
  account: AccountId,
  { wanted, instruments }: WantedAssets,
  span: MovementSpan,
): AsyncIterable<readonly RecordedMovement[]> {
  for await (const entries of ledger.inPieces(account, span)) {
    yield entries.flatMap((entry) =>
      changesOfEntry(entry, entry.instrumentId && instruments.get(entry.instrumentId))
        .map(({ asset, amount }) => ({ time: entry.time, asset: assetKey(asset), amount }))
        .filter(({ asset }) => wanted.has(asset))
        .map((change) => ({ ...change, source: { kind: 'entry', entry } as const })),
    );
  }
}

/** What margined contracts realised alone, lot by lot, by all that changed them: what expired or was split too. */
export async function* profitsOf(
  reads: Repositories,
  account: AccountId,
  { wanted, instruments }: WantedAssets,
  span: MovementSpan,
): AsyncIterable<readonly RecordedMovement[]> {
  const margined = await marginedOf(reads, account, wanted, instruments);
  if (margined.length === 0) return;
  const owner = await reads.accounts.get(account);
  for (const instrument of margined) {
    const whole = await wholeHolding(reads, { account: owner, held: heldId(instrument.id) });
    const results = new ResultOfLegs(new PositionFold(whole));
    for await (const legs of legsOf(reads, whole)) {
      const realised: RecordedMovement[] = [];
      for (const leg of legs) {
        const amount = results.add(leg);
        if (amount.isZero() || !isIn(leg.time, span)) continue;
        const source = await sourceOf(reads, leg, instrument);
        if (source !== undefined)
          realised.push({ time: leg.time, asset: settleKey(instrument), amount, source });
      }
      yield realised;
    }
  }
}

async function sourceOf(
  { ledger }: Pick<Repositories, 'ledger'>,
  leg: Leg,
  instrument: Instrument,
): Promise<MovementSource | undefined> {
  if (leg.source !== 'ledger') return { kind: 'profit', fill: leg, instrument };
  const entry = await ledger.find(leg.id);
  return entry && { kind: 'entry', entry };
}

/** What splits added or took: it depends on what there was, and comes in the order in which all that moved it folds. */
async function* splitsOf(
  { trades, ledger }: Repositories,
  account: AccountId,
  instrument: InstrumentId,
  span: MovementSpan,
): AsyncIterable<readonly RecordedMovement[]> {
  if ((await ledger.reshapedAt(account, instrument)) === undefined) return;
  const asset = sharesKey(instrument);
  let quantity = Decimal.zero;
  for await (const legs of trades.inFoldOrder(account, { instruments: [instrument], coin: undefined })) {
    const added: RecordedMovement[] = [];
    for (const leg of legs) {
      if (leg.source !== 'ledger' || leg.ratio === undefined) {
        const isOut = leg.source !== 'ledger' && leg.side === 'SELL';
        quantity = isOut ? quantity.minus(leg.quantity) : quantity.plus(leg.quantity);
        continue;
      }
      const after = scaled(quantity, leg.ratio);
      const entry = isIn(leg.time, span) ? await ledger.find(leg.id) : undefined;
      if (entry !== undefined)
        added.push({
          time: leg.time,
          asset,
          amount: after.minus(quantity),
          source: { kind: 'entry', entry },
        });
      quantity = after;
    }
    yield added.filter(({ amount }) => !amount.isZero());
  }
}

function sharesKey(instrument: InstrumentId): string {
  return assetKey({ kind: 'instrument', instrumentId: instrument });
}

function isIn(time: number, { from, to }: MovementSpan): boolean {
  return time >= from && time < to;
}

/** Those that the account has traded and whose profit is in one of the currencies. */
async function marginedOf(
  { positions }: Repositories,
  account: AccountId,
  wanted: ReadonlySet<string>,
  instruments: ReadonlyMap<string, Instrument>,
): Promise<readonly Instrument[]> {
  const trips = [...(await positions.active([account])), ...(await positions.sums([account]))];
  const traded = new Set(trips.map(({ instrumentId }) => instrumentId));
  return [...traded]
    .map((id) => instruments.get(id))
    .filter((one) => one !== undefined)
    .filter((one) => isMargined(one) && wanted.has(settleKey(one)));
}

function settleKey({ settle }: Instrument): string {
  return assetKey({ kind: 'currency', currency: settle });
}
