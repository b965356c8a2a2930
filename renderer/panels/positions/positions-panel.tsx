import { Menu, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { z } from 'zod';
import type { PositionInfo } from '#src/contract/portfolio.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { accountBesideSymbol } from '#renderer/trading/account-beside-symbol.ts';
import { KeyName } from '#renderer/commands/key-caps.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useChangeDraft } from '#renderer/trading/use-ticket-draft.ts';
import { canBeClosed, closeDraft, isTooSmall } from '#renderer/trading/close-draft.ts';
import {
  closedPositionColumns,
  dustColumns,
  openPositionColumns,
} from '#renderer/trading/position-columns.tsx';
import { DustItem } from '#renderer/trading/dust-item.tsx';
import { positionId, positionName } from '#renderer/trading/position-name.ts';
import { useExplainPosition } from '#renderer/trading/explain-position.ts';
import { useProtect } from '#renderer/panels/positions/use-protect.tsx';
import type { Table } from '#renderer/core/table.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { useLinkedPortfolio } from '#renderer/desk/links/linked-portfolio.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useFollow, usePanelState, usePlace } from '#renderer/desk/links/panel.tsx';
import { panelKey } from '#renderer/desk/links/panel-store.ts';
import { useAimTicket } from '#renderer/trading/use-aim-ticket.ts';
import { DataGrid } from '#renderer/grid/data-grid.tsx';
import { initialView } from '#renderer/grid/grid-view.ts';
import { useLatest } from '#renderer/controls/use-latest.ts';
import type { GridSource } from '#renderer/grid/use-grid-rows.ts';
import { useClosedPositions } from '#renderer/panels/positions/use-closed-positions.ts';
import classes from '#renderer/trading/positions.module.css';
import { useSay } from '#renderer/controls/use-say.ts';

const shownSchema = z.enum(['open', 'closed', 'holdings', 'dust']);
/** Read when it is first looked at. */
const HoldingsView = lazyPart(
  async () => (await import('./holdings-view.tsx')).HoldingsView,
  <LoadingPanel />,
);

const columnsOf = { open: openPositionColumns, closed: closedPositionColumns, dust: dustColumns };
const bySymbol = initialView({ id: 'symbol', descending: false });
const lastClosedFirst = initialView({ id: 'closedAt', descending: true });

function LoadingPanel() {
  const say = useSay();
  return <LoadingPart words={say('holding.loading')} />;
}

/** What a trade of an imported history has left. */
function mayBeToldDust(
  { accountId, closedAt, dustBelow, averageExit }: PositionInfo,
  accounts: readonly Pick<AccountInfo, 'id' | 'mode'>[],
): boolean {
  const isRest = closedAt === undefined && (dustBelow ?? averageExit) !== undefined;
  return isRest && accounts.some(({ id, mode }) => id === accountId && mode === 'history');
}

/** Dust is no position. */
function apart(positions: Table<PositionInfo>) {
  const dust = positions.list().filter(({ dustBelow }) => dustBelow !== undefined);
  return { dust, open: dust.reduce((open, { id }) => open.without(id), positions) };
}

export function PositionsPanel() {
  const say = useSay();
  const format = useFormat();
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const positions = useLiveStore((state) => state.positions);
  const known = useLiveStore((state) => state.epoch !== undefined);
  const shown = usePanelState('positions.shown', shownSchema, 'open');
  const changeDraft = useChangeDraft();
  const aim = useAimTicket();
  const here = usePlace();
  const follow = useFollow();
  const separators = usePreferencesStore((state) => state.separators);

  const close = useCallback(
    (position: PositionInfo): void => {
      const { ticket } = aim(position.instrumentId, position.accountId);
      const lotSize = instruments[position.instrumentId]?.lotSize;
      changeDraft(ticket, position, () => closeDraft(position, lotSize, separators));
    },
    [aim, changeDraft, instruments, separators],
  );
  const portfolio = useLinkedPortfolio();
  const choice = shown.value === 'holdings' ? 'open' : shown.value;
  const explain = useExplainPosition();
  const noting = useProtect();
  const [read, write] = [useLatest(noting.read), useLatest(noting.write)];
  const columns = useMemo(() => {
    const needs = { instruments, accounts, format, close, protect: { read, write }, explain };
    const shownColumns = columnsOf[choice](needs);
    return accountBesideSymbol(shownColumns, accounts);
  }, [instruments, accounts, format, choice, close, read, write, explain]);
  const closed = useClosedPositions();
  const { open, dust } = useMemo(() => apart(positions), [positions]);
  const source: GridSource<PositionInfo> =
    choice === 'closed' ? closed : { kind: 'local', rows: choice === 'open' ? open : dust, loading: !known };
  const choices = [
    { value: 'open', label: say('position.openCount', { count: open.size }) },
    { value: 'closed', label: say('position.closedChoice') },
    { value: 'holdings', label: say('holding.choice') },
    { value: 'dust', label: say('position.dustCount', { count: dust.length }) },
  ];

  const toolbar = (
    <SegmentedControl
      size="xs"
      aria-label={say('position.shown')}
      value={shown.value}
      onChange={(value) => shown.set(shownSchema.parse(value))}
      data={dust.length > 0 || shown.value === 'dust' ? choices : choices.slice(0, -1)}
    />
  );
  if (shown.value === 'holdings' && portfolio !== undefined)
    return (
      <HoldingsView
        key={`${portfolio.id} ${portfolio.baseCurrency}`}
        portfolio={portfolio}
        toolbar={toolbar}
      />
    );

  return (
    <DataGrid
      key={choice}
      name={say(`position.${choice}`)}
      viewKey={panelKey(here, `positions-${choice}`)}
      initialView={choice === 'closed' ? lastClosedFirst : bySymbol}
      columns={columns}
      idOf={positionId}
      nameOf={(position) => positionName(position, instruments, format)}
      source={source}
      empty={
        choice === 'open' ? (
          <>
            <p>{say('position.noneOpen')}</p>
            <button type="button" className={classes['button']} onClick={() => shown.set('closed')}>
              {say('position.showClosed')}
            </button>
          </>
        ) : (
          <p>{say(choice === 'closed' ? 'position.noneClosed' : 'position.noDust')}</p>
        )
      }
      toolbar={toolbar}
      onOpen={({ instrumentId }) => follow({ instrumentId })}
      renderMenu={(position, startEdit) => (
        <>
          <Menu.Item
            rightSection={<KeyName of="table.open" />}
            onClick={() => follow({ instrumentId: position.instrumentId })}
          >
            {say('position.showSymbol')}
          </Menu.Item>
          <Menu.Item
            onClick={() => explain(position, position.closedAt === undefined ? 'quantity' : 'realised')}
          >
            {say('entries.show')}
          </Menu.Item>
          <Menu.Item
            disabled={!canBeClosed(position, { instruments, accounts })}
            onClick={() => close(position)}
          >
            {position.dustBelow !== undefined && isTooSmall(position, instruments[position.instrumentId])
              ? say('position.tooSmall', {
                  least: format.quantity(position.dustBelow, instruments[position.instrumentId]),
                })
              : say('position.closeInTicket')}
          </Menu.Item>
          <Menu.Item
            disabled={position.closedAt !== undefined || position.dustBelow !== undefined}
            rightSection={<KeyName of="table.edit" />}
            onClick={startEdit}
          >
            {say('position.noteStopLoss')}
          </Menu.Item>
          {mayBeToldDust(position, accounts) && <DustItem position={position} />}
        </>
      )}
    />
  );
}
