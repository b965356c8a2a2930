import { expect, test } from 'vitest';
import { App } from '#renderer/app/app.tsx';
import { runCommand } from '#renderer/commands/handlers.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

test('what can be done on every page can be done from its first moment: no press is lost', async () => {
  const { screen } = await renderScreen(<App />);
  runCommand('workspace.import');
  await expect.element(screen.getByRole('dialog', { name: 'Import history' })).toBeVisible();
});
