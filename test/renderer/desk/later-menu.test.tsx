import { expect, test } from 'vitest';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { BarMenu } from '#renderer/desk/bar-menu.tsx';
import { LaterMenu } from '#renderer/desk/later-menu.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

async function openBar(load: () => Promise<typeof BarMenu>) {
  const { screen } = await renderScreen(
    <LaterMenu name="Menu" Menu={lazyPart(load)} button={{ children: 'Menu' }} />,
  );
  return {
    button: screen.getByRole('button', { name: 'Menu' }),
    entry: screen.getByRole('menuitem').first(),
  };
}

test('a menu whose button is pressed before it has come opens as soon as it comes', async () => {
  const arrival = Promise.withResolvers<typeof BarMenu>();
  const { button, entry } = await openBar(() => arrival.promise);
  await button.click();
  await expect.element(entry).not.toBeInTheDocument();
  arrival.resolve(BarMenu);
  await expect.element(entry).toBeVisible();
});

test('a menu that comes unasked stays closed until its button is pressed', async () => {
  const { button, entry } = await openBar(() => Promise.resolve(BarMenu));
  await expect.element(button).toHaveAttribute('aria-haspopup', 'menu');
  await expect.element(entry).not.toBeInTheDocument();
  await button.click();
  await expect.element(entry).toBeVisible();
});
