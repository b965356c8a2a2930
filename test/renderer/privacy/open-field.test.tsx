import { useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function Quantity() {
  const [text, setText] = useState('');
  return (
    <>
      <NumberField
        amount
        label="Quantity"
        unit="LTC"
        step="0.0001"
        value={text}
        problem={undefined}
        onChange={setText}
      />
      <button type="button">Elsewhere</button>
    </>
  );
}

const field = page.getByLabelText('Quantity');

async function typed(text: string): Promise<void> {
  await renderScreen(<Quantity />);
  await field.click();
  await userEvent.keyboard(text);
  await expect.element(field).toHaveValue(text);
}

test('a field that is being written in is hidden at once, and what was typed is there again without privacy', async () => {
  await typed('64.02');
  setPreferences({ privacy: true });
  await expect.element(field).toHaveValue('•••');
  await expect.element(field).toHaveFocus();
  await expect.element(field).toHaveAttribute('title', expect.stringContaining('press'));
  setPreferences({ privacy: false });
  await expect.element(field).toHaveValue('64.02');
});

test('the next key is written to the text, which is seen then', async () => {
  await typed('64.02');
  setPreferences({ privacy: true });
  await expect.element(field).toHaveValue('•••');
  await userEvent.keyboard('75');
  await expect.element(field).toHaveValue('64.0275');
});

test('a press shows it until the field is left', async () => {
  await typed('64.02');
  setPreferences({ privacy: true });
  await field.click();
  await expect.element(field).toHaveValue('64.02');
  await page.getByRole('button', { name: 'Elsewhere' }).click();
  await expect.element(field).toHaveValue('•••');
});

test('a field that is come to by Tab is hidden until a key is pressed, which then replaces all of it as ever', async () => {
  await typed('64.02');
  setPreferences({ privacy: true });
  await page.getByRole('button', { name: 'Elsewhere' }).click();
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}');
  await expect.element(field).toHaveFocus();
  await expect.element(field).toHaveValue('•••');
  await userEvent.keyboard('7');
  await expect.element(field).toHaveValue('7');
  await userEvent.keyboard('5');
  await expect.element(field).toHaveValue('75');
});

test.each(['{Escape}', '{Shift}', '{Control>}k{/Control}'])(
  '%s, which writes nothing, shows nothing',
  async (key) => {
    await typed('64.02');
    setPreferences({ privacy: true });
    await expect.element(field).toHaveValue('•••');
    await userEvent.keyboard(key);
    await expect.element(field).toHaveValue('•••');
  },
);

test('an arrow key steps the amount that is there', async () => {
  await typed('64.02');
  setPreferences({ privacy: true });
  await expect.element(field).toHaveValue('•••');
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(field).toHaveValue('64.0201');
});
