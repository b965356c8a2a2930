import type { When } from './definitions.ts';

export type Unbindable = 'no-key' | 'leads-on' | 'copies' | 'of-controls';

/**
 * Why a key can be bound to nothing that is done at this place. Tab and Escape lead through the page and out of what
 * lies over it; buttons, lists and tables are worked with Enter, Space and the arrows.
 */
export function unbindable(key: string, when: When): Unbindable | undefined {
  const bare = key.replace(/^(?:(?:Mod|Ctrl|Alt|Shift)\+)*(?!$)/, '');
  if (
    /^(?:Control|Shift|Alt|AltGraph|Meta|CapsLock|NumLock|Dead|Process|Unidentified|Numpad.*|Meta\+.*)$/.test(
      bare,
    )
  )
    return 'no-key';
  if (bare === 'Tab' || bare === 'Escape') return 'leads-on';
  if (/^Mod\+[CVX]$/.test(key)) return 'copies';
  const ofControls = /^(?:Shift\+)?(?:Enter|Space|Arrow\w+|Home|End|PageUp|PageDown|Backspace|Delete)$/;
  return when !== 'table' && ofControls.test(key) ? 'of-controls' : undefined;
}
