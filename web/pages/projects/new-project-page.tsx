import {NewProjectDialog} from './new-project-dialog.tsx'
import {ProjectsPage} from './projects-page.tsx'

/** The dialog has an address of its own and stands over the list. */
export function NewProjectPage() {
  return (
    <>
      <ProjectsPage />
      <NewProjectDialog />
    </>
  )
}
