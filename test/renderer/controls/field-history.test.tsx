import { useEffect, useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { followFieldHistory } from '#renderer/controls/field-history.ts';
import { NumberField } from '#renderer/controls/number-field.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function Ticket() {
  const [symbol, setSymbol] = useState('BTC');
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  useEffect(followFieldHistory, []);
  return (
    <div data-draft={symbol}>
      <button type="button" onClick={() => setSymbol('DOGE')}>
        Next
      </button>
      <NumberField
        label="Quantity"
        unit={symbol}
        step="0.00001"
        amount
        value={drafts[symbol] ?? ''}
        problem={undefined}
        onChange={(text) => setDrafts((held) => ({ ...held, [symbol]: text }))}
      />
      <input aria-label="Search" />
    </div>
  );
}

const undo = '{Control>}z{/Control}';
const redo = '{Control>}y{/Control}';
const all = '{Control>}a{/Control}';

async function openTicket() {
  const { screen } = await renderScreen(<Ticket />);
  const field = screen.getByLabelText('Quantity');
  await userEvent.click(field);
  return { screen, field };
}

test('a text that the arrow keys wrote is whole after undo, and so is the one before it', async () => {
  const { field } = await openTicket();
  await userEvent.keyboard(`5${all}{Delete}{ArrowUp}{ArrowUp}`);
  await expect.element(field).toHaveValue('0.00002');
  await userEvent.keyboard(undo);
  await expect.element(field).toHaveValue('5');
  await userEvent.keyboard(undo);
  await expect.element(field).toHaveValue('');
  await userEvent.keyboard(`${undo}${redo}`);
  await expect.element(field).toHaveValue('5');
  await userEvent.keyboard(`${redo}${redo}`);
  await expect.element(field).toHaveValue('0.00002');
});

test('what is typed in one go is taken back in one go', async () => {
  const { field } = await openTicket();
  await userEvent.keyboard('1234{Backspace}');
  await userEvent.keyboard(undo);
  await expect.element(field).toHaveValue('1234');
  await userEvent.keyboard(undo);
  await expect.element(field).toHaveValue('');
});

test('what was typed for one symbol does not come back for another', async () => {
  const { screen, field } = await openTicket();
  await userEvent.keyboard(`0.25${all}{Delete}0.5`);
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await expect.element(field).toHaveValue('');
  await userEvent.click(field);
  await userEvent.keyboard(`${undo}${undo}${redo}${redo}`);
  await expect.element(field).toHaveValue('');
});

test('undo in another field, or in none, changes nothing here', async () => {
  const { screen, field } = await openTicket();
  await userEvent.keyboard(`5${all}{Delete}6`);
  await userEvent.click(screen.getByLabelText('Search'));
  await userEvent.keyboard(`${undo}${undo}`);
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await userEvent.keyboard(undo);
  await expect.element(field).toHaveValue('');
  await expect.element(screen.getByLabelText('Search')).toHaveValue('');
});
