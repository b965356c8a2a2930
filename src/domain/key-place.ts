/** As long as the system's keychain keeps it, or until the program ends. */
export const keyPlaces = ['keychain', 'session'] as const;
export type KeyPlace = (typeof keyPlaces)[number];
