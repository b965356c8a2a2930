import type { Surroundings } from '#src/application/workspaces/workspace.ts';
import type { WorkspaceChange } from '#src/application/workspaces/workspace-change.ts';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { RecordChange } from '#src/contract/state.ts';
import type { Position } from '#src/domain/position.ts';
import { presentFeed } from './present-market.ts';
import { presentFill, presentOrder } from './present-order.ts';
import { presentAccount, presentPortfolio, presentValuation } from './present-portfolio.ts';
import { presentPosition } from './present-position.ts';

/** What the screen is told of a change; an alert gets its id and time where it is raised. */
export function presentChange(
  change: Exclude<WorkspaceChange, { readonly type: 'alertRaised' }>,
  about: Surroundings,
): readonly RecordChange[] {
  switch (change.type) {
    case 'orderChanged':
      return [{ type: 'orderChanged', order: presentOrder(change.order) }];
    case 'fillAdded': {
      const { fill } = change;
      return [{ type: 'fillAdded', fill: presentFill(fill, about.catalogue.get(fill.instrumentId)) }];
    }
    case 'positionChanged':
      return [{ type: 'positionChanged', position: marked(change.position, about) }];
    case 'positionsRebuilt': {
      const { type, accountId, instrumentId, open } = change;
      return [{ type, accountId, instrumentId, open: open && marked(open, about) }];
    }
    case 'accountChanged': {
      const known = about.account(change.accountId);
      return known === undefined
        ? []
        : [{ type: 'accountChanged', account: presentAccount(known.account, known.locked) }];
    }
    case 'portfolioChanged':
      return [{ type: 'portfolioChanged', portfolio: presentPortfolio(change.portfolio) }];
    case 'valuationChanged': {
      const { valued } = change;
      const valuation = { type: 'valuationChanged', valuation: presentValuation(valued) } as const;
      // One that was read before the last fill may have changed since, or be gone.
      if (!valued.isCurrent) return [valuation];
      const positions = valued.record.open.map(
        (position) => ({ type: 'positionChanged', position: marked(position, about) }) as const,
      );
      return [valuation, ...positions];
    }
    case 'feedChanged':
      return [{ type: 'feedChanged', feed: presentFeed(change.venue, change.state) }];
    case 'workspaceChanged':
      return [change];
  }
}

function marked(position: Position, { catalogue, watch }: Surroundings): PositionInfo {
  const { instrumentId } = position;
  return presentPosition(position, catalogue.get(instrumentId), watch.mark(instrumentId));
}
