/** What is left of the movements of money in an account: those that came in last, each at the rate of its moment. */
import { nextTurn } from '#src/application/next-turn.ts';
import { LeftOfMoney, pieceAt, shareLeft } from '#src/domain/at-purchase.ts';
import { assetKey, changesOfEntry, type Asset } from '#src/domain/balance-movements.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, Currency } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOfFill, type LedgerEntry } from '#src/domain/ledger.ts';
import type { Origin } from '#src/domain/lots.ts';
import type { Purse } from '#src/domain/money.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { RatedPiece } from './open-pieces.ts';
import { rateAtMoment } from './purchase-rates.ts';
import { entriesMoving, profitsOf, type MovementSource, type WantedAssets } from './recorded-movements.ts';

type Moved = {
  readonly amount: Decimal;
  readonly time: number;
  readonly origin: Origin;
  readonly turned?: Turned | undefined;
};
/** All that a trade turned into the portfolio's currency, or out of it, and what that came to in it. */
type Turned = { readonly amount: Decimal; readonly worth: Decimal };
type Change = Moved & { readonly currency: Currency };

export type PiecesOfMoney = {
  readonly currency: Currency;
  readonly amount: Decimal;
  readonly pieces: readonly RatedPiece[];
  /** What no movement of the record makes up. */
  readonly left: Decimal;
};

const pageSize = 500;
const always = { from: 0, to: Number.MAX_SAFE_INTEGER };

/**
 * Of each currency that the account has an amount of. Fills are read from the newest back, and only so far as they make
 * that up.
 */
export async function moneyPieces(
  read: Repositories,
  account: AccountId,
  { amounts, base }: { readonly amounts: Purse; readonly base: Currency },
): Promise<readonly PiecesOfMoney[]> {
  if (amounts.length === 0) return [];
  const left = new Map(
    amounts.map(({ currency, amount }) => [currency, new LeftOfMoney<Moved>(amount)] as const),
  );
  const changes = new MoneyChanges(amounts);
  const instruments = new Map((await read.instruments.list()).map((one) => [one.id, one]));
  const of = { wanted: changes.wanted, instruments };
  const beside = await besideFills(read, account, { of, changes });
  for await (const moved of newestFirst(read, account, { of, base, changes, beside })) {
    for (const { currency, ...each } of moved) left.get(currency)?.add(each);
    if ([...left.values()].every((each) => each.left.isZero())) break;
    await nextTurn();
  }
  const told: PiecesOfMoney[] = [];
  for (const { currency, amount } of amounts) {
    const found = left.get(currency);
    const pieces: RatedPiece[] = [];
    for (const piece of found?.pieces ?? [])
      pieces.push(await rated(read, piece, account, { currency, base }));
    told.push({ currency, amount, pieces, left: found?.left ?? amount });
  }
  return told;
}

async function rated(
  read: Repositories,
  { amount, time, origin, turned }: Moved,
  accountId: AccountId,
  of: { readonly currency: Currency; readonly base: Currency },
): Promise<RatedPiece> {
  const movementId = 'fillId' in origin ? origin.fillId : origin.entryId;
  const common = { movementId, origin, time, isPurchase: true, lacking: [] };
  if (turned === undefined) {
    const rate = await rateAtMoment(read, movementId, of);
    const { currency, base: into } = of;
    const instrumentId = 'fillId' in origin ? origin.instrumentId : undefined;
    const lacking = rate ? [] : [{ movementId, accountId, currency, into, time, instrumentId }];
    return { ...pieceAt(amount, amount, rate?.rate), ...common, rate, lacking };
  }
  const isAll = amount.equals(turned.amount);
  const worth = isAll ? turned.worth : shareLeft(turned.worth, amount, turned.amount);
  const rate = { rate: turned.worth.per(turned.amount), source: 'trade' } as const;
  return { quantity: amount, cost: amount, rated: { quantity: worth, cost: worth }, ...common, rate };
}

/** The currencies that are asked for, and what counts as a movement of their money. */
class MoneyChanges {
  readonly #currencies: ReadonlyMap<string, Currency>;

  constructor(amounts: Purse) {
    this.#currencies = new Map(
      amounts.map(({ currency }) => [assetKey({ kind: 'currency', currency }), currency]),
    );
  }

  get wanted(): ReadonlySet<string> {
    return new Set(this.#currencies.keys());
  }

  of(asset: string, moved: Moved): readonly Change[] {
    const currency = this.#currencies.get(asset);
    return currency === undefined ? [] : [{ ...moved, currency }];
  }
}

type Wanted = { readonly of: WantedAssets; readonly changes: MoneyChanges };

/** Of the ledger, and what margined trades realised: the oldest first. */
async function besideFills(
  read: Repositories,
  account: AccountId,
  { of, changes }: Wanted,
): Promise<readonly Change[]> {
  const found: Change[] = [];
  for (const movements of [entriesMoving(read, account, of, always), profitsOf(read, account, of, always)]) {
    for await (const piece of movements) {
      for (const { asset, amount, time, source } of piece)
        found.push(...changes.of(asset, { amount, time, origin: originOf(source) }));
      await nextTurn();
    }
  }
  return found.toSorted((one, other) => one.time - other.time);
}

/** In pages. Of one moment, what came or went by a fill did so last. */
async function* newestFirst(
  { trades }: Repositories,
  account: AccountId,
  { of, base, changes, beside }: Wanted & { readonly base: Currency; readonly beside: readonly Change[] },
): AsyncIterable<readonly Change[]> {
  const others = [...beside];
  let after: string | undefined;
  do {
    const page = await trades.page({ accountIds: [account] }, 'descending', { limit: pageSize, after });
    const found: Change[] = [];
    for (const fill of page.rows) {
      const { id, instrumentId, time } = fill;
      while ((others.at(-1)?.time ?? -Infinity) > time) found.push(...others.splice(-1));
      const instrument = of.instruments.get(instrumentId);
      const origin = { fillId: id, instrumentId };
      if (instrument === undefined) continue;
      for (const entry of entriesOfFill(fill, instrument))
        for (const { asset, amount } of changesOfEntry(entry, instrument)) {
          const worth = worthOfSide(asset, entry, { instrument, base });
          const turned = worth && { amount, worth };
          found.push(...changes.of(assetKey(asset), { amount, time, origin, turned }));
        }
    }
    yield found;
    after = page.next;
  } while (after !== undefined);
  yield others.toReversed();
}

/** What one side of a trade came to where the other is the portfolio's currency. A fee is no side of it. */
function worthOfSide(
  asset: Asset,
  { type, cash, quantity }: Pick<LedgerEntry, 'type' | 'cash' | 'quantity'>,
  { instrument, base }: { readonly instrument: Instrument; readonly base: Currency },
): Decimal | undefined {
  const { kind, base: traded, settle } = instrument;
  if (type !== 'fill' || kind !== 'spot' || asset.kind !== 'currency') return undefined;
  if (asset.currency === traded && settle === base) return cash?.amount.negated();
  return asset.currency === settle && traded === base ? quantity?.negated() : undefined;
}

function originOf(source: MovementSource): Origin {
  return source.kind === 'entry'
    ? { entryId: source.entry.id }
    : { fillId: source.fill.id, instrumentId: source.instrument.id };
}
