import { expect, test } from 'vitest';

import { InstrumentStream } from '#src/infrastructure/venues/instrument-stream.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { abc } from './feed-harness.ts';

const venueNow = 1_700_000_000_000;

test.each([-3_600_000, -2_000, 2_000, 3_600_000])(
  'a book is of the venue’s time alone, whatever the clock of this computer says (%d ms ahead)',
  (ahead) => {
    const stream = new InstrumentStream(abc, createFakeClock(venueNow + ahead), 1000, () => undefined);
    const snapshot = { lastUpdateId: 100, bids: [['99', '5']], asks: [['101', '5']] } as const;
    stream.snapshot(snapshot);
    // It has said none yet: every trade that comes is after it.
    expect(stream.book()?.time).toBe(0);
    const change = { kind: 'depth', symbol: 'ABCUSDT', bids: [], asks: [] } as const;
    stream.depth({ ...change, firstId: 101, lastId: 101, time: venueNow + 100 });
    expect(stream.book()?.time).toBe(venueNow + 100);
    stream.restart();
    stream.snapshot({ ...snapshot, lastUpdateId: 200 });
    expect(stream.book()?.time).toBe(venueNow + 100);
  },
);
