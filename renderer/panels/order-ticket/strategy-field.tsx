import { Autocomplete } from '@mantine/core';
import { memo } from 'react';
import { longestStrategyName } from '#src/contract/visible-name.ts';
import classes from '#renderer/panels/order-ticket/order-ticket.module.css';
import { useStrategies } from '#renderer/core/strategies.ts';
import { useSay } from '#renderer/controls/use-say.ts';

type StrategyFieldProps = { readonly value: string; readonly onChange: (text: string) => void };

/** What the order is placed for, in the trader's words. Those used before are offered: another spelling is another one. */
export const StrategyField = memo(function StrategyField({ value, onChange }: StrategyFieldProps) {
  const say = useSay();
  const strategies = useStrategies();
  return (
    <Autocomplete
      label={say('ticket.strategy')}
      placeholder={say('ticket.noStrategy')}
      size="xs"
      classNames={{ root: classes['strategy'] ?? '' }}
      maxLength={longestStrategyName}
      autoComplete="off"
      spellCheck={false}
      data={strategies}
      value={value}
      onChange={onChange}
      maxDropdownHeight={180}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
});
