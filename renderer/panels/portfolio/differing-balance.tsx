import { Button } from '@mantine/core';
import type { BalanceInfo } from '#src/contract/balances.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { askStatements } from '#renderer/desk/links/asked-statements.ts';
import { AroseWords } from '#renderer/trading/arose-words.tsx';
import { useAssetWords } from '#renderer/trading/asset-words.ts';
import classes from '#renderer/trading/to-settle.module.css';

type DifferingBalanceProps = { readonly balance: BalanceInfo; readonly portfolioId: string };

/** A statement says otherwise than the record: what moved in between stands in the dialog of statements. */
export function DifferingBalance({ balance, portfolioId }: DifferingBalanceProps) {
  const say = useSay();
  const { nameOf, day } = useAssetWords();
  return (
    <li className={classes['line']}>
      <span>
        <AroseWords balance={balance} />
      </span>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={say('balance.lookOf', { asset: nameOf(balance.asset), day: day(balance.day) })}
        onClick={() => askStatements(portfolioId, balance.id)}
      >
        {say('balance.look')}
      </Button>
    </li>
  );
}
