import { create } from 'zustand';

export type Announcement = {
  readonly id: number;
  readonly text: string;
  /** Interrupts what is being read out. */
  readonly urgent: boolean;
};

const kept = 20;

/** What is said to those who do not see the screen, newest last. */
export const useAnnouncementStore = create<readonly Announcement[]>()(() => []);

export function announce(text: string, urgent = false): void {
  useAnnouncementStore.setState(
    (said) => [...said, { id: (said.at(-1)?.id ?? 0) + 1, text, urgent }].slice(-kept),
    true,
  );
}

/** What was said before amounts were hidden still names them. */
export function forgetAnnouncements(): void {
  useAnnouncementStore.setState([], true);
}
