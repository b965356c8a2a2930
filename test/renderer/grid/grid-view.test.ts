import { describe, expect, it } from 'vitest';
import { initialView, orderOf, visibilityOf, withMoved, withoutGone } from '#renderer/grid/grid-view.ts';

const columns = [{ id: 'time' }, { id: 'symbol' }, { id: 'side' }, { id: 'id', offByDefault: true }];

describe('orderOf', () => {
  it('keeps the stored order, drops what is gone and puts what is new behind its neighbour', () => {
    expect(orderOf(columns, ['side', 'gone', 'time'])).toEqual(['side', 'id', 'time', 'symbol']);
  });

  it('is the order of the columns where nothing is stored', () => {
    expect(orderOf(columns, [])).toEqual(['time', 'symbol', 'side', 'id']);
  });
});

describe('visibilityOf', () => {
  it('follows the user before the default', () => {
    expect(visibilityOf(columns, { time: false })).toEqual({
      time: false,
      symbol: true,
      side: true,
      id: false,
    });
    expect(visibilityOf(columns, { id: true })['id']).toBe(true);
  });
});

describe('withMoved', () => {
  it('gives the moved column the place of the other, in both directions', () => {
    expect(withMoved(['a', 'b', 'c'], 'a', 'c')).toEqual(['b', 'c', 'a']);
    expect(withMoved(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b']);
  });

  it('moves nothing by a name that is not there', () => {
    expect(withMoved(['a', 'b'], 'x', 'a')).toEqual(['a', 'b']);
    expect(withMoved(['a', 'b'], 'a', 'x')).toEqual(['a', 'b']);
  });
});

describe('withoutGone', () => {
  const initial = { id: 'time', descending: true };
  const view = { ...initialView(initial), filters: { side: 'BUY', account: 'a1' } };

  it('narrows by no column that is not there', () => {
    expect(withoutGone(view, columns, initial).filters).toEqual({ side: 'BUY' });
    expect(withoutGone(view, [...columns, { id: 'account' }], initial).filters).toEqual(view.filters);
  });

  it('sorts as it first did where the column that it was sorted by is not there', () => {
    const bySide = { id: 'side', descending: false };
    const sorted = (id: string) =>
      withoutGone({ ...view, sort: { id, descending: false } }, columns, initial);
    expect(sorted('account').sort).toEqual(initial);
    expect(sorted('side').sort).toEqual(bySide);
  });
});
