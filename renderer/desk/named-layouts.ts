import { freeName } from '#renderer/saved/free-name.ts';
import { z } from 'zod';
import { isPanelType } from './links/panel-store.ts';
import { readLayout, unknownPanels } from './saved-layout.ts';

export const mostLayouts = 20;
export const longestName = 60;
/** Of one as text: all of them are one setting, which the core takes up to a million characters of. */
const longestLayout = 40_000;
const fileType = 'tapedeck-layout';

const oneLine = /^[^\p{Cc}]+$/u;
const nameSchema = z.string().trim().min(1).max(longestName).regex(oneLine);
/** Read where it is used: one of another version keeps what it can. */
const layoutSchema = z.unknown();

/** Arrangements that the trader gave names, for every workspace, in the order in which they were kept first. */
export const namedLayouts = z.array(z.object({ name: nameSchema, layout: layoutSchema })).max(mostLayouts);
export type NamedLayouts = z.infer<typeof namedLayouts>;
export type NamedLayout = NamedLayouts[number];

const fileSchema = z.object({ type: z.literal(fileType), name: nameSchema, layout: layoutSchema });

/** What stands under the name from now on, in its place if there was one. */
export function withLayout(held: NamedLayouts, kept: NamedLayout): NamedLayouts {
  const isThere = held.some(({ name }) => name === kept.name);
  return isThere ? held.map((other) => (other.name === kept.name ? kept : other)) : [...held, kept];
}

export function withoutLayout(held: NamedLayouts, gone: string): NamedLayouts {
  return held.filter(({ name }) => name !== gone);
}

/** Put back where it was. */
export function withLayoutAt(held: NamedLayouts, kept: NamedLayout, index: number): NamedLayouts {
  return held.some(({ name }) => name === kept.name) ? held : held.toSpliced(index, 0, kept);
}

/** As a file for another desk. Accounts and portfolios are this one's: their ids say nothing there. */
export function layoutFile({ name, layout }: NamedLayout): Blob {
  const text = JSON.stringify({ type: fileType, name, layout }, withoutOwn, 2);
  return new Blob([text], { type: 'application/json' });
}

export function layoutFileName({ name }: NamedLayout): string {
  return `tapedeck-layout-${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.json`;
}

/** What a file holds, under a name that no other has; undefined where it is no layout, or one without a known panel. */
export function readLayoutFile(text: string, held: NamedLayouts): NamedLayout | undefined {
  if (text.length > longestLayout) return undefined;
  const read = fileSchema.safeParse(parsed(text));
  if (!read.success || typeof readLayout(read.data.layout, isPanelType) === 'string') return undefined;
  const { name, layout } = read.data;
  return { name: freeName(name, held, longestName), layout };
}

/** Those of its panels that this version leaves out. */
export function leftOutOf({ layout }: NamedLayout): readonly string[] {
  return unknownPanels(layout, isPanelType);
}

function withoutOwn(key: string, value: unknown): unknown {
  return key === 'accountId' || key === 'portfolioId' ? undefined : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
