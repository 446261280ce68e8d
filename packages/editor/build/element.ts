// SPDX-License-Identifier: EUPL-1.2

/** What a page loads that builds nothing itself: `element.js`, with `wederhoor.css` beside it. */
/// <reference types="vite/client" />
import {defineEditor} from "../src/index.ts"
import "../src/editor.css"

defineEditor()
