import {Bug, WifiOff} from 'lucide-react'
import {Banner} from '../ui/banner.tsx'
import {Button} from '../ui/button.tsx'
import {EmptyState, ErrorState} from '../ui/empty-state.tsx'
import {Progress} from '../ui/progress.tsx'
import {RelativeTime} from '../ui/relative-time.tsx'
import {UploadProgress} from '../ui/upload-progress.tsx'
import {Item, Show} from './item.tsx'

const nothing = () => undefined
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

export function MessageItems() {
  return (
    <>
      <Item title="Banner, progress, uploads">
        <div className="stack">
          <Banner icon={WifiOff} tone="warning">
            You are offline. 2 changes wait here and are sent later.
          </Banner>
          <Progress label="Importing from MantisBT" done={8214} total={12430} onCancel={nothing} />
          <UploadProgress name="screenshot.png" size={1_430_000} share={0.4} onRemove={nothing} />
          <UploadProgress name="console.log" size={830} share={1} onRemove={nothing} />
          <UploadProgress
            name="film.mov"
            size={830_000_000}
            share={0.2}
            error="Larger than 100 MB"
            onRemove={nothing}
            onRetry={nothing}
          />
        </div>
      </Item>
      <Item title="Time">
        <Show>
          {[0, 0.01, 0.2, 3, 30, 900].map((days) => (
            <span key={days} className="line">
              <RelativeTime at={daysAgo(days)} />
              <RelativeTime at={daysAgo(days)} form="age" className="subtle" />
            </span>
          ))}
        </Show>
      </Item>
      <Item title="Empty">
        <EmptyState
          icon={Bug}
          title="No bugs yet"
          actions={
            <>
              <Button variant="primary">Add the capture button</Button>
              <Button variant="ghost">Try sample data</Button>
            </>
          }
        >
          A bug is something that is broken. Put the capture button on your page, and reports arrive here with
          picture, steps and errors.
        </EmptyState>
      </Item>
      <Item title="Failed">
        <ErrorState title="This list did not load" requestId="req-7f3a" onRetry={nothing}>
          The server answered 503. What you typed is kept.
        </ErrorState>
      </Item>
    </>
  )
}
