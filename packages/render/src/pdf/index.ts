// SPDX-License-Identifier: EUPL-1.2
export {renderPdf} from "./render-pdf.ts"
export type {PdfAttachment, PdfOptions} from "./options.ts"
export type {PdfFamily, PdfFonts} from "./faces.ts"
