import { beforeEach, expect, test } from 'vitest';
import type { AlertInfo } from '#src/contract/state.ts';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { AlertsMenu } from '#renderer/desk/alerts-menu.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function alert(id: string, changes: Partial<AlertInfo> = {}): AlertInfo {
  return {
    id,
    severity: 'warning',
    title: `Title ${id}`,
    message: `What ${id} means.`,
    time: Date.UTC(2026, 2, 10, 12),
    ...changes,
  };
}

beforeEach(() => {
  useLiveStore.setState({
    connection: { status: 'open', since: 0 },
    alerts: [
      alert('unknown', { severity: 'critical' }),
      alert('feed'),
      alert('room', { severity: 'info' }),
      alert('old', { severity: 'critical', acknowledgedAt: Date.UTC(2026, 2, 10, 13) }),
    ],
  });
});

function raise(id: string): void {
  useLiveStore.setState((state) => applyChange(state, 2, { type: 'alertRaised', alert: alert(id) }));
}

/** A core that tells the screen what was acknowledged, as it tells every other. */
async function openMenu() {
  const { screen, asked } = await renderScreen(<AlertsMenu />, {
    'alerts.acknowledge': async ({ ids }) => {
      useLiveStore.setState((state) =>
        applyChange(state, 1, { type: 'alertsAcknowledged', ids, time: Date.UTC(2026, 2, 10, 14) }),
      );
      return ok({});
    },
  });
  const button = screen.getByRole('button', { name: /^Alerts/ });
  const sent = () => asked.filter(({ name }) => name === 'alerts.acknowledge').map(({ input }) => input);
  return { screen, button, sent };
}

test('what asks for attention is counted until it is acknowledged; looking at it is not enough', async () => {
  const { screen, button, sent } = await openMenu();
  await expect.element(button).toHaveTextContent('Alerts2');
  await button.click();
  await expect.element(screen.getByText(/What unknown means/)).toBeVisible();
  await expect.element(screen.getByText('Critical').first()).toBeVisible();
  await button.click();
  await expect.element(button).toHaveTextContent('Alerts2');
  await button.click();
  await screen.getByRole('button', { name: 'Acknowledge “Title unknown”' }).click();
  await expect.element(button).toHaveTextContent('Alerts1');
  await expect.element(button).toHaveAttribute('data-severity', 'warning');
  expect(sent()).toEqual([{ ids: ['unknown'] }]);
  await expect.element(screen.getByRole('log')).toHaveFocus();
  await expect
    .element(screen.getByRole('button', { name: 'Acknowledge “Title unknown”' }))
    .not.toBeInTheDocument();
  await expect.element(screen.getByText(/^Acknowledged/).first()).toBeVisible();
});

test('all that are shown are acknowledged at once, and what comes meanwhile is not', async () => {
  const { screen, button, sent } = await openMenu();
  await button.click();
  await screen.getByRole('button', { name: 'Acknowledge all 3' }).click();
  expect(sent()).toEqual([{ ids: ['unknown', 'feed', 'room'] }]);
  await expect.element(button).toHaveTextContent('Alerts');
  await expect.element(button).toHaveAttribute('data-severity', 'none');
  const again = alert('feed', { time: Date.UTC(2026, 2, 10, 15) });
  useLiveStore.setState((state) => applyChange(state, 2, { type: 'alertRaised', alert: again }));
  await expect.element(button).toHaveTextContent('Alerts1');
  await expect.element(screen.getByText(/What feed means/)).toBeVisible();
});

test('what comes while the list is open moves nothing in it, and is shown when it is asked for', async () => {
  const { screen, button, sent } = await openMenu();
  await button.click();
  const acknowledge = screen.getByRole('button', { name: 'Acknowledge “Title unknown”' });
  await expect.element(acknowledge).toBeVisible();
  const { top } = acknowledge.element().getBoundingClientRect();
  const isStill = () => expect(acknowledge.element().getBoundingClientRect().top).toBe(top);
  raise('new');
  const show = screen.getByRole('button', { name: 'Show 1 new' });
  await expect.element(show).toBeVisible();
  isStill();
  // Raised again it is the newest, and stays where it is.
  raise('room');
  await screen.getByRole('button', { name: 'Acknowledge “Title feed”' }).click();
  await expect.element(button).toHaveTextContent('Alerts3');
  isStill();
  await screen.getByRole('button', { name: 'Acknowledge all 2' }).click();
  expect(sent()).toEqual([{ ids: ['feed'] }, { ids: ['unknown', 'room'] }]);
  await show.click();
  await expect.element(screen.getByRole('listitem').nth(1)).toMatchTextContent('What new means.');
  await expect.element(show).not.toBeInTheDocument();
});

test('of a storm the latest are drawn, the others when they are asked for, and all are acknowledged at once', async () => {
  const storm = Array.from({ length: 230 }, (_, number) => alert(`a${number}`, { severity: 'critical' }));
  useLiveStore.setState({ alerts: storm });
  const { screen, button, sent } = await openMenu();
  await button.click();
  const entries = screen.getByRole('button', { name: /^Acknowledge “/ });
  await expect.poll(() => entries.elements().length).toBe(100);
  await screen.getByRole('button', { name: 'Show 100 more' }).click();
  await screen.getByRole('button', { name: 'Show 30 more' }).click();
  await expect.poll(() => entries.elements().length).toBe(230);
  await screen.getByRole('button', { name: 'Acknowledge all 230' }).click();
  await expect.poll(sent).toEqual([{ ids: storm.map(({ id }) => id) }]);
});
