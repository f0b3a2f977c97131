import {m} from '../paraglide/messages.js'
import {Brand} from '../shell/brand.tsx'
import {useTheme} from '../hooks/use-theme.ts'
import {Segment} from '../ui/segment.tsx'
import {ButtonItems} from './button-items.tsx'
import {ChoiceItems} from './choice-items.tsx'
import {FieldItems} from './field-items.tsx'
import styles from './gallery.module.css'
import {MarkItems} from './mark-items.tsx'
import {MessageItems} from './message-items.tsx'
import {OverlayItems} from './overlay-items.tsx'
import {RowItems} from './row-items.tsx'
import {WritingItems} from './writing-items.tsx'

/** Every part in every state, for the eye. Developers' words are English only. */
export function Gallery() {
  const [theme, setTheme] = useTheme()
  return (
    <main className={styles.gallery}>
      <header className={styles.head}>
        <Brand size={28} />
        <span className="grow" />
        <Segment
          label="Theme"
          value={theme}
          onChange={setTheme}
          options={[
            {id: 'system', text: m.theme_system()},
            {id: 'light', text: m.theme_light()},
            {id: 'dark', text: m.theme_dark()},
          ]}
        />
      </header>
      <div className={styles.columns}>
        <ButtonItems />
        <FieldItems />
        <ChoiceItems />
        <MarkItems />
        <RowItems />
        <OverlayItems />
        <MessageItems />
        <WritingItems />
      </div>
    </main>
  )
}
