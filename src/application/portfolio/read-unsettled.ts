import { Decimal } from '#src/domain/decimal.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { legsOf, wholeHolding } from '#src/application/orders/held-legs.ts';
import { fillId, heldId, ledgerEntryId, type AccountId, type InstrumentId } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { isMargined } from '#src/domain/instrument.ts';
import { valueOfFill, type Fill } from '#src/domain/fill.ts';
import type { Settled } from '#src/domain/fill-order.ts';
import { heldOf, heldCoin, type MovedEntry } from '#src/domain/held.ts';
import { coinPaid } from '#src/domain/payment.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { ResultOfLegs } from '#src/domain/settled-results.ts';
import { proposeTransfers, type ProposedTransfer, type TransferEnd } from '#src/domain/transfer-proposals.ts';
import { needsRate, type Flow } from '#src/domain/paid-in.ts';
import type {
  ReadUnratedEntry,
  ReadUnratedLeg,
  ReadUnsettled,
  UnsettledQuestion,
} from '#src/ports/unsettled-reader.ts';
import type { UnratedEntry, UnratedLeg } from '#src/ports/movement-rate-repository.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { Counted } from '#src/ports/unsettled-repository.ts';
import { pagesOfFlows } from './pages-of-flows.ts';
import { ratedEntry } from './rated-entry.ts';
import { readHoldings } from './read-holdings.ts';
import { uncostedElsewhere } from './unrated-purchases.ts';

/** What a `GroupReader` answers, of a record that does not change meanwhile. */
export async function readUnsettled(
  read: Repositories,
  question: UnsettledQuestion,
  signal: AbortSignal,
): Promise<ReadUnsettled> {
  const { accountIds, base, most } = question;
  const { unsettled, rates } = read;
  const imports = await read.imports.list();
  const isWhole = imports.every(
    ({ accountId, state }) => !accountIds.includes(accountId) || state === 'done' || state === 'undone',
  );
  async function ofAll<Row extends { readonly time: number }>(
    of: (account: AccountId) => Promise<Counted<Row>>,
  ): Promise<Counted<Row>> {
    const found: Counted<Row>[] = [];
    for (const account of isWhole ? accountIds : []) {
      signal.throwIfAborted();
      found.push(await of(account));
      await nextTurn();
    }
    const rows = found.flatMap((each) => each.rows).toSorted((one, other) => one.time - other.time);
    return { rows: rows.slice(0, most), total: found.reduce((sum, { total }) => sum + total, 0) };
  }
  const open = isWhole ? await unratedOpen(read, question, signal) : noneOpen;
  // What was bought in another portfolio and carried here is of none of its accounts.
  const [first] = accountIds;
  const ofAccount = ({ accountId }: Pick<UnratedEntry, 'accountId'>) =>
    accountIds.includes(accountId) ? accountId : first;
  const known = new Set<string>();
  const listed = new Set<string>();
  const legs = await ofAll((account) => {
    const own = open.legs.filter((leg) => ofAccount(leg) === account);
    return firstOf(
      moving(
        read,
        unique(both(rates.unratedLegs(account), rates.unratedWorth(account, base), alone(own)), known),
      ),
      most,
    );
  });
  const entries = await ofAll((account) => {
    const own = open.entries.filter((entry) => ofAccount(entry) === account);
    return firstOf(
      unique(
        both(
          rates.unratedEntries(account),
          rates.unratedResults(account, base),
          rates.unratedCapital(account, base),
          alone(own),
        ),
        known,
      ),
      most,
    );
  });
  return inText({
    isWhole,
    purchases: await ofAll((account) => unsettled.missingPurchases(account, most)),
    flows: await ofAll((account) => firstOf(unrated(pagesOfFlows(rates, account, base)), most)),
    legs: { ...legs, rows: await Promise.all(legs.rows.map((leg) => told(read, leg))) },
    entries: { ...entries, rows: await Promise.all(entries.rows.map((each) => toldEntry(read, each))) },
    fees: await ofAll(async (account) => {
      const rows = await unsettled.unknownFees(account);
      return { rows, total: rows.length };
    }),
    transfers: isWhole ? await transfersOf(read, question) : { rows: [], total: 0 },
    costs: await ofAll((account) => withoutCost(read, account, { most, listed })),
  });
}

type UnratedOpen = { readonly legs: readonly UnratedLeg[]; readonly entries: readonly Unrated[] };
type Unrated = Omit<UnratedEntry, 'held'>;
const noneOpen: UnratedOpen = { legs: [], entries: [] };

/**
 * Trades and entries of what is held, of what was earned, and of the money that is left of them, whose worth in the portfolio's currency is not known; and
 * those of what was carried to where it is priced in another currency.
 */
async function unratedOpen(
  read: Repositories,
  question: UnsettledQuestion,
  signal: AbortSignal,
): Promise<UnratedOpen> {
  const legs: UnratedLeg[] = [];
  const entries: Unrated[] = [];
  for (const { instrumentId, ...piece } of (await readHoldings(read, question, signal)).unrated) {
    const instrument = instrumentId && (await read.instruments.get(instrumentId));
    if (instrument === undefined) {
      if (!(await isListedFlow(read, piece))) entries.push(piece);
      continue;
    }
    // What contracts realised is no amount of one fill.
    if (isMargined(instrument)) continue;
    legs.push({ ...piece, instrumentId: instrument.id, held: piece.held ?? heldOf(instrument) });
  }
  return { legs, entries };
}

/** Here, or where what was carried here came in; each once. */
async function withoutCost(
  read: Repositories,
  account: AccountId,
  { most, listed }: { readonly most: number; readonly listed: Set<string> },
): Promise<Counted<MovedEntry>> {
  const { rows, total } = await read.unsettled.withoutCost(account, most);
  const own = rows.filter(({ id }) => !listed.has(id));
  for (const { id } of own) listed.add(id);
  const elsewhere = (await uncostedElsewhere(read, account)).filter(({ id }) => !listed.has(id));
  for (const { id } of elsewhere) listed.add(id);
  return {
    rows: [...own, ...elsewhere],
    total: total - (rows.length - own.length) + elsewhere.length,
  };
}

/** One rate serves what was paid in and what it cost. */
async function isListedFlow(
  { rates }: Repositories,
  { movementId, currency, into }: Unrated,
): Promise<boolean> {
  const flow = await rates.flow(ledgerEntryId(movementId), into);
  return flow !== undefined && flow.cash.currency === currency && needsRate(flow);
}

async function* both<Each>(
  ...all: readonly AsyncIterable<readonly Each[]>[]
): AsyncIterable<readonly Each[]> {
  for (const pieces of all) yield* pieces;
}

async function* alone<Each>(piece: readonly Each[]): AsyncIterable<readonly Each[]> {
  yield piece;
}

async function* unrated(pages: AsyncIterable<readonly Flow[]>): AsyncIterable<readonly Flow[]> {
  for await (const flows of pages) yield flows.filter(needsRate);
}

/** One rate serves what was traded and what it was paid in, and all accounts to which that was carried. */
async function* unique<Each extends Unrated>(
  pieces: AsyncIterable<readonly Each[]>,
  known: Set<string>,
): AsyncIterable<readonly Each[]> {
  for await (const legs of pieces)
    yield legs.filter(({ movementId, currency, into }) => {
      const key = `${movementId} ${currency} ${into}`;
      return !known.has(key) && known.add(key).size > 0;
    });
}

/** The `most` oldest of all, none of which are kept but these. */
async function firstOf<Row extends { readonly time: number }>(
  pieces: AsyncIterable<readonly Row[]>,
  most: number,
): Promise<Counted<Row>> {
  let rows: readonly Row[] = [];
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    rows = [...rows, ...piece].toSorted((one, other) => one.time - other.time).slice(0, most);
    await nextTurn();
  }
  return { rows, total };
}

type MovedLeg = UnratedLeg & Settled;

/** A contract that was only opened, without a fee, has moved nothing. */
async function* moving(
  read: Repositories,
  pieces: AsyncIterable<readonly UnratedLeg[]>,
): AsyncIterable<readonly MovedLeg[]> {
  const instruments = new Map((await read.instruments.list()).map((one) => [one.id, one]));
  const results = new Map<string, ReadonlyMap<string, Decimal>>();
  for await (const piece of pieces) {
    const moved: MovedLeg[] = [];
    for (const leg of piece) {
      const instrument = instruments.get(leg.instrumentId);
      if (instrument === undefined || !isMargined(instrument) || instrument.settle !== leg.currency) {
        moved.push(leg);
        continue;
      }
      const key = `${leg.accountId} ${instrument.id}`;
      const own = results.get(key) ?? (await resultsOf(read, leg.accountId, instrument.id));
      results.set(key, own);
      const settled = own.get(leg.movementId);
      const { fee } = await fillOf(read, leg);
      if (settled !== undefined || (fee?.currency === leg.currency && !fee.amount.isZero()))
        moved.push({ ...leg, settled });
    }
    yield moved;
  }
}

/** With what of the fill has no rate. */
async function told(read: Repositories, { settled, ...leg }: MovedLeg): Promise<ReadUnratedLeg> {
  const fill = await fillOf(read, leg);
  const instrument = await read.instruments.get(leg.instrumentId);
  const { side, fee, quantity } = fill;
  if (settled !== undefined)
    return { ...leg, side, part: 'result', amount: coinPaid({ ...fill, settled }, instrument, leg.currency) };
  if (instrument.settle === leg.currency && !isMargined(instrument))
    return { ...leg, side, part: 'paid', amount: valueOfFill(fill, instrument) };
  const isCharged = fee?.currency === leg.currency && !fee.amount.isZero();
  return !isCharged && instrument.kind === 'spot' && instrument.base === leg.currency
    ? { ...leg, side, part: 'moved', amount: quantity }
    : { ...leg, side, part: 'fee', amount: fee?.amount ?? Decimal.zero };
}

async function toldEntry(
  read: Repositories,
  { movementId, accountId, currency, into, time }: Unrated,
): Promise<ReadUnratedEntry> {
  const of = await ratedEntry(read, movementId);
  if (of === undefined)
    throw new RangeError(`entry ${movementId} has gone from the record while it was read`);
  const { id, type, cash, instrumentId, quantity } = of.entry;
  return { movementId, accountId, currency, into, time, entry: { id, type, cash, instrumentId, quantity } };
}

async function fillOf({ trades }: Repositories, leg: UnratedLeg): Promise<Fill> {
  const fill = await trades.find(leg.accountId, leg.instrumentId, fillId(leg.movementId));
  if (fill === undefined)
    throw new RangeError(`fill ${leg.movementId} has gone from the record while it was read`);
  return fill;
}

/** By fill, of those that realised something. */
async function resultsOf(
  read: Repositories,
  accountId: AccountId,
  contract: InstrumentId,
): Promise<ReadonlyMap<string, Decimal>> {
  const account = await read.accounts.get(accountId);
  const whole = await wholeHolding(read, { account, held: heldId(contract) });
  const of = new ResultOfLegs(new PositionFold(whole));
  const results = new Map<string, Decimal>();
  for await (const legs of legsOf(read, whole)) {
    for (const leg of legs) {
      const result = of.add(leg);
      if (!result.isZero()) results.set(leg.id, result);
    }
    await nextTurn();
  }
  return results;
}

/** Of what has lots: of money a transfer changes no figure. */
async function transfersOf(
  { accounts, imports, unsettled }: Repositories,
  { accountIds, base, most, refused }: UnsettledQuestion,
): Promise<Counted<ProposedTransfer>> {
  const unfinished = (await imports.list()).filter(({ state }) => state !== 'done' && state !== 'undone');
  const ends: TransferEnd[] = [];
  for (const { id, mode } of await accounts.list()) {
    if (mode !== 'history' || unfinished.some(({ accountId }) => accountId === id)) continue;
    const own = await unsettled.transferEnds(id);
    ends.push(
      ...own.filter(
        ({ asset }) => asset.kind === 'instrument' || heldCoin(asset.currency, base) !== undefined,
      ),
    );
    await nextTurn();
  }
  const none = new Set(refused.map(({ left, arrived }) => `${left} ${arrived}`));
  const all = proposeTransfers(ends, ({ left, arrived }) => none.has(`${left.id} ${arrived.id}`)).filter(
    ({ left, arrived }) => [left, arrived].some(({ accountId }) => accountIds.includes(accountId)),
  );
  return { rows: all.slice(0, most), total: all.length };
}
