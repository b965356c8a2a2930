import { type LimitName, type LimitProblem, type PortfolioLimits } from '#src/contract/limits.ts';
import { limitProblems, type LimitChange } from '#src/domain/risk-limits.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { ok } from '#src/domain/result.ts';
import { limitNames, limitText, limitValue, limitKinds } from '#renderer/words/limit-words.ts';
import type { Separators } from '#renderer/format/number.ts';
import { parseNumber, respell } from '#renderer/format/parse-number.ts';

/** What was typed in a field, and with which separators. A field that was not touched follows the core. */
export type TypedLimits = {
  readonly [Name in LimitName]?: {
    readonly text: string;
    readonly separators: Separators;
    /** What the core had then. */
    readonly seen: string | undefined;
  };
};

export function fieldText(
  name: LimitName,
  typed: TypedLimits,
  held: PortfolioLimits,
  separators: Separators,
): string {
  const own = typed[name];
  return own === undefined
    ? limitText(name, held[name], separators)
    : respell(own.text, own.separators, separators);
}

export type ReadLimits = {
  /** What differs from what the core has; nothing of a field that cannot be read. */
  readonly changes: readonly LimitChange[];
  readonly problems: readonly LimitProblem[];
  readonly unreadable: readonly LimitName[];
};

export function readLimits(typed: TypedLimits, held: PortfolioLimits, separators: Separators): ReadLimits {
  const changes: LimitChange[] = [];
  const unreadable: LimitName[] = [];
  const elsewhere: LimitProblem[] = [];
  for (const limit of limitNames) {
    const own = typed[limit];
    if (own === undefined) continue;
    const text = fieldText(limit, typed, held, separators);
    const read =
      text.trim() === '' ? ok(undefined) : parseNumber(text, separators, { unit: limitKinds[limit].unit });
    if (!read.ok) {
      unreadable.push(limit);
      continue;
    }
    const value = read.value && limitValue(limit, read.value);
    if (value?.toString() === held[limit]) continue;
    const seen = own.seen === undefined ? undefined : Decimal.from(own.seen);
    if (own.seen === held[limit]) changes.push({ limit, seen, value });
    else elsewhere.push({ limit, code: 'LIMIT_SET_ELSEWHERE', now: held[limit] });
  }
  const problems = limitProblems(changes).map((problem) =>
    problem.code === 'LIMIT_TOO_LARGE' ? { ...problem, maximum: problem.maximum.toString() } : problem,
  );
  return { changes, problems: [...elsewhere, ...problems], unreadable };
}
