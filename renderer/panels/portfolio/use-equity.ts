import { useMemo, useState } from 'react';
import type { CallOutput } from '#src/contract/contract.ts';
import type { EquityPoint, ValuationInfo } from '#src/contract/portfolio.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { type Span, spans } from '#renderer/trading/spans.ts';
import { wholeSum } from '#renderer/trading/partial-sums.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';

const hour = 3_600_000;
const day = 24 * hour;
const nothing: CallOutput<'portfolio.equity'> = { points: [], breaks: [] };

export type Equity = {
  readonly points: readonly EquityPoint[];
  /** When history was imported. */
  readonly breaks: readonly number[];
  readonly failure: Failure | undefined;
};

/** The recorded equity, which has another point each hour, ending in the live valuation. */
export function useEquity(portfolioId: string, span: Span, valuation: ValuationInfo | undefined): Equity {
  const [opened] = useState(() => Date.now());
  const now = valuation?.time ?? opened;
  const today = Math.floor(now / day);
  const to = (today + 1) * day;
  const from = Math.max(to - spans[span], 0);
  const answer = useAnswer(
    'portfolio.equity',
    { portfolioId, from, to },
    `${Math.floor(now / hour)} ${valuation?.curve}`,
  );
  const recorded = answer?.ok === true ? answer.value : nothing;
  const points = useMemo(() => withLive(recorded.points, valuation), [recorded, valuation]);
  return { points, breaks: recorded.breaks, failure: answer?.ok === false ? answer.error : undefined };
}

/** Where it is not known now, the curve ends in that: the last that was known is not what is there. */
export function withLive(
  recorded: readonly EquityPoint[],
  valuation: ValuationInfo | undefined,
): readonly EquityPoint[] {
  const last = recorded.at(-1)?.time ?? 0;
  if (valuation === undefined || valuation.time <= last) return recorded;
  return [
    ...recorded,
    {
      time: valuation.time,
      equity: wholeSum(valuation.equity),
      cash: wholeSum(valuation.cash),
      deposited: wholeSum(valuation.deposited),
    },
  ];
}
