import type { Change } from '#src/application/changes.ts';
import { foldHolding } from '#src/application/orders/book-fills.ts';
import { heldBy } from '#src/application/orders/held-legs.ts';
import type { Account, Portfolio } from '#src/domain/account.ts';
import {
  headlines,
  headlinesOf,
  problemOfBase,
  type BaseChange,
  type BaseProblem,
  type Headlines,
} from '#src/domain/base-change.ts';
import type { Currency, PortfolioId } from '#src/domain/ids.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import type { LiveValuation } from './live-valuations.ts';

export type BaseChangesNeeds = {
  readonly store: RecordStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly valuations: {
    /** Values all at once, and keeps a point of the curve. */
    keepPoint(): Promise<void>;
    latest(): readonly LiveValuation[];
    withhold(id: PortfolioId): void;
    reload(): Promise<void>;
  };
  /** Looks up the rates of what is unrated, in what portfolios are to be measured in too. */
  readonly look: () => void;
  readonly onFolded: (changes: readonly Change[]) => void;
  /** Records what marks positions, makes these, and tells that they are others. */
  readonly foldAnew: <Recorded extends { readonly ok: boolean }>(
    record: () => Promise<Recorded>,
  ) => Promise<Recorded>;
  /** Something of a change is otherwise. */
  readonly onChange: () => void;
};

type BaseRefused = NotFound<'portfolio'> | { readonly code: 'INVALID_BASE'; readonly problem: BaseProblem };

/** Milliseconds. Prices into the new currency may come by then; what has none is told as not known. */
const awaitPrices = 60_000;

/**
 * Measures a portfolio in another currency. First the rates of all its movements are looked up in that, which may be long
 * and goes on where it ended; until then all is in the currency of before. Then it changes at once, and the figures of before
 * and after go into the audit trail.
 */
export function createBaseChanges(needs: BaseChangesNeeds) {
  const { store, clock, log, valuations } = needs;
  let callOff: (() => void) | undefined;
  let working: Promise<void> = Promise.resolve();
  let closed = false;
  /** Those whose figures of after are awaited. */
  let compared: readonly BaseChange[] = [];

  async function change(
    portfolioId: string,
    decide: (unit: Repositories, portfolio: Portfolio) => Promise<BaseProblem | undefined>,
  ): Promise<Result<undefined, BaseRefused>> {
    const decided = await store.transact(async (unit): Promise<Result<undefined, BaseRefused>> => {
      const portfolio = (await unit.portfolios.list()).find(({ id }) => id === portfolioId);
      if (portfolio === undefined) return err({ code: 'NOT_FOUND', what: 'portfolio', id: portfolioId });
      const problem = await decide(unit, portfolio);
      return problem === undefined ? ok(undefined) : err({ code: 'INVALID_BASE', problem });
    });
    if (decided.ok) needs.onChange();
    return decided;
  }

  /** `to` is looked up, and then taken. */
  async function ask(portfolioId: string, to: Currency): Promise<Result<undefined, BaseRefused>> {
    const asked = await change(portfolioId, async (unit, portfolio) => {
      const { id, baseCurrency: from } = portfolio;
      const problem = problemOfBase(
        from,
        to,
        await pendingOf(unit, portfolio),
        await isBeingImported(unit, id),
      );
      if (problem !== undefined) return problem;
      const time = clock.now();
      await unit.baseChanges.save({
        portfolioId: id,
        from,
        to,
        askedAt: time,
        made: undefined,
        after: undefined,
      });
      await unit.audit.append({
        time,
        actor: 'trader',
        action: 'asked',
        ...about({ portfolioId: id, from, to }),
      });
      return undefined;
    });
    if (asked.ok) needs.look();
    return asked;
  }

  function callOffChange(portfolioId: string): Promise<Result<undefined, BaseRefused>> {
    return change(portfolioId, async (unit, portfolio) => {
      const pending = await pendingOf(unit, portfolio);
      if (pending === undefined || pending.made !== undefined) return 'NOT_UNDER_WAY';
      await unit.baseChanges.remove(pending);
      await unit.audit.append({
        time: clock.now(),
        actor: 'trader',
        action: 'called off',
        ...about(pending),
      });
      return undefined;
    });
  }

  /** What was looked up is taken, one portfolio after another. */
  async function makeAll(): Promise<void> {
    for (const asked of await store.read.baseChanges.unfinished())
      if (asked.made === undefined && !closed && !(await isBeingImported(store.read, asked.portfolioId)))
        await make(asked);
    await awaitFigures();
  }

  async function make(asked: BaseChange): Promise<void> {
    const { portfolioId, to } = asked;
    await valuations.keepPoint();
    const valued = valuations.latest().find(({ record }) => record.portfolio.id === portfolioId);
    const before = headlinesOf(valued?.valuation);
    valuations.withhold(portfolioId);
    let isMade = false;
    try {
      await needs.foldAnew(async () => {
        needs.onFolded(await store.transact((unit) => take(unit, asked, before)));
        isMade = true;
        return ok(undefined);
      });
    } finally {
      if (!isMade && !closed) await valuations.reload();
    }
    log.info('a portfolio is measured in another currency', { portfolioId, to });
  }

  async function take(unit: Repositories, asked: BaseChange, before: Headlines): Promise<readonly Change[]> {
    const { portfolioId, from, to } = asked;
    const portfolio = await unit.portfolios.get(portfolioId);
    const pending = await pendingOf(unit, portfolio);
    if (pending?.askedAt !== asked.askedAt) return [];
    const at = clock.now();
    const until = Math.max(at, (await unit.portfolios.lastPoint(portfolioId)) ?? at);
    await unit.portfolios.update({ ...portfolio, baseCurrency: to });
    await unit.baseChanges.save({ ...asked, made: { at, until, before } });
    await unit.audit.append({
      time: at,
      actor: 'tapedeck',
      action: 'changed',
      ...about({ portfolioId, from, to }),
    });
    return foldAll(unit, await accountsOf(unit, portfolioId));
  }

  /** Where their figures are known, or prices have had their time. */
  async function awaitFigures(): Promise<void> {
    compared = (await store.read.baseChanges.unfinished()).filter(({ made }) => made !== undefined);
    callOff?.();
    if (compared.length === 0 || closed) return;
    callOff = clock.after(awaitPrices, () => inTurn(() => compareAll(() => true)));
    await compareAll(isKnown);
  }

  async function compareAll(isDue: (after: Headlines) => boolean): Promise<void> {
    for (const each of compared) {
      const valued = valuations
        .latest()
        .find(
          ({ record: { portfolio } }) =>
            portfolio.id === each.portfolioId && portfolio.baseCurrency === each.to,
        );
      const after = headlinesOf(valued?.isCurrent === true ? valued.valuation : undefined);
      if (!isDue(after) || closed) continue;
      await store.transact(async (unit) => {
        await unit.baseChanges.save({ ...each, after });
        await unit.audit.append({
          time: clock.now(),
          actor: 'tapedeck',
          action: 'compared',
          ...about(each),
          detail: JSON.stringify({
            from: each.from,
            to: each.to,
            figures: headlines.map((name) => ({ name, before: each.made?.before[name], after: after[name] })),
          }),
        });
      });
      compared = compared.filter((other) => other !== each);
      needs.onChange();
    }
    if (compared.length === 0) callOff?.();
  }

  /** One after another; what fails is tried again when rates are looked up the next time. */
  function inTurn(work: () => Promise<void>): void {
    working = working.then(work).catch((fault: unknown) => {
      if (!closed) log.warn('the base currency of a portfolio could not be changed', { fault });
    });
  }

  return {
    ask,
    callOff: callOffChange,
    /** After all was looked up that can be for now. */
    makeAll: () => inTurn(makeAll),
    /** After a portfolio was valued. */
    follow(): void {
      if (compared.length > 0) inTurn(() => compareAll(isKnown));
    },
    async close(): Promise<void> {
      closed = true;
      callOff?.();
      await working;
    },
  };
}

function isKnown(after: Headlines): boolean {
  return headlines.every((name) => after[name] !== undefined);
}

function about({ portfolioId, from, to }: Pick<BaseChange, 'portfolioId' | 'from' | 'to'>) {
  return { subject: `base currency of portfolio ${portfolioId}`, detail: JSON.stringify({ from, to }) };
}

async function pendingOf(
  { baseChanges }: Pick<Repositories, 'baseChanges'>,
  { id }: Pick<Portfolio, 'id'>,
): Promise<BaseChange | undefined> {
  return (await baseChanges.unfinished()).find(({ portfolioId }) => portfolioId === id);
}

async function accountsOf(
  { accounts }: Pick<Repositories, 'accounts'>,
  id: PortfolioId,
): Promise<readonly Account[]> {
  return (await accounts.list()).filter(({ portfolioId }) => portfolioId === id);
}

async function isBeingImported(
  read: Pick<Repositories, 'accounts' | 'imports'>,
  id: PortfolioId,
): Promise<boolean> {
  const own = new Set((await accountsOf(read, id)).map((account) => account.id));
  const runs = await read.imports.list();
  return runs.some(
    ({ accountId, state }) => own.has(accountId) && (state === 'writing' || state === 'undoing'),
  );
}

/** Results and fees are worth something else in another currency, and whether a coin is held at all follows from it. */
async function foldAll(unit: Repositories, accounts: readonly Account[]): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const { id: accountId } of accounts)
    for (const held of await heldBy(unit, accountId))
      changes.push(...(await foldHolding(unit, { accountId, held })));
  return changes;
}
