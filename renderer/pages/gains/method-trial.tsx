import { Button, Group } from '@mantine/core';
import type { CallInput } from '#src/contract/contract.ts';
import type { GainsInfo, GainSumInfo } from '#src/contract/gains.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import classes from './gains.module.css';

type Asked = CallInput<'portfolio.gains'>;

type MethodTrialProps = {
  readonly method: string;
  readonly now: Asked;
  /** As it would be asked. */
  readonly then: Asked;
  readonly onUse: () => void;
  readonly onLeave: () => void;
};

/** What another choice of lots would change of the year and of those behind it, before it is made. */
export function MethodTrial({ method, now, then, onUse, onLeave }: MethodTrialProps) {
  const say = useSay();
  const before = useAnswer('portfolio.gains', { ...now, later: true, most: 1 });
  const after = useAnswer('portfolio.gains', { ...then, later: true, most: 1 });
  if (before?.ok === false) return <FailureNote action={say('gains.loading')} failure={before.error} />;
  if (after?.ok === false) return <FailureNote action={say('gains.loading')} failure={after.error} />;
  if (before === undefined || after === undefined) return <p role="status">{say('gains.working')}</p>;
  const problem = after.value.sale?.problem;
  if (problem !== undefined) return <p role="alert">{say('gains.lotsProblem', { problem })}</p>;
  const years = yearsOf(now.year, before.value, after.value);
  return (
    <div className={classes['trial']} role="status">
      <p>{say('gains.trying', { method, year: String(now.year) })}</p>
      <Changes chosen={now.year} years={years} />
      <Group gap="xs">
        <Button size="compact-xs" onClick={onUse}>
          {say('gains.use')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={onLeave}>
          {say('gains.leave')}
        </Button>
      </Group>
    </div>
  );
}

function Changes({ chosen, years }: { readonly chosen: number; readonly years: readonly ChangedYear[] }) {
  const say = useSay();
  const format = useFormat();
  const lines = years.flatMap(({ year, sums, unknown }) => {
    const told = sums.map(({ currency, isLongTerm, was, is }) =>
      say('gains.tryingLine', {
        term: say(isLongTerm ? 'gains.long' : 'gains.short'),
        currency,
        before: format.amount(was, currency),
        after: format.amount(is, currency),
      }),
    );
    if (unknown.was !== unknown.is)
      told.push(say('gains.tryingUnknown', { before: format.count(unknown.was), after: unknown.is }));
    return told.map((change) =>
      year === chosen ? change : say('gains.tryingLater', { year: String(year), change }),
    );
  });
  if (lines.length === 0) return <p>{say('gains.tryingSame', { year: String(chosen) })}</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

type OfYear = Pick<GainsInfo, 'sums' | 'unknown'>;
type ChangedYear = {
  readonly year: number;
  readonly sums: readonly (Pick<GainSumInfo, 'currency' | 'isLongTerm'> & {
    readonly was: string;
    readonly is: string;
  })[];
  readonly unknown: { readonly was: number; readonly is: number };
};

const nothing: OfYear = { sums: [], unknown: 0 };

function yearsOf(chosen: number, before: GainsInfo, after: GainsInfo): readonly ChangedYear[] {
  const all = (told: GainsInfo) =>
    new Map<number, OfYear>([
      [chosen, told],
      ...(told.later ?? []).map((each) => [each.year, each] as const),
    ]);
  const [was, is] = [all(before), all(after)];
  const years = [...new Set([...was.keys(), ...is.keys()])].toSorted((one, other) => one - other);
  return years.map((year) => changedYear(year, was.get(year) ?? nothing, is.get(year) ?? nothing));
}

function changedYear(year: number, before: OfYear, after: OfYear): ChangedYear {
  const own = new Map([...before.sums, ...after.sums].map((sum) => [keyOf(sum), sum]));
  const sums = [...own].map(([key, { currency, isLongTerm }]) => ({
    currency,
    isLongTerm,
    was: gainIn(before.sums, key),
    is: gainIn(after.sums, key),
  }));
  return {
    year,
    sums: sums.filter(({ was, is }) => was !== is),
    unknown: { was: before.unknown, is: after.unknown },
  };
}

function keyOf({ currency, isLongTerm }: GainSumInfo): string {
  return `${currency} ${isLongTerm}`;
}

function gainIn(sums: readonly GainSumInfo[], key: string): string {
  return sums.find((sum) => keyOf(sum) === key)?.gain ?? '0';
}
