import type { TakesOrders } from '#src/application/accounts/account-rules.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import type { AlertList } from '#src/application/alerts/alert-list.ts';
import { ok } from '#src/domain/result.ts';
import type { StateSnapshot } from '#src/contract/state.ts';
import { StoreClosedError } from '#src/ports/store-errors.ts';
import type { Venue } from '#src/ports/venue.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import type { EventHub } from '#src/api/event-hub.ts';
import { presentFeed, presentVenue } from '#src/api/present/present-market.ts';
import { presentOrder } from '#src/api/present/present-order.ts';
import { presentAccount, presentPortfolio, presentValuation } from '#src/api/present/present-portfolio.ts';
import { presentOpenPosition } from '#src/api/present/present-position.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import type { CurrentWorkspace } from './open-workspace.ts';

export function createStateHandlers(
  current: CurrentWorkspace,
  hub: EventHub,
  alertLists: () => readonly AlertList[],
  venues: readonly Venue[],
  takesOrders: TakesOrders,
): Pick<Handlers, 'state.snapshot'> {
  return {
    'state.snapshot': async () => {
      // The sequence is taken before the facts are read: an event that comes meanwhile is applied again, harmlessly.
      const { epoch } = hub;
      const sequence = hub.sequence();
      const workspace = current();
      const state = workspace === undefined ? emptyState : await openState(workspace, current, hub);
      const alerts = alertLists().flatMap((list) => list.all());
      const offered = venues.map((venue) =>
        presentVenue(
          venue,
          venue.environments.filter((environment) => takesOrders(venue.id, environment)),
        ),
      );
      return ok({ epoch, sequence, venues: offered, ...state, alerts });
    },
  };
}

type WorkspaceState = Omit<StateSnapshot, 'epoch' | 'sequence' | 'venues' | 'alerts'>;

const emptyState: WorkspaceState = {
  accounts: [],
  portfolios: [],
  feeds: [],
  activeOrders: [],
  openPositions: [],
  valuations: [],
  valuationSequence: 0,
};

/** One that is closed while it is read has no state any more. */
async function openState(
  workspace: Workspace,
  current: CurrentWorkspace,
  hub: EventHub,
): Promise<WorkspaceState> {
  try {
    return await stateOf(workspace, hub);
  } catch (fault) {
    const now = current();
    if (!(fault instanceof StoreClosedError) || now === workspace) throw fault;
    return now === undefined ? emptyState : openState(now, current, hub);
  }
}

async function stateOf(workspace: Workspace, hub: EventHub): Promise<WorkspaceState> {
  const { info, store, feeds, valuations, lockable, killSwitch } = workspace;
  const openPositions = await openPositionsOf(workspace);
  const valuationSequence = hub.valuationSequence();
  const valued = valuations.latest();
  return {
    workspace: info,
    killSwitchAt: killSwitch.engagedAt(),
    accounts: lockable().map(({ account, locked }) => presentAccount(account, locked)),
    portfolios: (await store.read.portfolios.list()).map(presentPortfolio),
    feeds: [...feeds].map(([venue, feed]) => presentFeed(venue, feed.state())),
    activeOrders: (await store.read.orders.active()).map(presentOrder),
    openPositions,
    valuations: valued.map(presentValuation),
    valuationSequence,
  };
}

/**
 * From the record: the last valuation may be of before the last fill, and its positions closed since. Ten thousands of them
 * would hold the thread for long: what changes between two pieces comes as an event that is later than the snapshot's sequence.
 */
async function openPositionsOf({
  store,
  session,
  protections,
  givenPrices,
}: Workspace): Promise<WorkspaceState['openPositions']> {
  const accounts = (await store.read.accounts.list()).map(({ id }) => id);
  const open: WorkspaceState['openPositions'] = [];
  for await (const piece of store.read.positions.activePieces(accounts)) {
    if (open.length > 0) await nextTurn();
    await session.catalogue.learn(piece);
    for (const position of piece) {
      const instrument = session.catalogue.get(position.instrumentId);
      open.push(presentOpenPosition(position, instrument, givenPrices, protections.of(position)));
    }
  }
  return open;
}
