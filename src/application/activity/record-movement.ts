import { bookEntries } from '#src/application/orders/book-fills.ts';
import { problemsOf as problemsOfEntries } from '#src/application/orders/check-entry.ts';
import { tradesRealMoney, type Account } from '#src/domain/account.ts';
import { problemsOf, type EnteredMovement, type MovementProblem } from '#src/domain/entered-movement.ts';
import { entriesOf } from '#src/domain/movement-entries.ts';
import { ledgerEntryId, type AccountId, type LedgerEntryId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { RecordedEntry } from '#src/ports/activity-repository.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { OpenUnit, RecordStore, Repositories } from '#src/ports/record-store.ts';
import { carryGivenRates, type LostRate } from './carry-rates.ts';
import { beforeThem, effectsOf, type Effect } from './movement-effects.ts';
import { isShortThen } from './short-then.ts';
import { movementsSubject } from './movements-subject.ts';
import { toldMovement, type AskedMovement } from './told-movement.ts';

export type RecordMovementNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<IdSource, 'next'>;
  /** Folds what is marked for it, now or once that can be: what is recorded counts whatever comes of it. */
  readonly folding: { after<Value>(record: () => Promise<Value>): Promise<Value> };
};

export type InvalidMovement = {
  readonly code: 'INVALID_MOVEMENT';
  readonly problems: readonly MovementProblem[];
};
type Refused = NotFound<'account' | 'movement'> | InvalidMovement;

export type MovementOrder = {
  readonly movement: AskedMovement;
  /** The entry in whose place it comes, with all that belongs to it. */
  readonly corrects: LedgerEntryId | undefined;
  /** Whether an asset may be one that the record does not know. */
  readonly isNewAsset: boolean;
  /** Only tells what it would do. */
  readonly isTrial: boolean;
};

type Entered = {
  readonly effects: readonly Effect[];
  /** That the trader gave for what is corrected. */
  readonly lostRates: readonly LostRate[];
};

/** Records what the trader tells, in the place of what is corrected. All of it, or nothing. */
export async function enterMovement(
  needs: RecordMovementNeeds,
  order: MovementOrder,
): Promise<Result<Entered, Refused>> {
  return order.isTrial ? enter(needs, order) : needs.folding.after(() => enter(needs, order));
}

async function enter(
  needs: RecordMovementNeeds,
  { movement: asked, corrects, isNewAsset, isTrial }: MovementOrder,
): Promise<Result<Entered, Refused>> {
  const { store, ids } = needs;
  await using unit = await store.begin();
  const { repositories } = unit;
  const all = await repositories.accounts.list();
  if (!all.some(({ id }) => id === asked.accountId))
    return err({ code: 'NOT_FOUND', what: 'account', id: asked.accountId });
  const before = corrects === undefined ? [] : await happening(repositories, corrects);
  if (before === undefined) return err({ code: 'NOT_FOUND', what: 'movement', id: corrects ?? '' });
  const { movement, unknown } = await toldMovement(repositories, asked, isNewAsset);
  const fresh = inPlaceOf(
    before,
    entriesOf(movement, () => ledgerEntryId(ids.next())),
  );
  const isShort = await isShortThen(repositories, movement);
  const problems = [...accountProblems(all, movement), ...problemsOf(movement, isShort), ...unknown];
  const action = corrects === undefined ? 'entered' : 'corrected';
  const old = before.map(({ entry }) => entry);
  const lostRates = await carryGivenRates(repositories, needs.clock.now(), { old, fresh });
  const written = await write(needs, unit, { before, fresh, problems, action, isTrial });
  return written.ok ? ok({ effects: written.value, lostRates }) : written;
}

/** What belongs together goes together: both ends of a transfer, and its fee. */
export async function takeBackMovement(
  needs: RecordMovementNeeds,
  order: TakingBack,
): Promise<Result<readonly Effect[], Refused>> {
  return order.isTrial ? takeBack(needs, order) : needs.folding.after(() => takeBack(needs, order));
}

type TakingBack = { readonly id: LedgerEntryId; readonly isTrial: boolean };

async function takeBack(
  needs: RecordMovementNeeds,
  { id, isTrial }: TakingBack,
): Promise<Result<readonly Effect[], Refused>> {
  await using unit = await needs.store.begin();
  const before = await happening(unit.repositories, id);
  if (before === undefined) return err({ code: 'NOT_FOUND', what: 'movement', id });
  const accounts = await unit.repositories.accounts.list();
  const problems = before.flatMap(({ entry }) => accountProblems(accounts, { accountId: entry.accountId }));
  return await write(needs, unit, { before, fresh: [], problems, action: 'taken back', isTrial });
}

export type Writing = {
  readonly before: readonly RecordedEntry[];
  readonly fresh: readonly LedgerEntry[];
  /** What is known to be wrong already. */
  readonly problems: readonly MovementProblem[];
  readonly action: string;
  readonly isTrial: boolean;
};

/** Records what is new and takes back what is not replaced. All of it, or nothing. */
export async function write(
  { clock, ids }: RecordMovementNeeds,
  unit: OpenUnit,
  { before, fresh, problems, action, isTrial }: Writing,
): Promise<Result<readonly Effect[], InvalidMovement>> {
  const { repositories } = unit;
  const replaced = new Set(fresh.map(({ corrects }) => corrects));
  const gone = before.filter(({ entry }) => !replaced.has(entry.id));
  const back = gone.map(({ entry }) => takesBack(entry, ledgerEntryId(ids.next())));
  const added = [...fresh, ...back];
  // What the form itself finds wrong makes entries that say the same in other words.
  const wrong = problems.length > 0 ? problems : await problemsOfEntries(repositories, added, clock.now());
  // Both ends of a transfer may have the same.
  const told = new Map(wrong.map((problem) => [`${problem.field} ${problem.code}`, problem]));
  if (told.size > 0) return err({ code: 'INVALID_MOVEMENT', problems: [...told.values()] });
  const old = before.map(({ entry }) => entry);
  const held = await beforeThem(repositories, [...old, ...fresh]);
  // What corrects an imported entry belongs to its import, and is undone with it.
  const importOf = new Map(before.map(({ entry, importId }) => [entry.id, importId]));
  const groups = Map.groupBy(added, ({ corrects }) =>
    corrects === undefined ? before[0]?.importId : importOf.get(corrects),
  );
  for (const [importId, own] of groups) await bookEntries(repositories, own, importId);
  const effects = await effectsOf(repositories, held, { old, fresh });
  // What is not committed is as if it had not been.
  if (isTrial) return ok(effects);
  for (const [accountId, own] of Map.groupBy(added, (entry) => entry.accountId))
    await repositories.audit.append({
      time: clock.now(),
      actor: 'trader',
      action,
      subject: movementsSubject(accountId),
      detail: JSON.stringify(own),
    });
  await unit.commit();
  return ok(effects);
}

/** The entry with all that has its link; undefined where there is none. What is void stands alone. */
export async function happening(
  { activity, ledger }: Repositories,
  id: LedgerEntryId,
): Promise<readonly RecordedEntry[] | undefined> {
  const own = (await activity.corrections(id)).find(({ entry }) => entry.id === id);
  if (own === undefined) return undefined;
  const { link } = own.entry;
  if (link === undefined || own.correctedBy !== undefined) return [own];
  const linked: RecordedEntry[] = [];
  for (const entry of await ledger.linked(link)) {
    const recorded = (await activity.corrections(entry.id)).find((each) => each.entry.id === entry.id);
    if (recorded !== undefined) linked.push(recorded);
  }
  return linked;
}

/** Each new entry in the place of one of its account and kind. */
function inPlaceOf(before: readonly RecordedEntry[], fresh: readonly LedgerEntry[]): readonly LedgerEntry[] {
  const waiting = before.map(({ entry }) => entry);
  return fresh.map((entry) => {
    const at = waiting.findIndex(
      ({ accountId, type }, index) =>
        accountId === entry.accountId &&
        ((type === 'fee') === (entry.type === 'fee') || (index === 0 && before.length === 1)),
    );
    const [corrected] = at === -1 ? [] : waiting.splice(at, 1);
    return corrected === undefined ? entry : { ...entry, corrects: corrected.id };
  });
}

/** It moves nothing. */
function takesBack({ id: corrects, accountId, type, time }: LedgerEntry, id: LedgerEntryId): LedgerEntry {
  return {
    id,
    accountId,
    type,
    time,
    cash: undefined,
    instrumentId: undefined,
    quantity: undefined,
    note: undefined,
    corrects,
  };
}

/** Of accounts that take no entries by hand. */
export function accountProblems(
  accounts: readonly Account[],
  { accountId, counterAccountId }: Partial<EnteredMovement>,
): MovementProblem[] {
  const of = (id: AccountId | undefined, field: MovementProblem['field']): MovementProblem[] => {
    const account = accounts.find((other) => other.id === id);
    if (account === undefined || account.mode === 'history') return [];
    return [{ field, code: tradesRealMoney(account) ? 'LIVE_ACCOUNT' : 'PAPER_ACCOUNT' }];
  };
  return [...of(accountId, 'account'), ...of(counterAccountId, 'counterAccount')];
}
