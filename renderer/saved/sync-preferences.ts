import type { SettingRef } from '#src/contract/settings.ts';
import { type Preferences, preferencesSchema, usePreferencesStore } from './preferences-store.ts';
import type { SettingKeeper } from './setting-keeper.ts';
import { nameOf, useSettingStore } from './setting-store.ts';

const preferences = Object.entries(preferencesSchema.shape).map(([name, schema]) => ({
  name,
  schema,
  ref: { scope: 'app', key: `preference.${name}` } satisfies SettingRef,
}));

/** Each preference is a setting by itself: a change of one says nothing of the others. Returns what ends it. */
export function startPreferencesSync(keeper: SettingKeeper): () => void {
  let applying = false;

  function apply(): void {
    const before = usePreferencesStore.getState();
    const after = storedPreferences(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    applying = true;
    usePreferencesStore.setState(after);
    applying = false;
  }

  const endFollowing = useSettingStore.subscribe(apply);
  const endWriting = usePreferencesStore.subscribe((state, before) => {
    if (applying) return;
    const [now, then] = [new Map(Object.entries(state)), new Map(Object.entries(before))];
    for (const { name, ref } of preferences) {
      if (now.get(name) !== then.get(name)) keeper.set(ref, now.get(name));
    }
  });
  keeper.follow(preferences.map(({ ref }) => ref));
  return () => {
    endFollowing();
    endWriting();
  };
}

/** A value that does not fit its own schema is its default; one that is not read yet is as it was. */
function storedPreferences(before: Preferences): Preferences {
  const slots = useSettingStore.getState();
  const stored = preferences.flatMap(({ name, schema, ref }) => {
    const slot = slots[nameOf(ref)];
    if (slot === undefined) return [];
    const parsed = schema.safeParse(slot.value);
    return [[name, parsed.success ? parsed.data : undefined] as const];
  });
  return preferencesSchema.parse({ ...before, ...Object.fromEntries(stored) });
}
