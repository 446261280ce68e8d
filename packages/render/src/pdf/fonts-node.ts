// SPDX-License-Identifier: EUPL-1.2
import {readFile} from "node:fs/promises"

import type {PdfFamily, PdfFonts} from "./faces.ts"

let known: Promise<PdfFonts> | undefined

/**
 * The fonts of the package from its files: Atkinson Hyperlegible, made to be read with poor sight, then
 * Noto Sans and Noto Sans Arabic for names in other scripts. All under the SIL Open Font License. Read once. Node only.
 */
export async function defaultFonts(): Promise<PdfFonts> {
  known ??= readFonts()
  return known
}

async function readFonts(): Promise<PdfFonts> {
  const [text, wide, arabic] = await Promise.all([
    family("atkinson-hyperlegible", "AtkinsonHyperlegible", {
      regular: "400Regular",
      bold: "700Bold",
      italic: "400Regular_Italic",
      boldItalic: "700Bold_Italic",
    }),
    family("noto-sans", "NotoSans", {
      regular: "400Regular",
      bold: "700Bold",
      italic: "400Regular_Italic",
      boldItalic: "700Bold_Italic",
    }),
    family("noto-sans-arabic", "NotoSansArabic", {regular: "400Regular", bold: "700Bold"}),
  ])
  return {text, fallbacks: [wide, arabic]}
}

async function family(
  folder: string,
  name: string,
  faces: {readonly regular: string} & Readonly<Record<string, string>>,
): Promise<PdfFamily> {
  const read = async (face: string): Promise<Uint8Array> =>
    readFile(
      new URL(import.meta.resolve(`@expo-google-fonts/${folder}/${face}/${name}_${face}.ttf`)),
    )
  const entries = Object.entries(faces).map(
    async ([weight, face]): Promise<[string, Uint8Array]> => [weight, await read(face)],
  )
  return {regular: await read(faces.regular), ...Object.fromEntries(await Promise.all(entries))}
}
