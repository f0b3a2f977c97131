import {encode} from 'uqr'
import styles from './account.module.css'

/** A text for a camera: dark on white in every theme, with the quiet zone of ISO/IEC 18004 (4 modules). */
export function QrCode({text, label}: {text: string; label: string}) {
  const {data, size} = encode(text, {ecc: 'M', border: 4})
  return (
    <figure className={styles.qrCode} aria-label={label}>
      <svg viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" aria-hidden>
        <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
        <path fill="#000" d={outlineOf(data)} />
      </svg>
    </figure>
  )
}

/** One square for each dark module. */
function outlineOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
}
