import type { WebSocket } from 'ws';

import type { Faults } from '#test/venues/faults.ts';

/** A client that reads so much too slowly is cut off. */
const mostWaiting = 16 * 2 ** 20;

export type FrameSender = (kind: string, text: string) => void;

/** Sends frames to one socket, each as its fault has it. */
export function createFrameSender(socket: WebSocket, faults: Faults): FrameSender {
  let held: string[] = [];

  function send(text: string): void {
    if (socket.bufferedAmount > mostWaiting) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.send(text);
  }

  return (kind, text) => {
    const fault = faults.ofFrame(kind);
    if (fault === 'dropped') return;
    if (fault === 'after the next') {
      held.push(text);
      return;
    }
    send(text);
    if (fault === 'twice') send(text);
    const late = held;
    held = [];
    for (const one of late) send(one);
  };
}
