import {Fragment, type ReactNode} from 'react'

/**
 * A message with elements in the places of its inputs: `rich(m.change_took, {actor: <b>Ines</b>})`. The order
 * of the parts stays the translator's.
 */
export function rich<Name extends string>(
  message: (inputs: Record<Name, string>) => string,
  parts: Record<Name, ReactNode>,
): ReactNode {
  const names = Object.keys(parts) as Name[]
  const marks = Object.fromEntries(names.map((name, index) => [name, `\uE000${index}\uE001`]))
  const pieces = message(marks as Record<Name, string>).split(/\uE000(\d+)\uE001/)
  return pieces.map((piece, position) => {
    const name = names[Number(piece)]
    return (
      <Fragment key={position}>{position % 2 === 0 || name === undefined ? piece : parts[name]}</Fragment>
    )
  })
}
