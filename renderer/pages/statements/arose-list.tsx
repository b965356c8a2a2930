import { Button } from '@mantine/core';
import type { BalanceInfo } from '#src/contract/balances.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { AroseWords } from '#renderer/trading/arose-words.tsx';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import classes from './statements.module.css';

type AroseListProps = {
  readonly differing: readonly BalanceInfo[];
  /** Whose movements are shown. */
  readonly shown: string | undefined;
  readonly onShow: (id: string | undefined) => void;
};

export function AroseList({ differing, shown, onShow }: AroseListProps) {
  const say = useSay();
  const { nameOf, day } = useAssetWords();
  if (differing.length === 0) return null;
  return (
    <section aria-label={say('balance.toSettle')} className={classes['settle']}>
      <h3>{say('balance.toSettle')}</h3>
      <ul>
        {differing.map((balance) => (
          <li key={balance.id} className={classes['line']}>
            <span>
              <AroseWords balance={balance} />
            </span>
            <Button
              variant="default"
              size="compact-xs"
              aria-expanded={shown === balance.id}
              aria-label={say('balance.lookOf', { asset: nameOf(balance.asset), day: day(balance.day) })}
              onClick={() => onShow(shown === balance.id ? undefined : balance.id)}
            >
              {say(shown === balance.id ? 'balance.hide' : 'balance.look')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
