import { createStore, type StoreApi } from 'zustand';
import type { Result } from '#src/domain/result.ts';
import type { Failure } from '#renderer/core/failure.ts';

export type Page<Row> = {
  readonly rows: readonly Row[];
  readonly next?: string | undefined;
  readonly total: number;
  /** Whether there are no more than that. */
  readonly exact: boolean;
};
export type FetchPage<Row> = (request: {
  readonly limit: number;
  readonly after?: string;
}) => Promise<Result<Page<Row>, Failure>>;

export type LoadedPages<Row> = {
  readonly rows: readonly Row[];
  /** Everything there is, fetched or not; unknown before the first page. */
  readonly total: number | undefined;
  readonly exact: boolean;
  readonly complete: boolean;
  readonly loading: boolean;
  readonly problem: Failure | undefined;
};

export type PageLoader<Row> = {
  readonly store: StoreApi<LoadedPages<Row>>;
  /** Fetches the next page, unless one is on its way or there is none. */
  readonly loadMore: (limit: number) => Promise<void>;
};

/** Keyset pages of one fixed question, kept in the order in which they came. */
export function createPageLoader<Row>(fetchPage: FetchPage<Row>): PageLoader<Row> {
  const store = createStore<LoadedPages<Row>>()(() => ({
    rows: [],
    total: undefined,
    exact: true,
    complete: false,
    loading: false,
    problem: undefined,
  }));
  let next: string | undefined;

  async function loadMore(limit: number): Promise<void> {
    const { loading, complete } = store.getState();
    if (loading || complete) return;
    store.setState({ loading: true, problem: undefined });
    const page = await fetchPage(next === undefined ? { limit } : { limit, after: next });
    if (!page.ok) {
      store.setState({ loading: false, problem: page.error });
      return;
    }
    next = page.value.next;
    store.setState((state) => ({
      rows: [...state.rows, ...page.value.rows],
      total: page.value.total,
      exact: page.value.exact,
      complete: page.value.next === undefined,
      loading: false,
    }));
  }

  return { store, loadMore };
}

/** Every row of the question, page after page. */
export async function fetchAll<Row>(
  fetchPage: FetchPage<Row>,
  limit: number,
): Promise<Result<readonly Row[], Failure>> {
  const rows: Row[] = [];
  let after: string | undefined;
  do {
    const page = await fetchPage(after === undefined ? { limit } : { limit, after });
    if (!page.ok) return page;
    rows.push(...page.value.rows);
    after = page.value.next;
  } while (after !== undefined);
  return { ok: true, value: rows };
}
