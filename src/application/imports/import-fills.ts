import { type Account, findNamed, isSameName, type Portfolio } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import {
  accountId,
  type Currency,
  importId,
  type HeldId,
  type ImportId,
  type InstrumentId,
} from '#src/domain/ids.ts';
import { heldCoin, heldIn } from '#src/domain/held.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { cashOfFill } from '#src/domain/fill-cash.ts';
import { heldByPayment } from '#src/domain/payment.ts';
import { cashOf } from '#src/domain/ledger.ts';
import { unchangedLots } from '#src/domain/lots.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { HistoryNameTaken } from '#src/ports/import-files.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import type { ImportPiece, ImportWriter } from '#src/ports/import-writer.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { recordEntries, type EntryCounts } from './import-entries.ts';
import { currencyOfFills, instrumentOf } from './import-instrument.ts';
import { importedInstrumentId, importVenue } from '#src/domain/pair-of-coin.ts';
import { foldedSoFar, PositionsOfImport, rebuildInPieces } from './import-positions.ts';
import type { ImportTally, TalliedSymbol } from './import-tally.ts';
import { endingWith, fillOf } from './import-pieces.ts';
import { namedFills, type StagedFile } from './named-fills.ts';
import { RecordedFills } from './recorded-fills.ts';
import { TradingAccounts } from './traded-fills.ts';
import { undoImport } from './undo-import.ts';
import { baseOf, holdingOf } from '#src/application/orders/held-legs.ts';

export type ImportFillsNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  /** How many rows are done, after every piece. */
  readonly onProgress: (done: number) => void;
  /** Ends the import, which is then taken back. */
  readonly signal: AbortSignal;
  /** For so many fills. */
  readonly openWriter: (id: ImportId, fills: number) => ImportWriter;
};

export type ImportInto = {
  readonly accountName: string;
  readonly fileName: string;
  /** The id of the format that the file was read in. */
  readonly format: string;
  /** The version of that format's reader, and SHA-256 of the file's text. */
  readonly reader: number;
  readonly digest: string;
  /** What the trader says of fills that look like ones that are there: others, or the same. */
  readonly importsAlike: boolean;
  /** What a portfolio without accounts is measured in from then on; undefined: what most fills are in. */
  readonly baseCurrency?: Currency | undefined;
};

export type ImportedCounts = {
  readonly id: ImportId;
  readonly imported: number;
  /** That were there already. */
  readonly duplicates: number;
  /** That look like ones that are there, and were left out. */
  readonly alike: number;
  readonly movements: EntryCounts;
};

/**
 * Adds a file's fills and entries to the history account of that name, which is opened in the first portfolio if it
 * is not there and no other account has the name. They come in many units of work, so that others get their turn; on a fault or when it is stopped, all
 * of them are taken back before it throws. Their order ids stay text in the fills' names: a file of fills does not
 * tell an order's type, quantity or end, so it makes no order of them.
 */
export async function importFills(
  needs: ImportFillsNeeds,
  into: ImportInto,
  file: StagedFile,
): Promise<Result<ImportedCounts, HistoryNameTaken>> {
  const { store, clock } = needs;
  const begun = await store.transact((unit) => begin(unit, needs, into, file.tally));
  if (!begun.ok) return begun;
  const { run } = begun.value;
  try {
    const { imported, alike, anew, paid } = await addFills(needs, begun.value, file, into.importsAlike);
    const movements = await recordEntries(store, run, { ...file, importsAlike: into.importsAlike });
    await foldPayments(store, run, paid);
    needs.signal.throwIfAborted();
    const leftOut = file.tally.fills - imported + movements.duplicates + movements.alike;
    await store.transact(async (unit) => {
      await unit.imports.update({ ...run, state: 'done', fills: imported, leftOut });
      // Not before it is in as a whole: what was decided for the round trip of before stays if it is taken back.
      for (const id of anew) await unit.protections.remove(run.accountId, id);
    });
    const duplicates = file.tally.fills - imported - alike;
    return ok({ id: run.id, imported, duplicates, alike, movements });
  } catch (fault) {
    await undoImport({ store, clock }, run.id);
    throw fault;
  }
}

type Begun = { readonly run: ImportRun; readonly portfolio: Portfolio };

async function begin(
  unit: Repositories,
  { clock }: ImportFillsNeeds,
  { accountName, fileName, format, reader, digest, baseCurrency }: ImportInto,
  tally: ImportTally,
): Promise<Result<Begun, HistoryNameTaken>> {
  const [first] = await unit.portfolios.list();
  if (first === undefined) throw new RangeError('the workspace has no portfolio');
  const accounts = await unit.accounts.list();
  const known = findHistory(accounts, accountName);
  if (known === undefined && accounts.some(({ name }) => isSameName(name, accountName)))
    return err(nameTaken);
  const portfolio =
    known === undefined
      ? await inCurrencyOf(unit, first, baseCurrency ?? currencyOfFills(tally.symbols()))
      : await unit.portfolios.get(known.portfolioId);
  const account = known ?? (await openHistory(unit, portfolio, accountName, clock));
  const run: ImportRun = {
    // Short, since every fill has both: neither leaves the workspace.
    id: importId(`I${(await unit.imports.list()).length + 1}`),
    accountId: account.id,
    fileName,
    format,
    state: 'writing',
    importedAt: clock.now(),
    fills: 0,
    leftOut: undefined,
    undoneAt: undefined,
    reader,
    digest,
  };
  await unit.imports.insert(run);
  return ok({ run, portfolio });
}

type Added = {
  readonly imported: number;
  /** That were left out. */
  readonly alike: number;
  /** Of which another round trip has begun. */
  readonly anew: readonly InstrumentId[];
  /** Coins that the fills were paid in. */
  readonly paid: ReadonlySet<HeldId>;
};

async function addFills(
  { store, clock, onProgress, signal, openWriter }: ImportFillsNeeds,
  { run, portfolio }: Begun,
  file: StagedFile,
  importsAlike: boolean,
): Promise<Added> {
  const writer = openWriter(run.id, file.tally.fills);
  const account = await store.read.accounts.get(run.accountId);
  const trading = await TradingAccounts.of(store.read);
  const begun = new Set<HeldId>();
  const anew: InstrumentId[] = [];
  const paid = new Set<HeldId>();
  let done = 0;
  let imported = 0;
  let alike = 0;
  try {
    for (const tallied of file.tally.symbols()) {
      const instrument = await store.transact((unit) => instrumentFor(unit, tallied, portfolio));
      const held = heldIn(portfolio.baseCurrency, instrument);
      // With and without its currency a file may name the same share, and a coin in several: the next goes on from what
      // the one before left.
      if (held !== undefined && begun.has(held)) await writer.flush();
      if (held !== undefined) begun.add(held);
      const holding = held && (await holdingOf(store.read, { account, held }, [instrument]));
      const positions =
        holding &&
        new PositionsOfImport(
          holding,
          await foldedSoFar(store.read, holding),
          await store.read.ledger.reshapedAt(account.id, instrument.id),
        );
      const recorded = await RecordedFills.of(
        { read: store.read, account: account.id, instrument: instrument.id },
        file.tally,
      );
      const traded = await trading.fillsOf(tallied, file.tally);
      const receivedAt = clock.now();
      /** Is recorded with how the symbol ends: of most there is one piece. */
      let last: ImportPiece | undefined;
      let read = 0;
      for await (const piece of namedFills(file, tallied)) {
        signal.throwIfAborted();
        const found = await recorded.newOf(piece, importsAlike, await traded.compare(piece));
        const fills = found.fresh.map((fill) => fillOf(fill, account.id, instrument, receivedAt));
        const cash = cashOf(fills.flatMap((fill) => cashOfFill(fill, instrument, portfolio.baseCurrency)));
        for (const fill of fills)
          for (const coin of heldByPayment(fill, instrument, portfolio.baseCurrency)) paid.add(coin);
        const changed = { positions: positions?.add(fills) ?? [], lots: unchangedLots };
        const next = { accountId: account.id, held, fills, cash, ...changed };
        imported += fills.length;
        if (!importsAlike) alike += found.alike;
        done += piece.fills.length;
        read += piece.fills.length;
        if (read === tallied.fills) {
          last = next;
          continue;
        }
        await writer.write(next);
        onProgress(done);
      }
      const ending = positions === undefined || positions.mustBeRebuilt ? [] : positions.end();
      for (const piece of endingWith(last, ending, { accountId: account.id, held }))
        await writer.write(piece);
      onProgress(done);
      if (held === undefined || positions === undefined) continue;
      if (positions.mustBeRebuilt) {
        await writer.flush();
        if (await rebuildInPieces(store, { accountId: account.id, held })) anew.push(instrument.id);
      } else if (positions.hasBegun) anew.push(instrument.id);
    }
  } finally {
    // Nothing of it may come behind what takes it back.
    await writer.flush();
  }
  return { imported, alike, anew, paid };
}

/** What came and went of coins, and what was paid in them, changes their round trips as what they are traded in does. */
async function foldPayments(
  store: RecordStore,
  { id, accountId: account }: ImportRun,
  paid: ReadonlySet<HeldId>,
): Promise<void> {
  const coins = await store.read.ledger.coinsOf(account, id);
  const base = await baseOf(store.read, account);
  const moved = coins.flatMap((coin) => heldCoin(coin, base) ?? []);
  for (const held of new Set([...moved, ...paid])) await rebuildInPieces(store, { accountId: account, held });
}

async function instrumentFor(
  unit: Repositories,
  tallied: TalliedSymbol,
  { baseCurrency }: Portfolio,
): Promise<Instrument> {
  const first = await unit.instruments.find(importedInstrumentId(tallied.traded.symbol));
  const named = instrumentOf(tallied, first, baseCurrency);
  // Another listing of the ticker may be known too.
  const known = await unit.instruments.find(named.id);
  const instrument = known === undefined ? named : instrumentOf(tallied, known, baseCurrency);
  await unit.instruments.saveMany([instrument]);
  return instrument;
}

/** A portfolio without accounts has no figures yet: what it is measured in can still be chosen. */
async function inCurrencyOf(
  unit: Repositories,
  portfolio: Portfolio,
  baseCurrency: Currency,
): Promise<Portfolio> {
  const accounts = await unit.accounts.list();
  if (accounts.some((account) => account.portfolioId === portfolio.id)) return portfolio;
  const converted = { ...portfolio, baseCurrency };
  await unit.portfolios.save(converted);
  return converted;
}

/** In whatever portfolio it is. */
function findHistory(accounts: readonly Account[], name: string): Account | undefined {
  return findNamed(
    accounts.filter(({ mode }) => mode === 'history'),
    name,
  );
}

const nameTaken: HistoryNameTaken = {
  code: 'BAD_VALUE',
  field: 'accountName',
  problem: 'ACCOUNT_NAME_TAKEN',
};

async function openHistory(
  unit: Repositories,
  portfolio: Portfolio,
  name: string,
  clock: ImportFillsNeeds['clock'],
): Promise<Account> {
  const account: Account = {
    id: accountId(`A${(await unit.accounts.list()).length + 1}`),
    portfolioId: portfolio.id,
    name,
    venue: importVenue,
    environment: undefined,
    mode: 'history',
    credential: undefined,
    disabledAt: undefined,
    fees: { maker: Decimal.zero, taker: Decimal.zero },
    deadMansSwitch: false,
    mayBorrow: false,
    createdAt: clock.now(),
  };
  await unit.accounts.save(account);
  return account;
}
