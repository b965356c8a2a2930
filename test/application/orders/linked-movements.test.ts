import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { bookEntries } from '#src/application/orders/book-fills.ts';
import { readGains } from '#src/application/portfolio/read-gains.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, instrumentId, ledgerEntryId, type AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { fill, importInto, start } from '#test/application/imports/imported-history.ts';
import { instrumentOf } from '#test/domain/arbitraries.ts';
import {
  migrationsFolder,
  openTemporary,
  optionsFor,
  tamper,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { portfolio, sampleAccount } from '#test/ports/sample-entities.ts';

const eur = currency('EUR');
const btc = currency('BTC');
const [home, cold, third] = [accountId('home'), accountId('cold'), accountId('third')];
const day = 86_400_000;
const parent = share('PARENT');
const child = share('CHILD');

let folder: string;
let record: RecordStore;
let close: () => Promise<void>;

beforeEach(async () => {
  folder = await temporaryWorkspace();
  const files = await openTemporary(folder);
  record = files.record;
  close = () => files.close();
  await record.transact(async (unit) => {
    await unit.portfolios.save({ ...portfolio, baseCurrency: eur, lotMethod: 'FIFO' });
    for (const id of [home, cold, third])
      await unit.accounts.save({
        ...sampleAccount(id),
        portfolioId: portfolio.id,
        name: id,
        mode: 'history',
      });
    await unit.instruments.saveMany([parent, child]);
  });
});

function share(symbol: string): Instrument {
  const id = instrumentId(`import:${symbol}`);
  return instrumentOf({ id, kind: 'equity', symbol, settle: eur, quote: eur });
}

type Part = Partial<LedgerEntry> & Pick<LedgerEntry, 'type'>;

let made = 0;

function entry(account: AccountId, time: number, part: Part): LedgerEntry {
  const id = ledgerEntryId(`e${(made += 1)}`);
  const nothing = { cash: undefined, instrumentId: undefined, quantity: undefined, note: undefined };
  return { ...nothing, id, accountId: account, time: start + time * day, ...part };
}

function coins(amount: string) {
  return { cash: { currency: btc, amount: Decimal.from(amount) } };
}

function shares({ id }: Instrument, quantity: string) {
  return { instrumentId: id, quantity: Decimal.from(quantity) };
}

function euros(amount: string) {
  return { currency: eur, amount: Decimal.from(amount) };
}

async function book(...entries: readonly LedgerEntry[]): Promise<void> {
  await record.transact((unit) => bookEntries(unit, entries));
  await foldUnfolded({ store: record, onProgress: () => undefined });
}

/** Both ends, and the fee with its worth where one is told. */
function transfer(
  link: string,
  time: number,
  [from, to]: readonly [AccountId, AccountId],
  amount: string,
  worth?: string,
) {
  const fee =
    worth === undefined
      ? []
      : [entry(from, time, { type: 'fee', ...coins('-0.001'), cost: euros(worth), link })];
  return [
    entry(from, time, { type: 'transfer', ...coins(`-${amount}`), link }),
    ...fee,
    entry(to, time, { type: 'transfer', ...coins(amount), link }),
  ] as const;
}

async function lots(account: AccountId, held: string = btc): Promise<readonly string[]> {
  const open = (await record.read.positions.active([account])).find((one) => one.held === held);
  if (open === undefined) return [];
  const { lots: all } = await record.read.positions.lots(open, open.quantity.abs());
  return all.map(
    ({ quantity, cost, openedAt }) =>
      `${quantity.toString()} for ${cost?.toString() ?? 'unknown'} of day ${(openedAt - start) / day}`,
  );
}

async function findings() {
  await close();
  return (await verifyWorkspace(optionsFor(folder), unattended)).findings;
}

describe('a transfer between own accounts', () => {
  it('takes the lots along at their cost and date; a fee of known worth is sold for it', async () => {
    await book(entry(home, 0, { type: 'deposit', ...coins('1'), cost: euros('30000') }));
    await book(...transfer('t', 5, [home, cold], '0.999', '40'));
    expect(await lots(cold)).toEqual(['0.999 for 29970 of day 0']);
    const left = await record.read.positions.last(home, await heldBtc());
    expect(left?.quantity.toString()).toBe('0');
    expect(left?.realised.toString()).toBe('10');
    expect(left?.fees.map(({ amount }) => amount.toString())).toEqual(['40']);
    expect(await findings()).toEqual([]);
  });

  it('follows what is recorded later of where its lots come from, over any number of accounts', async () => {
    await book(entry(home, 2, { type: 'deposit', ...coins('1'), cost: euros('30000') }));
    await book(...transfer('t1', 5, [home, cold], '1'), ...transfer('t2', 6, [cold, third], '0.4'));
    await book(...transfer('t3', 7, [third, home], '0.1'));
    expect(await lots(third)).toEqual(['0.3 for 9000 of day 2']);
    const older = entry(home, 1, { type: 'deposit', ...coins('1'), cost: euros('10000') });
    await book(older);
    expect(await lots(cold)).toEqual(['0.6 for 6000 of day 1']);
    expect(await lots(third)).toEqual(['0.3 for 3000 of day 1']);
    // What comes back is as old as it was.
    expect(await lots(home)).toEqual(['0.1 for 1000 of day 1', '1 for 30000 of day 2']);
    await book(entry(home, 1, { type: 'deposit', corrects: older.id }));
    expect(await lots(third)).toEqual(['0.3 for 9000 of day 2']);
    expect(await findings()).toEqual([]);
  });

  it('brings lots that are sold before younger ones; a record in which they were not is folded anew', async () => {
    const told = { cost: euros('30000'), acquiredAt: start - day };
    await book(entry(home, 2, { type: 'deposit', ...coins('1'), cost: euros('20000') }));
    await book(entry(home, 3, { type: 'deposit', ...coins('1'), ...told }));
    await book(entry(cold, 3, { type: 'deposit', ...coins('1') }));
    const byAge = ['1 for 30000 of day -1', '1 for 20000 of day 2'];
    expect(await lots(home)).toEqual(byAge);
    expect(await record.read.positions.unfolded()).toEqual([]);
    tamper(
      join(folder, 'record.sqlite'),
      await readFile(join(migrationsFolder, 'record/0023_older_lots.sql'), 'utf8'),
    );
    expect(await record.read.positions.unfolded()).toEqual([{ accountId: home, held: btc }]);
    await foldUnfolded({ store: record, onProgress: () => undefined });
    expect(await lots(home)).toEqual(byAge);
  });

  it('that is taken back gives the lots back; one without the other end brings an unknown cost', async () => {
    await book(entry(home, 0, { type: 'deposit', ...coins('1'), cost: euros('30000') }));
    const [out, into] = transfer('t', 5, [home, cold], '1');
    await book(out, into);
    await book(entry(home, 5, { type: 'transfer', corrects: out.id }));
    expect(await lots(home)).toEqual(['1 for 30000 of day 0']);
    expect(await lots(cold)).toEqual(['1 for unknown of day 5']);
    expect(await findings()).toEqual([]);
  });

  it('follows an import, and its undo', async () => {
    const bring = [fill(0, 'BUY', '2', '30000', { symbol: 'BTC/EUR' })];
    await importInto(record, 'home', bring);
    await book(...transfer('t', 5, [home, cold], '1.5'));
    expect(await lots(cold)).toEqual(['1.5 for 45000 of day 0']);
    const [run] = await record.read.imports.list();
    if (run === undefined) throw new Error('nothing was imported');
    const clock: Pick<Clock, 'now'> = { now: () => start + 9 * day };
    await undoImport({ store: record, clock }, run.id);
    expect(await lots(cold)).toEqual(['1.5 for unknown of day 5']);
    expect(await findings()).toEqual([]);
  });

  it('is no sale in the gains, and what is sold afterwards has the cost and the day of its purchase', async () => {
    await book(entry(home, 0, { type: 'deposit', ...coins('1'), cost: euros('30000') }));
    await book(...transfer('t', 5, [home, cold], '0.999', '40'));
    await book(entry(cold, 500, { type: 'loss', ...coins('-0.999') }));
    const accountIds = [home, cold];
    const whole = { from: start, to: start + 900 * day, zone: 'UTC', skip: 0, most: 9 };
    const { signal } = new AbortController();
    const { disposals } = await readGains(record.read, { accountIds, ...whole, methods: [] }, signal);
    expect(disposals.map(({ accountId: of, gain, isLongTerm }) => [of, gain, isLongTerm])).toEqual([
      [home, '10', false],
      [cold, '-29970', true],
    ]);
  });
});

describe('a corporate action of two instruments', () => {
  it('10 parents that cost 1,000, at 90, and 5 spun off at 20: 900 and 100, dates kept', async () => {
    await book(entry(home, 0, { type: 'deposit', ...shares(parent, '4'), cost: euros('400') }));
    await book(entry(home, 1, { type: 'deposit', ...shares(parent, '6'), cost: euros('600') }));
    const link = 'spin';
    await book(
      entry(home, 5, { type: 'spin-off', instrumentId: parent.id, ratio: { new: 1, old: 10 }, link }),
      entry(home, 5, { type: 'spin-off', ...shares(child, '5'), link }),
    );
    expect(await lots(home, parent.id)).toEqual(['4 for 360 of day 0', '6 for 540 of day 1']);
    expect(await lots(home, child.id)).toEqual(['2 for 40 of day 0', '3 for 60 of day 1']);
    expect(await findings()).toEqual([]);
  });

  it('a merger takes all lots along in its ratio, and cash that is paid beside lowers their cost', async () => {
    await book(entry(home, 0, { type: 'deposit', ...shares(parent, '10'), cost: euros('1000') }));
    const link = 'merger';
    await book(
      entry(home, 5, { type: 'return-of-capital', instrumentId: parent.id, cash: euros('50'), link }),
      entry(home, 5, { type: 'merger', ...shares(parent, '-10'), link }),
      entry(home, 5, { type: 'merger', ...shares(child, '25'), link }),
    );
    expect(await lots(home, parent.id)).toEqual([]);
    expect(await lots(home, child.id)).toEqual(['25 for 950 of day 0']);
    expect(await findings()).toEqual([]);
  });
});

async function heldBtc() {
  const [own] = await record.read.positions.active([cold]);
  if (own === undefined) throw new Error('nothing has arrived');
  return own.held;
}
