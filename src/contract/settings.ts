import { z } from 'zod';
import { listOf } from './list.ts';
import { idText } from './values.ts';

/** `app` settings hold for every workspace and without one: theme, density, keys. */
const appSetting = z.object({ scope: z.literal('app'), key: idText });
/** Names its workspace, so that a late write never lands in another one. */
const workspaceSetting = z.object({ scope: z.literal('workspace'), workspaceId: idText, key: idText });

const json = z.string().max(1_000_000);
const mostKeys = 100;

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
  z.object({ scope: z.literal('app'), keys: z.array(idText).max(mostKeys) }),
  z.object({ scope: z.literal('workspace'), workspaceId: idText, keys: z.array(idText).max(mostKeys) }),
]);

/** The values of those keys that have one, at least as new as the version says. */
export const settingsAnswer = z.object({ ...version, values: listOf(z.object({ key: idText, json })) });

export const newSetting = z.discriminatedUnion('scope', [
  appSetting.extend({ json }),
  workspaceSetting.extend({ json }),
]);

export const settingChanged = z.object({ ...version, setting: newSetting });
export type SettingChanged = z.infer<typeof settingChanged>;
