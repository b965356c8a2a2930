/** The built program behind its loopback server, with the trader's own tab signed in. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Client } from '#src/transport/connect.ts';
import { openScreen, startProgram } from '#test/faults/program.ts';
import { createGround } from '#test/faults/template.ts';

export type Door = {
  readonly port: number;
  readonly processId: number;
  readonly workspaces: string;
  /** The token that signs the next browser in. */
  token(): string;
  /** The head of what the server answers to these bytes; empty where it ends the connection, or says nothing for a second. */
  send(bytes: string): Promise<string>;
  /** True when the first message, or the header, signs in. */
  signIn(first: string | Buffer | undefined, headers?: Readonly<Record<string, string>>): Promise<boolean>;
  /** A call of the trader's own tab. */
  readonly call: Client['call'];
  /** Whether the trader's own tab is still served. */
  isTraderIn(): Promise<boolean>;
};

export async function openDoor() {
  const ground = createGround();
  const workspaces = await ground.fresh();
  const program = startProgram(workspaces);
  const screen = await openScreen(program, () => undefined);
  if (screen === undefined) throw new Error((await program.ended).errors);
  const port = Number(new URL((await program.ready) ?? '').port);

  const target: Door = {
    port,
    processId: program.processId,
    workspaces,
    token: () =>
      new URL(readFileSync(join(workspaces, 'sign-in-address'), 'utf8')).hash.slice('#token='.length),
    async send(bytes) {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.setTimeout(1000, () => socket.destroy());
      socket.on('data', (chunk: Buffer) => {
        answer += chunk.toString('latin1');
        if (answer.includes('\r\n\r\n')) socket.destroy();
      });
      socket.on('error', () => socket.destroy());
      socket.write(bytes);
      await once(socket, 'close');
      return answer;
    },
    signIn: (first, headers = { Origin: `http://127.0.0.1:${port}` }) => signInAt(port, first, headers),
    call: screen.call,
    isTraderIn: async () => (await screen.call('workspaces.list', {})).ok,
  };
  return {
    target,
    async close() {
      await program.kill();
      ground.clear();
    },
  };
}

function signInAt(
  port: number,
  first: string | Buffer | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers });
    socket.on('open', () => first !== undefined && socket.send(first));
    socket.on('message', (data: Buffer) => {
      resolve(data.includes('"session"'));
      socket.terminate();
    });
    socket.on('close', () => resolve(false));
    socket.on('error', () => resolve(false));
  });
}
