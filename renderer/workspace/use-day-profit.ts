import { useEffect, useState } from 'react';
import type { EquityPoint, ValuationInfo } from '#src/contract/portfolio.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { useClient } from '#renderer/client-context.tsx';
import { useLiveStore } from '#renderer/stores/live-store.ts';

const day = 86_400_000;
const reach = 7 * day;

/** Equity now less equity at the last midnight UTC, less what was paid in since. Unknown where one of them is. */
export function useDayProfit(
  portfolioId: string | undefined,
  valuation: ValuationInfo | undefined,
): string | undefined {
  const client = useClient();
  const generation = useLiveStore((state) => state.generation);
  const [opening, setOpening] = useState<EquityPoint>();
  const midnight = valuation === undefined ? undefined : valuation.time - (valuation.time % day);

  useEffect(() => {
    if (portfolioId === undefined || midnight === undefined) return undefined;
    let current = true;
    const request = { portfolioId, from: midnight - reach, to: midnight };
    async function load(): Promise<void> {
      const answer = await client.call('portfolio.equity', request);
      if (current) setOpening(answer.ok ? answer.value.at(-1) : undefined);
    }
    void load();
    return () => {
      current = false;
    };
  }, [client, portfolioId, midnight, generation]);

  return dayProfitOf(valuation, opening);
}

export function dayProfitOf(
  valuation: ValuationInfo | undefined,
  opening: EquityPoint | undefined,
): string | undefined {
  const now = ownProfit(valuation);
  const before = ownProfit(opening);
  return now === undefined || before === undefined ? undefined : now.minus(before).toString();
}

/** Equity without what was paid in and out. */
function ownProfit(point: Pick<EquityPoint, 'equity' | 'deposited'> | undefined): Decimal | undefined {
  if (point?.equity === undefined || point.deposited === undefined) return undefined;
  return Decimal.from(point.equity).minus(Decimal.from(point.deposited));
}
