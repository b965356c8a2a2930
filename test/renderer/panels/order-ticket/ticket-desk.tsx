import type { InstrumentInfo, QuoteInfo } from '#src/contract/market.ts';
import type { OrderEstimate } from '#src/contract/orders.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { OrderTicketPanel } from '#renderer/panels/order-ticket/order-ticket-panel.tsx';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';
import { pair } from '#test/renderer/instruments.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

export const account: AccountInfo = {
  id: 'a1',
  portfolioId: 'p1',
  name: 'Paper account',
  venue: 'sim',
  environment: 'simulated',
  mode: 'paper',
};

export const ltc = pair('LTC');
export const eth = pair('ETH');

export function quoteOf(of: InstrumentInfo, bid: string, ask: string): QuoteInfo {
  return { instrumentId: of.id, bid, bidQuantity: '10', ask, askQuantity: '10', last: bid, time: Date.now() };
}

export const estimate: OrderEstimate = {
  problems: [],
  warnings: [],
  price: '90',
  notional: '180',
  fee: '0.18',
  currency: 'USDT',
};

let desks = 0;

/** The ticket of a workspace of its own, connected, with LTC selected and nothing kept. */
export async function openTicket(answers: Partial<Handlers> = {}, desk = <OrderTicketPanel />) {
  desks += 1;
  useLiveStore.setState({
    ...initialLiveState,
    connection: { status: 'open', since: 0 },
    epoch: 'first',
    workspace: { id: `desk-${desks}`, name: 'Desk', kind: 'paper', createdAt: 0 },
    accounts: [account],
    instruments: { [ltc.id]: ltc, [eth.id]: eth },
    quotes: { [ltc.id]: quoteOf(ltc, '89.99', '90.01'), [eth.id]: quoteOf(eth, '2598.40', '2598.60') },
  });
  useWindowLink.setState({ accountId: account.id, instrumentId: ltc.id });
  const rendered = await renderScreen(desk, {
    'orders.estimate': async () => ok(estimate),
    'orders.available': async () => ok({ available: '1000', currency: 'USDT' }),
    ...answers,
  });
  const { screen, asked } = rendered;
  return {
    ...rendered,
    field: (name: string) => screen.getByLabelText(name, { exact: true }),
    show: (of: InstrumentInfo) => useWindowLink.setState({ instrumentId: of.id }),
    inputsOf: (name: string) => asked.filter((call) => call.name === name).map((call) => call.input),
  };
}
