// SPDX-License-Identifier: EUPL-1.2

/**
 * Child process of `chromium.ts`: unpacks the packed browser into the temporary folder of this process
 * (`TMPDIR`), and nowhere else.
 *
 * It is a process of its own because `@sparticuz/chromium` takes both the target folder and the wish for
 * the NSS libraries from the environment, at the moment it is imported.
 */
import {tmpdir} from "node:os"

process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs24.x"
const {default: chromium} = await import("@sparticuz/chromium")
const executable = await chromium.executablePath()
if (!executable.startsWith(tmpdir())) throw new Error(`unpacked outside ${tmpdir()}: ${executable}`)
