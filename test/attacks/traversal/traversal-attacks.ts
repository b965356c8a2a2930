/** Paths that lead out, at everything that takes a name of a file or of a folder from outside. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { createAppProtocol, appOrigin } from '#electron/app-protocol.ts';
import { createScreenFiles } from '#src/infrastructure/http/screen-files.ts';
import { workspaceId } from '#test/faults/template.ts';
import { attackInjector, type Attack } from '../attack.ts';
import { openDoor, type Door } from '../door.ts';
import { namesIn } from '../left-behind.ts';
import { pathForms } from './path-forms.ts';

const screen = join(import.meta.dirname, '../../../out/renderer');

type Target = {
  readonly door: Door;
  /** Electron's own scheme for the screen's files. */
  readonly app: (request: Request) => Promise<Response>;
};

/** The folder that holds the screen's files has these names: a path to one of them leads nowhere else. */
const below = ['/', '/assets/', '/index.html/'] as const;

const atServer = pathForms.flatMap((form) =>
  below.map((from): Attack<Target> => {
    const path = `${from}${form}`;
    return {
      what: `the server asked for ${JSON.stringify(path)}`,
      async attempt({ door }) {
        const answer = await door.send(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\n\r\n`);
        const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? '';
        return /^(?:2|5)\d\d$/.test(status) ? `answered ${status}` : undefined;
      },
    };
  }),
);

const atScheme = pathForms.map((form): Attack<Target> => ({
  what: `app: asked for ${JSON.stringify(form)}`,
  async attempt({ app }) {
    const url = URL.parse(`${appOrigin}/${form}`);
    if (url === null) return undefined;
    const { status } = await app(new Request(url));
    return status === 404 ? undefined : `answered ${status}`;
  },
}));

/** As what it is to be decoded to, too: a call is not decoded. */
const names = [
  ...new Set([
    ...pathForms,
    ...pathForms.flatMap((form) => decoded(form) ?? []),
    '',
    '.',
    '..',
    './trading',
    'trading/.',
    'trading/',
    'trading\\',
    'TRADING/../trading',
    '../outside',
    'trading/../../outside',
    '..\\outside',
    '.settings',
    'exports',
  ]),
];

const asWorkspace = names.map((id): Attack<Target> => ({
  what: `a workspace called ${JSON.stringify(id)} opened`,
  attempt: ({ door }) => refused(door.call('workspaces.open', { id })),
}));

const asBackup = names.map((backupId): Attack<Target> => ({
  what: `a backup called ${JSON.stringify(backupId)} restored`,
  attempt: ({ door }) => refused(door.call('maintenance.restore', { backupId })),
}));

type Reply = Promise<
  { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: string } }
>;

async function refused(reply: Reply): Promise<string | undefined> {
  const answer = await reply;
  if (answer.ok) return 'it was done';
  // A fault of the program is none of the ways to say no.
  return answer.error.code === 'INTERNAL' ? 'a fault' : undefined;
}

function decoded(form: string): string | undefined {
  try {
    return decodeURIComponent(form);
  } catch {
    return undefined;
  }
}

export const traversals = attackInjector<Target>({
  name: 'traversal',
  what: 'paths that lead out of the folders of the screen and of the workspaces',
  attacks: [...atServer, ...atScheme, ...asWorkspace, ...asBackup],
  async open() {
    const { target: door, close } = await openDoor();
    const around = join(door.workspaces, '..');
    // What a path that leads out would find.
    cpSync(join(door.workspaces, workspaceId), join(around, 'outside'), { recursive: true });
    const opened = await door.call('workspaces.open', { id: workspaceId });
    if (!opened.ok) throw new Error('the right name opens nothing');
    const before = new Set(await namesIn(around));
    return {
      target: { door, app: createAppProtocol(createScreenFiles(screen)) },
      left: async () => (await namesIn(around)).filter((name) => !before.has(name)),
      close,
    };
  },
});
