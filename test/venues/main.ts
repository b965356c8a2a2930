import { parseArgs } from 'node:util';

import { units } from './exchange/units.ts';
import { sampleVenues } from './sample-venues.ts';

const usage = `npm run venue -- ${Object.keys(sampleVenues).join('|')} [--port 9080] [--seed 1] [--moves 10]

Starts a simulated venue on 127.0.0.1, with markets that move and an account with money of no worth.
  --port N    the port; 0 takes a free one
  --seed N    the same seed, the same markets, key and secret
  --moves N   how often a second each market moves; 0 lets them stand still
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '9080' },
    seed: { type: 'string', default: '1' },
    moves: { type: 'string', default: '10' },
    help: { type: 'boolean', default: false },
  },
});
const asked = positionals.join(' ');
const start = Object.entries(sampleVenues).find(([name]) => name === asked)?.[1];
const problem = problemOf();
if (values.help) process.stdout.write(usage);
else if (problem !== undefined || start === undefined) {
  const known = new Intl.ListFormat('en-GB').format(Object.keys(sampleVenues));
  const unknown = `There are simulated venues of ${known}, not of ${asked === '' ? 'nothing' : asked}.`;
  process.stderr.write(`${problem ?? unknown}\n\n${usage}`);
  process.exitCode = 2;
} else {
  await serve(start, Number(values.port), Number(values.moves));
}

function problemOf(): string | undefined {
  for (const [name, most] of [
    ['port', 65_535],
    ['seed', 2 ** 32 - 1],
    ['moves', 100],
  ] as const) {
    const value = values[name];
    if (!/^\d+$/.test(value) || Number(value) > most) {
      return `--${name} is a whole number from 0 to ${most}, not "${value}".`;
    }
  }
  return undefined;
}

async function serve(
  startVenue: (typeof sampleVenues)[keyof typeof sampleVenues],
  port: number,
  moves: number,
): Promise<void> {
  const venue = await startVenue(port, Number(values.seed)).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`The port ${port} cannot be had (${reason}). Take another one with --port.\n`);
    return undefined;
  });
  if (venue === undefined) {
    process.exitCode = 1;
    return;
  }
  const { exchange, mover, label, places, options } = venue;
  const move = () => {
    mover.step();
    exchange.clock.after(1000 / moves, move);
  };
  if (moves > 0) move();
  const symbols = exchange.instruments().map(({ symbol }) => symbol);
  const balances = exchange.ledger
    .balances('trader')
    .map(({ asset, free }) => `${free / units('1')} ${asset}`);
  process.stdout.write(`A simulated ${label} on this machine: nothing here is worth anything.

${places.map(([name, value]) => `  ${name.padEnd(15)}${value}\n`).join('')}
  npm start -- ${options}

Trades ${symbols.join(', ')}; the account has ${balances.join(', ')}.
Ctrl+C ends it, and forgets everything.
`);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
}

function end(): void {
  process.stdout.write('Ended.\n');
  process.exit(0);
}
