import type { CallOutput } from '#src/contract/contract.ts';
import type { ValuationInfo } from '#src/contract/portfolio.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';

export type PortfolioSummary = {
  readonly valuation: ValuationInfo | undefined;
  readonly performance: CallOutput<'portfolio.summary'>['performance'] | undefined;
  readonly failure: Failure | undefined;
};

/** The valuation is live; the record of closed trades is asked for again when something was realised or paid. */
export function useSummary(portfolioId: string, currency: string): PortfolioSummary {
  const live = useLiveStore((state) => state.valuations[portfolioId]);
  const answer = useAnswer(
    'portfolio.summary',
    { portfolioId },
    JSON.stringify([live?.realised, live?.fees, live?.deposited]),
  );
  // One that was asked for in another currency says nothing in this one.
  const told = answer?.ok === true && answer.value.valuation.currency === currency ? answer.value : undefined;
  return {
    valuation: live ?? told?.valuation,
    performance: told?.performance,
    failure: answer?.ok === false ? answer.error : undefined,
  };
}
