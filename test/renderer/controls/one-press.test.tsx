import { useEffect, useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { keepPressesSingle } from '#renderer/controls/one-press.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

type Pressed = { readonly onPress: (what: string) => void };

/** A toggle, a list whose rows move up, a button that another takes the place of, one that sorts, and one that steps. */
function Desk({ onPress }: Pressed) {
  const [armed, setArmed] = useState(true);
  const [rows, setRows] = useState(['A', 'B', 'C']);
  const [asked, setAsked] = useState(false);
  const [opened, setOpened] = useState(false);
  const [descending, setDescending] = useState(false);
  useEffect(keepPressesSingle, []);
  return (
    <>
      <button type="button" role="switch" aria-checked={armed} onClick={() => setArmed(!armed)}>
        Keys
      </button>
      {rows.map((row) => (
        <div key={row}>
          <button type="button" onClick={() => setRows(rows.filter((other) => other !== row))}>
            Remove {row}
          </button>
        </div>
      ))}
      {asked ? (
        <button key="send" type="button" onClick={() => onPress('sent')}>
          Send
        </button>
      ) : (
        <button key="ask" type="button" onClick={() => setAsked(true)}>
          Ask
        </button>
      )}
      <button type="button" onClick={() => setDescending(!descending)}>
        Price<span aria-hidden="true">{descending ? ' ↓' : ' ↑'}</span>
      </button>
      <button type="button" onClick={() => setOpened(true)}>
        Cancel all
      </button>
      {opened && (
        <div
          role="presentation"
          data-testid="around"
          style={{ position: 'fixed', inset: 0 }}
          onClick={() => setOpened(false)}
        >
          <div role="dialog" aria-label="Cancel all?">
            <button type="button" ref={(answer) => answer?.focus()} onClick={() => onPress('cancelled')}>
              Cancel them
            </button>
          </div>
        </div>
      )}
      <button type="button" onClick={() => onPress('step')}>
        Step
      </button>
    </>
  );
}

async function showDesk() {
  const pressed: string[] = [];
  const { screen } = await renderScreen(<Desk onPress={(what) => pressed.push(what)} />);
  const button = (name: string | RegExp) => screen.getByRole('button', { name });
  return { screen, button, pressed };
}

test('a switch that is pressed twice in one go is switched once', async () => {
  const { screen } = await showDesk();
  const keys = screen.getByRole('switch', { name: 'Keys' });
  await userEvent.dblClick(keys);
  await expect.element(keys).not.toBeChecked();
  await userEvent.dblClick(keys);
  await expect.element(keys).toBeChecked();
});

test('what moves under the pointer is not pressed, nor what takes the place of the button', async () => {
  const { button, pressed } = await showDesk();
  await userEvent.dblClick(button('Remove A'));
  await expect.element(button('Remove A')).not.toBeInTheDocument();
  await expect.element(button('Remove B')).toBeVisible();
  await userEvent.dblClick(button('Ask'));
  await expect.element(button('Send')).toBeVisible();
  expect(pressed).toEqual([]);
  await button('Send').click();
  expect(pressed).toEqual(['sent']);
});

test('a dialog that a double press opens is not closed by it', async () => {
  const { screen, button } = await showDesk();
  await userEvent.dblClick(button('Cancel all'));
  await expect.element(screen.getByTestId('around')).toBeInTheDocument();
  await screen.getByTestId('around').click();
  await expect.element(screen.getByTestId('around')).not.toBeInTheDocument();
});

test.each(['{Enter}', ' '])(
  'what a key has just opened is not answered by its second press: %j',
  async (key) => {
    const { button, pressed } = await showDesk();
    button('Cancel all').element().focus();
    await userEvent.keyboard(key);
    await userEvent.keyboard(key);
    await expect.element(button('Cancel them')).toHaveFocus();
    expect(pressed).toEqual([]);
    // Once it can have been read the key answers.
    await expect.poll(async () => userEvent.keyboard(key).then(() => pressed)).toContain('cancelled');
  },
);

test('a key that is held does not answer what it has opened, and one that is let go does', async () => {
  const { button, pressed } = await showDesk();
  const opened = performance.now();
  function held(target: Element, repeat: boolean, after = 0): void {
    const event = new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true });
    Object.defineProperty(event, 'timeStamp', { value: opened + after });
    target.dispatchEvent(event);
  }
  const opener = button('Cancel all').element();
  held(opener, false);
  await userEvent.click(opener);
  await expect.element(button('Cancel them')).toHaveFocus();
  const answer = button('Cancel them').element();
  if (!(answer instanceof HTMLElement)) throw new Error('no button');
  for (const after of [500, 530, 5000]) {
    held(answer, true, after);
    answer.click();
  }
  expect(pressed).toEqual([]);
  held(answer, false, 6000);
  answer.click();
  expect(pressed).toEqual(['cancelled']);
});

test('another key answers what is asked at once', async () => {
  const { button, pressed } = await showDesk();
  button('Cancel all').element().focus();
  await userEvent.keyboard('{Enter} ');
  expect(pressed).toEqual(['cancelled']);
});

test('what stays what it is may be pressed as often as one likes', async () => {
  const { button, pressed } = await showDesk();
  await userEvent.tripleClick(button('Step'));
  expect(pressed).toEqual(['step', 'step', 'step']);
  await userEvent.dblClick(button(/Price/u));
  await expect.element(button(/Price/u)).toHaveTextContent('Price ↑');
});

test('a key that is pressed twice in one go switches once, and again a moment later', async () => {
  const { screen } = await showDesk();
  const keys = screen.getByRole('switch', { name: 'Keys' });
  keys.element().focus();
  await userEvent.keyboard('{Enter}{Enter}');
  await expect.element(keys).not.toBeChecked();
});
