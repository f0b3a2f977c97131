import type {Results} from './results.ts'

/** Measures one thing. What goes wrong is said and leaves the others alone; the benchmark fails in the end. */
export async function record<Name extends keyof Results>(
  results: Results,
  name: Name,
  measure: () => Promise<Results[Name]>,
): Promise<void> {
  try {
    results[name] = await measure()
    process.stderr.write(`${name}: ${JSON.stringify(results[name])}\n`)
  } catch (error) {
    process.exitCode = 1
    process.stderr.write(
      `${name} cannot be measured: ${error instanceof Error ? error.message : String(error)}\n`,
    )
  }
}
