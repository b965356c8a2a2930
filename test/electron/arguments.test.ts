import { describe, expect, it } from 'vitest';
import { ownArguments } from '#electron/arguments.ts';

function packaged(...given: readonly string[]) {
  return ownArguments(['/opt/Tapedeck/tapedeck', ...given], true);
}

describe('a packaged program', () => {
  it.each([
    '--inspect',
    '--inspect=127.0.0.1:9229',
    '--inspect-brk',
    '--inspect-wait=0',
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '-remote-debugging-port=9222',
    '/remote-debugging-port=9222',
    '--js-flags=--allow-natives-syntax',
    '--no-sandbox',
    '--disable-web-security',
    '--disable-gpu-sandbox',
    '--disable-site-isolation-trials',
    '--enable-blink-features=All',
    '--allow-file-access-from-files',
    '--proxy-server=evil.example:8080',
    '--user-data-dir=/tmp/other',
  ])('refuses %s, and says so by its name alone', (argument) => {
    const { own, refused } = packaged(argument, '--demo');
    expect(refused).toEqual([argument.split('=')[0]]);
    expect(own).toEqual(['--demo']);
  });

  it.each([
    '--ozone-platform=wayland',
    '--force-device-scale-factor=1.5',
    '--disable-gpu',
    '--lang=de',
    '--password-store=gnome-libsecret',
    '--original-process-start-time=13300000000000000',
    '-psn_0_12345',
  ])('takes %s, which the system or the trader gives', (argument) => {
    expect(packaged(argument, '--port', '1')).toEqual({ own: ['--port', '1'], refused: [] });
  });

  it('leaves what it does not know to the options, which name it', () => {
    expect(packaged('--host-rules=MAP * evil.example', '/home/ada/tapes')).toEqual({
      own: ['--host-rules=MAP * evil.example', '/home/ada/tapes'],
      refused: [],
    });
  });
});

it('one that is being worked on can be debugged', () => {
  expect(ownArguments(['electron', '/src/tapedeck', '--inspect', '--demo'], false)).toEqual({
    own: ['--demo'],
    refused: [],
  });
});
