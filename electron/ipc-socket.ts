import type { IpcMain, IpcMainEvent, WebContents } from 'electron';
import type { PacedSocket } from '#src/transport/message-socket.ts';
import { channel, type FromScreen, type ToScreen } from './channel.ts';

const mostText = 4 * 1024 * 1024;

/** Gives each connection of the window's own page to `onSocket`; a newer one, or the page's end, closes the older. */
export function serveScreens(
  ipc: IpcMain,
  contents: WebContents,
  origin: string,
  onSocket: (socket: PacedSocket) => void,
  onRefused: (reason: string) => void,
): void {
  let current: ReturnType<typeof createIpcSocket> | undefined;

  function endCurrent(): void {
    current?.end('the page is gone');
    current = undefined;
  }

  function receive(event: IpcMainEvent, message: unknown): void {
    if (event.sender !== contents) return;
    if (event.senderFrame !== contents.mainFrame || event.senderFrame.origin !== origin) {
      return onRefused('a message came from another frame or origin');
    }
    if (!isFromScreen(message)) return onRefused('a message has a wrong shape');
    if (message.type === 'open') {
      endCurrent();
      current = createIpcSocket(contents, message.connection);
      onSocket(current.socket);
    } else if (message.connection === current?.connection) {
      current.receive(message);
    }
  }

  ipc.on(channel, receive);
  contents.on('render-process-gone', endCurrent);
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) endCurrent();
  });
  contents.once('destroyed', () => {
    ipc.off(channel, receive);
    endCurrent();
  });
}

function createIpcSocket(contents: WebContents, connection: number) {
  const messageListeners: ((text: string) => void)[] = [];
  const closeListeners: ((reason: string) => void)[] = [];
  const drainListeners: (() => void)[] = [];
  let buffered = 0;
  let open = true;

  function tell(message: ToScreen): void {
    if (open && !contents.isDestroyed()) contents.send(channel, message);
  }

  function end(reason: string): void {
    if (!open) return;
    open = false;
    for (const listener of closeListeners) listener(reason);
  }

  const socket: PacedSocket = {
    send(text) {
      buffered += text.length;
      tell({ type: 'text', connection, text });
    },
    onMessage: (listener) => void messageListeners.push(listener),
    onClose: (listener) => void closeListeners.push(listener),
    close(reason = '') {
      tell({ type: 'close', connection, reason });
      end(reason);
    },
    buffered: () => buffered,
    onDrain: (listener) => void drainListeners.push(listener),
  };

  function receive(message: FromScreen): void {
    if (message.type === 'close') end('the screen closed');
    else if (message.type === 'taken') {
      buffered -= message.length;
      for (const listener of drainListeners) listener();
    } else if (message.type === 'text') {
      if (open) for (const listener of messageListeners) listener(message.text);
    }
  }

  return { connection, socket, end, receive };
}

function isFromScreen(message: unknown): message is FromScreen {
  if (typeof message !== 'object' || message === null || !('type' in message) || !('connection' in message))
    return false;
  if (!Number.isSafeInteger(message.connection)) return false;
  switch (message.type) {
    case 'open':
    case 'close':
      return true;
    case 'text':
      return 'text' in message && typeof message.text === 'string' && message.text.length <= mostText;
    case 'taken':
      return 'length' in message && typeof message.length === 'number' && message.length >= 0;
    default:
      return false;
  }
}
