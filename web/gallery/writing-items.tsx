import {ArrowRight} from 'lucide-react'
import {useState} from 'react'
import {ChangeView, CommentView, UnreadLine} from '../ui/comment-view.tsx'
import {Composer, type ComposerMode} from '../ui/composer.tsx'
import {Icon} from '../ui/icon.tsx'
import {Prose} from '../ui/prose.tsx'
import styles from './gallery.module.css'
import {Item} from './item.tsx'

const at = new Date(Date.now() - 3_600_000).toISOString()

const html = `<h2>What we saw</h2><p>Found it. <code>/api/cart/quote</code> answers <strong>500</strong>, see <a href="#2281">#2281</a>.</p>
<ul><li>one<ul><li>deeper</li></ul></li><li><label><input type="checkbox" checked disabled> a task that is done</label></li><li><label><input type="checkbox" disabled> a task</label></li></ul>
<ol><li>first</li><li>second</li></ol><blockquote><p>It was said before.</p></blockquote>
<pre><code>const total = quote?.currency ?? cart.currency</code></pre>
<table><thead><tr><th>Version</th><th>Works</th></tr></thead><tbody><tr><td>2026.11.2</td><td>no</td></tr><tr><td>2026.11.3</td><td>yes</td></tr></tbody></table>`

export function WritingItems() {
  return (
    <>
      <Item title="Composer" isWide>
        <div className={styles.fields}>
          <Sample mode="answer" text="Hello Maria, yes, today" />
          <Sample mode="note" text="She accepted to wait until 12" />
          <Sample mode="answer" text="Kept text" error="The server answered 503." />
          <Sample mode="answer" text="" />
        </div>
      </Item>
      <Item title="Prose">
        <Prose html={html} />
      </Item>
      <Item title="Comment, note, change">
        <div className={styles.activity}>
          <CommentView
            author={{name: 'Maria Lindqvist'}}
            createdAt={at}
            via="by mail"
            visibility="public"
            html="<p>I changed the address and now I can’t pay.</p>"
          />
          <ChangeView icon={<Icon icon={ArrowRight} />} at={at}>
            <b>Ines</b> set severity from minor to <b>major</b>
          </ChangeView>
          <UnreadLine />
          <CommentView
            author={{name: 'Noor Haddad'}}
            createdAt={at}
            editedAt={at}
            isUnread
            visibility="internal"
            html="<p>One of our ten largest cafés. Please tell me before it ships, I’ll phone them.</p>"
          />
        </div>
      </Item>
    </>
  )
}

function Sample(props: {mode: ComposerMode; text: string; error?: string}) {
  const [mode, setMode] = useState(props.mode)
  const [text, setText] = useState(props.text)
  return (
    <Composer
      value={text}
      onChange={setText}
      mode={mode}
      onModeChange={setMode}
      readers="to Maria Lindqvist"
      onSend={() => setText('')}
      onAttach={() => undefined}
      error={props.error}
    />
  )
}
