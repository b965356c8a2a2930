import { Modal } from '@mantine/core';
import { type ComponentType, useEffect, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { FaultBoundary } from '#renderer/controls/fault-boundary.tsx';
import { Dialog as HomingDialog } from '#renderer/controls/dialog.tsx';
import { followFocus } from '#renderer/controls/focus-home.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function Arrived() {
  return <p>The chart is here</p>;
}

type Dialog = { readonly opened: boolean };

function KeysDialog({ part: Part, opened }: Dialog & { readonly part: ComponentType<Dialog> }) {
  return (
    <LazyDialog name="Keys" opened={opened} onClose={() => undefined}>
      <Part opened={opened} />
    </LazyDialog>
  );
}

/** Fails at the first try, as a file that did not come. */
function failingOnce<Part>(part: Part) {
  const tries: string[] = [];
  return {
    tries,
    load: async () => {
      tries.push('asked');
      if (tries.length === 1) throw new TypeError('Failed to fetch dynamically imported module');
      return part;
    },
  };
}

test('a part that is on its way says so', async () => {
  const arrival = Promise.withResolvers<typeof Arrived>();
  const Part = lazyPart(() => arrival.promise, <LoadingPart words="the chart" />);
  const { screen } = await renderScreen(<Part />);
  await expect.element(screen.getByRole('status')).toBeVisible();
  arrival.resolve(Arrived);
  await expect.element(screen.getByText('The chart is here')).toBeVisible();
});

test('a part that was preloaded is there at once, and React has nothing to warn of in either', async () => {
  const warned = vi.spyOn(console, 'error');
  const arrival = Promise.withResolvers<typeof Arrived>();
  const Part = lazyPart(() => arrival.promise, <LoadingPart words="the chart" />);
  const { screen } = await renderScreen(<Part />);
  await expect.element(screen.getByRole('status')).toBeVisible();
  arrival.resolve(Arrived);
  await expect.element(screen.getByText('The chart is here')).toBeVisible();
  await screen.rerender(<Part />);
  await screen.unmount();
  const { screen: again } = await renderScreen(<Part />);
  expect(again.getByRole('status').query()).toBeNull();
  expect(again.getByText('The chart is here').query()).not.toBeNull();
  expect(warned).not.toHaveBeenCalled();
});

test('a part that did not come says so, and is fetched again when it is asked for', async () => {
  const { load, tries } = failingOnce(Arrived);
  const Part = lazyPart(load);
  const { screen } = await renderScreen(
    <FaultBoundary name="Chart">
      <Part />
    </FaultBoundary>,
  );
  await expect.element(screen.getByText('Chart could not be loaded.')).toBeVisible();
  expect(tries).toHaveLength(1);
  await screen.getByRole('button', { name: 'Load it again' }).click();
  await expect.element(screen.getByText('The chart is here')).toBeVisible();
  expect(tries).toHaveLength(2);
});

test('a dialog that did not come is told of once it is wanted, and opens after another try', async () => {
  const { load, tries } = failingOnce(({ opened }: Dialog) => (
    <Modal opened={opened} onClose={() => undefined} title="Keys">
      Every key
    </Modal>
  ));
  const Part = lazyPart(load);
  const { screen } = await renderScreen(<KeysDialog part={Part} opened={false} />);
  await expect.poll(() => tries).toHaveLength(1);
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();

  const { screen: opened } = await renderScreen(<KeysDialog part={Part} opened />);
  await expect.element(opened.getByText('Keys could not be loaded.')).toBeVisible();
  await opened.getByRole('button', { name: 'Load it again' }).click();
  await expect.element(opened.getByText('Every key')).toBeVisible();
});

test('a dialog that is on its way has the keyboard already, can be closed, and is one dialog when it comes', async () => {
  const arrival = Promise.withResolvers<ComponentType<Dialog & { readonly onClose: () => void }>>();
  const Part = lazyPart(() => arrival.promise);
  const onRowKey = vi.fn<() => void>();
  function Page() {
    const [opened, setOpened] = useState(false);
    useEffect(followFocus, []);
    const close = (): void => setOpened(false);
    return (
      <>
        <button
          type="button"
          onKeyDown={({ key }) => (key === 'o' ? setOpened(true) : key === 'Delete' && onRowKey())}
        >
          A row
        </button>
        <LazyDialog name="Keys" opened={opened} onClose={close}>
          <Part opened={opened} onClose={close} />
        </LazyDialog>
      </>
    );
  }
  const { screen } = await renderScreen(<Page />);
  const row = screen.getByRole('button', { name: 'A row', includeHidden: true });
  const dialog = screen.getByRole('dialog', { name: 'Keys' });
  row.element().focus();
  await userEvent.keyboard('o');
  await expect.element(dialog.getByRole('status')).toHaveTextContent('Loading Keys…');
  await userEvent.keyboard('{Delete}');
  expect(onRowKey).not.toHaveBeenCalled();
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(row).toHaveFocus();

  await userEvent.keyboard('o');
  await expect.element(dialog).toBeVisible();
  arrival.resolve(({ opened, onClose }) => (
    <HomingDialog opened={opened} onClose={onClose} title="Keys">
      <button type="button">Every key</button>
    </HomingDialog>
  ));
  await expect.element(dialog.getByRole('button', { name: 'Every key' })).toBeVisible();
  expect(dialog.elements()).toHaveLength(1);
  await expect.poll(() => dialog.element().contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('{Escape}');
  await expect.element(row).toHaveFocus();
});
