import { Checkbox, SegmentedControl } from '@mantine/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { SideChoice } from '#renderer/panels/order-ticket/side-choice.tsx';
import ticket from '#renderer/panels/order-ticket/order-ticket.module.css';
import { renderScreen } from '#test/renderer/render-screen.tsx';

beforeEach(() => forceColours('active'));
afterEach(() => forceColours('none'));

async function forceColours(value: 'active' | 'none'): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
}

/** As it is seen: what is under something transparent shows. */
function groundOf(element: Element | null): string {
  if (element === null) return 'rgb(255, 255, 255)';
  const ground = getComputedStyle(element).backgroundColor;
  return /^rgba\(.*, 0\)$/u.test(ground) ? groundOf(element.parentElement) : ground;
}

function nothing(): void {
  // What is chosen stays as it is.
}

test('with the colours of the system alone, the side that will be sent is told from the other', async () => {
  const { screen } = await renderScreen(
    <div className={ticket['ticket']} data-side="SELL">
      <SideChoice side="SELL" onChange={nothing} />
    </div>,
  );
  const label = (name: string) => screen.getByRole('radio', { name }).element().parentElement;
  expect(groundOf(label('Sell'))).not.toBe(groundOf(label('Buy')));
});

test('and what is switched on from what is off', async () => {
  const { screen } = await renderScreen(
    <>
      <Checkbox label="On" checked onChange={nothing} />
      <Checkbox label="Off" checked={false} onChange={nothing} />
    </>,
  );
  const box = (name: string) => screen.getByRole('checkbox', { name }).element();
  expect(groundOf(box('On'))).not.toBe(groundOf(box('Off')));
});

test('and what is shown of several from what is not, in lists too', async () => {
  const { screen } = await renderScreen(
    <>
      <SegmentedControl value="Active" data={['Active', 'All']} />
      <div role="grid">
        <div role="row" aria-selected>
          Chosen
        </div>
        <div role="row" aria-selected={false}>
          Other
        </div>
      </div>
    </>,
  );
  expect(groundOf(screen.getByText('Active').element().closest('label'))).not.toBe(
    groundOf(screen.getByText('All').element().closest('label')),
  );
  expect(groundOf(screen.getByText('Chosen').element())).not.toBe(
    groundOf(screen.getByText('Other').element()),
  );
});
