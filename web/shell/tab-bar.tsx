import {Link} from 'react-aria-components/Link'
import {m} from '../paraglide/messages.js'
import {Icon} from '../ui/icon.tsx'
import type {NavEntry} from './nav-link.tsx'
import styles from './tab-bar.module.css'

export function TabBar({tabs}: {tabs: NavEntry[]}) {
  return (
    <nav className={styles.bar} aria-label={m.nav_phone()}>
      {tabs.map(({href, label, icon, count = 0, isCurrent}) => (
        <Link
          key={href}
          href={href}
          className={styles.tab ?? ''}
          {...(isCurrent && {'aria-current': 'page'})}
        >
          <Icon icon={icon} size="l" />
          {label}
          {count > 0 && (
            <span className={styles.badge}>
              <span aria-hidden>{count > 99 ? '99+' : count}</span>
              <span className="visually-hidden">{m.nav_count_new({count})}</span>
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
