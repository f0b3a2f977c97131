import {type FormEvent, useState} from 'react'
import {ApiProblem} from '../api/problem.ts'

export interface Submit {
  /** For the form element. A complaint goes when somebody types: a field that has one would hold the form back */
  form: {onSubmit: (event: FormEvent<HTMLFormElement>) => void; onInput: () => void}
  isBusy: boolean
  /** What is wrong with the field of this name */
  errorOf: (field: string) => string | undefined
  /** What is wrong with none of the form's fields */
  error: string | undefined
  problem: ApiProblem | undefined
}

/**
 * Sends a form. A refusal that points at one of its fields is said there and the field gets the focus;
 * what was typed stays.
 *
 * @param act gets the fields as texts
 */
export function useSubmit(act: (fields: Record<string, string>) => Promise<unknown>): Submit {
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<{problem: ApiProblem; field: string | undefined}>()

  const submit = async (form: HTMLFormElement) => {
    setIsBusy(true)
    try {
      await act(textsOf(form))
      setFailure(undefined)
    } catch (error) {
      const problem = asProblem(error)
      const field = problem.pointer?.split('/')[1]
      const control = field === undefined ? null : form.elements.namedItem(field)
      setFailure({problem, field: control ? field : undefined})
      if (control instanceof HTMLElement) control.focus()
    } finally {
      setIsBusy(false)
    }
  }

  return {
    isBusy,
    problem: failure?.problem,
    form: {
      onSubmit: (event) => {
        event.preventDefault()
        if (!isBusy) void submit(event.currentTarget)
      },
      onInput: () => setFailure(undefined),
    },
    errorOf: (field) => (failure?.field === field ? failure.problem.detail : undefined),
    error: failure?.field === undefined ? failure?.problem.detail : undefined,
  }
}

function textsOf(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(entries)
}

function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new ApiProblem({code: 'internal', status: 0, detail}, {cause: error})
}
