import { ok } from '#src/domain/result.ts';
import type { AlertInfo, StateSnapshot } from '#src/contract/state.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import type { EventHub } from '#src/composition/event-hub.ts';
import { presentFeed } from '#src/composition/present/present-market.ts';
import { presentOrder } from '#src/composition/present/present-order.ts';
import { presentPortfolio, presentValuation } from '#src/composition/present/present-portfolio.ts';
import { presentPosition } from '#src/composition/present/present-position.ts';
import type { Workspace } from '#src/composition/workspace.ts';
import type { CurrentWorkspace } from './open-workspace.ts';

export function createStateHandlers(
  current: CurrentWorkspace,
  hub: EventHub,
  alerts: () => readonly AlertInfo[],
): Pick<Handlers, 'state.snapshot'> {
  return {
    'state.snapshot': async () => {
      // The sequence is taken before the facts are read: an event that comes meanwhile is applied again, harmlessly.
      const { epoch } = hub;
      const sequence = hub.sequence();
      const workspace = current();
      const state = workspace === undefined ? emptyState : await stateOf(workspace);
      return ok({ epoch, sequence, ...state, alerts: [...alerts()] });
    },
  };
}

type WorkspaceState = Omit<StateSnapshot, 'epoch' | 'sequence' | 'alerts'>;

const emptyState: WorkspaceState = {
  accounts: [],
  portfolios: [],
  feeds: [],
  activeOrders: [],
  openPositions: [],
  valuations: [],
};

async function stateOf({
  info,
  store,
  session,
  feeds,
  valuations,
  accounts,
}: Workspace): Promise<WorkspaceState> {
  const valued = valuations.latest();
  // From the record: the last valuation may be of before the last fill, and its positions closed since.
  const open = await store.read.positions.active((await store.read.accounts.list()).map(({ id }) => id));
  return {
    workspace: info,
    accounts: [...accounts()],
    portfolios: valued.map(({ record }) => presentPortfolio(record.portfolio)),
    feeds: [...feeds].map(([venue, feed]) => presentFeed(venue, feed.state())),
    activeOrders: (await store.read.orders.active()).map(presentOrder),
    openPositions: open.map((position) => {
      const instrument = session.catalogue.get(position.instrumentId);
      return presentPosition(position, instrument, session.watch.mark(instrument.id));
    }),
    valuations: valued.map(presentValuation),
  };
}
