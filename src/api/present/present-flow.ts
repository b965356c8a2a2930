import type { FlowsOfPortfolio } from '#src/application/portfolio/paid-in.ts';
import type { FlowInfo } from '#src/contract/flows.ts';
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
    through: rate?.through,
    publishedOn: rate?.published?.day,
  };
}

export function presentFlows({
  flows,
  total,
  unrated,
  inBase,
}: FlowsOfPortfolio): CallOutput<'portfolio.flows'> {
  return { flows: flows.map(presentFlow), total, unrated, inBase: inBase.toString() };
}
