import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ok } from '#src/domain/result.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { openTicket } from '#test/renderer/panels/order-ticket/ticket-desk.tsx';

const settings: readonly Separators[] = [
  'comma-point',
  'point-comma',
  'space-comma',
  'space-point',
  'apostrophe-point',
  'none-point',
];

/** A sentence under a field, with its buttons. */
function said(words: string) {
  return page.getByRole('paragraph').filter({ hasText: words });
}

describe.each(settings)('the ticket with %s', (separators) => {
  test('takes a clicked price as the setting shows it, and asks the core for that price', async () => {
    setPreferences({ separators });
    const { field, inputsOf, screen } = await openTicket();
    await userEvent.click(screen.getByRole('button', { name: /^Ask/u }));
    await expect.element(field('Limit price')).toHaveValue(dress('90.01', separators));
    await userEvent.fill(field('Quantity'), dress('1234.5', separators));
    await expect
      .poll(() => inputsOf('orders.estimate').at(-1))
      .toMatchObject({ quantity: '1234.5', limitPrice: '90.01' });
  });

  test('moves by the tick in the setting’s own writing', async () => {
    setPreferences({ separators });
    const { field, inputsOf } = await openTicket();
    await userEvent.fill(field('Quantity'), '2');
    await userEvent.fill(field('Limit price'), dress('9999.99', separators));
    await userEvent.keyboard('{ArrowUp}');
    await expect.element(field('Limit price')).toHaveValue(dress('10000.00', separators));
    await expect.poll(() => inputsOf('orders.estimate').at(-1)).toMatchObject({ limitPrice: '10000' });
  });

  test('means the same number after the setting has changed', async () => {
    setPreferences({ separators });
    const { field, inputsOf } = await openTicket();
    await userEvent.fill(field('Limit price'), dress('1234.50', separators));
    await userEvent.fill(field('Quantity'), dress('40.000', separators));
    for (const next of settings) {
      setPreferences({ separators: next });
      await expect.element(field('Limit price')).toHaveValue(dress('1234.50', next));
      await expect.element(field('Quantity')).toHaveValue(dress('40.000', next));
      await expect
        .poll(() => inputsOf('orders.estimate').at(-1))
        .toMatchObject({ quantity: '40', limitPrice: '1234.5' });
    }
  });
});

test('what can be read two ways is refused where it was typed, and never sent', async () => {
  const { field, inputsOf, screen } = await openTicket();
  await userEvent.fill(field('Quantity'), '2');
  await userEvent.fill(field('Limit price'), '40.000');
  await userEvent.keyboard('{Tab}');
  await expect.element(said('“40.000” is 40 with your separators (1,234.50), but 40,000')).toBeVisible();
  await expect.element(field('Limit price')).toHaveValue('40.000');
  await userEvent.click(screen.getByRole('button', { name: 'Review order' }));
  await expect.element(said('Write 40 or 40,000.')).toBeVisible();
  expect(page.getByRole('dialog').elements()).toEqual([]);
  expect(inputsOf('orders.estimate').map((input) => JSON.stringify(input))).not.toContainEqual(
    expect.stringMatching(/"limitPrice":"40/u),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Use 40,000' }));
  await expect.element(field('Limit price')).toHaveValue('40,000');
  await expect.poll(() => inputsOf('orders.estimate').at(-1)).toMatchObject({ limitPrice: '40000' });
});

test('half of a number is no mistake while it is typed', async () => {
  const { field } = await openTicket();
  await userEvent.click(field('Limit price'));
  await userEvent.keyboard('1.');
  await expect.element(field('Limit price')).toHaveValue('1.');
  expect(said('is not a number').elements()).toEqual([]);
  await userEvent.keyboard('{Tab}');
  await expect.element(said('“1.” is not a number. Write it like 1,234.50.')).toBeVisible();
});

test('what the core finds is said, and filled in, as the trader writes numbers', async () => {
  setPreferences({ separators: 'point-comma' });
  const { field } = await openTicket({
    'orders.estimate': async () =>
      ok({
        warnings: [],
        problems: [
          {
            field: 'limitPrice',
            code: 'PRICE_OFF_TICK',
            tickSize: '0.5',
            below: '10000',
            above: '10000.5',
          },
          {
            field: 'quantity',
            code: 'NOT_ENOUGH',
            needed: '12345.6',
            isLeast: false,
            available: '1000',
            currency: 'USDT',
          },
        ],
        currency: 'USDT',
      }),
  });
  await userEvent.fill(field('Quantity'), '2');
  await userEvent.fill(field('Limit price'), '10.000,2');
  await expect.element(said('Prices step by 0,5: 10.000,0 or 10.000,5.')).toBeVisible();
  await expect.element(said('Needs 12.345,60 USDT; 1.000,00 USDT is available.')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Use 10.000,5' }));
  await expect.element(field('Limit price')).toHaveValue('10.000,5');
});

test('a refusal quotes what was typed as it was typed', async () => {
  setPreferences({ separators: 'point-comma' });
  const { field } = await openTicket();
  await userEvent.fill(field('Limit price'), '10000.6');
  await userEvent.keyboard('{Tab}');
  await expect
    .element(said('“10000.6” is no number with your separators (1.234,50), but 10.000,6 where'))
    .toBeVisible();
});

describe.each(['Quantity', 'Limit price'])('%s', (name) => {
  test.each(['41e2', '41k', '0x29', '--41'])('says of “%s” that it is no number', async (text) => {
    const { field } = await openTicket();
    await userEvent.click(field(name));
    await userEvent.keyboard(text);
    await userEvent.keyboard('{Tab}');
    await expect.element(said(`“${text}” is not a number. Write it like 1,234.50.`)).toBeVisible();
  });
});
