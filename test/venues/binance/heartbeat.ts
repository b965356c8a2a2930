import type { WebSocket } from 'ws';

import type { VenueClock } from '#test/venues/exchange/clock.ts';

const pingEveryMs = 20_000;
/** A minute's worth. */
const mostUnanswered = 3;
const lifeMs = 86_400_000;

/** A ping every 20 s; a connection without a pong for a minute ends, and so does one that is a day old. */
export function keepAlive(socket: WebSocket, clock: VenueClock): void {
  const opened = clock.now();
  let unanswered = 0;
  let callOff = clock.after(pingEveryMs, beat);

  function beat(): void {
    const now = clock.now();
    if (unanswered === mostUnanswered || now - opened >= lifeMs) {
      socket.terminate();
      return;
    }
    unanswered += 1;
    socket.ping(String(now));
    callOff = clock.after(pingEveryMs, beat);
  }

  socket.on('pong', () => {
    unanswered = 0;
  });
  socket.on('close', () => callOff());
}
