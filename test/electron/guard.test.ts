import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { grantPermissions, type Permissions } from '#electron/guard.ts';

type Check = Parameters<Permissions['setPermissionCheckHandler']>[0];
type Request = Parameters<Permissions['setPermissionRequestHandler']>[0];

/** Every name that this Electron asks for, from its own types. */
function permissionsOf(handler: string): readonly string[] {
  const types = readFileSync(join(import.meta.dirname, '../../node_modules/electron/electron.d.ts'), 'utf8');
  const line = types.split('\n').find((text) => text.includes(`${handler}(handler: ((`)) ?? '';
  const names = /permission: ([^,]+),/.exec(line)?.[1] ?? '';
  return names.split(' | ').map((name) => name.replaceAll("'", ''));
}

/** What the page may do by both of Electron's handlers, as Electron calls them. */
function handlers() {
  const set: { check?: Check; request?: Request; device?: () => boolean } = {};
  grantPermissions({
    setPermissionCheckHandler: (handler) => void (set.check = handler),
    setPermissionRequestHandler: (handler) => void (set.request = handler),
    setDevicePermissionHandler: (handler) => void (set.device = handler),
  });
  return {
    check: (permission: string, origin: string, isMainFrame = true): boolean =>
      set.check?.(null, permission, origin, { isMainFrame, requestingUrl: origin }) ?? true,
    request(permission: string, url: string, isMainFrame = true): boolean {
      let granted = true;
      set.request?.(null, permission, (answer) => (granted = answer), {
        isMainFrame,
        requestingUrl: url,
      });
      return granted;
    },
    device: () => set.device?.() ?? true,
  };
}

const ours = 'app://tapedeck/';
const others = [
  '',
  'null',
  'https://evil.example/',
  'app://tapedeck.evil/',
  'app://other/',
  'file:///',
  'app://tapedeck:1/',
  'http://tapedeck/',
  'app://user@tapedeck/',
];

describe('of all that a page can ask for', () => {
  const asked = permissionsOf('setPermissionCheckHandler');

  it('the names are those of this Electron', () => {
    expect(asked).toEqual(permissionsOf('setPermissionRequestHandler'));
    expect(asked).toContain('clipboard-sanitized-write');
    expect(asked.length).toBeGreaterThan(30);
  });

  it('our page may copy, and nothing else', () => {
    const { check, request, device } = handlers();
    expect(asked.filter((permission) => check(permission, ours))).toEqual(['clipboard-sanitized-write']);
    expect(asked.filter((permission) => request(permission, `${ours}index.html#window=w1`))).toEqual([
      'clipboard-sanitized-write',
    ]);
    expect(device()).toBe(false);
  });

  it('nobody else may anything, nor a frame in our page', () => {
    const { check, request } = handlers();
    for (const permission of asked) {
      for (const origin of others) {
        expect([origin, check(permission, origin), request(permission, `${origin}index.html`)]).toEqual([
          origin,
          false,
          false,
        ]);
      }
      expect(check(permission, ours, false)).toBe(false);
      expect(request(permission, ours, false)).toBe(false);
    }
  });
});
