import { Modal } from '@mantine/core';
import type { ComponentType } from 'react';
import { expect, test } from 'vitest';
import { FaultBoundary } from '#renderer/errors/fault-boundary.tsx';
import { LazyDialog } from '#renderer/loading/lazy-dialog.tsx';
import { lazyPart } from '#renderer/loading/lazy-part.tsx';
import { LoadingPart } from '#renderer/loading/loading-part.tsx';
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
  const Part = lazyPart(() => arrival.promise, <LoadingPart name="the chart" />);
  const { screen } = await renderScreen(<Part />);
  await expect.element(screen.getByRole('status')).toBeVisible();
  arrival.resolve(Arrived);
  await expect.element(screen.getByText('The chart is here')).toBeVisible();
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
