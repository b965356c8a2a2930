import type { WebSocket } from 'ws';

/** A web socket as the transport wants it. */
export type TextSocket = {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: (reason: string) => void): void;
  close(reason?: string): void;
  buffered(): number;
  onDrain(listener: () => void): void;
};

const policyViolation = 1008;
/** A close frame holds 123 bytes of reason. */
const longestReason = 120;
/** Bytes before it. */
const longestFarewell = 1024 * 1024;

export function textSocketOf(webSocket: WebSocket, messagesPerSecond: number): TextSocket {
  const drainListeners: (() => void)[] = [];
  let second = 0;
  let messages = 0;

  function drained(): void {
    for (const listener of drainListeners) listener();
  }

  /** Where very much waits, the reason would be read behind it or never: what waits is let go with the connection. */
  function close(reason = ''): void {
    if (webSocket.bufferedAmount > longestFarewell) webSocket.terminate();
    else webSocket.close(policyViolation, reason.slice(0, longestReason));
  }

  function tooFast(): boolean {
    const now = Math.floor(performance.now() / 1000);
    messages = now === second ? messages + 1 : 1;
    second = now;
    return messages > messagesPerSecond;
  }

  return {
    // Bytes beside the frame's head go out faster than a text does.
    send: (text) => webSocket.send(Buffer.from(text), { binary: false }, drained),
    onMessage(listener) {
      webSocket.on('message', (data, isBinary) => {
        if (webSocket.readyState !== webSocket.OPEN) return;
        if (isBinary || !Buffer.isBuffer(data)) close('binary messages are not understood');
        else if (tooFast()) close('too many messages');
        else listener(data.toString());
      });
    },
    onClose(listener) {
      webSocket.on('close', (_code, reason) => listener(reason.toString()));
    },
    close,
    buffered: () => webSocket.bufferedAmount,
    onDrain(listener) {
      drainListeners.push(listener);
    },
  };
}
