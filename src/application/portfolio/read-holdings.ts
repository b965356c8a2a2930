import { nextTurn } from '#src/application/next-turn.ts';
import { atPurchase, nothingOpen, type AtPurchase } from '#src/domain/at-purchase.ts';
import { assetKey, assetOf, type Asset } from '#src/domain/balance-movements.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Earning } from '#src/domain/earned.ts';
import { heldCoin } from '#src/domain/held.ts';
import type { AccountId, Currency } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { isMargined } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { PurseSum, type Money, type Purse } from '#src/domain/money.ts';
import type { Position } from '#src/domain/position.ts';
import type {
  AssetIncome,
  HoldingsQuestion,
  OpenHolding,
  OpenMoney,
  ReadHoldings,
  UnratedPiece,
} from '#src/ports/holdings-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { earningsOf } from './earnings.ts';
import { moneyPieces } from './money-pieces.ts';
import { unratedPurchases } from './unrated-purchases.ts';
import { openPieces, type RatedPiece } from './open-pieces.ts';
import { rateAtMoment } from './purchase-rates.ts';

/** What a `GroupReader` answers, of a record that does not change meanwhile. */
export async function readHoldings(
  read: Repositories,
  { accountIds, base }: HoldingsQuestion,
  signal: AbortSignal,
): Promise<ReadHoldings> {
  const imports = await read.imports.list();
  const isWhole = imports.every(
    ({ accountId, state }) => !accountIds.includes(accountId) || state === 'done' || state === 'undone',
  );
  const open: OpenHolding[] = [];
  const money: OpenMoney[] = [];
  const income: AssetIncome[] = [];
  const unrated = new Unrated(base);
  for (const account of isWhole ? accountIds : []) {
    for (const position of await read.positions.active([account])) {
      open.push({ positionId: position.id, at: await openAt(read, position, { base, unrated }) });
      signal.throwIfAborted();
      await nextTurn();
    }
    money.push(...(await moneyOf(read, account, { base, unrated })));
    signal.throwIfAborted();
    income.push(...(await incomeOf(read, account, { base, unrated })));
    for await (const piece of earningsOf(read, account, base)) unrated.addEarnings(account, piece);
    for await (const legs of unratedPurchases(read, account)) for (const leg of legs) unrated.addOne(leg);
  }
  return { ...inText({ isWhole, open, money, income }), unrated: unrated.list() };
}

type Into = { readonly base: Currency; readonly unrated: Unrated };

/** What is in the base currency needs no rates, and so no lots. */
async function openAt(read: Repositories, position: Position, { base, unrated }: Into): Promise<AtPurchase> {
  const { currency, quantity, uncosted, cost } = position;
  if (currency === base)
    return { ...inBase(quantity.minus(uncosted), cost), uncosted: uncosted.isZero() ? 0 : 1 };
  const pieces = await openPieces(read, position, base);
  unrated.add(pieces);
  return sumOfPieces(position, pieces);
}

function inBase(quantity: Decimal, cost: Decimal): AtPurchase {
  return { quantity, cost, rated: { quantity, cost }, unrated: 0, uncosted: 0 };
}

/** Of an average the rate of one purchase is in all of it. */
export function sumOfPieces({ method }: Pick<Position, 'method'>, pieces: readonly RatedPiece[]): AtPurchase {
  const lacking = pieces.filter(({ isPurchase, cost, rated }) => isPurchase && cost && !rated).length;
  if (method !== 'AVERAGE' || lacking === 0) return atPurchase(pieces);
  const uncosted = pieces.filter(({ cost }) => cost === undefined).length;
  return { ...nothingOpen, unrated: lacking, uncosted };
}

async function moneyOf(
  read: Repositories,
  account: AccountId,
  { base, unrated }: Into,
): Promise<readonly OpenMoney[]> {
  const all = await moneyIn(read, account, base);
  const amounts = all.filter(({ currency }) => currency !== base);
  const own = all.filter(({ currency }) => currency === base);
  const told = own.map((each) => ({ ...each, accountId: account, at: inBase(each.amount, each.amount) }));
  for (const { currency, amount, pieces, left } of await moneyPieces(read, account, { amounts, base })) {
    unrated.add(pieces);
    const at = atPurchase(pieces);
    const uncosted = at.uncosted + (left.isZero() ? 0 : 1);
    told.push({ accountId: account, currency, amount, at: { ...at, uncosted } });
  }
  return told;
}

/** With what contracts have realised: in a coin, that is with its lots. */
export async function moneyIn(read: Repositories, account: AccountId, base: Currency): Promise<Purse> {
  const sum = new PurseSum();
  for (const money of await read.ledger.cash(account)) sum.add(money);
  const trips = [...(await read.positions.active([account])), ...(await read.positions.sums([account]))];
  for (const { instrumentId, realised } of trips) {
    const instrument = await read.instruments.get(instrumentId);
    if (isMargined(instrument) && heldCoin(instrument.settle, base) === undefined)
      sum.add({ currency: instrument.settle, amount: realised });
  }
  return sum.purse().filter(({ amount }) => !amount.isZero());
}

/** By what it was earned on. */
async function incomeOf(
  read: Repositories,
  account: AccountId,
  { base, unrated }: Into,
): Promise<readonly AssetIncome[]> {
  const sums = new Map<string, AssetIncome>();
  for await (const entries of read.ledger.income(account)) {
    for (const entry of entries) {
      const asset = await earnedOn(read, entry);
      if (asset === undefined) continue;
      const { worth, lacking } = await worthOfIncome(read, entry, base);
      const key = assetKey(asset);
      const sum = sums.get(key) ?? { accountId: account, asset, known: Decimal.zero, unrated: 0 };
      if (lacking !== undefined) unrated.addOne(lacking);
      sums.set(
        key,
        worth === undefined ? { ...sum, unrated: sum.unrated + 1 } : { ...sum, known: sum.known.plus(worth) },
      );
    }
    await nextTurn();
  }
  return [...sums.values()];
}

/** The instrument that it was paid on, or the currency that came in. */
export async function earnedOn(
  { instruments }: Pick<Repositories, 'instruments'>,
  { instrumentId, cash }: Pick<LedgerEntry, 'instrumentId' | 'cash'>,
): Promise<Asset | undefined> {
  if (instrumentId !== undefined) return assetOf(await instruments.get(instrumentId));
  return cash && { kind: 'currency', currency: cash.currency };
}

type WorthOfIncome = {
  readonly paid: Money | undefined;
  readonly worth: Decimal | undefined;
  readonly rate: RatedPiece['rate'];
  /** What lacks a rate. */
  readonly lacking: UnratedPiece | undefined;
};

/** Income in kind is worth what was told of it; all else what it was worth at its moment. */
export async function worthOfIncome(
  read: Repositories,
  { id, accountId, time, cash, cost }: LedgerEntry,
  base: Currency,
): Promise<WorthOfIncome> {
  const paid = cost ?? cash;
  if (paid === undefined) return { paid, worth: undefined, rate: undefined, lacking: undefined };
  const { currency, amount } = paid;
  const rate = await rateAtMoment(read, id, { currency, base });
  const of = { movementId: id, accountId, currency, into: base, time, instrumentId: undefined };
  return { paid, worth: rate && amount.times(rate.rate), rate, lacking: rate === undefined ? of : undefined };
}

/** Movements without a rate, each once: what is bought and what is left of what paid for it are of one movement. */
class Unrated {
  readonly #found = new Map<string, UnratedPiece>();
  readonly #into: Currency;

  constructor(into: Currency) {
    this.#into = into;
  }

  /** Of what has no cost none is needed. */
  add(pieces: readonly RatedPiece[]): void {
    for (const { cost, lacking } of pieces)
      if (cost !== undefined) for (const piece of lacking) this.addOne(piece);
  }

  addEarnings(accountId: AccountId, earnings: readonly Earning[]): void {
    for (const { movementId, time, fill, worth, rate } of earnings)
      if (worth !== undefined && rate === undefined)
        this.addOne({
          movementId,
          accountId,
          currency: worth.currency,
          into: this.#into,
          time,
          instrumentId: fill?.instrumentId,
        });
  }

  addOne(piece: UnratedPiece): void {
    this.#found.set(`${piece.movementId} ${piece.currency} ${piece.into}`, piece);
  }

  list(): readonly UnratedPiece[] {
    return [...this.#found.values()];
  }
}
