import { join } from 'node:path';
import { OrderBook } from '#src/domain/book.ts';
import { instrumentId } from '#src/domain/ids.ts';
import { parseStreamMessage } from '#src/infrastructure/venues/binance/stream-messages.ts';
import { readRecordedSession, recordings } from '#test/venues/binance/session.ts';
import { createSyntheticSession } from '#test/venues/binance/synthetic-session.ts';
import { inTurns, type Figure } from '../figure.ts';

const repeats = 200;

/** Parsing and applying depth frames with exact text, against JSON.parse alone of the same frames. */
export async function measureBook(): Promise<readonly Figure[]> {
  const session =
    recordings === undefined ? createSyntheticSession() : readRecordedSession(join(recordings, 'binance'));
  const frames = session.frames.filter((frame) => frame.isDepth);
  const books = new Map(
    frames.map(({ symbol }) => [symbol, new OrderBook(instrumentId(`binance:${symbol}`))]),
  );
  const count = frames.length * repeats;
  const { ours, raw, ratio } = await inTurns(
    9,
    () => {
      for (let turn = 0; turn < repeats; turn += 1) {
        for (const { symbol, text } of frames) {
          const message = parseStreamMessage(text);
          if (message.kind !== 'depth') throw new Error(`a depth frame read as ${message.kind}`);
          books.get(symbol)?.apply(message.lastId, message.bids, message.asks, 0);
        }
      }
    },
    () => {
      for (let turn = 0; turn < repeats; turn += 1) for (const { text } of frames) JSON.parse(text);
    },
  );
  return [
    {
      name: `book update, ${recordings === undefined ? 'synthetic' : 'recorded'} frames`,
      value: (count / ours) * 1000,
      unit: 'frames/s',
      baseline: (count / raw) * 1000,
      ratio: 1 / ratio,
      goal: '>= 0.5 of JSON.parse alone',
      pass: 1 / ratio >= 0.5,
    },
  ];
}
