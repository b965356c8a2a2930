// Where Electron's binary is. The npm package holds none: its install.js downloads it, outside npm.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './setup.mjs';

const home = join(root, 'node_modules', 'electron');

/** The path of the installed binary, or undefined. Downloads nothing, unlike `import 'electron'`. */
export function findElectron() {
  const pathFile = join(home, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron';
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(home, 'dist'), name);
  return existsSync(path) ? path : undefined;
}

/** Why Electron cannot show a window here, or undefined when it can. */
export function electronObstacle() {
  if (process.platform !== 'linux') return undefined;
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no display';
  if (process.getuid?.() === 0) return 'its sandbox does not run as root';
  return undefined;
}
