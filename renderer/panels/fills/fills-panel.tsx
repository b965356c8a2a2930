import { run } from '#renderer/core/run.ts';
import { Menu } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import type { FillInfo } from '#src/contract/orders.ts';
import { groupings, type GroupBy } from '#src/domain/groupings.ts';
import type { GroupsAsk } from '#renderer/grid/use-groups-answer.ts';
import { accountBesideSymbol } from '#renderer/trading/account-beside-symbol.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { KeyName } from '#renderer/commands/key-caps.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { fillColumns, fillId } from '#renderer/panels/fills/fill-columns.tsx';
import { oneOf, tradeFilter } from '#renderer/trading/order-query.ts';
import { tradeName } from '#renderer/words/order-words.ts';
import { useOrderActions } from '#renderer/trading/use-order-actions.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useFollow, usePlace } from '#renderer/desk/links/panel.tsx';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { withoutFormula } from '#renderer/grid/spreadsheet-text.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import type { GridQuery, GridSource, PagePlan } from '#renderer/grid/use-grid-rows.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import { useSay } from '#renderer/controls/use-say.ts';

const newestFirst = initialView({ id: 'time', descending: true });

export function FillsPanel() {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const fills = useLiveStore((state) => state.fills);
  const live = useMemo(() => [fills], [fills]);
  const actions = useOrderActions();
  const here = usePlace();
  const follow = useFollow();
  const showOrder = useLatest(actions.showHistory);
  const columns = useMemo(
    () => accountBesideSymbol(fillColumns({ instruments, accounts, format, showOrder }), accounts),
    [instruments, accounts, format, showOrder],
  );

  const plan = useCallback(
    (query: GridQuery<FillInfo>): PagePlan<FillInfo> => {
      const sorted = query.sort.id === 'time';
      const ascending = sorted && !query.sort.descending;
      const { filter, covers } = tradeFilter(query, instruments);
      const direction = ascending ? ('ascending' as const) : ('descending' as const);
      const request = { filter, direction };
      return {
        request,
        sorted,
        covers,
        fetchPage: (page) => client.call('fills.page', { ...request, ...page }),
      };
    },
    [client, instruments],
  );
  const groups = useCallback(
    (query: GridQuery<FillInfo>, by: GroupBy, zone: string): GroupsAsk => {
      const { filter } = tradeFilter(query, instruments);
      return { table: 'fills', filter, by: oneOf(groupings.fills, by), zone };
    },
    [instruments],
  );
  const source: GridSource<FillInfo> = { kind: 'paged', plan, live, updatedAt: recordedAt, groups };

  function openOrder({ orderId }: FillInfo): void {
    if (orderId !== undefined) actions.showHistory(orderId);
  }

  return (
    <>
      <DataGrid
        name={say('orders.fills')}
        viewKey={panelKey(here, 'fills')}
        initialView={newestFirst}
        columns={columns}
        idOf={fillId}
        nameOf={(fill) => tradeName(fill, instruments, format)}
        source={source}
        empty={<p>{say('orders.noFill')}</p>}
        onOpen={openOrder}
        onDoubleClick={openOrder}
        renderMenu={(fill) => (
          <>
            <Menu.Item
              disabled={fill.orderId === undefined}
              rightSection={<KeyName of="table.open" />}
              onClick={() => openOrder(fill)}
            >
              {say('orders.showOrderHistory')}
            </Menu.Item>
            <Menu.Item onClick={() => follow({ instrumentId: fill.instrumentId })}>
              {say('orders.showSymbol')}
            </Menu.Item>
            <Menu.Item onClick={() => run(navigator.clipboard.writeText(withoutFormula(fill.venueTradeId)))}>
              {say('orders.copyTradeId')}
            </Menu.Item>
          </>
        )}
      />
      {actions.dialogs}
    </>
  );
}

/** A fill never changes. */
function recordedAt(fill: FillInfo): number {
  return fill.time;
}
