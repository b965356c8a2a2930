import { posix, win32 } from 'node:path';

export type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly currentFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Where the operating system wants a program's data. */
export function defaultWorkspacesFolder({ platform, home, environment }: Surroundings): string {
  switch (platform) {
    case 'win32':
      return win32.join(
        environment['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'),
        'Tapedeck',
        'workspaces',
      );
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'Tapedeck', 'workspaces');
    default: {
      // The XDG rules ask to ignore a relative path.
      const data = environment['XDG_DATA_HOME'];
      const base = data?.startsWith('/') === true ? data : posix.join(home, '.local', 'share');
      return posix.join(base, 'tapedeck', 'workspaces');
    }
  }
}
