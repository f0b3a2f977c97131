import {useNavigate} from '@tanstack/react-router'
import {Check, LogIn, LogOut, Settings, UserCog} from 'lucide-react'
import {signOut, useSession} from '../../api/session.ts'
import {type Theme, useTheme} from '../../hooks/use-theme.ts'
import {getLocale, locales, setLocale} from '../../paraglide/runtime.js'
import {m} from '../../paraglide/messages.js'
import {paths} from '../../paths.ts'
import {Icon} from '../../ui/icon.tsx'
import {Menu, MenuItem, type MenuProps, MenuLine, MenuSection} from '../../ui/menu.tsx'
import {showFailure} from '../../ui/toast.tsx'

const themes: Record<Theme, () => string> = {
  system: m.theme_system,
  light: m.theme_light,
  dark: m.theme_dark,
}

const check = <Icon icon={Check} size="s" />

/** What stands behind the name at the foot of the side bar. */
export function PersonMenu(menu: Pick<MenuProps<object>, 'trigger' | 'isOpen' | 'onOpenChange'>) {
  const session = useSession()
  const navigate = useNavigate()
  const [theme, setTheme] = useTheme()
  const go = (href: string) => () => void navigate({href})
  return (
    <Menu {...menu} placement="top start">
      {session.person ? (
        <MenuItem icon={UserCog} onAction={go(paths.account())}>
          {m.nav_account_settings()}
        </MenuItem>
      ) : (
        <MenuItem icon={LogIn} onAction={go(paths.signIn())}>
          {m.signin_action()}
        </MenuItem>
      )}
      {session.isAdmin && (
        <MenuItem icon={Settings} onAction={go(paths.admin())}>
          {m.nav_administration()}
        </MenuItem>
      )}
      <MenuSection title={m.nav_theme()}>
        {(['system', 'light', 'dark'] as const).map((name) => (
          <MenuItem key={name} onAction={() => setTheme(name)} after={name === theme && check}>
            {themes[name]()}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection title={m.nav_language()}>
        {locales.map((locale) => (
          <MenuItem
            key={locale}
            onAction={() => void setLocale(locale)}
            after={locale === getLocale() && check}
          >
            {languageName(locale)}
          </MenuItem>
        ))}
      </MenuSection>
      {session.person && (
        <>
          <MenuLine />
          <MenuItem icon={LogOut} onAction={() => void leave()}>
            {m.nav_sign_out()}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}

async function leave(): Promise<void> {
  try {
    await signOut()
  } catch (error) {
    showFailure(m.signed_out_failed({reason: error instanceof Error ? error.message : String(error)}))
  }
}

/** As its speakers call it. */
function languageName(locale: string): string {
  return new Intl.DisplayNames(locale, {type: 'language'}).of(locale) ?? locale
}
