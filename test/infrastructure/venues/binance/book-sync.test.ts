import { join } from 'node:path';

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { instrumentId } from '#src/domain/ids.ts';
import { BookSync, type DepthSnapshot } from '#src/infrastructure/venues/book-sync.ts';
import { parseStreamMessage } from '#src/infrastructure/venues/binance/stream-messages.ts';
import type { DepthUpdate } from '#src/infrastructure/venues/market-messages.ts';
import { readRecordedSession, recordings, type Session } from '#test/venues/binance/session.ts';
import { createSyntheticSession } from '#test/venues/binance/synthetic-session.ts';
import { VenueBook } from '#test/venues/binance/venue-book.ts';

const instrument = instrumentId('binance:ABCUSDT');

function event(firstId: number, lastId = firstId, price = '10'): DepthUpdate {
  return {
    kind: 'depth',
    symbol: 'ABCUSDT',
    firstId,
    lastId,
    time: lastId,
    bids: [[price, String(lastId)]],
    asks: [],
  };
}

function snapshot(lastUpdateId: number): DepthSnapshot {
  return { lastUpdateId, bids: [['9', '1']], asks: [['11', '1']] };
}

/** The two best levels of each side around a price. */
function part(lastUpdateId: number, base: number): DepthSnapshot {
  return {
    lastUpdateId,
    bids: [
      [String(base - 1), '1'],
      [String(base - 2), '1'],
    ],
    asks: [
      [String(base + 1), '1'],
      [String(base + 2), '1'],
    ],
  };
}

function change(id: number, bids: [string, string][]): DepthUpdate {
  return { ...event(id), bids };
}

function marketOf(session: Session, symbol: string) {
  const text = session.snapshots.get(symbol) ?? '';
  const frames = session.frames.filter((frame) => frame.symbol === symbol && frame.isDepth);
  const events = frames
    .map((frame) => parseStreamMessage(frame.text))
    .filter((message) => message.kind === 'depth');
  const truth = new VenueBook(text);
  const first: DepthSnapshot = JSON.parse(text);
  return { frames, events, truth, first };
}

describe('the synchronisation of a book', () => {
  it('buffers, drops what the snapshot holds, and applies the rest', () => {
    const sync = new BookSync(instrument);
    for (const id of [5, 6, 7, 8]) expect(sync.update(event(id))).toBe(true);
    expect(sync.book()).toBeUndefined();
    expect(sync.snapshot(snapshot(6), 1)).toBe(true);
    expect(sync.book()?.updateId).toBe(8);
    expect(sync.counts()).toEqual({ applied: 2, dropped: 2, restarts: 0 });
  });

  it('applies an event that overlaps the snapshot', () => {
    const sync = new BookSync(instrument);
    sync.update(event(5, 9));
    expect(sync.snapshot(snapshot(7), 1)).toBe(true);
    expect(sync.book()?.updateId).toBe(9);
  });

  it('refuses a snapshot that is older than the first event', () => {
    const sync = new BookSync(instrument);
    sync.update(event(5));
    expect(sync.snapshot(snapshot(4), 1)).toBe(false);
    expect(sync.book()).toBeUndefined();
    expect(sync.snapshot(snapshot(5), 1)).toBe(true);
  });

  it('is synchronised by a snapshot in a silent market', () => {
    const sync = new BookSync(instrument);
    expect(sync.snapshot(snapshot(4), 1)).toBe(true);
    expect(sync.update(event(5))).toBe(true);
    expect(sync.book()?.bestBid()).toEqual(['10', '5']);
  });

  it('gives the book up at a gap and needs a snapshot that reaches the event after it', () => {
    const sync = new BookSync(instrument);
    sync.snapshot(snapshot(4), 1);
    expect(sync.update(event(6))).toBe(false);
    expect(sync.book()).toBeUndefined();
    expect(sync.update(event(7))).toBe(true);
    expect(sync.snapshot(snapshot(5), 1)).toBe(false);
    expect(sync.snapshot(snapshot(6), 1)).toBe(true);
    expect(sync.book()?.updateId).toBe(7);
    expect(sync.counts().restarts).toBe(1);
  });

  it('needs another snapshot when the buffer itself has a gap', () => {
    const sync = new BookSync(instrument);
    for (const id of [5, 6, 9]) sync.update(event(id));
    expect(sync.snapshot(snapshot(5), 1)).toBe(false);
    expect(sync.book()).toBeUndefined();
    expect(sync.snapshot(snapshot(9), 1)).toBe(true);
  });

  it('gives the book up at an event that is no book change', () => {
    const sync = new BookSync(instrument);
    sync.snapshot(snapshot(4), 1);
    expect(sync.update(event(5, 5, 'free'))).toBe(false);
    expect(sync.snapshot(snapshot(5), 1)).toBe(true);
  });

  it('refuses a snapshot with a bad level', () => {
    const sync = new BookSync(instrument);
    expect(sync.snapshot({ ...snapshot(4), bids: [['', '1']] }, 1)).toBe(false);
    expect(sync.book()).toBeUndefined();
  });

  it('is not held up for ever by one absurd id', () => {
    const sync = new BookSync(instrument);
    sync.snapshot(snapshot(4), 1);
    sync.update(event(9_000_000_000));
    const tries = Array.from({ length: 6 }, (_, index) => sync.snapshot(snapshot(10 + index), 1));
    expect(tries).toContain(true);
  });

  it('shows no level beyond those that a part of the book has told, and is renewed before the market leaves them', () => {
    const sync = new BookSync(instrument, 2);
    sync.snapshot(part(4, 10), 1);
    expect(sync.renews(2)).toBe(false);
    // What changes beyond is known, and what lies between is not.
    sync.update(change(5, [['5', '7']]));
    expect(sync.known()?.bids).toEqual([
      ['9', '1'],
      ['8', '1'],
    ]);
    sync.update(change(6, [['9', '0']]));
    expect(sync.known()?.bids).toEqual([['8', '1']]);
    expect(sync.renews(2)).toBe(true);
    // Once is enough until it comes, and the book goes on.
    expect(sync.renews(2)).toBe(false);
    sync.update(change(7, [['7.5', '3']]));
    sync.update(change(8, [['7.6', '3']]));
    expect(sync.known()?.updateId).toBe(8);
    // It is of before the last of them, which is applied to it again.
    expect(sync.snapshot(part(7, 9), 1)).toBe(true);
    expect(sync.known()?.bids).toEqual([
      ['8', '1'],
      ['7.6', '3'],
      ['7', '1'],
    ]);
    expect(sync.renews(2)).toBe(false);
  });

  it('is whole where the snapshot was: then a short side is a short market', () => {
    const sync = new BookSync(instrument, 1000);
    sync.snapshot(snapshot(4), 1);
    expect(sync.renews(50)).toBe(false);
  });

  it('ends as the venue does, whatever is lost, repeated or swapped on the way', () => {
    const { frames, events, first } = marketOf(createSyntheticSession({ depthFrames: 80 }), 'ABCUSDT');
    const fault = fc.record({
      at: fc.nat({ max: events.length - 2 }),
      kind: fc.constantFrom('drop', 'repeat', 'swap'),
    });
    fc.assert(
      fc.property(fc.array(fault, { maxLength: 12 }), (faults) => {
        const truth = new VenueBook(JSON.stringify(first));
        const sync = new BookSync(instrument);
        const delivered = events.map((update, index) => ({ update, index }));
        for (const { at, kind } of faults) {
          const here = delivered[at];
          const next = delivered[at + 1];
          if (here === undefined || next === undefined) continue;
          if (kind === 'drop') delivered.splice(at, 1);
          else if (kind === 'repeat') delivered.splice(at, 0, here);
          else delivered.splice(at, 2, next, here);
        }
        let played = 0;
        for (const { update, index } of delivered) {
          for (; played <= index; played += 1) truth.apply(frames[played]?.text ?? '');
          if (!sync.update(update) || sync.book() === undefined) sync.snapshot(truth.depth(), 1);
          expect(sync.book()?.updateId ?? truth.lastUpdateId).toBe(truth.lastUpdateId);
        }
        expect(sync.book()?.snapshot()).toMatchObject(levelsOf(truth));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps a synthetic market level by level', () => {
    const { frames, events, truth, first } = marketOf(createSyntheticSession(), 'ABCUSDT');
    const sync = new BookSync(instrument);
    for (const update of events) sync.update(update);
    expect(sync.snapshot(first, 1)).toBe(true);
    for (const { text } of frames) truth.apply(text);
    expect(sync.counts()).toEqual({ applied: 147, dropped: 3, restarts: 0 });
    expect(sync.book()?.snapshot()).toMatchObject({ ...levelsOf(truth), updateId: truth.lastUpdateId });
  });

  it.skipIf(recordings === undefined)('keeps the recorded market of NKNUSDT', () => {
    const session = readRecordedSession(join(recordings ?? '', 'binance'));
    const { frames, events, truth, first } = marketOf(session, 'NKNUSDT');
    const sync = new BookSync(instrument);
    expect(sync.update(events[0] ?? event(1))).toBe(true);
    expect(sync.snapshot(first, 1)).toBe(true);
    for (const update of events.slice(1)) expect(sync.update(update)).toBe(true);
    const book = sync.book();
    expect(sync.counts()).toEqual({ applied: 149, dropped: 1, restarts: 0 });
    expect(book?.updateId).toBe(499870179);
    expect(book?.bestBid()).toEqual(['0.35270000', '9602.00000000']);
    expect(book?.bestAsk()).toEqual(['0.35310000', '152.00000000']);
    expect([book?.bidCount, book?.askCount]).toEqual([614, 994]);
    for (const { text } of frames) truth.apply(text);
    expect(book?.snapshot()).toMatchObject(levelsOf(truth));
  });
});

function levelsOf(truth: VenueBook) {
  const { bids, asks } = truth.depth();
  return { bids, asks };
}
