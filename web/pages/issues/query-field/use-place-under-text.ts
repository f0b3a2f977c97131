import {type CSSProperties, type RefObject, useEffect, useLayoutEffect, useState} from 'react'

const gap = 6
const margin = 8
const width = 384
/** Of the height */
const least = 120
const most = 400

/** Where a list stands that opens under a place in the text of a field; on a phone, as wide as the screen. */
export function usePlaceUnderText(
  inputRef: RefObject<HTMLInputElement | null>,
  textBefore: string,
): CSSProperties {
  const [place, setPlace] = useState<CSSProperties>(away)
  useLayoutEffect(() => {
    if (inputRef.current) setPlace(placeUnder(inputRef.current, textBefore))
  }, [inputRef, textBefore])
  useEffect(() => {
    const place = () => {
      if (inputRef.current) setPlace(placeUnder(inputRef.current, textBefore))
    }
    window.addEventListener('resize', place)
    window.visualViewport?.addEventListener('resize', place)
    return () => {
      window.removeEventListener('resize', place)
      window.visualViewport?.removeEventListener('resize', place)
    }
  }, [inputRef, textBefore])
  return place
}

const away: CSSProperties = {visibility: 'hidden'}

function placeUnder(input: HTMLInputElement, textBefore: string): CSSProperties {
  const {left, bottom} = input.getBoundingClientRect()
  const top = bottom + gap
  const screen = document.documentElement.clientWidth
  const inlineSize = Math.min(width, screen - 2 * margin)
  const caret = left + widthOf(input, textBefore) - input.scrollLeft
  return {
    top,
    left: Math.max(margin, Math.min(caret - margin, screen - inlineSize - margin)),
    inlineSize,
    // A keyboard on the screen takes its part.
    maxBlockSize: Math.max(
      least,
      Math.min(most, (window.visualViewport?.height ?? innerHeight) - top - margin),
    ),
  }
}

function widthOf(input: HTMLInputElement, text: string): number {
  const pen = document.createElement('canvas').getContext('2d')
  if (pen === null) return 0
  pen.font = getComputedStyle(input).font
  return pen.measureText(text).width
}
