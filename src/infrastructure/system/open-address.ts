import { spawn } from 'node:child_process';

/** Opens the system's browser; false where none could be started. Every user of the machine can read the address. */
export function openAddress(address: string): Promise<boolean> {
  const { command, args } = opener(address);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}

function opener(address: string): { readonly command: string; readonly args: readonly string[] } {
  switch (process.platform) {
    case 'darwin':
      return { command: 'open', args: [address] };
    case 'win32':
      return { command: 'rundll32', args: ['url.dll,FileProtocolHandler', address] };
    default:
      return { command: 'xdg-open', args: [address] };
  }
}
