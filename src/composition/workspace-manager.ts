import type { Alert } from '#src/application/changes.ts';
import { openAccount } from '#src/application/workspaces/open-account.ts';
import type { NewPaperWorkspace, WorkspaceInfo } from '#src/contract/workspace.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, portfolioId, venueId, type VenueId } from '#src/domain/ids.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { simulatedSeed } from '#src/infrastructure/venues/simulated/simulated-venue.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import type { CoreParts } from './core-parts.ts';
import { openWorkspace, type Workspace } from './workspace.ts';
import type { WorkspaceStore } from '#src/ports/workspaces.ts';
import type { WorkspaceUnavailable } from '#src/ports/workspaces.ts';

export type BadValue = { readonly code: 'BAD_VALUE'; readonly field: string; readonly message: string };
type NameTaken = { readonly code: 'NAME_TAKEN'; readonly name: string };
type NoSuchWorkspace = { readonly code: 'NOT_FOUND'; readonly what: string; readonly id: string };

/** The one workspace that is open, and what can become it. Openings and closings follow one after another. */
export function createWorkspaceManager(parts: CoreParts) {
  const { registry, clock, ids, log, hub } = parts;
  let current: Workspace | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  }

  async function closeCurrent(): Promise<void> {
    const closing = current;
    current = undefined;
    await closing?.close();
  }

  async function feedsOf(store: WorkspaceStore): Promise<ReadonlyMap<VenueId, MarketDataFeed>> {
    if (store.readOnly !== undefined) return new Map();
    const accounts = await store.record.read.accounts.list();
    const venues = new Set(accounts.filter(({ kind }) => kind === 'paper').map(({ venue }) => venue));
    return new Map([...venues].map((venue) => [venue, parts.openFeed(venue)]));
  }

  async function openNow(id: string): Promise<Result<Workspace, WorkspaceUnavailable>> {
    if (current?.info.id === id) return ok(current);
    await closeCurrent();
    const opened = await registry.open(id);
    if (!opened.ok) {
      hub.publish({ type: 'workspaceChanged' });
      return opened;
    }
    try {
      current = await openOn(id, opened.value);
    } catch (fault) {
      log.error('a workspace could not be opened', { fault });
      return err(registry.unopenable(fault, opened.value.folder));
    } finally {
      hub.publish({ type: 'workspaceChanged' });
    }
    for (const alert of alertsOf(opened.value)) raise(alert);
    return ok(current);
  }

  function raise(alert: Alert): void {
    hub.publish({ type: 'alertRaised', alert: { ...alert, id: ids.next(), time: clock.now() } });
  }

  /** A workspace that cannot be opened gives back its files and its lock. */
  async function openOn(id: string, storage: WorkspaceStore): Promise<Workspace> {
    let feeds: ReadonlyMap<VenueId, MarketDataFeed> = new Map();
    try {
      feeds = await feedsOf(storage);
      return await openWorkspace({
        ...parts,
        id,
        storage,
        feeds,
        emit: hub.publish,
        report: hub.report,
      });
    } catch (fault) {
      await Promise.all([...feeds.values()].map((feed) => feed.close()));
      await storage.close();
      throw fault;
    }
  }

  async function makeDemo(): Promise<Result<string, WorkspaceUnavailable>> {
    const { generateDemo } = await import('./demo/generate-demo.ts');
    const label = 'Trading six months in the simulated market';
    const progress = (done: number, total: number, finished: boolean): void =>
      hub.report({ task: 'demo', label, done, total, finished });
    const now = clock.now();
    const made = await registry.create({ name: 'Demo', kind: 'demo' }, ({ record }) =>
      generateDemo({
        store: record,
        seed: simulatedSeed,
        now,
        ids: parts.idsAt,
        log,
        processId: parts.processId,
        onProgress: (day, days) => progress(day, days, false),
      }),
    );
    progress(1, 1, true);
    return made;
  }

  async function createPaper(asked: NewPaperWorkspace): Promise<Result<string, WorkspaceUnavailable>> {
    const createdAt = clock.now();
    const base = currency(asked.baseCurrency);
    const portfolio = portfolioId(ids.next());
    return registry.create({ name: asked.name, kind: 'paper' }, ({ record }) =>
      openAccount(record, {
        portfolio: {
          id: portfolio,
          name: 'Main',
          baseCurrency: base,
          lotMethod: asked.lotMethod,
          limits: noLimits,
          createdAt,
        },
        account: {
          id: accountId(ids.next()),
          portfolioId: portfolio,
          name: asked.feed === 'binance' ? 'Paper on Binance' : 'Paper on the simulated market',
          venue: venueId(asked.feed === 'binance' ? 'binance' : 'sim'),
          kind: 'paper',
          fees: { maker: Decimal.from(asked.makerFee), taker: Decimal.from(asked.takerFee) },
          createdAt,
        },
        deposit: { id: ids.next(), currency: base, amount: Decimal.from(asked.deposit) },
      }),
    );
  }

  return {
    current: (): Workspace | undefined => current,
    list: registry.list,
    open: (id: string) =>
      inTurn(async (): Promise<Result<WorkspaceInfo, WorkspaceUnavailable | NoSuchWorkspace>> => {
        if (!(await registry.has(id))) return err({ code: 'NOT_FOUND', what: 'workspace', id });
        return infoOf(openNow(id));
      }),
    openDemo: () =>
      inTurn(async () => {
        const known = await registry.demo();
        if (known !== undefined) return infoOf(openNow(known));
        const made = await makeDemo();
        return made.ok ? infoOf(openNow(made.value)) : made;
      }),
    createPaper: (asked: NewPaperWorkspace) =>
      inTurn(async (): Promise<Result<WorkspaceInfo, WorkspaceUnavailable | NameTaken | BadValue>> => {
        const problem = badValue(asked);
        if (problem !== undefined) return err(problem);
        if (await registry.hasName(asked.name)) return err({ code: 'NAME_TAKEN', name: asked.name });
        const made = await createPaper(asked);
        return made.ok ? infoOf(openNow(made.value)) : made;
      }),
    /** A workspace that holds imported history and trades nothing. */
    createHistory: (name: string) =>
      inTurn(async (): Promise<Result<Workspace, WorkspaceUnavailable | NameTaken>> => {
        if (await registry.hasName(name)) return err({ code: 'NAME_TAKEN', name });
        const createdAt = clock.now();
        const made = await registry.create({ name, kind: 'paper' }, async ({ record }) => {
          const portfolio = {
            id: portfolioId(ids.next()),
            name: 'Main',
            baseCurrency: currency('USDT'),
            lotMethod: 'FIFO',
            limits: noLimits,
            createdAt,
          } as const;
          await record.transact((unit) => unit.portfolios.save(portfolio));
        });
        return made.ok ? openNow(made.value) : made;
      }),
    /** For work on the files of the workspace that is open: it is closed, locked meanwhile, and opened again. */
    whileClosed: <Value>(work: (folder: string) => Promise<Value>) =>
      inTurn(async (): Promise<Value> => {
        if (current === undefined) throw new RangeError('no workspace is open');
        const { storage, info } = current;
        await closeCurrent();
        const unlock = registry.lock(storage.folder);
        try {
          return await work(storage.folder);
        } finally {
          unlock();
          const opened = await openNow(info.id);
          if (!opened.ok) raise(notOpenedAgain(info.name, opened.error));
        }
      }),
    close: () =>
      inTurn(async () => {
        await closeCurrent();
        hub.publish({ type: 'workspaceChanged' });
      }),
  };
}

function notOpenedAgain(name: string, { reason, remedy }: WorkspaceUnavailable): Alert {
  return {
    severity: 'critical',
    title: `“${name}” could not be opened again`,
    message: `${reason} ${remedy}`,
  };
}

/** What the trader has to know of how it was opened. */
function alertsOf({ readOnly, repairs }: WorkspaceStore): readonly Alert[] {
  const repaired = repairs.map(({ file, aside, backup, missing }): Alert => {
    const taken =
      backup === undefined
        ? 'An empty file took its place.'
        : `The backup of ${new Date(backup.madeAt).toISOString()} took its place.`;
    return {
      severity: 'critical',
      title: 'A damaged file was replaced',
      message: `${file} could not be read and is kept in ${aside}. ${taken} Missing: ${missing} Compare with the venues.`,
    };
  });
  if (readOnly === undefined) return repaired;
  return [...repaired, { severity: 'warning', title: 'Open for reading only', message: readOnly }];
}

async function infoOf(opened: Promise<Result<Workspace, WorkspaceUnavailable>>) {
  const result = await opened;
  return result.ok ? ok<WorkspaceInfo>(result.value.info) : result;
}

function badValue({ deposit, makerFee, takerFee }: NewPaperWorkspace): BadValue | undefined {
  if (!Decimal.from(deposit).isPositive()) {
    return { code: 'BAD_VALUE', field: 'deposit', message: 'Start with more than zero.' };
  }
  const most = Decimal.from('0.1');
  for (const [field, fee] of Object.entries({ makerFee, takerFee })) {
    const rate = Decimal.from(fee);
    if (rate.isNegative() || rate.greaterThan(most)) {
      return {
        code: 'BAD_VALUE',
        field,
        message: 'A fee is a share of the notional from 0 to 0.1, such as 0.001 for 0.1 %.',
      };
    }
  }
  return undefined;
}
