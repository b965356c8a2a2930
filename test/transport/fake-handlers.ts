import type { Handlers } from '#src/transport/handlers.ts';

const noWorkspace = () => Promise.resolve({ ok: false, error: { code: 'NO_WORKSPACE' } } as const);
const done = () => Promise.resolve({ ok: true, value: {} } as const);
const notFound = () =>
  Promise.resolve({ ok: false, error: { code: 'NOT_FOUND', what: 'import', id: 'x' } } as const);
const unavailable = () =>
  Promise.resolve({
    ok: false,
    error: { code: 'WORKSPACE_UNAVAILABLE', reason: 'It is a fake.', remedy: 'OTHERS_WELL', folder: '/' },
  } as const);

/** A core without a workspace, with some calls as the test wants them. */
export function createFakeHandlers(own: Partial<Handlers> = {}): Handlers {
  return {
    'state.snapshot': () =>
      Promise.resolve({
        ok: true,
        value: {
          sequence: 0,
          epoch: 'fake',
          accounts: [],
          portfolios: [],
          feeds: [],
          venues: [],
          activeOrders: [],
          openPositions: [],
          valuations: [],
          alerts: [],
        },
      }),
    'workspaces.list': () => Promise.resolve({ ok: true, value: [] }),
    'workspaces.openDemo': unavailable,
    'workspaces.createPaper': unavailable,
    'workspaces.open': unavailable,
    'workspaces.close': done,
    'accounts.add': noWorkspace,
    'accounts.rename': noWorkspace,
    'accounts.disable': noWorkspace,
    'accounts.enable': noWorkspace,
    'instruments.list': noWorkspace,
    'market.candles': noWorkspace,
    'orders.estimate': noWorkspace,
    'orders.available': noWorkspace,
    'orders.place': noWorkspace,
    'orders.cancel': noWorkspace,
    'orders.cancelAll': noWorkspace,
    'orders.amend': noWorkspace,
    'orders.page': noWorkspace,
    'orders.strategies': noWorkspace,
    'orders.history': noWorkspace,
    'fills.page': noWorkspace,
    'positions.history': noWorkspace,
    'positions.protect': noWorkspace,
    'portfolio.flows': noWorkspace,
    'portfolio.rateFlow': noWorkspace,
    'portfolio.returns': noWorkspace,
    'portfolio.results': noWorkspace,
    'prices.offers': noWorkspace,
    'prices.give': noWorkspace,
    'prices.takeAway': noWorkspace,
    'groups.read': noWorkspace,
    'groups.stop': done,
    'portfolio.ofStrategy': noWorkspace,
    'positions.ofStrategy': noWorkspace,
    'portfolio.summary': noWorkspace,
    'portfolio.equity': noWorkspace,
    'portfolio.setLimits': noWorkspace,
    'alerts.acknowledge': done,
    'settings.find': noWorkspace,
    'settings.set': noWorkspace,
    'maintenance.status': noWorkspace,
    'maintenance.verify': noWorkspace,
    'maintenance.backup': noWorkspace,
    'maintenance.restore': noWorkspace,
    'maintenance.export': noWorkspace,
    'maintenance.importWorkspace': () => Promise.resolve({ ok: true, value: { task: 'task-1' } }),
    'tasks.list': () => Promise.resolve({ ok: true, value: [] }),
    'tasks.read': done,
    'tasks.result': notFound,
    'tasks.cancel': notFound,
    'screen.fault': done,
    'imports.begin': () => Promise.resolve({ ok: true, value: { importId: 'import-1' } }),
    'imports.chunk': notFound,
    'imports.preview': notFound,
    'imports.commit': notFound,
    'imports.list': () => Promise.resolve({ ok: true, value: [] }),
    'imports.undo': notFound,
    'imports.discard': done,
    ...own,
  };
}
