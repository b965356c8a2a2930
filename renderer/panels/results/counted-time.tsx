import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { SavedState } from '#renderer/saved/saved-state.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePanelState } from '#renderer/desk/links/panel.tsx';
import { parseTimeSpan } from '#renderer/grid/time-span.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { spanNames, spans } from '#renderer/trading/spans.ts';
import classes from './results.module.css';

const day = 86_400_000;
const choices = [...spanNames, 'range'] as const;
const choiceSchema = z.enum(choices);
const firstChoice: (typeof choices)[number] = '3M';
const rangeSchema = z.string().max(100);

/** `until` is not part of it; undefined for all since. */
export type CountedTime = { readonly from: number; readonly until?: number };

type Choice = {
  readonly time: CountedTime;
  readonly chosen: SavedState<(typeof choices)[number]>;
  readonly range: SavedState<string>;
};

/** The time whose results are shown, as the trader chose it for this panel. */
export function useCountedTime(portfolioId: string): Choice {
  const chosen = usePanelState('results.span', choiceSchema, firstChoice);
  const [opened] = useState(() => Date.now());
  const range = usePanelState('results.range', rangeSchema, String(new Date(opened).getFullYear()));
  const zone = usePreferencesStore((state) => state.timeZone);
  // Moves on with the days, not with the prices.
  const today = useLiveStore((state) => Math.floor((state.valuations[portfolioId]?.time ?? opened) / day));
  const span = parseTimeSpan(range.value, zone);
  const time =
    chosen.value === 'range'
      ? { from: Math.max(span?.from ?? 0, 0), ...(span !== undefined && { until: span.to }) }
      : { from: Math.max((today + 1) * day - spans[chosen.value], 0) };
  return { time, chosen, range };
}

/** What is typed counts once it is a time. */
export function CountedTimeChoice({ choice: { chosen, range } }: { readonly choice: Choice }) {
  const say = useSay();
  const zone = usePreferencesStore((state) => state.timeZone);
  const [typed, setTyped] = useState<string>();
  return (
    <>
      <NativeSelect
        size="xs"
        classNames={{ input: classes['select'] ?? '' }}
        aria-label={say('position.timeCounted')}
        value={chosen.value}
        onChange={(event) => chosen.set(choiceSchema.parse(event.currentTarget.value))}
        data={choices.map((value) => ({
          value,
          label: value === 'range' ? say('results.range') : say(`portfolio.span${value}`),
        }))}
      />
      {chosen.value === 'range' && (
        <TextInput
          size="xs"
          classNames={{ input: classes['range'] ?? '' }}
          aria-label={say('results.rangeField')}
          title={say('results.rangeHint')}
          placeholder={say('grid.hint_time')}
          maxLength={100}
          value={typed ?? range.value}
          error={typed !== undefined && parseTimeSpan(typed, zone) === undefined}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            if (parseTimeSpan(value, zone) !== undefined) range.set(value);
          }}
          onBlur={() => setTyped(undefined)}
        />
      )}
    </>
  );
}
