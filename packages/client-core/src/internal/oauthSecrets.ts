/** Keeps the secrets of an authorization out of every text that comes from outside: servers repeat what they were sent. */

/** A text as a form, a path or a JSON body may repeat it. */
const spellings = (secret: string): ReadonlyArray<string> => {
  const form = new URLSearchParams([["", secret]]).toString().slice(1)
  return [secret, form, form.replaceAll("+", "%20"), JSON.stringify(secret).slice(1, -1)]
}

/** The same text without any of these secrets in it. */
export const scrub =
  (secrets: ReadonlyArray<string>) =>
  (text: string): string =>
    [...new Set(secrets.filter((secret) => secret !== "").flatMap(spellings))]
      // a secret may be part of another one
      .sort((left, right) => right.length - left.length)
      .reduce((rest, secret) => rest.replaceAll(secret, "<redacted>"), text)

/** The last `most` texts it was told of. */
export const memory = (most: number) => {
  let texts: ReadonlyArray<string> = []
  return {
    remember: (...more: ReadonlyArray<string>): void => {
      texts = [...texts.filter((text) => !more.includes(text)), ...more].slice(-most)
    },
    texts: (): ReadonlyArray<string> => texts
  }
}
