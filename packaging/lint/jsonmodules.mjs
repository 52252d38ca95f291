// SPDX-License-Identifier: MIT
// Lets packages import JSON in the way that newer releases of Node.js have without help.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
export async function load(url, context, next) {
    if (!url.endsWith(".json"))
        return next(url, context);
    const text = await readFile(fileURLToPath(url), "utf8");
    return { format: "module", shortCircuit: true, source: `export default ${text};` };
}
