import { Autocomplete } from '@mantine/core';
import { useMemo } from 'react';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { searchInstruments } from '#renderer/trading/search-instruments.ts';

type InstrumentFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (text: string) => void;
};

const shownAtOnce = 40;

/** A share or a contract by its symbol; one that the record does not know may be typed too. */
export function InstrumentField({ label, value, error, onChange }: InstrumentFieldProps) {
  const offered = useOffered();
  const data = useMemo(() => {
    const names = new Map(Array.from(offered, ([name, { id }]) => [id, name]));
    const all = [...offered.values()];
    const found = value.trim() === '' || offered.has(value) ? all : searchInstruments(all, value);
    return found.slice(0, shownAtOnce).flatMap(({ id }) => names.get(id) ?? []);
  }, [offered, value]);
  return (
    <Autocomplete
      size="xs"
      label={label}
      data={data}
      filter={({ options }) => options}
      value={value}
      error={error}
      onChange={onChange}
      maxLength={60}
      autoComplete="off"
      spellCheck={false}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}

/** The id of each by what the field calls it. */
export function useInstrumentIds(): ReadonlyMap<string, string> {
  const offered = useOffered();
  return useMemo(() => new Map(Array.from(offered, ([name, { id }]) => [name, id])), [offered]);
}

/** By its symbol, with the venue where several list it. */
function useOffered(): ReadonlyMap<string, InstrumentInfo> {
  const instruments = useLiveStore((state) => state.instruments);
  return useMemo(() => {
    const all = Object.values(instruments).filter(({ kind }) => kind !== 'spot');
    const bySymbol = Map.groupBy(all, ({ symbol }) => symbol);
    return new Map(
      all.map((instrument) => {
        const { symbol, venue } = instrument;
        return [bySymbol.get(symbol)?.length === 1 ? symbol : `${symbol} · ${venue}`, instrument];
      }),
    );
  }, [instruments]);
}
