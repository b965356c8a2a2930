import { ok } from '#src/domain/result.ts';
import type { WorkspaceManager } from '#src/application/workspaces/workspace-manager.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { Handlers } from '#src/transport/handlers.ts';

type WorkspaceCalls = Extract<keyof Handlers, `workspaces.${string}`>;

export function createWorkspaceHandlers(manager: WorkspaceManager): Pick<Handlers, WorkspaceCalls> {
  return {
    'workspaces.list': async () => ok([...(await manager.list())]),
    'workspaces.openDemo': () => manager.openDemo(),
    'workspaces.createPaper': ({ name, venue, baseCurrency, deposit, makerFee, takerFee, lotMethod }) =>
      manager.createPaper({
        name,
        venue,
        baseCurrency: currency(baseCurrency),
        deposit: Decimal.from(deposit),
        fees: { maker: Decimal.from(makerFee), taker: Decimal.from(takerFee) },
        lotMethod,
      }),
    'workspaces.open': ({ id }) => manager.open(id),
    'workspaces.close': async () => {
      await manager.close();
      return ok({});
    },
  };
}
