import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import {
  isDecimal,
  isFields,
  isId,
  isLevels,
  isZero,
  level,
  type Fields,
  type StreamMessage,
} from '#src/infrastructure/venues/market-messages.ts';

const depth = 'depthUpdate';

/** Reads one text frame of the market streams (developer.gemini.com/websocket/streams), which have no envelope. Never throws. */
export function parseStreamMessage(frame: string): StreamMessage {
  const fields = parsedExactly(frame);
  if (!isFields(fields)) return malformed(undefined, 'no object');
  if (fields['id'] !== undefined) return answerOf(fields);
  const symbol = typeof fields['s'] === 'string' ? fields['s'] : undefined;
  if (symbol === undefined) return { kind: 'other' };
  const read = eventOf(fields, symbol.toUpperCase());
  return read ?? malformed(fields['e'] === depth ? `${symbol}@depth@100ms` : symbol, 'unexpected fields');
}

function eventOf(fields: Fields, symbol: string): StreamMessage | undefined {
  if (fields['e'] === depth) return depthOf(fields, symbol);
  if (fields['e'] !== undefined) return { kind: 'other' };
  return fields['t'] === undefined ? bestOf(fields, symbol) : tradeOf(fields, symbol);
}

function answerOf({ id, status, error }: Fields): StreamMessage {
  const message = isFields(error) ? error['msg'] : undefined;
  const said = typeof message === 'string' ? message : `status ${String(status)}`;
  return { kind: 'answer', id: Number(id), refusal: status === '200' ? undefined : said };
}

/** The first id of a change is the last one before it; of what a book begins with both are the same. */
function depthOf({ U, u, E, b: bids, a: asks }: Fields, symbol: string): StreamMessage | undefined {
  const [before, lastId, time] = [numberOf(U), numberOf(u), millisecondsOf(E)];
  if (before === undefined || lastId === undefined || time === undefined) return undefined;
  if (!isLevels(bids) || !isLevels(asks) || before > lastId) return undefined;
  if (before === lastId) return { kind: 'start', symbol, lastUpdateId: lastId, bids, asks, time };
  return { kind: 'depth', symbol, firstId: before + 1, lastId, bids, asks, time };
}

function bestOf({ u, b, B, a, A }: Fields, symbol: string): StreamMessage | undefined {
  const updateId = numberOf(u);
  const [bid, bids, ask, asks] = [b, B, a, A].map((text) => (text === '' || text === undefined ? '0' : text));
  if (updateId === undefined) return undefined;
  if (!isDecimal(bid) || !isDecimal(bids) || !isDecimal(ask) || !isDecimal(asks)) return undefined;
  return { kind: 'best', symbol, updateId, bid: level(bid, bids), ask: level(ask, asks) };
}

function tradeOf({ t, p: price, q: quantity, m, E }: Fields, symbol: string): StreamMessage | undefined {
  const [tradeId, time] = [numberOf(t), millisecondsOf(E)];
  if (tradeId === undefined || time === undefined || typeof m !== 'boolean') return undefined;
  if (!isDecimal(price) || !isDecimal(quantity) || isZero(price) || isZero(quantity)) return undefined;
  // `m`: the buyer was the maker, so that the seller took.
  const aggressor = m ? 'SELL' : 'BUY';
  return { kind: 'trade', symbol, tradeId: String(tradeId), price, quantity, aggressor, time };
}

function numberOf(text: unknown): number | undefined {
  const value = typeof text === 'string' && /^\d{1,16}$/u.test(text) ? Number(text) : undefined;
  return isId(value) ? value : undefined;
}

/** Of nanoseconds, which no number holds. */
function millisecondsOf(text: unknown): number | undefined {
  return typeof text === 'string' && /^\d{7,20}$/u.test(text) ? numberOf(text.slice(0, -6)) : undefined;
}

function malformed(stream: string | undefined, reason: string): StreamMessage {
  return { kind: 'malformed', stream, reason };
}
