import {note} from './output.ts'

/** Shows how far something has come on stderr: one line that changes on a terminal, a line now and then elsewhere. */
export interface ProgressLine {
  /** @param detail what is said behind the bar; the numbers themselves and their pace when absent */
  show(label: string, done: number, total: number, detail?: string): void
  /** Clears the line, so that what follows starts at its beginning. */
  end(): void
}

const barWidth = 24
const redrawMs = 100
const plainMs = 5000

export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  const redraw = stream.isTTY ? redrawMs : plainMs
  let label = ''
  let startedAt = 0
  let shownAt = -Infinity

  return {
    show(next, done, total, detail) {
      const now = performance.now()
      if (next !== label) {
        label = next
        startedAt = now
        shownAt = stream.isTTY ? -Infinity : now
      }
      if (now - shownAt < redraw) return
      shownAt = now
      const text =
        `${label}  ${bar(done, total)}  ${detail ?? numbers(done, total, now - startedAt)}`.trimEnd()
      if (stream.isTTY) stream.write(`\r\u001b[K${text}`)
      else note(text)
    },
    end() {
      if (stream.isTTY && shownAt > -Infinity) stream.write('\r\u001b[K')
      shownAt = -Infinity
    },
  }
}

function bar(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total)
  const filled = Math.round(share * barWidth)
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${String(Math.floor(share * 100)).padStart(3)} %`
}

function numbers(done: number, total: number, ms: number): string {
  const pace = ms > 500 ? ` · ${count((done * 1000) / ms)}/s` : ''
  return `${count(done)} of ${count(total)}${pace}`
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}
