import { z } from 'zod';
import type { ValueRule } from './option-words.ts';

const flag = z.boolean();
const path = z.string().min(1);

const port = z.preprocess(
  (value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value),
  z.number().int().min(0).max(65_535),
);

function addressOf(...protocols: readonly string[]) {
  return z.string().refine((text) => {
    const url = URL.parse(text);
    return url !== null && protocols.includes(url.protocol) && url.username === '' && url.password === '';
  });
}

export type Option = {
  readonly name: string;
  /** What stands after the option; without one it is a flag. */
  readonly value?: string;
  readonly help: string;
  readonly schema: z.ZodType;
  /** What the schema asks, in words. */
  readonly rule: ValueRule;
  /** Says what to run instead of the program, or where the file is: no field of the file. */
  readonly notInFile?: true;
};

/** Every option by its field's name: `--no-open` is the variable TAPEDECK_NO_OPEN and the field `noOpen`. */
export const options = {
  browser: {
    name: 'browser',
    help: 'Use the browser shell even where Electron is installed.',
    schema: flag,
    rule: 'flag',
  },
  noOpen: {
    name: 'no-open',
    help: 'Do not open the browser; the address is printed all the same.',
    schema: flag,
    rule: 'flag',
  },
  port: {
    name: 'port',
    value: 'N',
    help: 'The port on 127.0.0.1 for the browser shell; 0 takes that of the last time if it is free, else another (the default).',
    schema: port,
    rule: 'port',
  },
  workspaces: {
    name: 'workspaces',
    value: 'DIR',
    help: 'The folder that holds the workspaces; it is made if it is not there.',
    schema: path,
    rule: 'folder',
  },
  demo: { name: 'demo', help: 'Go straight into the demo workspace.', schema: flag, rule: 'flag' },
  binanceRestUrl: {
    name: 'binance-rest-url',
    value: 'URL',
    help: "The base address of Binance's REST interface.",
    schema: addressOf('https:', 'http:'),
    rule: 'restAddress',
  },
  binanceStreamUrl: {
    name: 'binance-stream-url',
    value: 'URL',
    help: "The base address of Binance's market streams.",
    schema: addressOf('wss:', 'ws:'),
    rule: 'streamAddress',
  },
  binanceApiUrl: {
    name: 'binance-api-url',
    value: 'URL',
    help: "The address of Binance's WebSocket API, which tells what becomes of orders.",
    schema: addressOf('wss:', 'ws:'),
    rule: 'streamAddress',
  },
  geminiRestUrl: {
    name: 'gemini-rest-url',
    value: 'URL',
    help: "The base address of Gemini's REST interface.",
    schema: addressOf('https:', 'http:'),
    rule: 'restAddress',
  },
  geminiSocketUrl: {
    name: 'gemini-socket-url',
    value: 'URL',
    help: "The address of Gemini's socket, which tells of markets and of what becomes of orders.",
    schema: addressOf('wss:', 'ws:'),
    rule: 'streamAddress',
  },
  krakenRestUrl: {
    name: 'kraken-rest-url',
    value: 'URL',
    help: "The base address of Kraken's REST interface.",
    schema: addressOf('https:', 'http:'),
    rule: 'restAddress',
  },
  krakenSocketUrl: {
    name: 'kraken-socket-url',
    value: 'URL',
    help: "The address of Kraken's socket of market data.",
    schema: addressOf('wss:', 'ws:'),
    rule: 'streamAddress',
  },
  krakenPrivateUrl: {
    name: 'kraken-private-url',
    value: 'URL',
    help: "The address of Kraken's private socket, which tells what becomes of orders.",
    schema: addressOf('wss:', 'ws:'),
    rule: 'streamAddress',
  },
  coinbaseRestUrl: {
    name: 'coinbase-rest-url',
    value: 'URL',
    help: "The base address of Coinbase's REST interface.",
    schema: addressOf('https:', 'http:'),
    rule: 'restAddress',
  },
  coinbaseSocketUrl: {
    name: 'coinbase-socket-url',
    value: 'URL',
    help: "The address of Coinbase's socket of market data.",
    schema: addressOf('wss:', 'ws:'),
    rule: 'streamAddress',
  },
  coinbaseUserUrl: {
    name: 'coinbase-user-url',
    value: 'URL',
    help: "The address of Coinbase's socket of an account, which tells what becomes of orders.",
    schema: addressOf('wss:', 'ws:'),
    rule: 'streamAddress',
  },
  logLevel: {
    name: 'log-level',
    value: 'LEVEL',
    help: 'What the log file holds: error, warn, info (the default).',
    schema: z.enum(['error', 'warn', 'info']),
    rule: 'logLevel',
  },
  config: {
    name: 'config',
    value: 'FILE',
    help: 'A JSON file with these options; the default is config.json in the workspaces folder, if it is there. That of a folder which --workspaces names may name no address.',
    schema: path,
    rule: 'file',
    notInFile: true,
  },
  help: { name: 'help', help: 'Print this and end.', schema: flag, rule: 'flag', notInFile: true },
  version: {
    name: 'version',
    help: 'Print the version and end.',
    schema: flag,
    rule: 'flag',
    notInFile: true,
  },
} as const satisfies Record<string, Option>;

export type Field = keyof typeof options;

export const fields: readonly Field[] = [
  'browser',
  'noOpen',
  'port',
  'workspaces',
  'demo',
  'binanceRestUrl',
  'binanceStreamUrl',
  'binanceApiUrl',
  'geminiRestUrl',
  'geminiSocketUrl',
  'krakenRestUrl',
  'krakenSocketUrl',
  'krakenPrivateUrl',
  'coinbaseRestUrl',
  'coinbaseSocketUrl',
  'coinbaseUserUrl',
  'logLevel',
  'config',
  'help',
  'version',
];

export function optionOf(field: Field): Option {
  return options[field];
}

export function variableOf(field: Field): string {
  return `TAPEDECK_${options[field].name.replaceAll('-', '_').toUpperCase()}`;
}

export function helpText(): string {
  const rows = fields.map((field) => {
    const { name, value, help } = optionOf(field);
    return {
      usage: value === undefined ? `--${name}` : `--${name} ${value}`,
      help,
      variable: variableOf(field),
    };
  });
  const width = Math.max(...rows.map(({ usage }) => usage.length));
  const indent = ' '.repeat(width + 4);
  const lines = rows.map(
    ({ usage, help, variable }) => `  ${usage.padEnd(width)}  ${help}\n${indent}${variable}`,
  );
  return [
    'Usage: npm start -- [options]',
    '',
    'Tapedeck, a local-first trading workstation.',
    '',
    'Options, each with its environment variable. A field of the config file has the name in camel case',
    '(--no-open is "noOpen": true). The command line wins over the environment, and that over the file.',
    '',
    ...lines,
    '',
  ].join('\n');
}
