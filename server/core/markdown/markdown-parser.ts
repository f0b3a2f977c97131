import MarkdownIt from 'markdown-it'
import {nestingGuard} from './nesting-guard.ts'
import {showUnknownTags} from './show-unknown-tags.ts'
import {taskLists} from './task-lists.ts'

/** The one parser. Its HTML is not safe yet: raw tags pass through it and are sanitised afterwards. */
export const markdownParser = new MarkdownIt({html: true, linkify: true})
  .use(nestingGuard)
  .use(showUnknownTags)
  .use(taskLists)

// As in GFM: www.… and http://… are links; README.md and main.rs are not, though .md and .rs are domains
markdownParser.linkify.set({fuzzyLink: false})
markdownParser.linkify.add('www.', {
  validate: (text, position, linkify) =>
    Math.max(0, linkify.testSchemaAt(`//www.${text.slice(position)}`, '//', 2) - 'www.'.length),
  normalize: (match) => {
    match.url = `http://${match.url}`
  },
})
