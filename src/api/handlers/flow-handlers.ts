import { presentFlow, presentFlows } from '#src/api/present/present-flow.ts';
import { flowsOf } from '#src/application/portfolio/paid-in.ts';
import { setFlowRate } from '#src/application/portfolio/set-flow-rate.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { mostFlows } from '#src/contract/flows.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { decimalOrUnknown } from './decimal-input.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export type FlowCalls = 'portfolio.flows' | 'portfolio.rateFlow';

export function createFlowHandlers(current: CurrentWorkspace): Pick<Handlers, FlowCalls> {
  return {
    'portfolio.flows': within(current, async ({ store }, { portfolioId }: CallRequest<'portfolio.flows'>) => {
      const found = await flowsOf(store.read, portfolioId, mostFlows);
      return found === undefined ? notFound('portfolio', portfolioId) : ok(presentFlows(found));
    }),
    'portfolio.rateFlow': within(
      current,
      async ({ store, clock, valuations }, input: CallRequest<'portfolio.rateFlow'>) => {
        const { portfolioId, movementId } = input;
        const given = {
          portfolioId,
          movementId,
          seen: decimalOrUnknown(input.seen),
          rate: Decimal.from(input.rate),
        };
        const set = await setFlowRate({ store, clock }, given);
        if (!set.ok) return err(set.error);
        valuations.followRates();
        return ok(presentFlow(set.value));
      },
    ),
  };
}
