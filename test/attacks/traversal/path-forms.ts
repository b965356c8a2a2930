/** Ways to write a path that leads out of a folder, for servers that decode, normalise or join what they are asked for. */

/** What is to mean "the folder above": plain, encoded once, twice and too long, and as other systems read it. */
const ups = [
  '..',
  '%2e%2e',
  '%2E.',
  '.%2e',
  '%252e%252e',
  '%25252e%25252e',
  '%c0%ae%c0%ae',
  '%c0%2e%c0%2e',
  '%e0%80%ae%e0%80%ae',
  '%f0%80%80%ae%f0%80%80%ae',
  '%u002e%u002e',
  '%uff0e%uff0e',
  '．．',
  '....',
  '.. ',
  '..%20',
  '..;',
  '..%00',
  '..%0d%0a',
  '..::$DATA',
] as const;

/** What is to mean "below it". */
const separators = [
  '/',
  '\\',
  '%2f',
  '%5c',
  '%252f',
  '%255c',
  '%c0%af',
  '%c1%9c',
  '%e0%80%af',
  '%u2215',
  '／',
  '//',
  '/./',
] as const;

const depths = [1, 4, 12] as const;

/** What there is outside of the folder of the screen, and of that of the workspaces. */
const targets = [
  ['etc', 'passwd'],
  ['main', 'main.js'],
  ['package.json'],
  ['sign-in-address'],
  ['trading', 'record.sqlite'],
] as const;

/** Names that a system takes for something else than the file of that name. */
const named = [
  '/etc/passwd',
  '//etc/passwd',
  '/proc/self/environ',
  '/dev/zero',
  'file:///etc/passwd',
  'C:\\Windows\\win.ini',
  'C:/Windows/win.ini',
  'C:win.ini',
  '\\Windows\\win.ini',
  '\\\\127.0.0.1\\C$\\Windows\\win.ini',
  '//127.0.0.1/C$/Windows/win.ini',
  '\\\\?\\C:\\Windows\\win.ini',
  '\\\\.\\C:\\Windows\\win.ini',
  '\\\\.\\pipe\\tapedeck',
  'CON',
  'NUL',
  'AUX.html',
  'COM1',
  'LPT1.js',
  'index.html::$DATA',
  'index.html:hidden',
  'INDEX~1.HTM',
  'index.html.',
  'index.html%20',
  'index.html%00.png',
  'index.html/..\\main\\main.js',
  '~/.ssh/id_rsa',
  '$HOME/.ssh/id_rsa',
  '%HOME%\\.ssh\\id_rsa',
  '.git/config',
  '.env',
];

export const pathForms: readonly string[] = [
  ...ups.flatMap((up) =>
    separators.flatMap((separator) =>
      depths.flatMap((depth) =>
        targets.map((target) => [...Array.from({ length: depth }, () => up), ...target].join(separator)),
      ),
    ),
  ),
  ...named,
];
