/** The built program in a process of its own, and the screen's end of its loopback socket. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';

import { type Client, connect } from '#src/transport/connect.ts';
import type { MessageSocket } from '#src/transport/message-socket.ts';

const root = join(import.meta.dirname, '../..');
const main = join(root, 'out/main/main.js');

/** Longer than anything takes on a busy machine: whoever waits so long waits for ever. */
const hangLimit = 30_000;

export type Ending = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
};

export type Program = {
  readonly processId: number;
  /** The address to sign in with; undefined when it ended before it had one. */
  readonly ready: Promise<string | undefined>;
  readonly ended: Promise<Ending>;
  kill(): Promise<void>;
  /** As a person ends it. */
  stop(): Promise<Ending>;
};

export type StartOptions = {
  /** What runs the program instead of starting it directly: a command and its first arguments. */
  readonly under?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

export function startProgram(workspaces: string, { under = [], environment }: StartOptions = {}): Program {
  if (!existsSync(main)) throw new Error('there is no built program: run `npm run build` first');
  const own = [process.execPath, main, '--no-open', '--port', '0', '--workspaces', workspaces];
  const [command = '', ...args] = [...under, ...own];
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const ended = endingOf(child);
  return {
    processId: child.pid ?? 0,
    ready: readyAddress(child),
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      return withinLimit('the program to end', ended).finally(() => child.kill('SIGKILL'));
    },
  };
}

/** A signed-in screen; undefined when the program ended first. `onFault` hears of a broken contract. */
export async function openScreen(
  program: Program,
  onFault: (fault: Error) => void,
): Promise<Client | undefined> {
  const address = await withinLimit('the program to start', program.ready);
  if (address === undefined) return undefined;
  const { host, hash } = new URL(address);
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? '';
  const socket = new WebSocket(`ws://${host}/socket`, {
    headers: { Authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
  const signedIn = await new Promise<boolean>((resolve) => {
    socket.once('message', () => resolve(true));
    socket.once('close', () => resolve(false));
    socket.on('error', () => resolve(false));
  });
  return signedIn ? connect(messageSocket(socket), onFault) : undefined;
}

export async function withinLimit<Value>(what: string, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error(`a hang: waited ${hangLimit / 1000} s for ${what}`)),
      hangLimit,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function endingOf(child: ChildProcess): Promise<Ending> {
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => (errors += text.toString()));
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode, errors };
}

async function readyAddress(child: ChildProcess): Promise<string | undefined> {
  let output = '';
  return new Promise((resolve) => {
    child.stdout?.on('data', (text: Buffer) => {
      output += text.toString();
      const address = /^Tapedeck ready: (\S+)$/m.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('close', () => resolve(undefined));
  });
}

function messageSocket(socket: WebSocket): MessageSocket {
  return {
    send(text) {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    onMessage: (listener) =>
      void socket.on('message', (data) => listener(Buffer.isBuffer(data) ? data.toString() : '')),
    onClose: (listener) => void socket.on('close', (_code, reason) => listener(reason.toString())),
    close: () => socket.close(),
  };
}
