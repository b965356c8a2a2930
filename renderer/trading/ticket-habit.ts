import { useEffect, useState } from 'react';
import { useSavedState, useSavedUpdate } from '#renderer/saved/saved-state.ts';
import { changedHabit, firstHabit, type Habit, habitKeyOf, habitSchema } from './ticket-store.ts';

type TicketPlace = Parameters<typeof habitKeyOf>[0];

/** Of the tickets that are there, by their keys. */
const shown = new Map<string, Habit>();

/**
 * What a ticket begins an empty draft with: the last choices in it. What it finds kept it begins with itself; after that
 * another tab, which has a ticket of the same name, turns this one no more.
 */
export function useHabit(ticket: TicketPlace) {
  const key = habitKeyOf(ticket);
  const saved = useSavedState(key, habitSchema, firstHabit);
  const update = useSavedUpdate(habitSchema, firstHabit);
  const [own, setOwn] = useState<{ readonly key: string; readonly habit: Habit }>();
  const isOwn = own?.key === key;
  const habit = isOwn ? own.habit : saved.value;
  if (!isOwn && saved.loaded) setOwn({ key, habit });

  useEffect(() => {
    shown.set(key, habit);
    return () => void shown.delete(key);
  }, [key, habit]);

  return {
    habit,
    change: (part: Partial<Habit>): void => {
      setOwn({ key, habit: changedHabit(habit, part) });
      update(key, (held) => changedHabit(held, part));
    },
  };
}

/** As the ticket has it; undefined where there is none. */
export function shownHabit(ticket: TicketPlace): Habit | undefined {
  return shown.get(habitKeyOf(ticket));
}
