import { Notifications } from '@mantine/notifications';
import { expect } from 'vitest';
import { ok } from '#src/domain/result.ts';
import { useHandlers } from '#renderer/commands/handlers.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { Dock } from '#renderer/desk/dock.tsx';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';
import { pair } from '#test/renderer/instruments.ts';
import { paper } from '#test/renderer/core/records.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

export const [bitcoin, ether] = [pair('BTC'), pair('ETH')];
let desks = 0;

/** A workspace of its own, with two accounts and two symbols. Returns its id. */
export function newWorkspace(): string {
  sessionStorage.clear();
  desks += 1;
  useLiveStore.setState({
    connection: { status: 'open', since: 0 },
    epoch: 'first',
    workspace: { ...paper, id: `desk-${desks}` },
    accounts: ['First', 'Second'].map((name) => ({
      id: name,
      portfolioId: name,
      name,
      venue: 'sim',
      environment: 'simulated',
      mode: 'paper',
    })),
    portfolios: ['First', 'Second'].map((name) => ({
      id: name,
      name,
      baseCurrency: 'USDT',
      lotMethod: 'AVERAGE',
      limits: {},
    })),
    instruments: { [bitcoin.id]: bitcoin, [ether.id]: ether },
  });
  useWindowLink.setState({ instrumentId: bitcoin.id });
  return `desk-${desks}`;
}

/** A desk whose core keeps what is set, as after a reload where `kept` was set before. */
export async function openDesk(kept: ReadonlyMap<string, string> = new Map(), symbol = 'BTC-USDT') {
  const settings = new Map(kept);
  const rendered = await renderScreen(
    <div style={{ width: 1260, height: 700 }}>
      <Notifications />
      <Dock />
    </div>,
    {
      'settings.find': async ({ keys }) =>
        ok({
          epoch: 'first',
          sequence: 0,
          values: keys.flatMap((key) => {
            const json = settings.get(key);
            return json === undefined ? [] : [{ key, json }];
          }),
        }),
      'settings.set': async ({ key, json }) => {
        settings.set(key, json);
        return ok({ epoch: 'first', sequence: 1 });
      },
    },
  );
  const { screen } = rendered;
  const panel = (name: string) => screen.getByRole('region', { name, exact: true });
  await expect.element(panel('Chart').getByText(symbol, { exact: true })).toBeVisible();
  // What is not needed for the first paint comes a moment later.
  await expect.poll(() => useHandlers.getState().handlers.map(({ id }) => id)).toContain('panels.open.chart');
  return { ...rendered, settings, panel };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
