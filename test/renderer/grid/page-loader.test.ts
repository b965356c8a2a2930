import { describe, expect, it } from 'vitest';
import { createPageLoader, fetchAll, type FetchPage } from '#renderer/grid/page-loader.ts';

const numbers = Array.from({ length: 7 }, (_, index) => index);

/** Pages of `numbers`, whose cursor is the next index. */
const fetchNumbers: FetchPage<number> = ({ limit, after = '0' }) => {
  const from = Number(after);
  const next = from + limit < numbers.length ? String(from + limit) : undefined;
  return Promise.resolve({
    ok: true,
    value: { rows: numbers.slice(from, from + limit), next, total: numbers.length, exact: true },
  });
};

const lost: FetchPage<number> = () => Promise.resolve({ ok: false, error: { code: 'DISCONNECTED' } });

describe('createPageLoader', () => {
  it('goes from page to page until there is none', async () => {
    const loader = createPageLoader(fetchNumbers);
    await loader.loadMore(3);
    expect(loader.store.getState()).toMatchObject({ rows: [0, 1, 2], total: 7, complete: false });
    await loader.loadMore(3);
    await loader.loadMore(3);
    await loader.loadMore(3);
    expect(loader.store.getState()).toMatchObject({ rows: numbers, complete: true, loading: false });
  });

  it('asks once when it is told twice', async () => {
    const loader = createPageLoader(fetchNumbers);
    await Promise.all([loader.loadMore(3), loader.loadMore(3)]);
    expect(loader.store.getState().rows).toEqual([0, 1, 2]);
  });

  it('keeps what it has when a page fails, and goes on from there when told again', async () => {
    let fails = false;
    const loader = createPageLoader<number>((request) => (fails ? lost(request) : fetchNumbers(request)));
    await loader.loadMore(3);
    fails = true;
    await loader.loadMore(3);
    expect(loader.store.getState()).toMatchObject({
      rows: [0, 1, 2],
      problem: { code: 'DISCONNECTED' },
      loading: false,
    });
    fails = false;
    await loader.loadMore(4);
    expect(loader.store.getState()).toMatchObject({ rows: numbers, problem: undefined, complete: true });
  });
});

describe('fetchAll', () => {
  it('brings every page', async () => {
    expect(await fetchAll(fetchNumbers, 2)).toEqual({ ok: true, value: numbers });
  });

  it('brings nothing rather than a part', async () => {
    expect(await fetchAll(lost, 2)).toEqual({ ok: false, error: { code: 'DISCONNECTED' } });
  });
});
