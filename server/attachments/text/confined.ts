export const isWindows = process.platform === 'win32'

/**
 * The command that runs a script which may read these files and folders and no others, write none, start no
 * process or thread, and turn no text into code. The network is not closed to it: Node 24 cannot do that.
 *
 * @param readable absolute; a folder ends with a slash
 */
export function confined(script: string, args: readonly string[], readable: readonly string[]): string[] {
  const node = [
    process.execPath,
    '--max-old-space-size=256',
    '--disallow-code-generation-from-strings',
    '--permission',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    script,
    ...args,
  ]
  return isWindows ? node : ['/bin/sh', '-c', limits, 'sh', ...node]
}

/**
 * Buffers lie beyond V8's heap, so the shell limits all memory: in KB, of which Node takes up to 700 MB before
 * it does anything, most of it never touched. And the seconds of CPU, for when nobody lives to kill it. Where
 * a system knows a limit not, as macOS that of memory, the others hold.
 */
const limits = 'ulimit -c 0; ulimit -t 60; ulimit -d 1200000; exec "$@"'
