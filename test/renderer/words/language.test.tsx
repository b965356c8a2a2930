import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWords, wordsOfParts } from '#renderer/controls/load-words.ts';
import { SettingsDialog } from '#renderer/pages/settings/settings-dialog.tsx';
import { openSettings } from '#renderer/pages/settings/open-settings.ts';
import { setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { openTicket } from '#test/renderer/panels/order-ticket/ticket-desk.tsx';

let end: () => void;

beforeEach(async () => {
  localStorage.clear();
  setPreferences({ language: 'en', separators: 'comma-point' });
  end = await startWords();
  await wordsOfParts();
});

afterEach(() => {
  end();
  localStorage.clear();
});

test('another language names the ticket anew, and what is typed in it stays', async () => {
  const { screen, field } = await openTicket();
  await field('Quantity').fill('2');
  await field('Limit price').fill('90');

  setPreferences({ language: 'de' });
  await expect.element(screen.getByRole('textbox', { name: 'Menge' })).toHaveValue('2');
  await expect.element(screen.getByRole('textbox', { name: 'Limit-Preis' })).toHaveValue('90');
  await expect.element(screen.getByRole('button', { name: 'Order prüfen' })).toBeVisible();
  expect(document.documentElement.lang).toBe('de');

  setPreferences({ language: 'en' });
  await expect.element(field('Quantity')).toHaveValue('2');
});

test('a language is chosen in the settings by its own name, and the next page begins in it', async () => {
  const { screen } = await renderScreen(<SettingsDialog />);
  openSettings();
  await screen.getByLabelText('Language').selectOptions('Deutsch');
  await expect.element(screen.getByRole('dialog', { name: 'Einstellungen' })).toBeVisible();
  await expect.element(screen.getByLabelText('Sprache')).toHaveValue('de');

  await screen.unmount();
  end();
  end = await startWords();
  expect(document.documentElement.lang).toBe('de');
});

test('nothing in the ticket is said but by a message', async () => {
  const { screen } = await openTicket();
  setPreferences({ language: 'en-XA' });
  await expect.element(screen.getByRole('button', { name: /^\[.*\]$/u }).first()).toBeVisible();
  const shown = [...screen.container.querySelectorAll('label, button, dt, h3, option')]
    .map((element) => element.textContent ?? '')
    .filter((text) => /\p{L}{4,}/u.test(text) && !text.includes('['));
  // Names of accounts are the trader's own.
  expect(shown.filter((text) => !/Paper|Main|LTC|ETH/u.test(text))).toEqual([]);
});

test('a language changes no number by itself, and offers how it writes them', async () => {
  const { screen } = await renderScreen(<SettingsDialog />);
  openSettings();
  await screen.getByLabelText('Language').selectOptions('Deutsch');
  await expect.element(screen.getByLabelText('Zahlen')).toHaveValue('comma-point');
  const offer = screen.getByRole('button', { name: 'Wie die Sprache: 1.234,50' });
  await offer.click();
  expect(usePreferencesStore.getState().separators).toBe('point-comma');
  await expect.element(offer).not.toBeInTheDocument();
});
