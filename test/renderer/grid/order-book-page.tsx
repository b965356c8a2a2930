import { Menu } from '@mantine/core';
import { useEffect, useState } from 'react';
import { vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { create } from 'zustand';
import { LiveRegion } from '#renderer/controls/live-region.tsx';
import { CommandPalette } from '#renderer/commands/command-palette.tsx';
import { closePalette, openPalette } from '#renderer/commands/open-palette.ts';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { useCommandKeys } from '#renderer/commands/use-command-keys.ts';
import { Dialog, SideDialog } from '#renderer/controls/dialog.tsx';
import { followFocus } from '#renderer/controls/focus-home.ts';
import type { GridColumn } from '#renderer/grid/column.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import { ok } from '#src/domain/result.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

export type Order = { readonly id: string; readonly price: string };

export const useOrders = create<{ readonly rows: readonly Order[] }>()(() => ({ rows: [] }));

/** What was done to which order, in turn. */
export const done = vi.fn<(what: string, id: string) => void>();
export const submitted = vi.fn<(id: string, text: string) => Promise<undefined>>();

export function ordersAre(...ids: readonly string[]): void {
  useOrders.setState({ rows: ids.map((id) => ({ id, price: '10.5' })) });
}

const idOf = (order: Order): string => order.id;
const nameOf = (order: Order): string => `Order ${order.id}`;
const columns: readonly GridColumn<Order>[] = [
  { id: 'id', header: 'Id', kind: 'text', width: 120, value: idOf, cell: idOf },
  {
    id: 'price',
    header: 'Price',
    kind: 'number',
    width: 90,
    value: (order) => order.price,
    cell: (order) => order.price,
    edit: {
      allowed: () => true,
      text: (order) => order.price,
      changed: () => undefined,
      read: (_order, text) => ok(text),
      write: (order, price) => submitted(order.id, price ?? ''),
    },
  },
];

type Opened = { readonly kind: 'dialog' | 'side'; readonly order: Order | undefined };

/** A grid between two fields, with everything that lies over a page. Ids sort as texts do. */
function Page() {
  const { rows } = useOrders();
  const [opened, setOpened] = useState<Opened>();
  const close = (): void => setOpened(undefined);
  useEffect(followFocus, []);
  useCommandKeys();
  useCommandHandlers({
    'view.palette': openPalette,
    'view.settings': () => setOpened({ kind: 'dialog', order: undefined }),
  });
  return (
    <>
      <input aria-label="Before" />
      <div style={{ height: 240, width: 400 }} data-panel="orders" tabIndex={-1}>
        <DataGrid
          name="Orders"
          viewKey="orders"
          initialView={initialView({ id: 'id', descending: false })}
          columns={columns}
          idOf={idOf}
          nameOf={nameOf}
          source={{ kind: 'local', rows, loading: false }}
          empty={<p>No order.</p>}
          onOpen={(order) => setOpened({ kind: 'side', order })}
          onDoubleClick={(order) => done('double click', order.id)}
          onDelete={(order, chosen) => {
            done(chosen ? 'delete' : 'delete unchosen', order.id);
            setOpened({ kind: 'dialog', order });
          }}
          renderMenu={(order, startEdit) => (
            <>
              <Menu.Item onClick={() => setOpened({ kind: 'dialog', order })}>Cancel</Menu.Item>
              <Menu.Item onClick={startEdit}>Amend</Menu.Item>
            </>
          )}
        />
      </div>
      <input aria-label="After" />
      {opened?.kind === 'dialog' && (
        <Dialog opened onClose={close} title={`Cancel ${opened.order?.id ?? 'nothing'}?`}>
          <button type="button" data-autofocus onClick={close}>
            Keep
          </button>
        </Dialog>
      )}
      {opened?.kind === 'side' && (
        <SideDialog opened onClose={close} title={`History of ${opened.order?.id ?? 'nothing'}`} />
      )}
      <CommandPalette finders={[]} />
      <LiveRegion />
    </>
  );
}

export async function showOrders(...ids: readonly string[]) {
  ordersAre(...ids);
  closePalette();
  const { screen } = await renderScreen(<Page />);
  const row = (id: string) => screen.getByRole('row', { name: new RegExp(`^${id}\\b`) });
  /** Goes to the row by a click beside its field. */
  const goTo = (id: string) => userEvent.click(row(id), { position: { x: 20, y: 8 } });
  return { screen, row, goTo };
}

/** One event as the browser makes it, where `userEvent` cannot: a key held down, an input method. */
export async function press(key: string, init: KeyboardEventInit = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  // The page has answered one key before the next one comes: there is no script between two events.
  await Promise.resolve();
}
