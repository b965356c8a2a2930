import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { textSocketOf } from '#src/infrastructure/http/text-socket.ts';

it('a connection that reads nothing is gone with all that waits for it as soon as it is closed', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  const sockets = new WebSocketServer({ server });
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const reader = connect(port ?? 0, '127.0.0.1');
  onTestFinished(() => void reader.destroy());
  reader.pause();
  reader.write(
    'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const webSocket = await new Promise<WebSocket>((resolve) => sockets.once('connection', resolve));
  const socket = textSocketOf(webSocket, 10);
  socket.send('x'.repeat(32 * 1024 * 1024));
  expect(socket.buffered()).toBeGreaterThan(16 * 1024 * 1024);
  const closed = new Promise<void>((resolve) => socket.onClose(() => resolve()));
  socket.close('the screen does not keep up');
  await closed;
  expect(webSocket.readyState).toBe(webSocket.CLOSED);
});
