import { beforeEach, describe, expect, it } from 'vitest';
import { bookEntries } from '#src/application/orders/book-fills.ts';
import { readGains } from '#src/application/portfolio/read-gains.ts';
import { readDayChanges } from '#src/application/portfolio/day-changes.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { problemsOf, type EnteredMovement } from '#src/domain/entered-movement.ts';
import { currency, heldId, instrumentId, ledgerEntryId, type AccountId } from '#src/domain/ids.ts';
import type { ImportedContract } from '#src/domain/imported-fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOf } from '#src/domain/movement-entries.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { accountOf, fill, importInto, start } from '#test/application/imports/imported-history.ts';
import {
  openTemporary,
  optionsFor,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { portfolio } from '#test/ports/sample-entities.ts';

const usd = currency('USD');
const never = new AbortController().signal;
const day = 86_400_000;
const option: ImportedContract = {
  kind: 'option',
  base: currency('ACME'),
  quote: usd,
  settle: usd,
  multiplier: Decimal.from('100'),
};

let folder: string;
let record: RecordStore;
let close: () => Promise<void>;
let account: AccountId;
let made = 0;

/** Two options and 1,000 shares at 40 in one account of history. */
beforeEach(async () => {
  folder = await temporaryWorkspace();
  const files = await openTemporary(folder);
  record = files.record;
  close = () => files.close();
  await record.transact((unit) =>
    unit.portfolios.save({ ...portfolio, baseCurrency: usd, lotMethod: 'FIFO' }),
  );
});

function traded(side: 'BUY' | 'SELL', quantity: string, price: string, minute = 0) {
  const fee = { fee: Decimal.from('1'), feeCurrency: usd };
  return fill(minute, side, quantity, price, {
    symbol: 'ACME-OPT',
    priceCurrency: usd,
    contract: option,
    ...fee,
  });
}

function shares(side: 'BUY' | 'SELL', quantity: string, price: string, minute = 0) {
  const fee = { fee: Decimal.zero, feeCurrency: usd };
  return fill(minute, side, quantity, price, { symbol: 'ACME', priceCurrency: usd, ...fee });
}

async function bring(...fills: Parameters<typeof importInto>[2][number][]): Promise<void> {
  await importInto(record, 'Broker', [...fills, shares('BUY', '1', '40')]);
  account = await accountOf(record, 'Broker');
}

async function instrument(symbol: string): Promise<Instrument> {
  return await record.read.instruments.get(instrumentId(`import:${symbol}`));
}

async function movement(
  type: 'exercise' | 'assignment',
  contracts: string,
  [quantity, strike]: readonly [quantity: string, strike: string],
): Promise<EnteredMovement> {
  return {
    accountId: account,
    type,
    time: start + 30 * day,
    asset: await instrument('ACME-OPT'),
    amount: Decimal.from(contracts),
    into: { instrument: await instrument('ACME'), quantity: Decimal.from(quantity) },
    cash: Decimal.from(strike),
    fee: undefined,
    feeWorth: undefined,
    counterAccountId: undefined,
    ratio: undefined,
    on: undefined,
    cost: undefined,
    acquiredAt: undefined,
    note: undefined,
  };
}

async function enter(...told: Parameters<typeof movement>): Promise<void> {
  const whole = await movement(...told);
  expect(problemsOf(whole, false)).toEqual([]);
  const entries = entriesOf(whole, () => ledgerEntryId(`e${(made += 1)}`));
  await record.transact((unit) => bookEntries(unit, entries));
  await foldUnfolded({ store: record, onProgress: () => undefined });
}

async function trips(): Promise<readonly string[]> {
  const all = await Promise.all(
    ['ACME-OPT', 'ACME'].map((name) => record.read.positions.last(account, heldOf(name))),
  );
  return all.map((trip) =>
    trip === undefined
      ? 'none'
      : `${trip.quantity.toString()} for ${trip.cost.toString()}, realised ${trip.realised.toString()}`,
  );
}

function heldOf(name: string) {
  return heldId(`import:${name}`);
}

async function gains(): Promise<readonly string[]> {
  const question = {
    accountIds: [account],
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    zone: 'UTC',
    skip: 0,
    most: 99,
  };
  const { disposals } = await readGains(record.read, { ...question, methods: [] }, never);
  return disposals.map(({ held, gain }) => `${held} ${gain}`);
}

async function cash(): Promise<string | undefined> {
  return (await record.read.ledger.cash(account)).find(({ currency: of }) => of === usd)?.amount.toString();
}

async function findings() {
  await close();
  return (await verifyWorkspace(optionsFor(folder), unattended)).findings;
}

describe('an option', () => {
  it('that is a call and exercised adds what it had cost to the strike that is paid', async () => {
    await bring(traded('BUY', '2', '3'));
    await enter('exercise', '2', ['200', '9000']);
    // 40 for the share before, and 9,000 + 600.
    expect(await trips()).toEqual(['0 for 0, realised 0', '201 for 9640, realised 0']);
    expect(await cash()).toBe('-9641');
    await importInto(record, 'Broker', [shares('SELL', '201', '50', 60 * 24 * 40)]);
    // With the fee of the option in the cost: 200 × 50 − 9,601.
    expect(await gains()).toEqual(['import:ACME 10', 'import:ACME 399']);
    expect(await findings()).toEqual([]);
  });

  it('that is a put, sold and assigned, takes what it brought from what is paid', async () => {
    await bring(traded('SELL', '1', '3'));
    await enter('assignment', '1', ['100', '4500']);
    expect(await trips()).toEqual(['0 for 0, realised 0', '101 for 4240, realised 0']);
    expect(await gains()).toEqual([]);
    await importInto(record, 'Broker', [shares('SELL', '101', '50', 60 * 24 * 40)]);
    expect(await gains()).toEqual(['import:ACME 10', 'import:ACME 799']);
    expect(await findings()).toEqual([]);
  });

  it('that is a put and exercised takes what it had cost from what is received', async () => {
    await bring(traded('BUY', '1', '3'), shares('BUY', '100', '40', 1));
    await enter('exercise', '1', ['-100', '4500']);
    expect(await trips()).toEqual(['0 for 0, realised 0', '1 for 40, realised 200']);
    expect(
      (await gains())
        .map((each) => Decimal.from(each.split(' ')[1] ?? ''))
        .reduce((one, other) => one.plus(other))
        .toString(),
    ).toBe('199');
    expect(await findings()).toEqual([]);
  });

  it('that is a call, sold and assigned, adds what it brought to what is received', async () => {
    await bring(traded('SELL', '1', '3'), shares('BUY', '100', '40', 1));
    await enter('assignment', '1', ['-100', '4500']);
    expect(await trips()).toEqual(['0 for 0, realised 0', '1 for 40, realised 800']);
    expect(await findings()).toEqual([]);
  });

  it('that was not covered leaves the shares short where they may be lent, in positions and in the days alike', async () => {
    await bring(traded('SELL', '1', '3'));
    const lent = { ...(await record.read.accounts.get(account)), mayBorrow: true };
    await record.transact((unit) => unit.accounts.save(lent));
    await enter('assignment', '1', ['-100', '4500']);
    expect(await trips()).toEqual(['0 for 0, realised 0', '-99 for -4752, realised 0']);
    const own = await record.read.accounts.get(account);
    const changes = await readDayChanges(record.read, own, usd, never);
    const moved = changes.flatMap(({ held }) => held).filter(({ held }) => held === heldOf('ACME'));
    expect(Decimal.sum(moved.map(({ quantity }) => quantity)).toString()).toBe('-99');
    expect(changes.some(({ isPaidInUnknown }) => isPaidInUnknown)).toBe(false);
    expect(await findings()).toEqual([]);
  });

  it('that was not covered lacks the purchase of the shares where they may not be lent', async () => {
    await bring(traded('SELL', '1', '3'));
    await enter('assignment', '1', ['-100', '4500']);
    const last = await record.read.positions.last(account, heldOf('ACME'));
    expect([last?.quantity.toString(), last?.unseen.toString()]).toEqual(['0', '99']);
    const own = await record.read.accounts.get(account);
    const changes = await readDayChanges(record.read, own, usd, never);
    expect(changes.some(({ isPaidInUnknown }) => isPaidInUnknown)).toBe(true);
    expect(await findings()).toEqual([]);
  });

  it('is exercised in part, and follows what is recorded later of what it cost', async () => {
    await bring(traded('BUY', '2', '3', 5));
    await enter('exercise', '1', ['100', '4500']);
    expect(await trips()).toEqual(['1 for 300, realised 0', '101 for 4840, realised 0']);
    await importInto(record, 'Broker', [traded('BUY', '1', '2', 1)]);
    await foldUnfolded({ store: record, onProgress: () => undefined });
    expect(await trips()).toEqual(['2 for 600, realised 0', '101 for 4740, realised 0']);
    expect(await findings()).toEqual([]);
  });

  it('that the record never saw come in leaves the cost of what it brought unknown', async () => {
    await bring(traded('BUY', '1', '3'), traded('SELL', '1', '4', 1));
    await enter('exercise', '1', ['100', '4500']);
    const [last] = await record.read.positions.active([account]);
    expect([last?.quantity.toString(), last?.uncosted.toString()]).toEqual(['101', '100']);
    expect(await findings()).toEqual([]);
  });

  it.each([
    [{ asset: 'ACME' }, 'asset NOT_AN_OPTION'],
    [{ cash: undefined }, 'cash STRIKE_MISSING'],
    [{ cash: Decimal.zero }, 'cash STRIKE_MISSING'],
    [{ into: undefined }, 'into INTO_MISSING'],
  ] as const)('with %o is refused: %s', async (change, problem) => {
    await bring(traded('BUY', '1', '3'));
    const whole = await movement('exercise', '1', ['100', '4500']);
    const asset =
      'asset' in change ? { ...(await instrument('ACME')), id: instrumentId('import:OTHER') } : whole.asset;
    expect(
      problemsOf({ ...whole, ...change, asset }, false).map(({ field, code }) => `${field} ${code}`),
    ).toEqual([problem]);
  });
});
