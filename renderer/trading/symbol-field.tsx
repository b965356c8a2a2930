import { Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { searchInstruments } from './search-instruments.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { tradedInstruments } from './offered-instruments.ts';
import { useFollow, useLinked } from '#renderer/desk/links/panel.tsx';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { useSay } from '#renderer/controls/use-say.ts';

const shownAtOnce = 40;

/** Whether a symbol is typed and none is chosen yet: then the ticket shows another one than stands in the field. */
export function isSymbolTyped(): boolean {
  return document.activeElement?.hasAttribute('data-searching') === true;
}

/** Of the whole ticket the most to render: a key typed beside it must not. */
export const SymbolField = memo(function SymbolField({
  account,
}: {
  readonly account: AccountInfo | undefined;
}) {
  const say = useSay();
  const instruments = useLiveStore((state) => state.instruments);
  const { instrumentId } = useLinked();
  const follow = useFollow();
  const [search, setSearch] = useState('');
  const [listOpened, list] = useDisclosure(false);
  // An account trades what its own venue lists.
  const all = useMemo(
    () => tradedInstruments(Object.values(instruments), account === undefined ? [] : [account]),
    [instruments, account],
  );
  const chosen = instrumentId === undefined ? undefined : instruments[instrumentId];
  /** Of what is followed by now: a choice is known here before it is rendered. */
  const shownSymbol = useRef('');
  useEffect(() => {
    shownSymbol.current = chosen?.symbol ?? '';
  }, [chosen]);
  // While the list is closed the text is that of the last choice, which another panel may have changed since.
  const searching = listOpened && search !== '' && search !== chosen?.symbol;
  const data = useMemo(() => {
    const found = (searching ? searchInstruments(all, search) : all).slice(0, shownAtOnce);
    // The chosen one must be among the options, or the field could not show it.
    const listed = chosen === undefined || found.includes(chosen) || searching ? found : [chosen, ...found];
    return listed.map((instrument) => ({ value: instrument.id, label: instrument.symbol }));
  }, [all, search, chosen, searching]);

  function choose(id: string): void {
    shownSymbol.current = instruments[id]?.symbol ?? '';
    follow({ instrumentId: id });
  }

  /** What was typed and not chosen does not stay: the field names the symbol that an order would go to. */
  function close(): void {
    list.close();
    setSearch(shownSymbol.current);
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
    choose(first.value);
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
      onChange={(id) => id !== null && choose(id)}
      nothingFoundMessage={say('ticket.noSymbol')}
      maxDropdownHeight={280}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onFocus={(event) => event.currentTarget.select()}
    />
  );
});
