import {Console} from 'node:console'
import {arrayBuffer} from 'node:stream/consumers'
import {textKinds} from '../text-kind.ts'
import {readText} from './read-text.ts'

/** `node main.ts <kind>`: reads a file from stdin and writes an `Outcome` as JSON to stdout. */
// Libraries may say what they like, but not between the lines of the answer.
globalThis.console = new Console(process.stderr)

const kind = textKinds.find((known) => known === process.argv[2])
if (kind === undefined) throw new Error(`Cannot read a file of kind ${process.argv[2]}`)
const outcome = await readText(kind, new Uint8Array(await arrayBuffer(process.stdin)))
process.stdout.write(JSON.stringify(outcome), () => process.exit(0))
