import { expect, test } from 'vitest';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { KillSwitch } from '#renderer/desk/kill-switch.tsx';
import { KillSwitchBanner } from '#renderer/desk/kill-switch-banner.tsx';
import { runCommand } from '#renderer/commands/handlers.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { order, tableWith } from '#test/renderer/core/records.ts';

const engagedAt = Date.UTC(2026, 0, 2, 14, 3, 12);

async function shown(engaged: number | undefined, ...orders: readonly ReturnType<typeof order>[]) {
  useLiveStore.setState({
    connection: { status: 'open', since: 0 },
    killSwitchAt: engaged,
    orders: tableWith(...orders),
  });
  for (const one of orders)
    useLiveStore.setState((state) => applyChange(state, 1, { type: 'orderChanged', order: one }));
  let asked = 0;
  const rendered = await renderScreen(
    <>
      <KillSwitch onCancelAll={() => (asked += 1)} />
      {engaged !== undefined && <KillSwitchBanner engagedAt={engaged} />}
    </>,
    {
      'killSwitch.engage': async () => ok({ engagedAt }),
      'killSwitch.release': async () => ok({}),
    },
  );
  const calls = () => rendered.asked.map(({ name }) => name).filter((name) => name.startsWith('killSwitch'));
  return { screen: rendered.screen, calls, askedToCancel: () => asked };
}

test('one press engages it, and asks about the orders that work', async () => {
  const { screen, calls, askedToCancel } = await shown(undefined, order('o1'));
  await screen.getByRole('button', { name: 'Kill switch' }).click();
  await expect.poll(askedToCancel).toBe(1);
  expect(calls()).toEqual(['killSwitch.engage']);
});

test('its key does the same, and nothing is asked where no order works', async () => {
  const { calls, askedToCancel } = await shown(undefined);
  runCommand('orders.killSwitch');
  await expect.poll(calls).toEqual(['killSwitch.engage']);
  expect(askedToCancel()).toBe(0);
});

test('a second press releases nothing before the word is typed', async () => {
  const { screen, calls } = await shown(engagedAt, order('o1'), order('o2'));
  await expect.element(screen.getByText(/2 orders still work at their venues/u)).toBeVisible();
  await screen.getByRole('button', { name: 'Kill switch' }).click();
  const dialog = screen.getByRole('dialog', { name: 'Kill switch' });
  await expect.element(dialog.getByRole('button', { name: 'Release' })).toBeDisabled();
  await dialog.getByRole('textbox').fill('releas');
  await expect.element(dialog.getByRole('button', { name: 'Release' })).toBeDisabled();
  expect(calls()).toEqual([]);
  await dialog.getByRole('textbox').fill('release');
  await dialog.getByRole('button', { name: 'Release' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(calls()).toEqual(['killSwitch.release']);
});
