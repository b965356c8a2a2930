/** A core with two accounts of history, which are told of trades and movements, and all that it makes of them. */
import { vi } from 'vitest';
import type { CallInput } from '#src/contract/contract.ts';
import { openTemporary } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { portfolio, samplePair } from '#test/ports/sample-entities.ts';
import { desk } from './maintenance-desk.ts';

const portfolioId = portfolio.id;
const day = 86_400_000;
const accountNames = ['Home', 'Cold'] as const;

export type AccountName = (typeof accountNames)[number];
type Movement = CallInput<'activity.enter'>['movement'];
/** As it is told, of an account that is named beside it. */
export type ToldMovement = Omit<Movement, 'accountId' | 'counterAccountId' | 'time'>;
export type ToldTrade = {
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly quantity: string;
  readonly price: string;
  readonly currency?: string;
  readonly fee?: readonly [amount: string, currency: string] | undefined;
  readonly contract?: readonly [kind: string, base: string, settle: string, multiplier: string];
};

const header =
  'time,symbol,side,quantity,price,currency,fee,fee currency,order id,kind,base,settle,multiplier';

/** What each costs at first, and by how much more each quarter of a day. All agree with each other. */
const pairs = [
  ['BTC', 'USDT', 40_000, 50],
  ['ETH', 'USDT', 2_000, -12.5],
  ['EUR', 'USDT', 1.25, 0],
  ['BTC', 'EUR', 32_000, 40],
  ['ETH', 'EUR', 1_600, -10],
] as const;
const quarters = 80;
const begin = Date.UTC(2025, 2, 3, 10);

/** The moment of the fact of that number: the prices are those of the quarter of a day in which it is. */
export function momentOf(number: number): number {
  return begin + (number * day) / 4 + 60_000;
}

export async function toldDesk() {
  const core = await desk(async (folder) => {
    const files = await openTemporary(folder);
    await files.record.transact((unit) =>
      unit.instruments.saveMany(pairs.map(([base, quote]) => samplePair(base, quote))),
    );
    for (const [base, quote, from, by] of pairs)
      await files.market.saveCandles(
        Array.from({ length: quarters }, (_, at) => {
          const close = String(from + by * at);
          const openTime = momentOf(at) - 60_000;
          const whole = { open: close, high: close, low: close, close, volume: '1', closed: true };
          return { instrumentId: samplePair(base, quote).id, interval: '1m' as const, openTime, ...whole };
        }),
      );
    await files.close();
  });
  await core.open();
  const { handlers, clock } = core;
  const accounts = new Map<string, string>();
  for (const name of accountNames) {
    const terms = { portfolio: { id: portfolioId }, trades: { mode: 'history' as const } };
    const added = await handlers['accounts.add']({ name, ...terms });
    if (!added.ok) throw new Error(JSON.stringify(added.error));
    accounts.set(added.value.id, name);
  }
  const isOwn = ({ accountId }: { readonly accountId: string }) => accounts.has(accountId);

  function accountOf(name: AccountName): string {
    const found = [...accounts].find(([, each]) => each === name);
    if (found === undefined) throw new Error(`there is no account ${name}`);
    return found[0];
  }

  async function enter(name: AccountName, time: number, told: ToldMovement, corrects?: string) {
    const counterAccountId =
      told.type === 'transfer' ? accountOf(name === 'Home' ? 'Cold' : 'Home') : undefined;
    const movement = { ...told, time, accountId: accountOf(name), counterAccountId };
    return handlers['activity.enter']({ movement, corrects, isNewAsset: true, isTrial: false });
  }

  /** In a file of its own, whose import it answers with. */
  async function imported(name: AccountName, time: number, number: number, told: ToldTrade): Promise<string> {
    const {
      symbol,
      side,
      quantity,
      price,
      currency = '',
      fee = ['', ''],
      contract = ['', '', '', ''],
    } = told;
    const of = [new Date(time).toISOString(), symbol, side, quantity, price, currency];
    const fileName = `${number}.csv`;
    const begun = await handlers['imports.begin']({ fileName });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    const text = `${header}\n${[...of, ...fee, number, ...contract].join(',')}`;
    await handlers['imports.chunk']({ importId, text });
    const done = await handlers['imports.commit']({ importId, accountName: name });
    if (!done.ok || done.value.imported !== 1) throw new Error(JSON.stringify({ done, text }));
    const runs = await handlers['imports.list']({});
    const run = runs.ok
      ? runs.value.find((each) => each.fileName === fileName && each.state === 'done')
      : undefined;
    if (run === undefined) throw new Error('the import is listed');
    return run.id;
  }

  async function activity() {
    const newest = { portfolioId, filter: {}, direction: 'descending' as const, limit: 500 };
    const page = await handlers['activity.page'](newest);
    if (!page.ok) throw new Error(JSON.stringify(page.error));
    return page.value.rows.filter(isOwn);
  }

  /** Without what differs between two records that say the same. */
  function plain(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'string') return accounts.get(value) ?? value;
    if (typeof value !== 'object' || value === null) return value;
    const told = Object.entries(value).filter(([key, each]) => !apart.has(key) && each !== undefined);
    return Object.fromEntries(told.map(([key, each]) => [key, plain(each)]));
  }

  function sorted(rows: readonly unknown[]): readonly string[] {
    return rows.map((row) => JSON.stringify(plain(row))).toSorted();
  }

  async function figures() {
    const [summary, holdings, history, snapshot, gains, unsettled, flows] = await Promise.all([
      handlers['portfolio.summary']({ portfolioId }),
      handlers['portfolio.holdings']({ portfolioId }),
      handlers['positions.history']({ portfolioId, limit: 100 }),
      handlers['state.snapshot']({}),
      handlers['portfolio.gains']({ portfolioId, year: 2025, methods: [], skip: 0, most: 1_000 }),
      handlers['portfolio.unsettled']({ portfolioId }),
      handlers['portfolio.flows']({ portfolioId }),
    ]);
    if (!summary.ok || !holdings.ok || !history.ok || !snapshot.ok || !gains.ok || !unsettled.ok || !flows.ok)
      throw new Error('all are told');
    const lists = Object.entries(unsettled.value).flatMap(([name, of]) =>
      typeof of === 'object' ? [[name, sorted(of.rows)] as const] : [],
    );
    return {
      // Of whatever is not known, each figure says how much; one clock is ahead.
      valuation: plain({ ...summary.value.valuation, missing: undefined, time: undefined }),
      statistics: plain(summary.value.performance),
      holdings: sorted(holdings.value.rows.filter(isOwn)),
      closed: sorted(history.value.rows.filter(isOwn)),
      open: sorted(snapshot.value.openPositions.filter(isOwn)),
      disposals: sorted(gains.value.disposals.filter(isOwn)),
      gains: sorted(gains.value.sums),
      unsettled: Object.fromEntries(lists),
      flows: sorted(flows.value.flows.filter(isOwn)),
    };
  }

  async function changeBase(to: string): Promise<void> {
    const begun = await handlers['portfolio.changeBase']({ portfolioId, to });
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    await vi.waitFor(async () => {
      await clock.advance(121_000);
      const changes = await handlers['portfolio.baseChanges']({ portfolioId });
      if (!changes.ok || changes.value.at(-1)?.after === undefined) throw new Error('it is not made yet');
    }, 60_000);
  }

  async function verified() {
    const state = await core.ended(await handlers['maintenance.verify']({}));
    return state.state === 'done' && state.outcome.type === 'verify'
      ? state.outcome.verification.findings
      : state;
  }

  return { ...core, accountOf, enter, imported, activity, figures, changeBase, verified };
}

/** Ids, places in the record, and moments of today. */
const apart: ReadonlySet<string> = new Set([
  'id',
  'positionId',
  'movementId',
  'openedBy',
  'closedBy',
  'place',
  'link',
  'curve',
  'day',
]);

export type ToldDesk = Awaited<ReturnType<typeof toldDesk>>;
