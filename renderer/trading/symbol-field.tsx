import { Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type KeyboardEvent, memo, useMemo, useState } from 'react';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { searchInstruments } from './search-instruments.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { tradedInstruments } from './offered-instruments.ts';
import { select, useSelectionStore } from '#renderer/desk/links/selection-store.ts';
import { useSay } from '#renderer/controls/use-say.ts';

const shownAtOnce = 40;

/** Whether a symbol is typed and none is chosen yet: then the ticket shows another one than stands in the field. */
export function isSymbolTyped(): boolean {
  return document.activeElement?.hasAttribute('data-searching') === true;
}

/** Of the whole ticket the most to render: a key typed beside it must not. */
export const SymbolField = memo(function SymbolField() {
  const say = useSay();
  const instruments = useLiveStore((state) => state.instruments);
  const instrumentId = useSelectionStore((state) => state.instrumentId);
  const [search, setSearch] = useState('');
  const [listOpened, list] = useDisclosure(false);
  const accountId = useSelectionStore((state) => state.accountId);
  const account = useLiveStore((state) => state.accounts.find(({ id }) => id === accountId));
  // An account trades what its own venue lists.
  const all = useMemo(
    () => tradedInstruments(Object.values(instruments), account === undefined ? [] : [account]),
    [instruments, account],
  );
  const chosen = instrumentId === undefined ? undefined : instruments[instrumentId];
  // While the list is closed the text is that of the last choice, which another panel may have changed since.
  const searching = listOpened && search !== '' && search !== chosen?.symbol;
  const data = useMemo(() => {
    const found = (searching ? searchInstruments(all, search) : all).slice(0, shownAtOnce);
    // The chosen one must be among the options, or the field could not show it.
    const listed = chosen === undefined || found.includes(chosen) || searching ? found : [chosen, ...found];
    return listed.map((instrument) => ({ value: instrument.id, label: instrument.symbol }));
  }, [all, search, chosen, searching]);

  /** What was typed and not chosen does not stay: the field names the symbol that an order would go to. */
  function close(): void {
    list.close();
    const id = useSelectionStore.getState().instrumentId;
    setSearch(id === undefined ? '' : (instruments[id]?.symbol ?? ''));
  }

  /** Enter right after the last letter comes before the list has marked its first option. */
  function chooseFirst(event: KeyboardEvent<HTMLInputElement>): void {
    const [first] = data;
    // The key that sends waits for a symbol that is chosen.
    if (event.key === 'Enter' && searching && !isPlain(event.nativeEvent)) event.preventDefault();
    if (event.key !== 'Enter' || !isPlain(event.nativeEvent)) return;
    if (search === chosen?.symbol || first === undefined) return;
    if (event.currentTarget.getAttribute('aria-activedescendant') !== null) return;
    event.preventDefault();
    select(first.value);
    setSearch(first.label);
    list.close();
  }

  return (
    <Select
      label={say('order.symbol')}
      title={chosen?.symbol}
      data-searching={searching || undefined}
      dropdownOpened={listOpened}
      onDropdownOpen={list.open}
      onDropdownClose={close}
      onKeyDown={chooseFirst}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      data={data}
      filter={({ options }) => options}
      value={instrumentId ?? null}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(id) => id !== null && select(id)}
      nothingFoundMessage={say('ticket.noSymbol')}
      maxDropdownHeight={280}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
});
