import type { FlowsOfPortfolio } from '#src/application/portfolio/paid-in.ts';
import { mostFlows, type FlowInfo } from '#src/contract/flows.ts';
import type { CallOutput } from '#src/contract/contract.ts';
import { worthOfFlow, type Flow } from '#src/domain/paid-in.ts';

export function presentFlow(flow: Flow): FlowInfo {
  const { id, accountId, type, time, cash, rate } = flow;
  return {
    id,
    accountId,
    type,
    time,
    currency: cash.currency,
    amount: cash.amount.toString(),
    rate: rate?.rate.toString(),
    worth: worthOfFlow(flow)?.toString(),
    source: rate?.source,
    pricedBy: rate?.pricedBy,
  };
}

export function presentFlows({ flows, inBase }: FlowsOfPortfolio): CallOutput<'portfolio.flows'> {
  const newest = flows.toSorted((one, other) => other.time - one.time);
  const unrated = newest.filter(({ rate }) => rate === undefined);
  const rated = newest.filter(({ rate }) => rate !== undefined);
  return {
    flows: [...unrated, ...rated].slice(0, mostFlows).map(presentFlow),
    total: flows.length,
    unrated: unrated.length,
    inBase: inBase.toString(),
  };
}
