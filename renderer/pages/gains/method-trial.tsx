import { Button, Group } from '@mantine/core';
import type { GainsInfo, GainSumInfo } from '#src/contract/gains.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import classes from './gains.module.css';

type MethodTrialProps = {
  readonly method: string;
  readonly year: string;
  readonly before: GainsInfo;
  readonly after: GainsInfo;
  readonly onUse: () => void;
  readonly onLeave: () => void;
};

/** What another method would change, before it is chosen. */
export function MethodTrial({ method, year, before, after, onUse, onLeave }: MethodTrialProps) {
  const say = useSay();
  const format = useFormat();
  const lines = changesOf(before.sums, after.sums);
  return (
    <div className={classes['trial']} role="status">
      <p>{say('gains.trying', { method, year })}</p>
      {lines.length === 0 ? (
        <p>{say('gains.tryingSame', { year })}</p>
      ) : (
        <ul>
          {lines.map(({ currency, isLongTerm, was, is }) => (
            <li key={`${currency} ${isLongTerm}`}>
              {say('gains.tryingLine', {
                term: say(isLongTerm ? 'gains.long' : 'gains.short'),
                currency,
                before: format.amount(was, currency),
                after: format.amount(is, currency),
              })}
            </li>
          ))}
        </ul>
      )}
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

function keyOf({ currency, isLongTerm }: GainSumInfo): string {
  return `${currency} ${isLongTerm}`;
}

function gainIn(sums: readonly GainSumInfo[], key: string): string {
  return sums.find((sum) => keyOf(sum) === key)?.gain ?? '0';
}

type Change = Pick<GainSumInfo, 'currency' | 'isLongTerm'> & { readonly was: string; readonly is: string };

function changesOf(before: readonly GainSumInfo[], after: readonly GainSumInfo[]): readonly Change[] {
  const own = new Map([...before, ...after].map((sum) => [keyOf(sum), sum]));
  return [...own]
    .map(([key, { currency, isLongTerm }]) => ({
      currency,
      isLongTerm,
      was: gainIn(before, key),
      is: gainIn(after, key),
    }))
    .filter(({ was, is }) => was !== is);
}
