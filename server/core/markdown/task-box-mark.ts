import {randomBytes} from 'node:crypto'

/** Marks the boxes rendered here: an `<input>` somebody wrote into a text cannot know it. */
export const taskBoxMark = randomBytes(16).toString('hex')
