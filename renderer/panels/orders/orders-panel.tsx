import { run } from '#renderer/core/run.ts';
import { Menu, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import type { OrderInfo } from '#src/contract/orders.ts';
import { groupings, type GroupBy } from '#src/domain/groupings.ts';
import type { GroupsAsk } from '#renderer/grid/use-groups-answer.ts';
import { accountBesideSymbol } from '#renderer/trading/account-beside-symbol.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { runCommand } from '#renderer/commands/handlers.ts';
import { KeyName } from '#renderer/commands/key-caps.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { orderColumns, orderId } from '#renderer/panels/orders/order-columns.tsx';
import { oneOf, ordersRequest } from '#renderer/trading/order-query.ts';
import { orderName } from '#renderer/words/order-words.ts';
import { useOrderActions } from '#renderer/trading/use-order-actions.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useFollow, usePanelState, usePlace } from '#renderer/desk/links/panel.tsx';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { useStrategies } from '#renderer/core/strategies.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import { withoutFormula } from '#renderer/grid/spreadsheet-text.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import type { GridQuery, GridSource, PagePlan } from '#renderer/grid/use-grid-rows.ts';
import classes from '#renderer/trading/orders.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const shownSchema = z.enum(['active', 'all']);
const newestFirst = initialView({ id: 'time', descending: true });

export function OrdersPanel() {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const orders = useLiveStore((state) => state.orders);
  const ended = useLiveStore((state) => state.ended);
  const known = useLiveStore((state) => state.epoch !== undefined);
  const shown = usePanelState('orders.shown', shownSchema, 'active');
  const strategies = useStrategies();
  const actions = useOrderActions();
  const here = usePlace();
  const follow = useFollow();
  const nameOf = (order: OrderInfo): string => orderName(order, instruments, format);
  const [read, write] = [useLatest(actions.field.read), useLatest(actions.field.write)];
  const columns = useMemo(
    () =>
      accountBesideSymbol(
        orderColumns({ instruments, accounts, strategies, format, amend: { read, write } }),
        accounts,
      ),
    [instruments, accounts, strategies, format, read, write],
  );

  const live = useMemo(() => [orders, ended], [orders, ended]);
  const plan = useCallback(
    (query: GridQuery<OrderInfo>): PagePlan<OrderInfo> => {
      const { filter, sort, sorted, covers } = ordersRequest(query, instruments);
      const request = { filter, sort };
      return {
        request,
        sorted,
        covers,
        fetchPage: (page) => client.call('orders.page', { ...request, ...page }),
      };
    },
    [client, instruments],
  );
  const groups = useCallback(
    (query: GridQuery<OrderInfo>, by: GroupBy, zone: string): GroupsAsk => {
      const { filter } = ordersRequest(query, instruments);
      return { table: 'orders', filter, by: oneOf(groupings.orders, by), zone };
    },
    [instruments],
  );
  const source: GridSource<OrderInfo> =
    shown.value === 'active'
      ? { kind: 'local', rows: orders, loading: !known }
      : { kind: 'paged', plan, live, updatedAt, groups };

  return (
    <>
      <DataGrid
        key={shown.value}
        name={shown.value === 'active' ? say('orders.active') : say('orders.all')}
        viewKey={panelKey(here, shown.value === 'active' ? 'orders-active' : 'orders')}
        initialView={newestFirst}
        columns={columns}
        idOf={orderId}
        nameOf={nameOf}
        source={source}
        empty={
          shown.value === 'active' ? (
            <>
              <p>{say('orders.noneWorks')}</p>
              <button type="button" className={classes['emptyButton']} onClick={() => shown.set('all')}>
                {say('orders.showAll')}
              </button>
            </>
          ) : (
            <p>{say('orders.noneYet')}</p>
          )
        }
        toolbar={
          <>
            <SegmentedControl
              size="xs"
              aria-label={say('orders.shown')}
              value={shown.value}
              onChange={(value) => shown.set(shownSchema.parse(value))}
              data={[
                { value: 'active', label: say('orders.activeCount', { count: orders.size }) },
                { value: 'all', label: say('orders.allChoice') },
              ]}
            />
            <button
              type="button"
              className={classes['cancelAll']}
              disabled={orders.size === 0}
              onClick={() => runCommand('orders.cancelAll')}
            >
              {say('orders.cancelAll')}
            </button>
          </>
        }
        onOpen={(order) => actions.showHistory(order.id, order)}
        onDoubleClick={(order) =>
          order.active ? actions.cancel(order) : actions.showHistory(order.id, order)
        }
        onDelete={(order, chosen) => {
          if (order.active) actions.cancel(order, { ask: !chosen });
        }}
        renderMenu={(shownOrder, startEdit) => {
          // An order that ended under its open menu can no longer be cancelled from it.
          const order = orders.find(shownOrder.id) ?? shownOrder;
          return (
            <>
              <Menu.Item
                onClick={() => actions.showHistory(order.id, order)}
                rightSection={<KeyName of="table.open" />}
              >
                {say('orders.showHistory')}
              </Menu.Item>
              <Menu.Item onClick={() => follow({ instrumentId: order.instrumentId })}>
                {say('orders.showSymbol')}
              </Menu.Item>
              <Menu.Item
                onClick={() => run(navigator.clipboard.writeText(withoutFormula(order.clientOrderId)))}
              >
                {say('orders.copyOrderId')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                disabled={!order.active}
                rightSection={<KeyName of="table.edit" />}
                onClick={startEdit}
              >
                {say('orders.amend')}
              </Menu.Item>
              <Menu.Item
                disabled={!order.active}
                c="var(--td-critical)"
                rightSection={<KeyName of="table.remove" />}
                onClick={() => actions.cancel(order)}
              >
                {say('orders.cancel')}
              </Menu.Item>
            </>
          );
        }}
      />
      {actions.dialogs}
    </>
  );
}

function updatedAt(order: OrderInfo): number {
  return order.updatedAt;
}
