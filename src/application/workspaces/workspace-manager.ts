import type { Alert } from '#src/domain/alert.ts';
import { fileReplaced } from '#src/domain/file-replaced.ts';
import type { FeeRates, LotMethod } from '#src/domain/account.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { Venue } from '#src/ports/venue.ts';
import type {
  WorkspaceMeta,
  Workspaces,
  WorkspaceFiles,
  WorkspaceUnavailable,
} from '#src/ports/workspaces.ts';
import { badPaperTerms, type BadValue } from '#src/application/accounts/account-rules.ts';
import { openAccount } from '#src/application/accounts/open-account.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, portfolioId, type Currency, type VenueId } from '#src/domain/ids.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { openWorkspace, type Workspace, type WorkspaceNeeds } from './workspace.ts';
import { createTurns } from '#src/application/in-turn.ts';

type NotOpen = { readonly code: 'NOT_OPEN' };
type NameTaken = { readonly code: 'NAME_TAKEN'; readonly name: string };

/** A workspace of its own for an account that trades with paper money. */
export type NewPaperWorkspace = {
  readonly name: string;
  readonly venue: VenueId;
  readonly baseCurrency: Currency;
  readonly deposit: Decimal;
  readonly fees: FeeRates;
  readonly lotMethod: LotMethod;
};

export type WorkspaceManagerNeeds = Omit<WorkspaceNeeds, 'id' | 'files' | 'feeds'> & {
  readonly workspaces: Workspaces;
  /** Trades months in a simulated market, into an empty record. */
  readonly fillDemo: (record: RecordStore, onProgress: (day: number, days: number) => void) => Promise<void>;
  readonly raise: (alert: Alert) => void;
  /** Another workspace is open now, or none. */
  readonly publishWorkspace: () => void;
};

/** The one workspace that is open, and what can become it. Openings and closings follow one after another. */
export function createWorkspaceManager(needs: WorkspaceManagerNeeds) {
  const { workspaces, clock, ids, log, report, raise, publishWorkspace } = needs;
  let current: Workspace | undefined;
  const inTurn = createTurns();

  async function closeCurrent(): Promise<void> {
    const closing = current;
    current = undefined;
    await closing?.close();
  }

  async function feedsOf(store: WorkspaceFiles): Promise<Map<VenueId, MarketDataFeed>> {
    if (store.readOnly !== undefined) return new Map();
    const accounts = await store.record.read.accounts.list();
    const followed = new Map(
      accounts.flatMap(({ venue, environment }) => (environment === undefined ? [] : [[venue, environment]])),
    );
    return new Map([...followed].map(([venue, environment]) => [venue, needs.openFeed(venue, environment)]));
  }

  async function openNow(id: string): Promise<Result<Workspace, WorkspaceUnavailable>> {
    if (current?.info.id === id) return ok(current);
    await closeCurrent();
    const opened = await workspaces.open(id);
    if (!opened.ok) {
      publishWorkspace();
      return opened;
    }
    try {
      current = await openOn(id, opened.value);
    } catch (fault) {
      log.error('a workspace could not be opened', { fault });
      return err(workspaces.unopenable(fault, opened.value.folder));
    } finally {
      publishWorkspace();
    }
    for (const alert of alertsOf(opened.value)) raise(alert);
    return ok(current);
  }

  /** A workspace that cannot be opened gives back its files and its lock. */
  async function openOn(id: string, files: WorkspaceFiles): Promise<Workspace> {
    let feeds = new Map<VenueId, MarketDataFeed>();
    try {
      feeds = await feedsOf(files);
      return await openWorkspace({ ...needs, id, files, feeds });
    } catch (fault) {
      await Promise.allSettled([...feeds.values()].map((feed) => feed.close()));
      await files.close();
      throw fault;
    }
  }

  async function makeDemo(): Promise<Result<string, WorkspaceUnavailable>> {
    const work = { code: 'MAKE_DEMO' } as const;
    const progress = (done: number, total: number, finished: boolean): void =>
      report({ task: 'demo', work, done, total, finished });
    const made = await workspaces.create({ name: 'Demo', kind: 'demo' }, ({ record }) =>
      needs.fillDemo(record, (day, days) => progress(day, days, false)),
    );
    progress(1, 1, true);
    return made;
  }

  async function createPaper(
    { name, baseCurrency, deposit, fees, lotMethod }: NewPaperWorkspace,
    { id: venue, label, environments: [environment] }: Pick<Venue, 'id' | 'label' | 'environments'>,
  ): Promise<Result<string, WorkspaceUnavailable>> {
    const createdAt = clock.now();
    const portfolio = portfolioId(ids.next());
    return workspaces.create({ name, kind: 'paper' }, ({ record }) =>
      openAccount(record, {
        portfolio: { id: portfolio, name: 'Main', baseCurrency, lotMethod, limits: noLimits, createdAt },
        account: {
          id: accountId(ids.next()),
          portfolioId: portfolio,
          name: `Paper on ${label}`,
          venue,
          environment,
          mode: 'paper',
          credential: undefined,
          disabledAt: undefined,
          fees,
          deadMansSwitch: false,
          mayBorrow: false,
          createdAt,
        },
        deposit: { id: ids.next(), currency: baseCurrency, amount: deposit },
      }),
    );
  }

  return {
    current: (): Workspace | undefined => current,
    list: workspaces.list,
    open: (id: string) =>
      inTurn(async (): Promise<Result<WorkspaceMeta, WorkspaceUnavailable | NotFound>> => {
        if (!(await workspaces.has(id))) return err({ code: 'NOT_FOUND', what: 'workspace', id });
        return infoOf(openNow(id));
      }),
    openDemo: () =>
      inTurn(async () => {
        const known = await workspaces.demo();
        if (known !== undefined) return infoOf(openNow(known));
        const made = await makeDemo();
        return made.ok ? infoOf(openNow(made.value)) : made;
      }),
    createPaper: (asked: NewPaperWorkspace) =>
      inTurn(
        async (): Promise<Result<WorkspaceMeta, WorkspaceUnavailable | NameTaken | BadValue | NotFound>> => {
          const venue = needs.venues.find(({ id }) => id === asked.venue);
          if (venue === undefined) return err({ code: 'NOT_FOUND', what: 'venue', id: asked.venue });
          const problem = badPaperTerms(asked);
          if (problem !== undefined) return err(problem);
          if (await workspaces.hasName(asked.name)) return err({ code: 'NAME_TAKEN', name: asked.name });
          const made = await createPaper(asked, venue);
          return made.ok ? infoOf(openNow(made.value)) : made;
        },
      ),
    /** A workspace that holds imported history and trades nothing. */
    createHistory: (name: string) =>
      inTurn(async (): Promise<Result<Workspace, WorkspaceUnavailable | NameTaken>> => {
        if (await workspaces.hasName(name)) return err({ code: 'NAME_TAKEN', name });
        const createdAt = clock.now();
        const made = await workspaces.create({ name, kind: 'paper' }, async ({ record }) => {
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
    /**
     * For work on the files of the workspace in that folder: it is closed, locked meanwhile, and opened again. Refused
     * where another one, or none, is open by then.
     */
    whileClosed: <Value>(folder: string, work: () => Promise<Value>) =>
      inTurn(async (): Promise<Result<Value, NotOpen>> => {
        if (current?.files.folder !== folder) return err({ code: 'NOT_OPEN' });
        const { files, info } = current;
        await closeCurrent();
        const unlock = workspaces.lock(files.folder);
        try {
          return ok(await work());
        } finally {
          unlock();
          const opened = await openNow(info.id);
          if (!opened.ok) raise(notOpenedAgain(info.name, opened.error));
        }
      }),
    close: () =>
      inTurn(async () => {
        await closeCurrent();
        publishWorkspace();
      }),
  };
}

function notOpenedAgain(name: string, { reason, remedy, folder }: WorkspaceUnavailable): Alert {
  const why = { cause: reason, remedy, folder };
  return { severity: 'critical', code: 'NOT_OPENED_AGAIN', workspace: name, ...why };
}

/** What the trader has to know of how it was opened. */
function alertsOf({ readOnly, repairs }: WorkspaceFiles): readonly Alert[] {
  const repaired = repairs.map(fileReplaced);
  if (readOnly === undefined) return repaired;
  return [...repaired, { severity: 'warning', code: 'READ_ONLY', cause: readOnly }];
}

async function infoOf(opened: Promise<Result<Workspace, WorkspaceUnavailable>>) {
  const result = await opened;
  return result.ok ? ok(result.value.info) : result;
}

export type WorkspaceManager = ReturnType<typeof createWorkspaceManager>;
