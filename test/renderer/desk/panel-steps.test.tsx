import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { useCommandKeys } from '#renderer/commands/use-command-keys.ts';
import { usePanelSteps } from '#renderer/desk/use-panel-steps.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function Desk() {
  useCommandKeys();
  usePanelSteps();
  return (
    <>
      <button type="button">Before</button>
      {['Ticket', 'Behind', 'Orders'].map((name) => (
        <div key={name} data-panel={name} tabIndex={-1} hidden={name === 'Behind'}>
          <input aria-label={name} />
        </div>
      ))}
    </>
  );
}

test('F6 leads from panel to panel that is in sight and around, Shift and F6 back, from a field too', async () => {
  const { screen } = await renderScreen(<Desk />);
  await screen.getByRole('button', { name: 'Before' }).click();
  for (const [key, panel] of [
    ['{F6}', 'Ticket'],
    ['{F6}', 'Orders'],
    ['{F6}', 'Ticket'],
    ['{Shift>}{F6}{/Shift}', 'Orders'],
    ['{Shift>}{F6}{/Shift}', 'Ticket'],
  ] as const) {
    await userEvent.keyboard(key);
    await expect.element(screen.getByLabelText(panel)).toHaveFocus();
  }
});
