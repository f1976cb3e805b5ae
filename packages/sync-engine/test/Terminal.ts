/** A terminal as far as a display needs one: text, lines, up so many lines, and erase what is below. */
import type * as Progress from "../src/Progress.ts"

export interface Terminal extends Progress.Screen {
  /** What can be read on it. */
  readonly lines: () => ReadonlyArray<string>
  /** Everything that was written to it. */
  readonly written: () => string
}

export const make = (live: boolean, columns = 200, rows = 50): Terminal => {
  const lines: Array<string> = [""]
  let written = ""
  let row = 0
  const put = (text: string) => {
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) {
        row++
        lines[row] ??= ""
      }
      lines[row] = (lines[row] ?? "") + part
    }
  }
  return {
    live,
    size: () => ({ columns, rows }),
    write: (text) => {
      written += text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is how a terminal is told
      for (const [, up, erase, plain = ""] of text.matchAll(/\u001b\[(\d+)A|(\u001b\[0J)|([^\u001b]+)/g)) {
        if (up !== undefined) {
          row -= Number(up)
          if (row < 0 || row < lines.length - rows) throw new Error("painted over what has scrolled away")
        } else if (erase !== undefined) lines.splice(row, lines.length, "")
        else put(plain)
      }
    },
    lines: () => lines.slice(0, -1),
    written: () => written
  }
}
