import { z } from 'zod';
import { listOf } from './list.ts';
import { wholeText } from './ids.ts';

const appKey = z.string().regex(/^[\w.:-]{1,200}$/);
/** It may name an account and an instrument. */
const workspaceKey = wholeText(1_000);
const workspaceId = wholeText(255);

/** `app` settings hold for every workspace and without one: theme, density, keys. */
const appSetting = z.object({ scope: z.literal('app'), key: appKey });
/** Names its workspace, so that a late write never lands in another one. */
const workspaceSetting = z.object({ scope: z.literal('workspace'), workspaceId, key: workspaceKey });

/** UTF-16 units. The largest is an arrangement of many panels, a tenth of that. */
const longestSetting = 256 * 1024;
/** Text that no reader could take apart would be lost to the screen. */
const json = z.string().max(longestSetting).refine(isJson);
const mostKeys = 100;
/** UTF-16 units of the values of one answer; it has one at least. */
export const longestAnswer = 1024 * 1024;

/**
 * Where a value stands in the order of all writes of settings: of two values of one key the higher sequence is the
 * newer. Sequences of different epochs (starts of the core) do not compare.
 */
const version = { epoch: z.string(), sequence: z.number().int() };
export const settingVersion = z.object(version);
export type SettingVersion = z.infer<typeof settingVersion>;

export const settingRef = z.discriminatedUnion('scope', [appSetting, workspaceSetting]);
export type SettingRef = z.infer<typeof settingRef>;

export const settingsRequest = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('app'), keys: z.array(appKey).max(mostKeys) }),
  z.object({ scope: z.literal('workspace'), workspaceId, keys: z.array(workspaceKey).max(mostKeys) }),
]);

/** The values of those keys that have one, at least as new as the version says. */
export const settingsAnswer = z.object({
  ...version,
  values: listOf(z.object({ key: z.string(), json: z.string() })),
  /** Keys that had no more room in the answer: they are asked for again. */
  left: listOf(z.string()).optional(),
});

export const newSetting = z.discriminatedUnion('scope', [
  appSetting.extend({ json }),
  workspaceSetting.extend({ json }),
]);

export const settingChanged = z.object({ ...version, setting: newSetting });
export type SettingChanged = z.infer<typeof settingChanged>;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return text.isWellFormed();
  } catch {
    return false;
  }
}
