import type { layout as english } from '#renderer/words/en/layout.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const layout: Translated<typeof english> = {
  title: 'Anordnungen',
  list: 'Die gesicherten Anordnungen',
  none: 'Noch keine. Ordnen Sie die Panels an, wie Sie sie wollen, und geben Sie der Anordnung einen Namen.',
  name: 'Name',
  actions: 'Was damit getan werden kann',
  saveAs: 'Jetzige Anordnung sichern als',
  saveMeaning:
    'Für jeden Arbeitsbereich: die Panels, ihre Plätze, Verknüpfungen und Symbole. Ihr Befehl kann eine Taste haben.',
  save: 'Sichern',
  use: 'Anwenden',
  replace: 'Ersetzen',
  export: 'Exportieren',
  delete: 'Löschen',
  import: 'Anordnung aus einer Datei',
  useOf: '{name} anwenden',
  replaceOf: '{name} durch die jetzige Anordnung ersetzen',
  exportOf: '{name} exportieren',
  deleteOf: '{name} löschen',
  nameTaken: '„{name}“ gibt es schon. Geben Sie einen anderen Namen oder ersetzen Sie sie in der Liste.',
  tooMany: 'Mehr als {count} Anordnungen werden nicht gesichert. Löschen Sie zuerst eine.',
  notALayout:
    '„{name}“ ist keine Anordnung, die Tapedeck exportiert hat, oder enthält kein Panel dieser Version. Es wurde nichts geändert.',
  leftOut: '„{name}“ ist gesichert. Diese ihrer Panels hat diese Version nicht, sie bleiben weg: {panels}.',
  replaced: '„{name}“ wurde durch die jetzige Anordnung ersetzt',
  used: 'Die Panels sind angeordnet wie in „{name}“',
  unusable: '„{name}“ ist nicht verwendbar',
  unusableMeaning:
    'Sie enthält kein Panel dieser Version oder was eine andere Version geschrieben hat. Die Panels sind, wie sie waren.',
  deleted: '„{name}“ ist gelöscht',
  windowBlocked: 'Das Fenster wurde nicht geöffnet',
  windowBlockedRemedy:
    'Der Browser hat es blockiert. Erlauben Sie Pop-ups für diese Adresse und öffnen Sie es erneut.',
  arrangedAsAtFirst: 'Die Panels sind wie am Anfang angeordnet',
};
