/** A connection that carries texts whole and in order. What is sent after the close goes nowhere. */
export type MessageSocket = {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  /** Calls once, whichever side closed. */
  onClose(listener: (reason: string) => void): void;
  close(reason?: string): void;
};

/** The core's end also knows how far the screen is behind. */
export type PacedSocket = MessageSocket & {
  /** Characters or bytes that were sent and not yet taken. */
  buffered(): number;
  /** Calls whenever some of it was taken. */
  onDrain(listener: () => void): void;
};
