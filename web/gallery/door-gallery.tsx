import {Fingerprint} from 'lucide-react'
import {Door} from '../shell/door.tsx'
import {Button} from '../ui/button.tsx'
import {Link} from '../ui/link.tsx'
import {PasswordField} from '../ui/password-field.tsx'
import {TextField} from '../ui/text-field.tsx'

export function DoorGallery() {
  return (
    <Door title="Sign in to Halden" footer={<Link href="#tickets">Your tickets</Link>}>
      <Button size="l" isWide icon={Fingerprint}>
        Passkey
      </Button>
      <TextField label="E-mail" type="email" defaultValue="tomasz@halden.example" />
      <PasswordField
        label="Password"
        labelAside={<Link href="#mail">Mail me a link instead</Link>}
        error="E-mail and password do not match. 4 tries left."
      />
      <Button size="l" isWide variant="primary" type="submit">
        Sign in
      </Button>
    </Door>
  )
}
