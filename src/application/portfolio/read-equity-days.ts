import { movementsSubject } from '#src/application/activity/movements-subject.ts';
import { baseOf } from '#src/application/orders/held-legs.ts';
import { dayEquities, dayOf, type DayEquity } from '#src/domain/day-equity.ts';
import type { EquityBasis } from '#src/ports/equity-day-repository.ts';
import type { EquityDaysQuestion, ReadEquityDays } from '#src/ports/history-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { readDayChanges } from './day-changes.ts';
import { priceSources, readDayPrices, type StoredPrices } from './day-prices.ts';
import { activeFiles } from './rate-of.ts';

/**
 * The days of an account that have to be made: from the first that the record touched since `basis`, that was not known,
 * or that has come since. What a `HistoryReader` answers, of a record that does not change meanwhile.
 */
export async function readEquityDays(
  read: Repositories,
  stored: StoredPrices,
  { accountId, basis, firstUnknown, usesFiles = false, until }: EquityDaysQuestion,
  signal: AbortSignal,
): Promise<ReadEquityDays> {
  const imports = (await read.imports.list()).filter((run) => run.accountId === accountId);
  if (!imports.every(({ state }) => state === 'done' || state === 'undone')) return { isWhole: false };
  const account = await read.accounts.get(accountId);
  const base = await baseOf(read, accountId);
  const rateFiles = await activeFiles(read);
  const now: EquityBasis = {
    base,
    mayBorrow: account.mayBorrow,
    mark: await read.changes.mark(accountId),
    rateFiles: [...rateFiles],
    revisions: await read.changes.revisions(accountId, movementsSubject(accountId)),
    until,
  };
  const isOther =
    basis === undefined ||
    basis.base !== base ||
    basis.mayBorrow !== account.mayBorrow ||
    basis.rateFiles.some((file) => !rateFiles.has(file));
  const touched = isOther ? -Infinity : await read.changes.touchedSince(accountId, basis.mark);
  const from = Math.min(
    dayOf(touched ?? Infinity),
    firstUnknown ?? Infinity,
    isOther ? -Infinity : Math.min(basis.until, until),
  );
  if (from >= until) return { isWhole: true, basis: now, from: until, days: [] };
  const changes = await readDayChanges(read, account, base, signal);
  const [first] = changes;
  if (first === undefined) return { isWhole: true, basis: now, from, days: [] };
  const span = { from: Math.max(from, first.day), to: until };
  const sources = priceSources(await read.instruments.list(), await read.givenPrices.list(), base);
  const prices = await readDayPrices(stored, sources, changes, {
    ...span,
    files: usesFiles ? rateFiles : noFiles,
  });
  return { isWhole: true, basis: now, from, days: dayEquities(changes, span, prices).map(inText) };
}

const noFiles: ReadonlySet<string> = new Set();

function inText({ day, equity, paidIn, missing }: DayEquity) {
  return { day, equity: equity?.toString(), paidIn: paidIn?.toString(), missing };
}
