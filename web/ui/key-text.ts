/** `Mod+Enter` as a person reads it: signs without a space on a Mac, words elsewhere. */
export function keyText(keys: string, isMac: boolean): string {
  const names = isMac ? macNames : otherNames
  return keys
    .split('+')
    .map((key) => names[key] ?? key)
    .join(isMac ? '' : ' ')
}

const signs: Record<string, string> = {Enter: '⏎', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Space: '␣'}
const macNames: Record<string, string> = {...signs, Mod: '⌘', Shift: '⇧', Alt: '⌥'}
const otherNames: Record<string, string> = {...signs, Mod: 'Ctrl', Shift: '⇧'}
