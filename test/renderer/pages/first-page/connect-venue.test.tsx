import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ok } from '#src/domain/result.ts';
import { ConnectVenueDialog } from '#renderer/pages/first-page/connect-venue-dialog.tsx';
import { dress, type Separators } from '#renderer/format/number.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const settings: readonly Separators[] = [
  'comma-point',
  'point-comma',
  'space-comma',
  'space-point',
  'apostrophe-point',
  'none-point',
];

async function openForm() {
  const { asked } = await renderScreen(<ConnectVenueDialog opened onClose={() => undefined} />, {
    'workspaces.createPaper': async ({ name }) => ok({ id: 'w1', name, kind: 'paper', createdAt: 0 }),
  });
  return () => asked.filter(({ name }) => name === 'workspaces.createPaper').map(({ input }) => input);
}

function field(label: string) {
  return page.getByRole('textbox', { name: label, exact: true });
}

function said(words: string) {
  return page.getByRole('paragraph').filter({ hasText: words });
}

async function create(): Promise<void> {
  await userEvent.click(page.getByRole('button', { name: 'Create paper account' }));
}

test.each(settings)('the form opens and reads with %s', async (separators) => {
  setPreferences({ separators });
  const created = await openForm();
  await expect.element(field('Starting cash')).toHaveValue(dress('10000', separators));
  await expect.element(field('Maker fee, %')).toHaveValue(dress('0.1', separators));
  await userEvent.fill(field('Starting cash'), dress('1234567.5', separators));
  await userEvent.fill(field('Taker fee, %'), `${dress('0.075', separators)} %`);
  await create();
  await expect
    .poll(created)
    .toMatchObject([{ deposit: '1234567.5', makerFee: '0.001', takerFee: '0.00075' }]);
});

test('what can be read two ways creates nothing', async () => {
  const created = await openForm();
  await userEvent.fill(field('Starting cash'), '10.000');
  await userEvent.fill(field('Maker fee, %'), '0,1');
  await create();
  await expect.element(said('“10.000” is 10 with your separators (1,234.50), but 10,000')).toBeVisible();
  await expect.element(said('“0,1” is no number with your separators (1,234.50), but 0.1')).toBeVisible();
  expect(created()).toEqual([]);
  setPreferences({ separators: 'point-comma' });
  await create();
  await expect.element(said('“10,000” is 10 with your separators (1.234,50), but 10.000')).toBeVisible();
  expect(created()).toEqual([]);
  await userEvent.fill(field('Starting cash'), '10.000');
  await create();
  await expect.poll(created).toMatchObject([{ deposit: '10000', makerFee: '0.001' }]);
});

test('privacy hides the cash that was typed, what is wrong with it too, until its field is pressed', async () => {
  const created = await openForm();
  await userEvent.fill(field('Starting cash'), '48.151');
  await create();
  await expect.element(said('“48.151” is 48.151')).toBeVisible();
  setPreferences({ privacy: true });
  await expect.element(field('Starting cash')).toHaveValue('•••');
  expect(document.body.textContent).not.toMatch(/48.?151/);
  await userEvent.click(field('Starting cash'));
  await expect.element(field('Starting cash')).toHaveValue('48.151');
  await userEvent.fill(field('Starting cash'), '48151');
  await create();
  await expect.element(field('Starting cash')).toHaveValue('•••');
  await expect.poll(created).toMatchObject([{ deposit: '48151' }]);
});

test('the browser offers nothing that was typed there once', async () => {
  await openForm();
  await expect.element(field('Starting cash')).toHaveAttribute('autocomplete', 'off');
  const offering = [...document.querySelectorAll('[role="dialog"] input[type="text"]')].filter(
    (input) => input.getAttribute('autocomplete') !== 'off',
  );
  expect(offering).toEqual([]);
});
