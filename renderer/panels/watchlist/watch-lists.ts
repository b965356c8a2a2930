import { z } from 'zod';
import { freeName } from '#renderer/saved/free-name.ts';

export const longestListName = 60;

/** Instruments that are watched together. Without ids it is the market's standard list, until the trader changes it. */
const watchList = z.object({
  id: z.string(),
  name: z.string().max(longestListName),
  ids: z.array(z.string()).nullable(),
});
export type WatchList = z.infer<typeof watchList>;

export type WatchLists = { readonly lists: readonly WatchList[]; readonly shown: string };

const first = { id: 'first', name: 'Watchlist' };

/** There was one list without a name once: it is the first. */
export const watchListsSchema: z.ZodType<WatchLists> = z.union([
  z.object({ lists: z.array(watchList).min(1), shown: z.string() }),
  z
    .array(z.string())
    .nullable()
    .transform((ids) => ({ lists: [{ ...first, ids }], shown: first.id })),
]);

export const initialLists: WatchLists = { lists: [{ ...first, ids: null }], shown: first.id };

export function shownList({ lists, shown }: WatchLists): WatchList {
  return lists.find(({ id }) => id === shown) ?? lists[0] ?? { ...first, ids: null };
}

/** With another content of one list. */
export function withIds(
  held: WatchLists,
  listId: string,
  change: (ids: readonly string[] | null) => readonly string[] | null,
): WatchLists {
  const lists = held.lists.map((list) => {
    if (list.id !== listId) return list;
    const ids = change(list.ids);
    return { ...list, ids: ids === null ? null : [...ids] };
  });
  return { ...held, lists };
}

/** Adds an empty list, and shows it. No two have the same name. */
export function withNewList(held: WatchLists, id: string, wanted: string): WatchLists {
  const name = freeName(wanted, held.lists, longestListName);
  return { lists: [...held.lists, { id, name, ids: [] }], shown: id };
}

export function withName(held: WatchLists, listId: string, wanted: string): WatchLists {
  const others = held.lists.filter(({ id }) => id !== listId);
  const name = freeName(wanted, others, longestListName);
  return { ...held, lists: held.lists.map((list) => (list.id === listId ? { ...list, name } : list)) };
}

/** The last list stays. */
export function withoutList(held: WatchLists, listId: string): WatchLists {
  const lists = held.lists.filter(({ id }) => id !== listId);
  const [other] = lists;
  if (other === undefined) return held;
  return { lists, shown: held.shown === listId ? other.id : held.shown };
}

/** Puts back a list that was taken away, to its place, and shows it. */
export function withListAt(held: WatchLists, list: WatchList, place: number): WatchLists {
  if (held.lists.some(({ id }) => id === list.id)) return held;
  return { lists: held.lists.toSpliced(place, 0, list), shown: list.id };
}
