import type { AlertChange } from '#src/application/alerts/alert-list.ts';
import type { LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import type { Surroundings } from '#src/application/workspaces/workspace.ts';
import type { WorkspaceChange } from '#src/application/workspaces/workspace-change.ts';
import type { PositionInfo, ValuedPortfolio } from '#src/contract/portfolio.ts';
import type { RecordChange } from '#src/contract/state.ts';
import type { Position } from '#src/domain/position.ts';
import { inText } from '#src/domain/in-text.ts';
import { presentFeed } from './present-market.ts';
import { presentFill, presentOrder } from './present-order.ts';
import { presentAccount, presentPortfolio, presentValuation } from './present-portfolio.ts';
import { presentOpenPosition } from './present-position.ts';

/** What the screen is told of a change of the record. */
export function presentChange(
  change: Exclude<WorkspaceChange, { readonly type: 'valuationChanged' }>,
  about: Surroundings,
): readonly RecordChange[] {
  switch (change.type) {
    case 'orderChanged':
      return [{ type: 'orderChanged', order: presentOrder(change.order) }];
    case 'fillAdded': {
      const { fill, clientOrderId } = change;
      const instrument = about.catalogue.get(fill.instrumentId);
      return [{ type: 'fillAdded', fill: presentFill(fill, instrument, clientOrderId) }];
    }
    case 'positionChanged':
      return [{ type: 'positionChanged', position: marked(change.position, about) }];
    case 'positionsRebuilt': {
      const { type, accountId, held, open } = change;
      return [{ type, accountId, held, open: open && marked(open, about) }];
    }
    case 'protectionChanged':
      return [{ type: change.type, protection: inText(change.protection) }];
    case 'protectionEnded':
      // Told with the position that has begun: it has none.
      return [];
    case 'accountChanged': {
      const known = about.account(change.accountId);
      return known === undefined
        ? []
        : [{ type: 'accountChanged', account: presentAccount(known.account, known.locked) }];
    }
    case 'portfolioChanged':
      return [{ type: 'portfolioChanged', portfolio: presentPortfolio(change.portfolio) }];
    case 'feedChanged':
      return [{ type: 'feedChanged', feed: presentFeed(change.venue, change.state) }];
    case 'killSwitchChanged':
      return [change];
    case 'alertRaised':
    case 'alertsAcknowledged':
      return [presentAlertChange(change)];
    case 'workspaceChanged':
      return [change];
  }
}

export function presentAlertChange(change: AlertChange): RecordChange {
  return inText(change);
}

/** Of a record that changed while it was valued, the positions may have changed too, or be gone. */
export function presentValued(valued: LiveValuation, about: Surroundings): ValuedPortfolio {
  const { record, isCurrent } = valued;
  const open = isCurrent ? record.open : [];
  return {
    valuation: presentValuation(valued),
    marks: open.map((position) => {
      const { id, quantity, cost, mark, markFrom, marketValue, unrealised } = marked(position, about);
      return { id, quantity, cost, mark, markFrom, marketValue, unrealised };
    }),
  };
}

function marked(position: Position, { catalogue, givenPrices, protection }: Surroundings): PositionInfo {
  const { instrumentId } = position;
  return presentOpenPosition(position, catalogue.get(instrumentId), givenPrices, protection(position));
}
