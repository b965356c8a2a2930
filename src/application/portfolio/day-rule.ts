import { isZone, type DayRule } from '#src/domain/trading-day.ts';
import type { SettingsRepository } from '#src/ports/settings-repository.ts';

const zoneKey = 'preference.dayZone';
const hourKey = 'preference.dayHour';
/** In the setting: the zone of this machine. */
const machine = 'local';

export function isDaySetting(key: string): boolean {
  return key === zoneKey || key === hourKey;
}

/** Where nothing is set, or nothing that can be used, the day begins at midnight where this machine is. */
export async function readDayRule(settings: Pick<SettingsRepository, 'find'>): Promise<DayRule> {
  const zone = valueOf(await settings.find(zoneKey));
  const hour = valueOf(await settings.find(hourKey));
  return {
    zone: typeof zone === 'string' && zone !== machine && isZone(zone) ? zone : machineZone(),
    hour: typeof hour === 'number' && Number.isInteger(hour) && hour >= 0 && hour < 24 ? hour : 0,
  };
}

function machineZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function valueOf(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
