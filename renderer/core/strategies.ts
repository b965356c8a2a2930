import { useMemo } from 'react';
import { useLiveStore } from './live-store.ts';
import { useAnswer } from './use-answer.ts';

/** Of all orders that the record has, by name. Another spelling is another strategy. */
export function useStrategies(): readonly string[] {
  const answer = useAnswer('orders.strategies', {});
  const heard = useLiveStore((state) => state.newStrategies);
  return useMemo(() => {
    const recorded = answer?.ok === true ? answer.value : [];
    return [...new Set([...recorded, ...heard])].toSorted((one, other) => one.localeCompare(other));
  }, [answer, heard]);
}
