/** The entries that a figure is made of: those that changed it, each with what it changed. */
import { heldBy, legsOf, wholeHolding } from '#src/application/orders/held-legs.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { assetKey, assetOf, type Asset } from '#src/domain/balance-movements.ts';
import { movesCapital } from '#src/domain/entry-types.ts';
import type { ExplainedFigure } from '#src/domain/explained-figures.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import { coinOf, heldCoin } from '#src/domain/held.ts';
import {
  currency as currencyOf,
  heldId,
  instrumentId,
  type AccountId,
  type Currency,
  type HeldId,
} from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { TripChanges, type TripChange } from '#src/domain/trip-changes.ts';
import type { EntriesQuestion, ReadEntries } from '#src/ports/entries-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { earnedEntries } from './earned-entries.ts';
import { EntrySum, rateOfWorth, type Told } from './entry-sum.ts';
import { adjustedEntries, gainEntries } from './moved-entries.ts';
import { moneyPieces } from './money-pieces.ts';
import { openPieces, originOf, type RatedPiece } from './open-pieces.ts';
import { pagesOfFlows } from './pages-of-flows.ts';
import { earnedOn, moneyIn, sumOfPieces, worthOfIncome } from './read-holdings.ts';
import { recordedMovements } from './recorded-movements.ts';

/** What a `GroupReader` answers, of a record that does not change meanwhile. */
export async function readEntries(
  read: Repositories,
  question: EntriesQuestion,
  signal: AbortSignal,
): Promise<ReadEntries> {
  const imports = await read.imports.list();
  const isWhole = imports.every(
    ({ accountId, state }) =>
      !question.accountIds.includes(accountId) || state === 'done' || state === 'undone',
  );
  const sum = new EntrySum(question.most);
  for (const account of isWhole ? question.accountIds : []) {
    for await (const told of entriesOf(read, account, question)) {
      for (const each of told) sum.add(each);
      await nextTurn();
      signal.throwIfAborted();
    }
  }
  return inText({ isWhole, ...(await sum.read(read)) });
}

async function* entriesOf(
  read: Repositories,
  account: AccountId,
  question: EntriesQuestion,
): AsyncIterable<readonly Told[]> {
  switch (question.figure) {
    case 'income':
      return question.of.kind === 'portfolio'
        ? yield* earnedEntries(read, account, { base: question.base, kind: 'income' })
        : yield* incomeEntries(read, account, question);
    case 'paidIn':
      return yield* flowEntries(read, account, question);
    case 'cost':
      if (question.of.kind !== 'asset') break;
      yield await costEntries(read, account, question, question.of.asset);
      return;
    case 'quantity':
      if (question.of.kind === 'asset') yield* moneyEntries(read, account, question, question.of.asset);
      break;
    case 'gainBroughtIn':
    case 'gainTakenOut':
      if (question.of.kind === 'portfolio') yield* gainEntries(read, account, question);
      return;
    case 'other':
      if (question.of.kind !== 'portfolio') return;
      yield* earnedEntries(read, account, { base: question.base, kind: 'other' });
      yield* adjustedEntries(read, account, question);
      return;
    case 'realised':
    case 'fees':
      if (question.of.kind === 'portfolio')
        yield* earnedEntries(read, account, { base: question.base, kind: question.figure });
  }
  for (const held of await heldOf(read, account, question)) yield* tripEntries(read, account, held, question);
}

/** What the figure is about of all that the account holds. */
async function heldOf(
  read: Repositories,
  account: AccountId,
  { of, base }: EntriesQuestion,
): Promise<readonly HeldId[]> {
  const all = [...(await heldBy(read, account))].toSorted();
  if (of.kind === 'portfolio') return all;
  if (of.kind === 'position') return all.filter((each) => each === of.held);
  const { asset } = of;
  const held = asset.kind === 'currency' ? heldCoin(asset.currency, base) : heldId(asset.instrumentId);
  return all.filter((each) => each === held);
}

/** By the fold that makes the round trips: what a leg changed is the difference before and after it. */
async function* tripEntries(
  read: Repositories,
  accountId: AccountId,
  held: HeldId,
  { figure, of, base }: EntriesQuestion,
): AsyncIterable<readonly Told[]> {
  const account = await read.accounts.get(accountId);
  const whole = await wholeHolding(read, { account, held });
  const changes = new TripChanges(whole);
  // What is held is made of the round trip that is open alone.
  const isOfOpen = (figure === 'quantity' || figure === 'cost') && of.kind !== 'position';
  let open: TripChange[] = [];
  for await (const legs of legsOf(read, whole)) {
    const found = legs
      .flatMap((leg) => changes.add(leg))
      .filter(({ tripId }) => of.kind !== 'position' || tripId === of.positionId);
    if (isOfOpen) open = [...open, ...found].filter(({ tripId }) => tripId === changes.open()?.id);
    else if (of.kind === 'portfolio') yield await atMoments(read, found, { figure, held, base });
    else yield found.flatMap((change) => toldOf(change, held, figure));
    await nextTurn();
  }
  yield open.flatMap((change) => toldOf(change, held, figure));
}

/** As the portfolio counts them: each at the rate of its moment, or as it is where it was in the portfolio's currency. */
async function atMoments(
  read: Repositories,
  changes: readonly TripChange[],
  {
    figure,
    held,
    base,
  }: { readonly figure: ExplainedFigure; readonly held: HeldId; readonly base: Currency },
): Promise<readonly Told[]> {
  const all: Told[] = [];
  for (const change of changes) {
    const { id, rates } = change.leg;
    for (const told of toldOf(change, held, figure)) {
      const unit = currencyOf(told.unit);
      const worth = told.amount && worthOf(change, told.amount, figure);
      const known = rates === undefined || unit === base ? undefined : await read.rates.of(id, unit, base);
      all.push({ ...told, rate: known && rateOfWorth(known, told.amount, worth), worth, isInBase: true });
    }
  }
  return all;
}

/** A leg charges one fee of a round trip at most, and has one result. */
function worthOf({ worth }: TripChange, amount: Decimal, figure: ExplainedFigure): Decimal | undefined {
  if (worth === undefined) return amount;
  const { known, unrated } = figure === 'fees' ? worth.fees : worth.realised;
  return unrated > 0 ? undefined : known;
}

function toldOf(change: TripChange, held: HeldId, figure: ExplainedFigure): readonly Told[] {
  const { leg, currency } = change;
  const by = sourceOf(leg);
  const none = { ...by, rate: undefined, worth: undefined };
  if (figure === 'fees') {
    const told = change.fees.map((fee) => ({ ...none, unit: fee.currency, amount: fee.amount }));
    return change.unknownFees > 0 ? [...told, { ...none, unit: currency, amount: undefined }] : told;
  }
  if (figure === 'quantity')
    return change.quantity.isZero() ? [] : [{ ...none, unit: held, amount: change.quantity }];
  if (figure === 'cost')
    return change.cost.isZero() ? [] : [{ ...none, unit: currency, amount: change.cost }];
  const isKnown = !change.isUndecided;
  if (change.realised.isZero() && isKnown) return [];
  const known = change.realised.isZero() ? [] : [{ ...none, unit: currency, amount: change.realised }];
  return isKnown ? known : [...known, { ...none, unit: currency, amount: undefined }];
}

/** All that moved money, which is its balance. */
async function* moneyEntries(
  read: Repositories,
  account: AccountId,
  { base }: EntriesQuestion,
  asset: Asset,
): AsyncIterable<readonly Told[]> {
  if (asset.kind !== 'currency' || heldCoin(asset.currency, base) !== undefined) return;
  const always = { from: 0, to: Number.MAX_SAFE_INTEGER };
  for await (const moved of recordedMovements(read, account, [asset], always)) {
    yield moved.map(({ amount, source }) => ({
      ...(source.kind === 'entry' ? { entry: source.entry } : { fill: source.fill }),
      accountId: account,
      time: source.kind === 'entry' ? source.entry.time : source.fill.time,
      unit: asset.currency,
      amount,
      rate: undefined,
      worth: undefined,
    }));
  }
}

/** What is left of each purchase. */
async function costEntries(
  read: Repositories,
  account: AccountId,
  { base }: EntriesQuestion,
  asset: Asset,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (const position of await read.positions.active([account])) {
    const coin = coinOf(position.held);
    const own = coin === undefined ? await read.instruments.get(instrumentId(position.held)) : undefined;
    const of: Asset | undefined = own ? assetOf(own) : coin && { kind: 'currency', currency: coin };
    if (of === undefined || assetKey(of) !== assetKey(asset)) continue;
    const pieces = await openPieces(read, position, base);
    const isAverageUnknown = sumOfPieces(position, pieces).unrated > 0 && position.method === 'AVERAGE';
    told.push(...pieces.map((piece) => costOf(piece, account, position.currency, isAverageUnknown)));
  }
  const amounts = (await moneyIn(read, account, base)).filter(
    ({ currency }) => asset.kind === 'currency' && currency === asset.currency,
  );
  for (const { currency, pieces } of await moneyPieces(read, account, { amounts, base }))
    told.push(...pieces.map((piece) => costOf(piece, account, currency, false)));
  return told;
}

function costOf(
  { origin, time, cost, rate, rated }: RatedPiece,
  accountId: AccountId,
  unit: string,
  isUnknown: boolean,
): Told {
  return {
    origin,
    accountId,
    time,
    unit,
    amount: cost,
    rate: rate && {
      rate: rate.rate,
      source: rate.source,
      through: rate.through,
      published: rate.published,
    },
    worth: isUnknown ? undefined : rated?.cost,
    isInBase: true,
  };
}

async function* incomeEntries(
  read: Repositories,
  account: AccountId,
  { base, of }: EntriesQuestion,
): AsyncIterable<readonly Told[]> {
  for await (const entries of read.ledger.income(account)) {
    const told: Told[] = [];
    for (const entry of entries) {
      const asset = await earnedOn(read, entry);
      const isAsked = of.kind !== 'asset' || (asset !== undefined && assetKey(asset) === assetKey(of.asset));
      if (asset === undefined || !isAsked) continue;
      const { worth, rate, paid } = await worthOfIncome(read, entry, base);
      told.push({
        ...inBase(entry, account),
        unit: paid?.currency ?? base,
        amount: paid?.amount,
        rate,
        worth,
      });
    }
    yield told;
  }
}

async function* flowEntries(
  read: Repositories,
  account: AccountId,
  { base }: EntriesQuestion,
): AsyncIterable<readonly Told[]> {
  for await (const entries of read.ledger.inPieces(account, { from: 0, to: Number.MAX_SAFE_INTEGER })) {
    yield entries.flatMap((entry) => {
      const { cash, type } = entry;
      if (cash?.currency !== base || !movesCapital(type)) return [];
      return [
        { ...inBase(entry, account), unit: base, amount: cash.amount, rate: undefined, worth: cash.amount },
      ];
    });
  }
  for await (const flows of pagesOfFlows(read.rates, account, base)) {
    yield flows.map(({ id, time, cash, rate }) => ({
      origin: { entryId: id },
      accountId: account,
      time,
      unit: cash.currency,
      amount: cash.amount,
      rate: rate && {
        rate: rate.rate,
        source: rate.source,
        through: rate.through,
        published: rate.published,
      },
      worth: rate && cash.amount.times(rate.rate),
      isInBase: true as const,
    }));
  }
}

function inBase(entry: LedgerEntry, accountId: AccountId) {
  return { entry, accountId, time: entry.time, isInBase: true as const };
}

function sourceOf(leg: Leg) {
  const { accountId, time } = leg;
  return leg.source === 'ledger'
    ? { origin: originOf(leg), accountId, time }
    : { fill: leg as Fill, accountId, time };
}
