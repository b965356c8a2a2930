/** Small facts of the workspace as JSON text: layout, filters, drafts, preferences. */
export interface SettingsRepository {
  find(key: string): Promise<string | undefined>;
  set(key: string, json: string): Promise<void>;
  remove(key: string): Promise<void>;
}
