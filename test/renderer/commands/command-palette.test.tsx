import { beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { setArmed } from '#renderer/commands/arm-store.ts';
import { CommandPalette } from '#renderer/commands/command-palette.tsx';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { closePalette, openPalette } from '#renderer/commands/open-palette.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const ran = vi.fn<(title: string) => void>();

function Page() {
  useCommandHandlers({
    'orders.review': () => ran('Review order'),
    'orders.arm': () => ran('Arm or disarm keys that send'),
    'orders.cancelAll': () => ran('Cancel all orders'),
    'view.keys': () => ran('Keys'),
    'view.privacy': () => ran('Switch privacy'),
  });
  return (
    <CommandPalette
      finders={[
        (text) =>
          'ARM-USD'.toLowerCase().includes(text.toLowerCase())
            ? [{ id: 'symbol', group: 'Symbols', label: 'ARM-USD', run: () => ran('ARM-USD') }]
            : [],
      ]}
    />
  );
}

beforeEach(() => {
  closePalette();
  setArmed(true);
});

test.each([
  ['Keys', 'Keys'],
  ['keys ', 'Keys'],
  ['key', 'Keys'],
  // Several hold the word: the one that sends is not what Enter takes.
  ['order', 'Cancel all orders'],
  ['rev', 'Review order'],
  // A symbol before what lets keys send.
  ['arm', 'ARM-USD'],
  ['arm or', 'Arm or disarm keys that send'],
])('%s and Enter is %s', async (typed, title) => {
  const { screen } = await renderScreen(<Page />);
  openPalette();
  await screen.getByLabelText('Find an action').fill(typed);
  await expect
    .element(screen.getByRole('button', { name: new RegExp(`^${title}`) }).first())
    .toHaveAttribute('data-selected');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => ran.mock.calls).toEqual([[title]]);
});
