import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ToSpec } from '#test/electron/stand-in/messages.ts';

const root = join(import.meta.dirname, '../..');

test('options that make no sense are told in a box: by its icon it is started without a terminal', async () => {
  test.skip(test.info().project.name !== 'stand-in', 'asked of the stand-in');
  const program = spawn(
    process.execPath,
    [
      '--import',
      join(root, 'test/electron/stand-in/register.ts'),
      join(root, 'out/main/electron.js'),
      '--workspaces',
      test.info().outputPath('workspaces'),
      '--port',
      'x',
      '--demp',
    ],
    { stdio: ['ignore', 'inherit', 'ignore', 'ipc'] },
  );
  const told: ToSpec[] = [];
  program.on('message', (message: ToSpec) => told.push(message));
  const [code] = await once(program, 'exit');
  expect(code).toBe(2);
  expect(told).toEqual([
    {
      type: 'errorBox',
      title: 'Tapedeck cannot start',
      content: 'unknown option --demp; did you mean --demo?\n--port must be a whole number from 0 to 65535',
    },
  ]);
});
