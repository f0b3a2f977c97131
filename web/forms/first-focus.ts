/** As the ref of a form's first field: whoever opens a page with one thing to do can begin to type. */
export function firstFocus(element: HTMLElement | null): void {
  element?.focus()
}
