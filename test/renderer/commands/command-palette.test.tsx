import { beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { CommandPalette } from '#renderer/commands/command-palette.tsx';
import { type Command, useCommands } from '#renderer/commands/command-store.ts';
import { closePalette, openPalette } from '#renderer/commands/open-palette.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const ran = vi.fn<(title: string) => void>();

const commands: readonly Omit<Command, 'id' | 'run'>[] = [
  { title: 'Review order', group: 'Orders', sends: true },
  { title: 'Arm or disarm keys that send', group: 'Orders', arms: true },
  { title: 'Cancel all orders', group: 'Orders' },
  { title: 'Show Orders', group: 'Panels' },
  { title: 'Keys and mouse', group: 'View' },
  { title: 'Keys', group: 'View' },
];

function Page() {
  useCommands(commands.map((command) => ({ ...command, id: command.title, run: () => ran(command.title) })));
  return <CommandPalette />;
}

beforeEach(() => closePalette());

test.each([
  ['Keys', 'Keys'],
  ['keys ', 'Keys'],
  ['key', 'Keys and mouse'],
  // Both hold the word: the one that sends is not what Enter takes.
  ['order', 'Cancel all orders'],
  ['or', 'Cancel all orders'],
  ['arm', 'Arm or disarm keys that send'],
])('%s and Enter is %s', async (typed, title) => {
  const { screen } = await renderScreen(<Page />);
  openPalette();
  await screen.getByLabelText('Find an action').fill(typed);
  await expect.element(screen.getByRole('button', { name: title }).first()).toHaveAttribute('data-selected');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => ran.mock.calls).toEqual([[title]]);
});
