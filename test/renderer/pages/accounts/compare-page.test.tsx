import { beforeEach, expect, test } from 'vitest';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { ok } from '#src/domain/result.ts';
import { useTaskStore } from '#renderer/core/task-store.ts';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { ComparePage } from '#renderer/pages/accounts/compare-page.tsx';
import { defaultPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const account: AccountInfo = {
  id: 'a1',
  portfolioId: 'p1',
  name: 'Spot',
  venue: 'gemini',
  environment: 'simulated',
  mode: 'live',
  locked: { code: 'LOCKED_ORDER_NOT_THERE', order: 'td-1' },
};
const quantities = { quantity: '2', filledQuantity: '0.5' };

beforeEach(() => {
  useTaskStore.setState({ tasks: [] });
  usePreferencesStore.setState({ ...defaultPreferences, timeZone: 'utc' }, true);
  useLiveStore.setState({ ...initialLiveState, connection: { status: 'open', since: 0 } }, true);
});

test('says why the account is locked and since when, and compares when it is asked to', async () => {
  const asked: boolean[] = [];
  const { screen } = await renderScreen(<ComparePage account={account} onBack={() => undefined} />, {
    'accounts.compare': async ({ now }) => {
      asked.push(now);
      return ok({
        lockedSince: 1_700_000_000_000,
        comparedAt: 1_700_000_060_000,
        differences: now
          ? [
              {
                time: 1_700_000_060_000,
                kind: 'NOT_THERE',
                order: 'td-1',
                symbol: 'BTCUSD',
                ours: { status: 'SUBMITTED', ...quantities },
              },
              {
                time: 1_700_000_050_000,
                kind: 'PLACED_ELSEWHERE',
                order: 'x',
                symbol: 'BTCUSD',
                theirs: quantities,
              },
            ]
          : [],
      });
    },
  });
  await expect.element(screen.getByRole('status')).toMatchTextContent('locked since 2023-11-14 22:13');
  await expect.element(screen.getByText('Nothing differed since the workspace was opened.')).toBeVisible();
  await screen.getByRole('button', { name: 'Compare now' }).click();
  const missing = screen.getByRole('row').filter({ hasText: 'td-1' });
  await expect.element(missing).toMatchTextContent('0.5 of 2 filled');
  await expect.element(missing).toMatchTextContent('See whether the key is of this account');
  const elsewhere = screen.getByRole('row').filter({ hasText: 'placed elsewhere' });
  await expect.element(elsewhere).toMatchTextContent('open, 0.5 of 2 filled');
  expect(asked).toEqual([false, true]);
});

test('shows what the venue says that the account holds, beside the record', async () => {
  const { screen } = await renderScreen(
    <ComparePage
      account={{ ...account, key: { venue: 'gemini', environment: 'simulated', place: 'session' } }}
      onBack={() => undefined}
    />,
    {
      'accounts.compare': async () => ok({ differences: [] }),
      'keys.balances': async () =>
        ok({ balances: [{ currency: 'BTC', atVenue: '2', recorded: '0.5', difference: '-1.5' }] }),
    },
  );
  await screen.getByRole('button', { name: 'Ask gemini now' }).click();
  const row = screen.getByRole('row').filter({ hasText: 'BTC' });
  await expect.element(row).toMatchTextContent('1.5');
});

test('brings in what the account traded before, in the symbols and since the day that are named', async () => {
  const asked: unknown[] = [];
  const key = { venue: 'gemini', environment: 'simulated', place: 'session' } as const;
  const { screen } = await renderScreen(
    <ComparePage account={{ ...account, key }} onBack={() => undefined} />,
    {
      'accounts.compare': async () => ok({ differences: [] }),
      'accounts.bringIn': async (wanted) => {
        asked.push(wanted);
        return ok({ task: 't1' });
      },
      'tasks.result': async () =>
        ok({
          state: 'done',
          outcome: {
            type: 'history',
            accountName: 'Spot',
            orders: 2,
            fills: 3,
            imported: 1,
            partly: [{ symbol: 'BTCUSD', order: '77', fills: 3, imported: 1 }],
            alike: 7,
            alikes: ['81', '82', '83', '84', '85', '86'].map((order) => ({
              symbol: 'ETHUSD',
              order,
              accountName: 'Old files',
            })),
          },
        }),
    },
  );
  await screen.getByRole('button', { name: 'Bring in' }).click();
  await expect.element(screen.getByText('Name at least one symbol.')).toBeVisible();
  await expect.element(screen.getByText('Choose a day.')).toBeVisible();
  await screen.getByLabelText('Symbols').fill('btcusd, ETHUSD');
  await screen.getByLabelText('Since').fill('2026-01-02');
  await screen.getByRole('button', { name: 'Bring in' }).click();
  await expect
    .element(screen.getByRole('status').filter({ hasText: '2 orders of Spot' }))
    .toMatchTextContent('with 3 fills that were not recorded. One order is left out');
  await expect
    .element(screen.getByRole('status').filter({ hasText: '2 orders of Spot' }))
    .toMatchTextContent('Of order 77 in BTCUSD files told 1 of 3 fills: the rest is not recorded.');
  const told = screen.getByRole('status').filter({ hasText: '2 orders of Spot' });
  await expect
    .element(told)
    .toMatchTextContent(
      'Order 81 in ETHUSD may be what a file of account Old files tells: it is not brought in.',
    );
  await expect.element(told).toMatchTextContent('So may 2 more orders');
  const others = screen.getByRole('checkbox', { name: 'Also orders that may be in imported files' });
  await expect.element(told).toMatchTextContent('tick “Also orders that may be in imported files”');
  await others.click();
  await screen.getByRole('button', { name: 'Bring in' }).click();
  await expect.poll(() => asked.length).toBe(2);
  const since = Date.UTC(2026, 0, 2);
  const wanted = { accountId: 'a1', symbols: ['BTCUSD', 'ETHUSD'], since };
  expect(asked).toEqual([
    { ...wanted, bringsAlike: false },
    { ...wanted, bringsAlike: true },
  ]);
});

const keyed: AccountInfo = {
  ...account,
  key: { venue: 'gemini', environment: 'simulated', place: 'session' },
};

test('tells of history under way on the page of its own account alone, also after the page was loaded again', async () => {
  const running = { task: 't2', type: 'history', running: true } as const;
  const core = {
    'accounts.compare': async () => ok({ differences: [] }),
    'tasks.list': async () =>
      ok([
        {
          ...running,
          work: { code: 'BRING_IN_HISTORY', accountId: 'a1', account: 'Renamed since' },
        } as const,
      ]),
    'tasks.result': async () => ok({ state: 'running' } as const),
  };
  const shown = await renderScreen(<ComparePage account={keyed} onBack={() => undefined} />, core);
  await expect.element(shown.screen.getByRole('progressbar')).toBeInTheDocument();
  await shown.screen.unmount();
  const { screen } = await renderScreen(
    <ComparePage account={{ ...keyed, id: 'a2', name: 'Other' }} onBack={() => undefined} />,
    core,
  );
  await expect.element(screen.getByRole('button', { name: 'Bring in' })).toBeVisible();
  await expect.element(screen.getByRole('progressbar')).not.toBeInTheDocument();
});

test('says why the venue did not answer, and what to do', async () => {
  const until = Date.UTC(2026, 0, 2, 14, 3);
  useTaskStore.setState({
    tasks: [{ type: 'history', task: 't3', accountId: 'a1', workspaceId: undefined, epoch: undefined }],
  });
  const locked = { code: 'LOCKED_NOT_ANSWERED', why: { code: 'KEY_MAY_NOT', said: 'no role' } } as const;
  const { screen } = await renderScreen(
    <ComparePage account={{ ...keyed, locked }} onBack={() => undefined} />,
    {
      'accounts.compare': async () => ok({ differences: [] }),
      'tasks.list': async () => ok([]),
      'tasks.result': async () =>
        ok({ state: 'failed', reason: { code: 'NOT_BROUGHT_IN', why: { code: 'VENUE_LIMIT', until } } }),
    },
  );
  await expect
    .element(screen.getByRole('alert'))
    .toMatchTextContent('The venue’s limit of requests is used up until 2026-01-02 14:03');
  await expect.element(screen.getByRole('alert')).toMatchTextContent('it goes on with what is missing');
  await expect
    .element(screen.getByText(/^The orders and fills of this account are not compared/u))
    .toMatchTextContent('says that this key lacks a permission: “no role”');
});

test('offers the dead-man’s switch of its venue, and says where there is none', async () => {
  const asked: unknown[] = [];
  const venue = { id: 'gemini', label: 'Gemini', kind: 'exchange', environments: ['simulated'] } as const;
  useLiveStore.setState({ venues: [{ ...venue, environments: ['simulated'], deadMansSwitch: 'key' }] });
  const handlers = {
    'accounts.compare': async () => ok({ differences: [] }),
    'accounts.setDeadMansSwitch': async (wanted: { accountId: string; on: boolean }) => {
      asked.push(wanted);
      return ok({ ...account, deadMansSwitch: wanted.on });
    },
  };
  const { screen } = await renderScreen(<ComparePage account={account} onBack={() => undefined} />, handlers);
  const box = screen.getByRole('checkbox', { name: 'Dead-man’s switch' });
  await expect.element(box).not.toBeChecked();
  await expect.element(screen.getByText(/Requires heartbeat/u)).toBeVisible();
  await box.click();
  expect(asked).toEqual([{ accountId: 'a1', on: true }]);
  useLiveStore.setState({ venues: [{ ...venue, environments: ['simulated'], deadMansSwitch: 'account' }] });
  await expect.element(screen.getByText(/those placed elsewhere too/u)).toBeVisible();
  useLiveStore.setState({ venues: [{ ...venue, environments: ['simulated'] }] });
  await expect.element(screen.getByText(/Gemini has no dead-man’s switch/u)).toBeVisible();
});
