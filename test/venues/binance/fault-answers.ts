import type { Canned } from '#test/venues/faults.ts';

function error(status: number, code: number, msg: string, headers: Canned['headers'] = {}): Canned {
  return { status, headers, body: JSON.stringify({ code, msg }) };
}

/** Answers that leave the fate of an order open. */
export const unknownOutcomes = {
  'HTML of a gateway': {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
  },
  unavailable: { status: 503, body: '' },
  'gateway time-out': { status: 504, headers: { 'content-type': 'text/html' }, body: '<html></html>' },
  unknown: error(500, -1000, 'An unknown error occurred while processing the request.'),
  disconnected: error(500, -1001, 'Internal error; unable to process your request. Please try again.'),
  unexpected: error(
    500,
    -1006,
    'An unexpected response was received from the message bus. Execution status unknown.',
  ),
  'time-out': error(
    504,
    -1007,
    'Timeout waiting for response from backend server. Send status unknown; execution status unknown.',
  ),
} satisfies Readonly<Record<string, Canned>>;

export function tooManyRequests(retryAfterSeconds: number): Canned {
  return error(
    429,
    -1003,
    'Too much request weight used; current limit is 6000 request weight per 1 MINUTE. Please use WebSocket Streams for live updates to avoid polling the API.',
    { 'retry-after': String(retryAfterSeconds) },
  );
}

export function banned(until: number, retryAfterSeconds: number): Canned {
  return error(
    418,
    -1003,
    `Way too much request weight used; IP banned until ${until}. Please use WebSocket Streams for live updates to avoid bans.`,
    { 'retry-after': String(retryAfterSeconds) },
  );
}
