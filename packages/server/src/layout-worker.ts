// SPDX-License-Identifier: EUPL-1.2

/** What runs within the worker of `layoutPort`: one job in, one answer out. */
import {type LayoutJob, answerJob} from "@wederhoor/render"
import {parentPort} from "node:worker_threads"

parentPort?.on("message", (job: LayoutJob) => parentPort?.postMessage(answerJob(job)))
