// The half of build/contract.py that needs Node. In on stdin: { schema, constants, path }, a JSON
// Schema, TypeScript to append, and where it will be saved. Out on stdout: the file's text.
import { text } from 'node:stream/consumers'

import { compile } from 'json-schema-to-typescript'
import { format, resolveConfig } from 'prettier'

const { schema, constants, path } = JSON.parse(await text(process.stdin))

const types = await compile(schema, schema.title, {
  additionalProperties: false,
  bannerComment: '',
  format: false,
})

const tidied = types.replace(/\/\*\*\n\s*\* (.*)\n\s*\*\//g, '/** $1 */').replace(/``/g, '`')

const style = await resolveConfig(path, { editorconfig: true })
const formatted = await format(`${tidied}\n${constants}`, { ...style, filepath: path })

// A blank line before each declaration and its comment.
process.stdout.write(formatted.replace(/^(?! \*\/|\/\*\*.*\*\/$)(.+)\n(?=export |\/\*\*)/gm, '$1\n\n'))
