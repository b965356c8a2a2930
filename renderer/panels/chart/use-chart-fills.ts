import { useCallback, useMemo } from 'react';
import type { FillInfo } from '#src/contract/orders.ts';
import { useSelection } from '#renderer/core/selection.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';

const mostFills = 500;

/** The newest own fills of an instrument, as many as a chart can show, and each new one. */
export function useChartFills(instrumentId: string): readonly FillInfo[] {
  const isShown = useCallback((fill: FillInfo) => fill.instrumentId === instrumentId, [instrumentId]);
  const live = useSelection(({ fills }) => fills, isShown);
  const answer = useAnswer('fills.page', {
    filter: { instrumentId },
    direction: 'descending',
    limit: mostFills,
  });
  return useMemo(() => {
    const fetched = answer?.ok === true ? answer.value.rows : [];
    const known = new Set(fetched.map((fill) => fill.id));
    return [...live.filter((fill) => !known.has(fill.id)), ...fetched];
  }, [live, answer]);
}
