import { app } from 'electron';
import { outsideLanguage } from '#src/composition/outside-words.ts';

/** What the system's own boxes say: before there is a page, or where it is the page that has gone. */
const words = {
  en: {
    cannotStart: 'Tapedeck cannot start',
    noDemo: 'The demo cannot be opened',
    stopped: 'Tapedeck has stopped',
    ok: 'OK',
    otherOptions: (options: string) => `Tapedeck is running already, without ${options} of this start.`,
    quitFirst:
      'The window shows what was open before. To use the other options, quit Tapedeck first, then start it again.',
    screenLost: 'The screen has stopped several times in a minute.',
    coreGoesOn: (reason: string) =>
      `Tapedeck itself goes on, and so do your orders. The last reason was “${reason}”; the log has all of them.`,
    loadAgain: 'Load the screen again',
    leave: 'Leave it',
  },
  de: {
    cannotStart: 'Tapedeck kann nicht starten',
    noDemo: 'Die Demo lässt sich nicht öffnen',
    stopped: 'Tapedeck wurde beendet',
    ok: 'OK',
    otherOptions: (options: string) => `Tapedeck läuft bereits, und zwar ohne ${options} aus diesem Start.`,
    quitFirst:
      'Das Fenster zeigt, was zuvor geöffnet war. Um die anderen Optionen zu verwenden, beenden Sie Tapedeck zuerst und starten Sie es dann neu.',
    screenLost: 'Die Oberfläche ist innerhalb einer Minute mehrmals abgestürzt.',
    coreGoesOn: (reason: string) =>
      `Tapedeck selbst läuft weiter, Ihre Orders auch. Der letzte Grund war „${reason}“; das Protokoll enthält alle.`,
    loadAgain: 'Oberfläche neu laden',
    leave: 'So lassen',
  },
} as const;

/** In the language of the system: the page's may be another. */
export function boxWords(): (typeof words)['en' | 'de'] {
  return words[outsideLanguage(app.getPreferredSystemLanguages())];
}
