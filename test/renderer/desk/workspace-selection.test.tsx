import { expect, test } from 'vitest';
import { ok } from '#src/domain/result.ts';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';
import { useSettingStore } from '#renderer/saved/setting-store.ts';
import { useWorkspaceSelection } from '#renderer/desk/use-workspace-selection.ts';
import { pair } from '#test/renderer/instruments.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { paper } from '#test/renderer/core/records.ts';

const [bitcoin, ether, litecoin] = [pair('BTC'), pair('ETH'), pair('LTC')];

function Selected() {
  useWorkspaceSelection();
  return <output>{useWindowLink((state) => state.instrumentId)}</output>;
}

/** A page that is loaded anew, while `kept` was selected last on any screen. */
async function load(kept: string) {
  useSettingStore.setState({}, true);
  useWindowLink.setState({ instrumentId: undefined, accountId: undefined });
  useLiveStore.setState({
    ...initialLiveState,
    epoch: 'first',
    workspace: paper,
    accounts: [{ id: 'a1', portfolioId: 'p1', name: 'Paper account', venue: 'sim', mode: 'paper' }],
    instruments: Object.fromEntries([bitcoin, ether, litecoin].map((one) => [one.id, one])),
  });
  const json = JSON.stringify({ instrumentId: kept, accountId: 'a1' });
  const { screen } = await renderScreen(<Selected />, {
    'settings.find': async () => ok({ epoch: 'first', sequence: 0, values: [{ key: 'selection', json }] }),
  });
  return screen;
}

test('a tab that is reloaded has its own symbol again, not the one that another tab chose since', async () => {
  sessionStorage.clear();
  const first = await load(ether.id);
  await expect.element(first.getByText(ether.id)).toBeVisible();
  await first.unmount();
  const second = await load(bitcoin.id);
  await expect.element(second.getByText(ether.id)).toBeVisible();
  useWindowLink.setState({ instrumentId: litecoin.id });
  await expect.element(second.getByText(litecoin.id)).toBeVisible();
  await second.unmount();
  const third = await load(bitcoin.id);
  await expect.element(third.getByText(litecoin.id)).toBeVisible();
  await third.unmount();

  sessionStorage.clear();
  const another = await load(bitcoin.id);
  await expect.element(another.getByText(bitcoin.id)).toBeVisible();
});
