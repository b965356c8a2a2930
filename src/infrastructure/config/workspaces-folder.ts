import { posix, win32 } from 'node:path';

export type Surroundings = {
  readonly platform: NodeJS.Platform;
  /** Absolute; undefined where neither the environment nor the system names one. */
  readonly home: string | undefined;
  readonly currentFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

/** Where the operating system wants a program's data. Undefined where it does not say: never in the current folder. */
export function defaultWorkspacesFolder({ platform, home, environment }: Surroundings): string | undefined {
  switch (platform) {
    case 'win32': {
      const { APPDATA: data } = environment;
      const base =
        data !== undefined && win32.isAbsolute(data) ? data : below(win32, home, 'AppData', 'Roaming');
      return below(win32, base, 'Tapedeck', 'workspaces');
    }
    case 'darwin':
      return below(posix, home, 'Library', 'Application Support', 'Tapedeck', 'workspaces');
    default: {
      // The XDG rules ask to ignore a relative path.
      const data = environment['XDG_DATA_HOME'];
      const base = data?.startsWith('/') === true ? data : below(posix, home, '.local', 'share');
      return below(posix, base, 'tapedeck', 'workspaces');
    }
  }
}

function below(
  path: typeof posix,
  folder: string | undefined,
  ...names: readonly string[]
): string | undefined {
  return folder === undefined ? undefined : path.join(folder, ...names);
}

/** The first of these that is a place of its own, wherever the program is started. */
export function homeAmong(
  finders: readonly (() => string)[],
  { isAbsolute }: Pick<typeof posix, 'isAbsolute'> = posix,
): string | undefined {
  for (const find of finders) {
    const home = homeOf(find);
    if (home !== undefined && isAbsolute(home)) return home;
  }
  return undefined;
}

/** Undefined for a user whom the system does not list, as there are in containers. */
function homeOf(find: () => string): string | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}
