import { useState } from 'react';
import type { OrderInfo } from '#src/contract/orders.ts';
import { CommandPalette } from '#renderer/commands/command-palette.tsx';
import { isNamed, type PaletteFinder } from '#renderer/commands/palette-items.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { groupableTables } from '#renderer/grid/groupable-tables.ts';
import { lastUsedPanel } from '#renderer/desk/links/panel-store.ts';
import { useFollowAt } from '#renderer/desk/links/panel.tsx';
import { useWindowLink } from '#renderer/desk/links/window-link.ts';
import { openSettings, settings } from '#renderer/pages/settings/open-settings.ts';
import { tradedInstruments, withoutTwins } from '#renderer/trading/offered-instruments.ts';
import { OrderHistory } from '#renderer/trading/order-history.tsx';
import { searchInstruments } from '#renderer/trading/search-instruments.ts';
import { say } from '#renderer/words/say.ts';
import { orderName } from '#renderer/words/order-words.ts';

/** Of each kind: more would push the others out of sight, and another letter finds them. */
const mostFound = 8;

/** The commands, and what a workspace has: its symbols, and its orders, of which the history is shown. */
export function Palette() {
  const format = useFormat();
  const [order, setOrder] = useState<OrderInfo>();
  const followAt = useFollowAt();

  /** In the panel that was used last, and all that are linked with it. */
  function show(instrumentId: string): void {
    const panel = lastUsedPanel();
    if (panel === undefined) useWindowLink.setState({ instrumentId });
    else followAt(panel, { instrumentId });
  }

  const findOrders: PaletteFinder = (text) => {
    const { orders, ended, instruments } = useLiveStore.getState();
    const found = [...orders.list(), ...ended.list().toReversed()]
      .map((held) => ({ held, label: orderName(held, instruments, format) }))
      .filter(({ held, label }) => isNamed(label, text) || held.clientOrderId === text.trim());
    return found.slice(0, mostFound).map(({ held, label }) => ({
      id: `order ${held.id}`,
      group: say(held.active ? 'palette.activeOrders' : 'palette.endedOrders'),
      label,
      run: () => setOrder(held),
    }));
  };

  return (
    <>
      <CommandPalette
        finders={[
          findSymbols(show),
          whereTyped(findOrders),
          whereTyped(findGroupings),
          whereTyped(findSettings),
        ]}
      />
      {order !== undefined && (
        <OrderHistory orderId={order.id} known={order} onClose={() => setOrder(undefined)} />
      )}
    </>
  );
}

function findSymbols(show: (instrumentId: string) => void): PaletteFinder {
  return (text) => {
    const { instruments, accounts } = useLiveStore.getState();
    const all = Object.values(instruments);
    const venues = new Set(all.map(({ venue }) => venue));
    const offered = withoutTwins(all, tradedInstruments(all, accounts));
    return searchInstruments(offered, text)
      .slice(0, mostFound)
      .map(({ id, symbol, venue }) => ({
        id: `symbol ${id}`,
        group: say('palette.symbols'),
        label: symbol,
        note: venues.size > 1 ? venue : undefined,
        run: () => show(id),
      }));
  };
}

/** By what each table that is shown can be grouped. */
function findGroupings(text: string): ReturnType<PaletteFinder> {
  return groupableTables()
    .flatMap(({ name, choices, chosen, group }) => {
      const table = name();
      const offered = choices
        .filter(({ id }) => id !== chosen)
        .map(({ id, label }) => ({ by: id, label: say('grid.groupTable', { table, column: label }) }));
      const none = { by: undefined, label: say('grid.ungroupTable', { table }) };
      return (chosen === undefined ? offered : [...offered, none]).map(({ by, label }) => ({
        id: `group ${table} ${by ?? ''}`,
        group: say('command.group_Tables'),
        label,
        run: () => group(by),
      }));
    })
    .filter(({ label }) => isNamed(label, text));
}

function findSettings(text: string): ReturnType<PaletteFinder> {
  return settings
    .map((name) => ({ name, label: say(`settings.${name}`) }))
    .filter(({ label }) => isNamed(label, text))
    .map(({ name, label }) => ({
      id: `setting ${name}`,
      group: say('settings.title'),
      label,
      run: () => openSettings('General', name),
    }));
}

function whereTyped(find: PaletteFinder): PaletteFinder {
  return (text) => (text.trim() === '' ? [] : find(text));
}
