import { useEffect, useMemo } from 'react';
import { createConflatedQuestion } from '#renderer/core/conflated-question.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';

/** At most two a second, however fast the market ticks. */
const pause = 500;

/**
 * Asks the core about an account and an instrument: at once when the question changes, again when the trader's orders,
 * fills, accounts and limits do, and with each quote only where the answer follows the market. `ask` must not change between renders.
 */
export function useAccountQuestion<Input extends { readonly instrumentId: string }>(
  input: Input | undefined,
  ask: (input: Input) => Promise<void>,
  followsMarket: boolean,
): void {
  const question = useMemo(() => createConflatedQuestion(ask, pause), [ask]);
  const instrumentId = followsMarket ? input?.instrumentId : undefined;

  useEffect(() => question.want(input), [question, input]);
  useEffect(() => question.stop, [question]);
  useEffect(
    () =>
      useLiveStore.subscribe((state, before) => {
        const own =
          state.orders !== before.orders ||
          state.fills !== before.fills ||
          state.accounts !== before.accounts ||
          state.portfolios !== before.portfolios ||
          state.generation !== before.generation;
        const market =
          instrumentId !== undefined && state.quotes[instrumentId] !== before.quotes[instrumentId];
        if (own || market) question.again();
      }),
    [question, instrumentId],
  );
}
